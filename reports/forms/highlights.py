"""Which highlights a report tells of."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django import forms

from contracts.calculations.months import NAMES
from reports.governance.values import HighlightRow


class HighlightsForm(forms.Form):
    """A tick for each highlight of the report's months; those that are ticked are in it."""

    says_optional = False

    chosen = forms.TypedMultipleChoiceField(
        label="Highlights in this report",
        help_text="Every highlight that is ticked is a row of the section’s table.",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "A highlight was removed meanwhile: choose from those there are."},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, rows: Sequence[HighlightRow], left_out: Collection[int], **kwargs: Any
    ) -> None:
        """
        Args:
            rows: the highlights to choose from.
            left_out: primary keys of those that the report does not tell of.
        """
        super().__init__(*args, **kwargs)
        self.among = [row.pk for row in rows]
        self.fields["chosen"].choices = [(row.pk, _called(row)) for row in rows]  # type: ignore[attr-defined]
        self.initial = {"chosen": [pk for pk in self.among if pk not in left_out], "seen": written(left_out)}

    @property
    def left_out(self) -> list[int]:
        """Those that were not ticked, once the form is valid."""
        return [pk for pk in self.among if pk not in self.cleaned_data["chosen"]]

    @property
    def seen_left_out(self) -> list[int]:
        """Those that were left out when the form was made."""
        return [int(pk) for pk in self.cleaned_data["seen"].split() if pk.isdecimal()]


def written(keys: Collection[int]) -> str:
    """Keys as a hidden field holds them."""
    return " ".join(str(pk) for pk in sorted(keys))


def _called(row: HighlightRow) -> str:
    day = f"{row.as_at.day} {NAMES[row.as_at.month - 1]} {row.as_at.year}"
    return f"{day}, {row.area_name or 'whole contract'}: {row.text}"
