"""An XmR chart in words and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.charts.figures import measured, reckoned
from reports.charts.values import Mark, XmrChart
from reports.letters import WORDS

KIND_WORDS = {"improvement": "improvement", "concern": "concern"}


def sentences(chart: XmrChart) -> list[str]:
    """First and last figure, highest and lowest, the lines, the targets, what is marked or mitigated."""
    figures = zip(chart.figures, chart.labels, strict=True)
    known = [(number, label) for number, label in figures if number is not None]
    if not known:
        return [f"{chart.title}.", "No figure is on record."]
    parts = [_figures(chart, known), _lines(chart), _levels(chart), _marks(chart), _mitigated(chart)]
    return [f"{chart.title}.", *filter(None, parts)]


def _figures(chart: XmrChart, known: Sequence[tuple[float, str]]) -> str:
    if len(known) == 1:
        return f"One figure: {_said(chart, known[0])}."
    highest, lowest = max(known), min(known)
    ends = f"from {_said(chart, known[0])} to {_said(chart, known[-1])}"
    if highest[0] == lowest[0]:
        return f"{len(known)} figures, {ends}, all the same."
    return f"{len(known)} figures, {ends}; highest {_said(chart, highest)}, lowest {_said(chart, lowest)}."


def _said(chart: XmrChart, figure: tuple[float, str]) -> str:
    return f"{measured(figure[0], chart.unit, chart.decimals)} in {figure[1]}"


def _lines(chart: XmrChart) -> str:
    if chart.mean is None or chart.lower is None or chart.upper is None:
        return "Too few figures for a mean and limits."
    mean, lower, upper = (
        reckoned(number, chart.unit, chart.decimals) for number in (chart.mean, chart.lower, chart.upper)
    )
    said = f"Mean {mean}, limits {lower} and {upper}"
    return (
        f"{said}, provisional because there are fewer than 13 figures."
        if chart.is_provisional
        else f"{said}."
    )


def _levels(chart: XmrChart) -> str:
    parts = [
        f"{name} {measured(levels[-1], chart.unit, chart.decimals)}{_changed(levels)}"
        for name, levels in (("TSL", chart.tsl), ("MSL", chart.msl))
        if levels and levels[-1] is not None
    ]
    return f"In the last month: {', '.join(parts)}." if parts else ""


def _changed(levels: Sequence[float | None]) -> str:
    times = sum(1 for _ in _steps(levels))
    return f" (changed {'once' if times == 1 else f'{times} times'} before)" if times else ""


def _steps(levels: Sequence[float | None]) -> Iterator[float]:
    """The levels that differ from the one before."""
    known = [level for level in levels if level is not None]
    return (after for before, after in zip(known, known[1:], strict=False) if before != after)


def _marks(chart: XmrChart) -> str:
    if chart.mean is None:
        return ""
    parts = []
    for kind in KIND_WORDS:
        marks = [mark for mark in chart.marks if mark.kind == kind]
        if marks:
            parts.append(
                f"{_points(len(marks))} marked as {KIND_WORDS[kind]}, latest {_latest(chart, marks)}"
            )
    return (
        f"{'; '.join(parts)}." if parts else "No point is marked: the differences are what chance explains."
    )


def _points(number: int) -> str:
    return "1 point" if number == 1 else f"{number} points"


def _latest(chart: XmrChart, marks: Sequence[Mark]) -> str:
    latest = max(marks, key=lambda mark: mark.place)
    return f"{chart.labels[latest.place]} ({latest.reason})"


def _mitigated(chart: XmrChart) -> str:
    if not chart.mitigated:
        return ""
    names = [chart.labels[place] for place in chart.mitigated]
    return (
        f"Mitigated in {names[0]}."
        if len(names) == 1
        else f"Mitigated in {len(names)} months, latest {names[-1]}."
    )


def table(chart: XmrChart) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """A row for each month: figure, status, levels, and what is marked."""
    marks = {mark.place: f"{KIND_WORDS[mark.kind].capitalize()}: {mark.reason}" for mark in chart.marks}
    rows = zip(chart.labels, chart.figures, chart.statuses, chart.tsl, chart.msl, strict=True)
    return ("Month", "Value", "Status", "TSL", "MSL", "Mark"), tuple(
        (
            label,
            measured(figure, chart.unit, chart.decimals),
            WORDS.get(status, status),
            measured(tsl, chart.unit, chart.decimals),
            measured(msl, chart.unit, chart.decimals),
            marks.get(place, ""),
        )
        for place, (label, figure, status, tsl, msl) in enumerate(rows)
    )
