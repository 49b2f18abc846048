"""A report is frozen whole or not at all; its documents are made of that alone, the same bytes each time."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from django.db import IntegrityError

from contracts.refusals import NotAllowed
from reports.actions import publishing
from reports.actions.publishing import keep_document, publish_report
from reports.export import as_data
from reports.models import (
    Audience,
    DocumentJob,
    Format,
    Publication,
    PublishedDocument,
    ReportState,
    TextKind,
)
from reports.papers.stored import from_text
from reports.publications.documents import Document, document_of
from reports.publications.freezing import data_for, paper_for
from reports.publications.making import EXPECTED, make, make_documents, missing_documents
from reports.publications.store import content_of
from reports.statements import statement_for
from tests.factories import make_result
from tests.reports.publications.publishing import AT, published, report_in_review


@pytest.fixture
def kpi(contract):
    found = contract.kpis.get(reference="IMT_KPI_01")
    for month, value in (("2021-05", "96"), ("2021-06", "93.5")):
        make_result(found, month, value, comment="The lift was out of order.")
    return found


@pytest.fixture
def report(contract, officer, kpi):
    return report_in_review(contract, officer)


@pytest.fixture
def publication(report, manager) -> Publication:
    return published(report, manager)


def test_what_was_read_is_what_is_frozen(publication, report, officer, manager, contract):
    assert (publication.number, publication.report, publication.title) == (1, report, report.title)
    assert (publication.prepared_by, publication.published_by) == (officer, manager)
    assert publication.published_at == AT
    report.refresh_from_db()
    assert (report.state, report.published_by) == (ReportState.PUBLISHED, manager)
    statement = statement_for(contract, report.month_from, report.month_to, previous=report.compared_with)
    assert data_for(publication, Audience.MEMBERS) == json.loads(json.dumps(as_data(statement)))
    paper = paper_for(publication, Audience.MEMBERS)
    assert (paper.title, paper.held_on, paper.is_draft) == (report.title, report.held_on, False)


def test_every_text_has_its_fingerprint(publication):
    texts = {(text.audience, text.kind): text for text in publication.texts.all()}
    kinds = (TextKind.STATEMENT, TextKind.PAPER)
    assert set(texts) == {(audience, kind) for audience in Audience for kind in kinds}
    assert all(sha256(text.text.encode()).hexdigest() == text.sha256 for text in texts.values())
    assert from_text(texts["public", "paper"].text).is_public


def test_months_that_are_not_signed_off_are_marked_in_the_paper(publication):
    assert paper_for(publication, Audience.PUBLIC).provisional == ("July 2021",)
    html = document_of(paper_for(publication, Audience.PUBLIC), {}, Format.HTML).content.decode()
    assert "July 2021 was not signed off" in html


def test_later_changes_of_the_record_do_not_touch_it(publication, kpi):
    before = list(publication.texts.values("text", "sha256"))
    make_result(kpi, "2021-07", "80")
    assert list(publication.texts.values("text", "sha256")) == before


def refusal(report, by, seen="") -> str:
    with pytest.raises(NotAllowed) as refused:
        publish_report(report=report, by=by, at=AT, seen=seen, ask_for_documents=lambda publication: None)
    assert not Publication.objects.exists()
    report.refresh_from_db()
    assert report.state != ReportState.PUBLISHED
    return str(refused.value)


def test_nobody_publishes_what_they_submitted(contract, manager, kpi):
    assert "someone else must publish it" in refusal(report_in_review(contract, manager), manager)


def test_a_member_an_officer_and_an_outsider_cannot_publish(report, member, second_officer, outsider):
    assert all("manager" in refusal(report, by) for by in (member, second_officer, outsider))


def test_what_changed_while_it_was_read_is_not_published_unread(report, manager):
    assert refusal(report, manager, seen="of something else") == publishing.CHANGED_MEANWHILE


def test_it_is_published_once(publication, report, manager):
    with pytest.raises(NotAllowed):
        published(report, manager)
    assert Publication.objects.get() == publication


def test_nothing_is_half_published(report, manager, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("The power went")

    monkeypatch.setattr(publishing, "record_changes", broken)
    with pytest.raises(RuntimeError):
        published(report, manager)
    assert not Publication.objects.exists()


def test_each_contract_counts_its_own_publications(publication, contract, officer, manager):
    assert published(report_in_review(contract, officer), manager).number == 2


def test_all_documents_are_made_by_the_job_and_kept_with_their_fingerprints(publication, manager):
    told = []
    job = DocumentJob(contract=publication.contract, of={"number": publication.number})
    assert make(job, told.append) is None
    assert missing_documents(publication) == []
    documents = list(publication.documents.all())
    assert {(each.audience, each.format) for each in documents} == set(EXPECTED)
    for document in documents:
        content = content_of(document)
        assert (sha256(content).hexdigest(), len(content)) == (document.sha256, document.size)
    assert told[0] == "Making document 1 of 12: Web page, members and officers"
    assert len(told) == len(EXPECTED)


@pytest.mark.parametrize("form", Format)
def test_a_document_made_twice_is_the_same_bytes(publication, form):
    paper, data = paper_for(publication, Audience.MEMBERS), data_for(publication, Audience.MEMBERS)
    assert document_of(paper, data, form).content == document_of(paper, data, form).content


def test_making_goes_on_where_it_was_interrupted_and_changes_nothing_that_is_there(publication):
    kept = keep_document(
        publication=publication,
        audience=Audience.MEMBERS,
        document=Document(format=Format.PDF, name="first.pdf", content=b"%PDF-first"),
    )
    assert len(list(make_documents(publication))) == len(EXPECTED) - 1
    assert content_of(publication.documents.get(pk=kept.pk)) == b"%PDF-first"


def test_a_document_whose_row_cannot_be_kept_leaves_no_file(publication):
    storage = PublishedDocument._meta.get_field("file").storage
    folder = str(publication.contract_id)
    before = set(storage.listdir(folder)[1]) if storage.exists(folder) else set()
    with pytest.raises(IntegrityError):
        keep_document(
            publication=publication,
            audience=Audience.PUBLIC,
            document=Document(format=Format.CSV, name="report.csv", content=b""),
        )
    assert set(storage.listdir(folder)[1]) == before
