"""How a figure compares with an earlier one."""

from decimal import Decimal

import pytest

from kpis.calculations.baseline import Movement, is_volume, movement
from kpis.calculations.rag import Better, Unit


@pytest.mark.parametrize(
    ("before", "after", "better", "expected"),
    [
        pytest.param("90.0", "90.1", Better.HIGHER, Movement.BETTER, id="a-tenth-more-where-more-is-better"),
        pytest.param("90.0", "89.9", Better.HIGHER, Movement.WORSE, id="a-tenth-less-where-more-is-better"),
        pytest.param("14", "13", Better.LOWER, Movement.BETTER, id="a-day-less-where-less-is-better"),
        pytest.param("14", "15", Better.LOWER, Movement.WORSE, id="a-day-more-where-less-is-better"),
        pytest.param("70000", "70001", None, Movement.HIGHER, id="a-volume-that-rises"),
        pytest.param("70000", "69999", None, Movement.LOWER, id="a-volume-that-falls"),
        pytest.param("90.0", "90.00", Better.HIGHER, Movement.SAME, id="the-same-where-more-is-better"),
        pytest.param("90.0", "90.00", None, Movement.SAME, id="the-same-volume"),
    ],
)
def test_a_figure_is_compared_by_its_direction(before, after, better, expected):
    assert movement(Decimal(before), Decimal(after), better) is expected


@pytest.mark.parametrize(
    ("unit", "has_target", "expected"),
    [
        pytest.param(Unit.NUMBER, False, True, id="a-number-without-a-target"),
        pytest.param(Unit.NUMBER, True, False, id="a-number-with-a-target"),
        pytest.param(Unit.PERCENT, False, False, id="a-rate-without-a-target"),
    ],
)
def test_a_volume_is_a_number_that_nobody_set_a_target_for(unit, has_target, expected):
    assert is_volume(unit, has_target=has_target) is expected
