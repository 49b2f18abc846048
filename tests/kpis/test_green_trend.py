"""The Board's green trend: which months count, which KPIs are tracked, what share is stable or improving."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contracts.calculations.months import Month
from kpis.calculations.green_trend import (
    COURSES,
    Course,
    GreenTrend,
    History,
    Tracked,
    failing_before_end,
    green_trend,
    no_longer_tracked,
)
from kpis.calculations.rag import Better, Status
from kpis.calculations.spans import Span
from kpis.calculations.trend import Mark, SpecialCause, meanings

TRACKED_FROM = Month(2018, 4)
NOVEMBER = Month(2021, 11)
END = Month(2024, 3)
STEADY = "96 95 96 95 96 95 96 95 96 95 96 95 96 95"
BETTER = f"{STEADY} 99.9"
WORSE = f"{STEADY} 91"
LETTERS = {
    "a": Status.AMBER,
    "r": Status.RED,
    "b": Status.BLUE,
    "n": Status.NOT_REPORTED,
}


def history(
    kpi: str,
    text: str,
    *,
    better: str = "higher",
    first: Month = TRACKED_FROM,
    service: Span | None = None,
    tsl: str = "95",
) -> History:
    """A KPI's results from a month on: green figures, but for those with a letter before them or instead."""
    results = []
    for place, word in enumerate(text.split()):
        figure = word.lstrip("".join(LETTERS))
        value = Decimal(figure) if figure else None
        results.append((first + place, LETTERS.get(word[0], Status.GREEN), value))
    return History(
        kpi=kpi,
        better=Better(better),
        service=service or Span(Month(2015, 4)),
        results=results,
        tsl=[(Month(2015, 4), Decimal(tsl))],
    )


def last_month(text: str) -> Month:
    return TRACKED_FROM + (len(text.split()) - 1)


def trend(*histories: History, as_at: Month = NOVEMBER) -> GreenTrend:
    return green_trend(histories, trend_from=TRACKED_FROM, as_at=as_at)


def tracked(text: str, **keywords) -> Tracked:
    (only,) = trend(history("KPI", text, **keywords)).kpis
    return only


# --- Course


@pytest.mark.parametrize(
    ("text", "better", "course"),
    [
        pytest.param(STEADY, "higher", Course.STABLE, id="chance"),
        pytest.param(BETTER, "higher", Course.IMPROVING, id="high-where-higher-is-better"),
        pytest.param(WORSE, "higher", Course.DETERIORATING, id="low-where-higher-is-better"),
        pytest.param(BETTER, "lower", Course.DETERIORATING, id="high-where-lower-is-better"),
        pytest.param(WORSE, "lower", Course.IMPROVING, id="low-where-lower-is-better"),
        pytest.param("98", "higher", Course.STABLE, id="a-single-point"),
        pytest.param("99.9 99.9 99.9 99.9 99.9 99.9 99.9 99.9", "higher", Course.STABLE, id="never-moved"),
    ],
)
def test_the_latest_green_point_says_which_course_a_kpi_takes(text, better, course):
    assert tracked(text, better=better).course is course


def test_a_mark_on_an_earlier_point_is_history():
    assert tracked(f"{WORSE} 95").course is Course.STABLE


def test_a_tracked_kpi_carries_its_working():
    found = tracked(WORSE)

    assert (found.kpi, found.month, found.points) == ("KPI", Month(2019, 6), 15)
    assert found.signal == meanings(Better.HIGHER)[-1]
    assert found.signal.cause is SpecialCause.OUTSIDE_LIMITS


def test_every_mark_has_a_course():
    assert COURSES.keys() == {*Mark, None}
    assert set(COURSES.values()) == set(Course)


@pytest.mark.parametrize(("points", "provisional"), [(12, True), (13, False)])
def test_under_thirteen_green_points_a_course_is_provisional(points, provisional):
    assert tracked("98 " * points + "a90 r80").is_provisional is provisional


# --- Which months count


@pytest.mark.parametrize("exception", ["a94", "r10", "b10", "b99.9", "n", "b"])
def test_months_that_are_not_green_are_exceptions(exception):
    found = tracked(f"{STEADY} {exception}")

    assert found.course is Course.STABLE
    assert (found.month, found.points) == (last_month(STEADY), 14)


def test_an_exception_between_green_points_does_not_part_them():
    rising = "98 97 98 97 98 97 98 90 91 92 93 r1 94 95 a2 96"

    assert tracked(rising).signal.cause is SpecialCause.TREND


def test_months_before_tracking_began_do_not_count():
    found = tracked(f"10 {STEADY}", first=TRACKED_FROM + -1)

    assert (found.month, found.points) == (last_month(STEADY), 14)


def test_the_month_in_which_tracking_began_counts():
    assert tracked("98").month == TRACKED_FROM


@pytest.mark.parametrize(("later", "course"), [(0, Course.DETERIORATING), (-1, Course.STABLE)])
def test_what_came_after_the_month_does_not_count(later, course):
    (only,) = trend(history("KPI", WORSE), as_at=last_month(WORSE) + later).kpis

    assert only.course is course


# --- Which KPIs are tracked


@pytest.mark.parametrize(
    ("service", "is_tracked"),
    [
        pytest.param(Span(Month(2015, 4)), True, id="in-service"),
        pytest.param(Span(Month(2015, 4), Month(2021, 11)), True, id="in-its-last-month"),
        pytest.param(Span(Month(2015, 4), Month(2021, 10)), False, id="out-of-service"),
        pytest.param(Span(Month(2021, 12)), False, id="not-yet-in-service"),
    ],
)
def test_a_kpi_is_tracked_while_it_is_in_service(service, is_tracked):
    assert trend(history("KPI", STEADY, service=service)).tracked == is_tracked


def test_a_kpi_that_was_never_green_is_not_tracked():
    assert trend(history("KPI", "r1 a2 b3 n")).kpis == ()


def test_nothing_tracked_is_no_share():
    assert trend().stable_or_improving_percent is None


# --- Shares


def test_the_kpis_behind_each_number_are_named():
    found = trend(
        history("A", STEADY),
        history("B", BETTER),
        history("C", WORSE),
        history("D", "98"),
        history("E", "r1"),
    )

    assert [found.of_course(course) for course in Course] == [("B",), ("A", "D"), ("C",)]
    assert (found.tracked, found.improving, found.stable, found.deteriorating) == (4, 1, 2, 1)


@pytest.mark.parametrize(
    ("steady", "worse", "percent"),
    [
        pytest.param(21, 9, "70", id="november-2021"),
        pytest.param(23, 7, "77", id="july-2021"),
        pytest.param(1, 0, "100", id="all"),
        pytest.param(0, 1, "0", id="none"),
        pytest.param(1, 7, "13", id="a-half-goes-up"),
    ],
)
def test_the_share_is_of_the_kpis_tracked_in_whole_percent(steady, worse, percent):
    kpis = [history(f"S{each}", STEADY) for each in range(steady)]
    kpis += [history(f"W{each}", WORSE) for each in range(worse)]

    assert str(trend(*kpis).stable_or_improving_percent) == percent


def test_improving_kpis_are_in_the_share():
    assert (
        trend(history("A", STEADY), history("B", BETTER), history("C", WORSE)).stable_or_improving_percent
        == 67
    )


def test_kpis_with_fewer_green_points_than_others_are_judged_by_their_own_latest():
    found = trend(history("A", f"{STEADY} {STEADY}"), history("B", WORSE), history("C", f"{WORSE} 95"))

    assert found.of_course(Course.DETERIORATING) == ("B",)


def test_kpis_that_left_since_the_previous_report_are_named():
    kpis = [
        history("A", STEADY),
        history("B", STEADY, service=Span(Month(2015, 4), Month(2021, 8))),
        history("C", STEADY, service=Span(Month(2015, 4), Month(2021, 6))),
        history("D", STEADY, service=Span(Month(2021, 9))),
    ]

    assert no_longer_tracked(trend(*kpis), trend(*kpis, as_at=Month(2021, 7))) == ("B",)


# --- Failing before the end


def failing(*histories: History, as_at: Month, end: Month = END) -> list[tuple[str, str]]:
    found = failing_before_end(histories, trend_from=TRACKED_FROM, as_at=as_at, end=end)
    return [(each.kpi, str(each.month)) for each in found]


def test_kpis_on_their_way_to_fail_are_named_with_the_month():
    kpis = [history("A", STEADY), history("B", "99 98 97 r1 95"), history("C", "98")]

    assert failing(*kpis, as_at=Month(2018, 8)) == [("B", "2018-09")]


def test_a_line_is_drawn_through_what_was_green_by_then():
    """Only 99, 98 and 97, a month apart: 95 is met in August and missed in September."""
    kpi = history("B", "99 98 97 95")

    found = failing_before_end([kpi], trend_from=TRACKED_FROM, as_at=Month(2018, 6), end=Month(2024, 3))

    assert [(each.month, each.line.points) for each in found] == [(Month(2018, 9), 3)]


@pytest.mark.parametrize(("points", "provisional"), [(12, True), (13, False)])
def test_under_thirteen_green_points_a_forecast_is_provisional(points, provisional):
    falling = history("B", " ".join(str(Decimal(99) - Decimal(each) / 10) for each in range(points)))

    (found,) = failing_before_end([falling], trend_from=TRACKED_FROM, as_at=Month(2019, 6), end=END)

    assert found.is_provisional is provisional


@pytest.mark.parametrize(("last", "expected"), [(Month(2018, 9), [("B", "2018-09")]), (Month(2018, 8), [])])
def test_what_a_kpi_would_miss_after_it_leaves_service_or_the_contract_ends_is_no_matter(last, expected):
    falling = history("B", "99 98 97", service=Span(Month(2015, 4), last))

    assert failing(falling, as_at=Month(2018, 6)) == expected
    assert failing(history("B", "99 98 97"), as_at=Month(2018, 6), end=last) == expected
