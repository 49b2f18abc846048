"""The sheet of month entry: one service area of one month, as plain values that a template shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse

from contracts.calculations.months import Month
from contracts.models import ServiceArea
from kpis.actions.results import Conflict
from kpis.calculations.rag import SHORTFALLS, Better, Covers, Status
from kpis.calculations.schedule import Frequency
from kpis.entered import NOTHING, TEXTS, Entered
from kpis.figures import NO_FIGURE, for_input, printed_value
from kpis.forms import ResultForm
from kpis.judging import Rulebook
from kpis.missing import Missing, in_words, kpis_in_service, what_is_missing
from kpis.models import Kpi, MitigatedKpi, Period, Result
from kpis.verdicts import NOT_YET, Verdict, stored_judgement, verdict, verdict_as_typed
from kpis.words import BETTER_WORDS, FREQUENCY_WORDS, OUTCOME_WORDS, STATUS_WORDS

MONTHS_BEFORE = 3
COVERS_IN_SENTENCE = {
    Covers.SHORTFALL: "amber or red counts as blue",
    Covers.EVERY: "it counts as blue whatever is measured, also without a value",
}


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
            row.crossing = _crossing(conflict, row.kpi, form)
            if not row.crossing.keep:
                sentence = f"{conflict.by} changed {conflict.kpi} while you were typing: choose what to keep."
                self.problems.append(Problem(sentence=sentence, input=f"{conflict.kpi}-keep-theirs"))


def load_sheet(period: Period, area: ServiceArea) -> Sheet:
    """The sheet of a service area, in six queries however many KPIs it has."""
    kpis = kpis_in_service(period.contract, period)
    results = {result.kpi_id: result for result in Result.objects.filter(period=period).order_by()}
    rulebook = Rulebook.of_contract(period.contract)
    of_area = [kpi for kpi in kpis if kpi.service_area_id == area.pk]
    number = period.contract_month
    due = [kpi for kpi in of_area if kpi.pk in results or kpi.is_counted_in(period.month, number)]
    earlier, mitigations = _earlier_months(period, due), _mitigations(period, due)
    return Sheet(
        period=period,
        area=area,
        months=[(period.month + distance).short_name for distance in range(-MONTHS_BEFORE, 0)],
        rows=[
            _row(kpi, period, results.get(kpi.pk), rulebook, earlier[kpi.pk], mitigations[kpi.pk])
            for kpi in due
        ],
        not_due=[_not_due(kpi) for kpi in of_area if kpi not in due],
        areas=_area_links(kpis, what_is_missing(kpis, results, period, rulebook)),
        rulebook=rulebook,
    )


def _row(
    kpi: Kpi,
    period: Period,
    result: Result | None,
    rulebook: Rulebook,
    earlier: Mapping[Month, EarlierMonth],
    mitigations: list[str],
) -> Row:
    terms = rulebook.terms_in(kpi, period.month)
    months = [period.month + distance for distance in range(-MONTHS_BEFORE, 0)]
    return Row(
        kpi=kpi,
        reference=kpi.reference,
        address=reverse("kpi_detail", args=[period.contract.reference, kpi.reference]),
        description=kpi.description,
        nature=_nature(kpi),
        tsl=printed_value(terms.tsl, kpi.unit, 0),
        msl=printed_value(terms.msl, kpi.unit, 0),
        earlier=[earlier.get(month) or EarlierMonth(month=month.short_name) for month in months],
        mitigations=mitigations,
        typed=as_typed(Entered.of(result) if result else NOTHING),
        version=result.version if result else 0,
        verdict=verdict(stored_judgement(result, kpi), kpi) if result else NOT_YET,
    )


def as_typed(entered: Entered) -> dict[str, str]:
    """What inputs hold to say what is entered."""
    return {
        "outcome": entered.outcome.value if entered.outcome else "",
        "numerator": for_input(entered.numerator),
        "denominator": for_input(entered.denominator),
        "value": for_input(entered.stated_value),
        **{name: getattr(entered, name) for name in TEXTS},
    }


def _nature(kpi: Kpi) -> str:
    better = BETTER_WORDS[Better(kpi.better)]
    frequency = Frequency(kpi.frequency)
    return better if frequency is Frequency.MONTHLY else f"{better}. {FREQUENCY_WORDS[frequency]}"


def _not_due(kpi: Kpi) -> str:
    how_often = FREQUENCY_WORDS[Frequency(kpi.frequency)].lower()
    return f"{kpi.reference} {kpi.description}: {how_often}, not due this month"


def _earlier_months(period: Period, kpis: Collection[Kpi]) -> Mapping[int, dict[Month, EarlierMonth]]:
    of_key = {kpi.pk: kpi for kpi in kpis}
    rows = Result.objects.for_months(period.contract, period.month + -MONTHS_BEFORE, period.month + -1)
    found = rows.filter(kpi__in=of_key).order_by().values_list("kpi", "month", "value", "status")
    earlier: defaultdict[int, dict[Month, EarlierMonth]] = defaultdict(dict)
    for key, month, value, status in found:
        kpi = of_key[key]
        shown = printed_value(value, kpi.unit, kpi.decimals)
        earlier[key][month] = EarlierMonth(
            month=month.short_name, value=shown, status=status, word=STATUS_WORDS[Status(status)]
        )
    return earlier


def _mitigations(period: Period, kpis: Collection[Kpi]) -> Mapping[int, list[str]]:
    rows = MitigatedKpi.objects.agreed().touching(period.month, period.month)
    rows = rows.filter(kpi__in=[kpi.pk for kpi in kpis]).select_related("mitigation")
    sentences = defaultdict(list)
    for row in rows:
        lasts = f"until {row.month_to.name}" if row.month_to else "until it is ended"
        sentences[row.kpi_id].append(
            f"Mitigation {row.mitigation.reference}, agreed from {row.month_from.name} {lasts}: "
            f"{COVERS_IN_SENTENCE[Covers(row.mitigation.covers)]}. {row.mitigation.reason}"
        )
    return sentences


def _area_links(kpis: Iterable[Kpi], missing: Sequence[Missing]) -> list[AreaLink]:
    areas = {kpi.service_area.code: kpi.service_area.name for kpi in kpis}
    return [
        AreaLink(code=code, name=name, wants=in_words(item for item in missing if item.area == code))
        for code, name in areas.items()
    ]


def _crossing(conflict: Conflict, kpi: Kpi, form: ResultForm) -> Crossing:
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
        figures.append(printed_value(entered.stated_value, kpi.unit, 0))
    return Version(
        outcome=OUTCOME_WORDS[entered.outcome] if entered.outcome else NOT_YET.word,
        figures=", stated as ".join(figures),
        texts=[(name.capitalize(), getattr(entered, name)) for name in TEXTS if getattr(entered, name)],
    )
