"""Writing down what went well, each thing once."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from contracts.actions import hold_contract
from contracts.actions.records import hold_as_seen
from contracts.actions.twins import refuse_twin
from contracts.models import Highlight, User
from contracts.recording import record_changes, record_new

TOLD_APART_BY = ("as_at", "service_area", "text")
TWICE = "This highlight of the same day and area is recorded already."


@transaction.atomic
def add_highlight(*, highlight: Highlight, by: User) -> None:
    """Write a highlight down. Raises NotAllowed if it is there already."""
    contract = hold_contract(highlight.contract)
    refuse_twin(highlight, *TOLD_APART_BY, because=TWICE)
    record_new([highlight], contract=contract, by=by)


@transaction.atomic
def change_highlight(*, highlight: Highlight, fields: Collection[str], seen: int, by: User) -> None:
    """Correct some fields of a highlight.

    Raises:
        ChangedMeanwhile: somebody changed or removed it since.
        NotAllowed: it would say the same as another.
    """
    contract = hold_as_seen(highlight, seen)
    refuse_twin(highlight, *TOLD_APART_BY, because=TWICE)
    record_changes([highlight], fields, contract=contract, by=by)
