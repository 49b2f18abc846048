"""What the forms of all changes share: their fields, and the notice and the words each change comes with."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms

from contracts.fields import MonthFormField
from contracts.figures import MOST_DECIMALS
from contracts.forms.fields import TextField
from contracts.forms.figures import LimitedFigureField
from contracts.models import ChangeNotice
from kpis.calculations.rag import Terms
from kpis.changes.standing import Standing
from kpis.changes.values import Ask, Kind, Notice, Under
from kpis.forms.notices import NoticeForm
from kpis.models import Kpi
from kpis.models.definitions import FIGURE

YES, NO = "yes", "no"
LOWEST = -(10 ** (FIGURE["max_digits"] - MOST_DECIMALS)) + 1
MOST_POINTS = 999_999
LONG_CHOICE = 70
NOTICE_FIELDS = tuple(NoticeForm.base_fields)
SAID = ("description", "reason", "status")


def level_field(called: str, help_text: str = "", *, required: bool = False) -> LimitedFigureField:
    """A TSL or an MSL, in the KPI's own unit."""
    return LimitedFigureField(
        called=called, decimals=MOST_DECIMALS, lowest=LOWEST, required=required, help_text=help_text
    )


def points_field() -> LimitedFigureField:
    return LimitedFigureField(
        called="Abatement points",
        decimals=2,
        highest=MOST_POINTS,
        required=False,
        help_text="The KPI’s weight",
    )


def month_field(label: str, help_text: str = "") -> MonthFormField:
    return MonthFormField(
        label=label,
        help_text=help_text or "For example 2022-04",
        error_messages={"required": "Enter the month."},
    )


def text_field(
    label: str, help_text: str = "", *, required: bool = False, rows: int = 3, missing: str = ""
) -> TextField:
    return TextField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing or f"Enter the {label.lower()}."},
    )


def yes_or_no(label: str, yes: str, no: str, initial: str = YES) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[(YES, yes), (NO, no)],
        initial=initial,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one of these."},
    )


def as_choice(kpi: Kpi) -> tuple[str, str]:
    text = kpi.description
    return kpi.reference, f"{kpi}: {text[:LONG_CHOICE]}{'…' if len(text) > LONG_CHOICE else ''}"


class ChangeForm(NoticeForm):
    """What all changes have in common: the KPI, the notice they are made under, and what is said of them."""

    kind: ClassVar[Kind]
    title: ClassVar[str]
    lead: ClassVar[str]
    needs_notice: ClassVar[bool] = True
    asked: ClassVar[tuple[str, ...]] = ("kpi",)
    """The fields of the kind itself, in the order in which they are asked."""
    said: ClassVar[tuple[str, ...]] = SAID
    noticed: ClassVar[tuple[str, ...]] = NOTICE_FIELDS
    """The fields of the change notice; none where nothing is kept that could name it."""

    kpi = forms.ChoiceField(
        label="KPI",
        error_messages={"required": "Choose a KPI.", "invalid_choice": "Choose a KPI of the list."},
    )
    description = text_field(
        "Description of the change (optional)", "In a sentence; left empty, it is written for you"
    )
    reason = text_field("Reason for the change", required=True)
    status = text_field("Current status (optional)", "For example “In force.”", rows=1)

    def __init__(self, *args: Any, standing: Standing, today: date, **kwargs: Any) -> None:
        super().__init__(*args, contract=standing.contract, **kwargs)
        self.standing, self.today = standing, today
        for name in [name for name in self.fields if name not in self._kept]:
            del self.fields[name]
        self.order_fields(self._kept)
        if "kpi" in self.fields:
            self.fields["kpi"].choices = [("", "Choose a KPI"), *map(as_choice, self.kpis())]  # type: ignore[attr-defined]

    @property
    def _kept(self) -> tuple[str, ...]:
        return (*self.asked, *self.said, *self.noticed)

    def kpis(self) -> list[Kpi]:
        """The KPIs that such a change can be made to."""
        return [kpi for kpi in self.standing.kpis.values() if kpi.in_service_to is None]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        notice_is_wrong = any(name in self.errors for name in NOTICE_FIELDS)
        if self.needs_notice and self.notice is None and not notice_is_wrong:
            self.add_error("change_notice", "Choose the change notice on record, or enter a new one.")
        return cleaned

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under the headings of the page."""
        groups = (
            ("What changes", self.asked),
            ("What is said of it", self.said),
            ("Change notice", self.noticed),
        )
        return [(heading, [self[name] for name in names]) for heading, names in groups if names]

    @property
    def under(self) -> Under:
        """The authority of the change, and what is said of it."""
        said = {name: self.cleaned_data.get(name, "") for name in SAID}
        return Under(notice=_plain(self.notice) if self.notice else None, **said)

    @property
    def levels(self) -> Terms:
        """TSL, MSL and points as typed."""
        return Terms(**{name: self.cleaned_data.get(name) for name in ("tsl", "msl", "points")})

    def ask(self) -> Ask:
        """What is asked for; the form must be valid."""
        raise NotImplementedError


def _plain(notice: ChangeNotice) -> Notice:
    return Notice(reference=notice.reference, date=notice.date, title=notice.title, is_new=notice.pk is None)
