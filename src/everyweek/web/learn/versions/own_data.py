"""What of changing resources belongs to a person: what they follow is theirs alone; what they said stays, unnamed."""

from datetime import datetime

from everyweek.web.learn.library.models import Author
from everyweek.web.learn.library.own_data import SOMEBODY
from everyweek.web.learn.versions.models import ANSWERED, Feedback, PublishedChange, Subscription, WorkingCopy
from everyweek.web.people.accounts.own_data import part

GONE = "Removed by whoever wrote it."
OF_VERSIONS = (
    part("changes of resources that you saved last", "learn.WorkingCopy", "saved_by", "resource__key saved_at"),
    part(
        "changes of resources that you published",
        "learn.PublishedChange",
        "published_by",
        "resource__key changed why published_at",
    ),
    part(
        "what you said should be better in resources",
        "learn.Feedback",
        "writer",
        "resource__key part words given_at state answer settled_at",
    ),
    part(
        "feedback that you answered or removed",
        "learn.Feedback",
        "settled_by",
        "resource__key state answer settled_at",
    ),
    part("resources that you follow", "learn.Subscription", "person", "resource__key since"),
)


def erase_words_about_resources(person: int, *, now: datetime) -> None:
    """Take away what a person said of resources, when they want that what they wrote goes too; answers stay."""
    mine = Feedback.objects.filter(writer=person)
    mine.filter(state="waiting").delete()
    mine.filter(state__in=ANSWERED).update(words=GONE, part="")


def erase_from_versions(person: int) -> None:
    """Take a person from all of it. It must be asked for before their name is taken from the authors of resources."""
    Subscription.objects.filter(person=person).delete()
    Feedback.objects.filter(writer=person).update(writer=None)
    Feedback.objects.filter(settled_by=person).update(settled_by=None)
    PublishedChange.objects.filter(published_by=person).update(published_by=None)
    WorkingCopy.objects.filter(saved_by=person).update(saved_by=None)
    written = list(Author.objects.filter(person=person).values_list("resource_id", "name"))
    names = {name for _, name in written}
    for copy in WorkingCopy.objects.filter(resource__in={resource for resource, _ in written}):
        for draft in (copy.content, copy.began_as):
            draft["authors"] = [SOMEBODY if name in names else name for name in draft.get("authors", [])]
        copy.save(update_fields=("content", "began_as"))
