"""Credit terms, payments and bands for tests, and the forms by which people change them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from contracts.calculations.pricing import Pricing, Regime
from contracts.fields import to_month
from contracts.models import Contract, CreditTerms, CreditTier, ServicePayment, User
from kpis.actions.credit_terms import NewTerms
from kpis.actions.open_months import judge_open_months
from kpis.calculations.credits import Price, Tier
from kpis.calculations.points import Band, PointTerms, Severity
from kpis.judging import Rulebook
from kpis.models import Kpi, KpiBand
from kpis.summaries import summarise


def make_credit_terms(contract: Contract, month: str = "2021-04", **fields: Any) -> CreditTerms:
    """Terms of shares at £450 a point with a cap of 10%, unless told otherwise; every month is priced."""
    defaults = {"amber_share": Decimal("0.5"), "red_share": 1, "credit_per_point": 450, "cap_percent": 10}
    terms = CreditTerms.objects.create(
        contract=contract, effective_from=to_month(month), **{**defaults, **fields}
    )
    priced(contract)
    return terms


def make_payment(contract: Contract, code: str, month: str, amount: str) -> ServicePayment:
    area = contract.service_areas.get(code=code)
    row = ServicePayment.objects.create(service_area=area, month=to_month(month), amount=Decimal(amount))
    priced(contract)
    return row


def priced(contract: Contract) -> None:
    """Judge the open months by what holds now, and count and price every month."""
    judge_open_months(contract=contract, by=None, reason="for a test")
    summarise(contract, list(contract.periods.all()), Rulebook.of_contract(contract))


def new_terms(
    month: str = "2021-07", *, amber: str = "0.5", red: str = "1", repeat: str | None = None, **price: Any
) -> NewTerms:
    """Terms by shares that somebody asks for, flat at £450 a point and capped at 10% unless told else."""
    defaults = {"pricing": Pricing.FLAT, "per_point": Decimal(450), "cap_percent": Decimal(10)}
    return NewTerms(
        effective_from=to_month(month),
        points=PointTerms(
            regime=Regime.SHARES,
            amber_share=Decimal(amber),
            red_share=Decimal(red),
            repeat_multiplier=None if repeat is None else Decimal(repeat),
        ),
        price=Price(**{**defaults, **price}),
        reason="Agreed by the Board.",
    )


def tiers(*pairs: tuple[str, str]) -> tuple[Tier, ...]:
    return tuple(Tier(above=Decimal(above), multiplier=Decimal(times)) for above, times in pairs)


def band(low: str | None, high: str | None, severity: str, points: str) -> Band:
    """A band, its limits as text or None."""
    return Band(
        low=None if low is None else Decimal(low),
        high=None if high is None else Decimal(high),
        severity=Severity(severity),
        points=Decimal(points),
    )


MODEL_BANDS = (
    band("99", None, "none", "0"),
    band("98", "99", "minor", "1"),
    band("97", "98", "serious", "2"),
    band("96", "97", "severe", "3"),
    band(None, "96", "below_threshold", "4"),
)
"""Those of the Model Services Contract's example: target 99%."""


def make_bands(kpi: Kpi, month: str = "2021-04", bands: tuple[Band, ...] = MODEL_BANDS) -> None:
    for each in bands:
        KpiBand.objects.create(
            kpi=kpi,
            effective_from=to_month(month),
            low=each.low,
            high=each.high,
            severity=each.severity.value,
            points=each.points,
        )


def typed_terms(month: str = "2021-07", **changes: str) -> dict[str, str]:
    """The form of credit terms as a browser sends it, with two rows for tiers."""
    rows = {f"tiers-{place}-{name}": "" for place in (0, 1) for name in ("above", "multiplier")}
    management = {"tiers-TOTAL_FORMS": "2", "tiers-INITIAL_FORMS": "0"}
    form = {
        "effective_from": month,
        "regime": "shares",
        "amber_share": "0.5",
        "red_share": "1",
        "repeat_multiplier": "",
        "pricing": "flat",
        "credit_per_point": "450",
        "charge_percent": "",
        "cap_percent": "10",
        "change_notice": "",
        "notice_reference": "",
        "notice_date": "",
        "notice_title": "",
        "reason": "Agreed by the Board.",
    }
    return {**form, **management, **rows, **changes}


def typed_bands(
    month: str = "2021-07", bands: tuple[Band, ...] = MODEL_BANDS, **changes: str
) -> dict[str, str]:
    """The form of bands as a browser sends it."""
    sent = {"effective_from": month, "reason": "As the schedule has it."}
    sent |= {"bands-TOTAL_FORMS": str(len(bands)), "bands-INITIAL_FORMS": "0"}
    for place, each in enumerate(bands):
        low, high = ("" if limit is None else str(limit) for limit in (each.low, each.high))
        columns = {"low": low, "high": high, "severity": each.severity.value, "points": str(each.points)}
        sent |= {f"bands-{place}-{name}": text for name, text in columns.items()}
    return {**sent, **changes}


def who_and_why(row: Any) -> tuple[User | None, str | None]:
    """Who wrote the latest version of a row, and why."""
    latest = row.history.latest()
    return latest.history_user, latest.history_change_reason


def tiers_of(terms: CreditTerms) -> list[tuple[Decimal, Decimal]]:
    return list(CreditTier.objects.filter(credit_terms=terms).values_list("above", "multiplier"))
