"""Files with mitigations: what is taken, where it is kept, who gets it, and that nothing is left behind."""

from __future__ import annotations

import hashlib
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from contracts.refusals import NotAllowed
from kpis.actions import evidence as actions
from kpis.mitigations.files import KINDS, LARGEST, NotEvidence, checked, plain_name
from kpis.models import Evidence, Mitigation
from tests.factories import make_evidence, make_mitigation
from tests.kpis.mitigating import NOW, agree, decline, proposed
from tests.kpis.sheets import text_of

PDF = b"%PDF-1.7\n%%EOF"
MAIL = b"From: olive@council.example\r\nSubject: The flood\r\n\r\nIt is wet.\r\n"


def archive(*parts: str) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as made:
        for part in parts:
            made.writestr(part, "<x/>")
    return content.getvalue()


WORD = archive("[Content_Types].xml", "word/document.xml")
EXCEL = archive("[Content_Types].xml", "xl/workbook.xml")
CONTENTS = {
    ".pdf": PDF,
    ".png": b"\x89PNG\r\n\x1a\n....",
    ".jpg": b"\xff\xd8\xff\xe0....",
    ".jpeg": b"\xff\xd8\xff\xe1....",
    ".docx": WORD,
    ".xlsx": EXCEL,
    ".csv": "kpi,£\nIMT_KPI_01,1\n".encode(),
    ".txt": "It is wet – very wet.".encode(),
    ".eml": MAIL,
}


@pytest.fixture
def store(tmp_path, monkeypatch):
    """The folder in which evidence is kept, on the disk for once."""
    storage = FileSystemStorage(location=tmp_path / "evidence")
    monkeypatch.setattr(Evidence._meta.get_field("file"), "storage", storage)
    return tmp_path / "evidence"


@pytest.fixture
def proposal(contract, officer):
    return proposed(contract, officer)


def files_in(store) -> list[bytes]:
    return [path.read_bytes() for path in store.rglob("*") if path.is_file()]


def attach(mitigation, by, content=PDF, name="minutes.pdf"):
    return actions.attach(mitigation=mitigation, file=ContentFile(content, name), by=by, at=NOW)


def at(name: str, contract, *others: object) -> str:
    return reverse(f"mitigation_{name}", args=[contract.reference, "M1", *others])


def sent(client, contract, content=PDF, name="minutes.pdf"):
    file = SimpleUploadedFile(name, content)
    return client.post(at("evidence_add", contract), {"file": file}, follow=True)


# What is taken.


def test_every_kind_that_is_taken_is_tested():
    assert CONTENTS.keys() == KINDS.keys()


@pytest.mark.parametrize("extension", KINDS)
def test_a_file_that_is_what_its_name_says_is_taken(extension):
    content = CONTENTS[extension]
    found = checked(ContentFile(content, f"The Minutes{extension.upper()}"))
    assert found.name == f"The Minutes{extension.upper()}"
    assert (found.size, found.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert found.content_type == KINDS[extension].content_type


@pytest.mark.parametrize("extension", KINDS)
@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"MZ\x90\x00\x03\x00\x00\x00", id="a-program"),
        pytest.param(b"\x7fELF\x02\x01\x01\x00", id="another-program"),
        pytest.param(archive("evil.exe"), id="some-archive"),
        pytest.param(
            archive("[Content_Types].xml", "word/document.xml", "xl/workbook.xml", "x/vbaProject.bin"),
            id="with-macros",
        ),
        pytest.param(b"PK\x03\x04 and no more", id="a-broken-archive"),
        pytest.param(b"\x00%PDF-1.7", id="not-from-its-first-byte"),
    ],
)
def test_a_file_that_is_something_else_is_not(extension, content):
    with pytest.raises(NotEvidence, match="but what it holds is something else"):
        checked(ContentFile(content, f"minutes{extension}"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (".pdf", ".png"),
        (".png", ".jpg"),
        (".docx", ".xlsx"),
        (".xlsx", ".docx"),
        (".txt", ".eml"),
        (".txt", ".pdf"),
    ],
)
def test_one_kind_is_not_another(one, other):
    with pytest.raises(NotEvidence, match="something else"):
        checked(ContentFile(CONTENTS[one], f"minutes{other}"))


@pytest.mark.parametrize(
    "name",
    [
        *("minutes.html", "minutes.svg", "minutes.docm", "minutes.exe", "minutes.zip", "minutes", ".pdf", ""),
        *("minutes.pdf.exe", "minutes.pdf.html", "minutes.pdf ", "minutes.pdf.", "minutes.\u202efdp.exe"),
    ],
)
def test_the_last_extension_decides_and_others_are_refused(name):
    if name == "minutes.pdf ":
        assert checked(ContentFile(PDF, name)).name == "minutes.pdf"
        return
    with pytest.raises(NotEvidence, match="is not of a kind that is taken: PDF, PNG"):
        checked(ContentFile(PDF, name))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        pytest.param("../../etc/passwd.txt", "passwd.txt", id="a-way-up"),
        pytest.param("C:\\temp\\a\\minutes.pdf", "minutes.pdf", id="a-path-of-windows"),
        pytest.param("/srv/minutes.pdf", "minutes.pdf", id="a-path"),
        pytest.param("min\x00utes\r\n.pdf", "minutes.pdf", id="signs-of-control"),
        pytest.param("minutes\u202efdp.pdf", "minutesfdp.pdf", id="text-turned-round"),
        pytest.param("  The   minutes .pdf", "The minutes.pdf", id="blanks"),
        pytest.param("Protokoll №5 – “Überlauf”.pdf", "Protokoll №5 – “Überlauf”.pdf", id="odd-signs"),
        pytest.param("e\u0301te\u0301.pdf", "été.pdf", id="composed"),
        pytest.param("a.exe.pdf", "a.exe.pdf", id="double-extension"),
        pytest.param("x" * 300 + ".pdf", "x" * 196 + ".pdf", id="too-long"),
    ],
)
def test_a_name_is_kept_without_its_path_and_what_nobody_sees(name, kept):
    assert plain_name(name) == kept


@pytest.mark.parametrize(("size", "is_taken"), [(LARGEST, True), (LARGEST + 1, False)], ids=["10 MB", "more"])
def test_a_file_has_at_most_ten_megabytes(size, is_taken):
    file = ContentFile(PDF + b" " * (size - len(PDF)), "minutes.pdf")
    if is_taken:
        assert checked(file).size == size
    else:
        with pytest.raises(NotEvidence, match="has 10.0 MB; at most 10 MB are taken"):
            checked(file)


def test_an_empty_file_is_not_taken():
    with pytest.raises(NotEvidence, match="“minutes.txt” is empty"):
        checked(ContentFile(b"", "minutes.txt"))


# Attaching.


def test_a_file_is_kept_under_a_name_of_its_own_outside_the_web_root(
    contract, officer, client_of, proposal, store, settings
):
    answer = sent(client_of(officer), contract, name="../The minutes.pdf")
    kept = Evidence.objects.get(mitigation=proposal)
    assert "“The minutes.pdf” is attached to M1." in text_of(answer)
    assert (kept.name, kept.added_by, kept.size) == ("The minutes.pdf", officer, len(PDF))
    assert kept.sha256 == hashlib.sha256(PDF).hexdigest()
    assert kept.history.get().history_user == officer
    assert "minutes" not in kept.file.name
    assert files_in(store) == [PDF]
    assert settings.STATIC_ROOT not in store.parents


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "minutes.pdf", "“minutes.pdf” is empty."),
        (b"<html>", "minutes.pdf", "“minutes.pdf” is called a PDF document, but"),
        (PDF, "minutes.html", "“minutes.html” is not of a kind that is taken"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_on_the_page(
    contract, officer, client_of, proposal, store, content, name, sentence
):
    assert text_of(sent(client_of(officer), contract, content, name)).count(sentence) == 2
    assert files_in(store) == []
    assert not Evidence.objects.filter(mitigation=proposal).exists()


def test_choosing_no_file_is_said(contract, officer, client_of, proposal):
    answer = client_of(officer).post(at("evidence_add", contract), {})
    assert text_of(answer).count("Choose a file.") == 2


def test_the_same_file_is_attached_once(contract, officer, proposal, store):
    attach(proposal, officer)
    with pytest.raises(NotAllowed, match="This file is there already, as “minutes.pdf”"):
        attach(proposal, officer, name="again.pdf")
    assert files_in(store) == [PDF]


def test_a_row_that_is_not_kept_leaves_no_file(contract, officer, proposal, store, monkeypatch):
    def fails(*args, **values):
        raise RuntimeError("the database is gone")

    monkeypatch.setattr(actions, "record_new", fails)
    with pytest.raises(RuntimeError, match="the database is gone"):
        attach(proposal, officer)
    assert files_in(store) == []


def test_a_store_that_cannot_be_written_leaves_no_row(contract, officer, proposal, store):
    store.parent.mkdir(exist_ok=True)
    store.write_text("a file where the folder should be")
    with pytest.raises(OSError):  # noqa: PT011 - which one depends on the system
        attach(proposal, officer)
    assert not Evidence.objects.filter(mitigation=proposal).exists()


@pytest.mark.parametrize(
    ("person", "state", "may"),
    [
        *(("officer", "proposed", True), ("manager", "proposed", True), ("officer", "agreed", True)),
        *(("officer", "declined", False), ("officer", "withdrawn", False)),
        *(
            ("member", "proposed", False),
            ("administrator", "proposed", False),
            ("outsider", "proposed", False),
        ),
    ],
)
def test_who_may_attach_and_when(request, contract, proposal, store, person, state, may):
    proposal.state = state
    proposal.save()
    by = request.getfixturevalue(person)
    if may:
        assert attach(proposal, by).added_by == by
    else:
        with pytest.raises(NotAllowed):
            attach(proposal, by)
        assert files_in(store) == []


# Removing.


def test_a_file_of_a_proposal_is_removed_with_its_row(
    contract, officer, client_of, proposal, store, django_capture_on_commit_callbacks
):
    kept = attach(proposal, officer)
    client, page = client_of(officer), at("evidence_remove", contract, kept.pk)
    assert "Remove minutes.pdf from M1?" in text_of(client.get(page))
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(page, follow=True)
    assert "“minutes.pdf” is removed from M1." in text_of(answer)
    assert files_in(store) == []
    removed = Evidence.history.get(id=kept.pk, history_type="-")
    assert (removed.name, removed.sha256, removed.history_user) == (kept.name, kept.sha256, officer)


@pytest.mark.parametrize("decide", [agree, decline])
def test_once_a_decision_was_made_its_evidence_stays(contract, officer, manager, proposal, store, decide):
    kept = attach(proposal, officer)
    decide(proposal, manager)
    with pytest.raises(NotAllowed, match="by Mary Manager, so it cannot be changed"):
        actions.remove(evidence=Evidence.objects.get(pk=kept.pk), by=officer)
    assert files_in(store) == [PDF]


def test_a_removal_that_is_not_kept_leaves_the_file(contract, officer, proposal, store):
    kept = attach(proposal, officer)
    actions.remove(evidence=kept, by=officer)
    assert files_in(store) == [PDF], "it goes once the removal is kept, which this test never lets happen"


# Handing out.


def test_the_contracts_people_get_the_file_to_keep_and_never_to_look_at(
    contract, officer, member, client_of, proposal
):
    kept = make_evidence(proposal, officer, MAIL, "Überlauf.eml")
    answer = client_of(member).get(at("evidence", contract, kept.pk))
    assert b"".join(answer.streaming_content) == MAIL
    assert answer["Content-Type"] == "message/rfc822"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''%C3%9Cberlauf.eml"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"


def test_a_name_cannot_write_headers(contract, officer, member, client_of, proposal):
    kept = make_evidence(proposal, officer, PDF, 'a"; filename="b.exe\r\nX-Evil: 1.pdf')
    answer = client_of(member).get(at("evidence", contract, kept.pk))
    assert "X-Evil" not in answer.headers
    assert answer["Content-Disposition"] == 'attachment; filename="a\\"; filename=\\"b.exe X-Evil: 1.pdf"'


def test_nobody_else_gets_it_under_any_address(
    contract, other_contract, officer, outsider, client_of, proposal
):
    kept = make_evidence(proposal, officer)
    mine = make_mitigation(other_contract.kpis.get(), state="proposed")
    assert client_of(outsider).get(at("evidence", contract, kept.pk)).status_code == 404
    through_mine = reverse("mitigation_evidence", args=[other_contract.reference, mine.reference, kept.pk])
    assert client_of(outsider).get(through_mine).status_code == 404
    assert client_of(outsider).post(through_mine + "remove/").status_code == 404
    make_mitigation(contract.kpis.first(), reference="M2", state="proposed")
    through_another = reverse("mitigation_evidence", args=[contract.reference, "M2", kept.pk])
    assert client_of(officer).get(through_another).status_code == 404


def test_a_file_that_is_gone_from_the_store_is_not_found_and_logged(
    contract, officer, client_of, proposal, store, caplog
):
    kept = attach(proposal, officer)
    for path in store.rglob("*"):
        if path.is_file():
            path.unlink()
    assert client_of(officer).get(at("evidence", contract, kept.pk)).status_code == 404
    assert f"evidence {kept.pk} has no file in the store" in caplog.text


def test_evidence_is_listed_with_its_fingerprint(contract, officer, member, manager, client_of, proposal):
    kept = make_evidence(proposal, officer)
    text = text_of(client_of(member).get(at("detail", contract)))
    assert f"minutes.pdf SHA-256 {kept.sha256} 8 bytes 3 August 2021 by Olive Officer" in text
    assert "Remove" not in text
    assert "Remove minutes.pdf" in text_of(client_of(manager).get(at("detail", contract)))
    decline(Mitigation.objects.get(pk=proposal.pk), manager)
    assert "Remove" not in text_of(client_of(manager).get(at("detail", contract)))
