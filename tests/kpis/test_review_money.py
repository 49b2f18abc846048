"""Points and pounds in the review of a month, and what reopening it would change of them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contracts.models import CreditTerms, ServicePayment
from contracts.refusals import NotAllowed
from kpis.actions import periods
from kpis.judging import Rulebook
from kpis.missing import Missing, Want, in_words
from kpis.models import Period, PeriodState, Result
from kpis.summaries import summarise
from tests.factories import make_contract, make_kpi, make_membership, make_result, make_terms
from tests.kpis.sheets import address
from tests.kpis.test_review import NOW, section


def make_credit_terms(contract, **changes):
    """Amber incurs half a KPI's points, red all; £100 a point; at most a tenth of the payment."""
    terms = {"amber_share": "0.5", "red_share": 1, "credit_per_point": 100, "cap_percent": 10}
    return CreditTerms.objects.create(
        contract=contract, effective_from=contract.first_month, **{**terms, **changes}
    )


def pay(contract, code, month, amount):
    area = contract.service_areas.get(code=code)
    return ServicePayment.objects.create(service_area=area, month=month, amount=Decimal(amount))


def enter(contract, month, **values):
    for reference, value in values.items():
        make_result(contract.kpis.get(reference=reference), month, value, comment="As it was")


def close(contract, month):
    Period._base_manager.filter(contract=contract, month=month).update(state=PeriodState.SIGNED_OFF)


@pytest.fixture
def priced(contract):
    """The contract with credit terms since April and payments of July."""
    make_credit_terms(contract)
    pay(contract, "IMT", "2021-07", "8000")
    pay(contract, "CSC", "2021-07", "20000")
    return contract


# The month's credits.


def test_points_and_credits_stand_area_by_area(priced, period, officer, client_of):
    enter(priced, "2021-07", IMT_KPI_01="89", CSC_KPI_01="75")
    answer = client_of(officer).get(address("month_review", priced))
    assert section(answer, "credits") == (
        "Points and credits Points and credits by service area "
        "Service area Points Payment Uncapped Cap Lost to the cap Payable "
        "IMT IMT services At the cap. 10 £8,000.00 £1,000.00 £800.00 £200.00 £800.00 "
        "CSC CSC services 15 £20,000.00 £1,500.00 £2,000.00 £0.00 £1,500.00 "
        "All areas 25 £2,300.00"
    )


def test_a_suspension_is_said(priced, period, officer, client_of):
    priced.credit_suspensions.create(month_from="2021-07", reason="Emergency")
    enter(priced, "2021-07", CSC_KPI_01="75")
    answer = client_of(officer).get(address("month_review", priced))
    assert "CSC CSC services Credits are suspended. 15 £20,000.00 £1,500.00 £2,000.00 £0.00 £0.00" in section(
        answer, "credits"
    )


def test_before_the_first_credit_terms_there_is_nothing_to_say(contract, period, officer, client_of):
    enter(contract, "2021-07", IMT_KPI_01="89")
    assert section(client_of(officer).get(address("month_review", contract)), "credits") == ""


# Payments that are awaited.


@pytest.fixture
def complete(contract, officer):
    """July with every result; IMT incurs points, and no payment is recorded."""
    make_credit_terms(contract)
    enter(contract, "2021-07", IMT_KPI_01="89", IMT_KPI_02="3", CSC_KPI_01="81")
    return contract


def test_points_wait_for_the_payment_in_sight(complete, officer, client_of):
    answer = client_of(officer).get(address("month_review", complete))
    assert "IMT IMT services Waiting for the payment of the month. 10 – – – – –" in section(answer, "credits")
    assert "The total is without what waits for a payment." in section(answer, "credits")
    assert section(answer, "missing") == (
        "Missing before it can be submitted "
        "IMT The payment of the month, which prices its points: record the payment for IMT"
    )


def test_a_month_whose_points_have_no_price_is_not_submitted(complete, period, officer):
    with pytest.raises(NotAllowed) as refused:
        periods.submit(period=period, by=officer, at=NOW)
    assert str(refused.value) == "July 2021 cannot be submitted yet, with the payment for IMT missing."


def test_nor_is_it_signed_off(complete, period, manager):
    Period._base_manager.filter(pk=period.pk).update(state=PeriodState.SUBMITTED)
    with pytest.raises(NotAllowed) as refused:
        periods.sign_off(period=period, by=manager, at=NOW)
    assert (
        str(refused.value)
        == "July 2021 cannot be signed off, with the payment for IMT missing: send it back."
    )


def test_once_the_payment_is_recorded_the_month_is_submitted(complete, period, officer):
    pay(complete, "IMT", "2021-07", "8000")
    summarise(complete, [period], Rulebook.of_contract(complete))
    periods.submit(period=period, by=officer, at=NOW)
    period.refresh_from_db()
    assert period.state == PeriodState.SUBMITTED


def test_an_area_without_points_waits_for_nothing(complete, period, officer):
    make_result_again(complete, "IMT_KPI_01", "96")
    periods.submit(period=period, by=officer, at=NOW)


def make_result_again(contract, reference, value):
    result = Result.objects.get(contract=contract, kpi__reference=reference, month="2021-07")
    result.delete()
    enter(contract, "2021-07", **{reference: value})


@pytest.mark.parametrize(
    ("wants", "words"),
    [
        ("", ""),
        ("r", "1 result"),
        ("rr", "2 results"),
        ("rc", "1 result and 1 comment"),
        ("p", "the payment for IMT"),
        ("rrccp", "2 results, 2 comments and the payment for IMT"),
        ("pp", "the payment for IMT and the payment for IMT"),
    ],
)
def test_what_is_missing_is_told_in_words(wants, words):
    kinds = {"r": Want.RESULT, "c": Want.COMMENT, "p": Want.PAYMENT}
    assert in_words(Missing(kpi="", area="IMT", want=kinds[each]) for each in wants) == words


# Reopening.


@pytest.fixture
def repeating(contract):
    """Repeats cost double; KPI 1 was green in April and red since; June and the months before are closed."""
    make_credit_terms(contract, repeat_multiplier=2, cap_percent=100)
    for month in ("2021-04", "2021-05", "2021-06", "2021-07"):
        pay(contract, "IMT", month, "10000")
    for month, value in (("2021-04", "96"), ("2021-05", "80"), ("2021-06", "80"), ("2021-07", "80")):
        enter(contract, month, IMT_KPI_01=value)
    return contract


def preview(contract, month, manager, client_of):
    return section(client_of(manager).get(address("month_review", contract, month)), "next")


def test_points_and_pounds_that_reopening_would_change_are_listed(priced, kpi_1, manager, client_of):
    enter(priced, "2021-07", IMT_KPI_01="91")
    close(priced, "2021-07")
    make_terms(kpi_1, "2021-06", tsl="95", msl="92", points="6")
    text = preview(priced, "2021-07", manager, client_of)
    assert (
        "IMT_KPI_01 Amber 91.00% TSL 95.00%, MSL 90.00%, 10 points; incurs 5 "
        "Red 91.00% TSL 95.00%, MSL 92.00%, 6 points; incurs 6" in text
    )
    assert text.partition("Payable if reopened ")[2].startswith("IMT 5 6 £500.00 £600.00")


@pytest.fixture
def kpi_1(contract):
    return contract.kpis.get(reference="IMT_KPI_01")


def test_a_price_that_changed_is_listed_though_no_result_would(priced, manager, client_of):
    enter(priced, "2021-07", IMT_KPI_01="91")
    close(priced, "2021-07")
    terms = CreditTerms.objects.get(contract=priced)
    terms.credit_per_point = 120
    terms.save()
    text = preview(priced, "2021-07", manager, client_of)
    assert "Results that reopening would judge anew" not in text
    assert "IMT 5 5 £500.00 £600.00" in text


def test_later_months_whose_repeats_would_change_are_listed(repeating, kpi_1, manager, client_of):
    """May would be green, so that June, which is closed, would be the first failure; July stays a repeat."""
    make_terms(kpi_1, "2021-05", tsl="80", msl="70")
    make_terms(kpi_1, "2021-06", tsl="95", msl="90")
    text = preview(repeating, "2021-05", manager, client_of)
    this_month, _, later = text.partition("later months are concerned as well.")
    assert "IMT_KPI_01 Red 80.00% TSL 95.00%, MSL 90.00%, 10 points; incurs 10 Green 80.00%" in this_month
    assert "IMT 10 0 £1,000.00 £0.00" in this_month
    assert "Closed months keep what they say until they are reopened too: June 2021" in later
    assert (
        "IMT_KPI_01 in June 2021 Red 80.00% TSL 95.00%, MSL 90.00%, 10 points; incurs 20 as a repeat failure "
        "Red 80.00% TSL 95.00%, MSL 90.00%, 10 points; incurs 10" in later
    )
    assert "IMT in June 2021 20 10 £2,000.00 £1,000.00" in later
    assert "July" not in later.partition("Reopen this month")[0]


def test_an_open_month_after_it_is_listed_without_being_asked_for(repeating, kpi_1, manager, client_of):
    make_terms(kpi_1, "2021-06", tsl="80", msl="70")
    make_terms(kpi_1, "2021-07", tsl="95", msl="90")
    later = preview(repeating, "2021-06", manager, client_of).partition("are concerned as well.")[2]
    assert "Closed months keep" not in later
    assert "IMT in July 2021 20 10 £2,000.00 £1,000.00" in later


def test_without_repeats_no_later_month_is_concerned(priced, kpi_1, manager, client_of):
    enter(priced, "2021-06", IMT_KPI_01="80")
    enter(priced, "2021-07", IMT_KPI_01="80")
    make_terms(kpi_1, "2021-06", tsl="80", msl="70")
    make_terms(kpi_1, "2021-07", tsl="95", msl="90")
    text = preview(priced, "2021-06", manager, client_of)
    assert "IMT_KPI_01 Red" in text
    assert "later months" not in text


def test_what_the_preview_says_is_what_reopening_does(repeating, kpi_1, manager, client_of):
    make_terms(kpi_1, "2021-06", tsl="80", msl="70")
    make_terms(kpi_1, "2021-07", tsl="95", msl="90")
    june = repeating.periods.get(month="2021-06")
    periods.reopen(period=june, by=manager, reason="The target was agreed to be lower")
    results = Result.objects.filter(kpi=kpi_1, month__gte="2021-06").order_by("month")
    assert [(row.status, row.points_incurred, row.is_repeat) for row in results] == [
        ("green", 0, False),
        ("red", 10, False),
    ]
    payable = {str(one.month): one.summary.credit for one in repeating.periods.filter(month__gte="2021-06")}
    assert payable == {"2021-06": 0, "2021-07": 1000}


def test_queries_of_a_preview_do_not_grow_with_kpis_and_months(
    manager, client_of, django_assert_max_num_queries
):
    counted = []
    for size in (2, 12):
        contract = make_contract(f"BIG-{size}")
        make_membership(manager, contract, "manager")
        make_credit_terms(contract, repeat_multiplier=2)
        for number in range(size):
            kpi = make_kpi(contract, f"IMT_KPI_{number:02}")
            for month in range(4, 7 + size // 3):
                make_result(kpi, f"2021-{month:02}", "80")
            make_terms(kpi, "2021-05", tsl="80", msl="70")
        Period._base_manager.filter(contract=contract).update(state=PeriodState.SIGNED_OFF)
        visitor = client_of(manager)
        with django_assert_max_num_queries(40) as queries:
            visitor.get(address("month_review", contract, "2021-05"))
        counted.append(len(queries))
    assert counted[0] == counted[1]
