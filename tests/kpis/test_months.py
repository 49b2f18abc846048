"""The list of a contract's months, and opening the next."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from contracts.calculations.months import Month
from contracts.models import Contract, Role
from contracts.refusals import NotAllowed
from kpis.actions.periods import next_month, open_next_month
from kpis.models import Period, PeriodState, PeriodSummary
from tests.factories import make_contract, make_kpi, make_membership, make_period, make_result
from tests.kpis.parallel import together
from tests.kpis.sheets import address, text_of


def months(contract: Contract) -> str:
    return reverse("month_list", args=[contract.reference])


def opened(contract: Contract) -> list[str]:
    return [str(month) for month in contract.periods.order_by("month").values_list("month", flat=True)]


def test_months_stand_newest_first_with_state_and_counts(contract, period, officer, manager, client_of):
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "92")
    last = contract.periods.get(month="2021-06")
    last.submitted_by, last.submitted_at = officer, datetime(2021, 7, 2, tzinfo=UTC)
    last.signed_off_by, last.signed_off_at = manager, datetime(2021, 7, 5, tzinfo=UTC)
    last.save()
    text = text_of(client_of(officer).get(months(contract)))
    assert (
        "July 2021 Open: provisional 1 amber 2 without a result yet "
        "Dashboard of July 2021 Enter results of July 2021 June 2021 Signed off: final "
        "Submitted by Olive Officer, 2 July 2021 Signed off by Mary Manager, 5 July 2021"
    ) in text
    assert text.index("July 2021 Open") < text.index("June 2021") < text.index("April 2021")


@pytest.mark.parametrize(
    ("person", "offers"), [("officer", True), ("manager", True), ("member", False), ("administrator", False)]
)
def test_opening_and_entering_are_offered_to_those_who_enter(
    request, contract, period, client_of, person, offers
):
    text = text_of(client_of(request.getfixturevalue(person)).get(months(contract)))
    assert ("Open August 2021" in text) is offers
    assert ("Enter results" in text) is offers


def test_the_list_is_paged(officer, client_of):
    contract = make_contract("LONG-1", commencement=date(2015, 4, 1))
    make_membership(officer, contract)
    for distance in range(30):
        make_period(contract, Month(2015, 4) + distance)
    first = text_of(client_of(officer).get(months(contract)))
    second = text_of(client_of(officer).get(months(contract), {"page": 2}))
    assert "September 2017" in first
    assert "September 2015" not in first
    assert "September 2015" in second
    assert "Previous page" in second


def test_a_contract_without_months_says_so(officer, client_of):
    contract = make_contract("NEW-1")
    make_membership(officer, contract)
    text = text_of(client_of(officer).get(months(contract)))
    assert "Open April 2021" in text
    assert "No month of this contract has been opened yet." in text


@pytest.mark.parametrize("page", ["0", "99", "last"])
def test_a_page_that_is_not_there_shows_one_that_is(contract, officer, client_of, page):
    assert "July 2021" in text_of(client_of(officer).get(months(contract), {"page": page}))


def test_queries_do_not_grow_with_months(officer, client_of, django_assert_max_num_queries):
    counted = []
    for length in (3, 23):
        contract = make_contract(f"LONG-{length}")
        make_membership(officer, contract)
        for distance in range(length):
            make_period(contract, Month(2021, 4) + distance)
        visitor = client_of(officer)
        with django_assert_max_num_queries(9) as queries:
            visitor.get(months(contract))
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_opening_makes_the_month_after_the_latest_with_its_summary(contract, officer):
    period = open_next_month(contract=contract, by=officer)
    assert (period.month, period.state) == (Month(2021, 8), PeriodState.OPEN)
    assert PeriodSummary.objects.get(period=period).awaiting == 3
    assert period.history.get().history_user == officer


def test_the_first_month_is_that_of_commencement(officer):
    contract = make_contract("NEW-1", commencement=date(2021, 4, 15))
    assert open_next_month(contract=contract, by=officer).month == Month(2021, 4)


@pytest.mark.parametrize(
    ("end", "following"), [(date(2021, 7, 31), None), (date(2021, 8, 1), Month(2021, 8))]
)
def test_no_month_is_opened_after_the_contract_ends(contract, officer, end, following):
    contract.end = end
    contract.save()
    assert next_month(contract) == following
    if following is None:
        with pytest.raises(NotAllowed, match="The contract ends in July 2021"):
            open_next_month(contract=contract, by=officer)


def test_the_button_opens_the_month_and_leads_to_its_sheet(contract, officer, client_of):
    answer = client_of(officer).post(
        reverse("month_open", args=[contract.reference]), {"month": "2021-08"}, follow=True
    )
    assert "August 2021 is open: results can be entered." in text_of(answer)
    assert answer.redirect_chain[0][0] == address("month_entry_start", contract, "2021-08")


def test_pressed_twice_the_button_opens_one_month(contract, officer, client_of):
    visitor = client_of(officer)
    for _ in range(2):
        answer = visitor.post(
            reverse("month_open", args=[contract.reference]), {"month": "2021-08"}, follow=True
        )
    assert "August 2021 is not the next month to open." in text_of(answer)
    assert opened(contract)[-1] == "2021-08"


@pytest.mark.parametrize("month", ["", "soon", "2021-13"])
def test_a_month_that_was_not_offered_is_not_opened(contract, officer, client_of, month):
    client_of(officer).post(reverse("month_open", args=[contract.reference]), {"month": month})
    assert opened(contract)[-1] == "2021-07"


def test_a_member_opens_no_month(contract, member, client_of):
    answer = client_of(member).post(reverse("month_open", args=[contract.reference]), {"month": "2021-08"})
    assert answer.status_code == 403
    assert opened(contract)[-1] == "2021-07"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_open_the_same_month_at_once_one_does(contract, officer, manager):
    def press(by):
        def act(gate):
            gate.wait()
            try:
                return str(open_next_month(contract=contract, by=by, expected=Month(2021, 8)))
            except NotAllowed:
                return "refused"

        return act

    assert sorted(together([press(officer), press(manager)])) == ["August 2021", "refused"]
    assert Period.objects.filter(contract=contract, month="2021-08").count() == 1


def test_a_kpi_of_a_new_month_is_awaited(officer, client_of):
    contract = make_contract("NEW-1")
    make_kpi(contract)
    make_membership(officer, contract, Role.OFFICER)
    client_of(officer).post(reverse("month_open", args=["NEW-1"]), {"month": "2021-04"})
    assert "1 without a result yet" in text_of(client_of(officer).get(months(contract)))
