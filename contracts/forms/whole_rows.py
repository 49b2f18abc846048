"""Forms that hold a row, as it would be written, to the database's rules."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError


class WholeRowForm(forms.ModelForm):
    """A form that checks the database's rules over the whole row, columns that it does not show included."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if not self.errors:
            try:
                self.instance.validate_constraints()
            except ValidationError as error:
                self.add_error(None, error.messages)
