"""What went to a meeting: its data, its texts and its documents, which the database refuses to change."""

from __future__ import annotations

from uuid import uuid4

from django.core.files.storage import storages
from django.core.files.storage.base import Storage
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from contracts.append_only import Frozen
from contracts.fields import MonthField
from contracts.models import Contract, User
from contracts.models.choices import one_of
from contracts.recording import Recorded
from reports.models.reports import Report
from reports.statements.words import range_words

CORRECTED_BY_ADDENDUM = "What is published is corrected by an addendum, and never changed or deleted."


class Audience(models.TextChoices):
    """Who may read: the people of the contract, or everybody."""

    MEMBERS = "members", "Members and officers"
    PUBLIC = "public", "Public"


class TextKind(models.TextChoices):
    """The texts from which everything else of a publication can be made again.

    The template, in base64, is there for members and for the public where the council has one.
    """

    STATEMENT = "statement", "Statement data"
    PAPER = "paper", "Paper"
    TEMPLATE = "template", "Word template"


class Format(models.TextChoices):
    """The forms in which a publication can be taken."""

    HTML = "html", "Web page"
    WORD = "docx", "Word"
    PDF = "pdf", "PDF"
    SPREADSHEET = "xlsx", "Spreadsheet"
    CSV = "csv", "CSV"
    JSON = "json", "JSON"


class Publication(Frozen, Recorded):
    """A report as it was published for a meeting, or an addendum that corrects one.

    ``corrects`` is empty for a report, ``report`` for an addendum.
    """

    frozen_because = CORRECTED_BY_ADDENDUM

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveIntegerField(help_text="Counts the contract's publications from 1")
    report = models.OneToOneField(
        Report, on_delete=models.PROTECT, null=True, blank=True, related_name="publication"
    )
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="addenda"
    )
    reason = models.TextField("reason for the addendum", blank=True)
    title = models.CharField(max_length=200)
    meeting = models.CharField(max_length=200)
    held_on = models.DateField("date of the meeting")
    month_from = MonthField("first month")
    month_to = MonthField("last month")
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ("contract", "-number")
        constraints = (
            models.UniqueConstraint(fields=["contract", "number"], name="one_publication_per_number"),
            models.CheckConstraint(
                condition=Q(report__isnull=False, corrects__isnull=True, reason="")
                | Q(report__isnull=True, corrects__isnull=False) & ~Q(reason=""),
                name="publication_is_of_a_report_or_says_what_it_corrects_and_why",
            ),
            models.CheckConstraint(
                condition=Q(month_to__gte=F("month_from")), name="publication_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(published_by=F("prepared_by")), name="nobody_publishes_what_they_prepared"
            ),
        )

    def __str__(self) -> str:
        return f"{'Addendum' if self.is_addendum else 'Publication'} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("publication_detail", args=[self.contract.reference, self.number])

    @property
    def is_addendum(self) -> bool:
        return self.corrects_id is not None

    @property
    def range(self) -> str:
        """The months in words: ``August to December 2021``."""
        return range_words(self.month_from, self.month_to)

    @property
    def is_public(self) -> bool:
        """Whether its public link is switched on."""
        link = getattr(self, "public_link", None)
        return link is not None and link.is_on


class PublishedText(Frozen):
    """A text of a publication as it was frozen; its fingerprint is the SHA-256 of its UTF-8 bytes."""

    frozen_because = CORRECTED_BY_ADDENDUM

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="texts")
    audience = models.CharField(max_length=10, choices=Audience.choices)
    kind = models.CharField(max_length=10, choices=TextKind.choices)
    text = models.TextField()
    sha256 = models.CharField("fingerprint", max_length=64)

    class Meta:
        ordering = ("publication", "audience", "kind")
        constraints = (
            models.UniqueConstraint(
                fields=["publication", "audience", "kind"], name="one_published_text_per_audience_and_kind"
            ),
            one_of("audience", Audience, name="published_text_audience_is_known"),
            one_of("kind", TextKind, name="published_text_kind_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.publication}: {self.get_kind_display()}, {self.get_audience_display()}"


def kept_apart() -> Storage:
    """Where documents are kept: outside what the web server hands out."""
    return storages["publications"]


def nameless(document: PublishedDocument, file_name: str) -> str:
    """The name of a file in the store: nothing of the name it is handed out by."""
    return f"{document.publication.contract_id}/{uuid4().hex}"


class PublishedDocument(Frozen):
    """A document of a publication; its fingerprint is the SHA-256 of the file."""

    frozen_because = CORRECTED_BY_ADDENDUM

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="documents")
    audience = models.CharField(max_length=10, choices=Audience.choices)
    format = models.CharField(max_length=10, choices=Format.choices)
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    file = models.FileField(storage=kept_apart, upload_to=nameless)
    size = models.PositiveIntegerField("size in bytes")
    sha256 = models.CharField("fingerprint", max_length=64)

    class Meta:
        ordering = ("publication", "audience", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["publication", "audience", "format"], name="one_document_per_audience_and_format"
            ),
            one_of("audience", Audience, name="document_audience_is_known"),
            one_of("format", Format, name="document_format_is_known"),
            models.CheckConstraint(condition=Q(size__gt=0), name="document_is_not_empty"),
        )

    def __str__(self) -> str:
        return self.name
