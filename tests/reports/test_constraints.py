"""The database itself refuses what cannot be true of a report. Each rule is broken once, by name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from reports import models as r
from tests.factories import make_user
from tests.rows import COLUMNS, columns_of, insert, models_of, unsaved
from tests.support.refusals import constraint_names, is_refused_by

AT = datetime(2021, 9, 2, tzinfo=UTC)
SUBMITTED = {"submitted_by": "Sal", "submitted_at": AT}
PUBLISHED = {"published_by": "Pat", "published_at": AT}
WHO_SUBMITTED = "report_beyond_draft_says_who_submitted_it_and_when"
WHO_PUBLISHED = "published_report_says_by_whom_and_when"
NOT_TRUE = [
    (r.Report, "report_state_is_known", {"state": "lost", **SUBMITTED}),
    (r.Report, "report_ends_after_it_begins", {"month_to": "2021-04", "compared_with": None}),
    (r.Report, "report_is_compared_with_an_earlier_month", {"compared_with": "2021-07"}),
    (r.Report, WHO_SUBMITTED, SUBMITTED),
    (r.Report, WHO_SUBMITTED, {"state": "in_review"}),
    (r.Report, WHO_SUBMITTED, {"state": "in_review", **SUBMITTED, "submitted_at": None}),
    (r.Report, WHO_SUBMITTED, {"state": "in_review", **SUBMITTED, "submitted_by": None}),
    (r.Report, WHO_PUBLISHED, {"state": "published", **SUBMITTED}),
    (r.Report, WHO_PUBLISHED, {"state": "published", **SUBMITTED, **PUBLISHED, "published_at": None}),
    (r.Report, WHO_PUBLISHED, {"state": "in_review", **SUBMITTED, **PUBLISHED}),
    (
        r.Report,
        "nobody_publishes_what_they_submitted",
        {"state": "published", **SUBMITTED, **PUBLISHED, "published_by": "Sal"},
    ),
    (r.ReportSection, "section_kind_is_known", {"kind": "gossip"}),
    (r.ReportSection, "section_is_exempt_by_a_known_paragraph", {"exempt_paragraph": "8"}),
    (r.ReportSection, "section_is_exempt_by_a_known_paragraph", {"exempt_paragraph": "0"}),
    (r.ReportSection, "section_text_is_exempt_by_a_known_paragraph", {"text_exempt_paragraph": "8"}),
    (r.ExemptRow, "row_stands_in_a_known_section", {"section": "gossip"}),
    (r.ExemptRow, "row_is_exempt_by_a_known_paragraph", {"paragraph": ""}),
    (r.ExemptRow, "row_is_exempt_by_a_known_paragraph", {"paragraph": "8"}),
]
ON_THE_EDGE = [
    (r.Report, {"month_to": "2021-05"}),
    (r.Report, {"compared_with": "2021-06"}),
    (r.Report, {"compared_with": None}),
    (r.Report, {"state": "in_review", **SUBMITTED}),
    (r.Report, {"state": "published", **SUBMITTED, **PUBLISHED}),
    (r.ReportSection, {"exempt_paragraph": "1", "text_exempt_paragraph": "7"}),
    (r.ExemptRow, {"paragraph": "1"}),
]
TWICE = {
    "one_report_per_number": (r.Report, {"title": "Another"}),
    "one_section_per_report_and_kind": (r.ReportSection, {"position": 2}),
    "one_exemption_per_row_of_a_report": (r.ExemptRow, {"paragraph": "1"}),
}


@pytest.fixture
def made(contract):
    """``made(model, changes)``: an unsaved row; a name in ``changes`` stands for that person."""

    def make(model, changes):
        names = {name for column, name in changes.items() if column.endswith("_by") and name}
        people = {name: make_user(f"{name.lower()}@council.example", name=name) for name in names}
        changes = {c: people[value] if c.endswith("_by") and value else value for c, value in changes.items()}
        return unsaved(model, contract, **changes)

    return make


def test_every_constraint_is_broken_below():
    ours = {r.Report, r.ReportSection, r.ExemptRow}
    names = constraint_names([model for model in models_of("reports") if model in ours])
    assert {name for _, name, _ in NOT_TRUE} | TWICE.keys() == names


@pytest.mark.parametrize("model", [model for model in COLUMNS if model.__module__.startswith("reports")])
def test_a_row_that_could_be_true_is_accepted(model, contract):
    row = unsaved(model, contract)
    insert(row)
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(("model", "changes"), ON_THE_EDGE)
def test_a_row_on_the_edge_of_a_rule_is_accepted(model, changes, made):
    insert(made(model, changes))


@pytest.mark.parametrize(("model", "name", "changes"), NOT_TRUE)
def test_a_row_that_cannot_be_true_is_refused_by_name(model, name, changes, made):
    row = made(model, changes)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        insert(row)
    assert is_refused_by(refusal.value, name, model)


@pytest.mark.parametrize("name", TWICE)
def test_what_may_stand_once_is_refused_the_second_time(name, contract):
    model, changes = TWICE[name]
    first = unsaved(model, contract)
    insert(first)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        insert(model(**{**columns_of(first), **changes}))
    assert is_refused_by(refusal.value, name, model)
