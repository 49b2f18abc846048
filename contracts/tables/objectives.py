"""The list of objectives, and the trail of what was said of one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django_filters import CharFilter, ChoiceFilter, FilterSet
from django_tables2 import Column, Table

from contracts.assessments import AssessmentStep
from contracts.filters import FilterForm, having_words
from contracts.models import Contract, Objective, ObjectiveAssessment
from contracts.models.objectives import Horizon, Rating
from contracts.objectives import BothSides, differing

Rows = QuerySet[Objective]
WORST_FIRST = (Rating.OFF_TRACK, Rating.MIXED, Rating.ON_TRACK, Rating.ACHIEVED, Rating.NOT_ASSESSED)
DIFFERING = "differing"


class ObjectiveTable(Table):
    """Objectives of ``objectives_of``, by horizon; ``sides`` has what was last said of those shown."""

    objective = Column("Objective", accessor="reference")
    provider = Column("Provider’s view", accessor="pk", order_by=("provider_rating",))
    client = Column("Client’s view", accessor="pk", order_by=("client_rating",))
    together = Column("The two", accessor="pk", orderable=False)

    class Meta:
        row_attrs = {"group": lambda record: record.get_horizon_display()}  # noqa: RUF012 - as it is declared

    caption = "Objectives"
    today: date
    keeps: bool
    sides: Mapping[int, BothSides]

    def order_objective(self, rows: Rows, is_descending: bool) -> tuple[Rows, bool]:
        return rows.order_by("horizon", "-pk" if is_descending else "pk"), True

    def order_provider(self, rows: Rows, is_descending: bool) -> tuple[Rows, bool]:
        return _by_rating(rows, "provider_rating", is_descending), True

    def order_client(self, rows: Rows, is_descending: bool) -> tuple[Rows, bool]:
        return _by_rating(rows, "client_rating", is_descending), True

    def render_objective(self, record: Objective) -> SafeString:
        context = {"objective": record, "keeps": self.keeps}
        return render_to_string("contracts/components/objective_name.html", context)

    def render_provider(self, record: Objective) -> SafeString:
        return _said(self.sides[record.pk].provider)

    def render_client(self, record: Objective) -> SafeString:
        return _said(self.sides[record.pk].client)

    def render_together(self, record: Objective) -> SafeString:
        return render_to_string("contracts/components/agreement.html", {"sides": self.sides[record.pk]})


def _said(assessment: ObjectiveAssessment | None) -> SafeString:
    return render_to_string("contracts/components/assessed.html", {"assessed": assessment, "words": 40})


def _by_rating(rows: Rows, field: str, is_descending: bool) -> Rows:
    """By horizon, and within one from the worst rating to the best; what was not assessed comes after."""
    places = [When(Q(**{field: rating}), then=Value(place)) for place, rating in enumerate(WORST_FIRST)]
    place = Case(*places, default=Value(len(WORST_FIRST)), output_field=IntegerField())
    return rows.order_by("horizon", place.desc() if is_descending else place.asc(), "pk")


class ObjectiveFilter(FilterSet):
    """Objectives by words of theirs, horizon, the rating of either side, and whether the two differ."""

    class Meta:
        form = FilterForm

    search = CharFilter(method="with_words", label="Number or words")
    horizon = ChoiceFilter(choices=Horizon.choices, label="By when", empty_label="Any")
    rating = ChoiceFilter(
        method="rated", choices=Rating.choices, label="Rated by either side", empty_label="Any rating"
    )
    sides = ChoiceFilter(
        method="compared",
        choices=[(DIFFERING, "The two differ")],
        label="The two sides",
        empty_label="Whether they differ or not",
    )

    def __init__(self, *args: Any, contract: Contract, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def with_words(self, rows: Rows, name: str, value: str) -> Rows:
        return having_words(rows, value, ("reference", "text"))

    def rated(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.filter(Q(provider_rating=value) | Q(client_rating=value))

    def compared(self, rows: Rows, name: str, value: str) -> Rows:
        return rows.filter(differing())


class TrailTable(Table):
    """All that was said of an objective, latest first; ``steps`` are those the reader may take, by row."""

    as_at = Column("As at", order_by=("as_at", "pk"))
    view = Column("Whose view", order_by=("view", "-as_at"))
    rating = Column("Rating", orderable=False)
    narrative = Column("What it rests on", orderable=False, empty_values=())
    recorded_by = Column("On record", orderable=False, empty_values=())

    caption = "All assessments"
    steps: Mapping[int, frozenset[AssessmentStep]]

    def __init__(self, *args: Any, objective: Objective, **kwargs: Any) -> None:
        self.objective = objective
        super().__init__(*args, **kwargs)

    def render_as_at(self, value: date) -> str:
        return date_format(value, "j F Y")

    def render_rating(self, record: ObjectiveAssessment) -> SafeString:
        context = {"rating": record.rating, "word": record.get_rating_display()}
        return render_to_string("contracts/components/rating.html", context)

    def render_narrative(self, record: ObjectiveAssessment) -> SafeString:
        return render_to_string("contracts/components/assessment_said.html", {"assessment": record})

    def render_recorded_by(self, record: ObjectiveAssessment) -> SafeString:
        context = {
            **{"assessment": record, "objective": self.objective},
            "steps": self.steps.get(record.pk, frozenset()),
        }
        return render_to_string("contracts/components/assessment_record.html", context)
