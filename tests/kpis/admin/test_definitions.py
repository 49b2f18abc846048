"""Terms and KPIs in the Django admin: open months are judged again, closed ones stand."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission

from contracts.calculations.months import Month
from kpis.actions.rejudging import differences_of
from kpis.closed import closed_months, why_not
from kpis.models import Kpi, KpiTerms, PeriodSummary
from tests.factories import make_kpi, make_period, make_result, make_terms
from tests.kpis.admin.typed import AUGUST, JULY, JUNE, NEW_TERMS, stands
from tests.support.admin_pages import address, errors_of, save_page

# Closed months.


def test_months_are_closed_once_submitted(contract, period):
    make_period(contract, "2021-08", "submitted")
    assert [str(month) for month in closed_months(contract)] == ["2021-04", "2021-05", "2021-06", "2021-08"]
    assert closed_months(contract, JUNE, JULY) == [JUNE]
    assert closed_months(contract, JULY) == [AUGUST]
    assert closed_months(contract, None, Month(2021, 4)) == [Month(2021, 4)]


def test_a_refusal_names_the_months():
    assert why_not([JUNE]).startswith("This would change Jun 2021, which is submitted or signed off")
    assert why_not([Month(2021, 5), JUNE]).startswith("This would change May-Jun 2021, which are")
    over_new_year = [Month(2021, 12), Month(2022, 1)]
    assert why_not(over_new_year).startswith("This would change Dec 21-Jan 22, which are")


# Terms.


def test_new_terms_judge_the_open_months_at_once(root, superuser, contract, kpi, still_open, signed_off):
    response = save_page(root, KpiTerms, kpi=kpi.pk, effective_from="2021-07", **{**NEW_TERMS, "tsl": "91"})
    assert response.status_code == 302
    assert stands(contract, still_open, "green")
    assert stands(contract, signed_off)
    assert PeriodSummary.objects.get(period__month=JULY, contract=contract).green == 1
    assert still_open.history.latest().history_user == superuser
    assert KpiTerms.history.get(kpi=kpi, effective_from=JULY).history_user == superuser


def test_the_person_is_told_how_many_results_are_judged_otherwise(root, kpi, still_open):
    save_page(root, KpiTerms, kpi=kpi.pk, effective_from="2021-07", **NEW_TERMS)
    assert "Results of open months judged otherwise by this: 1." in root.get("/admin/").content.decode()


@pytest.mark.parametrize("month", ["2021-06", "2021-04", "2021-05"])
def test_terms_are_not_slipped_under_a_closed_month(month, root, contract, kpi, signed_off):
    if month == "2021-04":
        KpiTerms.objects.get(kpi=kpi).delete()
    response = save_page(root, KpiTerms, kpi=kpi.pk, effective_from=month, **NEW_TERMS)
    assert "submitted or signed off" in errors_of(response)
    assert not KpiTerms.objects.filter(kpi=kpi, effective_from=month, tsl=92).exists()


def test_terms_in_force_in_a_closed_month_are_only_looked_at(root, contract, kpi, signed_off):
    terms = KpiTerms.objects.get(kpi=kpi)
    response = root.post(address(KpiTerms, "change", terms.pk), {"effective_from": "2021-04", "tsl": "50"})
    assert response.status_code == 403
    assert root.post(address(KpiTerms, "delete", terms.pk), {"post": "yes"}).status_code == 403
    assert stands(contract, signed_off)


def test_terms_of_open_months_are_changed_and_deleted(root, contract, kpi, still_open):
    terms = make_terms(kpi, "2021-07", tsl="91", msl="85")
    save_page(root, KpiTerms, terms, tsl="90")
    assert stands(contract, still_open, "green")
    save_page(root, KpiTerms, terms, tsl="97", msl="92")
    assert stands(contract, still_open, "red")
    assert root.post(address(KpiTerms, "delete", terms.pk), {"post": "yes"}).status_code == 302
    assert stands(contract, still_open, "amber")


def test_terms_before_an_open_month_may_hold_until_the_next(root, contract, kpi):
    """They reach July only, as others begin in August."""
    make_terms(kpi, "2021-08")
    make_period(contract, "2021-08", "signed_off")
    assert save_page(root, KpiTerms, kpi=kpi.pk, effective_from="2021-07", **NEW_TERMS).status_code == 302


@pytest.mark.parametrize(
    ("entered", "said"),
    [
        ({"msl": "93"}, "MSL cannot be better than the TSL"),
        ({"tsl": ""}, "An MSL needs a TSL"),
        ({"points": "-1"}, "cannot be negative"),
        ({"effective_from": "2021-13"}, "for example 2021-07"),
        ({"effective_from": "2021-09"}, "already exists"),
        ({"kpi": ""}, "This field is required"),
    ],
)
def test_terms_that_cannot_be_true_are_answered_in_words(entered, said, root, kpi):
    make_terms(kpi, "2021-09")
    data = {"kpi": kpi.pk, "effective_from": "2021-08", **NEW_TERMS, **entered}
    assert said in errors_of(save_page(root, KpiTerms, **data))


def test_levels_of_a_kpi_that_improves_downwards_are_checked_the_other_way(root, contract):
    data = {"kpi": contract.kpis.get(reference="IMT_KPI_02").pk, "effective_from": "2021-08", **NEW_TERMS}
    response = save_page(root, KpiTerms, **{**data, "tsl": "4", "msl": "3"})
    assert "MSL cannot be better than the TSL" in errors_of(response)
    assert save_page(root, KpiTerms, **{**data, "tsl": "4", "msl": "5"}).status_code == 302


# KPIs.

NEW_KPI = {
    "reference": "IMT_KPI_07",
    "description": "What it counts",
    "unit": "percent",
    "better": "higher",
    "in_service_from": "2021-07",
    "terms-TOTAL_FORMS": "1",
    "terms-0-effective_from": "2021-07",
    "terms-0-tsl": "80",
    "terms-0-change": "initial",
}
TYPED_TERMS = [name for name in NEW_KPI if name.startswith("terms-0")]


@pytest.fixture
def new_kpi(contract):
    return {**NEW_KPI, "contract": contract.pk, "service_area": contract.service_areas.get(code="IMT").pk}


def test_a_kpi_is_added_with_its_first_terms_and_awaited_at_once(root, contract, period, new_kpi):
    assert save_page(root, Kpi, **new_kpi).status_code == 302
    kpi = contract.kpis.get(reference="IMT_KPI_07")
    assert (kpi.terms.get().tsl, kpi.terms.get().better) == (80, "higher")
    assert PeriodSummary.objects.get(period=period).awaiting == 4
    assert list(differences_of(contract)) == []


def test_a_kpi_does_not_enter_service_in_a_closed_month(root, contract, new_kpi):
    response = save_page(root, Kpi, **{**new_kpi, "in_service_from": "2021-06"})
    assert "This would change Jun 2021, which is" in errors_of(response)
    assert not contract.kpis.filter(reference="IMT_KPI_07").exists()


@pytest.mark.parametrize(
    ("entered", "said"),
    [
        ({"contract": ""}, "This field is required"),
        ({"in_service_from": "2021-13"}, "for example 2021-07"),
        ({"in_service_to": "2021-06"}, "cannot come before the first"),
        ({"decimals": "5"}, "less than or equal to 4"),
        ({"reference": "IMT_KPI_01"}, "already exists"),
        ({"reference": "IMT KPI"}, "letters, digits"),
    ],
    ids=lambda entered: next(iter(entered)) if isinstance(entered, dict) else "",
)
def test_a_kpi_that_cannot_be_is_answered_in_words(entered, said, root, new_kpi):
    assert said in errors_of(save_page(root, Kpi, **{**new_kpi, **entered}))


@pytest.mark.parametrize(
    ("entered", "said"),
    [
        pytest.param({"terms-0-effective_from": "2021-08"}, "first terms hold from July 2021", id="later"),
        pytest.param(dict.fromkeys(TYPED_TERMS, ""), "is required", id="left-empty"),
        pytest.param({"terms-TOTAL_FORMS": "0"}, "at least 1", id="no-row"),
    ],
)
def test_a_kpi_is_not_added_without_terms_from_its_first_month_on(entered, said, root, contract, new_kpi):
    assert said in errors_of(save_page(root, Kpi, **{**new_kpi, **entered}))
    assert not contract.kpis.filter(reference="IMT_KPI_07").exists()


def test_terms_of_a_new_kpi_may_begin_before_its_service(root, contract, new_kpi):
    response = save_page(root, Kpi, **{**new_kpi, "in_service_from": "2021-08"})
    assert response.status_code == 302
    assert contract.kpis.get(reference="IMT_KPI_07").terms.get().effective_from == JULY


def test_who_may_add_no_terms_adds_no_kpi(clerk, client_of):
    clerk.user_permissions.set(Permission.objects.filter(codename__in=["add_kpi", "view_kpi"]))
    assert client_of(clerk).get(address(Kpi, "add")).status_code == 403


def test_the_terms_a_kpi_begins_with_stay(root, contract):
    kpi = make_kpi(contract, "IMT_KPI_09", in_service_from="2021-08")
    first = kpi.terms.get()
    assert "first terms hold from August 2021" in errors_of(
        save_page(root, KpiTerms, first, effective_from="2021-09")
    )
    assert root.post(address(KpiTerms, "delete", first.pk), {"post": "yes"}).status_code == 403
    make_terms(kpi, "2021-07")
    assert save_page(root, KpiTerms, first, effective_from="2021-09").status_code == 302
    assert root.post(address(KpiTerms, "delete", first.pk), {"post": "yes"}).status_code == 302


def test_a_kpi_does_not_enter_service_before_its_terms(root, contract):
    kpi = make_kpi(contract, "IMT_KPI_09", in_service_from="2021-08")
    response = save_page(root, Kpi, kpi, in_service_from="2021-07")
    assert "first terms hold from August 2021" in errors_of(response)


@pytest.mark.parametrize(
    ("last", "answer"),
    [
        pytest.param("2021-05", "This would change Jun 2021, which is", id="before-a-closed-month"),
        pytest.param("2021-06", None, id="with-the-last-closed-month"),
        pytest.param("2021-07", None, id="in-an-open-month"),
    ],
)
def test_a_kpi_leaves_service_in_no_closed_month(last, answer, root, contract, kpi):
    response = save_page(root, Kpi, kpi, in_service_to=last)
    if answer:
        assert answer in errors_of(response)
    else:
        assert response.status_code == 302
        assert list(differences_of(contract)) == []


@pytest.mark.parametrize(
    ("last", "answer"),
    [
        pytest.param("2021-06", "Clear the July 2021, August 2021 results first", id="before-both"),
        pytest.param("2021-07", "Clear the August 2021 result first", id="before-the-later"),
        pytest.param("2021-08", None, id="with-the-later"),
    ],
)
def test_a_kpi_does_not_leave_service_before_its_results(last, answer, root, contract, kpi, still_open):
    make_period(contract, "2021-08")
    make_result(kpi, "2021-08", "91")
    response = save_page(root, Kpi, kpi, in_service_to=last)
    if answer:
        assert answer in errors_of(response)
    kpi.refresh_from_db()
    assert kpi.in_service_to == (None if answer else AUGUST)
    assert list(differences_of(contract)) == []


def test_a_kpi_keeps_what_its_results_rest_on(root, contract, kpi, still_open):
    changes = {"unit": "number", "better": "lower", "decimals": "0", "frequency": "annual", "reference": "X"}
    save_page(root, Kpi, kpi, **changes, description="Said better")
    kpi.refresh_from_db()
    kept = (kpi.unit, kpi.better, kpi.decimals, kpi.frequency, kpi.reference)
    assert kept == ("percent", "higher", 2, "monthly", "IMT_KPI_01")
    assert kpi.description == "Said better"
    assert stands(contract, still_open)


def test_a_kpi_without_a_past_may_still_be_put_right_but_for_its_direction(root, contract):
    kpi = make_kpi(contract, "IMT_KPI_09", in_service_from="2021-08", decimals=2)
    save_page(root, Kpi, kpi, decimals="0", unit="number", better="lower")
    kpi.refresh_from_db()
    assert (kpi.decimals, kpi.unit, kpi.better) == (0, "number", "higher")
