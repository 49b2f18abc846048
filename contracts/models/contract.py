"""What was bought, from whom, and its parts."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from contracts.calculations.months import Month, contract_month
from contracts.fields import MonthField
from contracts.querysets import ContractQuerySet
from contracts.recording import Recorded
from contracts.validators import reference_validator

SOURCE_HELP = "Where the row comes from and what it is worth, for example “published” or “illustrative”"


class Contract(Recorded):
    """An outsourced service that a council holds its provider to."""

    reference = models.CharField(
        max_length=40,
        unique=True,
        validators=[reference_validator],
        help_text="A short name that appears in addresses and files, for example LCC-CSS",
    )
    title = models.CharField(max_length=200)
    authority = models.CharField(max_length=200, help_text="The council that buys the service")
    supplier = models.CharField("provider", max_length=200, help_text="The company that provides it")
    commencement = models.DateField(help_text="The day the service began; contract months count from here")
    end = models.DateField(help_text="The last day of the contract")
    trend_from = MonthField(
        "trend tracked from",
        null=True,
        blank=True,
        help_text="The month from which the green trend is tracked, as 2018-04",
    )
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    abilities: frozenset[str] = frozenset()
    """What the person who asked for it may do on it; ``contracts.access.contract_for`` says."""
    read_at: int | None = None
    """The version of the record that a page which only reads is made from; ``contracts.kept`` says."""

    objects = ContractQuerySet.as_manager()

    class Meta:
        ordering = ("title", "reference")
        constraints = (
            models.CheckConstraint(
                condition=Q(end__gt=F("commencement")),
                name="contract_ends_after_it_begins",
                violation_error_message="The last day must come after the day the service began",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("contract_dashboard", args=[self.reference])

    @property
    def owner_id(self) -> int:
        return self.pk

    @property
    def first_month(self) -> Month:
        return Month.of(self.commencement)

    @property
    def last_month(self) -> Month:
        return Month.of(self.end)

    def month_number(self, month: Month) -> int:
        """The contract month: months counted from commencement, which is 1."""
        return contract_month(month, self.commencement)


class ServiceArea(Recorded):
    """A part of the contract with a payment of its own."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="service_areas")
    code = models.CharField(max_length=20, validators=[reference_validator], help_text="For example IMT")
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(help_text="Its place in lists and reports, from 1")

    class Meta:
        ordering = ("position", "code")
        constraints = (
            models.UniqueConstraint(fields=["contract", "code"], name="one_service_area_per_code"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class ChangeNotice(Recorded):
    """A contract change notice (CCN): the authority for a change of terms."""

    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, related_name="change_notices")
    reference = models.CharField(
        max_length=40, validators=[reference_validator], help_text="For example CCN113"
    )
    date = models.DateField(help_text="The day the notice took effect")
    title = models.CharField(max_length=300)
    source = models.TextField(blank=True, help_text=SOURCE_HELP)

    class Meta:
        ordering = ("date", "reference")
        constraints = (
            models.UniqueConstraint(fields=["contract", "reference"], name="one_change_notice_per_reference"),
        )

    def __str__(self) -> str:
        return f"{self.reference}: {self.title}"
