"""A month's counts as a bar: statuses side by side, each as wide as its share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kpis.calculations.rag import Status
from kpis.calculations.summary import Counts
from kpis.words import AWAITING
from reports.letters import WORDS

IN_BAR = (
    *(Status.GREEN, Status.BLUE, Status.AMBER, Status.RED),
    *(Status.NOT_REPORTED, Status.NO_ACTIVITY, AWAITING),
)
"""What is counted, best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One status of a month. ``start`` and ``width`` are percent of the bar."""

    status: str
    word: str
    count: int
    start: float
    width: float


def shares_of(counts: Counts) -> Sequence[Share]:
    """The statuses that occur in a month, best first; none where nothing was due.

    What nobody has said anything about yet is awaited here, though it counts as not reported.
    """
    shares, done = [], 0
    for status in IN_BAR:
        count = counts.said_not_reported if status == Status.NOT_REPORTED else getattr(counts, status)
        if count:
            start, width = (round(100 * part / counts.total, 2) for part in (done, count))
            shares.append(
                Share(status=str(status), word=WORDS[status], count=count, start=start, width=width)
            )
            done += count
    return shares
