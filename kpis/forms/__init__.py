"""What people type, checked before it goes any further."""

from kpis.forms.fields import LONGEST_TEXT, FigureField, LimitedFigureField, NamedField, TextField
from kpis.forms.months import OpenForm, ReasonForm
from kpis.forms.results import MOST_VERSIONS, NOT_ENTERED, OUTCOMES, TYPED, Keep, ResultForm, what_is_wrong

__all__ = [
    "LONGEST_TEXT",
    "MOST_VERSIONS",
    "NOT_ENTERED",
    "OUTCOMES",
    "TYPED",
    "FigureField",
    "Keep",
    "LimitedFigureField",
    "NamedField",
    "OpenForm",
    "ReasonForm",
    "ResultForm",
    "TextField",
    "what_is_wrong",
]
