"""The database itself refuses what cannot be true of a publication, and to change one."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from contracts.append_only import frozen_models
from reports import models as r
from reports.models.publications import CORRECTED_BY_ADDENDUM
from tests.factories import make_user
from tests.rows import columns_of, insert, unsaved
from tests.support.refusals import constraint_names, is_refused_by

MODELS = [r.Publication, r.PublishedText, r.PublishedDocument, r.PublicLink, r.AddendumDraft]
OF_WHAT = "publication_is_of_a_report_or_says_what_it_corrects_and_why"
NOT_TRUE = [
    (r.Publication, OF_WHAT, {"report": None}),
    (r.Publication, OF_WHAT, {"reason": "It was wrong"}),
    (r.Publication, "publication_ends_after_it_begins", {"month_to": "2021-04"}),
    (r.Publication, "nobody_publishes_what_they_prepared", {"published_by": "who prepared it"}),
    (r.PublishedText, "published_text_audience_is_known", {"audience": "friends"}),
    (r.PublishedText, "published_text_kind_is_known", {"kind": "poem"}),
    (r.PublishedDocument, "document_audience_is_known", {"audience": "friends"}),
    (r.PublishedDocument, "document_format_is_known", {"format": "doc"}),
    (r.PublishedDocument, "document_is_not_empty", {"size": 0}),
    (r.PublicLink, "public_link_has_a_token", {"token": ""}),
    (r.AddendumDraft, "addendum_says_why", {"reason": ""}),
]
TWICE = {
    "one_publication_per_number": (r.Publication, {"title": "Another"}),
    "one_published_text_per_audience_and_kind": (r.PublishedText, {"text": "[]"}),
    "one_document_per_audience_and_format": (r.PublishedDocument, {"name": "other.json"}),
    "one_public_link_per_token": (r.PublicLink, {}),
    "one_addendum_in_preparation_per_publication": (r.AddendumDraft, {"reason": "Another"}),
}


def changed(row, **changes):
    """Another row like it, unsaved."""
    columns = {
        name: value for name, value in columns_of(row).items() if name.removesuffix("_id") not in changes
    }
    return type(row)(**columns, **changes)


def second_report(publication):
    report = changed(publication.report, number=2)
    insert(report)
    return report


def addendum_to(publication, **changes):
    return changed(
        publication, **{"number": 2, "report": None, "corrects": publication, "reason": "Late", **changes}
    )


def test_every_constraint_is_broken_below():
    assert {name for _, name, _ in NOT_TRUE} | TWICE.keys() == constraint_names(MODELS)


@pytest.mark.parametrize(("model", "name", "changes"), NOT_TRUE)
def test_a_row_that_cannot_be_true_is_refused_by_name(model, name, changes, contract):
    row = unsaved(model, contract)
    same = {"published_by": row.prepared_by} if "published_by" in changes else {}
    refused(changed(row, **{**changes, **same}), name)


def refused(row, name):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        insert(row)
    assert is_refused_by(refusal.value, name, type(row))


@pytest.mark.parametrize("name", TWICE)
def test_what_may_stand_once_is_refused_the_second_time(name, contract):
    model, changes = TWICE[name]
    first = unsaved(model, contract)
    insert(first)
    if model is r.Publication:
        changes = {**changes, "report": second_report(first)}
    if model is r.PublicLink:
        changes = {"publication": addendum_to(first.publication)}
        insert(changes["publication"])
    refused(changed(first, **changes), name)


def test_a_publication_is_of_a_report_or_corrects_another_and_says_why(contract):
    publication = unsaved(r.Publication, contract)
    insert(publication)
    refused(addendum_to(publication, reason=""), OF_WHAT)
    refused(addendum_to(publication, report=second_report(publication)), OF_WHAT)
    addendum = addendum_to(publication)
    insert(addendum)
    assert (publication.is_addendum, addendum.is_addendum) == (False, True)


TAMPERING = {
    "update": lambda row, column: type(row)._base_manager.filter(pk=row.pk).update(**{column: ""}),
    "save": lambda row, column: row.save_base(force_update=True),
    "delete": lambda row, column: row.delete(),
    "raw delete": lambda row, column: type(row)._base_manager.filter(pk=row.pk)._raw_delete("default"),
}


def test_what_is_frozen_is_what_is_published():
    assert set(frozen_models()) == {r.Publication, r.PublishedText, r.PublishedDocument}


@pytest.mark.parametrize("tamper", TAMPERING)
@pytest.mark.parametrize(
    ("model", "column"),
    [(r.Publication, "title"), (r.PublishedText, "text"), (r.PublishedDocument, "sha256")],
    ids=["publication", "text", "document"],
)
def test_what_is_published_can_be_neither_changed_nor_deleted(model, column, tamper, contract):
    row = unsaved(model, contract)
    insert(row)
    before = columns_of(row)
    with pytest.raises(IntegrityError, match=CORRECTED_BY_ADDENDUM), transaction.atomic():
        TAMPERING[tamper](row, column)
    assert columns_of(model._base_manager.get(pk=row.pk)) == before


def test_the_public_link_is_switched_without_touching_the_publication(contract):
    link = unsaved(r.PublicLink, contract)
    link.save()
    link.is_on, link.switched_by = True, make_user("second@council.example")
    link.save()
    assert list(link.history.values_list("is_on", flat=True)) == [True, False]
