"""What would start and then go wrong: checked by ``manage.py check``, and before migrating and serving."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.core.checks import ERROR, CheckMessage, Error, Warning, register, run_checks
from django.core.exceptions import ImproperlyConfigured

PRODUCT = "csg_monitor"
"""The tag of the checks in this file."""
WORD_DOCUMENT = b"wordprocessingml.document.main+xml"
"""By what the list of an archive's parts names a Word document, and no template (.dotx) or workbook."""
LOCAL = frozenset({"", "localhost", "127.0.0.1", "[::1]", "::1"})


def refuse_what_is_unsafe() -> None:
    """Stop a web server whose settings would leave the product open or broken.

    Raises:
        ImproperlyConfigured: every error of the checks in this file, each with what to do.
    """
    is_deployed = not (settings.LOCAL_DEMO or settings.DEBUG)
    found = run_checks(tags=[PRODUCT], include_deployment_checks=is_deployed)
    errors = [f"{message.msg} {message.hint}" for message in found if message.level >= ERROR]
    if errors:
        raise ImproperlyConfigured("\n".join(errors))


def uses_postgresql() -> bool:
    return settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"


@register(PRODUCT)
def connections_are_kept(**_: Any) -> list[CheckMessage]:
    if not uses_postgresql() or settings.DATABASES["default"].get("CONN_MAX_AGE") != 0:
        return []
    return [
        Error(
            "CONN_MAX_AGE is 0, so every page opens a new connection to PostgreSQL.",
            hint="Set CONN_MAX_AGE to 600: pages are several times faster.",
            id="csg_monitor.E001",
        )
    ]


@register(PRODUCT)
def hosts_are_named(**_: Any) -> list[CheckMessage]:
    if settings.LOCAL_DEMO or settings.DEBUG or settings.ALLOWED_HOSTS:
        return []
    return [
        Error(
            "ALLOWED_HOSTS is empty, so every page answers 400.",
            hint="Set ALLOWED_HOSTS to the name people type, for example monitor.example.gov.uk.",
            id="csg_monitor.E002",
        )
    ]


@register(PRODUCT)
def one_postgresql_driver(**_: Any) -> list[CheckMessage]:
    if not uses_postgresql() or find_spec("psycopg") is None:
        return []
    return [
        Error(
            "psycopg 3 is installed, and Django prefers it to psycopg2, with which the product is tested.",
            hint="Remove it from this environment: pip uninstall psycopg.",
            id="csg_monitor.E003",
        )
    ]


@register(PRODUCT)
def demo_stays_at_home(**_: Any) -> list[CheckMessage]:
    hosts = {*settings.ALLOWED_HOSTS, settings.DATABASES["default"].get("HOST", "")}
    strangers = sorted(hosts - LOCAL)
    if not settings.LOCAL_DEMO or not strangers:
        return []
    return [
        Warning(
            f"LOCAL_DEMO is on together with {', '.join(strangers)}: cookies and pages are not protected.",
            hint="LOCAL_DEMO is for trying the product on one machine: leave it out everywhere else.",
            id="csg_monitor.W001",
        )
    ]


@register(PRODUCT, deploy=True)
def private_files_have_their_folders(**_: Any) -> list[CheckMessage]:
    """Evidence and publications stand in folders that the product can write and no web server reads."""
    return [*_folder_of("EVIDENCE_DIR", "people's files"), *_folder_of("PUBLICATIONS_DIR", "publications")]


def _folder_of(name: str, files: str) -> list[CheckMessage]:
    if not getattr(settings, name):
        return [_misplaced(name, f"{name} is not set, so {files} are kept beside the code.", "E004")]
    folder = Path(getattr(settings, name)).resolve()
    if folder.is_relative_to(Path(settings.STATIC_ROOT).resolve()):
        return [_misplaced(name, f"{name}, {folder}, lies in what the web server hands out.", "E005")]
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        return [_misplaced(name, f"{name}, {folder}, is not a folder that the product can write to.", "E006")]
    return []


def _misplaced(name: str, sentence: str, number: str) -> Error:
    hint = f"Make a folder outside the project, owned by the product's user, and set {name} to it."
    return Error(sentence, hint=hint, id=f"csg_monitor.{number}")


@register(PRODUCT)
def word_template_is_one(**_: Any) -> list[CheckMessage]:
    """What is published keeps its template: one that cannot be read would keep its papers from being made."""
    if not settings.WORD_TEMPLATE or _is_word_document(Path(settings.WORD_TEMPLATE)):
        return []
    return [
        Error(
            f"WORD_TEMPLATE, {settings.WORD_TEMPLATE}, is not a Word document that the product can read.",
            hint="Set it to a document saved as .docx, or leave it out.",
            id="csg_monitor.E007",
        )
    ]


def _is_word_document(path: Path) -> bool:
    try:
        with ZipFile(path) as archive:
            return WORD_DOCUMENT in archive.read("[Content_Types].xml") and archive.testzip() is None
    except (OSError, BadZipFile, KeyError):
        return False
