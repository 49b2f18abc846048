"""What a report consists of: its sections, in order, and what in them is not public."""

from __future__ import annotations

from django.db import models

from contracts.models import Highlight
from contracts.models.choices import one_of
from contracts.recording import Recorded
from kpis.words import as_choices
from reports.models.reports import Report
from reports.papers.sections import TITLES, SectionKind
from reports.schedule_12a import ExemptParagraph, public_or_exempt

EXEMPT_HELP = "The paragraph of Schedule 12A by which it is not public; empty for what is public"


class ReportSection(Recorded):
    """A section of a report: what people wrote in it; its tables come from the record.

    A section that has nothing but its text needs no ``text_exempt_paragraph``: its own says it.
    """

    contract_path = "report__contract"

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="sections")
    kind = models.CharField(max_length=30, choices=as_choices(TITLES))
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    filled = models.TextField(
        "text from the figures",
        blank=True,
        editable=False,
        help_text="As it was last taken over, to tell whether the text or the figures changed since",
    )
    is_included = models.BooleanField("in the report", default=True)
    exempt_paragraph = models.CharField(
        "not public, all of it",
        max_length=1,
        blank=True,
        choices=ExemptParagraph.choices,
        help_text=EXEMPT_HELP,
    )
    text_exempt_paragraph = models.CharField(
        "not public, its text",
        max_length=1,
        blank=True,
        choices=ExemptParagraph.choices,
        help_text=EXEMPT_HELP,
    )
    version = models.PositiveIntegerField(
        default=1,
        editable=False,
        help_text="Goes up with every edit, so that no edit overwrites another unseen",
    )

    class Meta:
        ordering = ("report", "position", "pk")
        constraints = (
            models.UniqueConstraint(fields=["report", "kind"], name="one_section_per_report_and_kind"),
            one_of("kind", SectionKind, name="section_kind_is_known"),
            models.CheckConstraint(
                condition=public_or_exempt("exempt_paragraph"), name="section_is_exempt_by_a_known_paragraph"
            ),
            models.CheckConstraint(
                condition=public_or_exempt("text_exempt_paragraph"),
                name="section_text_is_exempt_by_a_known_paragraph",
            ),
        )

    def __str__(self) -> str:
        return f"{self.report}: {self.title}"


class ExemptRow(Recorded):
    """A row of one of a report's tables that is not public.

    ``section`` is the kind of section that the table stands in, ``row_key`` the row's ``key`` there.
    """

    contract_path = "report__contract"

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="exempt_rows")
    section = models.CharField(max_length=30, choices=as_choices(TITLES))
    row_key = models.CharField("row", max_length=200)
    paragraph = models.CharField(max_length=1, choices=ExemptParagraph.choices)

    class Meta:
        ordering = ("report", "section", "row_key")
        constraints = (
            models.UniqueConstraint(
                fields=["report", "section", "row_key"], name="one_exemption_per_row_of_a_report"
            ),
            one_of("section", SectionKind, name="row_stands_in_a_known_section"),
            one_of("paragraph", ExemptParagraph, name="row_is_exempt_by_a_known_paragraph"),
        )

    def __str__(self) -> str:
        return f"{self.report}: {self.row_key}"


class LeftOutHighlight(Recorded):
    """A highlight that a report does not tell of; it tells of all others of its months.

    The highlight itself can be removed from the record at any time, which says nothing any more then: so no
    constraint of the database ties the two.
    """

    contract_path = "report__contract"

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="left_out_highlights")
    highlight = models.ForeignKey(
        Highlight, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )

    class Meta:
        ordering = ("report", "highlight")
        constraints = (
            models.UniqueConstraint(
                fields=["report", "highlight"], name="a_report_leaves_a_highlight_out_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.report}: highlight {self.highlight_id}"
