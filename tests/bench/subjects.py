"""The pages that are measured, and the people who read them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from contracts.calculations.months import Month
from contracts.models import Contract, User
from kpis.models import Period
from tests.bench.governing import govern
from tests.bench.pages import reader_of

EXAMPLE = "LCC-CSS"
OPEN_MONTH = Month(2022, 1)


@dataclass(frozen=True, slots=True)
class Subject:
    """Who reads what: addresses by the name under which their figure is printed."""

    reader_of_one: User
    reader_of_all: User
    paths: dict[str, str]
    portfolio: dict[str, str]
    lengths: dict[str, str]


def prepare(name: str = "bench") -> Subject:
    """Open a month for entry, fill the registers and make the readers."""
    example = Contract.objects.get(reference=EXAMPLE)
    if not Period.objects.filter(contract=example, month=OPEN_MONTH).exists():
        Period(contract=example, month=OPEN_MONTH).save()
    govern(example)
    dashboard = reverse("contract_dashboard", args=[EXAMPLE]) + "?month=2021-12"
    others = Contract.objects.filter(reference__startswith="BENCH-").order_by("pk")
    return Subject(
        reader_of_one=reader_of([example], f"{name}-one"),
        reader_of_all=reader_of(list(Contract.objects.all()), f"{name}-all"),
        paths={
            "dashboard": dashboard,
            "service area": reverse("service_area", args=[EXAMPLE, "IMT"]) + "?month=2021-12",
            "green trend": reverse("green_trend", args=[EXAMPLE]) + "?month=2021-12",
            "in the round": reverse("round", args=[EXAMPLE]) + "?month=2021-12",
            "objectives": reverse("objective_list", args=[EXAMPLE]),
            "issues": reverse("issue_list", args=[EXAMPLE]),
            "assurances": reverse("assurance_list", args=[EXAMPLE]),
            "KPIs": reverse("kpi_list", args=[EXAMPLE]),
            "KPI": reverse("kpi_detail", args=[EXAMPLE, "IMT_KPI_01"]),
            "entry": reverse("month_entry", args=[EXAMPLE, OPEN_MONTH, "IMT"]),
            "review": reverse("month_review", args=[EXAMPLE, OPEN_MONTH]),
            "months": reverse("month_list", args=[EXAMPLE]),
            "credits": reverse("credits", args=[EXAMPLE]),
            "credits, a full year": reverse("credits", args=[EXAMPLE]) + "?year=2015-16",
            "credit": reverse("credit_detail", args=[EXAMPLE, "2015-04", "IMT"]),
            "credit note": reverse("credit_note", args=[EXAMPLE, "2015-04"]),
        },
        portfolio={"home": reverse("home"), "dashboard, reader of all": dashboard},
        lengths={
            f"dashboard of {contract.reference}": reverse("contract_dashboard", args=[contract.reference])
            for contract in others
        },
    )
