"""Documents are made once each, by whoever is there, and whoever waits is told how that ended."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from contracts.access import Ability
from contracts.refusals import NotAllowed
from reports.jobs import making, starting
from reports.jobs.asking import ask_for_document, try_again
from reports.jobs.claiming import GIVEN_UP, MOST_TRIES, SILENCE, claim, this_process
from reports.jobs.kinds import KINDS, CannotMake, Kind, Made
from reports.jobs.locking import alone, is_at_work
from reports.jobs.making import KEPT, clear, make_all
from reports.models import DocumentJob, JobState

NOON = datetime(2022, 1, 10, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def at_noon() -> datetime:
    return NOON


def make_example(job, tell):
    """What the kind ``example`` is made by, as its content says."""
    tell("Thinking")
    match job.of["what"]:
        case "file":
            return Made(content=b"%PDF-1.7", name="example.pdf")
        case "nothing":
            return None
        case "impossible":
            raise CannotMake("There is no such month.")
    raise RuntimeError("a secret of the database")


@pytest.fixture(autouse=True)
def example(monkeypatch):
    kind = Kind(maker=f"{__name__}.make_example", formats=("pdf",), ability=Ability.VIEW)
    monkeypatch.setitem(KINDS, "example", kind)


@pytest.fixture
def ask(contract, member):
    """``ask(what="file")``: a job of the member's."""

    def asked(what="file", by=member, at=NOON):
        return ask_for_document(
            contract=contract,
            kind="example",
            of={"what": what},
            format="pdf",
            title="An example",
            back="/contracts/TST-1/",
            by=by,
            at=at,
        )

    return asked


def left_behind(job, *, worker, heard_at=NOON, tries=1):
    values = {"state": JobState.MAKING, "worker": worker, "heard_at": heard_at, "tries": tries}
    DocumentJob.objects.filter(pk=job.pk).update(**values)


@pytest.fixture
def dead_process() -> str:
    """The name of a process of this machine that is no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return f"{socket.gethostname()}:{process.pid}"


def test_what_is_asked_for_twice_is_made_once(ask, second_officer):
    first = ask()
    assert ask() == first
    assert ask(by=second_officer) != first
    assert ask("nothing") != first


def test_the_database_refuses_a_second_unfinished_job_for_the_same(ask):
    job = ask()
    job.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        job.save(force_insert=True)


def test_a_finished_document_can_be_asked_for_anew(ask, tmp_path):
    first = ask()
    make_all(tmp_path / "lock", at_noon)
    assert ask() != first


def test_nobody_asks_for_what_their_role_does_not_let_them_have(ask, outsider):
    with pytest.raises(NotAllowed):
        ask(by=outsider)
    assert not DocumentJob.objects.exists()


@pytest.mark.parametrize(("kind", "form"), [("example", "docx"), ("example", ""), ("unknown", "pdf")])
def test_what_cannot_be_had_is_not_asked_for(kind, form, contract, member):
    with pytest.raises(ValueError, match="there is no"):
        ask_for_document(
            contract=contract, kind=kind, of={}, format=form, title="", back="/", by=member, at=NOON
        )


def test_a_document_is_made_and_kept_with_its_name(ask, tmp_path):
    job = ask()
    assert make_all(tmp_path / "lock", at_noon) == 1
    job.refresh_from_db()
    assert (job.state, job.name, job.size, job.finished_at) == (JobState.DONE, "example.pdf", 8, NOON)
    assert job.file.read() == b"%PDF-1.7"
    assert "example" not in job.file.name


def test_a_maker_that_keeps_what_it_makes_gives_no_file(ask, tmp_path):
    job = ask("nothing")
    make_all(tmp_path / "lock", at_noon)
    job.refresh_from_db()
    assert (job.state, job.file.name) == (JobState.DONE, "")


def test_why_a_document_cannot_be_made_is_told_in_a_sentence(ask, tmp_path):
    job = ask("impossible")
    make_all(tmp_path / "lock", at_noon)
    job.refresh_from_db()
    assert (job.state, job.progress) == (JobState.FAILED, "There is no such month.")


def test_an_error_of_ours_is_told_without_its_text_and_the_next_is_made(ask, tmp_path, caplog):
    broken, whole = ask("error"), ask()
    assert make_all(tmp_path / "lock", at_noon) == 2
    broken.refresh_from_db()
    whole.refresh_from_db()
    assert broken.state == JobState.FAILED
    assert broken.progress == making.WENT_WRONG.format(broken.pk)
    assert "a secret of the database" in caplog.text
    assert whole.state == JobState.DONE


def test_a_failed_one_is_tried_again_with_a_clean_slate(ask, tmp_path):
    job = ask("impossible")
    make_all(tmp_path / "lock", at_noon)
    assert try_again(job=job, at=NOON + SECOND) == job
    job.refresh_from_db()
    assert (job.state, job.tries, job.progress, job.finished_at) == (JobState.WAITING, 0, "", None)
    assert job.asked_at == NOON + SECOND


def test_trying_again_leads_to_the_job_that_waits_for_the_same_already(ask, tmp_path):
    job = ask("impossible")
    make_all(tmp_path / "lock", at_noon)
    newer = ask("impossible")
    assert try_again(job=job, at=NOON) == newer


def test_what_is_ready_is_not_made_again(ask, tmp_path):
    job = ask()
    make_all(tmp_path / "lock", at_noon)
    try_again(job=job, at=NOON)
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_a_claimed_job_is_nobody_elses(ask):
    ask()
    assert claim(NOON) is not None
    assert claim(NOON) is None


def test_jobs_are_made_in_the_order_in_which_they_were_asked_for(ask, contract, officer):
    asked = [ask(), ask("nothing"), ask(by=officer)]
    assert [claim(NOON) for _ in asked] == asked


@pytest.mark.parametrize(
    ("silent_for", "is_taken"),
    [pytest.param(SILENCE, False, id="just-heard-of"), pytest.param(SILENCE + SECOND, True, id="silent")],
)
def test_what_another_machine_left_behind_is_taken_up_when_it_is_silent(ask, silent_for, is_taken):
    job = ask()
    left_behind(job, worker="elsewhere:1", heard_at=NOON - silent_for)
    assert (claim(NOON) is not None) == is_taken


def test_what_a_dead_process_of_this_machine_left_behind_is_taken_up_at_once(ask, dead_process):
    job = ask()
    left_behind(job, worker=dead_process)
    taken = claim(NOON)
    assert taken == job
    assert (taken.worker, taken.tries) == (this_process(), 2)


def test_what_a_living_process_makes_is_left_to_it(ask):
    left_behind(ask(), worker=f"{socket.gethostname()}:{os.getppid()}")
    assert claim(NOON) is None


@pytest.mark.parametrize(("tries", "is_taken"), [(MOST_TRIES - 1, True), (MOST_TRIES, False)])
def test_a_job_that_brings_its_process_down_is_given_up_in_the_end(ask, dead_process, tries, is_taken):
    job = ask()
    left_behind(job, worker=dead_process, tries=tries)
    assert (claim(NOON) is not None) == is_taken
    job.refresh_from_db()
    assert (job.progress == GIVEN_UP) != is_taken


def test_a_job_that_another_process_has_taken_up_meanwhile_is_left_to_it(ask, monkeypatch):
    """A process that was only slow must not overwrite what the other makes, nor leave a file behind."""
    job = claim(NOON) if ask() else None
    left_behind(job, worker="elsewhere:1")
    making.make_one(job, at_noon)
    fresh = DocumentJob.objects.get(pk=job.pk)
    assert (fresh.state, fresh.worker, fresh.file.name) == (JobState.MAKING, "elsewhere:1", "")
    assert not job.file.storage.exists(job.file.name)


def test_two_processes_of_a_machine_never_work_at_once(ask, tmp_path):
    ask()
    assert not is_at_work(tmp_path / "lock")
    with alone(tmp_path / "lock") as is_alone:
        assert is_alone
        assert is_at_work(tmp_path / "lock")
        assert make_all(tmp_path / "lock", at_noon) == 0
    assert not is_at_work(tmp_path / "lock")
    assert make_all(tmp_path / "lock", at_noon) == 1


@pytest.mark.parametrize(
    ("age", "is_there"),
    [pytest.param(KEPT, True, id="seven-days"), pytest.param(KEPT + SECOND, False, id="longer")],
)
def test_documents_are_cleared_after_some_days(ask, age, is_there, tmp_path):
    job = ask()
    make_all(tmp_path / "lock", at_noon)
    job.refresh_from_db()
    clear(NOON + age)
    assert DocumentJob.objects.filter(pk=job.pk).exists() == is_there
    assert job.file.storage.exists(job.file.name) == is_there


def test_what_waits_is_never_cleared(ask):
    job = ask()
    clear(NOON + 100 * KEPT)
    assert DocumentJob.objects.filter(pk=job.pk).exists()


def test_a_file_that_is_gone_keeps_nothing_from_being_cleared(ask, tmp_path):
    job = ask()
    make_all(tmp_path / "lock", at_noon)
    job.refresh_from_db()
    job.file.storage.delete(job.file.name)
    assert clear(NOON + 2 * KEPT) == 1


def test_the_command_makes_what_waits(ask, capsys):
    job = ask()
    call_command("make_documents")
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert "1 made" in capsys.readouterr().out


def test_asking_starts_a_process_once_the_job_is_kept(
    ask, settings, monkeypatch, django_capture_on_commit_callbacks
):
    started = []
    settings.START_DOCUMENT_MAKER = True
    monkeypatch.setattr(starting, "_begin", lambda command, **options: started.append((command, options)))
    with django_capture_on_commit_callbacks(execute=True):
        ask()
        assert started == []
    ((command, options),) = started
    assert command[1:] == [str(settings.BASE_DIR / "manage.py"), "make_documents"]
    assert options == {"cwd": settings.BASE_DIR}
