"""What KPIs, terms and periods say of themselves."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from contracts.calculations.months import Month
from contracts.models import ChangeNotice
from kpis.calculations.rag import Better, Measure, Outcome, Terms, Unit
from kpis.models import Kpi, KpiTerms, MitigatedKpi
from tests.factories import make_kpi, make_mitigation, make_result
from tests.rows import unsaved

JULY, SEPTEMBER = Month(2021, 7), Month(2021, 9)


def references(kpis):
    return [kpi.reference for kpi in kpis]


def test_a_kpi_gives_its_measure_and_its_page(contract):
    kpi = contract.kpis.get(reference="IMT_KPI_02")
    assert kpi.measure == Measure(unit=Unit.NUMBER, better=Better.LOWER, decimals=0)
    assert kpi.get_absolute_url() == "/contracts/TST-1/kpis/IMT_KPI_02/"


@pytest.mark.parametrize(("month", "counted"), [(JULY, False), (SEPTEMBER, True)])
def test_a_quarterly_kpi_is_counted_in_the_last_month_of_its_quarter(month, counted, contract):
    kpi = contract.kpis.get(reference="CSC_KPI_02")
    assert kpi.is_in_service_in(month)
    assert kpi.is_counted_in(month, contract.month_number(month)) is counted


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        pytest.param("2021-04", None, True, id="open"),
        pytest.param("2021-08", None, True, id="enters-in-the-last-month-asked-for"),
        pytest.param("2021-09", None, False, id="enters-afterwards"),
        pytest.param("2021-04", "2021-07", True, id="leaves-after-the-first-month-asked-for"),
        pytest.param("2021-04", "2021-06", False, id="left-before"),
    ],
)
def test_kpis_in_service_at_any_time_of_a_range_are_found(first, last, found, contract):
    make_kpi(contract, "PM_KPI_01", in_service_from=first, in_service_to=last)
    range_ = (Month(2021, 7), Month(2021, 8))
    assert ("PM_KPI_01" in references(contract.kpis.in_service_between(*range_))) is found
    assert references(contract.kpis.in_service_in(Month(2020, 1))) == []


def test_terms_take_the_direction_of_their_kpi(contract):
    kpi = contract.kpis.get(reference="IMT_KPI_02")
    terms = unsaved(KpiTerms, contract, kpi=kpi, tsl=4, msl=7, better="")
    terms.full_clean()
    terms.save()
    assert terms.better == "lower"
    assert terms.plain == Terms(tsl=4, msl=7, points=10)


@pytest.mark.parametrize("own", [True, False])
def test_terms_rest_on_a_change_notice_of_their_own_contract(own, contract, other_contract):
    notice = unsaved(ChangeNotice, contract if own else other_contract)
    notice.save()
    terms = unsaved(KpiTerms, contract, change_notice=notice)
    if own:
        terms.full_clean()
    else:
        with pytest.raises(ValidationError, match="own contract"):
            terms.full_clean()


def test_mitigations_are_found_by_the_months_they_touch(contract):
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    make_mitigation(kpi, month_from="2021-05", month_to="2021-06", reference="M1")
    make_mitigation(kpi, month_from="2021-07", reference="M2")
    make_mitigation(kpi, month_from="2021-07", reference="M3", state="proposed")
    rows = MitigatedKpi.objects.filter(kpi=kpi)
    assert [row.mitigation.reference for row in rows.touching(Month(2021, 4), Month(2021, 6))] == ["M1"]
    assert [row.mitigation.reference for row in rows.touching(JULY, JULY)] == ["M2", "M3"]
    assert [row.mitigation.reference for row in rows.agreed()] == ["M1", "M2"]


def test_a_period_knows_where_it_stands(contract, period):
    assert (period.is_open, period.is_final, period.contract_month) == (True, False, 4)
    signed_off = contract.periods.get(month="2021-06")
    assert (signed_off.is_open, signed_off.is_final, str(signed_off)) == (False, True, "June 2021")


def test_a_result_gives_what_was_entered(contract):
    result = make_result(contract.kpis.get(reference="IMT_KPI_01"), numerator="19", denominator="20")
    assert (result.measurement.numerator, result.measurement.denominator) == (19, 20)
    assert result.measurement.outcome is Outcome.MEASURED


def test_results_are_found_by_contract_and_months(contract, lincolnshire):
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    july, august, _ = (make_result(kpi, month, "95") for month in ("2021-07", "2021-08", "2021-09"))
    assert list(type(july).objects.for_months(contract, JULY, Month(2021, 8))) == [july, august]


def test_kpis_stand_in_the_order_of_their_areas(contract):
    assert references(Kpi.objects.filter(contract=contract)) == [
        *("IMT_KPI_01", "IMT_KPI_02", "CSC_KPI_01", "CSC_KPI_02", "CSC_KPI_03")
    ]
