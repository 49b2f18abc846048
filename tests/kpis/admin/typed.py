"""What people type in the Django admin, and whether the record still agrees with itself."""

from __future__ import annotations

from contracts.calculations.months import Month
from kpis.actions.rejudging import differences_of

JUNE, JULY, AUGUST = Month(2021, 6), Month(2021, 7), Month(2021, 8)
NEW_TERMS = {"tsl": "92", "msl": "85", "points": "10", "change": "revision"}
NO_ROWS = {"kpis-INITIAL_FORMS": "0", "kpis-MIN_NUM_FORMS": "0", "kpis-MAX_NUM_FORMS": "1000"}


def mitigating(kpi, **changes):
    """What a person types to propose that a KPI is mitigated from July on."""
    typed = {
        "contract": kpi.contract_id,
        "reference": "M1",
        "state": "proposed",
        "covers": "shortfall",
        "reason": "A flood",
        "kpis-TOTAL_FORMS": "1",
        "kpis-0-kpi": kpi.pk,
        "kpis-0-month_from": "2021-07",
    }
    return {**typed, **changes}


def stands(contract, result, status="amber"):
    """Whether a result is as it was, and all that is stored of the contract as the rules derive it."""
    result.refresh_from_db()
    return result.status == status and list(differences_of(contract)) == []
