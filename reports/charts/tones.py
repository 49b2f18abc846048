"""The look of what charts show: a fill, an ink that is read on it, and a pattern for those who see no colour.

Statuses have the colours that they have on every page. Service areas have those that the Government Analysis
Function recommends for categories, in its order, which differ in lightness; so do their patterns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kpis.calculations.rag import Status

INK, PAPER, FAINT = "#0b0c0c", "#ffffff", "#b1b4b6"
"""Text and lines; what they stand on; the lines of a grid."""
CONCERN, IMPROVEMENT, TARGET, MINIMUM, PLAIN = "#b3131b", "#2b3a8f", "#00703c", "#8a5a00", "#505a5f"
"""The points that an XmR chart marks, the levels it holds them against, and everything else on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """How a part of a chart is filled.

    Attributes:
        fill, ink, edge: colours; the ink reaches 4.5 to 1 on the fill, the edge 3 to 1 on paper.
        hatch: matplotlib's pattern; ``pattern``: that of plotly and of ``static_svg``.
    """

    fill: str
    ink: str = PAPER
    edge: str = INK
    hatch: str = ""
    pattern: str = ""


TONES: Mapping[str, Tone] = MappingProxyType(
    {
        Status.GREEN.value: Tone(fill="#00703c"),
        Status.AMBER.value: Tone(fill="#ffbf00", ink=INK, edge="#8a5a00", hatch="..", pattern="."),
        Status.RED.value: Tone(fill="#b3131b", hatch="xxx", pattern="x"),
        Status.BLUE.value: Tone(fill="#2b3a8f", hatch="///", pattern="/"),
        Status.NOT_REPORTED.value: Tone(fill="#505a5f", hatch="---", pattern="-"),
        Status.NO_ACTIVITY.value: Tone(fill="#b1b4b6", ink=INK, edge="#505a5f", hatch="|||", pattern="|"),
        Status.NOT_DUE.value: Tone(fill="#f3f2f1", ink=INK, edge=FAINT),
        Status.INFORMATION.value: Tone(fill="#ffffff", ink=INK, edge=FAINT),
        "awaiting": Tone(fill="#ffffff", ink=INK, edge="#505a5f", hatch="\\\\\\", pattern="\\"),
        "area_1": Tone(fill="#12436d"),
        "area_2": Tone(fill="#28a197", ink=INK, hatch="///", pattern="/"),
        "area_3": Tone(fill="#801650", hatch="xxx", pattern="x"),
        "area_4": Tone(fill="#f46a25", ink=INK, hatch="..", pattern="."),
        "area_5": Tone(fill="#3d3d3d", hatch="---", pattern="-"),
        "area_6": Tone(fill="#a285d1", ink=INK, hatch="|||", pattern="|"),
        "payable": Tone(fill="#12436d"),
        "lost": Tone(fill="#f3f2f1", ink=INK, edge="#505a5f", hatch="///", pattern="/"),
        "blue_strip": Tone(fill="#eef0f9", ink="#2b3a8f", edge="#2b3a8f", hatch="///", pattern="/"),
        "suspended": Tone(fill="#a285d1", ink=INK, hatch="..", pattern="."),
        "cap": Tone(fill=CONCERN, edge=CONCERN),
        "contracted": Tone(fill="#f3f2f1", ink=INK, edge="#505a5f", hatch="///", pattern="/"),
        "delivered": Tone(fill="#12436d"),
        "stage_1": Tone(fill="#12436d"),
        "stage_2": Tone(fill="#d3e4f2", ink=INK),
        "stage_3": Tone(fill="#801650"),
        "stage_4": Tone(fill="#f3f2f1", ink=INK),
    }
)
AREAS, STAGES = 6, 4


def tone_of_area(place: int) -> str:
    """The tone of a service area by its place among the contract's, from 0; the seventh has the first's."""
    return f"area_{place % AREAS + 1}"


def tone_of_stage(place: int) -> str:
    """The tone of a stage by its place in its workstream, from 0."""
    return f"stage_{place % STAGES + 1}"
