"""What can be wrong with the data files of this package."""


class FaultyReference(Exception):
    """A data file in `reference/data` says something impossible; nothing is loaded from it.

    FaultyReference
    ├── MalformedRow        a missing column, a date that is not one, a word that is not in the list
    ├── OverlappingNames    two names, or two kinds, of one code on one day
    ├── UnknownParent       a membership whose provider or group is unknown, of the wrong kind, or not there that day
    ├── OverlappingParents  two ICBs, or two regions, of one organisation on one day
    ├── MissingRegion       a provider that is in no region for part of its life, so that England would not add up
    ├── UnknownSuccessor    a successor that is unknown, or parts that are not at least two
    ├── SuccessorCycle      an organisation that would succeed itself
    ├── FaultyStandard      a standard without a measure, with a value or a date that cannot be
    ├── FaultyMethodChange  a change of method without a day, a sentence or a measure
    ├── FaultyGroup         a group without members, a member that did not exist that day, a key that is no word
    ├── FaultyIntervention  an intervention without a meaning, or one that acts on a measure without saying how
    └── ContradictoryUpdate a list that somebody loaded contradicts itself or another one
    """


class MalformedRow(FaultyReference):
    """A missing column, a date that is not one, a word that is not in the list."""


class OverlappingNames(FaultyReference):
    """Two names, or two kinds, of one code on one day."""


class UnknownParent(FaultyReference):
    """A membership whose provider or group is unknown, of the wrong kind, or not there that day."""


class OverlappingParents(FaultyReference):
    """Two ICBs, or two regions, of one organisation on one day."""


class MissingRegion(FaultyReference):
    """A provider that is in no region for part of its life."""


class UnknownSuccessor(FaultyReference):
    """A successor that is unknown, or parts that are not at least two."""


class SuccessorCycle(FaultyReference):
    """An organisation that would succeed itself."""


class FaultyStandard(FaultyReference):
    """A standard without a measure, with a value or a date that cannot be."""


class FaultyMethodChange(FaultyReference):
    """A change of method without a day, a sentence or a measure."""


class FaultyGroup(FaultyReference):
    """A group without members, a member that did not exist that day, a key that is no word."""


class FaultyIntervention(FaultyReference):
    """An intervention without a meaning, or one that acts on a measure without saying how."""


class FaultyAbbreviations(FaultyReference):
    """A group of wordings that holds fewer than two, or a wording that stands in two groups."""


class ContradictoryUpdate(FaultyReference):
    """A list that somebody loaded contradicts itself or another one.

    row             : its row, from 1.
    problem         : what is wrong, as a sentence.
    found, expected : what stands there, and what should.
    """

    def __init__(self, row: int, problem: str, *, found: str, expected: str) -> None:
        super().__init__(f"Row {row}: {problem} Found: {found}. Expected: {expected}.")
        self.row, self.problem, self.found, self.expected = row, problem, found, expected
