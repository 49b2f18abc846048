"""Saving results: what is written, how it is judged and counted, and what leaves a trace."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contracts.refusals import NotAllowed
from kpis.actions.results import Edit, save_results
from kpis.calculations.rag import Outcome
from kpis.entered import NOTHING, Entered
from kpis.models import Kpi, PeriodState, PeriodSummary, Result
from tests.factories import make_contract, make_kpi, make_mitigation, make_period, make_result

MEASURED = Outcome.MEASURED


def measured(value=None, numerator=None, denominator=None, **texts) -> Entered:
    figures = {"stated_value": value, "numerator": numerator, "denominator": denominator}
    given = {name: Decimal(figure) for name, figure in figures.items() if figure is not None}
    return Entered(outcome=MEASURED, **given, **texts)


def kpi(contract, reference="IMT_KPI_01") -> Kpi:
    return contract.kpis.get(reference=reference)


def save(period, by, *edits):
    return save_results(period=period, by=by, edits=[Edit(kpi=k, version=v, entered=e) for k, v, e in edits])


def summary_of(period) -> PeriodSummary:
    return PeriodSummary.objects.get(period=period)


def test_a_new_result_is_judged_by_the_terms_in_force_and_counted(contract, period, officer):
    saved = save(period, officer, (kpi(contract), 0, measured(numerator=92, denominator=100)))

    result = Result.objects.get(period=period)
    assert saved.written == ["IMT_KPI_01"]
    assert (result.value, result.status, result.tsl, result.msl) == (92, "amber", 95, 90)
    assert (result.contract, result.month, result.entered_by, result.version) == (
        contract,
        period.month,
        officer,
        1,
    )
    assert (summary_of(period).amber, summary_of(period).awaiting) == (1, 2)


def test_every_change_leaves_who_and_from_what_to_what(contract, period, officer, second_officer):
    save(period, officer, (kpi(contract), 0, measured("96")))
    save(period, second_officer, (kpi(contract), 1, measured("91", comment="Counted again")))

    newest, oldest = Result.history.filter(period=period)
    assert (oldest.history_type, oldest.history_user, oldest.value) == ("+", officer, 96)
    assert (newest.history_type, newest.history_user, newest.value) == ("~", second_officer, 91)
    assert (newest.comment, newest.version, newest.entered_by) == ("Counted again", 2, second_officer)


def test_an_edit_that_says_what_is_stored_writes_nothing(contract, period, officer, second_officer):
    save(period, officer, (kpi(contract), 0, measured("96", comment="One line\nand another")))

    again = measured("96.00", comment="One line\nand another")
    saved = save(period, second_officer, (kpi(contract), 1, again))

    assert (saved.written, saved.conflicts) == ([], [])
    assert Result.objects.get(period=period).entered_by == officer
    assert Result.history.filter(period=period).count() == 1


def test_saving_nothing_moves_no_record(contract, period, officer):
    before = contract.record_version.number
    save(period, officer, (kpi(contract), 0, NOTHING))
    contract.record_version.refresh_from_db()
    assert contract.record_version.number == before


@pytest.mark.parametrize("outcome", [MEASURED, Outcome.NO_ACTIVITY])
def test_nothing_out_of_nothing_is_no_activity_without_figures(contract, period, officer, outcome):
    zeros = Entered(outcome=outcome, numerator=Decimal(0), denominator=Decimal(0), stated_value=Decimal(100))
    saved = save(period, officer, (kpi(contract), 0, zeros))

    result = Result.objects.get(period=period)
    assert saved.without_activity == ["IMT_KPI_01"]
    assert (result.outcome, result.status) == ("no_activity", "no_activity")
    assert (result.numerator, result.denominator, result.stated_value, result.value) == (
        None,
        None,
        None,
        None,
    )


def test_clearing_a_row_deletes_the_result_and_keeps_that_it_was_there(contract, period, officer, manager):
    save(period, officer, (kpi(contract), 0, measured("96")))
    saved = save(period, manager, (kpi(contract), 1, NOTHING))

    assert saved.cleared == ["IMT_KPI_01"]
    assert not Result.objects.filter(period=period).exists()
    last = Result.history.filter(period=period).first()
    assert (last.history_type, last.history_user, last.value) == ("-", manager, 96)
    assert (summary_of(period).green, summary_of(period).awaiting) == (0, 3)


def test_the_version_of_a_result_goes_on_after_it_was_cleared(contract, period, officer):
    save(period, officer, (kpi(contract), 0, measured("96")))
    save(period, officer, (kpi(contract), 1, NOTHING))
    save(period, officer, (kpi(contract), 0, measured("97")))
    assert Result.objects.get(period=period).version == 2


def test_mitigation_comes_last(contract, period, officer):
    make_mitigation(kpi(contract), month_from="2021-07")
    save(period, officer, (kpi(contract), 0, measured("60")))
    result = Result.objects.get(period=period)
    assert (result.status, result.underlying_status) == ("blue", "red")


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (PeriodState.SUBMITTED, "July 2021 was submitted, so its results cannot be changed"),
        (PeriodState.SIGNED_OFF, "July 2021 is signed off, so its results cannot be changed"),
    ],
)
def test_a_month_that_is_not_open_refuses_results(contract, period, officer, state, sentence):
    period.state = state
    period.save()
    with pytest.raises(NotAllowed, match=sentence):
        save(period, officer, (kpi(contract), 0, measured("96")))
    assert not Result.objects.filter(period=period).exists()


def test_the_refusal_says_who_submitted(contract, period, officer, second_officer):
    period.state, period.submitted_by = PeriodState.SUBMITTED, second_officer
    period.save()
    with pytest.raises(NotAllowed, match="submitted by Oscar Officer"):
        save(period, officer, (kpi(contract), 0, measured("96")))


@pytest.mark.parametrize("which", ["not due", "of another contract", "out of service"])
def test_a_kpi_that_has_no_place_in_the_month_is_refused_and_nothing_is_written(
    contract, period, officer, other_contract, which
):
    outside = {
        "not due": lambda: kpi(contract, "CSC_KPI_02"),
        "of another contract": lambda: kpi(other_contract),
        "out of service": lambda: make_kpi(contract, "IMT_KPI_09", in_service_to="2021-06"),
    }[which]()
    with pytest.raises(NotAllowed, match="is not due in July 2021"):
        save(period, officer, (kpi(contract), 0, measured("96")), (outside, 0, measured("96")))
    assert not Result.objects.filter(period=period).exists()


def test_a_result_that_is_there_though_not_due_can_be_mended(contract, period, officer):
    make_result(kpi(contract, "CSC_KPI_02"), "2021-07", "70")
    save(period, officer, (kpi(contract, "CSC_KPI_02"), 1, measured("90")))
    assert Result.objects.get(period=period).value == 90


@pytest.mark.parametrize("change", [False, True], ids=["new results", "changed results"])
def test_the_queries_of_a_save_do_not_grow_with_its_results(change, officer, django_assert_max_num_queries):
    counted = []
    for size in (3, 30):
        contract = make_contract(f"SAVE-{size}")
        period = make_period(contract, "2021-07")
        kpis = [make_kpi(contract, f"IMT_KPI_{number:02}") for number in range(size)]
        if change:
            save(period, officer, *((each, 0, measured("94")) for each in kpis))
        with django_assert_max_num_queries(20) as queries:
            saved = save(period, officer, *((each, int(change), measured("96")) for each in kpis))
        assert len(saved.written) == size
        counted.append(len(queries))
    assert counted[0] == counted[1]
