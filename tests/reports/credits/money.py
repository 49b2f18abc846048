"""Credit terms, payments and suspensions for tests of points and pounds."""

from __future__ import annotations

from decimal import Decimal

from contracts.fields import to_month
from contracts.models import CreditSuspension, CreditTerms, ServicePayment


def make_credit_terms(contract, **fields):
    """Amber incurs half of a KPI's points and red all; £450 a point, up to 10% of the payment."""
    terms = {"amber_share": Decimal("0.5"), "red_share": Decimal(1), "credit_per_point": Decimal(450)}
    months = {"effective_from": to_month(fields.pop("effective_from", contract.first_month))}
    return CreditTerms.objects.create(
        contract=contract, **{"cap_percent": Decimal(10), **terms, **fields, **months}
    )


def pay(contract, month, amount, code="IMT"):
    area = contract.service_areas.get(code=code)
    return ServicePayment.objects.create(service_area=area, month=to_month(month), amount=Decimal(amount))


def suspend(contract, month_from, month_to=None, reason="A pandemic"):
    return CreditSuspension.objects.create(
        contract=contract, month_from=to_month(month_from), month_to=to_month(month_to), reason=reason
    )
