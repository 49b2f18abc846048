"""Which documents are made outside the request: by which function, in which formats, for whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

from contracts.access import Ability

if TYPE_CHECKING:
    from reports.models import DocumentJob

Tell = Callable[[str], None]
"""Says in a few words how far a document has come."""


class CannotMake(Exception):
    """A document that cannot be made; the message says why in a sentence for the person who asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A document that was made: the file, and the name by which it is handed out."""

    content: bytes
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of document.

    Attributes:
        maker: the dotted name of the function that makes it, which only the maker's process imports.
        formats: in which it can be had; none where the maker keeps what it makes itself.
        ability: what lets a person ask for it, see how far it is and fetch it.
    """

    maker: str
    formats: tuple[str, ...]
    ability: Ability

    def make(self, job: DocumentJob, tell: Tell) -> Made | None:
        return import_string(self.maker)(job, tell)


KINDS = {
    "statement": Kind(
        maker="reports.jobs.statements.make", formats=("docx", "pdf", "xlsx"), ability=Ability.VIEW
    ),
    "publication": Kind(maker="reports.publications.making.make", formats=(), ability=Ability.PUBLISH_REPORT),
    "draft": Kind(
        maker="reports.drafts.documents.make",
        formats=("docx", "pdf", "xlsx"),
        ability=Ability.WRITE_REPORT,
    ),
}
"""Every kind of document by the word that ``ask_for_document`` names it with."""
OFFICE = "application/vnd.openxmlformats-officedocument"
CONTENT_TYPES = {
    "docx": f"{OFFICE}.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
}
FORMAT_WORDS = {"docx": "Word document", "pdf": "PDF", "xlsx": "spreadsheet"}
