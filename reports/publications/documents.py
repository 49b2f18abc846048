"""The documents of a publication, made of its frozen paper and data alone: the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from reports.export import data_text, summary_text
from reports.models import Format
from reports.papers.blocks import Paper
from reports.papers.notices import file_name
from reports.papers.page import to_file

Data = Mapping[str, Any]
Make = Callable[[Paper, Data], bytes]
Template = bytes | None
OFFICE = "application/vnd.openxmlformats-officedocument"
CONTENT_TYPES = {
    Format.HTML: "text/html; charset=utf-8",
    Format.WORD: f"{OFFICE}.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.SPREADSHEET: f"{OFFICE}.spreadsheetml.sheet",
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSON: "application/json",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that was made, and the name by which it is handed out."""

    format: Format
    name: str
    content: bytes

    @property
    def content_type(self) -> str:
        return CONTENT_TYPES[self.format]

    @property
    def sha256(self) -> str:
        return fingerprint(self.content)


def fingerprint(content: bytes) -> str:
    """What stands for some bytes and no others: their SHA-256, in hexadecimal digits."""
    return sha256(content).hexdigest()


def document_of(paper: Paper, data: Data, form: Format, template: Template = None) -> Document:
    """One document of a paper and its data; one of Word is written in the template."""
    content = _word(paper, template) if form is Format.WORD else MAKERS[form](paper, data)
    return Document(format=form, name=file_name(paper, form.value), content=content)


def _html(paper: Paper, data: Data) -> bytes:
    return to_file(paper).encode()


def _word(paper: Paper, template: Template) -> bytes:
    from reports.papers.word import to_word

    return to_word(paper, template)


def _pdf(paper: Paper, data: Data) -> bytes:
    from reports.papers.pdf import to_pdf

    return to_pdf(paper)


def _spreadsheet(paper: Paper, data: Data) -> bytes:
    from reports.papers.sheets import to_spreadsheet

    return to_spreadsheet(paper, dict(data))


def _csv(paper: Paper, data: Data) -> bytes:
    """The summary, one row a month; no row where the summary is not public."""
    return summary_text(data.get("summary", ())).encode()


def _json(paper: Paper, data: Data) -> bytes:
    return data_text(data).encode()


MAKERS: Mapping[Format, Make] = {
    Format.HTML: _html,
    Format.PDF: _pdf,
    Format.SPREADSHEET: _spreadsheet,
    Format.CSV: _csv,
    Format.JSON: _json,
}
