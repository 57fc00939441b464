"""How plans are called in addresses."""

from django.utils.text import slugify

from everyweek.web.plan.plans.models import ImprovementPlan

RESERVED = frozenset({"new", "overdue", "templates", "proposals", "plan"})
"""What stands in addresses where the key of a plan does."""
LONGEST_KEY = 60
ROOM_FOR_A_NUMBER = 8


def free_key(title: str) -> str:
    """A key that no plan has, made of a title; numbered when another plan has it already."""
    stem = slugify(title)[: LONGEST_KEY - ROOM_FOR_A_NUMBER].strip("-") or "plan"
    taken = set(ImprovementPlan.objects.filter(key__startswith=stem).values_list("key", flat=True)) | RESERVED
    number, key = 1, stem
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key
