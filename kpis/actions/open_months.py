"""Judging the open months of a contract again, once something that judges them has changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from contracts.calculations.months import Month
from contracts.models import Contract, User
from contracts.recording import note_change, record_changes
from kpis.calculations.rag import Status
from kpis.figures import unpadded
from kpis.judging import JUDGED, Rulebook, judge_all
from kpis.models import Kpi, Period, PeriodState, Result
from kpis.summaries import summarise
from kpis.words import STATUS_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejudged:
    """A result that came out otherwise than before: its status, or what it incurs."""

    kpi: str
    month: Month
    was: Status
    now: Status
    points_were: Decimal
    points_are: Decimal

    @property
    def changed_colour(self) -> bool:
        return self.was is not self.now

    @property
    def was_word(self) -> str:
        return STATUS_WORDS[self.was]

    @property
    def now_word(self) -> str:
        return STATUS_WORDS[self.now]

    @property
    def points_change(self) -> str:
        """The points it incurs, and those it incurred if that is not the same."""
        were, are = unpadded(self.points_were), unpadded(self.points_are)
        return are if were == are else f"{were}, now {are}"


@transaction.atomic
def judge_open_months(
    *,
    contract: Contract,
    by: User | None,
    reason: str,
    kpis: Collection[Kpi] | None = None,
    since: Month | None = None,
) -> list[Rejudged]:
    """Judge every result of a contract's open months again; returns those that came out otherwise.

    The open months are locked meanwhile, and counted and priced again. Months that are submitted or
    signed off stay as they are.

    Args:
        kpis: the KPIs whose results may have changed; all unless given.
        since: the first month that may have; the contract's first unless given.
    """
    periods = hold_open_months(contract, since)
    if not periods:
        return []
    rulebook = Rulebook.of_contract(contract)
    changed, rejudged = _judge_unsaved(_results_in(periods, kpis), rulebook)
    record_changes(changed, JUDGED, contract=contract, by=by, reason=reason)
    summarise(contract, periods, rulebook)
    note_change(contract.pk)
    return rejudged


def foresee_open_months(
    contract: Contract, rulebook: Rulebook, kpis: Collection[Kpi] | None = None
) -> list[Rejudged]:
    """What judging the open months by a rulebook would bring; nothing is written or held.

    Args:
        kpis: the KPIs whose results may change; all unless given.
    """
    periods = contract.periods.filter(state=PeriodState.OPEN)
    return _judge_unsaved(_results_in(periods, kpis), rulebook)[1]


def _judge_unsaved(found: Iterable[Result], rulebook: Rulebook) -> tuple[list[Result], list[Rejudged]]:
    """Judge results on their rows alone: those of which anything differs, and what came out otherwise."""
    results = list(found)
    before = {result.pk: (Status(result.status), result.points_incurred) for result in results}
    changed = list(judge_all(results, rulebook))
    return changed, [_rejudged(result, *before[result.pk]) for result in changed if _differs(result, before)]


def hold_open_months(contract: Contract, since: Month | None = None) -> list[Period]:
    """The open months of a contract, earliest first, held until the transaction ends: others wait.

    Whoever holds a month already may hold later ones only, or two would wait for one another.
    """
    rows = Period.objects.select_for_update().filter(contract=contract, state=PeriodState.OPEN)
    return list(rows.filter(month__gte=since or contract.first_month).order_by("month"))


def _results_in(periods: Iterable[Period], kpis: Collection[Kpi] | None) -> Iterable[Result]:
    rows = Result.objects.filter(period__in=periods)
    if kpis is not None:
        rows = rows.filter(kpi__in=[kpi.pk for kpi in kpis])
    return rows.select_related("kpi").order_by("month", "kpi__reference")


def _differs(result: Result, before: dict[int, tuple[Status, Decimal]]) -> bool:
    return (Status(result.status), result.points_incurred) != before[result.pk]


def _rejudged(result: Result, was: Status, points_were: Decimal) -> Rejudged:
    return Rejudged(
        kpi=result.kpi.reference,
        month=result.month,
        was=was,
        now=Status(result.status),
        points_were=points_were,
        points_are=result.points_incurred,
    )
