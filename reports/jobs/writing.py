"""A paper in whichever format was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reports.jobs.kinds import CannotMake, Tell
from reports.papers.blocks import Paper
from reports.papers.council import council_template


def written(paper: Paper, form: str, tell: Tell, *, data: Mapping[str, Any] | None = None) -> bytes:
    """A paper as ``docx``, ``pdf`` or ``xlsx``; a spreadsheet also has the statement's data, where given.

    Raises:
        CannotMake: the machine lacks what the format needs.
        ValueError: there is no such format.
    """
    match form:
        case "docx":
            from reports.papers.word import to_word

            tell("Writing the Word document")
            return to_word(paper, council_template())
        case "pdf":
            from reports.papers.pdf import NotInstalled, to_pdf

            tell("Setting the pages of the PDF")
            try:
                return to_pdf(paper)
            except NotInstalled as error:
                raise CannotMake(str(error)) from error
        case "xlsx":
            from reports.papers.sheets import to_spreadsheet

            tell("Filling the spreadsheet")
            return to_spreadsheet(paper, data)
    raise ValueError(f"a paper is not written as {form!r}")
