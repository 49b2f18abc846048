"""Rows for tests, with plausible values for all that a test does not name.

Months may be given as text (``"2021-07"``) and figures as text or numbers. What is made here is
consistent: a result is judged by the terms in force, and its period's summary agrees with it.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile

from contracts.calculations.months import Month
from contracts.fields import to_month
from contracts.models import Contract, Membership, Role, ServiceArea, User
from kpis.calculations.rag import Better, Covers, Outcome, Unit
from kpis.calculations.schedule import Frequency
from kpis.judging import Rulebook, apply_judgement
from kpis.mitigations.files import checked
from kpis.models import (
    Change,
    Evidence,
    Kpi,
    KpiTerms,
    MitigatedKpi,
    Mitigation,
    MitigationState,
    Period,
    PeriodState,
    Result,
)
from kpis.summaries import summarise
from reports.models import DocumentJob, JobState

PASSWORD = "correct horse battery"  # noqa: S105 - opens nothing but the tests' own accounts
Figure = Decimal | str | int | None
MonthLike = Month | str


def _figure(value: Figure) -> Decimal | None:
    return None if value is None else Decimal(value)


def make_user(email: str = "someone@example.org", **fields: Any) -> User:
    """An account that signs in with ``PASSWORD``."""
    name = email.split("@")[0].replace("_", " ").capitalize()
    return User.objects.create_user(**{"email": email, "name": name, "password": PASSWORD, **fields})


def make_contract(reference: str = "TST-1", **fields: Any) -> Contract:
    """A contract of three years from April 2021, without service areas."""
    defaults = {
        "title": f"Contract {reference}",
        "authority": "Testshire County Council",
        "supplier": "Provider plc",
        "commencement": date(2021, 4, 1),
        "end": date(2024, 3, 31),
    }
    return Contract.objects.create(reference=reference, **{**defaults, **fields})


def make_membership(user: User, contract: Contract, role: Role | str = Role.OFFICER) -> Membership:
    return Membership.objects.create(user=user, contract=contract, role=role)


def make_service_area(contract: Contract, code: str = "IMT", **fields: Any) -> ServiceArea:
    position = contract.service_areas.count() + 1
    return ServiceArea.objects.create(
        contract=contract, code=code, **{"name": f"{code} services", "position": position, **fields}
    )


def make_kpi(
    contract: Contract,
    reference: str = "IMT_KPI_01",
    *,
    tsl: Figure = "95",
    msl: Figure = "90",
    points: Figure = "10",
    with_terms: bool = True,
    **fields: Any,
) -> Kpi:
    """A KPI in the service area its reference begins with, with initial terms from its first month."""
    code = reference.split("_")[0]
    area = contract.service_areas.filter(code=code).first() or make_service_area(contract, code)
    defaults = {
        "service_area": area,
        "description": f"What {reference} counts",
        "unit": Unit.PERCENT.value,
        "better": Better.HIGHER.value,
        "decimals": 2,
        "frequency": Frequency.MONTHLY.value,
        "in_service_from": contract.first_month,
    }
    kpi = Kpi(contract=contract, reference=reference, **{**defaults, **fields})
    kpi.in_service_from, kpi.in_service_to = to_month(kpi.in_service_from), to_month(kpi.in_service_to)
    kpi.save()
    if with_terms:
        make_terms(kpi, tsl=tsl, msl=msl, points=points)
    return kpi


def make_terms(
    kpi: Kpi,
    effective_from: MonthLike | None = None,
    *,
    tsl: Figure = "95",
    msl: Figure = "90",
    points: Figure = "10",
    **fields: Any,
) -> KpiTerms:
    """Terms of a KPI from a month on: initial ones from its first month, else a revision."""
    month = to_month(effective_from) or kpi.in_service_from
    change = Change.INITIAL if month == kpi.in_service_from else Change.REVISION
    return KpiTerms.objects.create(
        kpi=kpi,
        effective_from=month,
        tsl=_figure(tsl),
        msl=_figure(msl),
        points=_figure(points),
        **{"change": change, **fields},
    )


def make_period(
    contract: Contract,
    month: MonthLike = "2021-07",
    state: PeriodState | str = PeriodState.OPEN,
    **fields: Any,
) -> Period:
    """A month of a contract, summarised."""
    period = Period.objects.create(contract=contract, month=to_month(month), state=state, **fields)
    summarise(contract, [period], Rulebook.of_contract(contract))
    return period


def make_result(
    kpi: Kpi,
    month: MonthLike = "2021-07",
    value: Figure = None,
    *,
    numerator: Figure = None,
    denominator: Figure = None,
    outcome: Outcome | str = Outcome.MEASURED,
    **fields: Any,
) -> Result:
    """A result, judged and counted; its period is made, open, where it is not there yet."""
    period = Period.objects.filter(contract=kpi.contract, month=to_month(month)).first()
    period = period or make_period(kpi.contract, month)
    result = Result(
        contract=kpi.contract,
        period=period,
        kpi=kpi,
        month=period.month,
        outcome=Outcome(outcome).value,
        numerator=_figure(numerator),
        denominator=_figure(denominator),
        stated_value=_figure(value),
        **fields,
    )
    rulebook = Rulebook.of_contract(kpi.contract)
    rulebook.recall([result])
    apply_judgement(result, rulebook)
    result.save()
    summarise(kpi.contract, [period], rulebook)
    return result


def make_mitigation(
    *kpis: Kpi,
    month_from: MonthLike = "2021-07",
    month_to: MonthLike | None = None,
    reference: str = "M1",
    covers: Covers | str = Covers.SHORTFALL,
    state: MitigationState | str = MitigationState.AGREED,
    **fields: Any,
) -> Mitigation:
    """A mitigation of some KPIs of one contract; results made afterwards are judged with it."""
    mitigation = Mitigation.objects.create(
        contract=kpis[0].contract,
        reference=reference,
        covers=Covers(covers).value,
        state=state,
        **{"reason": "Outside the provider's control", **fields},
    )
    for kpi in kpis:
        MitigatedKpi.objects.create(
            mitigation=mitigation, kpi=kpi, month_from=to_month(month_from), month_to=to_month(month_to)
        )
    return mitigation


def make_evidence(
    mitigation: Mitigation, by: User, content: bytes = b"%PDF-1.7", name: str = "minutes.pdf"
) -> Evidence:
    """A file with a mitigation, kept in the store."""
    evidence = Evidence(
        mitigation=mitigation,
        added_by=by,
        added_at=datetime(2021, 8, 3, tzinfo=UTC),
        **asdict(checked(ContentFile(content, name))),
    )
    evidence.file.save(name, ContentFile(content), save=False)
    evidence.save()
    return evidence


def make_document_job(
    contract: Contract, by: User, state: JobState | str = JobState.DONE, **fields: Any
) -> DocumentJob:
    """A document that somebody asked for, with its file where it is done."""
    is_finished = state in (JobState.DONE, JobState.FAILED)
    job = DocumentJob(
        contract=contract,
        asked_by=by,
        state=state,
        finished_at=datetime(2022, 1, 10, 12, tzinfo=UTC) if is_finished else None,
        **{
            "asked_at": datetime(2022, 1, 10, 12, tzinfo=UTC),
            "kind": "statement",
            "of": {"from": "2021-04", "to": "2021-06"},
            "format": "pdf",
            "title": "Statement, April to June 2021",
            "back": contract.get_absolute_url(),
            "name": "TST-1-statement.pdf",
            "size": len(b"%PDF-1.7"),
            **fields,
        },
    )
    if state == JobState.DONE:
        job.file.save(job.name, ContentFile(b"%PDF-1.7"), save=False)
    job.save()
    return job
