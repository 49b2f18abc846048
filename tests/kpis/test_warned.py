"""What a contract watches for, and the warnings on its dashboard and in the review of a month."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from contracts.calculations.months import Month
from contracts.calculations.pricing import WarningKind
from contracts.models import WarningRule
from contracts.refusals import NotAllowed
from kpis.actions.warnings import add_warning, end_warning
from kpis.warned import load_warnings
from reports.statements import load_periods, load_record
from reports.timeline import timeline_at
from reports.warnings import warnings_on
from tests.factories import (
    make_contract,
    make_kpi,
    make_mitigation,
    make_period,
    make_result,
)
from tests.kpis.crediting import make_credit_terms, make_payment, priced, who_and_why
from tests.kpis.sheets import held, text_of
from tests.kpis.test_credit_terms_pages import errors_of

APRIL, JULY = Month(2021, 4), Month(2021, 7)


def watch(contract, by, kind="points_in_months", number="20", months=3, first=APRIL, clause="8.4"):
    return add_warning(
        contract=contract,
        kind=WarningKind(kind),
        number=Decimal(number),
        months=months,
        month_from=first,
        clause=clause,
        by=by,
    )


@pytest.fixture
def failing(contract):
    """IMT_KPI_01 red from May to July, 10 points each; IMT's credit at its cap in June and July."""
    make_credit_terms(contract)
    for month in ("2021-05", "2021-06", "2021-07"):
        make_result(contract.kpis.get(reference="IMT_KPI_01"), month, "80")
    for month in ("2021-06", "2021-07"):
        make_payment(contract, "IMT", month, "20000")
    make_payment(contract, "IMT", "2021-05", "2000000")
    priced(contract)
    return contract


def shown_on_dashboard(contract, month: Month) -> list[str]:
    """What the dashboard says of a month, by the way it goes itself."""
    periods = load_periods(contract)
    timeline = timeline_at(periods, str(month))
    record = load_record(contract, periods, timeline.first_of_grid, month)
    return [warned.working for warned in warnings_on(record, timeline)]


ALL_KINDS = [
    pytest.param(
        ("points_in_months", "30", 3),
        "30 points in May to July 2021; the contract names 30 in 3 months (clause 8.4)",
        id="points",
    ),
    pytest.param(
        ("cap_reached", "2", 3),
        "IMT reached the cap on its credit in 2 of 3 months: Jun-Jul 2021; the contract names 2 of 3 "
        "(clause 8.4)",
        id="cap",
    ),
    pytest.param(
        ("kpi_failing", "3", 4),
        "IMT_KPI_01 failed in 3 of 4 measurement periods: May-Jul 2021; the contract names 3 of 4 "
        "(clause 8.4)",
        id="failing",
    ),
    pytest.param(
        ("kpi_consecutive", "3", 3),
        "IMT_KPI_01 failed in 3 measurement periods running: May-Jul 2021; the contract names 3 running "
        "(clause 8.4)",
        id="running",
    ),
]


@pytest.mark.parametrize(("rule", "working"), ALL_KINDS)
def test_review_and_dashboard_say_the_same(failing, administrator, rule, working):
    watch(failing, administrator, *rule)
    assert [each.working for each in load_warnings(failing, JULY)] == [working]
    assert shown_on_dashboard(failing, JULY) == [working]


@pytest.mark.parametrize(("rule", "working"), ALL_KINDS)
def test_the_month_before_it_was_not_complete(failing, administrator, rule, working):
    watch(failing, administrator, *rule)
    assert load_warnings(failing, JULY + -1) == []
    assert shown_on_dashboard(failing, JULY + -1) == []


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(("kpi_failing", "3", 4), id="failing"),
        pytest.param(("points_in_months", "30", 3), id="points"),
    ],
)
def test_blue_is_no_failure(failing, administrator, rule):
    watch(failing, administrator, *rule)
    make_mitigation(failing.kpis.get(reference="IMT_KPI_01"), month_from="2021-07")
    priced(failing)
    assert load_warnings(failing, JULY) == []
    assert shown_on_dashboard(failing, JULY) == []


def test_a_rule_that_looks_back_further_than_the_grid_is_found_all_the_same(contract, administrator):
    """CSC_KPI_02 is quarterly: seven quarters reach over 21 months, and the dashboard loads twelve."""
    kpi = contract.kpis.get(reference="CSC_KPI_02")
    for month in ("2021-06", "2021-12", "2022-12"):
        make_result(kpi, month, "10")
    watch(contract, administrator, "kpi_failing", "3", 7)
    working = (
        "CSC_KPI_02 failed in 3 of 7 measurement periods: Jun 21, Dec 21, Dec 22; the contract names 3 of 7 "
        "(clause 8.4)"
    )
    assert shown_on_dashboard(contract, Month(2022, 12)) == [working]
    assert [each.working for each in load_warnings(contract, Month(2022, 12))] == [working]


def test_a_kpi_that_left_service_is_watched_no_longer(failing, administrator):
    watch(failing, administrator, "kpi_consecutive", "2", 2)
    kpi = failing.kpis.get(reference="IMT_KPI_01")
    kpi.in_service_to = Month(2021, 6)
    kpi.save()
    assert load_warnings(failing, JULY) == []
    assert load_warnings(failing, JULY + -1) != []


def test_both_pages_show_the_warning(failing, administrator, member, client_of):
    watch(failing, administrator)
    visitor = client_of(member)
    for name, more in (("contract_dashboard", []), ("month_review", ["2021-07"])):
        text = text_of(visitor.get(reverse(name, args=[failing.reference, *more])))
        assert "1 warning" in text
        assert "30 points in May to July 2021; the contract names 20 in 3 months (clause 8.4)." in text


def test_without_a_pattern_the_pages_say_nothing(contract, member, client_of):
    text = text_of(client_of(member).get(contract.get_absolute_url()))
    assert "warning" not in text.lower()


def test_the_dashboard_asks_once_more_where_nothing_is_watched_for_and_no_more_where_it_is(
    failing, administrator, django_assert_num_queries
):
    periods = load_periods(failing)
    timeline = timeline_at(periods, "2021-07")
    record = load_record(failing, periods, timeline.first_of_grid, JULY)
    for number in ("10", "20", "30"):
        with django_assert_num_queries(1):
            warnings_on(record, timeline)
        watch(failing, administrator, number=number)
    watch(failing, administrator, "kpi_consecutive", "2", 2)
    with django_assert_num_queries(1):
        assert len(warnings_on(record, timeline)) == 4


@pytest.mark.parametrize("kpis", [1, 12])
def test_the_queries_of_a_review_do_not_grow(kpis, administrator, db, django_assert_num_queries):
    contract = make_contract(f"WRN-{kpis}")
    for number in range(kpis):
        make_result(make_kpi(contract, f"IMT_KPI_{number:02}"), "2021-04", "10")
    make_period(contract, "2021-05")
    for kind in WarningKind:
        watch(contract, administrator, kind.value, "1", 2)
    with django_assert_num_queries(5):
        load_warnings(contract, Month(2021, 5))


class TestTheSettings:
    def test_who_added_a_rule_is_kept(self, contract, administrator):
        rule = watch(contract, administrator)
        assert who_and_why(rule) == (administrator, "added on the page of warnings")

    def test_the_same_is_not_watched_for_twice(self, contract, administrator):
        rule = watch(contract, administrator)
        with pytest.raises(NotAllowed, match="watched for already"):
            watch(contract, administrator, first=JULY)
        end_warning(rule=rule, month_to=JULY, reason="Reworded", by=administrator)
        with pytest.raises(NotAllowed, match="watched for already"):
            watch(contract, administrator, first=JULY)
        watch(contract, administrator, first=JULY + 1)
        assert contract.warning_rules.count() == 2

    def test_a_rule_begins_within_the_contract(self, contract, administrator):
        for month in (APRIL + -1, Month(2024, 4)):
            with pytest.raises(NotAllowed, match="The contract runs from April 2021 to March 2024"):
                watch(contract, administrator, first=month)

    def test_ending_it_keeps_it_for_the_months_before(self, failing, administrator):
        rule = watch(failing, administrator)
        end_warning(rule=rule, month_to=JULY + -1, reason="Reworded", by=administrator)
        assert load_warnings(failing, JULY) == []
        assert load_warnings(failing, JULY + -1) != []
        assert who_and_why(rule) == (administrator, "Reworded")

    def test_it_cannot_end_before_it_begins(self, contract, administrator):
        rule = watch(contract, administrator, first=JULY)
        with pytest.raises(NotAllowed, match="from July 2021: it cannot end before that"):
            end_warning(rule=rule, month_to=JULY + -1, reason="Reworded", by=administrator)
        assert WarningRule.objects.get(pk=rule.pk).month_to is None


class TestThePages:
    @pytest.fixture
    def visitor(self, administrator, client_of):
        return client_of(administrator)

    @staticmethod
    def address(contract, name: str = "warning_add", *more: int) -> str:
        return reverse(name, args=[contract.reference, *more])

    @staticmethod
    def typed(**changes: str) -> dict[str, str]:
        form = {"kind": "points_in_months", "number": "50", "months": "3", "month_from": "2021-04"}
        return {**form, "clause": "8.4", **changes}

    def test_everyone_reads_what_is_watched_for(self, contract, administrator, member, client_of):
        watch(contract, administrator)
        text = text_of(client_of(member).get(self.address(contract, "warning_list")))
        assert "20 points or more in 3 months April 2021 Until it is ended 8.4" in text
        assert "Add a warning" not in text

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            pytest.param({}, "50 points or more in 3 months", id="points"),
            pytest.param(
                {"kind": "cap_reached", "number": "2"},
                "A service area’s credit at its cap in 2 of 3 months",
                id="cap",
            ),
            pytest.param(
                {"kind": "kpi_failing", "number": "3", "months": "9"},
                "The same KPI failing in 3 of 9 measurement periods",
                id="failing",
            ),
            pytest.param(
                {"kind": "kpi_consecutive", "number": "2", "months": ""},
                "The same KPI failing in 2 measurement periods running",
                id="running",
            ),
        ],
    )
    def test_adding_one_of_each_kind(self, contract, visitor, changes, words):
        response = visitor.post(self.address(contract), self.typed(**changes), follow=True)
        assert f"Watched for: {words}." in text_of(response)
        rule = contract.warning_rules.get()
        assert rule.months == (2 if changes.get("months") == "" else int(self.typed(**changes)["months"]))

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            pytest.param({"kind": ""}, "Choose what to watch for.", id="no-kind"),
            pytest.param({"number": "0"}, "How many must be above zero.", id="zero"),
            pytest.param({"number": ""}, "Enter how many.", id="no-number"),
            pytest.param({"months": ""}, "Enter out of how many.", id="no-months"),
            pytest.param({"months": "0"}, "Out of how many must be at least 1 and at most 120.", id="0"),
            pytest.param({"months": "1.5"}, "Out of how many must be a whole number.", id="half-a-month"),
            pytest.param(
                {"kind": "kpi_failing", "number": "4"},
                "How many cannot be more than out of how many.",
                id="four-of-three",
            ),
            pytest.param(
                {"kind": "cap_reached", "number": "1.5"}, "Months and failures are whole numbers.", id="half"
            ),
            pytest.param(
                {"kind": "kpi_consecutive", "number": "121"}, "How many must be at most 120.", id="many"
            ),
            pytest.param(
                {"month_from": ""}, "Enter the first month in which it is watched for.", id="no-month"
            ),
            pytest.param(
                {"month_from": "2024-04"}, "The contract runs from April 2021 to March 2024.", id="after-it"
            ),
        ],
    )
    def test_what_is_wrong_is_told_and_nothing_is_lost(self, contract, visitor, changes, sentence):
        response = visitor.post(self.address(contract), self.typed(**changes))
        assert errors_of(response) == [sentence]
        assert held(response, "clause") == "8.4"
        assert not contract.warning_rules.exists()

    def test_half_a_point_can_be_watched_for(self, contract, visitor):
        visitor.post(self.address(contract), self.typed(number="49.5"))
        assert contract.warning_rules.get().number == Decimal("49.5")

    def test_ending_one(self, contract, administrator, visitor):
        rule = watch(contract, administrator)
        address = self.address(contract, "warning_end", rule.pk)
        text = text_of(visitor.post(address, {"month_to": "2021-09", "reason": "Reworded"}, follow=True))
        assert "It is watched for until September 2021." in text
        assert "April 2021 September 2021" in text

    def test_another_contracts_rule_is_not_found(self, contract, other_contract, administrator, visitor):
        rule = watch(other_contract, administrator)
        assert visitor.get(self.address(contract, "warning_end", rule.pk)).status_code == 404
