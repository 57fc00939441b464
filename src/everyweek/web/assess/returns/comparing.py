"""A brought return held against what is agreed now: what would change, what is wrong, and what is left alone."""

from collections.abc import Mapping
from datetime import datetime

from everyweek.maturity.framework import Framework
from everyweek.maturity.mapping import map_answers
from everyweek.web.assess.conversation.errors import TooLong
from everyweek.web.assess.conversation.models import LONGEST_TEXT
from everyweek.web.assess.conversation.queries import Agreed, agreed_in_full
from everyweek.web.assess.frameworks.models import FrameworkVersion
from everyweek.web.assess.frameworks.queries import framework_of
from everyweek.web.assess.places.models import Place
from everyweek.web.assess.returns.content import choices_of, joined_notes, question_and_answer
from everyweek.web.assess.returns.csv_file import without_controls
from everyweek.web.assess.returns.errors import ReturnRefused
from everyweek.web.assess.returns.layout import FRAMEWORK_KEY, FRAMEWORK_VERSION, PLACE_KEY, ROUND_KEY
from everyweek.web.assess.returns.parsing import Parsed, ParsedAnswer, parse, some
from everyweek.web.assess.returns.positions import compare_positions
from everyweek.web.assess.returns.preview import AnswerChange, CellError, Preview, ShownChange
from everyweek.web.assess.returns.reading import BroughtReturn, BroughtRow
from everyweek.web.assess.rounds.models import Assessment, AssessmentRound

NOTHING = "nothing agreed"
WORDS_ALONE = "There are words without an answer in {where}: they are not used. Choose an answer too."


def preview_of(assessment: Assessment, brought: BroughtReturn, *, carries_over: bool, now: datetime) -> Preview:
    """What this return would change.

    carries_over : answers to another version of the framework are carried over as far as that goes.
    Raises ReturnRefused for another place's return, and for another framework or version.
    """
    _check_place(assessment, brought)
    framework = framework_of(assessment.round.framework)
    notices = _about_the_round(assessment, brought)
    version = brought.identity[FRAMEWORK_VERSION]
    if brought.identity[FRAMEWORK_KEY] != framework.key:
        raise ReturnRefused(
            f"This return is of another framework, “{brought.identity[FRAMEWORK_KEY][:60]}”; this round asks "
            f"“{framework.title}”. Nothing of it can be used here."
        )
    lost: tuple[str, ...] = ()
    if version == framework.version:
        parsed = parse(brought.rows, framework)
        positions = compare_positions(assessment, framework, parsed, now=now)
    else:
        old = _other_version(framework, version, carries_over=carries_over)
        parsed, lost = _carried_over(parse(brought.rows, old), old, framework)
        positions = compare_positions(assessment, framework, Parsed(), now=now)
    answers, shown, more = _compare_answers(framework, parsed, agreed_in_full(assessment))
    errors = (*parsed.errors, *positions.errors)
    return Preview(
        answers=() if errors else answers,
        positions=() if errors else positions.changes,
        shown=(*shown, *positions.shown),
        errors=errors,
        notices=(*notices, *parsed.notices, *more),
        lost=lost,
    )


def _check_place(assessment: Assessment, brought: BroughtReturn) -> None:
    key = brought.identity[PLACE_KEY]
    if key == assessment.place.key:
        return
    name = Place.objects.filter(key=key).values_list("name", flat=True).first() or key[:60]
    raise ReturnRefused(
        f"This is the return of {name}, and this page is about {assessment.place.name}. Nothing of it was used. If you "
        f"copied it to begin with, take the empty return of {assessment.place.name} instead."
    )


def _about_the_round(assessment: Assessment, brought: BroughtReturn) -> list[str]:
    key = brought.identity[ROUND_KEY]
    if key == assessment.round.key:
        return []
    title = AssessmentRound.objects.filter(key=key).values_list("title", flat=True).first() or key[:60]
    words = (
        f"This return was taken from another round, “{title}”; you are about to use it in “{assessment.round.title}”."
    )
    return [f"{words} Look whether its answers still hold."]


def _other_version(framework: Framework, version: str, *, carries_over: bool) -> Framework:
    found = FrameworkVersion.objects.filter(key=framework.key, version=version).first()
    said = (
        f"This return has version {version[:40]} of “{framework.title}”, and this round asks version "
        f"{framework.version}. It was not used."
    )
    if found is None:
        raise ReturnRefused(f"{said} That version is not known here. Take this round’s return and fill that in.")
    if not carries_over:
        raise ReturnRefused(
            f"{said} Its answers can be carried over where the questions are the same; you see before what cannot be.",
            version=version,
        )
    return framework_of(found)


def _carried_over(parsed: Parsed, old: Framework, new: Framework) -> tuple[Parsed, tuple[str, ...]]:
    """Answers to an old version as those of the new one; and what is lost, with the reason."""
    mapped = map_answers(old, new, {key: one.value for key, one in parsed.answers.items()})
    wanted = map_answers(old, new, {key: one.wanted for key, one in parsed.answers.items()}).answers
    found = Parsed(errors=parsed.errors, notices=list(parsed.notices))
    for one in mapped.carried:
        before = [parsed.answers[name] for name in one.was]
        row = BroughtRow(one.what, before[0].row.where, before[0].row.cells)
        note = joined_notes(each.note for each in before)
        if len(note) > LONGEST_TEXT:
            found.errors.append(CellError(row.where, str(TooLong(len(note), LONGEST_TEXT))))
            continue
        found.answers[one.what] = ParsedAnswer(one.value, wanted.get(one.what, ""), note, row)
        if one.look_again:
            found.notices.append(f"{before[0].row.where}: {one.note}")
    if wordy := [one.row.where for one in parsed.answers.values() if one.note and not one.value]:
        found.notices.append(WORDS_ALONE.format(where=some(wordy)))
    found.notices.append("Levels and targets are not carried over from another version: set them on the pages.")
    return found, tuple(f"{question_and_answer(old, one.what, one.value)}: {one.why}" for one in mapped.lost)


def _compare_answers(
    framework: Framework, parsed: Parsed, agreed: Mapping[str, Agreed]
) -> tuple[tuple[AnswerChange, ...], tuple[ShownChange, ...], tuple[str, ...]]:
    changes, shown, emptied, wordy = [], [], [], []
    for key, one in parsed.answers.items():
        before = agreed.get(key)
        if not one.value:
            if before and before.value and not before.carried:
                emptied.append(one.row.where)
            elif one.note:
                wordy.append(one.row.where)
            continue
        change = _change(key, one, before)
        if change is not None:
            changes.append(change)
            shown += _shown(framework, change, one, before)
    notices = []
    if emptied:
        notices.append(f"The answer is empty in {some(emptied)}: what is agreed there stays as it is.")
    if wordy:
        notices.append(WORDS_ALONE.format(where=some(wordy)))
    return tuple(changes), tuple(shown), tuple(notices)


def _change(key: str, one: ParsedAnswer, before: Agreed | None) -> AnswerChange | None:
    """What would be settled; None when it is so already. An empty cell leaves what is there."""
    theme, _, question = key.partition("/")
    wanted = one.wanted or (before.wanted if before else "")
    note = one.note
    if before and (not note or without_controls(note) == without_controls(before.note).strip()):
        note = before.note
    there = (before.value, before.wanted, before.note.strip()) if before and not before.carried else None
    if there == (one.value, wanted, note.strip()):
        return None
    return AnswerChange(theme, question, one.value, wanted, note, before.version if before else 0)


def _shown(framework: Framework, change: AnswerChange, one: ParsedAnswer, before: Agreed | None) -> list[ShownChange]:
    theme = framework.theme(change.theme)
    question = theme.question(change.question)
    choices = choices_of(framework, theme, question)
    was = before if before and before.value else None
    told = []

    def tell(about: str, old: str, new: str) -> None:
        told.append(ShownChange(theme.name, about, old, new, one.row.where))

    carried = was is not None and was.carried
    if was is None or carried or was.value != change.value:
        old = choices.get(was.value, was.value) if was else NOTHING
        tell(question.text, f"{NOTHING} (last time: {old})" if carried else old, choices[change.value])
    if change.wanted and change.wanted != (was.wanted if was else ""):
        old = choices.get(was.wanted, "") if was else ""
        tell(f"{question.text} (where you want to be)", old or "none", choices[change.wanted])
    if change.note.strip() != (was.note.strip() if was else ""):
        tell(f"{question.text} (note)", (was.note if was else "") or "none", change.note)
    return told
