"""Charts drawn by a process of their own."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from reports.charts.drawn import apart, picture
from reports.charts.drawn.apart import ROOT, CannotDraw, drawn_apart
from reports.papers.pdf import to_pdf
from tests.reports.charts.sketches import EVERY, GRID, NOTHING, POINTS
from tests.reports.papers.example import PAPER

BOTH = [(chart, kind) for chart in (*EVERY, *NOTHING) for kind in ("svg", "png")]
UNKNOWN = replace(GRID, statuses=(("green", "green", "purple"), ("", "amber", "awaiting")))
WITHOUT_DJANGO = """
import sys
from reports.charts.drawn import picture
from tests.reports.charts.sketches import EVERY
for chart in EVERY:
    picture(chart)
print(*{"django", "matplotlib.pyplot"} & {*sys.modules})
"""


@pytest.fixture
def started(monkeypatch) -> list[subprocess.Popen]:
    """The processes that are started meanwhile."""
    found: list[subprocess.Popen] = []

    class Noted(subprocess.Popen):
        def __init__(self, *args, **kwargs) -> None:
            super().__init__(*args, **kwargs)
            found.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    return found


def only_one_and_ended(started: list[subprocess.Popen]) -> bool:
    """Whether one process was started, and its end was taken note of."""
    (process,) = started
    return process.returncode is not None


def test_pictures_are_those_drawn_in_this_process_in_the_order_asked_for():
    with drawn_apart(BOTH) as pictures:
        assert pictures() == [picture(chart, kind) for chart, kind in BOTH]


def test_for_no_charts_no_process_is_started(started):
    with drawn_apart([]) as pictures:
        assert pictures() == []
    assert started == []


def test_drawing_loads_neither_django_nor_what_draws_in_windows():
    found = subprocess.run(
        [sys.executable, "-c", WITHOUT_DJANGO], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert found.stdout.split() == []


def test_a_process_that_fails_is_told_in_its_own_words():
    with (
        drawn_apart([(POINTS, "png"), (UNKNOWN, "svg")]) as pictures,
        pytest.raises(CannotDraw, match=r"ended with 1:(?s:.*)KeyError: 'purple'"),
    ):
        pictures()


def test_a_process_that_takes_too_long_is_ended(monkeypatch, started):
    monkeypatch.setattr(apart, "LONGEST", 0.01)
    with drawn_apart([(POINTS, "png")]) as pictures, pytest.raises(CannotDraw, match="1 charts were not"):
        pictures()
    assert only_one_and_ended(started)


@pytest.mark.parametrize("is_waited_for", [True, False], ids=["waited for", "not waited for"])
def test_nothing_is_left_running(is_waited_for, started):
    with drawn_apart([(POINTS, "png")]) as pictures:
        if is_waited_for:
            pictures()
    assert only_one_and_ended(started)


def test_nothing_is_left_running_where_what_goes_on_beside_fails(started):
    with pytest.raises(ZeroDivisionError), drawn_apart([(POINTS, "png")]):
        raise ZeroDivisionError
    assert only_one_and_ended(started)


def test_a_pdf_is_not_made_without_its_charts(monkeypatch):
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", "raise SystemExit('no type at hand')"))
    with pytest.raises(CannotDraw, match="no type at hand"):
        to_pdf(PAPER)
