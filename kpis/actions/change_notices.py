"""Taking down the change notices under which terms change."""

from __future__ import annotations

from contracts.models import ChangeNotice, User
from contracts.recording import record_new


def take_down(notice: ChangeNotice | None, *, by: User, reason: str) -> ChangeNotice | None:
    """The notice as it is on record; a new one is written, in the transaction of whoever asks."""
    if notice is not None and notice.pk is None:
        record_new([notice], contract=notice.contract, by=by, reason=reason)
    return notice
