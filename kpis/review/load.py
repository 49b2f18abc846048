"""Reading the review of a month from the record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from django.urls import reverse

from contracts.access import Ability
from contracts.calculations.months import Month
from contracts.models import User
from kpis.actions.periods import entered_by
from kpis.calculations.rag import Covers, Status
from kpis.calculations.schedule import MONTHS_APART, Frequency
from kpis.calculations.spans import Span
from kpis.calculations.summary import Counts
from kpis.figures import printed_value
from kpis.judging import Rulebook
from kpis.lifecycle import RULES, Standing, refusal
from kpis.missing import Missing, Want, credits_of, kpis_in_service, payments_wanted, what_is_missing
from kpis.mitigations.lateness import late_in_words
from kpis.models import Kpi, MitigatedKpi, MitigationState, Period, PeriodState, Result
from kpis.review.money import month_credits
from kpis.review.reopening import load_reopening
from kpis.review.values import Line, Offer, Proposal, Review
from kpis.verdicts import Verdict, stored_judgement, verdict
from kpis.warned import load_warnings
from kpis.words import COVERS_WORDS, STATUS_WORDS


def load_review(period: Period, by: User, *, today: date) -> Review:
    """The review of a month for a person, in ten queries at most however many KPIs it has.

    Where warnings are watched for, in four more.
    """
    kpis = kpis_in_service(period.contract, period)
    results = {result.kpi_id: result for result in Result.objects.filter(period=period).order_by()}
    rulebook = Rulebook.of_contract(period.contract)
    credits = credits_of(period)
    missing = [*what_is_missing(kpis, results, period, rulebook), *payments_wanted(credits)]
    mitigated = _mitigated(period)
    summary = getattr(period, "summary", None)
    return Review(
        period=period,
        counts=summary.counts if summary else Counts(),
        lines=_lines(period, kpis, results, _reasons(mitigated, today)),
        missing=missing,
        proposals=_proposals(mitigated, today),
        credits=month_credits(credits),
        reopening=load_reopening(period, kpis, results, credits, rulebook) if period.is_final else None,
        offers=_offers(period, by, missing),
        months=_neighbours(period),
        warnings=load_warnings(period.contract, period.month),
        late_since=_late_since(period, missing, today),
    )


def _mitigated(period: Period) -> list[MitigatedKpi]:
    rows = MitigatedKpi.objects.touching(period.month, period.month).filter(kpi__contract=period.contract)
    return list(rows.select_related("mitigation", "kpi").order_by("mitigation__reference", "kpi__reference"))


def _reasons(mitigated: Iterable[MitigatedKpi], today: date) -> dict[int, list[str]]:
    """Why KPIs are mitigated this month, by their primary keys, and which mitigations are late."""
    reasons = defaultdict(list)
    for row in mitigated:
        if row.mitigation.state == MitigationState.AGREED:
            late = late_in_words(row.mitigation, [Span(row.month_from, row.month_to)], today)
            why = f"{row.mitigation.reference}: {row.mitigation.reason}"
            reasons[row.kpi_id].append(f"{why} ({late})" if late else why)
    return reasons


def _lines(
    period: Period,
    kpis: Iterable[Kpi],
    results: Mapping[int, Result],
    reasons: Mapping[int, list[str]],
) -> list[Line]:
    with_result = [kpi for kpi in kpis if kpi.pk in results]
    before = _statuses_before(period, with_result)
    return [
        _line(kpi, period, results[kpi.pk], before.get(kpi.pk), reasons.get(kpi.pk, []))
        for kpi in with_result
    ]


def _statuses_before(period: Period, kpis: Collection[Kpi]) -> dict[int, str]:
    """The status of each KPI when it was last due, by its primary key."""
    last = {kpi.pk: period.month + -MONTHS_APART[Frequency(kpi.frequency)] for kpi in kpis}
    rows = Result.objects.filter(contract=period.contract, month__in=set(last.values()), kpi__in=last)
    found = rows.order_by().values_list("kpi", "month", "status")
    return {kpi: status for kpi, month, status in found if month == last[kpi]}


def _line(kpi: Kpi, period: Period, result: Result, before: str | None, reasons: list[str]) -> Line:
    changed = before is not None and before != result.status
    return Line(
        kpi=kpi.reference,
        address=reverse("kpi_detail", args=[period.contract.reference, kpi.reference]),
        description=kpi.description,
        tsl=printed_value(result.tsl, kpi.unit, kpi.decimals),
        msl=printed_value(result.msl, kpi.unit, kpi.decimals),
        verdict=verdict(stored_judgement(result, kpi), kpi),
        before=Verdict(status=before, word=STATUS_WORDS[Status(before)]) if before and changed else None,
        comment=result.comment,
        impact=result.impact,
        resolution=result.resolution,
        mitigations=reasons,
    )


def _proposals(mitigated: Iterable[MitigatedKpi], today: date) -> list[Proposal]:
    covered = defaultdict(list)
    for row in mitigated:
        if row.mitigation.state == MitigationState.PROPOSED:
            covered[row.mitigation].append(row.kpi.reference)
    return [
        Proposal(
            reference=mitigation.reference,
            kpis=references,
            covers=COVERS_WORDS[Covers(mitigation.covers)],
            reason=mitigation.reason,
            late=late_in_words(mitigation, [], today),
        )
        for mitigation, references in covered.items()
    ]


def _offers(period: Period, by: User, missing: list[Missing]) -> list[Offer]:
    """The steps that the month's state leaves open, and why the person may not take them."""
    abilities = period.contract.abilities
    signs_off = period.state == PeriodState.SUBMITTED and Ability.SIGN_OFF in abilities
    standing = Standing(
        by=by, abilities=abilities, missing=missing, entered=entered_by(by, period) if signs_off else ()
    )
    steps = [step for step, rule in RULES.items() if rule.before == period.state]
    return [Offer(step=step, refusal=refusal(step, period, standing)) for step in steps]


def _neighbours(period: Period) -> list[Month]:
    around = period.contract.periods.filter(month__gte=period.month + -1, month__lte=period.month + 1)
    return list(around.exclude(pk=period.pk).values_list("month", flat=True))


def _late_since(period: Period, missing: Iterable[Missing], today: date) -> date | None:
    last_day = (period.month + 1).first_day - timedelta(days=1)
    late = today > last_day and any(item.want is Want.RESULT for item in missing)
    return last_day if late else None
