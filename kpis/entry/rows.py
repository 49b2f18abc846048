"""A row of the sheet: one KPI, what its inputs hold, and where somebody else changed it meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from kpis.actions.results import Conflict
from kpis.calculations.rag import SHORTFALLS
from kpis.entered import TEXTS, Entered
from kpis.figures import NO_FIGURE, for_input, printed_value
from kpis.forms import OUTCOMES, ResultForm
from kpis.models import Kpi
from kpis.verdicts import NOT_YET, Verdict
from kpis.words import OUTCOME_WORDS


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierMonth:
    """The value and status of a KPI in a month before; a dash where nothing was recorded."""

    month: str
    value: str = NO_FIGURE
    status: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a result, in words."""

    outcome: str
    figures: str
    texts: list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """Two versions of a result, and which of them the person chose."""

    theirs: Version
    mine: Version
    by: str
    at: datetime | None
    version: int
    keep: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One input of a row; its id is also its name."""

    id: str
    label: str
    text: str
    has_error: bool

    @property
    def attributes(self) -> SafeString:
        """What names it, and leads to the sentences that say what is wrong with it."""
        return _attributes(self.id, self.has_error)

    @property
    def options(self) -> SafeString:
        """The outcomes to choose from, the one it holds chosen."""
        return _options(self.text)


@lru_cache(maxsize=2_000)
def _attributes(name: str, has_error: bool) -> SafeString:
    wrong = format_html('aria-invalid="true" aria-describedby="{}-error" ', name) if has_error else ""
    return format_html('{}id="{}" name="{}"', wrong, name, name)


@lru_cache(maxsize=10)
def _options(chosen: str) -> SafeString:
    rows = ((code, " selected" if code == chosen else "", word) for code, word in OUTCOMES)
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


@dataclass(slots=True, kw_only=True)
class Row:
    """One KPI of the sheet.

    Attributes:
        typed: what its inputs hold, by their names.
        version: that of the result which the inputs were made from; 0 if there was none.
        errors: for each input, the sentences that say what is wrong with it.
    """

    kpi: Kpi
    reference: str
    address: str
    description: str
    nature: str
    tsl: str
    msl: str
    earlier: list[EarlierMonth]
    mitigations: list[str]
    typed: dict[str, str]
    version: int
    verdict: Verdict
    errors: dict[str, list[str]] = field(default_factory=dict)
    crossing: Crossing | None = None

    @property
    def outcome(self) -> Input:
        return self._input("outcome")

    @property
    def figures(self) -> list[Input]:
        return [self._input(name) for name in ("numerator", "denominator", "value")]

    @property
    def texts(self) -> list[Input]:
        return [self._input(name) for name in TEXTS]

    def _input(self, name: str) -> Input:
        return Input(
            id=f"{self.reference}-{name}",
            label=name.capitalize(),
            text=self.typed[name],
            has_error=name in self.errors,
        )

    @property
    def wants_words(self) -> bool:
        """Whether the place for its comment should stand open."""
        has_text = any(self.typed[name] for name in TEXTS)
        return has_text or bool(self.errors) or self.verdict.status in SHORTFALLS


def as_typed(entered: Entered) -> dict[str, str]:
    """What inputs hold to say what is entered."""
    return {
        "outcome": entered.outcome.value if entered.outcome else "",
        "numerator": for_input(entered.numerator),
        "denominator": for_input(entered.denominator),
        "value": for_input(entered.stated_value),
        **{name: getattr(entered, name) for name in TEXTS},
    }


def crossing_of(conflict: Conflict, kpi: Kpi, form: ResultForm) -> Crossing:
    knows_theirs = form.cleaned_data.get("seen") == conflict.version
    return Crossing(
        theirs=_version(conflict.theirs, kpi),
        mine=_version(conflict.typed, kpi),
        by=conflict.by,
        at=conflict.at,
        version=conflict.version,
        keep=form.keeps.value if form.keeps and knows_theirs else "",
    )


def _version(entered: Entered, kpi: Kpi) -> Version:
    figures = []
    if entered.numerator is not None:
        figures.append(f"{for_input(entered.numerator)} out of {for_input(entered.denominator)}")
    if entered.stated_value is not None:
        figures.append(printed_value(entered.stated_value, kpi.unit, kpi.decimals))
    return Version(
        outcome=OUTCOME_WORDS[entered.outcome] if entered.outcome else NOT_YET.word,
        figures=", stated as ".join(figures),
        texts=[(name.capitalize(), getattr(entered, name)) for name in TEXTS if getattr(entered, name)],
    )
