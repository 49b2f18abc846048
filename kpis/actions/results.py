"""Saving a month's results, so that no edit is overwritten unseen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from contracts.models import User
from contracts.recording import record_changes, record_new
from contracts.refusals import NotAllowed
from kpis.actions import locked
from kpis.actions.open_months import judge_open_months
from kpis.calculations.rag import Outcome
from kpis.entered import ENTERED, NOTHING, Entered
from kpis.judging import JUDGED, Rulebook, judge_all
from kpis.models import Kpi, Period, Result
from kpis.summaries import summarise

WRITTEN = (*ENTERED, *JUDGED, "entered_by", "version")
NOBODY = "A person unknown"
"""Results that came with a file have nobody who entered them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """What a person wants a KPI's result to be, having seen one version of it.

    Attributes:
        version: that of the result when the form was made; 0 if there was none.
    """

    kpi: Kpi
    version: int
    entered: Entered


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """An edit that was not written, because somebody else changed the result meanwhile.

    Attributes:
        theirs: what stands there now, put there by the person and at the time named.
        version: of what stands there; 0 if it was cleared.
    """

    kpi: str
    theirs: Entered
    typed: Entered
    version: int
    by: str
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Edits sorted by whether they can be written."""

    changes: list[Edit]
    conflicts: list[Conflict]


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What became of some edits, by the references of their KPIs; those that change nothing are left out."""

    written: list[str]
    cleared: list[str]
    without_activity: list[str]
    conflicts: list[Conflict]


@transaction.atomic
def save_results(*, period: Period, edits: Collection[Edit], by: User) -> Saved:
    """Write those edits that nobody else's cross, judge them and count them.

    Raises:
        NotAllowed: the month is not open, or a KPI has no place in it; nothing is written.
        UnusableMeasurement: figures cannot make a value; nothing is written.
    """
    period = locked(period)
    if not period.is_open:
        raise NotAllowed(why_closed(period))
    stored = _stored(period, edits)
    compared = _compare(period, edits, stored)
    for edit in compared.changes:
        _refuse_out_of_place(edit.kpi, period, stored)
    if compared.changes:
        _write(period, compared.changes, stored, by)
    return _saved(edits, compared)


def compare(*, period: Period, edits: Collection[Edit]) -> Comparison:
    """What would become of some edits now; nothing is written."""
    return _compare(period, edits, _stored(period, edits))


def why_closed(period: Period) -> str:
    """Why results of a month that is not open cannot be changed."""
    if period.is_final:
        who = f" by {period.signed_off_by}" if period.signed_off_by else ""
        return f"{period} is signed off{who}, so its results cannot be changed. A manager can reopen it."
    who = f" by {period.submitted_by}" if period.submitted_by else ""
    return f"{period} was submitted{who}, so its results cannot be changed. A manager can send it back."


def _stored(period: Period, edits: Iterable[Edit]) -> dict[int, Result]:
    rows = Result.objects.filter(period=period, kpi__in=[edit.kpi.pk for edit in edits])
    return {result.kpi_id: result for result in rows.order_by()}


def _compare(period: Period, edits: Iterable[Edit], stored: Mapping[int, Result]) -> Comparison:
    changes: list[Edit] = []
    crossed: list[Edit] = []
    for edit in edits:
        result = stored.get(edit.kpi.pk)
        if edit.entered.settled() != (Entered.of(result) if result else NOTHING):
            (crossed if is_stale(edit, result) else changes).append(edit)
    return Comparison(changes=changes, conflicts=_conflicts(period, crossed, stored))


def is_stale(edit: Edit, result: Result | None) -> bool:
    """Whether a result changed since the form was made that an edit came from."""
    return edit.version != (result.version if result else 0)


def _conflicts(period: Period, crossed: Sequence[Edit], stored: Mapping[int, Result]) -> list[Conflict]:
    """The conflicts among edits of results that changed meanwhile.

    A row that came back just as the form had shown it was not edited: it is no conflict, and what
    the other person wrote stays.
    """
    trails = _trails(period, crossed) if crossed else {}
    return [
        _conflict(edit, stored.get(edit.kpi.pk), trails[edit.kpi.pk])
        for edit in crossed
        if edit.entered.settled() != _as_first_seen(edit, trails[edit.kpi.pk])
    ]


def _trails(period: Period, edits: Iterable[Edit]) -> Mapping[int, list[Any]]:
    """The history of some results, oldest first, by the primary key of their KPI."""
    rows = Result.history.filter(period=period, kpi__in=[edit.kpi.pk for edit in edits])
    trails = defaultdict(list)
    for row in rows.select_related("history_user").order_by("history_id"):
        trails[row.kpi_id].append(row)
    return trails


def _as_first_seen(edit: Edit, trail: Iterable[Any]) -> Entered | None:
    if edit.version == 0:
        return NOTHING
    return next((Entered.of(row) for row in trail if row.version == edit.version), None)


def _conflict(edit: Edit, result: Result | None, trail: Sequence[Any]) -> Conflict:
    came_with = [row for row in trail if result is not None and row.version == result.version]
    row = came_with[0] if came_with else (trail[-1] if trail else None)
    return Conflict(
        kpi=edit.kpi.reference,
        theirs=Entered.of(result) if result else NOTHING,
        typed=edit.entered,
        version=result.version if result else 0,
        by=str(row.history_user) if row and row.history_user else NOBODY,
        at=row.history_date if row else None,
    )


def _refuse_out_of_place(kpi: Kpi, period: Period, stored: Mapping[int, Result]) -> None:
    has_place = kpi.contract_id == period.contract_id and (
        kpi.pk in stored or kpi.is_counted_in(period.month, period.contract_month)
    )
    if not has_place:
        raise NotAllowed(f"{kpi} is not due in {period}, so nothing can be entered for it.")


def _write(period: Period, changes: Collection[Edit], stored: Mapping[int, Result], by: User) -> None:
    contract = period.contract
    rulebook = Rulebook.of_contract(contract)
    kept = [edit for edit in changes if edit.entered != NOTHING]
    new = _new_results(period, [edit for edit in kept if edit.kpi.pk not in stored])
    changed = [_changed(edit, stored[edit.kpi.pk]) for edit in kept if edit.kpi.pk in stored]
    for result in (*new, *changed):
        result.entered_by = by
    judge_all([*new, *changed], rulebook)
    record_new(new, contract=contract, by=by)
    record_changes(changed, WRITTEN, contract=contract, by=by)
    for edit in changes:
        if edit.entered == NOTHING:
            _clear(stored[edit.kpi.pk], by)
    summarise(contract, [period], rulebook)
    _judge_repeats(period, [edit.kpi for edit in changes], rulebook, by)


def _judge_repeats(period: Period, kpis: Collection[Kpi], rulebook: Rulebook, by: User) -> None:
    """Judge again what came after in open months: whether a failure repeats another may have changed."""
    if rulebook.knows_repeats:
        reason = f"judged again after a change in {period}"
        judge_open_months(contract=period.contract, by=by, reason=reason, kpis=kpis, since=period.month + 1)


def _new_results(period: Period, edits: Collection[Edit]) -> list[Result]:
    last = _last_versions(period, edits) if edits else {}
    results = []
    for edit in edits:
        result = Result(contract=period.contract, period=period, kpi=edit.kpi, month=period.month)
        result.version = last.get(edit.kpi.pk, 0) + 1
        edit.entered.settled().write_on(result)
        results.append(result)
    return results


def _last_versions(period: Period, edits: Iterable[Edit]) -> dict[int, int]:
    """The versions of results that were cleared: numbers go on from there, so that none means two things."""
    rows = Result.history.filter(period=period, kpi__in=[edit.kpi.pk for edit in edits], history_type="-")
    return dict(rows.order_by().values_list("kpi").annotate(Max("version")))


def _changed(edit: Edit, result: Result) -> Result:
    result.kpi = edit.kpi
    result.version += 1
    edit.entered.settled().write_on(result)
    return result


def _clear(result: Result, by: User) -> None:
    result._history_user = by  # type: ignore[attr-defined]  # simple-history asks for it
    result.delete()


def _saved(edits: Iterable[Edit], compared: Comparison) -> Saved:
    kept = [edit for edit in compared.changes if edit.entered != NOTHING]
    return Saved(
        written=[edit.kpi.reference for edit in kept],
        cleared=[edit.kpi.reference for edit in compared.changes if edit.entered == NOTHING],
        without_activity=[
            edit.kpi.reference
            for edit in kept
            if edit.entered.has_figures and edit.entered.settled().outcome is Outcome.NO_ACTIVITY
        ],
        conflicts=compared.conflicts,
    )
