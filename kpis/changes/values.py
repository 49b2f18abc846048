"""What a planned change consists of: every row it will write, and what the points come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import blake2b
from typing import Any, Protocol

from contracts.calculations.months import Month
from kpis.calculations.rag import Terms
from kpis.changes.standing import Standing
from kpis.models import Change


class Kind(StrEnum):
    """The changes there are, by the words that stand in their addresses."""

    NEW_KPI = "new-kpi"
    TERMS = "new-terms"
    GLIDE = "glide-path"
    REPLACEMENT = "replacement"
    DECOMMISSION = "decommission"
    REDISTRIBUTION = "redistribution"
    END_REDISTRIBUTION = "end-redistribution"
    WITHDRAWAL = "take-back"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A contract change notice that a change is made under; ``is_new`` where it is yet to be recorded."""

    reference: str
    date: date
    title: str
    is_new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Under:
    """By what authority a change is made, and what is said of it."""

    notice: Notice | None = None
    description: str = ""
    reason: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTerms:
    """One row of terms to write.

    Attributes:
        before: what is in force in its month until now; None where nothing is.
        after: what it says; None for a row that is taken away.
        amends: the primary key of the row that is changed or taken away; None for a new row.
    """

    kpi: str
    month: Month
    before: Terms | None
    after: Terms | None
    change: Change
    notice: str
    description: str
    reason: str
    status: str
    amends: int | None = None

    @property
    def what(self) -> str:
        """What is done with the row, in words."""
        if self.after is None:
            return "Taken away"
        return "New row" if self.amends is None else "Changed row"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedService:
    """A KPI whose last month in service is set; None while it is open."""

    kpi: str
    before: Month | None
    after: Month | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedKpi:
    """A KPI to add: ``described`` has the columns of its definition by name."""

    reference: str
    area: str
    in_service_from: Month
    described: Mapping[str, Any]
    replaces: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedReview:
    """A review to record that leaves a KPI as it is."""

    kpi: str
    held_on: date
    reason: str
    notice: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsTotal:
    """The abatement points of an area, or of the contract, in the month a change takes effect."""

    name: str
    before: Decimal
    after: Decimal

    @property
    def is_conserved(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedChange:
    """All that a change will write, from its first month on; a review has no month.

    Attributes:
        heading: what it does, as a short sentence without a full stop.
        totals: the points of the areas it touches, then of the contract.
        notes: what else whoever confirms it should know.
    """

    kind: Kind
    heading: str
    month: Month | None
    under: Under
    terms: tuple[PlannedTerms, ...] = ()
    services: tuple[PlannedService, ...] = ()
    new_kpi: PlannedKpi | None = None
    review: PlannedReview | None = None
    totals: tuple[PointsTotal, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def fingerprint(self) -> str:
        """Stands for every row of the plan: two plans with the same one write the same."""
        return blake2b(repr(self).encode(), digest_size=16).hexdigest()

    @property
    def kpis(self) -> frozenset[str]:
        """The references of the KPIs that it writes anything of."""
        written = {row.kpi for row in self.terms} | {row.kpi for row in self.services}
        return frozenset(written | ({self.review.kpi} if self.review else set()))


class Ask(Protocol):
    """What a person asks for, of one kind."""

    def plan(self, standing: Standing) -> PlannedChange:
        """Every row it takes, as the record stands.

        Raises:
            NotAllowed: it cannot be done; ``ClosedMonthsError`` where it would change closed months.
        """
