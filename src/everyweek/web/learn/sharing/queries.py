"""Reading submissions: one by its address, one's own, and those that wait for a review."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404

from everyweek.web.learn.sharing.files import kept_file, shown_file
from everyweek.web.learn.sharing.models import Submission
from everyweek.web.people.models import Network
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader


def submission_in_address(parts: Mapping[str, Any]) -> Submission:
    """The submission that an address names. Raises Http404."""
    number = int(parts["submission"])
    rows = Submission.objects.select_related("network", "shown_network", "contributor", "resource")
    found = rows.filter(pk=number).first() if number < 2**63 else None  # more than the column of either database holds
    if found is None:
        raise Http404
    return found


def submission_with_my_file_in_address(parts: Mapping[str, Any]) -> Submission:
    """The same, when the file that it names is among those of its contributor. Raises Http404."""
    found = submission_in_address(parts)
    kept_file(found, parts["file"])
    return found


def submission_with_sent_file_in_address(parts: Mapping[str, Any]) -> Submission:
    """The same, when the file that it names is among those that reviewers see. Raises Http404."""
    found = submission_in_address(parts)
    shown_file(found, parts["file"])
    return found


def submissions_of(reader: Reader) -> tuple[Submission, ...]:
    """What somebody wants to share, or shared; what changed last comes first."""
    rows = Submission.objects.filter(contributor_id=reader.identity).select_related("resource", "network")
    return tuple(rows.order_by("-changed_at", "-pk"))


def submissions_to_review(reader: Reader) -> tuple[Submission, ...]:
    """What waits for a review that this reader may make, the longest waiting first, then what went back for changes."""
    rows = Submission.objects.filter(state__in=("sent", "changes asked"))
    rows = rows.select_related("shown_network", "contributor").order_by("sent_at", "pk")
    mine = [row for row in rows if can(reader, "submission.review", row)]
    return tuple(sorted(mine, key=lambda row: row.state != "sent"))


def networks_to_share_in(reader: Reader) -> tuple[Network, ...]:
    """The networks in which somebody may share, by name."""
    inside = Network.objects.filter(pk__in=reader.networks()).order_by("name")
    return tuple(network for network in inside if can(reader, "network.write", network))
