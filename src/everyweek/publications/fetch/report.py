"""What a fetch did, file by file."""

from dataclasses import dataclass, field
from typing import Literal

from everyweek.publications.fetch.errors import FetchError
from everyweek.publications.fetch.index import Record, Verdict
from everyweek.publications.load import FileOutcome

State = Literal["new", "changed", "unchanged", "damaged", "failed", "would fetch", "kept"]
"""new       : its address was not known.
changed   : its address now has other bytes; the earlier ones are kept too.
unchanged : the server still has what we have.
damaged   : our copy was not what had been downloaded, and it was downloaded again.
failed    : it could not be fetched.
would fetch, kept : what a dry run found."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """One file that a page offers, and what became of it.

    record  : of the intact copy we have; None when there is none.
    problem : why it could not be fetched.
    """

    publication: str
    page: str
    address: str
    words: str
    state: State
    record: Record | None = None
    problem: FetchError | None = None


@dataclass
class FetchReport:
    """What a fetch did.

    is_dry_run : whether it only looked.
    fetched   : every file the pages offer, in their order.
    problems  : pages that could not be read, and copies that are damaged and no longer offered.
    outcomes  : by sha256, what the loader said of the files that were handed on.
    verdicts  : by sha256, what this or an earlier fetch's loading said.
    """

    is_dry_run: bool = False
    fetched: list[Fetched] = field(default_factory=list)
    problems: list[FetchError] = field(default_factory=list)
    outcomes: dict[str, tuple[Record, FileOutcome]] = field(default_factory=dict)
    verdicts: dict[str, Verdict] = field(default_factory=dict)

    def count(self, *states: State) -> int:
        """How many files are in one of some states."""
        return sum(one.state in states for one in self.fetched)

    def loaded(self, outcome: str) -> list[tuple[Record, FileOutcome]]:
        """The files with one outcome of loading."""
        return [pair for pair in self.outcomes.values() if pair[1].outcome == outcome]

    @property
    def still_refused(self) -> list[tuple[Record, Verdict]]:
        """Files on offer that an earlier fetch handed on and that were refused: their figures are still missing."""
        return [
            (one.record, verdict)
            for one in self.fetched
            if one.record is not None
            and one.record.sha256 not in self.outcomes
            and (verdict := self.verdicts.get(one.record.sha256)) is not None
            and verdict.outcome == "refused"
        ]

    @property
    def all_well(self) -> bool:
        """Whether every page was read, every file fetched, and none refused now or still."""
        return not (self.problems or self.count("failed") or self.loaded("refused") or self.still_refused)
