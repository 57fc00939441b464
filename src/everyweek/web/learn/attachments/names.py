"""The name of a file as it is kept and downloaded."""

import re

from everyweek.web.learn.attachments.kinds import ending_of
from everyweek.web.learn.attachments.models import LONGEST_NAME
from everyweek.web.people.discussion.text import without_turning

WITHOUT_NAME = "file"
NOT_IN_NAMES = re.compile(r'[<>:"|?*\x80-\x9f]')
"""What Windows does not take in the name of a file."""


def clean_name(given: str) -> str:
    """The last part of what a browser calls a file, without what would disturb a page, a header or a disk.

    >>> clean_name("C:\\\\Users\\\\me\\\\Board  round\\x00.pdf"), clean_name("../../etc/passwd"), clean_name(" .. ")
    ('Board round .pdf', 'passwd', 'file')
    """
    last = re.split(r"[/\\]", given)[-1]
    name = " ".join(NOT_IN_NAMES.sub(" ", without_turning(last)).split()).strip(". ") or WITHOUT_NAME
    if len(name) <= LONGEST_NAME:
        return name
    ending = ending_of(name)[:10]
    return f"{name[: LONGEST_NAME - len(ending) - 1].rstrip()}.{ending}" if ending else name[:LONGEST_NAME]
