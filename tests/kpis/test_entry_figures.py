"""What people type into the boxes: read as they mean it, or answered with a sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contracts.figures import NotAFigure, parse_figure
from kpis.figures import for_input, printed_value
from kpis.models import Result
from tests.kpis.sheets import held, row, sheet, text_of

LONGEST = "99999999999.9999"


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("", None),
        ("   ", None),
        ("0", "0"),
        ("1,234.5", "1234.5"),
        ("1 234 567", "1234567"),
        ("\N{NO-BREAK SPACE}95\N{NO-BREAK SPACE}%", "95"),
        ("95%", "95"),
        ("£1,200", "1200"),
        ("-£1,200.50", "-1200.50"),
        ("\N{MINUS SIGN}3", "-3"),
        (".5", "0.5"),
        ("5.", "5"),
        ("0007", "7"),
        ("-0", "0"),
        ("1.50000", "1.5"),
        (LONGEST, LONGEST),
    ],
)
def test_figures_are_read_as_people_write_them(typed, figure):
    assert parse_figure(typed) == (None if figure is None else Decimal(figure))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("ninety", "must be a number"),
        ("95 or so", "must be a number"),
        ("-", "must be a number"),
        (".", "must be a number"),
        ("%", "must be a number"),
        ("1e5", "must be a number"),
        ("NaN", "must be a number"),
        ("Infinity", "must be a number"),
        ("٣", "must be a number"),
        ("12 34", "must be a number"),
        ("1.2.3", "must be a number"),
        ("1,5", "a full stop before its decimals and commas only between thousands"),
        ("1.234,50", "a full stop before its decimals and commas only between thousands"),
        ("12,34,567", "a full stop before its decimals and commas only between thousands"),
        ("1.23456", "at most 4 decimals"),
        ("100000000000", "at most 11 digits before its decimals"),
    ],
)
def test_what_is_no_figure_is_refused_in_words(typed, why):
    with pytest.raises(NotAFigure, match=why):
        parse_figure(typed)


def test_a_figure_that_is_shown_for_editing_reads_back_as_itself():
    for text in ("0", "100", "1803", "97.5", "-3.25", LONGEST):
        stored = Decimal(text).quantize(Decimal("0.0001"))
        assert parse_figure(for_input(stored)) == stored
        assert for_input(stored) == text


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "printed"),
    [
        (None, "percent", 2, "–"),
        ("97.5000", "percent", 2, "97.50%"),
        ("99.9500", "percent", 1, "99.95%"),
        ("52.0000", "seconds", 0, "52 seconds"),
        ("1.0000", "days", 0, "1 day"),
        ("1200.0000", "number", 0, "1,200"),
        ("1200.5000", "currency", 2, "£1,200.50"),
        ("-3.0000", "currency", 0, "-£3"),
    ],
)
def test_values_are_printed_with_their_unit(value, unit, decimals, printed):
    assert printed_value(None if value is None else Decimal(value), unit, decimals) == printed


MISTAKES = [
    pytest.param({"value": "ninety"}, "value", "The value of IMT_KPI_01 must be a number", id="text"),
    pytest.param(
        {"numerator": "5"}, "denominator", "Enter the denominator of IMT_KPI_01 too", id="no-denominator"
    ),
    pytest.param(
        {"denominator": "5"}, "numerator", "Enter the numerator of IMT_KPI_01 too", id="no-numerator"
    ),
    pytest.param(
        {"numerator": "5", "denominator": "0"},
        "denominator",
        "The denominator of IMT_KPI_01 must be above zero.",
        id="over-zero",
    ),
    pytest.param(
        {"numerator": "5", "denominator": "-1"},
        "denominator",
        "The denominator of IMT_KPI_01 must be above zero.",
        id="below-zero",
    ),
    pytest.param(
        {"outcome": "not_reported", "value": "95"},
        "outcome",
        "IMT_KPI_01 is marked “not reported”, so it has no figures",
        id="not-reported-with-a-value",
    ),
    pytest.param(
        {"outcome": "no_activity", "numerator": "1", "denominator": "1"},
        "outcome",
        "IMT_KPI_01 is marked “no activity”, so it has no figures",
        id="no-activity-with-figures",
    ),
    pytest.param(
        {"outcome": "measured"}, "value", "Enter the value of IMT_KPI_01, or its numerator", id="measured"
    ),
    pytest.param(
        {"comment": "It went well"}, "outcome", "Enter the figures of IMT_KPI_01 or choose", id="only-text"
    ),
    pytest.param(
        {"numerator": "99999999999", "denominator": "0.0001"},
        "denominator",
        "The figures of IMT_KPI_01 make a value too large to keep.",
        id="too-large-computed",
    ),
    pytest.param(
        {"value": "99999999999.999"}, "value", "make a value too large to keep", id="too-large-rounded"
    ),
    pytest.param(
        {"value": "96", "comment": "x" * 5001},
        "comment",
        "The comment of IMT_KPI_01 can have at most 5,000 characters; it has 5,001.",
        id="long-comment",
    ),
    pytest.param({"outcome": "splendid", "value": "96"}, "outcome", "splendid", id="unknown-outcome"),
]


@pytest.mark.parametrize(("typed", "field", "sentence"), MISTAKES)
def test_a_mistake_is_told_beside_its_input_and_on_top_and_nothing_is_lost(
    contract, period, officer, client_of, typed, field, sentence
):
    sent = row(**typed) | row("IMT_KPI_02", value="3")
    answer = client_of(officer).post(sheet(contract), sent)

    page = answer.content.decode()
    assert text_of(answer).count(sentence) == 2
    assert f'<a href="#IMT_KPI_01-{field}">' in page
    assert f'id="IMT_KPI_01-{field}-error"' in page
    assert f'aria-invalid="true" aria-describedby="IMT_KPI_01-{field}-error"' in page
    assert "<title>Error: " in page
    for name, text in typed.items():
        if name != "outcome":
            assert held(answer, f"IMT_KPI_01-{name}") == text
    assert held(answer, "IMT_KPI_02-value") == "3"
    assert not Result.objects.filter(period=period).exists()


def test_figures_are_saved_as_they_were_meant(contract, period, officer, client_of):
    sent = row(numerator="1,234", denominator="1 300", value="94.92%") | row("IMT_KPI_02", value=" 4 ")
    client_of(officer).post(sheet(contract), sent)

    first, second = Result.objects.filter(period=period).order_by("kpi__reference")
    assert (first.numerator, first.denominator, first.stated_value) == (1234, 1300, Decimal("94.92"))
    assert (first.outcome, first.value, first.status) == ("measured", Decimal("94.92"), "amber")
    assert (second.value, second.status) == (4, "green")
