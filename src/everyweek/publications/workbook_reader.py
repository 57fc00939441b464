"""Reads one workbook in a process of its own: python workbook_reader.py < workbook > pickled sheets.

A damaged workbook can make a reader ask for more memory than there is, and that ends the process it runs in. So it runs
in one that may be ended: with a limit on memory, and on time set by whoever starts it. It imports nothing of Everyweek.
"""

import pickle
import resource
import sys

LARGEST_MEMORY = 2 * 2**30
"""Bytes of address space. The largest published workbook needs a tenth of it."""


def main() -> int:
    """Read the workbook on standard input; the sheets by name go to standard output, a complaint to standard error."""
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import io

    from python_calamine import CalamineError, CalamineWorkbook

    content = sys.stdin.buffer.read()
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names
        }
    except (CalamineError, ValueError, OSError, MemoryError) as error:
        sys.stderr.write(str(error) or type(error).__name__)
        return 1
    sys.stdout.buffer.write(pickle.dumps(sheets, protocol=pickle.HIGHEST_PROTOCOL))
    return 0


if __name__ == "__main__":
    sys.exit(main())
