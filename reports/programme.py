"""The programme on the dashboard: for each workstream its stage in the month, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, QuerySet, Value

from contracts.calculations.months import Month
from contracts.models import Contract
from contracts.models.programme import WorkstreamStatus
from reports.governance.load import day_reported

PLANNED, SAID = 0, 1


@dataclass(slots=True, kw_only=True)
class WorkstreamLine:
    """A workstream in a month.

    Attributes:
        stages: the names of the stages that go on in the month.
        status: how it stood on the day ``as_at``, when something was last said of it; None where nothing was.
    """

    name: str
    stages: list[str] = field(default_factory=list)
    status: WorkstreamStatus | None = None
    as_at: date | None = None

    @property
    def standing(self) -> str:
        """Its status in words; empty where nothing was said."""
        return str(self.status.label) if self.status else ""


def programme_lines(contract: Contract, month: Month) -> list[WorkstreamLine]:
    """A contract's workstreams, in the order of its programme, in one query.

    What was said of them is what had been when the month was reported.
    """
    lines: dict[str, WorkstreamLine] = {}
    for kind, _, last, name, words, first in sorted(_rows(contract, day_reported(month))):
        line = lines.setdefault(name, WorkstreamLine(name=name))
        if kind == SAID:
            line.status, line.as_at = WorkstreamStatus(words), last
        elif Month.of(first) <= month <= Month.of(last):
            line.stages.append(words)
    return list(lines.values())


def _rows(contract: Contract, day: date) -> QuerySet:
    """Stages and updates up to a day: kind, place, last day, workstream, words, first day.

    Updates come first in the query, since its first half says that days are read as days and not as months;
    they have no place, so that they sort by day.
    """
    said = contract.workstream_updates.filter(as_at__lte=day).order_by()
    planned = contract.workstream_stages.order_by()
    return said.values_list(Value(SAID), Value(0), "as_at", "workstream", "status", F("as_at")).union(
        planned.values_list(Value(PLANNED), "position", "month_to", "workstream", "stage", "month_from"),
        all=True,
    )
