"""What must hold of a contract whatever people do with it: four checks, each with a name and a sentence.

``Watch`` is asked after every step of tests/kpis/test_life_of_a_contract.py. It looks at the database
alone and shares no line with the actions that it watches.
"""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal
from itertools import chain, pairwise
from typing import Any

from contracts import models as c
from contracts.calculations.months import Month
from contracts.models import Contract
from kpis import models as k
from kpis.actions.rejudging import differences_of
from kpis.models import Kpi, Period, PeriodState, PeriodSummary, Result, ServiceCredit
from reports.history.search import of_contract

WRITTEN = (
    *(k.Period, k.Result, k.Kpi, k.KpiTerms, k.KpiReview, k.Mitigation, k.MitigatedKpi),
    *(c.CreditTerms, c.CreditTier, c.CreditSuspension, c.ServicePayment, c.ChangeNotice),
)
"""The models that the steps write to."""


class Watch:
    """What was seen of a contract so far: the figures of its signed-off months, and its history."""

    def __init__(self, contract: Contract) -> None:
        self.contract = contract
        self.final: dict[Month, Any] = {}
        self.set_up = {line.pk for model in WRITTEN for line in of_contract(model, contract.pk)}

    def look(self) -> None:
        self.stored_is_derived()
        self.final_figures_stand()
        self.history_leads_to_the_present()

    def stored_is_derived(self) -> None:
        """In open months every stored judgement, count, point and pound is what the rules derive."""
        assert [str(found) for found in differences_of(self.contract) if found.mendable] == []

    def final_figures_stand(self) -> None:
        """Nothing moves in a signed-off month, from its signing off to its reopening."""
        now = {
            period.month: figures_of(period)
            for period in self.contract.periods.filter(state=PeriodState.SIGNED_OFF)
        }
        for month, figures in now.items():
            assert self.final.get(month, figures) == figures, f"{month} moved while it was signed off"
        self.final = now

    def history_leads_to_the_present(self) -> None:
        """A row's history begins with its adding, goes on in time, names who, and ends with the row."""
        for model in WRITTEN:
            trails = defaultdict(list)
            for line in of_contract(model, self.contract.pk).order_by("history_id"):
                trails[line.id].append(line)
            rows = model.objects.in_bulk(list(trails))
            for key, trail in trails.items():
                replay(rows.get(key), trail)
            assert all(line.history_user_id or line.pk in self.set_up for line in chain(*trails.values()))
            assert model.objects.filter(**self.ours(model)).count() == len(rows)

    def ours(self, model: Any) -> dict[str, Contract]:
        return {model.contract_path: self.contract}


def replay(row: Any, trail: list[Any]) -> None:
    """Hold a row against its history, oldest first."""
    last = trail[-1]
    assert re.fullmatch(r"\+~*-?", "".join(line.history_type for line in trail))
    assert all(one.history_date <= other.history_date for one, other in pairwise(trail))
    if last.history_type == "-":
        assert row is None, f"{row!r} was removed, as its history has it"
        return
    told = {field.attname: getattr(last, field.attname) for field in row._meta.concrete_fields}
    assert told == {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    if isinstance(row, Result):
        versions = [line.version for line in trail]
        assert versions == sorted(versions)


def figures_of(period: Period) -> tuple[Any, ...]:
    """All that a month says: its results, what they come to, and what they cost."""
    return (
        list(Result.objects.filter(period=period).order_by("pk").values()),
        list(PeriodSummary.objects.filter(period=period).values()),
        list(ServiceCredit.objects.filter(period=period).order_by("service_area").values()),
    )


def points_distributed(contract: Contract, month: Month) -> dict[str, Decimal]:
    """The points of each area's KPIs in a month: of each the latest terms that begin by then."""
    points: dict[str, Decimal] = defaultdict(Decimal)
    for kpi in Kpi.objects.filter(contract=contract).select_related("service_area"):
        latest = kpi.terms.filter(effective_from__lte=month).order_by("-effective_from").first()
        points[kpi.service_area.code] += (latest and latest.points) or 0
    return points
