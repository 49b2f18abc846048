"""What people write of an addendum."""

from __future__ import annotations

from reports.actions.addenda import WORDING, Wording
from reports.forms.fields import ComparingForm, DayField, LongTextField, SeenField, line_field


class AddendumForm(ComparingForm):
    """Why a publication is corrected, what else there is to say, and where the addendum goes."""

    reason = LongTextField(
        label="Why it is corrected",
        rows=3,
        help_text="Printed in the addendum, for members and for the public.",
        error_messages={"required": "Say why it is corrected, for its readers and for the record."},
    )
    text = LongTextField(
        label="Further words",
        rows=5,
        required=False,
        help_text="Printed under the reason, above the figures that differ. Markdown as in reports.",
    )
    meeting = line_field("Meeting", "Enter the meeting it goes to.")
    held_on = DayField(
        label="Date of the meeting",
        help_text="For example 27/01/2022.",
        error_messages={"required": "Enter the date of the meeting."},
    )
    seen = SeenField()

    @property
    def wording(self) -> Wording:
        """What was typed, once it is valid."""
        return Wording(**{name: self.cleaned_data[name] for name in WORDING})
