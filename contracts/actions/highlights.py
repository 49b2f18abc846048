"""Writing down what went well, each thing once."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from contracts.actions import hold_contract
from contracts.actions.records import add_record, change_record
from contracts.actions.twins import refuse_twin
from contracts.models import Highlight, User

TOLD_APART_BY = ("as_at", "service_area", "text")
TWICE = "This highlight of the same day and area is recorded already."


@transaction.atomic
def add_highlight(*, highlight: Highlight, by: User) -> None:
    """Write a highlight down. Raises NotAllowed if it is there already."""
    hold_contract(highlight.contract)
    refuse_twin(highlight, *TOLD_APART_BY, because=TWICE)
    add_record(row=highlight, by=by)


@transaction.atomic
def change_highlight(*, highlight: Highlight, fields: Collection[str], seen: int, by: User) -> None:
    """Correct some fields of a highlight.

    Raises:
        ChangedMeanwhile: somebody changed or removed it since.
        NotAllowed: it would say the same as another.
    """
    hold_contract(highlight.contract)
    refuse_twin(highlight, *TOLD_APART_BY, because=TWICE)
    change_record(row=highlight, fields=fields, seen=seen, by=by)
