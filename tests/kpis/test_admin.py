"""Definitions, terms and mitigations in the Django admin: open months are judged again, closed ones stand."""

from __future__ import annotations

from functools import partial

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.calculations.months import Month
from kpis.actions.rejudging import differences_of
from kpis.closed import closed_months, why_not
from kpis.models import Kpi, KpiTerms, MitigatedKpi, Mitigation, Period, PeriodSummary, Result
from tests.factories import make_kpi, make_mitigation, make_period, make_result, make_terms, make_user
from tests.support.admin_pages import address, errors_of, save_page

JUNE, JULY, AUGUST = Month(2021, 6), Month(2021, 7), Month(2021, 8)


@pytest.fixture
def kpi(contract):
    """A percentage with TSL 95 and MSL 90 since April 2021; June is signed off, July is open."""
    return contract.kpis.get(reference="IMT_KPI_01")


@pytest.fixture
def signed_off(kpi):
    """The KPI's result of June: 91, amber, signed off."""
    return make_result(kpi, "2021-06", "91")


@pytest.fixture
def still_open(kpi):
    """The KPI's result of July: 91, amber, open."""
    return make_result(kpi, "2021-07", "91")


@pytest.fixture
def clerk(db):
    """Staff who may change mitigations, and nothing more."""
    user = make_user("clerk@council.example", name="Carl Clerk", is_staff=True)
    codenames = ["view_mitigation", "change_mitigation"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


def stands(contract, result, status="amber"):
    """Whether a result is as it was, and all that is stored of the contract as the rules derive it."""
    result.refresh_from_db()
    return result.status == status and list(differences_of(contract)) == []


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

NEW_TERMS = {"tsl": "92", "msl": "85", "points": "10", "change": "revision"}


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


# Mitigations.


NO_ROWS = {"kpis-INITIAL_FORMS": "0", "kpis-MIN_NUM_FORMS": "0", "kpis-MAX_NUM_FORMS": "1000"}


def mitigating(kpi, **changes):
    """What a person types to mitigate a KPI from July on."""
    typed = {
        "contract": kpi.contract_id,
        "reference": "M1",
        "state": "agreed",
        "covers": "shortfall",
        "reason": "A flood",
        "kpis-TOTAL_FORMS": "1",
        "kpis-0-kpi": kpi.pk,
        "kpis-0-month_from": "2021-07",
    }
    return {**typed, **changes}


def test_an_agreed_mitigation_turns_the_open_months_blue_at_once(
    root, superuser, contract, kpi, still_open, signed_off
):
    assert save_page(root, Mitigation, **mitigating(kpi)).status_code == 302
    assert stands(contract, still_open, "blue")
    assert stands(contract, signed_off, "amber")
    mitigation = Mitigation.objects.get(contract=contract)
    assert (mitigation.proposed_by, mitigation.decided_by) == (superuser, superuser)


def test_a_mitigation_counts_once_it_is_agreed(root, superuser, contract, kpi, still_open):
    save_page(root, Mitigation, **mitigating(kpi, state="proposed"))
    mitigation = Mitigation.objects.get(contract=contract)
    assert mitigation.decided_by is None
    assert stands(contract, still_open, "amber")
    save_page(root, Mitigation, mitigation, state="agreed")
    mitigation.refresh_from_db()
    assert mitigation.decided_by == superuser
    assert stands(contract, still_open, "blue")


def test_a_mitigation_is_ended(root, contract, kpi, still_open):
    august = make_result(kpi, "2021-08", "91")
    mitigation = make_mitigation(kpi, month_from="2021-07")
    save_page(root, Mitigation, mitigation, **{"kpis-0-month_to": "2021-07"})
    assert stands(contract, still_open, "blue")
    assert stands(contract, august, "amber")


@pytest.mark.parametrize(
    ("changes", "is_refused"),
    [
        pytest.param({"kpis-0-month_from": "2021-06"}, True, id="agreed-from-a-closed-month"),
        pytest.param({"kpis-0-month_from": "2021-06", "state": "proposed"}, False, id="only-proposed"),
        pytest.param({"kpis-0-month_from": "2021-06", "state": "declined"}, False, id="declined"),
        pytest.param({"kpis-0-month_from": "2021-08"}, False, id="from-a-month-to-come"),
    ],
)
def test_a_new_mitigation_leaves_closed_months_alone(changes, is_refused, root, contract, kpi, signed_off):
    response = save_page(root, Mitigation, **mitigating(kpi, **changes))
    if is_refused:
        assert "IMT_KPI_01: This would change Jun 2021, which is" in response.content.decode()
    assert Mitigation.objects.filter(contract=contract).exists() is not is_refused
    assert stands(contract, signed_off)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"state": "declined"}, id="taken-back"),
        pytest.param({"covers": "every"}, id="widened"),
        pytest.param({"kpis-0-month_to": "2021-05"}, id="ended-before-a-closed-month"),
        pytest.param({"kpis-0-month_from": "2021-07"}, id="begun-later"),
        pytest.param({"kpis-0-DELETE": "on"}, id="row-deleted"),
    ],
)
def test_a_mitigation_that_counted_in_a_closed_month_goes_on_counting(changes, root, contract, kpi):
    mitigation = make_mitigation(kpi, month_from="2021-05")
    blue = make_result(kpi, "2021-06", "91")
    response = save_page(root, Mitigation, mitigation, **changes)
    assert "submitted or signed off" in response.content.decode()
    assert stands(contract, blue, "blue")


@pytest.mark.parametrize("changes", [{"state": "declined"}, {"covers": "every"}], ids=["state", "covers"])
def test_who_sees_no_covered_kpis_leaves_closed_months_alone_too(changes, contract, kpi, clerk, client_of):
    mitigation = make_mitigation(kpi, month_from="2021-05")
    blue = make_result(kpi, "2021-06", "91")
    response = save_page(client_of(clerk), Mitigation, mitigation, **changes)
    assert "IMT_KPI_01: This would change May-Jun 2021" in errors_of(response)
    assert stands(contract, blue, "blue")


def test_who_sees_no_covered_kpis_may_decide_on_open_months(contract, kpi, still_open, clerk, client_of):
    mitigation = make_mitigation(kpi, month_from="2021-07")
    response = save_page(client_of(clerk), Mitigation, mitigation, state="declined")
    assert response.status_code == 302
    assert stands(contract, still_open, "amber")


@pytest.mark.parametrize(
    ("month_from", "state", "is_kept"),
    [
        pytest.param("2021-06", "agreed", True, id="counts-in-a-closed-month"),
        pytest.param("2021-06", "proposed", False, id="only-proposed"),
        pytest.param("2021-07", "agreed", False, id="counts-in-open-months"),
    ],
)
def test_what_a_statement_says_of_a_closed_month_stays(month_from, state, is_kept, root, kpi):
    mitigation = make_mitigation(kpi, month_from=month_from, state=state, reason="A flood")
    page = root.get(address(Mitigation, "change", mitigation.pk)).content.decode()
    assert ("statements of closed months print this" in page) is is_kept
    typed = {"reason": "A fire", "impact": "Ashes", "path_to_green": "Rain"}
    assert save_page(root, Mitigation, mitigation, **typed).status_code == 302
    kept = {name: getattr(mitigation, name) for name in typed}
    mitigation.refresh_from_db()
    assert {name: getattr(mitigation, name) for name in typed} == (kept if is_kept else typed)


def test_a_mitigation_of_closed_months_may_end_with_them(root, contract, kpi):
    mitigation = make_mitigation(kpi, month_from="2021-05")
    assert save_page(root, Mitigation, mitigation, **{"kpis-0-month_to": "2021-06"}).status_code == 302
    assert MitigatedKpi.objects.get(mitigation=mitigation).month_to == JUNE


def test_a_mitigation_covers_kpis_of_its_own_contract(root, contract, kpi, other_contract):
    foreign = other_contract.kpis.get()
    response = save_page(root, Mitigation, **mitigating(kpi, **{"kpis-0-kpi": foreign.pk}))
    assert "own contract" in response.content.decode()


def test_a_mitigation_without_a_contract_is_asked_for_one(root, kpi):
    response = save_page(root, Mitigation, **mitigating(kpi, contract=""))
    assert "This field is required" in errors_of(response)


# Locks: month entry holds its month first and writes then, and so must the admin.


def statements_that(captured, *words):
    """The places of the statements that contain all of some words."""
    return [place for place, query in enumerate(captured) if all(word in query["sql"] for word in words)]


@pytest.mark.parametrize("doing", ["adding", "adding-below-a-kpi", "changing", "deleting"])
def test_the_months_are_held_before_anything_is_asked_or_written(doing, root, kpi, still_open):
    terms = make_terms(kpi, "2021-07")
    data = {"kpi": kpi.pk, "effective_from": "2021-09", **NEW_TERMS}
    posts = {
        "adding": partial(root.post, address(Mitigation, "add"), {**NO_ROWS, **mitigating(kpi)}),
        "adding-below-a-kpi": partial(root.post, address(KpiTerms, "add"), data),
        "changing": partial(root.post, address(KpiTerms, "change", terms.pk), data),
        "deleting": partial(root.post, address(KpiTerms, "delete", terms.pk), {"post": "yes"}),
    }
    with CaptureQueriesContext(connection) as captured:
        assert posts[doing]().status_code == 302
    held = statements_that(captured, 'FROM "kpis_period"', 'ORDER BY "kpis_period"."id"')[0]
    asked = statements_that(captured, 'FROM "kpis_period"', 'NOT ("kpis_period"."state"')
    written = [
        *statements_that(captured, 'INSERT INTO "kpis_'),
        *statements_that(captured, 'DELETE FROM "kpis_'),
        *statements_that(captured, 'UPDATE "contracts_recordversion"'),
    ]
    assert held < min([*asked, *written])
    if connection.vendor == "postgresql":
        assert captured[held]["sql"].endswith("FOR UPDATE")


@pytest.mark.parametrize("parent", ["", "0"], ids=["none", "unknown"])
def test_a_parent_that_is_not_there_is_answered_in_words(parent, root, kpi):
    response = root.post(address(KpiTerms, "add"), {"effective_from": "2021-09", **NEW_TERMS, "kpi": parent})
    assert response.status_code == 200
    assert "kpi" in response.context["adminform"].form.errors


# Evidence.


@pytest.mark.parametrize("model", [Result, Period, PeriodSummary])
def test_evidence_is_only_looked_at(model, root, contract, still_open):
    row = model.objects.filter(contract=contract, month=JULY).get()
    before = model.objects.filter(pk=row.pk).values().get()
    for page in ("change", "delete"):
        assert (
            root.post(address(model, page, row.pk), {"state": "signed_off", "post": "yes"}).status_code == 403
        )
    assert root.post(address(model, "add"), {}).status_code == 403
    assert model.objects.filter(pk=row.pk).values().get() == before


def test_a_result_is_shown_with_what_it_was_judged_by(root, still_open):
    page = root.get(address(Result, "change", still_open.pk)).content.decode()
    assert "Judged" in page
    assert "Amber" in page


def test_results_are_found_by_kpi_and_month(root, lincolnshire):
    page = root.get(address(Result, "changelist"), {"q": "CSC_KPI_04 2021-09"})
    assert [str(row) for row in page.context["cl"].result_list] == ["CSC_KPI_04 2021-09"]
