"""A long list in pages of a hundred."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator

ROWS_PER_PAGE = 100


@dataclass(frozen=True, slots=True)
class PageOfList:
    """One page of a list. pagination : what the macro `pagination` takes; None when there is one page only."""

    rows: tuple[Any, ...]
    total: int
    first: int
    last: int
    pagination: dict[str, Any] | None


def page_of(found: Any, *, number: str, path: str, asked: dict[str, str] | None = None) -> PageOfList:
    """The page of a list (a query set or a sequence) that a reader asks for; the nearest when there is none such.

    asked : the other parts of the address, such as what was searched for.
    """
    page = Paginator(found, ROWS_PER_PAGE).get_page(number)

    def link(to: int) -> str:
        return f"{path}?{urlencode({**(asked or {}), 'page': str(to)})}"

    around = {
        **({"previous": {"href": link(page.number - 1)}} if page.has_previous() else {}),
        **({"next": {"href": link(page.number + 1)}} if page.has_next() else {}),
    }
    total = page.paginator.count
    return PageOfList(
        rows=tuple(page.object_list),
        total=total,
        first=page.start_index(),
        last=page.end_index(),
        pagination=around or None,
    )
