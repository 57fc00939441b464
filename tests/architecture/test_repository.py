"""The repository itself: what the house promises about its own files."""

import ast
import re
import subprocess
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCE = REPOSITORY / "src" / "everyweek"
NOUNS = (
    "comparison",
    "effects",
    "flow",
    "maturity",
    "measures",
    "peers",
    "publications",
    "reference",
    "search",
    "tables",
    "variation",
    "warehouse",
)
# Migrations are written by Django, a line for each field.
MODULES = sorted(path for path in SOURCE.rglob("*.py") if not {"__pycache__", "migrations"} & set(path.parts))
LONGEST_FILE = 300
LONGEST_FUNCTION = 60


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout
    return [REPOSITORY / name for name in listed.splitlines() if (REPOSITORY / name).is_file()]


def name_of(path: Path) -> str:
    return str(path.relative_to(REPOSITORY))


@pytest.fixture(scope="module")
def modules() -> dict[str, ast.Module]:
    """Every module by its name, parsed."""
    return {name_of(path): ast.parse(path.read_text()) for path in MODULES}


def test_every_file_is_one_idea_with_a_docstring_and_not_too_long(modules: dict[str, ast.Module]) -> None:
    assert len(modules) > 900
    assert [name for name, tree in modules.items() if not ast.get_docstring(tree)] == []
    assert [name_of(path) for path in MODULES if path.read_text().count("\n") > LONGEST_FILE] == []


def test_no_function_is_longer_than_a_screen(modules: dict[str, ast.Module]) -> None:
    long = [
        (name, node.name)
        for name, tree in modules.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > LONGEST_FUNCTION
    ]

    assert long == []


def test_everything_public_in_a_noun_package_has_a_docstring(modules: dict[str, ast.Module]) -> None:
    public = [
        (name, node)
        for name, tree in modules.items()
        if Path(name).parts[2] in NOUNS
        for scope in [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
        for node in scope.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]

    assert {Path(name).parts[2] for name, _ in public} == set(NOUNS)
    assert [(name, node.name) for name, node in public if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("package", NOUNS)
def test_a_packages_public_names_are_complete_and_real(package: str) -> None:
    module = import_module(f"everyweek.{package}")
    listed = getattr(module, "__all__", [])

    assert sorted(listed) == list(dict.fromkeys(sorted(listed)))
    assert all(hasattr(module, name) for name in listed)


def test_every_dependency_says_why_it_is_here() -> None:
    text = (REPOSITORY / "pyproject.toml").read_text()
    declared = tomllib.loads(text)
    wanted = [
        *declared["project"]["dependencies"],
        *(one for group in declared["dependency-groups"].values() for one in group),
    ]

    without = [one for one in wanted if not re.search(rf'^\s*.*"{re.escape(one)}",?\]?\s*# .+', text, re.MULTILINE)]

    assert without == []


def test_every_locked_dependency_has_its_hash_and_no_lock_names_an_address() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-bootstrap.lock"):
        text = (REPOSITORY / name).read_text()
        pinned = re.findall(r"^[a-z0-9][^\n]*==[^\n]*\\\n(    --hash)?", text, re.MULTILINE)
        assert pinned, name
        assert all(pinned), name
        assert "://" not in text, name
    assert '"resolved"' not in (REPOSITORY / "package-lock.json").read_text()


def test_the_run_time_lock_is_part_of_the_development_lock() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^([a-z0-9][\w.\-\[\]]*==[^ \\]+)", (REPOSITORY / name).read_text(), re.MULTILINE))

    assert pins("requirements.lock") - pins("requirements-dev.lock") == set()


def test_no_published_file_is_in_the_repository() -> None:
    published = re.compile(r"\.(xls|xlsx|xlsm|parquet|sqlite3|duckdb)$|MSitAE|AmbSYS", re.IGNORECASE)

    assert [name_of(path) for path in tracked_files() if published.search(path.name)] == []


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    private = re.compile(r"(?<![\w.-])(/(home|Users|work)/[a-z]|/tmp/[a-z])", re.IGNORECASE)
    found = [
        f"{name_of(path)}: {match.group()}"
        for path in tracked_files()
        if path.suffix in {".py", ".md", ".toml", ".yaml", ".csv", ".js", ".json", ".sh", ""}
        and (match := private.search(path.read_text(errors="replace")))
    ]

    assert found == []


def test_unfinished_work_has_an_issue_number() -> None:
    mark = re.compile(rf"\b({'|'.join(('TO' + 'DO', 'FIX' + 'ME', 'X' * 3))})\b(?!.*#\d+)")
    found = [
        f"{name_of(path)}:{number}"
        for path in tracked_files()
        if path.suffix in {".py", ".js", ".scss", ".jinja"} and path != Path(__file__).resolve()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if mark.search(line)
    ]

    assert found == []


def test_every_reference_data_file_says_where_it_comes_from() -> None:
    data = SOURCE / "reference" / "data"
    for path in sorted(data.glob("*.csv")):
        stem = "cast" if path.stem.startswith("cast_") else path.stem
        text = (data / f"{stem}.source.yaml").read_text()
        assert re.search(r"licen[cs]e|invented", text, re.IGNORECASE), path.name


def test_tests_cannot_reach_the_network() -> None:
    import socket

    from pytest_socket import SocketConnectBlockedError

    with (
        socket.socket(socket.AF_INET, socket.SOCK_STREAM) as made,
        pytest.warns(UserWarning, match="tried to use socket"),
        pytest.raises(SocketConnectBlockedError),
    ):
        made.connect(("192.0.2.1", 80))
