"""Pictures of charts for documents."""

from __future__ import annotations

import gc
import struct
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from xml.etree import ElementTree as ET

import pytest

from reports.charts.drawn import picture
from reports.charts.drawn.lettering import outline, width_of
from reports.charts.tones import TONES
from tests.reports.charts.sketches import CREDITS, EVERY, GRID, NAMES, NOTHING, ONE_FIGURE, POINTS

DRAW_ANEW = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()
from hashlib import sha256
from reports.charts.drawn import picture
from tests.reports.charts.sketches import EVERY
for chart in EVERY:
    for kind in ("svg", "png"):
        print(sha256(picture(chart, kind)).hexdigest())
"""


@pytest.mark.parametrize("chart", [*EVERY, *NOTHING, ONE_FIGURE], ids=lambda chart: chart.key)
@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_chart_drawn_twice_is_the_same_bytes(chart, kind):
    assert picture(chart, kind) == picture(chart, kind)


def test_another_process_draws_the_same_bytes():
    found = subprocess.run([sys.executable, "-c", DRAW_ANEW], check=True, capture_output=True, text=True)
    drawn = [sha256(picture(chart, kind)).hexdigest() for chart in EVERY for kind in ("svg", "png")]
    assert found.stdout.split() == drawn


@pytest.mark.parametrize("chart", EVERY, ids=NAMES)
def test_a_picture_is_as_wide_as_asked_for_and_says_no_date(chart):
    svg = picture(chart, "svg", width_mm=127)
    assert ET.fromstring(svg).get("width") == "360pt"
    assert b"<dc:date" not in svg
    width, _ = struct.unpack(">II", picture(chart, "png", width_mm=127)[16:24])
    assert width == 1000


def test_a_grid_is_as_high_as_its_kpis_need():
    longer = replace(GRID, rows=GRID.rows * 3, statuses=GRID.statuses * 3)
    few, more = (struct.unpack(">II", picture(grid, "png")[16:24])[1] for grid in (GRID, longer))
    assert more > few


def test_no_two_parts_that_stand_together_look_alike_without_colour():
    for names in (("green", "amber", "red", "blue"), [f"area_{place}" for place in range(1, 7)]):
        patterns = [TONES[name].hatch for name in names]
        assert len(set(patterns)) == len(patterns)


@pytest.mark.parametrize("chart", [POINTS, CREDITS], ids=lambda chart: chart.key)
def test_a_users_settings_of_matplotlib_change_nothing(chart):
    from matplotlib import rc_context

    before = picture(chart)
    with rc_context({"font.size": 30, "axes.facecolor": "red", "svg.hashsalt": "other"}):
        assert picture(chart) == before


def test_no_painted_points_are_held_once_a_picture_is_made():
    from matplotlib.backends.backend_agg import RendererAgg

    picture(POINTS, "png")
    # By type: isinstance() asks an object for its class, and what is lazy may wake up over it, or fail.
    assert not [found for found in gc.get_objects() if type(found) is RendererAgg and vars(found)]


def test_a_text_is_wider_in_bold_and_blanks_alone_are_nothing():
    assert width_of("IMT_KPI_01", 7) < outline("IMT_KPI_01", is_bold=True)[2] * 7
    assert width_of("  ", 7) == 0


def test_texts_of_other_sizes_in_between_change_no_outline():
    before = outline("Dec 21")[0].tolist()
    outline.cache_clear()
    picture(CREDITS, "png")
    assert outline("Dec 21")[0].tolist() == before
