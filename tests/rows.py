"""One valid row of every model of the record, unsaved, for tests that walk over all of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.db import models

from contracts import models as c
from contracts.fields import MonthField, to_month
from contracts.models import Contract
from kpis import models as k
from reports import models as r
from tests.factories import make_user

APRIL = date(2021, 4, 1)


def _area(contract: Contract) -> c.ServiceArea:
    return contract.service_areas.get(code="IMT")


def _kpi(contract: Contract) -> k.Kpi:
    return contract.kpis.get(reference="IMT_KPI_01")


def _measured(contract: Contract) -> dict[str, Any]:
    """A result of the open month, as if judged."""
    return {
        "contract": contract,
        "period": contract.periods.get(month="2021-07"),
        "kpi": _kpi(contract),
        "month": "2021-07",
        "outcome": "measured",
        "stated_value": 96,
        "value": 96,
        "status": "green",
        "underlying_status": "green",
        "tsl": 95,
        "msl": 90,
        "points": 10,
    }


def _saved(model: type[models.Model], contract: Contract) -> models.Model:
    row = unsaved(model, contract)
    row.save()
    return row


COLUMNS: dict[type[models.Model], Callable[[Contract], dict[str, Any]]] = {
    c.Contract: lambda _: {
        "reference": "NEW-1",
        "title": "A new contract",
        "authority": "Testshire",
        "supplier": "Provider plc",
        "commencement": APRIL,
        "end": date(2024, 3, 31),
    },
    c.User: lambda _: {"email": "new@council.example", "name": "Nora New", "password": "!"},
    c.Membership: lambda contract: {
        "contract": contract,
        "user": make_user("joins@council.example"),
        "role": "officer",
    },
    c.ServiceArea: lambda contract: {"contract": contract, "code": "PM", "name": "People", "position": 3},
    c.ChangeNotice: lambda contract: {
        "contract": contract,
        "reference": "CCN1",
        "date": APRIL,
        "title": "A change",
    },
    c.ServicePayment: lambda contract: {"service_area": _area(contract), "month": "2021-07", "amount": 1000},
    c.CreditTerms: lambda contract: {
        "contract": contract,
        "effective_from": "2021-07",
        "amber_share": "0.5",
        "red_share": 1,
        "credit_per_point": 450,
        "cap_percent": 10,
    },
    c.CreditTier: lambda contract: {
        "credit_terms": _saved(c.CreditTerms, contract),
        "above": 20,
        "multiplier": 1,
    },
    c.CreditSuspension: lambda contract: {
        "contract": contract,
        "month_from": "2021-07",
        "reason": "A pandemic",
    },
    c.WarningRule: lambda contract: {
        "contract": contract,
        "kind": "points_in_months",
        "number": 50,
        "months": 3,
        "month_from": "2021-04",
    },
    c.WorkstreamStage: lambda contract: {
        "contract": contract,
        "workstream": "IMT",
        "stage": "Investigation",
        "month_from": "2021-04",
        "month_to": "2021-06",
        "position": 1,
    },
    c.WorkstreamUpdate: lambda contract: {
        "contract": contract,
        "workstream": "IMT",
        "as_at": APRIL,
        "status": "on_plan",
        "position": 1,
    },
    c.Objective: lambda contract: {
        "contract": contract,
        "reference": "O1",
        "horizon": "contract",
        "text": "Do better",
    },
    c.ObjectiveAssessment: lambda contract: {
        "objective": _saved(c.Objective, contract),
        "as_at": APRIL,
        "view": "client",
        "rating": "mixed",
    },
    c.Saving: lambda contract: {"contract": contract, "financial_year": "2021/22"},
    c.Highlight: lambda contract: {"contract": contract, "as_at": APRIL, "text": "Something went well"},
    c.Issue: lambda contract: {
        "contract": contract,
        "reference": "I1",
        "title": "Something did not",
        "kind": "snagging",
        "raised": APRIL,
        "under_control": "partly",
        "status": "open",
    },
    c.IssueUpdate: lambda contract: {
        "issue": _saved(c.Issue, contract),
        "number": 1,
        "as_at": APRIL,
        "text": "Worse than it looked",
        **{"kind_was": "snagging", "kind": "snagging"},
        **{"status_was": "open", "status": "open"},
        **{"under_control_was": "partly", "under_control": "partly"},
    },
    c.Commitment: lambda contract: {
        "contract": contract,
        "reference": "C1",
        "text": "Plant trees",
        "kind": "social_value",
        "status": "open",
    },
    c.Assurance: lambda contract: {
        "contract": contract,
        "reference": "A1",
        "meeting": "Overview Board",
        "requested": APRIL,
        "text": "A full report",
        "owner": "provider",
        "status": "open",
    },
    c.Meeting: lambda contract: {
        "contract": contract,
        "reference": "M1",
        "committee": "Overview Board",
        "held_on": APRIL,
    },
    c.MeetingPaper: lambda contract: {
        "meeting": _saved(c.Meeting, contract),
        "title": "Performance of the contract",
    },
    k.Kpi: lambda contract: {
        "contract": contract,
        "service_area": _area(contract),
        "reference": "IMT_KPI_99",
        "description": "What it counts",
        "unit": "percent",
        "better": "higher",
        "in_service_from": "2021-04",
    },
    k.KpiTerms: lambda contract: {
        "kpi": _kpi(contract),
        "effective_from": "2021-08",
        "tsl": 95,
        "msl": 90,
        "points": 10,
        "better": "higher",
        "change": "revision",
    },
    k.KpiBand: lambda contract: {
        "kpi": _kpi(contract),
        "effective_from": "2021-04",
        "low": 95,
        "high": 98,
        "severity": "minor",
        "points": 1,
    },
    k.KpiReview: lambda contract: {
        "kpi": _kpi(contract),
        "held_on": APRIL,
        "reason": "The target is right as it is",
    },
    k.Mitigation: lambda contract: {
        "contract": contract,
        "reference": "M1",
        "state": "agreed",
        "covers": "shortfall",
        "reason": "A flood",
    },
    k.MitigatedKpi: lambda contract: {
        "mitigation": _saved(k.Mitigation, contract),
        "kpi": _kpi(contract),
        "month_from": "2021-07",
    },
    k.IssueKpi: lambda contract: {"issue": _saved(c.Issue, contract), "kpi": _kpi(contract)},
    k.Evidence: lambda contract: {
        "mitigation": _saved(k.Mitigation, contract),
        "file": "1/0123456789abcdef",
        "name": "minutes.pdf",
        "content_type": "application/pdf",
        "size": 1024,
        "sha256": "0" * 64,
        "added_by": make_user("adds@council.example"),
        "added_at": datetime(2021, 4, 1, tzinfo=UTC),
    },
    k.Period: lambda contract: {"contract": contract, "month": "2021-08"},
    k.PeriodSummary: lambda contract: {
        "period": _saved(k.Period, contract),
        "contract": contract,
        "month": "2021-08",
    },
    k.Result: _measured,
    k.ServiceCredit: lambda contract: {
        "period": contract.periods.get(month="2021-07"),
        "service_area": _area(contract),
        "contract": contract,
        "month": "2021-07",
        "credit_terms": _saved(c.CreditTerms, contract),
        "points": 10,
        "payment": 10000,
        "uncapped": 4500,
        "cap": 1000,
        "payable": 1000,
        "lost_to_cap": 3500,
    },
    r.Report: lambda contract: {
        "contract": contract,
        "number": 1,
        "title": "How the provider did",
        "month_from": "2021-05",
        "month_to": "2021-07",
        "compared_with": "2021-04",
        "meeting": "Overview Board",
        "held_on": date(2021, 9, 23),
        "author": "Ada Director",
        "officer": "Olive Officer",
        "created_by": make_user("writes@council.example"),
        "created_at": datetime(2021, 9, 1, tzinfo=UTC),
    },
    r.ReportSection: lambda contract: {
        "report": _saved(r.Report, contract),
        "kind": "summary",
        "position": 1,
        "title": "Summary",
        "text": "All went well.",
    },
    r.ExemptRow: lambda contract: {
        "report": _saved(r.Report, contract),
        "section": "exceptions",
        "row_key": "IMT_KPI_01 2021-07",
        "paragraph": "3",
    },
    r.LeftOutHighlight: lambda contract: {
        "report": _saved(r.Report, contract),
        "highlight": _saved(c.Highlight, contract),
    },
    r.Publication: lambda contract: {
        "contract": contract,
        "number": 1,
        "report": _saved(r.Report, contract),
        "title": "How the provider did",
        "meeting": "Overview Board",
        "held_on": date(2021, 9, 23),
        "month_from": "2021-05",
        "month_to": "2021-07",
        "prepared_by": make_user("prepares@council.example"),
        "published_by": make_user("publishes@council.example"),
        "published_at": datetime(2021, 9, 16, tzinfo=UTC),
    },
    r.PublishedText: lambda contract: {
        "publication": _saved(r.Publication, contract),
        "audience": "public",
        "kind": "statement",
        "text": "{}",
        "sha256": sha256(b"{}").hexdigest(),
    },
    r.PublishedDocument: lambda contract: {
        "publication": _saved(r.Publication, contract),
        "audience": "public",
        "format": "json",
        "name": "report.json",
        "content_type": "application/json",
        "file": "1/of-the-tests",
        "size": 2,
        "sha256": sha256(b"{}").hexdigest(),
    },
    r.PublicLink: lambda contract: {
        "publication": _saved(r.Publication, contract),
        "token": "cannot-be-guessed",
        "switched_by": make_user("switches@council.example"),
        "switched_at": datetime(2021, 9, 16, tzinfo=UTC),
    },
    r.AddendumDraft: lambda contract: {
        "corrects": _saved(r.Publication, contract),
        "reason": "A figure came late",
        "meeting": "Overview Board",
        "held_on": date(2021, 9, 23),
        "prepared_by": make_user("corrects@council.example"),
        "prepared_at": datetime(2021, 9, 30, tzinfo=UTC),
    },
}


def models_of(app: str) -> list[type[models.Model]]:
    """The models of an app, without the tables of their histories."""
    return [model for model in apps.get_app_config(app).get_models() if not hasattr(model, "instance_type")]


def recorded_models() -> list[type[models.Model]]:
    """Every model whose changes are kept."""
    return [
        model
        for app in ("contracts", "kpis", "reports")
        for model in models_of(app)
        if hasattr(model, "history")
    ]


def unsaved(model: type[models.Model], contract: Contract, **changes: Any) -> models.Model:
    """A row that could be added to the contract of the fixture; what it hangs on is saved."""
    row = model(**{**COLUMNS[model](contract), **changes})
    for field in model._meta.concrete_fields:
        if isinstance(field, MonthField):
            setattr(row, field.name, to_month(getattr(row, field.name)))
    return row


def insert(row: models.Model) -> None:
    """Insert a row as it is, past ``save()``: only the database can still refuse it."""
    row.save_base(force_insert=True, raw=True)


def columns_of(row: models.Model) -> dict[str, Any]:
    """The columns of a row but its primary key, to make another like it."""
    return {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}
