"""Steps and conditions: the words for what happens to a patient, and for what decides."""

from everyweek.flow.conditions import LOOKED
from everyweek.flow.grammar.amounts import BY_CLASS
from everyweek.flow.grammar.words import Many, Named, OneOf, Part, Takes, Word

TEXT: tuple[Takes, ...] = ("text",)
STEPS_BEHIND: tuple[Takes, ...] = ("steps",)
IS = Word("is", "How it is compared, and with what.", ("comparison",), needed=True)

CONDITIONS = {
    "chance": Part(
        (Word("chance", "The share of those who come here.", ("share", Named(("share",), by="class")), needed=True),),
        "So many of all who come here. The ways of one branch share one draw, so that their shares add up.",
        "chance: 28%",
    ),
    "class": Part(
        (Word("class", "One class, or several.", (Many("text"),), needed=True),),
        "Patients of some classes.",
        "class: [major, resus]",
    ),
    "attribute": Part(
        (Word("attribute", "The attribute's name.", TEXT, needed=True), IS),
        "Patients with an attribute above, below or at a number. A patient for whom it was never set is in none.",
        "attribute: frailty\nis: '>= 5'",
    ),
    "pool": Part(
        (
            Word("pool", "The pool's name.", TEXT, needed=True),
            Word(
                "looked",
                "What is looked at: patients in its queue, units in use, units free, or units in use over capacity.",
                (OneOf(LOOKED),),
                otherwise="waiting",
            ),
            IS,
        ),
        "Everybody while a pool is in a state.",
        "pool: beds\nlooked: occupancy\nis: '>= 0.95'",
    ),
    "hours": Part(
        (Word("hours", "Hours of the week, one span or several.", (Many("hours"),), needed=True),),
        "Everybody during some hours of the week.",
        "hours: [Mon-Fri 18-08, Sat, Sun]",
    ),
}
BEHIND = Word(
    "steps", "What happens on this way; then it goes on behind the branch.", STEPS_BEHIND, otherwise="nothing"
)
WAY = {kind: Part((*part.words, BEHIND), part.means) for kind, part in CONDITIONS.items()}
RENEGE = Part(
    (
        Word("after", "The patience of each patient.", BY_CLASS, needed=True),
        Word("steps", "What happens then, with what was held before.", STEPS_BEHIND, needed=True),
    ),
    "Leaving the queue after a while.",
)
BALK = Part(
    (
        Word("when", "Conditions; any of them is enough.", (Many("condition"),), needed=True),
        Word("steps", "What happens then.", STEPS_BEHIND, needed=True),
    ),
    "Not joining the queue at all.",
)
AGEING = Part(
    (
        Word("after", "The wait so far.", ("duration",), needed=True),
        Word("to", "The priority from then on.", ("whole",), needed=True),
    ),
    "Who has waited long comes before others.",
)
NAME = Word(
    "name", "The step's name, by which others go to it, and under which its luck is drawn.", TEXT, otherwise="none"
)


def _step(means: str, example: str, *words: Word) -> Part:
    return Part((*words, NAME), means, example)


STEPS = {
    "seize": _step(
        "Take units of a pool, or wait for them: who has the smaller priority number first, then who came first. What "
        "is held already stays held while waiting, which is how blocking is said.",
        "seize: [beds, trolleys]\nwhich: first\npriority: {minor: 2, major: 1}\nageing: {after: 4 hours, to: 0}\n"
        "hold: a place\nrenege: {after: {exponential: 3 hours}, steps: [{leave: without being seen}]}\n"
        "balk: {when: {pool: beds, is: '>= 20'}, steps: [{leave: elsewhere}]}",
        Word("seize", "The pool, or several.", (Many("text"),), needed=True),
        Word("which", "Of several pools all at once, or the first that is free, in their order.",
             (OneOf(("all", "first")),), otherwise="all"),
        Word("units", "Of each pool. Who needs more than are free holds up those behind.", ("whole",), otherwise="1"),
        Word("priority", "From 0, which is served first, to 15.", ("whole", Named(("whole",), by="class")),
             otherwise="0"),
        Word("ageing", "Priorities that rise while somebody waits.", (Many(AGEING),), otherwise="none"),
        Word("hold", "By which name it is released.", TEXT,
             otherwise="the pool; of several, the step's name or “a and b”"),
        Word("renege", "Leaving the queue after a while.", (RENEGE,), otherwise="nobody does"),
        Word("balk", "Not joining the queue at all.", (BALK,), otherwise="nobody does"),
    ),
    "release": _step(
        "Give back what was seized under a name.",
        "release: a place\nif held: true\nafter: {lognormal: {mean: 40 minutes, standard deviation: 15 minutes}}",
        Word("release", "The name under which it is held.", TEXT, needed=True),
        Word("if held", "Nothing happens to who does not hold it.", ("truth",), otherwise="false"),
        Word("after", "How long it stays in use although the patient goes on without it: a bed that is cleaned, a crew "
             "that makes ready.", BY_CLASS, otherwise="no time"),
    ),
    "delay": _step(
        "Time passes.",
        "delay:\n  minor: {triangular: {least: 5 minutes, likeliest: 10 minutes, most: 30 minutes}}\n"
        "  major: {lognormal: {mean: 90 minutes, standard deviation: 60 minutes}}\nscaled by: frailty\nname: treatment",
        Word("delay", "How long.", BY_CLASS, needed=True),
        Word("scaled by", "An attribute that it is multiplied by; it is over at once when that is below nought or was "
             "never set.", TEXT, otherwise="none"),
    ),
    "branch": _step(
        "The first way whose condition holds; afterwards everybody goes on behind the branch.",
        "branch:\n  - {chance: {minor: 5%, major: 45%}, steps: [{jump: ward}]}\n"
        "  - {pool: nurses, looked: free, is: '== 0', steps: [{delay: 10 minutes}]}\notherwise: []",
        Word("branch", "The ways, each a condition with its steps.", (Many("way"),), needed=True),
        Word("otherwise", "The steps of all others. May be left out only when chances alone decide and add up to 1.",
             STEPS_BEHIND, otherwise="there are no others"),
    ),
    "wait until": _step(
        "Until the next of some instants of the week, such as a ward round. Who comes exactly then goes on at once.",
        "wait until: [Mon 08:30, Wed 08:30, Fri 08:30]",
        Word("wait until", "One instant, or several.", (Many("instant"),), needed=True),
    ),
    "mark": _step(
        "Note the time as a milestone; when a patient passes it again, the last one counts. Arrival and departure are "
        "noted by themselves.",
        "mark: seen by a clinician",
        Word("mark", "The milestone's name.", TEXT, needed=True),
    ),
    "assign": _step(
        "Give an attribute of the patient a value, or add to the one that is there.",
        "assign: frailty\nvalue: {sample: [1, 1, 2, 3]}\nadds: true",
        Word("assign", "The attribute's name.", TEXT, needed=True),
        Word("value", "What is drawn: plain numbers.", BY_CLASS, needed=True),
        Word("adds", "Add to what is there, nought if nothing was set.", ("truth",), otherwise="false"),
    ),
    "reclass": _step(
        "Make the patient one of another class.",
        "reclass: major",
        Word("reclass", "The class.", TEXT, needed=True),
    ),
    "go to": _step(
        "On with a named step of the same pathway, such as one more round of tests.",
        "go to: treatment",
        Word("go to", "The step's name.", TEXT, needed=True),
    ),
    "jump": _step(
        "On with another pathway from its beginning, holding what is held.",
        "jump: ward",
        Word("jump", "The pathway's name.", TEXT, needed=True),
    ),
    "leave": _step(
        "The end of the journey; who leaves must hold nothing any more. `leave` alone is enough.",
        "leave: home",
        Word("leave", "How it ended, in a word or two.", ("text", "nothing"), needed=True),
    ),
}  # fmt: skip
"""Each kind of step by its word, with all that may stand beside it."""
