"""Figures as they are kept and shown."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kpis.calculations.rag import Unit
from kpis.figures import printed, to_decimals, unpadded, with_thousands


@pytest.mark.parametrize(
    ("stored", "decimals", "shown"),
    [
        pytest.param("7.0000", 2, "7.00", id="zeros-of-the-column-go"),
        pytest.param("7", 2, "7.00", id="zeros-of-the-kpi-come"),
        pytest.param("1.0000", 0, "1", id="whole-numbers"),
        pytest.param("99.9500", 1, "99.95", id="more-decimals-than-the-kpi-has-are-kept"),
        pytest.param("-0.5000", 1, "-0.5", id="below-zero"),
        pytest.param("1200.0000", 0, "1200", id="no-exponent"),
    ],
)
def test_a_stored_figure_has_the_decimals_of_its_kpi_and_loses_none(stored, decimals, shown):
    assert f"{to_decimals(Decimal(stored), decimals):f}" == shown


@pytest.mark.parametrize(
    ("figure", "unit", "shown"),
    [
        pytest.param("61.40", Unit.PERCENT, "61.40%", id="percent"),
        pytest.param("70000", Unit.NUMBER, "70,000", id="thousands"),
        pytest.param("1", Unit.DAYS, "1 day", id="one-day"),
        pytest.param("12", Unit.DAYS, "12 days", id="days"),
        pytest.param("-1234.50", Unit.CURRENCY, "-£1,234.50", id="pounds-owed"),
    ],
)
def test_a_figure_is_shown_with_its_unit(figure, unit, shown):
    assert printed(Decimal(figure), unit) == shown


def test_no_figure_is_a_dash():
    assert printed(None, Unit.PERCENT) == "–"


@pytest.mark.parametrize(
    ("figure", "bare", "apart"),
    [
        ("1473.0000", "1473", "1,473"),
        ("97.5000", "97.5", "97.5"),
        ("0.0000", "0", "0"),
        ("30.0000", "30", "30"),
    ],
)
def test_a_figure_is_shown_without_padding(figure, bare, apart):
    assert (unpadded(Decimal(figure)), with_thousands(Decimal(figure))) == (bare, apart)
