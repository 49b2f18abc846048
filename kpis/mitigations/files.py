"""Files that come as evidence: which kinds are taken, and whether a file is what its name says.

A file counts as what its last extension says, and only if what it holds begins as that kind does.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile

from django.core.files.base import File

MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE
LONGEST_NAME = 200
BEGINNING = 4096
HEADER = re.compile(rb"(?:From [^\r\n]*\r?\n)?[A-Za-z][A-Za-z0-9-]*:[ \t]?")
"""How an e-mail begins: with the name of a header, after the line that some mailboxes add."""
NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class NotEvidence(Exception):
    """A file that is not taken; the message says why in a sentence."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file.

    Attributes:
        word: what people call it.
        content_type: as which it is handed out.
        is_one: whether a file, from its beginning on, is of this kind.
    """

    word: str
    content_type: str
    is_one: Callable[[File], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What is kept of a file beside its content."""

    name: str
    content_type: str
    size: int
    sha256: str


def _begins(*with_any: bytes) -> Callable[[File], bool]:
    return lambda file: file.read(BEGINNING).startswith(with_any)


def _holds(part: str) -> Callable[[File], bool]:
    """A document of Office: an archive with a certain part, and without macros."""

    def is_one(file: File) -> bool:
        if not file.read(4).startswith(b"PK\x03\x04"):
            return False
        file.seek(0)
        try:
            with ZipFile(file) as archive:
                names = set(archive.namelist())
        except (BadZipFile, OSError, ValueError, NotImplementedError):
            return False
        return {part, "[Content_Types].xml"} <= names and not any(n.endswith("vbaProject.bin") for n in names)

    return is_one


def _is_text(file: File) -> bool:
    return not any(NOT_TEXT.search(chunk) for chunk in iter(lambda: file.read(MEGABYTE), b""))


def _is_mail(file: File) -> bool:
    if not HEADER.match(file.read(BEGINNING)):
        return False
    file.seek(0)
    return _is_text(file)


OFFICE = "application/vnd.openxmlformats-officedocument"
JPEG = Kind("JPEG image", "image/jpeg", _begins(b"\xff\xd8\xff"))
KINDS = {
    ".pdf": Kind("PDF document", "application/pdf", _begins(b"%PDF-")),
    ".png": Kind("PNG image", "image/png", _begins(b"\x89PNG\r\n\x1a\n")),
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".docx": Kind("Word document", f"{OFFICE}.wordprocessingml.document", _holds("word/document.xml")),
    ".xlsx": Kind("Excel workbook", f"{OFFICE}.spreadsheetml.sheet", _holds("xl/workbook.xml")),
    ".csv": Kind("CSV file", "text/csv", _is_text),
    ".txt": Kind("text file", "text/plain", _is_text),
    ".eml": Kind("saved e-mail", "message/rfc822", _is_mail),
}
TAKEN = "PDF, PNG, JPEG, DOCX, XLSX, CSV, TXT or EML"


def checked(file: File) -> Checked:
    """What is to be kept of a file that somebody sends, which is left at its beginning.

    Raises:
        NotEvidence: its name, size or content is not one that is taken.
    """
    name = plain_name(file.name or "")
    kind = KINDS.get(PurePosixPath(name).suffix.lower())
    if kind is None:
        raise NotEvidence(f"“{name or 'A file without a name'}” is not of a kind that is taken: {TAKEN}.")
    if not file.size:
        raise NotEvidence(f"“{name}” is empty.")
    if file.size > LARGEST:
        size = f"{file.size / MEGABYTE:.1f}"
        raise NotEvidence(f"“{name}” has {size} MB; at most {LARGEST // MEGABYTE} MB are taken.")
    file.seek(0)
    if not kind.is_one(file):
        raise NotEvidence(f"“{name}” is called a {kind.word}, but what it holds is something else.")
    return Checked(name=name, content_type=kind.content_type, size=file.size, sha256=_fingerprint(file))


def plain_name(name: str) -> str:
    """The last part of a name, without signs that nobody sees, and short enough to be kept.

    Some of those signs turn the letters after them round, so that an extension looks like another.
    """
    last = re.split(r"[/\\]", name)[-1]
    seen = "".join(sign for sign in unicodedata.normalize("NFC", last) if _is_seen(sign))
    stem, dot, extension = " ".join(seen.split()).rpartition(".")
    if not dot:
        return extension[:LONGEST_NAME]
    return f"{stem.strip()[: LONGEST_NAME - len(extension) - 1]}.{extension.strip()}"[-LONGEST_NAME:]


def _is_seen(sign: str) -> bool:
    return sign.isspace() or not unicodedata.category(sign).startswith("C")


def _fingerprint(file: File) -> str:
    file.seek(0)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
