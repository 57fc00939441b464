"""A restore and the holding back of mails are one thing: both or neither, on both databases."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.people_database import Places

from everyweek.web.people.backup.make import make_backup
from everyweek.web.people.backup.restore import restore_backup
from everyweek.web.people.backup.settle import hold_mails_back
from everyweek.web.people.models import OutgoingMail
from everyweek.web.people.notifications.actions import write_mail

NOW = datetime(2026, 6, 2, 3, 0, tzinfo=UTC)


def silent(*_: object) -> None:
    """Tells nobody how far it is."""


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_broken_off_while_mails_are_held_back_nothing_was_restored(prepared: Places, tmp_path: Path, kind: str) -> None:
    prepared.copy(f"prepared {kind}", to=f"mails {kind}")

    def breaks() -> None:
        hold_mails_back(now=NOW)
        raise KeyboardInterrupt

    with prepared.at(f"mails {kind}"):
        write_mail(to="ann@example.nhs.uk", subject="Waits", lines=("Hello",), key="waits", now=NOW)
        make_backup(tmp_path / "b.zip", overwrites=False, version="0", now=NOW, tell=silent)
        OutgoingMail.objects.update(subject="After the backup")
        with pytest.raises(KeyboardInterrupt):
            restore_backup(tmp_path / "b.zip", replaces=True, tell=silent, afterwards=breaks)
        left = list(OutgoingMail.objects.values_list("subject", "state"))
        restore_backup(tmp_path / "b.zip", replaces=True, tell=silent, afterwards=lambda: hold_mails_back(now=NOW))
        after = list(OutgoingMail.objects.values_list("subject", "state"))

    assert left == [("After the backup", "waiting")]
    assert after == [("Waits", "uncertain")]
