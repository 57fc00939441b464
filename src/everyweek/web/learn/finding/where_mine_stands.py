"""From a measure that a resource should move to how the reader's own organisation stands on it."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from everyweek.warehouse.errors import WarehouseError
from everyweek.web.learn.finding.places import code_now
from everyweek.web.measure.queries import with_data
from everyweek.web.people.reader import Reader


def where_mine_stands(measures: Iterable[str], reader: Reader) -> dict[str, dict[str, str]]:
    """For each measure on which an organisation of the reader has figures: its name, and its page beside its peers.

    Nothing for somebody who holds no role at an organisation, and while the figures cannot be read.
    """
    if not reader.organisations():
        return {}
    today = timezone.localdate()
    try:
        mine = sorted({code_now(code, today=today) for code in reader.organisations()})
        known = [with_data()[code] for code in mine if code in with_data()]
    except WarehouseError:
        return {}
    found = ((name, next((one for one in known if name in one.measures), None)) for name in measures)
    return {
        name: {
            "name": one.name,
            "href": reverse("compare-measure", kwargs={"code": one.code, "measure": name}),
        }
        for name, one in found
        if one is not None and one.kind != "england"
    }
