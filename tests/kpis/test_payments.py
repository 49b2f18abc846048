"""Service payments: a financial year of them, filled in by several people at once."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from contracts.calculations.months import Month
from contracts.models import ServicePayment
from contracts.refusals import NotAllowed
from kpis.actions.payments import PaymentEdit, save_payments
from kpis.actions.rejudging import differences_of
from kpis.models import ServiceCredit
from kpis.payments import load_grid, years_of
from tests.factories import make_contract, make_membership, make_period, make_result, make_user
from tests.kpis.crediting import make_credit_terms, make_payment, who_and_why
from tests.kpis.sheets import held, text_of

JULY = Month(2021, 7)


@pytest.fixture
def terms(contract):
    """A red of IMT in July, 10 points; nothing is paid yet."""
    terms = make_credit_terms(contract)
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "80")
    return terms


@pytest.fixture
def visitor(officer, client_of):
    return client_of(officer)


def edit(contract, amount: str | None, seen: str | None = None, month: Month = JULY, code: str = "IMT"):
    return PaymentEdit(
        area=contract.service_areas.get(code=code),
        month=month,
        seen=None if seen is None else Decimal(seen),
        amount=None if amount is None else Decimal(amount),
    )


def amounts(contract) -> dict[tuple[str, str], Decimal]:
    rows = ServicePayment.objects.filter(service_area__contract=contract).select_related("service_area")
    return {(row.service_area.code, str(row.month)): row.amount for row in rows}


def address(contract, query: str = "") -> str:
    return reverse("payment_list", args=[contract.reference]) + query


def typed(**cells: tuple[str, str]) -> dict[str, str]:
    """Cells as they are sent: what is typed, and what the page showed."""
    sent = {}
    for name, (text, seen) in cells.items():
        cell = name.replace("_", "-")
        sent |= {cell: text, f"{cell}-seen": seen}
    return sent


def test_a_payment_prices_the_open_month(contract, terms, officer):
    credit = ServiceCredit.objects.get(contract=contract, month="2021-07", service_area__code="IMT")
    assert credit.payable is None
    saved = save_payments(contract=contract, edits=[edit(contract, "20000")], by=officer)
    credit = ServiceCredit.objects.get(contract=contract, month="2021-07", service_area__code="IMT")
    assert (saved.written, credit.payable, credit.cap) == (1, 2000, 2000)
    assert not list(differences_of(contract))


def test_who_entered_a_payment_is_kept(contract, officer, second_officer):
    save_payments(contract=contract, edits=[edit(contract, "100")], by=officer)
    save_payments(contract=contract, edits=[edit(contract, "200", "100")], by=second_officer)
    row = ServicePayment.objects.get(service_area__contract=contract)
    assert [each.history_user for each in row.history.order_by("history_id")] == [officer, second_officer]
    assert who_and_why(row)[1] == "entered on the page of service payments"


def test_an_emptied_box_takes_the_payment_away(contract, terms, officer):
    make_payment(contract, "IMT", "2021-07", "20000")
    saved = save_payments(contract=contract, edits=[edit(contract, None, "20000")], by=officer)
    assert (saved.written, amounts(contract)) == (1, {})
    gone = ServicePayment.history.filter(history_type="-").latest()
    assert gone.history_user == officer
    credit = ServiceCredit.objects.get(contract=contract, month="2021-07", service_area__code="IMT")
    assert credit.payable is None


@pytest.mark.parametrize("amount", ["0", "0.01", "999999999.99"])
def test_amounts_are_kept_to_the_penny(contract, officer, amount):
    save_payments(contract=contract, edits=[edit(contract, amount)], by=officer)
    assert amounts(contract) == {("IMT", "2021-07"): Decimal(amount)}


def test_an_edit_that_crosses_anothers_is_told_and_the_rest_is_saved(contract, officer, second_officer):
    save_payments(contract=contract, edits=[edit(contract, "100")], by=second_officer)
    edits = [edit(contract, "300"), edit(contract, "50", code="CSC")]
    saved = save_payments(contract=contract, edits=edits, by=officer)
    assert amounts(contract) == {("IMT", "2021-07"): 100, ("CSC", "2021-07"): 50}
    assert [(each.theirs, each.by) for each in saved.crossed] == [(100, "Oscar Officer")]


def test_a_payment_that_was_cleared_meanwhile_is_told(contract, officer, second_officer):
    make_payment(contract, "IMT", "2021-07", "100")
    save_payments(contract=contract, edits=[edit(contract, None, "100")], by=second_officer)
    saved = save_payments(contract=contract, edits=[edit(contract, "300", "100")], by=officer)
    assert (amounts(contract), [each.theirs for each in saved.crossed]) == ({}, [None])


def test_two_people_who_enter_the_same_do_not_cross(contract, officer, second_officer):
    save_payments(contract=contract, edits=[edit(contract, "100")], by=second_officer)
    saved = save_payments(contract=contract, edits=[edit(contract, "100.00")], by=officer)
    assert (saved.written, saved.crossed) == (0, [])


def test_what_was_left_alone_never_asks(contract, officer, second_officer):
    make_payment(contract, "IMT", "2021-07", "100")
    save_payments(contract=contract, edits=[edit(contract, "200", "100")], by=second_officer)
    saved = save_payments(contract=contract, edits=[edit(contract, "100", "100")], by=officer)
    assert (saved.written, saved.crossed, amounts(contract)) == (0, [], {("IMT", "2021-07"): 200})


def test_a_closed_month_is_refused_and_nothing_is_written(contract, officer):
    edits = [edit(contract, "5"), edit(contract, "5", month=Month(2021, 6))]
    with pytest.raises(NotAllowed, match="Jun 2021, which is submitted or signed off"):
        save_payments(contract=contract, edits=edits, by=officer)
    assert amounts(contract) == {}


class TestThePage:
    def test_it_shows_the_year_of_the_latest_month(self, contract, visitor):
        make_payment(contract, "IMT", "2021-06", "1234.5")
        response = visitor.get(address(contract))
        text = text_of(response)
        assert "Service payments 2021/22" in text
        assert "June 2021 closed £1,234.50 –" in text
        assert 'name="IMT-2021-06"' not in response.content.decode()
        assert 'name="IMT-2021-07"' in response.content.decode()

    @pytest.mark.parametrize(
        ("query", "status"),
        [
            ("?year=2021", 200),
            ("?year=2023", 200),
            ("?year=2020", 404),
            ("?year=2024", 404),
            ("?year=x", 404),
        ],
    )
    def test_the_years_are_those_of_the_contract(self, contract, visitor, query, status):
        assert visitor.get(address(contract, query)).status_code == status

    def test_a_year_is_cut_to_the_contract(self, db):
        contract = make_contract("CUT-1", commencement="2021-06-01", end="2022-05-31")
        contract.refresh_from_db()
        grid = load_grid(contract, 2022)
        assert years_of(contract) == [2021, 2022]
        assert [str(row.month) for row in grid.rows] == ["2022-04", "2022-05"]

    def test_saving_some_boxes(self, contract, visitor):
        sent = typed(**{"IMT_2021_07": ("£20,000.50", ""), "CSC_2021_07": ("", ""), "IMT_2021_08": ("7", "")})
        text = text_of(visitor.post(address(contract), sent, follow=True))
        assert "2 payments saved." in text
        assert amounts(contract) == {("IMT", "2021-07"): Decimal("20000.50"), ("IMT", "2021-08"): 7}

    def test_saving_nothing_says_so(self, contract, visitor):
        text = text_of(visitor.post(address(contract), typed(IMT_2021_07=("", "")), follow=True))
        assert "Nothing had changed, so nothing was saved." in text

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            pytest.param("12.345", "can have at most 2 decimals.", id="part-of-a-penny"),
            pytest.param("-1", "cannot be negative.", id="negative"),
            pytest.param("lots", "must be a number, for example 1,234.5.", id="words"),
            pytest.param("123456789012", "can have at most 11 digits before its decimals.", id="too-many"),
        ],
    )
    def test_a_mistake_saves_nothing_and_loses_nothing(self, contract, visitor, text, sentence):
        sent = typed(IMT_2021_07=(text, ""), CSC_2021_07=("5", ""))
        response = visitor.post(address(contract), sent)
        shown = text_of(response)
        assert shown.count(f"The payment of IMT in July 2021 {sentence}") == 2
        assert "Nothing on this page is saved yet." in shown
        page = response.content.decode()
        assert f'value="{text}"' in page
        assert 'name="CSC-2021-07" value="5"' in page
        assert amounts(contract) == {}

    def test_a_crossed_edit_is_shown_and_counts_when_it_is_sent_again(
        self, contract, visitor, second_officer
    ):
        save_payments(contract=contract, edits=[edit(contract, "100")], by=second_officer)
        response = visitor.post(address(contract), typed(IMT_2021_07=("300", "")))
        assert response.status_code == 409
        assert "Oscar Officer changed IMT in July 2021 to £100.00 while you were typing." in text_of(response)
        page = response.content.decode()
        assert 'name="IMT-2021-07" value="300.00"' in page
        assert 'name="IMT-2021-07-seen" value="100.00"' in page
        assert amounts(contract) == {("IMT", "2021-07"): 100}
        visitor.post(address(contract), typed(IMT_2021_07=("300.00", "100.00")))
        assert amounts(contract) == {("IMT", "2021-07"): 300}

    def test_a_month_that_was_closed_meanwhile_keeps_its_payment(self, contract, visitor):
        sent = typed(IMT_2021_06=("300", ""), IMT_2021_07=("5", ""))
        response = visitor.post(address(contract), sent)
        assert "June 2021 is closed, so its payments stay; you typed 300." in text_of(response)
        assert 'name="IMT-2021-07" value="5"' in response.content.decode()
        assert amounts(contract) == {}

    @pytest.mark.parametrize("who", ["member", "administrator"])
    def test_others_read_it(self, contract, who, request, client_of):
        make_payment(contract, "IMT", "2021-07", "20000")
        reader = client_of(request.getfixturevalue(who))
        response = reader.get(address(contract))
        assert "July 2021 £20,000.00" in text_of(response)
        assert "<form" not in response.content.decode().split("<main")[1].split("</main>")[0]
        assert reader.post(address(contract), typed(IMT_2021_07=("1", "20000.00"))).status_code == 403

    def test_queries_do_not_grow(self, db, client_of, django_assert_max_num_queries):
        counted = []
        for areas in (1, 6):
            contract = make_contract(f"PAY-{areas}")
            for number in range(areas):
                contract.service_areas.create(code=f"A{number}", name=f"Area {number}", position=number + 1)
                make_payment(contract, f"A{number}", "2021-05", "100")
            make_period(contract, "2021-04", "signed_off")
            person = make_user(f"{areas}@council.example")
            make_membership(person, contract, "officer")
            visitor = client_of(person)
            with django_assert_max_num_queries(10) as queries:
                assert held(visitor.get(address(contract)), "A0-2021-05-seen") == "100.00"
            counted.append(len(queries))
        assert counted[0] == counted[1]
