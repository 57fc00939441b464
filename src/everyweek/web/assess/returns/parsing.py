"""The rows of a brought return as answers and positions of a framework; what is wrong with any cell is noted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from everyweek.maturity.answers import address
from everyweek.maturity.framework import Framework, Question, Theme
from everyweek.web.assess.conversation.asked import as_kept
from everyweek.web.assess.conversation.errors import SpeaksOfAPatient, TooLong
from everyweek.web.assess.returns.content import choices_of
from everyweek.web.assess.returns.layout import KEY
from everyweek.web.assess.returns.preview import CellError
from everyweek.web.assess.returns.reading import BroughtRow
from everyweek.web.assess.returns.typed import answer_from, why_no_answer

MOST_LISTED = 8


@dataclass(frozen=True, slots=True)
class ParsedAnswer:
    """What a file says to one question; "" for an empty cell."""

    value: str
    wanted: str
    note: str
    row: BroughtRow


@dataclass
class Parsed:
    """What a file says. answers : by "theme/question"; themes : by the key of a theme, its row."""

    answers: dict[str, ParsedAnswer] = field(default_factory=dict)
    themes: dict[str, BroughtRow] = field(default_factory=dict)
    errors: list[CellError] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def parse(rows: Iterable[BroughtRow], framework: Framework) -> Parsed:
    """The rows as this framework understands them; rows of questions that it does not have are listed."""
    questions = {
        address(theme, question): (theme, question) for theme in framework.themes for question in theme.questions
    }
    themes = {theme.key for theme in framework.themes}
    parsed, unknown, keyless = Parsed(), [], []
    for row in rows:
        if not row.key:
            keyless.append(row.where)
        elif row.key in questions:
            _answer(parsed, row, *questions[row.key], framework)
        elif row.key in themes:
            _theme(parsed, row)
        else:
            unknown.append(f"“{row.key[:60]}” ({row.where})")
    if unknown:
        parsed.notices.append(f"Not questions of this framework, and not used: {some(unknown, between=', ')}.")
    if keyless:
        parsed.notices.append(
            f"There is something in {some(keyless)}, and nothing under “{KEY}” there, so nobody knows which question "
            "it answers: it was not used. Copy it into the row of its question."
        )
    return parsed


def some(places: Sequence[str], *, between: str = "; ") -> str:
    """The first few of a list, and how many more there are."""
    more = f" and {len(places) - MOST_LISTED} more" if len(places) > MOST_LISTED else ""
    return f"{between.join(places[:MOST_LISTED])}{more}"


def _answer(parsed: Parsed, row: BroughtRow, theme: Theme, question: Question, framework: Framework) -> None:
    choices = choices_of(framework, theme, question)
    found: dict[str, str] = {}
    for word in ("answer", "wanted"):
        cell = row.cells.get(word)
        if cell is None or (word == "wanted" and theme.kind != "rubric"):
            continue
        value = answer_from(cell.text, choices)
        if value is None:
            parsed.errors.append(CellError(cell.where, why_no_answer(cell.text, choices)))
            return
        found[word] = value
    note = row.cells.get("note")
    try:
        kept = as_kept(note.text).strip() if note else ""
    except (SpeaksOfAPatient, TooLong) as problem:
        parsed.errors.append(CellError(note.where if note else row.where, str(problem)))
        return
    _keep(parsed, ParsedAnswer(found.get("answer", ""), found.get("wanted", ""), kept, row))


def _keep(parsed: Parsed, one: ParsedAnswer) -> None:
    before = parsed.answers.setdefault(one.row.key, one)
    if (before.value, before.wanted, before.note) != (one.value, one.wanted, one.note):
        parsed.errors.append(
            CellError(one.row.where, f"This question stands also in {before.row.where}, with another answer. Keep one.")
        )


def _theme(parsed: Parsed, row: BroughtRow) -> None:
    if row.key in parsed.themes and parsed.themes[row.key].cells != row.cells:
        before = parsed.themes[row.key].where
        if {word: cell.text for word, cell in row.cells.items()} != {
            word: cell.text for word, cell in parsed.themes[row.key].cells.items()
        }:
            parsed.errors.append(CellError(row.where, f"It stands also in {before}, with something else. Keep one."))
    parsed.themes.setdefault(row.key, row)
