"""Editing the sections of a draft: what they say, where they stand, and what in them is not public."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from django.db import transaction

from contracts.actions import remove
from contracts.models import User
from contracts.recording import record_changes, record_new
from contracts.refusals import NotAllowed
from reports.actions import EditedMeanwhile, permitted
from reports.drafts.beginnings import source_of, texts_of
from reports.drafts.rules import ReportStep
from reports.models import ExemptRow, Report, ReportSection


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionEdit:
    """The columns of a section that people decide on; see ``ReportSection`` for what each is."""

    title: str
    text: str
    is_included: bool
    exempt_paragraph: str = ""
    text_exempt_paragraph: str = ""

    @classmethod
    def of(cls, section: ReportSection) -> SectionEdit:
        return cls(**{name: getattr(section, name) for name in EDITED})


EDITED = tuple(SectionEdit.__dataclass_fields__)


class Direction(StrEnum):
    """Which way a section moves."""

    UP = "up"
    DOWN = "down"


@transaction.atomic
def edit(*, section: ReportSection, edit: SectionEdit, by: User, seen: int) -> ReportSection:
    """Write what a person decided of a section, if nobody else edited it meanwhile.

    Args:
        seen: the section's version that the person saw. Who saves what stands there already is told
            nothing of it.

    Raises:
        NotAllowed: the report is no draft, or the person may not.
        EditedMeanwhile: somebody edited the section since.
    """
    section = _held(section, by)
    if SectionEdit.of(section) == edit:
        return section
    if section.version != seen:
        raise _edited(section)
    for name, value in asdict(edit).items():
        setattr(section, name, value)
    return _write(section, EDITED, by=by)


@transaction.atomic
def include(*, section: ReportSection, is_included: bool, by: User) -> ReportSection:
    """Put a section in the report, or leave it out.

    Raises:
        NotAllowed: the report is no draft, or the person may not.
    """
    section = _held(section, by)
    if section.is_included != is_included:
        section.is_included = is_included
        _write(section, ["is_included"], by=by)
    return section


@transaction.atomic
def move(*, section: ReportSection, direction: Direction, by: User) -> bool:
    """Let a section change places with the one before or after it.

    Returns:
        whether it did: the first has nothing above it, and the last nothing below.

    Raises:
        NotAllowed: the report is no draft, or the person may not.
    """
    section = _held(section, by)
    ordered = list(section.report.sections.order_by("position", "pk"))
    place = ordered.index(section)
    other = place + (1 if direction is Direction.DOWN else -1)
    if not 0 <= other < len(ordered):
        return False
    ordered[place], ordered[other] = ordered[other], ordered[place]
    _renumber(ordered, section.report, by=by)
    return True


@transaction.atomic
def refill(*, section: ReportSection, by: User, seen: int, today: date) -> ReportSection:
    """Replace a section's text by the one that the figures give today.

    Raises:
        NotAllowed: the report is no draft, or the person may not.
        EditedMeanwhile: somebody edited the section since the version ``seen``.
    """
    section = _held(section, by)
    if section.version != seen:
        raise _edited(section)
    source = source_of(section.report, today=today)
    section.text = section.filled = texts_of(section.report, source.statement, source.material)[section.kind]
    return _write(section, ["text", "filled"], by=by, reason="Taken from the figures")


@transaction.atomic
def mark_rows(
    *, section: ReportSection, marks: Mapping[str, str], by: User, seen: Mapping[str, str]
) -> list[str]:
    """Say which rows of a section's tables are not public, by which paragraph of Schedule 12A.

    Args:
        marks: the paragraph by the row's key; a row that is not named becomes public.
        seen: the marks that there were when the person looked.

    Returns:
        the keys of the rows that changed.

    Raises:
        NotAllowed: the report is no draft, or the person may not.
        EditedMeanwhile: somebody marked other rows since.
    """
    section = _held(section, by)
    rows = {row.row_key: row for row in _marks_of(section)}
    current = {key: row.paragraph for key, row in rows.items()}
    changed = [key for key in {**current, **marks} if current.get(key, "") != marks.get(key, "")]
    if changed and current != dict(seen):
        lines = ExemptRow.history.filter(report=section.report, section=section.kind)
        raise EditedMeanwhile(lines, called="the rows of this section", fields=current)
    for key in changed:
        _mark(section, rows.get(key), key, marks.get(key, ""), by=by)
    return changed


def marks_of(section: ReportSection) -> dict[str, str]:
    """The paragraph of each row of a section's tables that is not public, by the row's key."""
    return {row.row_key: row.paragraph for row in _marks_of(section)}


def _marks_of(section: ReportSection) -> list[ExemptRow]:
    return list(section.report.exempt_rows.filter(section=section.kind).order_by("row_key"))


def _mark(section: ReportSection, row: ExemptRow | None, key: str, paragraph: str, *, by: User) -> None:
    report: Report = section.report
    if row is None:
        row = ExemptRow(report=report, section=section.kind, row_key=key, paragraph=paragraph)
        record_new([row], contract=report.contract, by=by)
    elif paragraph:
        row.paragraph = paragraph
        record_changes([row], ["paragraph"], contract=report.contract, by=by)
    else:
        remove(row, by=by, reason="The row is public")


def _held(section: ReportSection, by: User) -> ReportSection:
    """The section as it stands now; its report is held."""
    report = permitted(ReportStep.CHANGE, section.report, by)
    held = ReportSection.objects.filter(pk=section.pk).first()
    if held is None:
        raise NotAllowed(f"The section “{section.title}” is no longer there.")
    held.report = report
    return held


def _edited(section: ReportSection) -> EditedMeanwhile:
    fields = asdict(SectionEdit.of(section))
    called = f"the section “{section.title}”"
    return EditedMeanwhile(section.history, called=called, fields=fields, version=section.version)


def _write(
    section: ReportSection, fields: list[str] | tuple[str, ...], *, by: User, reason: str = ""
) -> ReportSection:
    section.version += 1
    record_changes([section], [*fields, "version"], contract=section.report.contract, by=by, reason=reason)
    return section


def _renumber(ordered: list[ReportSection], report: Report, *, by: User) -> None:
    moved = []
    for position, section in enumerate(ordered, 1):
        if section.position != position:
            section.position = position
            moved.append(section)
    record_changes(moved, ["position"], contract=report.contract, by=by)
