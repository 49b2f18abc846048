"""What a report is about and where it goes."""

from __future__ import annotations

from typing import Any

from contracts.models import Contract
from reports.drafts.details import CHECKED, DETAILS, Details, what_is_wrong
from reports.forms.fields import ComparingForm, DayField, SeenField, line_field, month_field


class DetailsForm(ComparingForm):
    """Months, meeting and people of a report of one contract."""

    title = line_field("Title", "Enter the title of the report.")
    month_from = month_field("First month", "For example 2021-08.", missing="Enter the first month.")
    month_to = month_field("Last month", "For example 2021-12.", missing="Enter the last month.")
    compared_with = month_field(
        "Last month of the previous report",
        "The green trend is compared with how it stood then. Left empty, it is the month before the first.",
    )
    meeting = line_field(
        "Meeting", "Enter the meeting it goes to.", "For example Overview and Scrutiny Management Board."
    )
    held_on = DayField(
        label="Date of the meeting",
        help_text="For example 27/01/2022.",
        error_messages={"required": "Enter the date of the meeting."},
    )
    author = line_field(
        "On behalf of",
        "Enter who is answerable for the report.",
        "Name and office, for example Jane Doe, Executive Director.",
    )
    officer = line_field(
        "Officer to ask", "Enter whom to ask about the report.", "Name, and how to reach them."
    )
    seen = SeenField()

    def __init__(self, *args: Any, contract: Contract, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contract = contract

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        days = {name: cleaned.get(name) for name in CHECKED}
        if days["month_from"] and days["month_to"]:
            for field, sentence in what_is_wrong(self.contract, **days):  # type: ignore[arg-type]
                self.add_error(field, sentence)
        return cleaned

    @property
    def details(self) -> Details:
        """What was typed, once it is valid."""
        return Details(**{name: self.cleaned_data[name] for name in DETAILS})
