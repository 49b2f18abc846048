"""The charts of what is on record, held against the record."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from contracts.calculations.months import Month
from contracts.models.programme import WorkstreamStatus
from kpis.calculations.summary import Counts
from reports.charts.of_programme import programme
from reports.charts.of_record import credits_against_cap, points_by_area, status_grid, statuses_through_time
from reports.governance.programme import programme_as_at
from reports.governance.values import PlannedStage, ProgrammeRow
from reports.papers.material import GridRow
from reports.statements.load import load_periods
from reports.statements.money import CreditRow, PointsRow, load_credits, points_rows
from reports.statements.values import SummaryRow

APRIL, MAY, JUNE = (Month(2021, number) for number in (4, 5, 6))


def credit(month, area, **amounts):
    amounts = {name: None if text is None else Decimal(text) for name, text in amounts.items()}
    points = amounts.pop("points", Decimal(0))
    is_suspended = amounts["payable"] == 0 and amounts["uncapped"] != 0
    return CreditRow(month=month, area=area, points=points, is_suspended=is_suspended, **amounts)


def numbers(chart):
    return {band.name: band.numbers for band in chart.bands}


def test_points_have_a_band_for_each_area_in_their_order():
    rows = [
        PointsRow(
            month=APRIL, total=Decimal("12.5"), by_area=(("IMT", Decimal("12.5")), ("CSC", Decimal(0)))
        ),
        PointsRow(month=MAY, total=Decimal(3), by_area=(("IMT", Decimal(0)), ("CSC", Decimal(3)))),
    ]
    chart = points_by_area(rows)
    assert chart.labels == ("Apr 21", "May 21")
    assert list(numbers(chart).items()) == [("IMT", (12.5, 0.0)), ("CSC", (0.0, 3.0))]
    assert len({band.tone for band in chart.bands}) == 2


def test_no_points_make_an_empty_chart():
    assert points_by_area([]).bands == ()


def test_the_seventh_area_looks_like_the_first():
    by_area = tuple((f"A{place}", Decimal(1)) for place in range(7))
    tones = [
        band.tone for band in points_by_area([PointsRow(month=MAY, total=Decimal(7), by_area=by_area)]).bands
    ]
    assert len(set(tones[:6])) == 6
    assert tones[6] == tones[0]


def test_lincolnshires_points_are_those_of_the_record(lincolnshire, expected):
    """Table 6: every area and month from April 2015 to December 2021, and none in any other."""
    last = Month(2021, 12)
    months = [period.month for period in load_periods(lincolnshire) if period.month <= last]
    credits = load_credits(lincolnshire, lincolnshire.first_month, last)
    areas = list(dict.fromkeys(row.area for row in credits))
    chart = points_by_area(points_rows(months, areas, credits))
    found = {
        (str(month), band.name): band.numbers[place]
        for band in chart.bands
        for place, month in enumerate(months)
        if band.numbers[place]
    }
    recorded = {
        (row["month"], row["service_area"]): float(row["points"])
        for row in expected("points_and_credits")
        if float(row["points"])
    }
    assert len(months) == 81
    assert found == recorded


def test_statuses_that_never_occur_are_left_out_but_for_the_four_colours():
    months = [
        SummaryRow(month=APRIL, counts=Counts(green=3, not_reported=2, awaiting=1)),
        SummaryRow(month=MAY, counts=Counts(green=2, amber=1)),
    ]
    assert numbers(statuses_through_time(months)) == {
        "Green": (3.0, 2.0),
        "Blue": (0.0, 0.0),
        "Amber": (0.0, 1.0),
        "Red": (0.0, 0.0),
        "Not reported": (1.0, 0.0),
        "No result yet": (1.0, 0.0),
    }


def test_lincolnshires_statuses_come_to_the_kpis_due(lincolnshire):
    periods = load_periods(lincolnshire)
    chart = statuses_through_time(periods)
    totals = [sum(stack) for stack in zip(*(band.numbers for band in chart.bands), strict=True)]
    assert totals == [period.counts.total for period in periods]


def test_credits_of_all_areas_are_summed_beside_the_sum_of_their_caps():
    rows = [
        credit(APRIL, "IMT", uncapped="900", cap="600", payable="600", lost_to_cap="300"),
        credit(APRIL, "CSC", uncapped="50.55", cap="400", payable="50.55", lost_to_cap="0"),
    ]
    chart = credits_against_cap([APRIL, MAY], rows)
    assert numbers(chart) == {"Payable": (650.55, 0.0), "Lost to the cap": (300.0, 0.0)}
    assert chart.line.numbers == (1000.0, None)


def test_what_a_suspension_forgives_is_told_apart_from_what_the_cap_does():
    rows = [credit(APRIL, "IMT", uncapped="900", cap="600", payable="0", lost_to_cap="300")]
    assert numbers(credits_against_cap([APRIL], rows)) == {
        "Payable": (0.0,),
        "Lost to the cap": (300.0,),
        "Suspended": (600.0,),
    }


def test_a_month_whose_payments_are_not_recorded_has_no_cap_and_only_what_is_known():
    waits = credit(APRIL, "IMT", uncapped=None, cap=None, payable=None, lost_to_cap=None)
    known = credit(APRIL, "CSC", uncapped="50", cap="400", payable="50", lost_to_cap="0")
    assert numbers(credits_against_cap([APRIL], [waits]))["Payable"] == (None,)
    together = credits_against_cap([APRIL], [waits, known])
    assert numbers(together)["Payable"] == (50.0,)
    assert together.line is None


def test_lincolnshires_credits_are_those_of_the_record(lincolnshire, expected):
    credits = load_credits(lincolnshire, lincolnshire.first_month, lincolnshire.last_month)
    months = sorted({row.month for row in credits})
    chart = credits_against_cap(months, credits)
    recorded = {month: Decimal(0) for month in months}
    for row in expected("points_and_credits"):
        recorded[Month.parse(row["month"])] += Decimal(row["payable"])
    assert numbers(chart)["Payable"] == tuple(float(recorded[month]) for month in months)


def test_a_grid_keeps_the_kpis_with_their_areas():
    rows = [GridRow(kpi="IMT_KPI_01", description="", area="IMT", statuses=("green", ""))]
    grid = status_grid([APRIL, MAY], rows)
    assert (grid.labels, grid.rows, grid.statuses) == (
        ("Apr 21", "May 21"),
        (("IMT_KPI_01", "IMT"),),
        (("green", ""),),
    )


def workstream(name, *stages):
    planned = tuple(PlannedStage(name=each, first=first, last=last) for each, first, last in stages)
    return ProgrammeRow(
        workstream=name,
        stages=planned,
        as_at=date(2021, 4, 30),
        status=WorkstreamStatus.ON_PLAN,
        narrative="",
    )


def test_months_in_which_nothing_changes_any_more_are_one_column():
    rows = [
        workstream("IMT", ("Options", APRIL, APRIL), ("Transition", MAY, Month(2024, 3))),
        workstream("CSC", ("Options", APRIL, JUNE), ("Transition", Month(2021, 7), Month(2024, 3))),
    ]
    chart = programme(rows, MAY)
    assert chart.labels == ("Apr 21", "May 21", "Jun 21", "Jul 21 to Mar 24")
    assert [(stage.first, stage.last) for row in chart.workstreams for stage in row.stages] == [
        *((0, 0), (1, 3)),
        *((0, 2), (3, 3)),
    ]
    assert chart.now == 1


@pytest.mark.parametrize(
    ("now", "place"),
    [
        pytest.param(APRIL + -1, None, id="before"),
        pytest.param(APRIL, 0, id="first"),
        pytest.param(Month(2024, 3), 2, id="last"),
        pytest.param(Month(2024, 4), None, id="after"),
    ],
)
def test_now_is_marked_only_while_the_programme_runs(now, place):
    rows = [workstream("IMT", ("Options", APRIL, MAY), ("Transition", JUNE, Month(2024, 3)))]
    assert programme(rows, now).now == place


def test_a_programme_of_one_stage_is_one_column():
    chart = programme([workstream("IMT", ("All of it", APRIL, JUNE))], MAY)
    assert (chart.labels, chart.now) == (("Apr 21 to Jun 21",), 0)


def test_a_workstream_without_stages_is_not_drawn():
    assert programme([workstream("IMT")], MAY).workstreams == ()


def test_lincolnshires_programme_has_four_workstreams_and_now(lincolnshire):
    chart = programme(programme_as_at(lincolnshire, date(2021, 12, 31)), Month(2021, 12))
    assert [row.name for row in chart.workstreams] == [
        "IMT",
        "CSC",
        "HR Admin & Payroll",
        "Exchequer & ASC Finance",
    ]
    assert {row.standing for row in chart.workstreams} == {"On plan"}
    assert chart.labels[chart.now] == "Dec 21"
    assert chart.labels[-1] == "Oct 22 to Mar 24"
