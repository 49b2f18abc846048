"""Charts as light SVG inside a page."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from reports.charts.axes import named_months, steps
from reports.charts.static_svg import static_svg
from tests.reports.charts.sketches import CREDITS, GRID, NOTHING, ONE_FIGURE, POINTS, PROGRAMME, SAVINGS, XMR

CHARTS = (
    POINTS,
    CREDITS,
    XMR,
    ONE_FIGURE,
    PROGRAMME,
    SAVINGS,
    *(chart for chart in NOTHING if chart.key != GRID.key),
)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.key)
def test_a_chart_is_a_picture_with_its_title_and_without_inline_style(chart):
    root = ET.fromstring(static_svg(chart))
    assert root.get("role") == "img"
    assert root.find("title").text == chart.title
    assert not [element for element in root.iter() if element.get("style") or element.tag == "style"]


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.key)
def test_every_pattern_that_is_used_is_there(chart):
    root = ET.fromstring(static_svg(chart))
    patterns = {element.get("id") for element in root.iter("pattern")}
    used = {
        element.get("fill")[5:-1] for element in root.iter() if (element.get("fill") or "").startswith("url(")
    }
    assert used <= patterns


def test_what_people_typed_is_text():
    assert "R&amp;D &lt;b&gt;" in static_svg(PROGRAMME)


def test_bars_stand_on_one_another():
    """June: 62.5 points of IMT, and on them 1 of CSC, on a scale of 80 over 240."""
    first, second = (
        element.get("d")
        for element in ET.fromstring(static_svg(POINTS)).iter("path")
        if element.get("d").endswith("z")
    )
    june = [part.split("V") for part in first.split("M")[1:]][-1]
    assert second.split(" ")[1].split("V")[0] == june[1].split("h")[0]


def test_bars_of_a_group_stand_on_the_floor_beside_one_another():
    """On a scale of £8m over 240; of the second year only what was contracted is known."""
    contracted, delivered = (
        [part.split("V") for part in element.get("d").split("M")[1:]]
        for element in ET.fromstring(static_svg(SAVINGS)).iter("path")
        if element.get("d").endswith("z")
    )
    assert (len(contracted), len(delivered)) == (2, 1)
    left, floor = contracted[0][0].split(" ")
    beside, same_floor = delivered[0][0].split(" ")
    top, width = contracted[0][1].split("h")
    assert float(beside) == pytest.approx(float(left) + float(width), abs=0.1)
    assert floor == same_floor
    assert float(floor) - float(top) == pytest.approx(240 * 7 / 8, abs=0.1)


def test_the_figures_of_a_group_are_named_in_short():
    texts = [element.text for element in ET.fromstring(static_svg(SAVINGS)).iter("text")]
    assert {"£2m", "£8m", "2021/22", "2022/23", "Contracted", "Delivered"} <= set(texts)


def test_the_key_names_every_band_and_line():
    texts = [element.text for element in ET.fromstring(static_svg(CREDITS)).iter("text")]
    assert {"Payable", "Lost to the cap", "Cap"} <= set(texts)


@pytest.mark.parametrize(
    ("low", "high", "whole", "expected"),
    [
        pytest.param(0, 341, True, [0, 100, 200, 300, 400], id="points"),
        pytest.param(0, 0, True, [0, 1], id="nothing"),
        pytest.param(0, 2, True, [0, 1, 2], id="no half KPIs"),
        pytest.param(88, 99.5, False, [88, 90, 92, 94, 96, 98, 100], id="percent"),
        pytest.param(95, 95, False, [80, 100], id="always the same"),
        pytest.param(-3.06, 6.95, False, [-4, -2, 0, 2, 4, 6, 8], id="below nothing"),
    ],
)
def test_an_axis_has_round_figures_around_what_it_shows(low, high, whole, expected):
    found = steps(low, high, whole=whole)
    assert found == expected
    assert found[0] <= low
    assert found[-1] >= high


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, []), (1, [0]), (14, list(range(14))), (15, list(range(0, 15, 2))), (81, list(range(0, 81, 6)))],
)
def test_months_are_named_at_even_distances(number, expected):
    assert list(named_months(number)) == expected
