"""What a section says, and what in it is not public."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from django import forms

from reports.actions.sections import EDITED, SectionEdit
from reports.forms.fields import ComparingForm, LongTextField, SeenField, line_field
from reports.models import ReportSection
from reports.papers.contents import CONTENTS
from reports.papers.sections import SectionKind
from reports.schedule_12a import ExemptParagraph

PUBLIC = [("", "Public"), *ExemptParagraph.choices]


def paragraph_field(label: str, help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=PUBLIC,
        required=False,
        help_text=help_text,
        error_messages={"invalid_choice": "Choose a paragraph of the list."},
    )


class SectionForm(ComparingForm):
    """Title, text and publicity of one section."""

    says_optional = False

    title = line_field("Title", "Enter the title of the section.")
    text = LongTextField(label="Text", rows=14, required=False)
    is_included = forms.BooleanField(label="This section is in the report", required=False)
    exempt_paragraph = paragraph_field("Who may read this section")
    text_exempt_paragraph = paragraph_field(
        "Who may read its text",
        "Its tables are public even if the text is not, unless rows of them are marked.",
    )
    seen = SeenField()

    def __init__(self, *args: Any, section: ReportSection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {name: getattr(section, name) for name in EDITED}
        if SectionKind(section.kind) not in CONTENTS:
            del self.fields["text_exempt_paragraph"]

    @property
    def edit(self) -> SectionEdit:
        """What was typed, once it is valid."""
        return SectionEdit(**{name: self.cleaned_data[name] for name in EDITED if name in self.cleaned_data})

    def as_previewed(self, section: ReportSection) -> ReportSection:
        """The section as it would be with what was typed, unsaved; what is wrong stays as it was saved."""
        typed = {name: value for name, value in self.cleaned_data.items() if name in EDITED}
        columns = {f.attname: getattr(section, f.attname) for f in ReportSection._meta.concrete_fields}
        return ReportSection(**columns | typed)


class RowsForm(forms.Form):
    """Which rows of a section's tables are not public: a field for each row, named after its key."""

    says_optional = False

    def __init__(self, *args: Any, rows: Mapping[str, str], marks: Mapping[str, str], **kwargs: Any) -> None:
        """
        Args:
            rows: what each row is called, by its key.
            marks: the paragraph of each that is not public, by its key.
        """
        super().__init__(*args, **kwargs)
        self.names = {key: blake2b(key.encode(), digest_size=6).hexdigest() for key in rows}
        for key, name in self.names.items():
            self.fields[f"row-{name}"] = paragraph_field(rows[key])
            self.fields[f"seen-{name}"] = forms.CharField(required=False, widget=forms.HiddenInput)
            self.initial[f"row-{name}"] = self.initial[f"seen-{name}"] = marks.get(key, "")

    def lines(self, theirs: Mapping[str, str]) -> list[tuple[forms.BoundField, forms.BoundField, str]]:
        """By row: its field, what was seen of it, and what somebody else marked it as meanwhile, in words."""
        words = dict(PUBLIC)
        return [
            (self[f"row-{name}"], self[f"seen-{name}"], words[theirs.get(key, "")] if theirs else "")
            for key, name in self.names.items()
        ]

    @property
    def marks(self) -> dict[str, str]:
        """The paragraph chosen for each row that is not to be public, by its key."""
        return self._by_key("row")

    @property
    def seen(self) -> dict[str, str]:
        """The same as it was when the form was made."""
        return self._by_key("seen")

    def _by_key(self, prefix: str) -> dict[str, str]:
        found = {key: self.cleaned_data.get(f"{prefix}-{name}", "") for key, name in self.names.items()}
        return {key: paragraph for key, paragraph in found.items() if paragraph}


class NoteForm(forms.Form):
    """Why a report is sent back."""

    reason = LongTextField(
        label="What has to be changed",
        rows=4,
        error_messages={"required": "Say what has to be changed, for those who wrote it and for the record."},
    )
