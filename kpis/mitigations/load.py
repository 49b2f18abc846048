"""Reading the page of a mitigation from the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from contracts.access import Ability
from contracts.calculations.months import Month
from contracts.models import Contract, User
from kpis.actions.mitigations import reason_of
from kpis.actions.open_months import Rejudged
from kpis.calculations.rag import Covers, Status
from kpis.mitigations.draft import Covered, covered_by
from kpis.mitigations.foresight import closed_among, foresee
from kpis.mitigations.lateness import lateness_of
from kpis.mitigations.overlaps import overlaps_of
from kpis.mitigations.rules import MitigationStep, refusal
from kpis.mitigations.values import Event, MitigationPage, Part
from kpis.models import Evidence, Mitigation, MitigationState, Result


def mitigation_of(contract: Contract, reference: str) -> Mitigation:
    """A contract's mitigation with the people who proposed and decided it, the contract being the same row.

    Raises:
        Http404: the contract has none of that reference.
    """
    people = Mitigation.objects.select_related("proposed_by", "decided_by")
    found = get_object_or_404(people, contract=contract, reference=reference)
    found.contract = contract
    return found


def load_page(mitigation: Mitigation, by: User, *, today: date) -> MitigationPage:
    """The page of a mitigation for a person, in thirteen queries at most however many KPIs it covers."""
    contract, covered = mitigation.contract, covered_by(mitigation)
    is_proposed = mitigation.state == MitigationState.PROPOSED
    abilities = contract.abilities
    refusals = {step: refusal(step, mitigation, by, abilities) for step in MitigationStep}
    decides = is_proposed and Ability.DECIDE_MITIGATION in abilities
    return MitigationPage(
        mitigation=mitigation,
        late=lateness_of(mitigation, [each.span for each in covered], today),
        parts=_parts(mitigation, covered),
        events=_events(mitigation),
        changes=_foreseen(mitigation, covered) if is_proposed else _changes(mitigation, covered),
        evidence=evidence_of(mitigation),
        overlaps=overlaps_of(covered, but=mitigation) if is_proposed else [],
        closed=closed_among(contract, covered) if is_proposed else [],
        steps=frozenset(step for step, why in refusals.items() if not why),
        refusal=refusals[MitigationStep.AGREE] if decides else "",
    )


def evidence_of(mitigation: Mitigation) -> list[Evidence]:
    return list(mitigation.evidence.select_related("added_by").order_by("pk"))


def _parts(mitigation: Mitigation, covered: Sequence[Covered]) -> list[Part]:
    blue = _blue_months(mitigation, covered)
    contract = mitigation.contract.reference
    return [
        Part(
            kpi=each.kpi.reference,
            description=each.kpi.description,
            address=reverse("kpi_detail", args=[contract, each.kpi.reference]),
            span=each.span,
            blue=[month for month in blue[each.kpi.pk] if month in each.span],
        )
        for each in covered
    ]


def _blue_months(mitigation: Mitigation, covered: Iterable[Covered]) -> dict[int, list[Month]]:
    """The months in which KPIs are blue, by their primary keys; nothing for what was not agreed."""
    found: dict[int, list[Month]] = defaultdict(list)
    if mitigation.state == MitigationState.AGREED:
        kpis = {each.kpi.pk for each in covered}
        rows = Result.objects.filter(kpi__in=kpis, status=Status.BLUE).order_by("month")
        for kpi, month in rows.values_list("kpi", "month"):
            found[kpi].append(month)
    return found


def _events(mitigation: Mitigation) -> list[Event]:
    events = []
    if mitigation.proposed_at or mitigation.proposed_by:
        events.append(_event("Proposed", mitigation.proposed_by, mitigation.proposed_at))
    if mitigation.decided_by or mitigation.decided_at:
        decided = MitigationState(mitigation.state).label
        note = mitigation.decision_note
        events.append(_event(decided, mitigation.decided_by, mitigation.decided_at, note))
    if mitigation.ended_because:
        row = mitigation.history.exclude(ended_because="").select_related("history_user").first()
        what = "Withdrawn" if mitigation.state == MitigationState.WITHDRAWN else "Ended"
        by, at = (row.history_user, row.history_date) if row else (None, None)
        events.append(_event(what, by, at, mitigation.ended_because))
    return events


def _event(what: str, by: User | None, at: Any, said: str = "") -> Event:
    return Event(what=what, by=str(by) if by else "", at=at, said=said)


def _foreseen(mitigation: Mitigation, covered: Sequence[Covered]) -> list[Rejudged]:
    return in_order(foresee(mitigation.contract, Covers(mitigation.covers), covered))


def in_order(rejudged: Iterable[Rejudged]) -> list[Rejudged]:
    """Results judged otherwise, as pages list them: by month, then KPI."""
    return sorted(rejudged, key=lambda each: (each.month, each.kpi))


def _changes(mitigation: Mitigation, covered: Iterable[Covered]) -> list[Rejudged]:
    """The results that agreeing or ending a mitigation had judged otherwise, out of their history."""
    begins = reason_of(mitigation, "")
    rows = Result.history.filter(kpi__in={each.kpi.pk for each in covered})
    ours = rows.filter(history_change_reason__startswith=begins).order_by().values("id")
    versions = rows.filter(id__in=ours).order_by("id", "history_id")
    fields = ("id", "kpi__reference", "month", "status", "points_incurred", "history_change_reason")
    changes, before = [], None
    for row in versions.values_list(*fields):
        pk, kpi, month, status, points, why = row
        if before and before[0] == pk and (why or "").startswith(begins) and before[3:5] != (status, points):
            changes.append(
                Rejudged(
                    kpi=kpi,
                    month=month,
                    was=Status(before[3]),
                    now=Status(status),
                    points_were=before[4],
                    points_are=points,
                )
            )
        before = row
    return in_order(changes)
