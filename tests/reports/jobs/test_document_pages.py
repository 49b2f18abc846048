"""The page of a document that somebody waits for, and the file it hands out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from contracts.models import Role
from reports.jobs.asking import ask_for_document
from reports.models import DocumentJob, JobState
from reports.views import documents
from tests.factories import make_document_job, make_membership

NOON = datetime(2022, 1, 10, 12, tzinfo=UTC)


def address(name, job):
    return reverse(name, args=[job.contract.reference, job.pk])


@pytest.fixture
def shown(client_of, member):
    return lambda job: client_of(member).get(job.get_absolute_url())


def text_of(response):
    return " ".join(response.content.decode().split())


def test_while_it_is_made_the_page_says_how_far_it_is_and_needs_no_script(shown, contract, member):
    job = make_document_job(contract, member, JobState.MAKING, progress="Drawing the charts")
    text = text_of(shown(job))
    assert '<p class="govuk-body" role="status"' in text
    assert "Drawing the charts." in text
    assert f'href="{job.get_absolute_url()}">Check again</a>' in text
    assert 'http-equiv="refresh"' not in text


def test_the_script_is_told_the_same(client_of, member, contract):
    job = make_document_job(contract, member, JobState.MAKING, progress="Drawing the charts")
    answer = client_of(member).get(address("document_job_state", job))
    assert answer.json() == {"finished": False, "sentence": "Drawing the charts."}


def test_what_is_ready_is_handed_out_as_a_file(shown, client_of, member, contract):
    job = make_document_job(contract, member)
    assert f'href="{address("document_job_file", job)}">Download the PDF (8' in text_of(shown(job))
    response = client_of(member).get(address("document_job_file", job))
    assert b"".join(response.streaming_content) == b"%PDF-1.7"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="TST-1-statement.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


def test_what_is_kept_elsewhere_leads_back_there(shown, member, contract):
    job = make_document_job(contract, member, format="", file="")
    DocumentJob.objects.filter(pk=job.pk).update(file="")
    text = text_of(shown(job))
    assert "Download" not in text
    assert f'href="{contract.get_absolute_url()}">Back to where you asked for it' in text


@pytest.mark.parametrize("state", [JobState.WAITING, JobState.MAKING, JobState.FAILED])
def test_what_is_not_ready_is_not_handed_out(state, client_of, member, contract):
    job = make_document_job(contract, member, state)
    assert client_of(member).get(address("document_job_file", job)).status_code == 404


def test_a_file_that_is_gone_is_not_found(client_of, member, contract):
    job = make_document_job(contract, member)
    job.file.storage.delete(job.file.name)
    assert client_of(member).get(address("document_job_file", job)).status_code == 404


def test_what_could_not_be_made_says_why_and_can_be_tried_again(shown, client_of, member, contract):
    job = make_document_job(contract, member, JobState.FAILED, progress="There is no such month.")
    assert "<strong>It could not be made.</strong> There is no such month." in text_of(shown(job))
    response = client_of(member).post(address("document_job_again", job))
    assert response.url == job.get_absolute_url()
    job.refresh_from_db()
    assert job.state == JobState.WAITING


@pytest.mark.parametrize("name", ["document_job", "document_job_state", "document_job_file"])
def test_another_contracts_people_find_nothing(name, client_of, outsider, member, contract, other_contract):
    job = make_document_job(contract, member)
    browser = client_of(outsider)
    assert browser.get(address(name, job)).status_code == 404
    assert browser.get(reverse(name, args=[other_contract.reference, job.pk])).status_code == 404


def test_who_has_left_the_contract_gets_nothing_any_more(client_of, member, contract):
    job = make_document_job(contract, member)
    member.memberships.get().delete()
    assert client_of(member).get(address("document_job_file", job)).status_code == 404


LONG_AGO = timedelta(days=1)


@pytest.mark.parametrize("looked", ["document_job", "document_job_state"], ids=["page", "its-script"])
@pytest.mark.parametrize(
    ("state", "worker", "asked", "is_at_work", "is_started"),
    [
        pytest.param(JobState.WAITING, "", LONG_AGO, False, True, id="waiting-in-vain"),
        pytest.param(JobState.WAITING, "", LONG_AGO, True, False, id="waiting-its-turn"),
        pytest.param(JobState.WAITING, "", timedelta(), False, False, id="just-asked-for"),
        pytest.param(JobState.MAKING, "elsewhere:1", LONG_AGO, False, False, id="being-made"),
        pytest.param(JobState.DONE, "", LONG_AGO, False, False, id="done"),
    ],
)
def test_looking_at_a_job_that_nobody_works_on_starts_a_process(
    looked, state, worker, asked, is_at_work, is_started, client_of, member, contract, monkeypatch
):
    started = []
    monkeypatch.setattr(documents, "start_making", lambda: started.append(True))
    monkeypatch.setattr(documents, "is_at_work", lambda lock: is_at_work)
    now = timezone.now()
    job = make_document_job(contract, member, state, worker=worker, heard_at=now, asked_at=now - asked)
    client_of(member).get(address(looked, job))
    assert bool(started) == is_started


@pytest.mark.parametrize("jobs", [1, 20])
def test_its_queries_do_not_grow_with_the_jobs(
    jobs, client_of, member, contract, django_assert_max_num_queries
):
    made = [make_document_job(contract, member, JobState.MAKING, key=str(n)) for n in range(jobs)]
    browser = client_of(member)
    browser.get(contract.get_absolute_url())
    with django_assert_max_num_queries(9):
        browser.get(made[-1].get_absolute_url())


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("pdf", b"%PDF-1.7"), ("xlsx", b"PK")])
def test_a_statement_is_made_in_every_format(form, begins, lincolnshire, officer):
    make_membership(officer, lincolnshire, Role.MEMBER)
    job = ask_for_document(
        contract=lincolnshire,
        kind="statement",
        of={"from": "2021-07", "to": "2021-12"},
        format=form,
        title="Statement, July to December 2021",
        back=lincolnshire.get_absolute_url(),
        by=officer,
        at=NOON,
    )
    call_command("make_documents")
    job.refresh_from_db()
    assert (job.state, job.progress) == (JobState.DONE, "")
    assert job.name == f"LCC-CSS-statement-2021-07-2021-12.{form}"
    assert job.file.read().startswith(begins)


def test_a_statement_without_a_month_cannot_be_made(contract, officer):
    job = ask_for_document(
        contract=contract,
        kind="statement",
        of={"from": "2023-01", "to": "2023-03"},
        format="docx",
        title="Statement",
        back="/",
        by=officer,
        at=NOON,
    )
    call_command("make_documents")
    job.refresh_from_db()
    assert (job.state, job.progress) == (
        JobState.FAILED,
        "TST-1 has opened no month from January 2023 to March 2023.",
    )
