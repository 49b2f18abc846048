"""Writing a planned change: what the preview showed, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from contracts.access import Ability, abilities_of
from contracts.models import ChangeNotice, Contract, User
from contracts.recording import record_changes, record_new
from contracts.refusals import NotAllowed
from kpis.actions.open_months import Rejudged, judge_open_months
from kpis.changes.standing import Standing
from kpis.changes.values import Ask, PlannedChange, PlannedTerms
from kpis.models import Kpi, KpiReview, KpiTerms, Period

WRITTEN = ("tsl", "msl", "points", "change", "change_notice", "description", "reason", "status")
"""The columns of terms that a plan fills in."""


class OvertakenError(NotAllowed):
    """The record changed since the preview, so that the change would write other rows."""

    def __init__(self) -> None:
        super().__init__(
            "The record has changed since you saw this preview, so nothing was written: look at it again."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A change that was written, and the results of open months that it judged otherwise."""

    plan: PlannedChange
    rejudged: list[Rejudged]


def preview(*, contract: Contract, ask: Ask) -> PlannedChange:
    """Every row that a change would write now; nothing is written.

    Raises:
        NotAllowed: it cannot be done; ``ClosedMonthsError`` where it would change closed months.
    """
    return plan_of(ask, Standing.of(contract))


def plan_of(ask: Ask, standing: Standing) -> PlannedChange:
    """The plan of a change, if its notice is one of the contract's or free to be."""
    plan = ask.plan(standing)
    notice = plan.under.notice
    if notice and notice.is_new and notice.reference in standing.notices:
        raise NotAllowed(f"There is a change notice {notice.reference} already: choose it from the list.")
    return plan


@transaction.atomic
def make_change(*, contract: Contract, ask: Ask, seen: str, by: User) -> Done:
    """Write the change that a preview showed, and judge the open months by it.

    Everything that planning reads is held first, and the plan made again.

    Args:
        seen: the fingerprint of the plan that was shown.

    Raises:
        NotAllowed: the person may not, or it cannot be done any more.
        OvertakenError: it would write something else by now.
    """
    contract = hold(contract)
    if Ability.CHANGE_DEFINITIONS not in abilities_of(by, contract):
        raise NotAllowed("Definitions are changed by an administrator, which you are not.")
    standing = Standing.of(contract)
    plan = plan_of(ask, standing)
    if plan.fingerprint != seen:
        raise OvertakenError
    _write(plan, standing, by)
    return Done(plan=plan, rejudged=judge_open_months(contract=contract, by=by, reason=plan.heading))


def hold(contract: Contract) -> Contract:
    """The contract and all its months, held until the transaction ends: others wait."""
    contract = Contract.objects.select_for_update(no_key=True).get(pk=contract.pk)
    list(Period.objects.select_for_update().filter(contract=contract).order_by("month"))
    return contract


def _write(plan: PlannedChange, standing: Standing, by: User) -> None:
    notices = {**standing.notices, **_new_notice(plan, standing.contract, by)}
    kpis = {**standing.kpis, **_new_kpi(plan, standing, by)}
    _end_service(plan, standing, by)
    _write_terms(plan, standing, kpis, notices, by)
    if plan.review:
        review = KpiReview(
            kpi=kpis[plan.review.kpi],
            held_on=plan.review.held_on,
            reason=plan.review.reason,
            change_notice=notices.get(plan.review.notice),
        )
        record_new([review], contract=standing.contract, by=by, reason=plan.heading)


def _new_notice(plan: PlannedChange, contract: Contract, by: User) -> dict[str, ChangeNotice]:
    asked = plan.under.notice
    if asked is None or not asked.is_new:
        return {}
    notice = ChangeNotice(contract=contract, reference=asked.reference, date=asked.date, title=asked.title)
    record_new([notice], contract=contract, by=by, reason=plan.heading)
    return {notice.reference: notice}


def _new_kpi(plan: PlannedChange, standing: Standing, by: User) -> dict[str, Kpi]:
    new = plan.new_kpi
    if new is None:
        return {}
    kpi = Kpi(
        contract=standing.contract,
        service_area=standing.contract.service_areas.get(code=new.area),
        reference=new.reference,
        in_service_from=new.in_service_from,
        replaces=standing.kpis.get(new.replaces),
        **new.described,
    )
    kpi.full_clean()
    record_new([kpi], contract=standing.contract, by=by, reason=plan.heading)
    return {kpi.reference: kpi}


def _end_service(plan: PlannedChange, standing: Standing, by: User) -> None:
    ended = [standing.kpis[row.kpi] for row in plan.services]
    for kpi, row in zip(ended, plan.services, strict=True):
        kpi.in_service_to = row.after
    record_changes(ended, ["in_service_to"], contract=standing.contract, by=by, reason=plan.heading)


def _write_terms(
    plan: PlannedChange,
    standing: Standing,
    kpis: Mapping[str, Kpi],
    notices: Mapping[str, ChangeNotice],
    by: User,
) -> None:
    stored = {row.pk: row for rows in standing.terms.values() for row in rows}
    new, changed = [], []
    for row in plan.terms:
        kpi = kpis[row.kpi]
        if row.amends is None:
            terms = KpiTerms(kpi=kpi, effective_from=row.month, better=kpi.better)
            new.append(_filled(terms, row, notices))
        elif row.after is None:
            _take_away(stored[row.amends], plan, by)
        else:
            changed.append(_filled(stored[row.amends], row, notices))
    record_new(new, contract=standing.contract, by=by, reason=plan.heading)
    record_changes(changed, WRITTEN, contract=standing.contract, by=by, reason=plan.heading)


def _filled(terms: KpiTerms, row: PlannedTerms, notices: Mapping[str, ChangeNotice]) -> KpiTerms:
    assert row.after is not None, "a row that is taken away is not filled in"
    terms.tsl, terms.msl, terms.points = row.after.tsl, row.after.msl, row.after.points
    terms.change, terms.change_notice = row.change, notices.get(row.notice)
    terms.description, terms.reason, terms.status = row.description, row.reason, row.status
    return terms


def _take_away(terms: KpiTerms, plan: PlannedChange, by: User) -> None:
    # What simple-history writes beside a deletion; its types do not know of it.
    terms._history_user = by  # type: ignore[attr-defined]
    # The row's own words go with it, so history says here why.
    why = f": {plan.under.reason}" if plan.under.reason else ""
    terms._change_reason = f"{plan.heading}{why}"  # type: ignore[attr-defined]
    terms.delete()
