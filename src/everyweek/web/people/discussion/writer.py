"""Whoever writes is there until they have written."""

from everyweek.web.people.discussion.errors import WriterIsGone
from everyweek.web.people.models import Person
from everyweek.web.people.reader import Reader


def hold_writer(by: Reader) -> None:
    """Nobody closes or erases the account of whoever writes until the transaction ends. Raises WriterIsGone.

    It stands behind what they write in, which is held before, and in front of the first entry of the chain: in this
    order everybody holds things, so that of two who do it at once neither waits for the other for ever.
    """
    if Person.objects.select_for_update(no_key=True).filter(pk=by.identity, is_active=True).first() is None:
        raise WriterIsGone
