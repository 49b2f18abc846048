"""``rejudge``: stored equals derived, or the difference is named, and mended only where a month is open."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.calculations.months import Month
from contracts.models import Contract, RecordVersion, User
from kpis.actions.periods import entered_by
from kpis.actions.rejudging import Difference, differences_of, rejudge
from kpis.judging import Rulebook
from kpis.models import Period, PeriodState, PeriodSummary, Result
from kpis.models.periods import COUNTED
from tests import factories

pytestmark = pytest.mark.django_db
JUNE, JULY = Month(2021, 6), Month(2021, 7)


@pytest.fixture
def open_result(contract: Contract, period: Period) -> Result:
    """A green result of the open month."""
    return factories.make_result(contract.kpis.get(reference="IMT_KPI_01"), period.month, value="96")


@pytest.fixture
def final_result(contract: Contract) -> Result:
    """A green result of a month that is signed off."""
    return factories.make_result(contract.kpis.get(reference="IMT_KPI_01"), JUNE, value="96")


def spoil(result: Result, **stored) -> None:
    """Write columns past every guard, as a careless hand in the database would."""
    Result._base_manager.filter(pk=result.pk).update(**stored)


def said(*arguments: str, **options) -> str:
    out = io.StringIO()
    call_command("rejudge", *arguments, stdout=out, **options)
    return out.getvalue()


def complaints(*arguments: str, **options) -> tuple[list[str], str]:
    """The lines and the closing sentence of a command that fails."""
    out = io.StringIO()
    with pytest.raises(CommandError) as failed:
        call_command("rejudge", *arguments, stdout=out, **options)
    return out.getvalue().splitlines(), str(failed.value)


def test_the_examples_are_stored_as_they_are_derived(lincolnshire: Contract, barnet: Contract):
    assert said(check=True) == "Stored equals derived.\n"


@pytest.mark.parametrize(
    ("column", "stored", "shown", "derived"),
    [
        pytest.param("value", Decimal("96.5"), "96.5", "96", id="value"),
        pytest.param("status", "red", "red", "green", id="status"),
        pytest.param("underlying_status", "amber", "amber", "green", id="underlying status"),
        pytest.param("tsl", Decimal(90), "90", "95", id="TSL"),
        pytest.param("msl", None, "nothing", "90", id="MSL"),
        pytest.param("points", Decimal("10.5"), "10.5", "10", id="points"),
        pytest.param("month", JUNE, "2021-06", "2021-07", id="month"),
    ],
)
def test_every_judged_column_is_compared(open_result: Result, column, stored, shown, derived):
    spoil(open_result, **{column: stored})
    lines, closing = complaints("TST-1", check=True)
    expected = f"TST-1 IMT_KPI_01 2021-07 {column}: stored {shown}, derived {derived}"
    assert lines[0] == expected
    assert closing.endswith("not what the rules derive.")


def test_a_result_under_another_contract_is_found(open_result: Result, other_contract: Contract):
    spoil(open_result, contract=other_contract)
    (difference,) = differences_of(open_result.period.contract)
    assert (difference.column, difference.stored) == ("contract_id", str(other_contract.pk))


@pytest.mark.parametrize("column", COUNTED)
def test_every_count_is_compared(open_result: Result, column: str):
    PeriodSummary.objects.filter(period=open_result.period).update(**{column: 33})
    (difference,) = differences_of(open_result.period.contract)
    assert (difference.what, difference.month, difference.column, difference.stored) == (
        "summary",
        JULY,
        column,
        "33",
    )


def test_a_month_without_its_counts_is_found(open_result: Result):
    PeriodSummary.objects.filter(period=open_result.period).delete()
    found = {difference.column: difference for difference in differences_of(open_result.period.contract)}
    assert (found["green"].stored, found["green"].derived) == ("", "1")


def test_checking_changes_nothing(open_result: Result):
    spoil(open_result, status="red")
    complaints(check=True)
    open_result.refresh_from_db()
    assert (open_result.status, open_result.history.count()) == ("red", 1)


def test_an_open_month_is_mended_with_history_and_counted_again(contract: Contract, open_result: Result):
    spoil(open_result, status="red", value=Decimal(1))
    PeriodSummary.objects.filter(period=open_result.period).update(green=0, red=1)
    version = contract.record_version.number
    text = said("TST-1")
    assert text.splitlines() == [
        "TST-1 IMT_KPI_01 2021-07 value: stored 1, derived 96: mended",
        "TST-1 IMT_KPI_01 2021-07 status: stored red, derived green: mended",
        "TST-1 summary 2021-07 green: stored 0, derived 1: mended",
        "TST-1 summary 2021-07 red: stored 1, derived 0: mended",
        "Stored equals derived, after mending 4 figures.",
    ]
    open_result.refresh_from_db()
    assert (open_result.status, open_result.value) == ("green", 96)
    latest = open_result.history.latest()
    assert (latest.status, latest.history_change_reason) == ("green", "judged again by the terms in force")
    contract.record_version.refresh_from_db()
    assert contract.record_version.number > version
    assert said(check=True) == "Stored equals derived.\n"


def test_readers_are_told_of_a_summary_that_was_mended(contract: Contract, open_result: Result):
    PeriodSummary.objects.filter(period=open_result.period).update(green=0)
    version = RecordVersion.objects.get(contract=contract).number
    said("TST-1")
    mended = RecordVersion.objects.get(contract=contract).number
    said("TST-1")
    assert version < mended == RecordVersion.objects.get(contract=contract).number


def test_history_says_who_had_it_judged_again(officer: User, open_result: Result):
    spoil(open_result, status="red")
    said("TST-1", by=officer.email)
    assert open_result.history.latest().history_user == officer
    assert entered_by(officer, open_result.period) == []


def test_months_are_locked_in_one_order(contract: Contract):
    """Two who lock the same months in different orders would wait for each other for ever."""
    with CaptureQueriesContext(connection) as queries:
        rejudge(contract=contract)
    locking = next(query["sql"] for query in queries if 'FROM "kpis_period"' in query["sql"])
    assert 'ORDER BY "kpis_period"."month" ASC' in locking


@pytest.mark.parametrize("state", [PeriodState.SUBMITTED, PeriodState.SIGNED_OFF])
def test_a_month_that_is_not_open_is_left_as_evidence(final_result: Result, state: PeriodState):
    Period._base_manager.filter(pk=final_result.period_id).update(state=state)
    spoil(final_result, status="red")
    lines, closing = complaints("TST-1")
    assert lines == [
        "TST-1 IMT_KPI_01 2021-06 status: stored red, derived green: not mended, the month is not open",
        "TST-1 summary 2021-06 green: stored 1, derived 0: not mended, the month is not open",
        "TST-1 summary 2021-06 red: stored 0, derived 1: not mended, the month is not open",
    ]
    assert closing == "3 stored figures are not what the rules derive."
    final_result.refresh_from_db()
    assert final_result.status == "red"


def test_what_is_mended_in_one_month_does_not_excuse_another(open_result: Result, final_result: Result):
    spoil(open_result, points=1)
    spoil(final_result, points=1)
    lines, closing = complaints()
    assert [line.rpartition(": ")[2] for line in lines] == ["not mended, the month is not open", "mended"]
    assert closing == "1 stored figures are not what the rules derive."


def test_terms_that_changed_behind_the_rules_are_found(contract: Contract, open_result: Result):
    terms = open_result.kpi.terms.get()
    terms.tsl = Decimal(97)
    terms.save()
    found = [(each.column, each.derived) for each in differences_of(contract) if each.what != "summary"]
    assert found == [("status", "amber"), ("underlying_status", "amber"), ("tsl", "97")]


def test_figures_that_make_no_value_are_named_and_left(open_result: Result, monkeypatch):
    def refuse(*arguments):
        raise ValueError

    monkeypatch.setattr("kpis.actions.rejudging.UnusableMeasurement", ValueError)
    monkeypatch.setattr(Rulebook, "judgement", refuse)
    lines, _ = complaints("TST-1")
    assert lines == [
        "TST-1 IMT_KPI_01 2021-07 outcome: stored measured, derived no value: : not mended, the month is "
        "not open"
    ]


def test_one_contract_or_all(open_result: Result, other_contract: Contract):
    spoil(open_result, points=1)
    assert said("TST-2", check=True) == "Stored equals derived.\n"
    assert complaints(check=True)[0] == ["TST-1 IMT_KPI_01 2021-07 points: stored 1, derived 10"]


def test_a_contract_that_is_not_there_is_named():
    with pytest.raises(CommandError, match=r"^There is no contract NO-1\.$"):
        said("NO-1")


def test_queries_do_not_grow_with_months_and_kpis(
    lincolnshire: Contract, barnet: Contract, django_assert_num_queries
):
    """Three for the rulebook, one each for results, periods, KPIs, credit terms, statuses and points, counts
    and credits; four more for tiers, payments, suspensions and areas where there are credit terms."""
    for contract, queries in ((lincolnshire, 14), (barnet, 10)):
        with django_assert_num_queries(queries):
            assert list(differences_of(contract)) == []


def test_mending_returns_what_was_found(contract: Contract, open_result: Result):
    spoil(open_result, points=1)
    assert rejudge(contract=contract) == [
        Difference(
            contract="TST-1",
            what="IMT_KPI_01",
            month=JULY,
            column="points",
            stored="1",
            derived="10",
            mendable=True,
        )
    ]
    assert rejudge(contract=contract) == []
