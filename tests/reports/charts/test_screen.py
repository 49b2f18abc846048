"""What plotly.js is told to draw."""

from __future__ import annotations

import json
import re

import pytest
from django.conf import settings

from reports.charts.screen import plotly_spec
from tests.reports.charts.sketches import EVERY, NAMES, NOTHING, ONE_FIGURE, POINTS, PROGRAMME, XMR


def texts(part):
    """All texts in a figure."""
    if isinstance(part, dict):
        return [text for value in part.values() for text in texts(value)]
    if isinstance(part, list):
        return [text for value in part for text in texts(value)]
    return [part] if isinstance(part, str) else []


@pytest.mark.parametrize("chart", [*EVERY, *NOTHING, ONE_FIGURE], ids=lambda chart: chart.key)
def test_a_figure_keeps_to_plotlys_schema(chart):
    import plotly.graph_objects as go

    spec = plotly_spec(chart)
    assert json.loads(json.dumps(spec)) == spec
    go.Figure(spec)


def test_the_schema_would_notice_a_setting_that_there_is_not():
    import plotly.graph_objects as go

    spec = plotly_spec(POINTS)
    spec["data"][0]["colour"] = "red"
    with pytest.raises(ValueError, match="colour"):
        go.Figure(spec)


def test_the_library_in_the_browser_is_the_one_that_the_schema_is_of():
    from plotly.offline import get_plotlyjs_version

    wanted = json.loads((settings.BASE_DIR / "package.json").read_text())["dependencies"]
    assert wanted["plotly.js-cartesian-dist-min"] == get_plotlyjs_version()


@pytest.mark.parametrize("chart", EVERY, ids=NAMES)
def test_no_text_holds_markup_that_would_need_a_style_attribute(chart):
    assert [text for text in texts(plotly_spec(chart)) if re.search(r"<(?!br>|/?extra>)", text)] == []


def test_what_people_typed_is_shown_as_they_typed_it():
    assert "R&amp;D &lt;b&gt;: Options, Apr 21 to May 21" in texts(plotly_spec(PROGRAMME))


def test_the_script_allows_no_tool_bar_and_no_sending_to_a_cloud():
    script = (settings.BASE_DIR / "static" / "csg" / "chart.js").read_text()
    for setting in ("displayModeBar", "showSendToCloud", "displaylogo", "showLink", "showEditInChartStudio"):
        assert f"{setting}: false" in script


def test_each_month_has_one_point_by_which_it_is_read():
    for chart in (POINTS, XMR):
        read = [trace for trace in plotly_spec(chart)["data"] if trace.get("meta") == "read"]
        assert [trace["x"] for trace in read] == [list(chart.labels)]


def test_marked_points_have_a_shape_of_their_own_and_mitigated_months_too():
    shapes = {
        trace["name"]: trace["marker"].get("symbol")
        for trace in plotly_spec(XMR)["data"]
        if "marker" in trace
    }
    assert shapes == {"Mitigated": "diamond", "Value": None, "Concern": "triangle-down"}


def test_pointing_at_a_month_tells_all_that_is_known_of_it():
    told = next(trace for trace in plotly_spec(XMR)["data"] if trace.get("meta") == "read")["customdata"]
    assert told[2] == "<br>".join(
        ("Jun 21", "88.0%, Red", "TSL 96.0%", "MSL 90.0%", "Mean 92.10%", "Concern: below the lower limit")
    )
