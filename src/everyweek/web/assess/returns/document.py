"""A return as a PDF: who, when and how firm; the scores; then each theme with its questions, answers and evidence."""

from datetime import datetime
from typing import Any

from everyweek.web.assess.returns import layout
from everyweek.web.assess.returns.content import PlaceReturn, ReturnLine, ReturnTheme, answer_in_words
from everyweek.web.assess.returns.csv_file import last_time, target_of
from everyweek.web.assess.vocabulary import PARTIES
from everyweek.web.design.pdf import pdf
from everyweek.web.design.wording import day_in_words
from everyweek.web.people.champions.deadlines import moment_in_words

NOT_ANSWERED = "not answered"


def return_as_pdf(one: PlaceReturn, *, made_by: str, now: datetime) -> bytes:
    """The return as a PDF. made_by : whoever takes it away. Raises DocumentTooLarge."""
    return pdf("report", document_of(one, made_by=made_by, now=now))


def document_of(one: PlaceReturn, *, made_by: str, now: datetime) -> dict[str, Any]:
    """What stands in the PDF, as the template takes it."""
    return {
        "title": f"{one.framework.title}: {one.place}",
        "lines": [f"{label}: {value}" for label, value in layout.facts(one) if value],
        "notes": [note for note in (_how_firm(one), layout.SELF_ASSESSED, one.framework.levels.note) if note],
        "made": f"{one.place}, {one.round}. Taken from Everyweek by {made_by} on {moment_in_words(now)}.",
        "sections": [_scores(one), *(_theme(one, theme) for theme in one.themes)],
    }


def _how_firm(one: PlaceReturn) -> str:
    draft = "This is a draft: it was not submitted." if one.is_draft else ""
    private = "It holds what each party wrote, which is for those who take part and nobody else." if one.parties else ""
    return f"{draft} {private}".strip()


def _scores(one: PlaceReturn) -> dict[str, Any]:
    rows = [
        [theme.theme.name, _points(theme), theme.score.level or "no level yet", target_of(theme) or "none set"]
        for theme in one.themes
    ]
    table = {
        "kind": "table",
        "head": [layout.theme_heading(one), layout.POINTS, layout.LEVEL, layout.TARGET],
        "widths": [5, 2, 3, 2],
        "rows": rows,
    }
    return {"title": "All at a glance", "pieces": [table]}


def _points(theme: ReturnTheme) -> str:
    score = theme.score
    if theme.theme.kind == "agreed":
        return "agreed, not scored"
    if not score.answered or score.score is None:
        return NOT_ANSWERED
    still = "" if score.answered == score.questions else f" ({score.answered} of {score.questions} answered)"
    return f"{score.score:g} of {score.most:g}{still}"


def _theme(one: PlaceReturn, theme: ReturnTheme) -> dict[str, Any]:
    table = {
        "kind": "table",
        "head": ["No", "Question", layout.ANSWER, layout.NOTE],
        "widths": [1, 8, 3, 9],
        "rows": [[str(line.number), line.question.text, _answer(one, line), _words(one, line)] for line in theme.lines],
    }
    facts = {"kind": "facts", "rows": _facts(one, theme)}
    return {"title": theme.theme.name, "pieces": [facts, table] if theme.lines else [facts]}


def _facts(one: PlaceReturn, theme: ReturnTheme) -> list[list[str]]:
    stand, score = theme.stand, theme.score
    rows = [[layout.POINTS, _points(theme)]] if theme.theme.kind != "agreed" else []
    level = score.level or ("not agreed yet" if theme.theme.kind == "agreed" else "no level until all is answered")
    if stand.agreed_with and score.level:
        level += f", agreed with {stand.agreed_with}"
        level += f" on {day_in_words(stand.agreed_on)}" if stand.agreed_on else ""
    rows.append([layout.LEVEL, level])
    if target := target_of(theme):
        by = f" by {day_in_words(stand.target_on)}" if stand.target_on else ""
        points = f"{target} of {score.questions} points" if stand.target_score is not None else target
        rows.append([layout.TARGET, f"{points}{by}"])
    return [*rows, *([["Note", stand.note]] if stand.note else [])]


def _answer(one: PlaceReturn, line: ReturnLine) -> str:
    answer = answer_in_words(one.framework, line, line.value) or NOT_ANSWERED
    wanted = answer_in_words(one.framework, line, line.wanted)
    return f"{answer}\nwanted: {wanted}" if wanted else answer


def _words(one: PlaceReturn, line: ReturnLine) -> str:
    parts = [line.note] if line.note else []
    if line.last_time:
        parts.append(f"Last time, not agreed again yet: {last_time(one, line)}")
    for said in line.said:
        answer = answer_in_words(one.framework, line, said.value) or "no answer"
        parts.append(f"{PARTIES[said.party]}: {answer}. {said.words}".strip())
    return "\n".join(parts)
