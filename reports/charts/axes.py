"""Which months and figures an axis names, however a chart is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, floor, log10

from kpis.calculations.rag import Unit

MOST_MONTHS, MOST_STEPS, MOST_BREADTH = 14, 6, 4
STRIDES = (1, 2, 3, 6, 12, 24, 60)
"""How many months may lie between two that are named: so that they stand alike in every year."""
ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)
UNIT_WORDS: Mapping[str, str] = {
    Unit.PERCENT: "Percent",
    Unit.CURRENCY: "Pounds",
    Unit.NUMBER: "Number",
    Unit.SECONDS: "Seconds",
    Unit.MINUTES: "Minutes",
    Unit.DAYS: "Days",
    "points": "Points",
    "pounds": "Pounds",
}


def title_of(unit: str) -> str:
    """What an axis of figures in a unit is called."""
    return UNIT_WORDS.get(unit, unit)


def named_months(number: int) -> range:
    """The places of the months to name, of so many: the first, and then at even distances."""
    stride = next((stride for stride in STRIDES if number <= stride * MOST_MONTHS), STRIDES[-1])
    return range(0, number, stride)


def steps(low: float, high: float, *, whole: bool = False) -> list[float]:
    """Round figures from at or below the lowest to at or above the highest, a few.

    >>> steps(0, 118)
    [0.0, 20.0, 40.0, 60.0, 80.0, 100.0, 120.0]
    """
    span = (high - low) or abs(high) or 1.0
    rough = span / MOST_STEPS
    power = 10.0 ** floor(log10(rough))
    step = next(factor * power for factor in ROUND if factor * power >= rough * 0.999)
    if whole:
        step = max(1.0, float(ceil(step)))
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return [round(place * step, 10) for place in range(first, max(last, first + 1) + 1)]


def breadth(labels: int) -> float:
    """The part of a label's room that its bars fill: a few labels would have bars as broad as a page.

    >>> breadth(1), breadth(2), breadth(12)
    (0.2, 0.4, 0.8)
    """
    return min(labels, MOST_BREADTH) / 5


def highest(bands: Iterable[Sequence[float | None]]) -> float:
    """The highest number of some bands that stand beside one another; 0 for none."""
    return max((number for numbers in bands for number in numbers if number is not None), default=0.0)
