"""python -m everyweek.cli: the same as the everyweek command."""

from everyweek.cli import main

if __name__ == "__main__":
    main(prog_name="everyweek")
