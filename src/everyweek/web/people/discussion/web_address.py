"""Reading a web address that somebody typed."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from everyweek.web.people.discussion.text import BIDIRECTIONAL, leads_somewhere

LONGEST_ADDRESS = 500


def read_address(typed: str, *, schemes: tuple[str, ...]) -> str:
    """The address with its scheme; one without any gets https. Raises ValidationError with a sentence.

    schemes : ("https",) or ("http", "https").
    """
    text = typed.strip()
    if text and "://" not in text and not text.lower().startswith(("javascript:", "data:", "mailto:", "file:")):
        text = f"https://{text}"
    if len(text) > LONGEST_ADDRESS:
        raise ValidationError(f"The address has {len(text):,} characters. At most {LONGEST_ADDRESS} can be kept.")
    try:
        URLValidator(schemes=list(schemes))(text)
    except ValidationError:
        raise ValidationError(_wrong(schemes)) from None
    if re.search(rf"[{BIDIRECTIONAL}\s\"'<>`\\]", text) or not leads_somewhere(text):
        raise ValidationError(_wrong(schemes))
    return text


def _wrong(schemes: tuple[str, ...]) -> str:
    kinds = " or ".join(f"{scheme}://" for scheme in reversed(schemes))
    return (
        f"Give a whole web address that begins with {kinds}, such as https://www.england.nhs.uk/. Nothing else is kept."
    )
