"""Financial years, April to March."""

from __future__ import annotations

import pytest

from contracts.calculations.months import Month
from contracts.calculations.years import FinancialYear


@pytest.mark.parametrize(
    ("month", "name"),
    [
        pytest.param(Month(2021, 3), "2020/21", id="its-last-month"),
        pytest.param(Month(2021, 4), "2021/22", id="its-first-month"),
        pytest.param(Month(1999, 12), "1999/00", id="over-a-century"),
    ],
)
def test_a_month_lies_in_the_year_that_april_began(month, name):
    year = FinancialYear.of(month)
    assert year.name == name
    assert year.first <= month <= year.last
    assert year.last.months_since(year.first) == 11


@pytest.mark.parametrize("text", ["2021-22", "1999-00"])
def test_a_year_is_read_as_it_is_written(text):
    assert str(FinancialYear.parse(text)) == text


@pytest.mark.parametrize("text", ["2021", "2021-23", "2021/22", "", "0000-01", "9999-00", "٢٠٢١-٢٢"])
def test_what_is_no_financial_year_is_refused(text):
    with pytest.raises(ValueError, match="not a financial year"):
        FinancialYear.parse(text)
