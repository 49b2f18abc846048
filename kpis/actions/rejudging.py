"""Proof that what is stored is what the rules derive, and its mending where a month is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from django.db import transaction

from contracts.calculations.months import Month
from contracts.models import Contract, User
from contracts.recording import note_change, record_changes
from kpis.calculations.rag import UnusableMeasurement
from kpis.figures import unpadded
from kpis.judging import JUDGED, Rulebook, apply_judgement
from kpis.models import Period, PeriodSummary, Result
from kpis.models.periods import COUNTED
from kpis.summaries import derive_counts, summarise

BATCH = 2000
"""Results held in memory at once: four years of a contract with forty KPIs."""
COPIED = ("contract_id", "month")
"""The columns of a result that repeat its period's."""
SUMMARY = "summary"
REASON = "judged again by the terms in force"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One stored column that is not what the rules derive.

    Attributes:
        what: the KPI's reference, or ``summary`` for the counts of a month.
        mendable: whether ``rejudge`` mends it: the month is open, and the rules can derive it.
    """

    contract: str
    what: str
    month: Month
    column: str
    stored: str
    derived: str
    mendable: bool

    def __str__(self) -> str:
        return (
            f"{self.contract} {self.what} {self.month} {self.column}: "
            f"stored {self.stored or 'nothing'}, derived {self.derived or 'nothing'}"
        )


def differences_of(contract: Contract) -> Iterator[Difference]:
    """Every difference between stored and derived in a contract, by month; nothing is written."""
    rulebook = Rulebook.of_contract(contract)
    for result in _results_of(contract):
        yield from _judge(result, rulebook, contract)
    yield from _differing_summaries(contract, rulebook)


@transaction.atomic
def rejudge(*, contract: Contract, by: User | None = None) -> list[Difference]:
    """Judge the open months of a contract again, with history; returns every difference that was found.

    What is not mendable stays as it is: a submitted or signed-off month until it is open again. The
    contract's months are locked meanwhile, so that nobody enters or signs off what is being judged.
    """
    periods = list(Period.objects.select_for_update().filter(contract=contract).order_by("pk"))
    rulebook = Rulebook.of_contract(contract)
    found: list[Difference] = []
    mended: list[Result] = []
    for result in _results_of(contract):
        differences = list(_judge(result, rulebook, contract))
        found.extend(differences)
        if any(difference.mendable for difference in differences):
            mended.append(result)
    record_changes(mended, (*JUDGED, *COPIED), contract=contract, by=by, reason=REASON)
    found.extend(_differing_summaries(contract, rulebook))
    months = {difference.month for difference in found if difference.mendable}
    if months:
        summarise(contract, [period for period in periods if period.month in months], rulebook)
        note_change(contract.pk)
    return found


def _results_of(contract: Contract) -> Iterator[Result]:
    rows = Result.objects.filter(period__contract=contract).select_related("kpi", "period")
    return rows.order_by("period__month", "kpi__reference").iterator(chunk_size=BATCH)


def _judge(result: Result, rulebook: Rulebook, contract: Contract) -> Iterator[Difference]:
    """Judge a result, unsaved, and say in which columns that differs from what was stored."""
    month: Month = result.period.month
    stored = {column: getattr(result, column) for column in (*COPIED, *JUDGED)}
    differs = partial(Difference, contract=contract.reference, what=result.kpi.reference, month=month)
    result.contract_id, result.month = contract.pk, month
    try:
        apply_judgement(result, rulebook)
    except UnusableMeasurement as error:
        derived = f"no value: {error}"
        yield differs(column="outcome", stored=result.outcome, derived=derived, mendable=False)
        return
    for column, was in stored.items():
        now = getattr(result, column)
        if now != was:
            mendable = result.period.is_open
            yield differs(column=column, stored=_shown(was), derived=_shown(now), mendable=mendable)


def _differing_summaries(contract: Contract, rulebook: Rulebook) -> Iterator[Difference]:
    periods = list(Period.objects.filter(contract=contract).order_by("month"))
    counts = derive_counts(contract, periods, rulebook)
    kept = PeriodSummary.objects.in_bulk([period.pk for period in periods])
    for period in periods:
        derived = PeriodSummary.of(period, counts[period.pk])
        stored = kept.get(period.pk)
        for column in (*COPIED, *COUNTED):
            was, now = getattr(stored, column, None), getattr(derived, column)
            if was != now:
                yield Difference(
                    contract=contract.reference,
                    what=SUMMARY,
                    month=period.month,
                    column=column,
                    stored=_shown(was),
                    derived=_shown(now),
                    mendable=period.is_open,
                )


def _shown(value: object) -> str:
    """A stored value for a line of text; a figure without the zeros that its column pads it with."""
    if value is None:
        return ""
    return unpadded(value) if isinstance(value, Decimal) else str(value)
