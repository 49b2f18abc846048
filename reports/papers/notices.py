"""What a paper says about itself in every form: its facts, its notices, its running head, its file's name."""

from __future__ import annotations

import re
from datetime import date

from contracts.calculations.months import NAMES
from kpis.calculations.rag import Status
from kpis.words import STATUS_WORDS
from reports.papers.blocks import Block, Cell, Line, Paper, Row, Section, Table

UNDER_REVIEW = "Provisional: under review"
DRAFT = ("Draft", "It has not been published: texts and figures can still change.")
LONGEST_NAME = 40
"""Signs of the longest line that a row is called by."""
WEB_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"']+")


def long_date(day: date) -> str:
    """A day as a letter gives it.

    >>> long_date(date(2022, 1, 27))
    '27 January 2022'
    """
    return f"{day.day} {NAMES[day.month - 1]} {day.year}"


def facts_of(paper: Paper) -> list[tuple[str, str]]:
    """What stands at the head of a paper, each with its name, in order; empty ones are left out."""
    facts = [
        ("Report to", paper.meeting),
        ("Date", long_date(paper.held_on)),
        ("Corrects", paper.corrects),
        ("Contract", f"{paper.contract}, {paper.authority} with {paper.supplier}"),
        ("Period", paper.range),
        ("On behalf of", paper.author),
        ("Officer to ask", paper.officer),
    ]
    return [(name, text) for name, text in facts if text]


def kind_of(paper: Paper) -> str:
    """What sort of paper it is, as printed above its title."""
    if paper.is_draft:
        return "Draft"
    if paper.corrects:
        return "Addendum"
    if not paper.meeting:
        return "Statement"
    return "Report with exempt information" if has_exempt(paper) else "Open report"


def notices_of(paper: Paper) -> list[tuple[str, str]]:
    """What a reader must know before reading: what stands out of each notice, and the rest of it."""
    notices = [DRAFT] if paper.is_draft else []
    if paper.provisional:
        was = "was" if len(paper.provisional) == 1 else "were"
        notices.append(
            (UNDER_REVIEW, f"{in_words(paper.provisional)} {was} not signed off, and can still change.")
        )
    if has_exempt(paper):
        notices.append(
            ("Not for publication in full", "This version holds exempt information, marked where it stands.")
        )
    return notices


def running_head(paper: Paper) -> str:
    """What stands at the top of every page but the first."""
    parts = [paper.title, paper.meeting, long_date(paper.held_on)]
    if paper.is_draft:
        parts.insert(0, "Draft")
    if paper.provisional:
        parts.append("provisional")
    if has_exempt(paper):
        parts.append("not for publication in full")
    return ", ".join(part for part in parts if part)


def subject_of(paper: Paper) -> str:
    """What a file's properties say of it beside its title."""
    return ", ".join(part for part in (paper.meeting, paper.range) if part)


def exempt_sentence(paragraph: str) -> str:
    """By what law an item is not public.

    >>> exempt_sentence("3")
    'Not for publication by virtue of paragraph 3 of Part 1 of Schedule 12A to the Local Government Act 1972'
    """
    return (
        f"Not for publication by virtue of paragraph {paragraph} of Part 1 of Schedule 12A to the "
        "Local Government Act 1972"
    )


def exempt_notices(section: Section) -> list[str]:
    """What stands under a section's heading if it, or its text beside its tables, is not public."""
    if section.exempt:
        return [f"{exempt_sentence(section.exempt)}."]
    if section.text_exempt:
        return [f"The text of this section, though not its tables: {exempt_sentence(section.text_exempt)}."]
    return []


def exempt_mark(row: Row) -> str:
    """What marks a row that is not public, in its first cell; empty for a public one."""
    return f"Exempt (paragraph {row.exempt})" if row.exempt else ""


def exempt_notes(table: Table) -> list[str]:
    """What stands under a table about its rows that are not public."""
    paragraphs = dict.fromkeys(row.exempt for row in table.rows if row.exempt)
    return [f"Rows marked “Exempt (paragraph {each})”: {exempt_sentence(each)}." for each in paragraphs]


def has_exempt(paper: Paper) -> bool:
    """Whether anything in it is not public."""
    return any(_holds_exempt(section) for section in paper.sections)


def _holds_exempt(section: Section) -> bool:
    return bool(section.exempt or section.text_exempt) or any(
        _has_exempt_row(block) for block in section.blocks
    )


def _has_exempt_row(block: Block) -> bool:
    return isinstance(block, Table) and any(row.exempt for row in block.rows)


def heading_of(section: Section) -> str:
    """The heading of a section with its number, where it has one."""
    return f"{section.number}. {section.title}" if section.number else section.title


def status_word(cell: Cell) -> str:
    """The word to set in a cell for its status; empty where there is none, or the cell says it already."""
    if not cell.status:
        return ""
    word = STATUS_WORDS[Status(cell.status)]
    return "" if word.lower() in plain(*cell.lines).lower() else word


def is_described(cell: Cell) -> bool:
    """Whether a row's header has a description under its name, which is less than a heading.

    It has one where the name alone stands out, or where what stands there is too long for a name.
    """
    named, *others = [[run.is_strong for run in line] for line in cell.lines if line] or [[]]
    is_led = bool(others) and all(named) and not any(map(any, others))
    return is_led or any(len(plain(line)) > LONGEST_NAME for line in cell.lines)


def plain(*lines: Line) -> str:
    """Lines as text without styles, one under the other."""
    return "\n".join("".join(run.text for run in line) for line in lines)


def web_address(link: str) -> str:
    """The address that a run leads to, if it is one that a document may lead to; else nothing."""
    return link if WEB_ADDRESS.fullmatch(link) else ""


def in_words(names: tuple[str, ...]) -> str:
    """Names as a sentence has them.

    >>> in_words(("October", "November", "December"))
    'October, November and December'
    """
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def file_name(paper: Paper, extension: str) -> str:
    """What its file is called: the contract, what the paper is, and the day of the meeting."""
    kind = "draft" if paper.is_draft else "addendum" if paper.corrects else "report"
    version = "-public" if paper.is_public else ""
    return f"{paper.contract}-{kind}-{paper.held_on.isoformat()}{version}.{extension}"
