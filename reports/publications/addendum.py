"""An addendum as a paper: what it corrects and why, and every figure that differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from contracts.calculations.months import Month
from kpis.models import PeriodState
from reports.models import AddendumDraft, Publication
from reports.papers.blocks import Block, Column, Paper, Paragraph, Row, Section
from reports.papers.making import cell, line, paragraph, row, table
from reports.papers.markdown import blocks_of
from reports.papers.notices import long_date
from reports.papers.public import Exempt, exempt_of, without_exempt
from reports.papers.public_data import RENAMED, SHOWN_BY, without_exempt_data
from reports.publications.differences import Difference, Kind
from reports.publications.documents import Data
from reports.publications.since import Since, Told

WHY, WHAT = "addendum", "differences"
"""The words for the two sections of an addendum."""
NO_REASON = "No reason was recorded."
COLUMNS = (
    Column(title="Where", share=3),
    Column(title="What", share=3),
    Column(title="Was", share=3),
    Column(title="Is", share=3),
    Column(title="Why", share=4),
)


def addendum_paper(draft: AddendumDraft, since: Since, original: Paper, *, made_on: date) -> Paper:
    """An addendum to the paper of a publication, whole; rows about what is exempt there are exempt here."""
    tables = _what_differs(since.told, exempt_of(original))
    return _paper(draft, since, original, made_on, tables, len(since.told))


def public_addendum(draft: AddendumDraft, since: Since, original: Paper, *, made_on: date) -> Paper:
    """The same as the public may read it: nothing exempt, and no table that the paper does not show."""
    kinds = {section.kind for section in original.sections}
    shown = [each for each in since.told if kinds.issuperset(SHOWN_BY.get(each.difference.table, ()))]
    tables = _what_differs(since.told, exempt_of(original), only=shown)
    return without_exempt(_paper(draft, since, original, made_on, tables, len(shown)))


def public_data(since: Since, original: Paper, published: Data) -> Data:
    """The data of an addendum as the public may have it."""
    return without_exempt_data(since.data, original, published=published)


def _paper(
    draft: AddendumDraft, since: Since, original: Paper, made_on: date, tables: Sequence[Block], number: int
) -> Paper:
    corrected = draft.corrects
    provisional = tuple(
        Month.parse(row["month"]).name
        for row in since.data["periods"]
        if row["state"] != PeriodState.SIGNED_OFF
    )
    return Paper(
        title=title_of(corrected),
        contract=original.contract,
        authority=original.authority,
        supplier=original.supplier,
        meeting=draft.meeting,
        held_on=draft.held_on,
        author=original.author,
        officer=original.officer,
        range=original.range,
        provisional=provisional,
        made_on=made_on,
        sections=(
            Section(kind=WHY, number=1, title="What this addendum corrects", blocks=tuple(_why(draft))),
            Section(kind=WHAT, number=2, title="What differs", blocks=(_said(number), *tables)),
        ),
        corrects=f"{corrected.title}, {corrected.meeting}, {long_date(corrected.held_on)}",
    )


def title_of(corrected: Publication) -> str:
    """What an addendum to a publication is called."""
    return f"Addendum: {corrected.title}"[:200]


def _why(draft: AddendumDraft) -> Iterator[Block]:
    corrected = draft.corrects
    yield paragraph(
        f"This addendum corrects publication {corrected.number}, “{corrected.title}”, which went to the "
        f"{corrected.meeting} on {long_date(corrected.held_on)}. That paper stays as it was published."
    )
    yield from (Paragraph(line=line(text)) for text in draft.reason.splitlines() if text.strip())
    yield from blocks_of(draft.text)


def _said(number: int) -> Paragraph:
    if not number:
        return paragraph("No figure of its tables differs.")
    number_of = "One figure or text" if number == 1 else f"{number} figures and texts"
    differ = "differs" if number == 1 else "differ"
    return paragraph(f"{number_of} of its tables {differ}: as last published, and as in the record now.")


def _what_differs(
    told: Sequence[Told], exempt: Exempt, *, only: Sequence[Told] | None = None
) -> tuple[Block, ...]:
    """A table for each of the statement in which something differs, numbered alike in all versions."""
    tables = []
    for number, (title, rows) in enumerate(groupby(told, lambda each: each.difference.title), 1):
        kept = [each for each in rows if only is None or each in only]
        if kept:
            made = table(title, COLUMNS, [_row(each, exempt) for each in kept])
            tables.append(replace(made, number=number))
    return tuple(tables)


def _row(told: Told, exempt: Exempt) -> Row:
    found = told.difference
    cells = (found.row or found.title, found.what, found.was, found.now, cell(*(told.why or (NO_REASON,))))
    return replace(row(*cells), exempt=exempt_by(found, exempt))


def exempt_by(difference: Difference, exempt: Exempt) -> str:
    """The paragraph by which a difference is not public, if the item it is about was not; else nothing."""
    kinds = SHOWN_BY.get(difference.table, ())
    sections = [exempt.sections[kind] for kind in kinds if kind in exempt.sections]
    rows = [
        paragraph
        for (kind, key), paragraph in exempt.rows.items()
        if kind in kinds and _is_about(difference, key)
    ]
    return next(iter([*sections, *rows]), "")


def _is_about(difference: Difference, key: str) -> bool:
    """Whether a difference is about an exempt row, or may be: a new row of governance may be that one."""
    if difference.table in RENAMED:
        return difference.row_key == key or difference.kind is Kind.ADDED
    return _names(key) <= {*difference.kpis, *difference.months}


def _names(key: str) -> set[str]:
    return set(key.split())
