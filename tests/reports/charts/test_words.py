"""What charts say in words and as tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.charts.values import Band
from reports.charts.words import alternative, readings, sentences, table_of
from tests.reports.charts.sketches import (
    CREDITS,
    EVERY,
    GRID,
    NAMES,
    NOTHING,
    ONE_FIGURE,
    POINTS,
    PROGRAMME,
    SAVINGS,
    XMR,
)


def test_bars_tell_of_all_bands_together_and_of_each():
    assert sentences(POINTS) == [
        "Points, Apr 21 to Jun 21, 3 months.",
        "All together: 10 points in Apr 21 and 63.5 points in Jun 21; "
        "most 63.5 points in Jun 21; something in 2 of 3 months.",
        "IMT: 10 points in Apr 21 and 62.5 points in Jun 21; "
        "most 62.5 points in Jun 21; something in 2 of 3 months.",
        "CSC: none in Apr 21 and 1 point in Jun 21; most 1 point in Jun 21; something in 1 of 3 months.",
    ]


def test_bars_leave_out_months_that_are_not_known_and_tell_of_the_line_too():
    text = alternative(CREDITS)
    assert (
        "All together: £4,500.00 in Apr 21 and £9,000.00 in Jun 21; most £9,000.00 in Jun 21, least" in text
    )
    assert "Cap: £8,568.92 in Apr 21 and £8,568.92 in Jun 21; the same in every month." in text


def test_the_months_of_a_highest_that_comes_more_than_once_are_counted():
    twice = replace(POINTS, bands=(Band(name="IMT", numbers=(5.0, 2.0, 5.0), tone="area_1"),))
    assert "most 5 points in 2 months, latest Jun 21, least 2 points in May 21" in alternative(twice)


def test_a_band_without_anything_says_so():
    empty = replace(POINTS, bands=(Band(name="PM", numbers=(0.0, 0.0, 0.0), tone="area_3"),))
    assert "PM: none in any month." in alternative(empty)


def test_groups_tell_of_each_label_with_all_its_bars():
    assert sentences(SAVINGS) == [
        "Savings.",
        "2021/22: contracted £7,000,000.00, delivered £6,500,000.50.",
        "2022/23: contracted £8,000,000.00, delivered not known.",
    ]
    assert table_of(SAVINGS) == (
        ("Financial year", "Contracted", "Delivered"),
        (("2021/22", "£7,000,000.00", "£6,500,000.50"), ("2022/23", "£8,000,000.00", "–")),
    )


def test_a_kpi_tells_of_its_figures_lines_levels_marks_and_mitigations():
    assert sentences(XMR) == [
        "IMT_KPI_01: calls answered.",
        "2 figures, from 96.2% in Apr 21 to 88.0% in Jun 21; highest 96.2% in Apr 21, "
        "lowest 88.0% in Jun 21.",
        "Mean 92.10%, limits 70.29% and 113.91%, provisional because there are fewer than 13 figures.",
        "In the last month: TSL 96.0% (changed once before), MSL 90.0%.",
        "1 point marked as concern, latest Jun 21 (below the lower limit).",
        "Mitigated in May 21.",
    ]


def test_a_kpi_without_marks_says_that_chance_explains_it():
    assert "No point is marked" in alternative(replace(XMR, marks=()))


def test_a_kpi_with_one_figure_has_no_lines():
    text = alternative(ONE_FIGURE)
    assert "One figure: 96.2% in Apr 21. Too few figures for a mean and limits." in text
    assert "marked" not in text


def test_a_grid_counts_the_last_month_and_names_what_fell_short():
    assert sentences(GRID) == [
        "Statuses: 2 KPIs by 3 months, Apr 21 to Jun 21.",
        "In Jun 21: 1 green, 1 no result yet.",
        "1 of 2 KPIs were green whenever they were in service.",
        "IMT_KPI_01 amber in May 21.",
    ]


@pytest.mark.parametrize(
    ("shortfalls", "said"),
    [(0, "None was amber or red."), (12, "; "), (13, "KPIs were amber or red 13 times.")],
    ids=["none", "as many as are named", "more"],
)
def test_a_grid_counts_shortfalls_that_are_too_many_to_name(shortfalls, said):
    labels = tuple(str(place) for place in range(13))
    row = ("red",) * shortfalls + ("green",) * (13 - shortfalls)
    assert said in sentences(replace(GRID, labels=labels, rows=(("A", "IMT"),), statuses=(row,)))[-1]


def test_a_programme_tells_of_stages_and_of_the_one_it_is_in():
    assert sentences(PROGRAMME) == [
        "Programme.",
        "Now is May 21.",
        "R&D <b> (on plan): Options Apr 21 to May 21; Transition Jun 21 to Mar 24; now in Options.",
    ]


@pytest.mark.parametrize("chart", NOTHING, ids=lambda chart: chart.key)
def test_a_chart_of_nothing_says_so(chart):
    assert sentences(chart)[1] in {"There is nothing to show yet.", "No figure is on record."}
    assert table_of(chart)[1] == ()


@pytest.mark.parametrize(
    ("chart", "header", "last"),
    [
        (POINTS, ("Month", "IMT", "CSC", "All"), ("Jun 21", "62.5", "1", "63.5")),
        (
            CREDITS,
            ("Month", "Payable", "Lost to the cap", "All", "Cap"),
            ("Jun 21", "£8,568.92", "£431.08", "£9,000.00", "£8,568.92"),
        ),
        (
            XMR,
            ("Month", "Value", "Status", "TSL", "MSL", "Mark"),
            ("Jun 21", "88.0%", "Red", "96.0%", "90.0%", "Concern: below the lower limit"),
        ),
        (
            GRID,
            ("KPI", "Area", "Apr 21", "May 21", "Jun 21"),
            ("IMT_KPI_01", "IMT", "", "Amber", "No result yet"),
        ),
        (
            PROGRAMME,
            ("Workstream", "Stage", "Months", "Status"),
            ("R&D <b>", "Transition", "Jun 21 to Mar 24", "On plan"),
        ),
        (
            SAVINGS,
            ("Financial year", "Contracted", "Delivered"),
            ("2022/23", "£8,000,000.00", "–"),
        ),
    ],
    ids=NAMES,
)
def test_the_table_has_all_figures_as_they_are_printed(chart, header, last):
    assert table_of(chart)[0] == header
    assert table_of(chart)[1][-1] == last


@pytest.mark.parametrize("chart", EVERY, ids=NAMES)
def test_every_row_of_a_table_has_a_cell_under_each_name(chart):
    header, rows = table_of(chart)
    assert {len(row) for row in rows} == {len(header)}


def test_pounds_that_are_not_known_are_a_dash():
    assert table_of(CREDITS)[1][1] == ("May 21", "–", "–", "–", "–")


def test_a_month_is_read_out_in_a_line():
    assert readings(table_of(POINTS))[0] == "Apr 21: IMT 10, CSC 0, All 10"
    assert readings(table_of(XMR))[1] == "May 21: Value –, Status Blue, TSL 95.0%, MSL –"
