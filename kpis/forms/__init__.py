"""What people type, checked before it goes any further."""

from contracts.forms.figures import FigureField, LimitedFigureField
from kpis.forms.months import OpenForm
from kpis.forms.results import MOST_VERSIONS, NOT_ENTERED, OUTCOMES, TYPED, Keep, ResultForm, what_is_wrong

__all__ = [
    "MOST_VERSIONS",
    "NOT_ENTERED",
    "OUTCOMES",
    "TYPED",
    "FigureField",
    "Keep",
    "LimitedFigureField",
    "OpenForm",
    "ResultForm",
    "what_is_wrong",
]
