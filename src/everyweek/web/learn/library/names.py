"""The permanent names of resources, and their addresses: words of the title that lead to nothing else."""

from django.db.models import Q
from django.utils.text import slugify

from everyweek.web.learn.library.models import LONGEST_KEY, OldAddress, Resource
from everyweek.web.learn.library.vocabulary import RESERVED

LONGEST_STEM = 80
"""Of the words of a title: it is to be read, and a number may follow."""


def free_name(wanted: str) -> str:
    """The wanted name, or with a number behind it when it is a page of its own, or is or was that of a resource.

    Whoever holds a lock meanwhile, such as behind an entry of the chain of changes, is the only one to get it.
    """
    name, number = wanted, 1
    while _is_taken(name):
        number += 1
        end = f"-{number}"
        name = f"{wanted[: LONGEST_KEY - len(end)]}{end}"
    return name


def name_of_title(title: str) -> str:
    """Words of a title, as an address has them; it may be taken.

    >>> name_of_title("Red bags in Fenwick!"), name_of_title("🚑")
    ('red-bags-in-fenwick', 'resource')
    """
    return slugify(title)[:LONGEST_STEM].strip("-_") or "resource"


def _is_taken(name: str) -> bool:
    return (
        name in RESERVED
        or Resource.objects.filter(Q(key=name) | Q(slug=name)).exists()
        or OldAddress.objects.filter(slug=name).exists()
    )
