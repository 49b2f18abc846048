"""The sheet of a service area, and what was sent laid over what is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from contracts.models import ServiceArea
from kpis.actions.results import Conflict
from kpis.entry.rows import Row, crossing_of
from kpis.forms import ResultForm
from kpis.judging import Rulebook
from kpis.models import Period
from kpis.verdicts import verdict_as_typed


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaLink:
    """A service area beside the sheet, with what it still wants in words."""

    code: str
    name: str
    wants: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A sentence of the error summary, and the input it leads to; none for the sheet as a whole."""

    sentence: str
    input: str = ""


@dataclass(slots=True, kw_only=True)
class Sheet:
    """One service area of one month."""

    period: Period
    area: ServiceArea
    months: list[str]
    rows: list[Row]
    not_due: list[str]
    areas: list[AreaLink]
    rulebook: Rulebook
    problems: list[Problem] = field(default_factory=list)

    @property
    def next_area(self) -> AreaLink | None:
        """The area after this one; None after the last."""
        codes = [link.code for link in self.areas]
        after = codes.index(self.area.code) + 1 if self.area.code in codes else len(codes)
        return self.areas[after] if after < len(codes) else None

    def forms(self, data: Mapping[str, str]) -> list[ResultForm]:
        """The rows that were sent, checked."""
        forms = [ResultForm(data, kpi=row.kpi) for row in self.rows if ResultForm.is_in(data, row.kpi)]
        for form in forms:
            form.full_clean()
        return forms

    def show_as_typed(self, forms: Iterable[ResultForm]) -> None:
        """Put what was typed into the rows, with the status it would get and what is wrong with it."""
        rows = {row.reference: row for row in self.rows}
        for form in forms:
            row = rows[form.kpi.reference]
            row.typed, row.errors = form.typed, form.sentences
            row.version = form.cleaned_data.get("version", row.version)
            row.verdict = verdict_as_typed(form, self.period.month, self.rulebook)
            self.problems += [
                Problem(sentence=sentence, input=f"{row.reference}-{name}")
                for name, sentences in row.errors.items()
                for sentence in sentences
            ]

    def show_conflicts(self, conflicts: Iterable[Conflict], forms: Iterable[ResultForm]) -> None:
        """Show both versions of the results that somebody else changed meanwhile."""
        rows = {row.reference: row for row in self.rows}
        chosen = {form.kpi.reference: form for form in forms}
        for conflict in conflicts:
            row, form = rows[conflict.kpi], chosen[conflict.kpi]
            row.crossing = crossing_of(conflict, row.kpi, form)
            if not row.crossing.keep:
                sentence = f"{conflict.by} changed {conflict.kpi} while you were typing: choose what to keep."
                self.problems.append(Problem(sentence=sentence, input=f"{conflict.kpi}-keep-theirs"))
