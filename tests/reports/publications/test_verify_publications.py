"""``manage.py verify_publications`` finds whatever is no longer what was published."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from contracts.append_only import history_set_aside
from reports.models import Audience, Format, Publication
from reports.publications.making import make_documents
from tests.reports.publications.publishing import published, report_in_review, tamper, with_documents


@pytest.fixture
def publication(contract, officer, manager) -> Publication:
    return with_documents(published(report_in_review(contract, officer), manager))


def verified(*args: str) -> tuple[str, str]:
    out, errors = StringIO(), StringIO()
    call_command("verify_publications", *args, stdout=out, stderr=errors)
    return out.getvalue(), errors.getvalue()


def faults(*args: str) -> list[str]:
    errors = StringIO()
    with pytest.raises(CommandError) as found:
        call_command("verify_publications", *args, stdout=StringIO(), stderr=errors)
    assert found.value.returncode == 1
    return errors.getvalue().splitlines()


def test_what_is_as_it_was_passes(publication):
    assert verified("TST-1") == ("1 publication checked: all is as it was.\n", "")


def test_nothing_published_is_nothing_wrong(contract):
    assert verified("TST-1") == ("0 publications checked: all is as it was.\n", "")


def test_a_text_that_was_changed_behind_the_triggers_is_found(publication):
    with history_set_aside():
        publication.texts.filter(audience="public", kind="statement").update(text='{"summary": "better"}')
    (fault,) = faults()
    assert fault.startswith(
        "TST-1, Publication 1: the text statement for public differs from its fingerprint"
    )


def test_a_text_that_is_gone_is_found(publication):
    with history_set_aside():
        publication.texts.filter(audience="members", kind="paper").delete()
    assert faults() == ["TST-1, Publication 1: the text paper for members is missing."]


def test_a_file_of_which_one_byte_differs_is_found(publication):
    tamper(publication, Audience.MEMBERS, Format.PDF, b"1 members pdg")
    (fault,) = faults("TST-1")
    assert "report-members.pdf differs from its fingerprint" in fault


def test_a_file_that_is_gone_is_found(publication):
    file = publication.documents.get(audience="public", format="csv").file
    file.storage.delete(file.name)
    assert faults() == ["TST-1, Publication 1: report-public.csv is missing from the store."]


def test_a_document_that_was_never_made_is_found(contract, officer, manager):
    published(report_in_review(contract, officer), manager)
    found = faults()
    assert len(found) == 12
    assert "TST-1, Publication 1: the PDF document for public has not been made." in found


def test_documents_made_again_are_the_same_bytes(contract, officer, manager):
    for _ in make_documents(published(report_in_review(contract, officer), manager)):
        pass
    assert verified("--remake")[1] == ""


def test_a_document_that_cannot_be_made_the_same_again_is_told(publication):
    found = faults("--remake")
    assert len(found) == 12
    assert "made again, is not the same" in found[0]
