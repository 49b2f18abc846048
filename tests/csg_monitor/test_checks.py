"""What ``manage.py check`` refuses, and what it lets pass."""

from __future__ import annotations

from io import BytesIO
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from django.core.exceptions import ImproperlyConfigured

from csg_monitor import checks

POSTGRESQL = {
    "ENGINE": "django.db.backends.postgresql",
    "HOST": "database.example.gov.uk",
    "CONN_MAX_AGE": 600,
}
SQLITE = {"ENGINE": "django.db.backends.sqlite3", "NAME": "var/csg_monitor.sqlite3"}


@pytest.fixture
def configure(monkeypatch):
    """``configure(database, NAME=value)``: the checks see production's settings with some changed."""

    def changed(database, **values):
        wanted = {"LOCAL_DEMO": False, "DEBUG": False, "ALLOWED_HOSTS": ["monitor.example.gov.uk"]}
        wanted |= {"WORD_TEMPLATE": "", **values}
        monkeypatch.setattr(checks, "settings", SimpleNamespace(DATABASES={"default": database}, **wanted))

    return changed


def found() -> list[str]:
    every = (
        checks.connections_are_kept,
        checks.hosts_are_named,
        checks.one_postgresql_driver,
        checks.demo_stays_at_home,
    )
    return [message.id for check in every for message in check()]


@pytest.mark.parametrize("database", [POSTGRESQL, SQLITE], ids=["postgresql", "sqlite"])
def test_production_passes(configure, database):
    configure(database)
    assert found() == []


def test_new_connections_for_every_page_are_refused(configure):
    configure({**POSTGRESQL, "CONN_MAX_AGE": 0})
    assert found() == ["csg_monitor.E001"]


def test_sqlite_may_open_a_connection_for_every_page(configure):
    configure({**SQLITE, "CONN_MAX_AGE": 0})
    assert found() == []


def test_no_host_names_are_refused(configure):
    configure(POSTGRESQL, ALLOWED_HOSTS=[])
    assert found() == ["csg_monitor.E002"]


def test_developers_need_no_host_names(configure):
    configure(SQLITE, ALLOWED_HOSTS=[], DEBUG=True)
    assert found() == []


@pytest.mark.parametrize(("database", "expected"), [(POSTGRESQL, ["csg_monitor.E003"]), (SQLITE, [])])
def test_another_driver_is_refused_where_it_would_be_used(configure, monkeypatch, database, expected):
    configure(database)
    monkeypatch.setattr(checks, "find_spec", lambda name: object() if name == "psycopg" else None)
    assert found() == expected


@pytest.mark.parametrize(
    ("database", "hosts"),
    [
        pytest.param(SQLITE, ["localhost", "monitor.example.gov.uk"], id="a-host-others-reach"),
        pytest.param(POSTGRESQL, ["localhost"], id="a-database-elsewhere"),
    ],
)
def test_the_demo_in_the_open_is_warned_of(configure, database, hosts):
    configure(database, LOCAL_DEMO=True, ALLOWED_HOSTS=hosts)
    assert found() == ["csg_monitor.W001"]


def test_the_demo_at_home_passes(configure):
    configure({**POSTGRESQL, "HOST": "127.0.0.1"}, LOCAL_DEMO=True, ALLOWED_HOSTS=["localhost", "127.0.0.1"])
    assert found() == []


@pytest.fixture(params=["EVIDENCE_DIR", "PUBLICATIONS_DIR"])
def kept_in(request, monkeypatch, tmp_path):
    """``kept_in(folder)``: what the check says of a folder for files, beside tmp_path / "static"."""

    def said(folder):
        values = dict.fromkeys(("EVIDENCE_DIR", "PUBLICATIONS_DIR"), str(tmp_path / "kept"))
        values |= {request.param: str(folder), "STATIC_ROOT": tmp_path / "static"}
        monkeypatch.setattr(checks, "settings", SimpleNamespace(**values))
        return [message.id for message in checks.private_files_have_their_folders()]

    (tmp_path / "static" / "evidence").mkdir(parents=True)
    (tmp_path / "evidence").mkdir()
    (tmp_path / "kept").mkdir()
    return said


def test_evidence_in_a_folder_of_its_own_passes(kept_in, tmp_path):
    assert kept_in(tmp_path / "evidence") == []


def test_evidence_without_a_folder_is_refused(kept_in):
    assert kept_in("") == ["csg_monitor.E004"]


@pytest.mark.parametrize("folder", ["static", "static/evidence", "evidence/../static"])
def test_evidence_that_the_web_server_could_hand_out_is_refused(kept_in, tmp_path, folder):
    assert kept_in(tmp_path / folder) == ["csg_monitor.E005"]


def test_evidence_in_no_folder_is_refused(kept_in, tmp_path):
    (tmp_path / "file").touch()
    assert kept_in(tmp_path / "nowhere") == ["csg_monitor.E006"]
    assert kept_in(tmp_path / "file") == ["csg_monitor.E006"]


def test_evidence_in_a_folder_that_cannot_be_written_is_refused(kept_in, tmp_path, monkeypatch):
    monkeypatch.setattr("os.access", lambda folder, mode: folder.name != "evidence")
    assert kept_in(tmp_path / "evidence") == ["csg_monitor.E006"]


# Before serving.


def test_a_web_server_does_not_start_on_what_the_checks_refuse(configure):
    configure(POSTGRESQL, ALLOWED_HOSTS=[], EVIDENCE_DIR="", PUBLICATIONS_DIR="", STATIC_ROOT="static")
    with pytest.raises(ImproperlyConfigured) as refused:
        checks.refuse_what_is_unsafe()
    sentences = str(refused.value).splitlines()
    assert [sentence.split()[0] for sentence in sentences] == [
        "ALLOWED_HOSTS",
        "EVIDENCE_DIR",
        "PUBLICATIONS_DIR",
    ]
    assert all("Set " in sentence or "set " in sentence for sentence in sentences)


@pytest.mark.parametrize("switch", ["LOCAL_DEMO", "DEBUG"])
def test_on_a_developers_machine_it_starts_without_a_folder_for_evidence(configure, switch):
    configure(
        SQLITE,
        EVIDENCE_DIR="",
        PUBLICATIONS_DIR="",
        STATIC_ROOT="static",
        ALLOWED_HOSTS=["localhost"],
        **{switch: True},
    )
    checks.refuse_what_is_unsafe()


def test_a_web_server_starts_in_production(configure, tmp_path):
    configure(POSTGRESQL, EVIDENCE_DIR=str(tmp_path), PUBLICATIONS_DIR=str(tmp_path), STATIC_ROOT="static")
    checks.refuse_what_is_unsafe()


CONTENT_TYPES = "application/vnd.openxmlformats-officedocument"


def archive_with(**parts: str) -> bytes:
    """A ZIP archive; ``types`` is its list of content types."""
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr({"types": "[Content_Types].xml"}.get(name, name), text)
    return file.getvalue()


WORD = archive_with(types=f"{CONTENT_TYPES}.wordprocessingml.document.main+xml")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"no archive", id="another-file"),
        pytest.param(None, id="no-file"),
        pytest.param(archive_with(text="x"), id="another-archive"),
        pytest.param(archive_with(types=f"{CONTENT_TYPES}.wordprocessingml.template.main+xml"), id="a-dotx"),
        pytest.param(archive_with(types=f"{CONTENT_TYPES}.spreadsheetml.sheet.main+xml"), id="a-workbook"),
        pytest.param(WORD[: len(WORD) // 2], id="half-a-file"),
    ],
)
def test_a_word_template_that_is_none_is_refused(configure, tmp_path, content):
    path = tmp_path / "paper.docx"
    if content is not None:
        path.write_bytes(content)
    configure(POSTGRESQL, WORD_TEMPLATE=str(path))
    assert [message.id for message in checks.word_template_is_one()] == ["csg_monitor.E007"]


def test_a_word_template_is_taken(configure, tmp_path):
    path = tmp_path / "paper.docx"
    path.write_bytes(WORD)
    configure(POSTGRESQL, WORD_TEMPLATE=str(path))
    assert checks.word_template_is_one() == []
