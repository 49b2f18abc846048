"""Proof that what is stored is what the rules derive, and its mending where a month is open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from django.db import transaction

from contracts.calculations.months import Month
from contracts.models import Contract, User
from contracts.recording import note_change, record_changes
from kpis.calculations.rag import Status, UnusableMeasurement
from kpis.figures import unpadded
from kpis.judging import JUDGED, Rulebook, apply_judgement
from kpis.models import Period, PeriodSummary, Result, ServiceCredit
from kpis.models.credits import WORKED_OUT
from kpis.models.periods import SUMMARISED
from kpis.summaries import derive, summarise

BATCH = 2000
"""Results held in memory at once: four years of a contract with forty KPIs."""
COPIED = ("contract_id", "month")
"""The columns of a result that repeat its period's."""
CREDITED = (*COPIED, "credit_terms_id", *WORKED_OUT)
SUMMARY = "summary"
CREDIT = "credit"
REASON = "judged again by the terms in force"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One stored column that is not what the rules derive.

    Attributes:
        what: the KPI's reference, ``summary`` for what a month comes to, or ``credit`` and an area.
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
    periods = list(Period.objects.select_for_update().filter(contract=contract).order_by("month"))
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
    counts = result.status if result.period.is_open else stored["status"]
    rulebook.statuses[result.kpi_id, month] = Status(counts)
    for column, was in stored.items():
        now = getattr(result, column)
        if now != was:
            mendable = result.period.is_open
            yield differs(column=column, stored=_shown(was), derived=_shown(now), mendable=mendable)


def _differing_summaries(contract: Contract, rulebook: Rulebook) -> Iterator[Difference]:
    periods = list(Period.objects.filter(contract=contract).order_by("month"))
    derived = derive(contract, periods, rulebook)
    summaries = PeriodSummary.objects.in_bulk([period.pk for period in periods])
    credits = _credits_of(contract)
    for period in periods:
        differs = partial(
            Difference, contract=contract.reference, month=period.month, mendable=period.is_open
        )
        found = derived[period.pk]
        stored = summaries.get(period.pk)
        for column, was, now in _differing(stored, found.summary, (*COPIED, *SUMMARISED)):
            yield differs(what=SUMMARY, column=column, stored=was, derived=now)
        expected = {credit.service_area.code: credit for credit in found.credits}
        kept = credits.get(period.pk, {})
        for area in sorted(expected.keys() | kept.keys()):
            for column, was, now in _differing(kept.get(area), expected.get(area), CREDITED):
                yield differs(what=f"{CREDIT} {area}", column=column, stored=was, derived=now)


def _credits_of(contract: Contract) -> dict[int, dict[str, ServiceCredit]]:
    """The stored credits of a contract by the primary key of the period and the code of the area."""
    found: dict[int, dict[str, ServiceCredit]] = defaultdict(dict)
    for credit in ServiceCredit.objects.filter(contract=contract).select_related("service_area"):
        found[credit.period_id][credit.service_area.code] = credit
    return found


def _differing(stored: object, derived: object, columns: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """The columns in which two rows differ, one of which may not be there, with both values as text."""
    for column in columns:
        was, now = getattr(stored, column, None), getattr(derived, column, None)
        if was != now:
            yield column, _shown(was), _shown(now)


def _shown(value: object) -> str:
    """A stored value for a line of text; a figure without the zeros that its column pads it with."""
    if value is None:
        return ""
    return unpadded(value) if isinstance(value, Decimal) else str(value)
