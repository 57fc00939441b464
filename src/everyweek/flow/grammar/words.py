"""What tables of words are made of: words, what may stand behind them, and what belongs together."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some words, as they stand there."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Many:
    """A list; one alone may stand there without it."""

    of: "Takes"


@dataclass(frozen=True, slots=True)
class Named:
    """Names with values. of : any of these is a value; by : what the names are, a key of `shapes.NAMES`."""

    of: "tuple[Takes, ...]"
    by: str = "name"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a file. takes : what may stand behind it, any of these; otherwise : what holds when it is left out."""

    name: str
    means: str
    takes: "tuple[Takes, ...]"
    needed: bool = False
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Words that stand beside one another. one_of : exactly one of these is there, beside those that are needed."""

    words: tuple[Word, ...]
    means: str = ""
    example: str = ""
    one_of: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        """Every word that there is."""
        return tuple(word.name for word in self.words)

    @property
    def needed(self) -> tuple[str, ...]:
        """The words that may not be left out."""
        return tuple(word.name for word in self.words if word.needed)


Takes = str | OneOf | Many | Named | Part
"""The name of a shape (a key of `shapes.SHAPES`), or what is made of shapes."""
