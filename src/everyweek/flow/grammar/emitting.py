"""The event tables that a run gives: the words for where their columns come from."""

from everyweek.flow.grammar.words import Many, Named, OneOf, Part, Takes, Word

VALUES: tuple[Takes, ...] = ("text", "whole", "nothing")
SOURCE = Part(
    (
        Word(
            "milestone",
            "When the patient passed it; `arrival` and `departure` too. Of several, the first in this order that was "
            "passed.",
            (Many("text"),),
        ),
        Word("attribute", "An attribute of the patient, as the nearest whole number.", ("text",)),
        Word("by class", "What stands there for each class.", (Named(VALUES, by="class"),)),
        Word("by stream", "What stands there for each stream.", (Named(VALUES),)),
        Word("by outcome", "What stands there for each outcome; missing for who is still inside.", (Named(VALUES),)),
        Word(
            "by milestone",
            "What stands there for the first of these that the patient has passed, in this order; missing for none.",
            (Named(VALUES),),
        ),
    ),
    "Where a column comes from. A word alone is a milestone for an instant, and stands there for everybody otherwise.",
    "by class: {minor: 5, major: 3}",
    one_of=("milestone", "attribute", "by class", "by stream", "by outcome", "by milestone"),
)
EMITS = Part(
    (
        Word("table", "Which event table.", (OneOf(("incident", "attendance", "stay")),), needed=True),
        Word("since", "The milestone since which a patient has a row; `arrival` and `departure` too.", ("text",),
             otherwise="`arrival`"),
        Word("columns", "Where each column comes from, by its name. Those that are left out are missing in every row.",
             (Named(("text", "whole", SOURCE), by="column"),), needed=True),
    ),
    "A row of an event table for each patient who passed a milestone. The table of the pools is always there.",
    "table: attendance\ncolumns: {department_type: type 1, arrived_at: arrival, departed_at: departure}",
)  # fmt: skip
