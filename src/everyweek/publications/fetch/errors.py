"""What can go wrong on the way to a file, in words fit for a person."""


class FetchError(Exception):
    """A page or a file could not be fetched; what was kept before is as it was.

    FetchError
    ├── NotThere       the address answers that there is nothing, or nothing for us
    ├── NotAllowed     robots.txt asks programs to stay away, or the way leads to another host
    ├── NotAFile       something came, but it is a web page, is empty or is no workbook
    ├── TooLarge       it is larger than any publication
    ├── NoAnswer       no answer, or no whole one, however often it was asked for
    ├── NoLinks        a statistics page names no file: its layout has changed
    ├── FaultyPages    the file that names the statistics pages cannot be understood
    ├── FaultyIndex    the list of what was downloaded cannot be understood, or not be written
    └── FetchUnderWay  another fetch is at work in the same folder

    problem : what happened, as a sentence.
    address : what was asked for; empty where it is about a file of ours.
    advice  : what to do, as a sentence.
    """

    def __init__(self, problem: str, *, advice: str, address: str = "") -> None:
        self.problem = problem
        self.address = address
        self.advice = advice
        super().__init__(problem)

    def __str__(self) -> str:
        return f"{self.address}: {self.problem} {self.advice}" if self.address else f"{self.problem} {self.advice}"


class NotThere(FetchError):
    """The address answers that there is nothing, or nothing for us."""


class NotAllowed(FetchError):
    """robots.txt asks programs to stay away, or the way leads to a host that is not NHS England's."""


class NotAFile(FetchError):
    """Something came, but it is a web page, is empty or is no workbook."""


class TooLarge(FetchError):
    """It is larger than any publication."""


class NoAnswer(FetchError):
    """No answer, or no whole one, however often it was asked for."""


class NoLinks(FetchError):
    """A statistics page names no file."""


class FaultyPages(FetchError):
    """The file that names the statistics pages cannot be understood."""


class FaultyIndex(FetchError):
    """The list of what was downloaded cannot be understood, or not be written."""


class FetchUnderWay(FetchError):
    """Another fetch is at work in the same folder."""
