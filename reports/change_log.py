"""All changes of a contract: what statements tell of, glide paths, and reviews that changed nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django import forms

from contracts.calculations.months import Month
from contracts.filters import FilterForm
from contracts.models import ChangeNotice, Contract
from kpis.models import Change, KpiReview, KpiTerms
from reports.statements.changes import (
    CHANGE_WORDS,
    ChangeRow,
    Levels,
    TermsRow,
    changes_of,
    levels_of,
    terms_fields,
)
from reports.statements.load import KpiRow, load_kpis

GLIDE, REVIEW = "glide", "review"
WORDS = {**CHANGE_WORDS, GLIDE: "Glide path", REVIEW: "Reviewed, no change"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One change of the log.

    Attributes:
        month: from which it holds; of a review, that of its day.
        row: what a statement shows of it, if a statement does.
        previous, revised: the terms before and after it; None of a review.
        text: what there is to say of it otherwise.
    """

    kpi: str
    area: str
    description: str
    kind: str
    month: Month
    notice: ChangeNotice | None
    row: ChangeRow | None = None
    previous: Levels | None = None
    revised: Levels | None = None
    text: str = ""
    held_on: date | None = None

    @property
    def word(self) -> str:
        return WORDS[self.kind]


def change_log(contract: Contract) -> list[Entry]:
    """Every change of a contract, newest first, in four queries."""
    kpis = load_kpis(contract)
    rows = KpiTerms.objects.filter(kpi__contract=contract).order_by("kpi", "effective_from")
    terms = tuple(map(TermsRow._make, rows.values_list(*terms_fields())))
    notices = {notice.reference: notice for notice in contract.change_notices.all()}
    entries = [
        *_told(terms, kpis, notices, contract),
        *_glides(terms, kpis, notices),
        *_reviews(contract, kpis),
    ]
    return sorted(entries, key=lambda entry: (-entry.month.year, -entry.month.number, entry.kpi))


def _told(
    terms: Sequence[TermsRow],
    kpis: Sequence[KpiRow],
    notices: Mapping[str, ChangeNotice],
    contract: Contract,
) -> Iterable[Entry]:
    first, last = contract.first_month, max((row.month for row in terms), default=contract.first_month)
    for row in changes_of(terms, kpis, first, last, start=first):
        yield Entry(
            kpi=row.kpi,
            area=row.area,
            description=row.description,
            kind=row.change,
            month=row.effective_from,
            notice=notices.get(row.change_notice),
            row=row,
            previous=row.previous,
            revised=row.revised,
        )


def _glides(
    terms: Sequence[TermsRow], kpis: Sequence[KpiRow], notices: Mapping[str, ChangeNotice]
) -> Iterable[Entry]:
    """One entry for the steps of a KPI that follow one another under the same notice."""
    by_key = {kpi.pk: kpi for kpi in kpis}
    before: TermsRow | None = None
    for (key, change, notice), group in groupby(terms, lambda row: (row.kpi, row.change, row.notice)):
        steps, kpi = list(group), by_key[key]
        if change == Change.GLIDE:
            yield Entry(
                kpi=kpi.reference,
                area=kpi.area,
                description=kpi.description,
                kind=GLIDE,
                month=steps[0].month,
                notice=notices.get(notice or ""),
                previous=levels_of(before if before and before.kpi == key else None, kpi),
                revised=levels_of(steps[-1], kpi),
                text=_path(steps),
            )
        before = steps[-1]


def _path(steps: Sequence[TermsRow]) -> str:
    one = len(steps) == 1
    until = "" if one else f" to {steps[-1].month.name}"
    said = f": {steps[0].description}" if steps[0].description else ""
    return f"{len(steps)} step{'' if one else 's'}, {steps[0].month.name}{until}{said}"


def _reviews(contract: Contract, kpis: Sequence[KpiRow]) -> Iterable[Entry]:
    by_key = {kpi.pk: kpi for kpi in kpis}
    for review in KpiReview.objects.filter(kpi__contract=contract).select_related("change_notice"):
        kpi = by_key[review.kpi_id]
        yield Entry(
            kpi=kpi.reference,
            area=kpi.area,
            description=kpi.description,
            kind=REVIEW,
            month=Month.of(review.held_on),
            notice=review.change_notice,
            text=review.reason,
            held_on=review.held_on,
        )


class ChangeFilter(FilterForm):
    """Changes by KPI, kind, area and notice; each choice is one that occurs."""

    search = forms.CharField(required=False, label="KPI, in reference or description")
    kind = forms.ChoiceField(required=False, label="Change")
    area = forms.ChoiceField(required=False, label="Service area")
    notice = forms.ChoiceField(required=False, label="Change notice")

    def __init__(self, *args: Any, log: Sequence[Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        notices = sorted({entry.notice.reference for entry in log if entry.notice})
        self._choose("kind", [(kind, WORDS[kind]) for kind in sorted({str(entry.kind) for entry in log})])
        self._choose("area", [(area, area) for area in dict.fromkeys(entry.area for entry in log)])
        self._choose("notice", [(notice, notice) for notice in notices])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", "Any"), *choices]


def matching(log: Sequence[Entry], asked: Mapping[str, str]) -> list[Entry]:
    """The entries that have every word searched for, and the kind, area and notice asked for."""
    words = asked["search"].lower().split()
    return [
        entry
        for entry in log
        if all(word in f"{entry.kpi} {entry.description}".lower() for word in words)
        and asked["kind"] in ("", entry.kind)
        and asked["area"] in ("", entry.area)
        and asked["notice"] in ("", entry.notice.reference if entry.notice else None)
    ]
