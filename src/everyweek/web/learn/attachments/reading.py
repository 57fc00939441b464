"""Looks into one file in a process of its own: the name as an argument, the file on standard input.

What is found out goes to standard output line by line, as JSON: first whether the file may be attached, then its text,
then its picture. So a text that ends the process takes nothing with it but itself.
"""

import base64
import json
import logging
import resource
import sys
import warnings
from typing import Any

LARGEST_MEMORY = 2**30
"""Bytes of address space."""
LONGEST_WORK = 60
"""Seconds of the processor, should whoever started this process be gone."""


def main() -> int:
    """Look into the file on standard input."""
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_WORK, LONGEST_WORK))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable()
    warnings.simplefilter("ignore")
    from everyweek.web.learn.attachments.checking import check_file
    from everyweek.web.learn.attachments.kinds import Refused

    content = sys.stdin.buffer.read()
    try:
        checked = check_file(content, sys.argv[1])
    except Refused as refused:
        say(refused=[refused.why, refused.instead])
        return 0
    say(kind=checked.kind.key, pages=checked.pages)
    from everyweek.web.learn.attachments.texts import NotRead, text_inside

    try:
        say(text=text_inside(content, checked.kind.key))
    except NotRead:
        say(text=None)
    from everyweek.web.learn.attachments.previews import small_picture

    say(preview=base64.b64encode(small_picture(content, checked.kind.key)).decode())
    return 0


def say(**found: Any) -> None:
    """One line of what was found."""
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
