"""A contract whose KPIs take every course, in rows that are written all at once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from contracts.calculations.months import Month, months_between
from contracts.models import Contract
from kpis.models import Kpi, Period, Result
from tests.factories import make_contract, make_kpi

APRIL, DECEMBER, JUNE = Month(2020, 4), Month(2020, 12), Month(2021, 6)
STEADY = "96 95 96 95 96 95 96 95 96 95 96 95 96 95"
FALLING = " ".join(f"{99 - place / 5:.1f}" for place in range(15))


def tracked_contract(reference: str = "TRK-1", trend_from: Month | None = APRIL) -> Contract:
    """Fifteen green months, April 2020 to June 2021, all measured by the provider, TSL 90.

    ``IMT_KPI_01`` improves, ``IMT_KPI_02`` deteriorates, ``IMT_KPI_03`` is stable, ``IMT_KPI_04`` left
    service in March 2021; ``CSC_KPI_01`` fell for five months and ``CSC_KPI_02`` for fifteen, by a fifth
    each month.
    """
    contract = make_contract(
        reference, commencement=date(2020, 4, 1), end=date(2024, 3, 31), trend_from=trend_from
    )
    Period._base_manager.bulk_create(
        Period(contract=contract, month=month, state="signed_off") for month in months_between(APRIL, JUNE)
    )
    write(make_kpi(contract, "IMT_KPI_01", tsl="90", msl="80"), f"{STEADY} 99.9")
    write(make_kpi(contract, "IMT_KPI_02", tsl="90", msl="80"), f"{STEADY} 91")
    write(make_kpi(contract, "IMT_KPI_03", tsl="90", msl="80"), f"{STEADY} 96")
    write(make_kpi(contract, "IMT_KPI_04", tsl="90", msl="80", in_service_to="2021-03"), STEADY[:35])
    newer = make_kpi(contract, "CSC_KPI_01", tsl="90", msl="80", in_service_from="2021-02")
    write(newer, "99 98 97 96 95")
    write(make_kpi(contract, "CSC_KPI_02", tsl="90", msl="80"), FALLING)
    return contract


def result_of(reference: str, month: Month, contract: str = "TRK-1") -> Result:
    return Result.objects.get(contract__reference=contract, kpi__reference=reference, month=month.first_day)


def write(kpi: Kpi, text: str, status: str = "green") -> list[Result]:
    """Figures from a KPI's first month on, judged as is said."""
    periods = {period.month: period for period in kpi.contract.periods.all()}
    months = (kpi.in_service_from + place for place in range(len(text.split())))
    return Result._base_manager.bulk_create(
        Result(
            contract=kpi.contract,
            period=periods[month],
            kpi=kpi,
            month=month,
            outcome="measured",
            stated_value=Decimal(word),
            value=Decimal(word),
            status=status,
            underlying_status=status,
            tsl=Decimal(90),
            msl=Decimal(80),
        )
        for month, word in zip(months, text.split(), strict=True)
    )
