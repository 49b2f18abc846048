"""What a person entered for a KPI in a month, apart from any judgement of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Self

from contracts.forms.fields import tidy
from kpis.calculations.rag import Measurement, Outcome, outcome_of
from kpis.models import Result

TEXTS = ("comment", "impact", "resolution")
FIGURES = ("numerator", "denominator", "stated_value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """The columns of a result that are people's; two edits are the same when these are.

    Without an outcome nothing is entered, and there is no result.
    """

    outcome: Outcome | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    stated_value: Decimal | None = None
    comment: str = ""
    impact: str = ""
    resolution: str = ""

    @classmethod
    def of(cls, row: Any) -> Self:
        """What stands in a result, or in a row of its history."""
        values: dict[str, Any] = {name: getattr(row, name) for name in FIGURES}
        values |= {name: tidy(getattr(row, name)) for name in TEXTS}
        return cls(outcome=Outcome(row.outcome), **values)

    @property
    def has_figures(self) -> bool:
        return any(getattr(self, name) is not None for name in FIGURES)

    @property
    def has_text(self) -> bool:
        return any(getattr(self, name) for name in TEXTS)

    @property
    def measurement(self) -> Measurement:
        """The figures as the rule takes them."""
        figures = {name: getattr(self, name) for name in FIGURES}
        return Measurement(outcome=self.outcome or Outcome.MEASURED, **figures)

    def settled(self) -> Self:
        """The same as it is kept: nothing out of nothing is no activity, and that has no figures."""
        if self.outcome is None or outcome_of(self.measurement) is not Outcome.NO_ACTIVITY:
            return self
        return replace(self, outcome=Outcome.NO_ACTIVITY, numerator=None, denominator=None, stated_value=None)

    def write_on(self, result: Result) -> None:
        """Put this on a result, unsaved and not yet judged."""
        if self.outcome is None:
            raise ValueError("a result has an outcome")
        result.outcome = self.outcome.value
        for name in (*FIGURES, *TEXTS):
            setattr(result, name, getattr(self, name))


NOTHING = Entered()
ENTERED = ("outcome", *FIGURES, *TEXTS)
