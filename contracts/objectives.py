"""Objectives beside what each side of the contract last said of them.

What the client proposes to say counts once it is approved; until then the view before it stands.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from contracts.calculations.objectives import NOT_ASSESSED, Agreement, agreement
from contracts.models import Contract, Objective, ObjectiveAssessment
from contracts.models.objectives import AssessmentState
from contracts.models.sides import Owner

AGREEMENT_WORDS = {
    Agreement.DIFFER: "The two differ",
    Agreement.AGREE: "The two agree",
    Agreement.ONE_SIDE: "One side only",
    Agreement.NEITHER: "Neither yet",
}
Assessment = ObjectiveAssessment


@dataclass(frozen=True, slots=True, kw_only=True)
class BothSides:
    """The latest assessment of an objective by each side that counts; None where a side gave none."""

    provider: Assessment | None
    client: Assessment | None

    @property
    def agreement(self) -> Agreement:
        ratings = (each.rating if each else None for each in (self.provider, self.client))
        return agreement(*ratings)

    @property
    def differ(self) -> bool:
        return self.agreement is Agreement.DIFFER

    @property
    def words(self) -> str:
        """How the two compare, in words."""
        return AGREEMENT_WORDS[self.agreement]


def objectives_of(contract: Contract, today: date) -> QuerySet[Objective]:
    """A contract's objectives, each with ``provider_pk``, ``provider_rating``, ``client_pk``,
    ``client_rating`` of the latest assessments that count, and ``waits``, whether one waits for approval.
    """
    provider, client = (_latest(view, today) for view in (Owner.PROVIDER, Owner.CLIENT))
    proposed = Assessment.objects.filter(objective=OuterRef("pk"), state=AssessmentState.PROPOSED)
    return Objective.objects.filter(contract=contract).annotate(
        provider_pk=Subquery(provider.values("pk")[:1]),
        provider_rating=Subquery(provider.values("rating")[:1]),
        client_pk=Subquery(client.values("pk")[:1]),
        client_rating=Subquery(client.values("rating")[:1]),
        waits=Exists(proposed),
    )


def differing() -> Q:
    """Objectives, as of ``objectives_of``, that both sides rated, and not alike."""
    both = Q(provider_rating__isnull=False, client_rating__isnull=False)
    unspoken = Q(provider_rating=NOT_ASSESSED) | Q(client_rating=NOT_ASSESSED)
    return both & ~unspoken & ~Q(provider_rating=F("client_rating"))


def both_sides(rows: Iterable[Objective]) -> dict[int, BothSides]:
    """What the two sides last said of some objectives of ``objectives_of``, by primary key, in one query."""
    objectives: list = list(rows)
    said = [pk for row in objectives for pk in (row.provider_pk, row.client_pk) if pk is not None]
    found = Assessment.objects.in_bulk(said)
    return {
        row.pk: BothSides(provider=found.get(row.provider_pk), client=found.get(row.client_pk))
        for row in objectives
    }


def _latest(view: str, today: date) -> QuerySet[Assessment]:
    """What a side said of the objective of the query around, latest first."""
    counts = Assessment.objects.filter(
        objective=OuterRef("pk"), view=view, state=AssessmentState.APPROVED, as_at__lte=today
    )
    return counts.order_by("-as_at", "-pk")
