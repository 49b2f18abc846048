"""Points and credits of closed months that come from a time before they were kept, filled in once."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from contracts.calculations.months import Month
from contracts.models import Contract, User
from contracts.recording import note_change, record_changes
from kpis.judging import INCURRED, Rulebook, write_points
from kpis.models import Period, PeriodState, PeriodSummary, Result, ServiceCredit
from kpis.summaries import derive
from kpis.verdicts import stored_judgement

REASON = "points and credits filled in once: the month was closed before they were kept"


@transaction.atomic
def fill_unpriced(*, contract: Contract, by: User | None = None) -> list[Month]:
    """Give closed months that were never priced their points and credits; returns these months.

    The credit terms, bands and payments of today count, and what was judged stands: neither a status nor
    a count is touched, and points are taken of the weight that the result was judged by. A month that
    has credits is left alone, so that it can happen once only. Open months are for ``rejudge``.
    """
    unpriced = _unpriced(contract)
    rulebook = Rulebook.of_contract(contract)
    results = list(Result.objects.filter(period__in=unpriced).select_related("kpi").order_by("month"))
    rulebook.recall(results)
    changed = [result for result in results if _incur(result, rulebook)]
    record_changes(changed, INCURRED, contract=contract, by=by, reason=REASON)
    filled = _price(contract, unpriced, rulebook)
    if filled:
        note_change(contract.pk)
    return filled


def _unpriced(contract: Contract) -> list[Period]:
    """The closed months without any credit, held until the transaction ends."""
    rows = Period.objects.select_for_update().filter(contract=contract).order_by("month")
    priced = set(ServiceCredit.objects.filter(contract=contract).values_list("period", flat=True))
    return [row for row in rows if row.state != PeriodState.OPEN and row.pk not in priced]


def _incur(result: Result, rulebook: Rulebook) -> bool:
    """Write on a row, unsaved, what its judgement as it stands incurs; say whether anything differs."""
    before = [getattr(result, name) for name in INCURRED]
    judgement = stored_judgement(result, result.kpi)
    write_points(result, rulebook.points(result.kpi, result.month, judgement))
    return before != [getattr(result, name) for name in INCURRED]


def _price(contract: Contract, periods: Collection[Period], rulebook: Rulebook) -> list[Month]:
    """Keep the credits of some months, and what they add up to; those that have any."""
    derived = derive(contract, periods, rulebook)
    priced = [period for period in periods if derived[period.pk].credits]
    summaries = list(PeriodSummary.objects.filter(period__in=priced))
    for summary in summaries:
        found = derived[summary.pk].summary
        summary.points, summary.credit = found.points, found.credit
    PeriodSummary.objects.bulk_update(summaries, ["points", "credit"])
    ServiceCredit.objects.bulk_create([credit for period in priced for credit in derived[period.pk].credits])
    return [period.month for period in priced]
