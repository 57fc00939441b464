"""A whole model: the words for pools, streams, who is inside, and what is counted."""

from everyweek.flow.grammar.amounts import BY_CLASS
from everyweek.flow.grammar.emitting import EMITS
from everyweek.flow.grammar.words import Many, Named, Part, Takes, Word

TEXT: tuple[Takes, ...] = ("text",)
ABOUT = Word("about", "A sentence or two for readers.", TEXT, otherwise="none")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTHS = Part(
    tuple(Word(name, f"By what {name}'s rate is multiplied.", ("number",), otherwise="1") for name in MONTH_NAMES),
    "By what the rate is multiplied in some months.",
)
CHANGE = Part(
    (
        Word("from", "When it begins.", ("day",), needed=True),
        Word("until", "When it is over.", ("day",), otherwise="the end of the run"),
        Word("by", "So many units more, or (negative) fewer.", ("whole",)),
        Word("to", "So many units, whatever is usual.", ("whole",)),
    ),
    "Another capacity from one instant to another. A lowered capacity interrupts nothing: who has a unit keeps it.",
    "from: 2026-12-01\nuntil: 2027-03-01\nby: 6",
    one_of=("by", "to"),
)
POOL = Part(
    (
        Word("capacity", "Units: one number, or one for hours of the week, of which the last that fits holds.",
             ("whole", Named(("whole",), by="hours")), needed=True),
        Word("changes", "Dated changes; all `by` are added, and the last `to` wins over them.", (Many(CHANGE),),
             otherwise="none"),
        ABOUT,
    ),
    "Units of one kind that patients seize and release: beds, cubicles, staff, vehicles. A number alone is enough.",
    "capacity: {otherwise: 3, Mon-Fri 08-20: 5}\nchanges: {from: 2026-12-25, until: 2026-12-27, by: -2}\n"
    "about: Nurses at triage.",
)  # fmt: skip
STREAM = Part(
    (
        Word("pathway", "On which pathway they begin.", TEXT, needed=True),
        Word("rate", "How often one comes: one rate, or one for hours of the week, of which the last that fits holds. "
             "They come independently of one another.", ("rate", Named(("rate",), by="hours"))),
        Word("times", "When each one came, since the beginning of the run and in order.", (Many("duration"),)),
        Word("months", "By what the rate is multiplied in some months.", (MONTHS,), otherwise="1 in all"),
        Word("classes", "The share of each class; they add up to 1.", (Named(("share",), by="class"),),
             otherwise="the only class"),
        Word("attributes", "What is drawn for each patient: plain numbers.",
             (Named(("distribution",), by="attribute"),), otherwise="none"),
        ABOUT,
    ),
    "Patients who come by one way.",
    "pathway: department\nrate: {otherwise: 4 per hour, 09-22: 11 per hour}\nmonths: {January: 1.08}\n"
    "classes: {minor: 60%, major: 40%}\nattributes: {frailty: {uniform: {least: 1, most: 9}}}",
    one_of=("rate", "times"),
)  # fmt: skip
PATHWAY = Part(
    (Word("steps", "The steps in their order.", ("steps",), needed=True), ABOUT),
    "Steps in their order. A list of steps alone is enough.",
    "steps: [{seize: cubicles}, {delay: {exponential: 2 hours}}, {release: cubicles}, leave]\nabout: The shortest.",
)
INSIDE = Part(
    (
        Word("pathway", "The pathway on which they are.", TEXT, needed=True),
        Word("step", "The named step at which they are: a delay that goes on, or a seize for which they wait.", TEXT,
             needed=True),
        Word("number", "How many.", ("whole",), needed=True),
        Word("classes", "The share of each class.", (Named(("share",), by="class"),), otherwise="the only class"),
        Word("remaining", "Of a delay, how long it still takes.", BY_CLASS,
             otherwise="drawn, as what remains of a time that is met under way"),
    ),
    "Patients who are inside when the run begins.",
    "pathway: ward\nstep: stay\nnumber: 24\nclasses: {minor: 25%, major: 75%}",
)  # fmt: skip
INTERVAL = Part(
    (
        Word("since", "A milestone, or `arrival`.", TEXT, needed=True),
        Word("until", "A milestone, or `departure`.", TEXT, needed=True),
        Word("edges", "Counted are those who took at most each of these.", (Many("duration"),), otherwise="none"),
    ),
    "A time from one milestone to another that is counted while the model runs.",
    "since: arrival\nuntil: departure\nedges: [4 hours, 12 hours]",
)
MODEL = Part(
    (
        Word("name", "As it is shown.", TEXT, needed=True),
        ABOUT,
        Word("assumed", "What is an assumption and no fact, a sentence each.", (Many("text"),), otherwise="nothing"),
        Word("starts", "The local time at which a run begins. Every day of it has 24 hours.", ("day",),
             otherwise="Monday 6 April 2026, 00:00"),
        Word("classes", "The classes of patients, in the order in which they are shown.", (Many("text"),),
             otherwise="one class, everybody"),
        Word("pools", "What patients wait for, by name.", (Named(("whole", POOL)),), otherwise="none"),
        Word("streams", "Where patients come from, by name.", (Named((STREAM,)),), otherwise="none"),
        Word("pathways", "Where patients go, by name.", (Named(("steps", PATHWAY)),), needed=True),
        Word("inside", "Who is inside when a run begins.", (Many(INSIDE),), otherwise="nobody"),
        Word("intervals", "Times that are counted, by name.", (Named((INTERVAL,)),), otherwise="none"),
        Word("emits", "Event tables that a run gives, beside that of the pools.", (Many(EMITS),), otherwise="none"),
    ),
    "All that a run needs but for its length, its number and its seed.",
)  # fmt: skip
