"""Signs that a text speaks of a patient who could be known by it: NHS numbers, dates of birth, a name with an age.

It is a net with wide meshes, and no proof that a text is clean: the person who sends it in declares that.
"""

import re
from dataclasses import dataclass
from typing import Literal

Sign = Literal["NHS number", "date of birth", "name and age"]

BETWEEN = r"[ \t.\u00a0\u2009\u202f\-\u2010-\u2015]{0,3}"
"""What people write between the parts of a number: blanks of all kinds, hyphens, dashes, dots."""
IN_THREE_PARTS = re.compile(rf"(?<!\d)(?=(\d{{3}}{BETWEEN}\d{{3}}{BETWEEN}\d{{4}})(?!\d))")
"""943 476 5919, or in one piece; whatever stands before it, so that "bed 3 943 476 5919" is found."""
SPACED_OTHERWISE = re.compile(r"(?<!\d)(?<!\d[ \-])(\d(?:[ \-]?\d){9})(?![ \-]?\d)")
"""Ten digits with a blank or a hyphen anywhere between them, which stand alone: otherwise each telephone number and
each row of figures would have ten somewhere."""
MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
DAY = (
    r"(?:\d{1,2}[/.\-]\d{1,2}[/.\-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{MONTHS})[a-z]*\.?,?\s+\d{{2,4}})(?!\d)"
)
OF_BIRTH = r"(?:\bd\.?\s?o\.?\s?b\b\.?|\bdates?\s+of\s+birth\b|\bbirth\s?da(?:y|te)\b|\bborn\b)"
BIRTH = re.compile(rf"{OF_BIRTH}[^\n]{{0,40}}?(?<!\d){DAY}|(?<!\d){DAY}[^\n\d]{{0,20}}?{OF_BIRTH}", re.IGNORECASE)
CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w.'’\-]*"
NAME_AND_AGE = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss)\.?\s+{CAPITALISED}(?:\s+{CAPITALISED}){{0,2}}"
    r"(?:,\s*(?:aged?\s+)?|\s*\(\s*(?:aged?\s+)?|\s+aged?\s+)(?:1[01]\d|\d{1,2})(?=\s*[,.;:)]|\s+(?:years?|yrs?)\b|\s*$)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that looks like a patient's. text : what stands there."""

    sign: Sign
    text: str

    @property
    def blocks(self) -> bool:
        """Whether nothing can be sent with it: a number that passes the check is too seldom anything else."""
        return self.sign == "NHS number"


def signs_of_patients(text: str) -> tuple[Finding, ...]:
    """What in a text looks like a patient's, each once.

    >>> [finding.sign for finding in signs_of_patients("Mrs X, 84, 943 476 5919, born 3 March 1931")]
    ['NHS number', 'date of birth', 'name and age']
    >>> signs_of_patients("Call 020 7946 0958. Length of stay fell from 1234567890 to 12.")
    ()
    """
    numbers = (found[1] for pattern in (IN_THREE_PARTS, SPACED_OTHERWISE) for found in pattern.finditer(text))
    findings = [
        *(Finding("NHS number", number) for number in numbers if is_nhs_number(number)),
        *(Finding("date of birth", found[0]) for found in BIRTH.finditer(text)),
        *(Finding("name and age", found[0]) for found in NAME_AND_AGE.finditer(text)),
    ]
    return tuple(dict.fromkeys(findings))


def nhs_number_in(text: str) -> str:
    """The first NHS number of a text, as it stands there; "" when there is none.

    >>> nhs_number_in("Bed 4: 943 476 5919, since Monday"), nhs_number_in("Call 020 7946 0958.")
    ('943 476 5919', '')
    """
    return next((found.text for found in signs_of_patients(text) if found.blocks), "")


def is_nhs_number(text: str) -> bool:
    """Whether the digits of a text are ten whose last one is right for the others, by modulus 11.

    The first nine are weighted 10 to 2; 11 less the remainder of their sum by 11 is the last one, where 11 stands for
    0 and 10 cannot be.

    >>> is_nhs_number("943 476 5919"), is_nhs_number("943 476 5918")
    (True, False)

    Source: NHS Data Model and Dictionary, NHS NUMBER.
    """
    digits = [int(character) for character in text if character.isdecimal()]
    if len(digits) != 10:
        return False
    weighted = sum(digit * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return (11 - weighted % 11) % 11 == digits[9]
