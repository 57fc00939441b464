"""What stands over the columns of a return and beside the facts of its cover: written by exports, sought by imports."""

from everyweek.web.assess.returns.content import PlaceReturn

KEY = "Key"
ANSWER, WANTED, NOTE = "Answer", "Where you want to be", "Note and evidence"
LAST_TIME = "Last time (not agreed again yet)"
POINTS, MOST, ANSWERED = "Points", "Of", "Answered"
LEVEL, AGREED_WITH, AGREED_ON = "Level", "Agreed with", "Agreed on"
TARGET, TARGET_ON = "Target", "Target by"
ROUND_KEY, PLACE_KEY = "Round key", "Place key"
FRAMEWORK_KEY, FRAMEWORK_VERSION = "Framework key", "Framework version"
IDENTITY = (PLACE_KEY, ROUND_KEY, FRAMEWORK_KEY, FRAMEWORK_VERSION)
"""What says whose return a file is, and of which questions."""
TEXT_STAYS_TEXT = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
"""How workbooks are written, so that nothing that people typed is ever calculated."""
HEADINGS: dict[str, tuple[str, ...]] = {
    "key": (KEY,),
    "answer": (ANSWER, "Agreed answer"),
    "wanted": (WANTED, "Wanted"),
    "note": (NOTE, "Note", "Evidence"),
    "level": (LEVEL, "Agreed level"),
    "agreed_with": (AGREED_WITH,),
    "agreed_on": (AGREED_ON,),
    "target": (TARGET,),
    "target_on": (TARGET_ON,),
}
"""By our word, the headings by which an import finds a column."""
SELF_ASSESSED = (
    "Self-assessed: the place says so of itself. Nobody has checked it, and scores of different places are not a "
    "league table."
)


def theme_heading(one: PlaceReturn) -> str:
    """What a theme is called in the framework, with a capital."""
    return one.framework.theme_word[:1].upper() + one.framework.theme_word[1:]


def identity(one: PlaceReturn) -> tuple[tuple[str, str], ...]:
    """By its label, what says whose return it is."""
    values = (one.place_key, one.round_key, one.framework.key, one.framework.version)
    return tuple(zip(IDENTITY, values, strict=True))


def facts(one: PlaceReturn) -> tuple[tuple[str, str], ...]:
    """What stands on the cover."""
    return (
        ("System", one.system_name),
        ("Place", one.place),
        ("Round", one.round),
        ("Framework", f"{one.framework.title}, version {one.framework.version}"),
        ("Deadline", one.deadline),
        ("State", one.state),
        ("Completed by", one.completed_by),
        ("Completed on", one.completed_on),
    )
