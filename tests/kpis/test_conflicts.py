"""Two officers on the same result: the second sees both versions and chooses; nothing is lost."""

from __future__ import annotations

import pytest

from kpis.models import Result
from tests.factories import make_result
from tests.kpis.sheets import held, row, sheet, text_of


@pytest.fixture
def result(contract, period) -> Result:
    """The result that both officers have on their screens."""
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    return make_result(kpi, "2021-07", "96", comment="As first entered")


@pytest.fixture
def first(client_of, officer):
    return client_of(officer)


@pytest.fixture
def second(client_of, second_officer):
    return client_of(second_officer)


@pytest.fixture
def crossed(contract, result, first) -> None:
    """The first officer has changed the result since the second opened the sheet."""
    first.post(sheet(contract), row(version=1, value="91", comment="A batch was missing"))


def stored(result: Result) -> tuple:
    result = Result.objects.get(kpi=result.kpi, month=result.month)
    return result.value, result.comment, result.version, str(result.entered_by)


MINE = {"value": "97", "comment": "The provider sent a correction", "impact": "None"}


def test_the_second_sees_both_versions_and_who_changed_what_when(contract, result, second, crossed):
    answer = second.post(sheet(contract), row(version=1, **MINE))

    assert answer.status_code == 409
    text = text_of(answer)
    assert "Olive Officer changed IMT_KPI_01 while you were typing: choose what to keep." in text
    assert "Olive Officer changed IMT_KPI_01 at" in text
    assert "Measured: 91.00% Comment: A batch was missing" in text
    assert "Measured: 97.00% Comment: The provider sent a correction Impact: None" in text


def test_nothing_of_what_the_second_typed_is_lost_and_nothing_is_overwritten(
    contract, result, second, crossed
):
    answer = second.post(sheet(contract), row(version=1, **MINE))

    assert {name: held(answer, f"IMT_KPI_01-{name}") for name in MINE} == MINE
    assert stored(result) == (91, "A batch was missing", 2, "Olive Officer")


def test_rows_that_nobody_else_touched_are_saved_all_the_same(contract, result, second, crossed):
    answer = second.post(sheet(contract), row(version=1, **MINE) | row("IMT_KPI_02", value="3"))

    assert "1 result saved: IMT_KPI_02." in text_of(answer)
    assert held(answer, "IMT_KPI_02-version") == "1"
    assert Result.objects.get(kpi__reference="IMT_KPI_02", contract=contract).value == 3


def test_the_second_may_keep_theirs(contract, result, second, crossed):
    second.post(sheet(contract), row(version=1, seen=2, keep="theirs", **MINE))
    assert stored(result) == (91, "A batch was missing", 2, "Olive Officer")


def test_what_is_set_aside_for_theirs_need_not_even_be_right(contract, result, second, crossed):
    answer = second.post(sheet(contract), row(version=1, seen=2, keep="theirs", value="ninety"))
    assert answer.status_code == 302


@pytest.mark.parametrize("typed", [MINE, MINE | {"value": "97.5"}], ids=["as it stands", "edited further"])
def test_the_second_may_use_their_own(contract, result, second, crossed, typed):
    answer = second.post(sheet(contract), row(version=1, seen=2, keep="mine", **typed))
    assert answer.status_code == 302
    assert stored(result)[2:] == (3, "Oscar Officer")
    assert str(stored(result)[0].normalize()) == typed["value"]


def test_without_a_choice_the_question_stays(contract, result, second, crossed):
    answer = second.post(sheet(contract), row(version=1, seen=2, **MINE))
    assert answer.status_code == 409
    assert stored(result)[0] == 91


def test_a_choice_made_before_a_third_change_is_asked_again(contract, result, first, second, crossed):
    first.post(sheet(contract), row(version=2, value="92", comment="And another batch"))

    answer = second.post(sheet(contract), row(version=1, seen=2, keep="mine", **MINE))

    assert answer.status_code == 409
    assert "Measured: 92.00% Comment: And another batch" in text_of(answer)
    assert held(answer, "IMT_KPI_01-seen") == "3"
    assert 'value="mine" checked' not in answer.content.decode()
    assert stored(result)[0] == 92


def test_the_same_typed_by_both_is_no_conflict(contract, result, second, crossed):
    answer = second.post(sheet(contract), row(version=1, value="91.00 %", comment="A batch was missing"))
    assert answer.status_code == 302
    assert stored(result) == (91, "A batch was missing", 2, "Olive Officer")


def test_a_row_that_the_second_left_alone_is_no_conflict_and_keeps_the_others_change(
    contract, result, second, crossed
):
    answer = second.post(sheet(contract), row(version=1, value="96", comment="As first entered"))
    assert answer.status_code == 302
    assert stored(result) == (91, "A batch was missing", 2, "Olive Officer")


def test_two_who_both_enter_a_first_result_cross_as_well(contract, period, first, second):
    first.post(sheet(contract), row(value="96"))
    answer = second.post(sheet(contract), row(value="97"))
    assert answer.status_code == 409
    assert "Measured: 96.00%" in text_of(answer)


def test_an_edit_of_what_another_cleared_says_so(contract, result, first, second):
    first.post(sheet(contract), row(version=1))
    answer = second.post(sheet(contract), row(version=1, **MINE))

    assert answer.status_code == 409
    assert "Olive Officer changed IMT_KPI_01" in text_of(answer)
    assert "No result yet" in text_of(answer)
    assert not Result.objects.filter(kpi=result.kpi, month=result.month).exists()

    second.post(sheet(contract), row(version=1, seen=0, keep="mine", **MINE))
    assert stored(result)[0] == 97


def test_a_result_cleared_and_entered_anew_is_not_taken_for_the_one_that_was_seen(
    contract, result, first, second
):
    first.post(sheet(contract), row(version=1))
    first.post(sheet(contract), row(value="88"))
    answer = second.post(sheet(contract), row(version=1, **MINE))
    assert answer.status_code == 409
    assert stored(result)[0] == 88


def test_a_mistake_elsewhere_on_the_sheet_does_not_hide_a_conflict(contract, result, second, crossed):
    answer = second.post(
        sheet(contract), row(version=1, seen=2, keep="mine", **MINE) | row("IMT_KPI_02", value="three")
    )
    assert answer.status_code == 200
    assert "Measured: 91.00% Comment: A batch was missing" in text_of(answer)
    assert 'value="mine" checked' in answer.content.decode()
    assert stored(result)[0] == 91


def test_a_result_from_a_file_has_nobody_who_entered_it(contract, result, second):
    result.version, result.stated_value = 2, 93
    result.save()
    answer = second.post(sheet(contract), row(version=1, **MINE))
    assert "A person unknown changed IMT_KPI_01" in text_of(answer)
