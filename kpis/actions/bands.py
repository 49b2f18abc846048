"""Laying down a KPI's bands from a month on, and taking that back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from contracts.actions import hold_contract, remove
from contracts.calculations.months import Month
from contracts.models import User
from contracts.recording import record_new
from contracts.refusals import NotAllowed
from kpis.actions import outside
from kpis.actions.open_months import Rejudged, hold_open_months, judge_open_months
from kpis.calculations.points import Band, UnusableBands, check_bands
from kpis.closed import closed_months, in_words, why_not
from kpis.models import Kpi, KpiBand


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBands:
    """A set of bands that somebody asks for."""

    effective_from: Month
    bands: tuple[Band, ...]
    reason: str


@transaction.atomic
def set_bands(*, kpi: Kpi, new: NewBands, by: User) -> list[Rejudged]:
    """Lay down a KPI's bands from a month on, and judge the open months by them.

    Returns:
        The results of open months that incur other points than before.

    Raises:
        NotAllowed: the bands do not cover every value once, a closed month would change, or a set begins
            in that month already.
    """
    contract = hold_contract(kpi.contract)
    hold_open_months(contract)
    if refusal := why_not_from(kpi, new.effective_from) or what_is_wrong(new.bands):
        raise NotAllowed(refusal)
    rows = [
        KpiBand(
            kpi=kpi,
            effective_from=new.effective_from,
            low=band.low,
            high=band.high,
            severity=band.severity.value,
            points=band.points,
        )
        for band in check_bands(new.bands)
    ]
    record_new(rows, contract=contract, by=by, reason=new.reason)
    reason = f"bands of {kpi} from {new.effective_from}"
    return judge_open_months(contract=contract, by=by, reason=reason, kpis=[kpi])


def what_is_wrong(bands: Sequence[Band]) -> str:
    """Where bands leave a gap or overlap, in a sentence; empty where they cover every value once."""
    try:
        check_bands(bands)
    except UnusableBands as error:
        return f"These bands cannot be used: {error}."
    return ""


def why_not_from(kpi: Kpi, month: Month) -> str:
    """Why a set of bands cannot begin in a month, in a sentence; empty if it can."""
    if refusal := outside(kpi.contract, month):
        return refusal
    if not kpi.is_in_service_in(month):
        return f"{kpi} is not in service in {month.name}."
    if KpiBand.objects.filter(kpi=kpi, effective_from=month.first_day).exists():
        return (
            f"Bands of {kpi} begin in {month.name} already. They are never edited: withdraw those first, "
            "or let the new ones begin in another month."
        )
    after = KpiBand.objects.filter(kpi=kpi, effective_from__gt=month).order_by("effective_from").first()
    closed = closed_months(kpi.contract, month, after.effective_from + -1 if after else None)
    return f"{why_not(closed)}." if closed else ""


@transaction.atomic
def withdraw_bands(*, kpi: Kpi, month: Month, reason: str, by: User) -> list[Rejudged]:
    """Take back a KPI's latest set of bands, by which no closed month was judged.

    Returns:
        The results of open months that incur other points than before.

    Raises:
        NotAllowed: it is not the latest, a closed month was judged by it, or no reason is given.
    """
    contract = hold_contract(kpi.contract)
    hold_open_months(contract)
    if KpiBand.objects.filter(kpi=kpi, effective_from__gt=month).exists():
        raise NotAllowed("Only the latest bands can be withdrawn.")
    if closed := closed_months(contract, month):
        raise NotAllowed(f"They judged {in_words(closed)}: have the month sent back or reopened first.")
    if not reason.strip():
        raise NotAllowed("Say why the bands are withdrawn.")
    rows = KpiBand.objects.filter(kpi=kpi, effective_from=month.first_day)
    for row in rows.select_related("kpi"):
        remove(row, by=by, reason=reason)
    return judge_open_months(contract=contract, by=by, reason=reason, kpis=[kpi])
