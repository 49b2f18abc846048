"""A cell that does not hold what its column is for: the whole bundle is refused."""

from __future__ import annotations

import pytest

from tests.kpis.bundles.breaking import REFERENCE, Break, assert_refused, cell
from tests.kpis.bundles.small import SmallBundle

BROKEN = [
    pytest.param(
        cell("results", 5, "value", "abc"),
        "results.csv line 5 column value: found “abc”, expected a number in digits, with a point before "
        "decimals and no other signs",
        id="text in a number",
    ),
    pytest.param(
        cell("service_payments", 2, "amount", "1,000.50"),
        "service_payments.csv line 2 column amount: found “1,000.50”, expected a number in digits, with a "
        "point before decimals and no other signs",
        id="thousands marked by a comma",
    ),
    pytest.param(
        cell("results", 5, "value", "NaN"),
        "results.csv line 5 column value: found “NaN”, expected a number in digits, with a point before "
        "decimals and no other signs",
        id="not a number by name",
    ),
    pytest.param(
        cell("results", 5, "value", "4.00001"),
        "results.csv line 5 column value: found “4.00001”, expected a number with at most 4 decimals",
        id="too many decimals",
    ),
    pytest.param(
        cell("results", 5, "value", "123456789012"),
        "results.csv line 5 column value: found “123456789012”, expected a number with at most 11 digits "
        "before the point",
        id="number too long",
    ),
    pytest.param(
        cell("results", 2, "denominator", "0"),
        "results.csv line 2 column denominator: found “0”, expected a number above 0; where there was "
        "nothing to measure, the outcome is no_activity",
        id="denominator zero",
    ),
    pytest.param(
        cell("kpi_terms", 2, "points", "-1"),
        "kpi_terms.csv line 2 column points: found “-1”, expected a number that is not negative",
        id="negative points",
    ),
    pytest.param(
        cell("credit_terms", 2, "red_share", "1.01"),
        "credit_terms.csv line 2 column red_share: found “1.01”, expected a number from 0 to 1",
        id="share above one",
    ),
    pytest.param(
        cell("credit_terms", 3, "repeat_multiplier", "0.99"),
        "credit_terms.csv line 3 column repeat_multiplier: found “0.99”, expected a number of at least 1; "
        "a repeat failure cannot cost less than a first",
        id="multiplier below 1",
    ),
    pytest.param(
        lambda bundle: bundle.without_column("credit_terms", "regime"),
        "credit_terms.csv line 3 column amber_share: found nothing, expected a number\n"
        "credit_terms.csv line 3 column red_share: found nothing, expected a number",
        id="no share where there is no other regime",
    ),
    pytest.param(
        cell("warning_rules", 2, "number", "0"),
        "warning_rules.csv line 2 column number: found “0”, expected a number above 0",
        id="warning of nothing",
    ),
    pytest.param(
        cell("credit_terms", 2, "cap_percent", "100.01"),
        "credit_terms.csv line 2 column cap_percent: found “100.01”, expected a number from 0 to 100",
        id="cap above all of the payment",
    ),
    pytest.param(
        cell("kpis", 2, "decimals", "5"),
        "kpis.csv line 2 column decimals: found “5”, expected a number from 0 to 4",
        id="more decimals than are kept",
    ),
    pytest.param(
        cell("kpis", 2, "decimals", "1.5"),
        "kpis.csv line 2 column decimals: found “1.5”, expected a number with at most 0 decimals",
        id="half a decimal",
    ),
    pytest.param(
        cell("results", 4, "month", "2021-13"),
        "results.csv line 4 column month: found “2021-13”, expected a month written YYYY-MM; there is no "
        "month 13 of the year 2021",
        id="thirteenth month",
    ),
    pytest.param(
        cell("workstream_stages", 2, "month_to", "Jun 21"),
        "workstream_stages.csv line 2 column month_to: found “Jun 21”, expected a month written YYYY-MM",
        id="month in words",
    ),
    pytest.param(
        cell("change_notices", 2, "date", "31/11/2021"),
        "change_notices.csv line 2 column date: found “31/11/2021”, expected a date written YYYY-MM-DD; "
        "moreover, November 2021 has 30 days",
        id="the impossible date that the report of 2022 prints",
    ),
    pytest.param(
        cell("change_notices", 2, "date", "30/11/2021"),
        "change_notices.csv line 2 column date: found “30/11/2021”, expected a date written YYYY-MM-DD, "
        "here 2021-11-30",
        id="date with slashes",
    ),
    pytest.param(
        cell("contract", 2, "commencement", "2021-02-29"),
        "contract.csv line 2 column commencement: found “2021-02-29”, expected a date written YYYY-MM-DD; "
        "February 2021 has 28 days",
        id="29 February of a common year",
    ),
    pytest.param(
        cell("contract", 2, "end", "2022-13-01"),
        "contract.csv line 2 column end: found “2022-13-01”, expected a date written YYYY-MM-DD; there is "
        "no month 13 in a year",
        id="date in the thirteenth month",
    ),
    pytest.param(
        cell("issues", 2, "raised", "0000-05-22"),
        "issues.csv line 2 column raised: found “0000-05-22”, expected a date written YYYY-MM-DD; there is "
        "no year 0000",
        id="year nought",
    ),
    pytest.param(
        cell("results", 2, "outcome", "Measured"),
        "results.csv line 2 column outcome: found “Measured”, expected one of measured, not_reported, "
        "no_activity",
        id="unknown word",
    ),
    pytest.param(
        cell("kpis", 3, "description", "  "),
        "kpis.csv line 3 column description: found nothing, expected a text",
        id="blank required text",
    ),
    pytest.param(
        cell("service_areas", 2, "name", "x" * 201),
        f"service_areas.csv line 2 column name: found “{'x' * 59}…”, expected at most 200 characters, "
        "not 201",
        id="text too long",
    ),
    pytest.param(
        cell("contract", 2, "title", "ring\x00"),
        "contract.csv line 2 column title: found “ring\ufffd”, expected a text without NUL characters",
        id="NUL character",
    ),
    pytest.param(
        cell("commitments", 2, "ref", "C/1"),
        f"commitments.csv line 2 column ref: found “C/1”, expected {REFERENCE}",
        id="reference with a character that addresses cannot have",
    ),
    pytest.param(
        cell("savings", 2, "financial_year", "2021-22"),
        "savings.csv line 2 column financial_year: found “2021-22”, expected a financial year written as "
        "2013/14",
        id="financial year with a hyphen",
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("broken", "sentences"), BROKEN)
def test_a_bundle_with_a_wrong_cell_is_refused_whole(
    small: SmallBundle, broken: Break, sentences: str, django_assert_num_queries
):
    broken(small)
    assert_refused(small, sentences, django_assert_num_queries)
