"""A programme's timeline as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from reports.charts.drawn.lettering import CAPITAL, LINE, Lettering, lines, width_of, write
from reports.charts.drawn.style import GAP, PAD, SMALL, Sheet, fill, rectangles, sheet
from reports.charts.tones import CONCERN, TONES, tone_of_stage
from reports.charts.values import Stage, Timeline

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ROW_MM, REST_MM = 15.0, 24.0
"""The height of a workstream, and that of the months."""
LETTERS_ACROSS = 112
"""How many letters of the stages' names have room side by side."""
LETTERS_OF_A_NAME = 18


def figure(chart: Timeline, width_mm: float) -> Figure:
    """A bar for each workstream, its stages named in it, and a line for now."""
    number, months = max(len(chart.workstreams), 1), max(len(chart.labels), 1)
    labels = [label.replace(" ", "\n") for label in chart.labels]
    names = ["\n".join((*wrap(row.name, LETTERS_OF_A_NAME), row.standing)) for row in chart.workstreams]
    widest = max((width_of(line, SMALL) for name in names for line in name.split("\n")), default=0.0)
    deepest = max((label.count("\n") + 1 for label in labels), default=0)
    drawn = sheet(
        width_mm,
        REST_MM + ROW_MM * number,
        left=PAD + GAP + widest,
        right=PAD,
        top=PAD + GAP + deepest * LINE * SMALL,
        bottom=PAD + LINE * SMALL,
    )
    drawn.axes.spines[:].set_visible(False)
    drawn.axes.set_xlim(-0.5, months - 0.5)
    drawn.axes.set_ylim(number - 0.4, -0.6)
    texts = _names(drawn, labels, names)
    for row, workstream in enumerate(chart.workstreams):
        for place, stage in enumerate(workstream.stages):
            texts += _stage(drawn, row, place, stage, months)
    if chart.now is not None:
        texts.append(_now(drawn, chart.now))
    write(drawn.figure, texts)
    return drawn.figure


def _names(drawn: Sheet, labels: Sequence[str], names: Sequence[str]) -> list[Lettering]:
    """The months above the bars, standing on one line, and the workstreams beside them."""
    found: list[Lettering] = []
    for place, label in enumerate(labels):
        half = ((label.count("\n")) * LINE + CAPITAL) * SMALL / 2
        above = drawn.bottom + drawn.height + GAP + half
        found += lines(label, x=drawn.across(place), y=above, size=SMALL)
    for row, name in enumerate(names):
        found += lines(name, x=drawn.left - GAP, y=drawn.up(row), size=SMALL, anchor=1.0)
    return found


def _stage(drawn: Sheet, row: int, place: int, stage: Stage, months: int) -> list[Lettering]:
    """Draw a stage's bar, and give the lines of its name."""
    tone, length = tone_of_stage(place), stage.last - stage.first + 1
    rectangles(drawn.axes, [(stage.first - 0.5, row - 0.36, length, 0.72)], fill(tone))
    parts = wrap(stage.name, max(1, length * LETTERS_ACROSS // months), break_long_words=False)
    is_narrow = max(map(len, parts)) * months > length * LETTERS_ACROSS
    return lines(
        stage.name if is_narrow else "\n".join(parts),
        x=drawn.across((stage.first + stage.last) / 2),
        y=drawn.up(row),
        size=SMALL - 1.5,
        is_upright=is_narrow,
        ink=TONES[tone].ink,
    )


def _now(drawn: Sheet, place: int) -> Lettering:
    """A line through the month that the programme is told of, and its name."""
    drawn.axes.axvline(place, color=CONCERN, linewidth=1.4, linestyle=(0, (4, 2)), zorder=2.5)
    below = drawn.bottom - PAD / 2 - SMALL * CAPITAL / 2
    return Lettering(text="NOW", x=drawn.across(place), y=below, size=SMALL, is_bold=True)
