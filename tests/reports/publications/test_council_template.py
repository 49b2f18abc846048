"""The council's own Word document, in which papers are written and with which they are published."""

import io

import pytest
from docx import Document

from reports.models import Audience, Format, TextKind
from reports.papers.council import council_template
from reports.publications.documents import document_of
from reports.publications.freezing import data_for, paper_for, template_for
from reports.publications.making import make_documents
from reports.publications.verifying import faults_of
from tests.reports.publications.publishing import published, report_in_review

pytestmark = pytest.mark.django_db
FOOT = "Council House, High Street"


@pytest.fixture
def template(tmp_path, settings):
    """A Word document of the council's with a foot of its own, where the settings name it."""
    document = Document()
    document.sections[0].footer.paragraphs[0].text = FOOT
    path = tmp_path / "paper.docx"
    document.save(path)
    settings.WORD_TEMPLATE = str(path)
    return path


def foot_of(content: bytes) -> str:
    return Document(io.BytesIO(content)).sections[0].footer.paragraphs[0].text


def word_of(publication, audience=Audience.MEMBERS) -> bytes:
    paper, data = paper_for(publication, audience), data_for(publication, audience)
    return document_of(paper, data, Format.WORD, template_for(publication, audience)).content


def test_without_a_template_papers_have_a_look_of_their_own(settings):
    settings.WORD_TEMPLATE = ""
    assert council_template() is None


def test_what_is_published_is_written_in_the_councils_document(template, contract, officer, manager):
    publication = published(report_in_review(contract, officer), manager)
    assert foot_of(word_of(publication)) == FOOT
    assert foot_of(word_of(publication, Audience.PUBLIC)) == FOOT


def test_it_stays_as_published_when_the_council_takes_another(template, settings, contract, officer, manager):
    publication = published(report_in_review(contract, officer), manager)
    before = word_of(publication)
    settings.WORD_TEMPLATE = ""
    template.unlink()
    assert word_of(publication) == before


def test_a_publication_without_a_template_keeps_none(contract, officer, manager):
    publication = published(report_in_review(contract, officer), manager)
    assert not publication.texts.filter(kind=TextKind.TEMPLATE).exists()
    assert template_for(publication, Audience.MEMBERS) is None


def test_verifying_makes_the_document_again_in_the_template_it_was_made_in(
    template, settings, contract, officer, manager
):
    publication = published(report_in_review(contract, officer), manager)
    list(make_documents(publication))
    settings.WORD_TEMPLATE = ""
    assert list(faults_of([publication], remake=True)) == []
