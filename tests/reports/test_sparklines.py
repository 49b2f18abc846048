"""A KPI's figures as a line the size of a word."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from contracts.calculations.months import Month
from reports.sparklines import EDGE, HEIGHT, WIDTH, sparkline

DECEMBER = Month(2021, 12)


def texts(words):
    return tuple(None if word == "." else word for word in words.split())


def drawn(figures, targets="", unit="percent", decimals=2):
    targets = texts(targets) or (None,) * len(figures.split())
    return ElementTree.fromstring(sparkline(texts(figures), targets, unit, decimals, DECEMBER))


def title(figures, targets="", **of):
    return drawn(figures, targets, **of).findtext("title")


def points(figures, targets=""):
    line = drawn(figures, targets).find("path[@class='csg-spark__line']").get("d")
    return [tuple(map(int, point)) for point in re.findall(r"(\d+) (\d+)", line)]


def target_line(figures, targets):
    return drawn(figures, targets).find("path[@class='csg-spark__tsl']").get("d")


@pytest.mark.parametrize(
    ("figures", "targets", "said"),
    [
        pytest.param(
            "97 99.5 98", "95 95 95", "97.00% to 98.00%, lowest 97.00%, highest 99.50%; TSL 95.00%", id="all"
        ),
        pytest.param("97 98", "", "97.00% to 98.00%, lowest 97.00%, highest 98.00%", id="no-target"),
        pytest.param("97 97.00", "95 95.0000", "always 97.00%; TSL 95.00%", id="level"),
        pytest.param("97 97", "95 96", "always 97.00%; TSL 95.00%, then 96.00%", id="the-target-moved"),
    ],
)
def test_its_title_says_what_it_shows(figures, targets, said):
    assert title(figures, targets) == f"{len(figures.split())} months to December 2021: {said}"


def test_its_title_says_in_how_many_months_there_is_a_figure():
    assert title("97 . 97").startswith("2 of 3 months to December 2021: ")


def test_figures_have_their_unit_and_decimals():
    assert title("9 9", "12 12", unit="seconds", decimals=0).endswith("always 9 seconds; TSL 12 seconds")


def test_higher_figures_stand_higher_within_the_frame():
    assert points("90 95 100") == [(EDGE, HEIGHT - EDGE), (WIDTH // 2, HEIGHT // 2), (WIDTH - EDGE, EDGE)]


def test_a_gap_takes_its_time_and_is_bridged():
    assert [x for x, _ in points("90 . 100")] == [EDGE, WIDTH - EDGE]


def test_figures_that_never_change_lie_in_the_middle():
    assert {y for _, y in points("99 99 99")} == {HEIGHT // 2}


def test_the_latest_figure_is_a_dot():
    dot = drawn("90 100 .").find("circle")
    assert (dot.get("cx"), dot.get("cy")) == (str(WIDTH // 2), str(EDGE))


def test_the_target_is_a_line_of_its_own_on_the_same_scale():
    assert target_line("90 100", "95 95") == f"M0 30H{WIDTH}"


def test_the_target_steps_between_the_months_where_it_changes_and_holds_over_a_gap():
    assert target_line("90 . 100", "90 . 100") == f"M0 50H175V10H{WIDTH}"


def test_before_the_first_target_there_is_no_line():
    assert target_line("90 95 100", ". 95 95") == f"M65 30H{WIDTH}"


def test_without_a_target_there_is_no_line():
    assert target_line("90 100", "") == ""


def test_a_single_figure_is_a_dot():
    assert points("95") == [(EDGE, HEIGHT // 2)]


@pytest.mark.parametrize("figures", [".", ". ."])
def test_without_a_figure_nothing_is_drawn(figures):
    assert sparkline(texts(figures), texts(figures), "percent", 2, DECEMBER) == ""


def test_it_says_nothing_twice_and_styles_nothing_inline():
    html = sparkline(texts("90 100"), texts("95 95"), "percent", 2, DECEMBER)
    assert "style=" not in html
    assert 'role="img"' in html
