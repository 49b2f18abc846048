"""Recording what is paid for the service areas, so that no entry is overwritten unseen."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction

from contracts.actions import hold_contract, remove
from contracts.calculations.months import Month
from contracts.models import Contract, ServiceArea, ServicePayment, User
from contracts.recording import record_changes, record_new
from contracts.refusals import NotAllowed
from kpis.actions.open_months import hold_open_months, judge_open_months
from kpis.actions.results import NOBODY
from kpis.closed import closed_months, in_words

REASON = "entered on the page of service payments"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentEdit:
    """What a person wants an area's payment of a month to be, having seen another; None: no payment."""

    area: ServiceArea
    month: Month
    seen: Decimal | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedPayment:
    """An edit that was not written, because somebody else changed the payment to ``theirs`` meanwhile."""

    edit: PaymentEdit
    theirs: Decimal | None
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPayments:
    """How many payments were written or cleared, and which edits crossed somebody else's."""

    written: int
    crossed: list[CrossedPayment]


@transaction.atomic
def save_payments(*, contract: Contract, edits: Collection[PaymentEdit], by: User) -> SavedPayments:
    """Write those edits that cross nobody else's, and price the open months again.

    Raises:
        NotAllowed: an edit would change a closed month; nothing is written.
    """
    hold_contract(contract)
    hold_open_months(contract)
    asked = [edit for edit in edits if edit.amount != edit.seen]
    _refuse_closed(contract, asked)
    stored = _stored(contract)
    changes = [edit for edit in asked if _amount(stored, edit) != edit.amount]
    crossed = [edit for edit in changes if _amount(stored, edit) != edit.seen]
    written = [edit for edit in changes if _amount(stored, edit) == edit.seen]
    if written:
        _write(contract, written, stored, by)
    return SavedPayments(written=len(written), crossed=_crossed(contract, crossed, stored))


def _refuse_closed(contract: Contract, edits: Collection[PaymentEdit]) -> None:
    closed = sorted({edit.month for edit in edits} & set(closed_months(contract)))
    if closed:
        raise NotAllowed(f"This would change {in_words(closed)}: have the month sent back or reopened first.")


Stored = Mapping[tuple[int, Month], ServicePayment]


def _stored(contract: Contract) -> Stored:
    rows = ServicePayment.objects.filter(service_area__contract=contract).select_related("service_area")
    return {(row.service_area_id, row.month): row for row in rows.order_by()}


def _amount(stored: Stored, edit: PaymentEdit) -> Decimal | None:
    row = stored.get((edit.area.pk, edit.month))
    return row.amount if row else None


def _write(contract: Contract, edits: Collection[PaymentEdit], stored: Stored, by: User) -> None:
    new, changed = [], []
    for edit in edits:
        row = stored.get((edit.area.pk, edit.month))
        if edit.amount is None:
            remove(stored[edit.area.pk, edit.month], by=by, reason=REASON)
        elif row is None:
            new.append(ServicePayment(service_area=edit.area, month=edit.month, amount=edit.amount))
        else:
            row.amount = edit.amount
            changed.append(row)
    record_new(new, contract=contract, by=by, reason=REASON)
    record_changes(changed, ["amount"], contract=contract, by=by, reason=REASON)
    # A payment changes no judgement: the open months are only priced again.
    judge_open_months(contract=contract, by=by, reason=REASON, kpis=())


def _crossed(contract: Contract, edits: Collection[PaymentEdit], stored: Stored) -> list[CrossedPayment]:
    if not edits:
        return []
    who: dict[tuple[int, Any], str] = {}
    areas = {edit.area.pk for edit in edits}
    rows = ServicePayment.history.filter(service_area__in=areas).select_related("history_user")
    for row in rows.order_by("history_id"):
        who[row.service_area_id, row.month] = str(row.history_user or NOBODY)
    return [
        CrossedPayment(
            edit=edit,
            theirs=_amount(stored, edit),
            by=who.get((edit.area.pk, edit.month), NOBODY),
        )
        for edit in edits
    ]
