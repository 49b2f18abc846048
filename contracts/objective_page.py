"""The page of an objective: both sides' views now, what waits, and the trail of what was said before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.formats import date_format
from django_tables2 import RequestConfig

from contracts.access import Ability, SignedInRequest
from contracts.assessments import AssessmentStep, refusal, written_by
from contracts.models import Objective, ObjectiveAssessment
from contracts.models.objectives import AssessmentState
from contracts.objectives import BothSides, both_sides
from contracts.tables.objectives import TrailTable

ROWS_ON_A_PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectivePage:
    """What the page shows.

    Attributes:
        sides: what counts now.
        waiting: what waits for approval or was sent back, for those who keep the record.
        trail: all that counts or once did, by day.
    """

    sides: BothSides
    waiting: Sequence[Waiting]
    trail: TrailTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A client's view that does not count yet, what its reader may do with it, and why not decide on it."""

    assessment: ObjectiveAssessment
    steps: frozenset[AssessmentStep]
    refusal: str

    @property
    def printed_day(self) -> str:
        return date_format(self.assessment.as_at, "j F Y")

    @property
    def may_decide(self) -> bool:
        return AssessmentStep.APPROVE in self.steps

    @property
    def may_change(self) -> bool:
        return AssessmentStep.CHANGE in self.steps


def objective_page(
    request: SignedInRequest, objective: Objective, abilities: Collection[str]
) -> ObjectivePage:
    """The page of an objective of ``objectives_of``, in six queries at most however much was said of it."""
    keeps = Ability.KEEP_GOVERNANCE in abilities
    own = written_by(request.user, objective) if keeps else set()
    said = objective.assessments.select_related("recorded_by", "decided_by").order_by("-as_at", "view", "-pk")
    approved = said.filter(state=AssessmentState.APPROVED)
    undecided = said.exclude(state=AssessmentState.APPROVED)
    return ObjectivePage(
        sides=both_sides([objective])[objective.pk],
        waiting=[_waiting(row, abilities, own) for row in undecided] if keeps else [],
        trail=_trail(request, objective, approved, abilities, own),
    )


def _waiting(row: ObjectiveAssessment, abilities: Collection[str], own: set[int]) -> Waiting:
    decides = Ability.APPROVE_ASSESSMENT in abilities and row.state == AssessmentState.PROPOSED
    refused = refusal(AssessmentStep.APPROVE, row, abilities, is_own=row.pk in own)
    return Waiting(assessment=row, steps=_steps(row, abilities, own), refusal=refused if decides else "")


def _steps(row: ObjectiveAssessment, abilities: Collection[str], own: set[int]) -> frozenset[AssessmentStep]:
    return frozenset(
        step for step in AssessmentStep if not refusal(step, row, abilities, is_own=row.pk in own)
    )


def _trail(
    request: SignedInRequest,
    objective: Objective,
    rows: QuerySet[ObjectiveAssessment],
    abilities: Collection[str],
    own: set[int],
) -> TrailTable:
    table = TrailTable(rows, objective=objective)
    RequestConfig(request, paginate={"per_page": ROWS_ON_A_PAGE}).configure(table)
    shown = [row.record for row in table.paginated_rows]
    table.steps = {row.pk: _steps(row, abilities, own) for row in shown}
    return table
