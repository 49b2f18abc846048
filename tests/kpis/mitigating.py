"""Mitigations as people ask for them, for tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from contracts.fields import to_month
from contracts.models import Contract, User
from contracts.refusals import NotAllowed
from kpis.actions import mitigations
from kpis.calculations.rag import Covers
from kpis.calculations.spans import Span
from kpis.mitigations.draft import Covered, Draft
from kpis.models import Mitigation, Result

NOW = datetime(2021, 8, 3, 9, 30, tzinfo=UTC)


def span(first: str, last: str | None = None) -> Span:
    """``span("2021-07", "2021-09")``; without an end, one that lasts."""
    return Span(to_month(first), to_month(last))


def draft(contract: Contract, *kpis: tuple[str, ...], **said: Any) -> Draft:
    """``draft(contract, ("IMT_KPI_01", "2021-07"))``: a shortfall of it from July on."""
    asked = kpis or (("IMT_KPI_01", "2021-07"),)
    covered = tuple(Covered(contract.kpis.get(reference=name), span(*months)) for name, *months in asked)
    return Draft(**{"covers": Covers.SHORTFALL, "kpis": covered, "reason": "A flood", **said})


def proposed(contract: Contract, by: User, *kpis: tuple[str, ...], **said: Any) -> Mitigation:
    """A mitigation that somebody has proposed."""
    asked = draft(contract, *kpis, **said)
    return mitigations.propose(contract=contract, draft=asked, by=by, at=NOW).mitigation


def agree(mitigation: Mitigation, by: User, **values: Any) -> mitigations.Done:
    seen = mitigations.version_of(mitigation)
    return mitigations.agree(**{"mitigation": mitigation, "by": by, "at": NOW, "seen": seen, **values})


def decline(mitigation: Mitigation, by: User, **values: Any) -> mitigations.Done:
    seen = mitigations.version_of(mitigation)
    typed = {"reason": "The flood was elsewhere", "at": NOW, "seen": seen, **values}
    return mitigations.decline(mitigation=mitigation, by=by, **typed)


def end(mitigation: Mitigation, by: User, last: str = "2021-07", **values: Any) -> mitigations.Done:
    typed = {"reason": "The water is gone", **values}
    return mitigations.end(mitigation=mitigation, by=by, last=to_month(last), **typed)


def months_of(mitigation: Mitigation) -> list[str]:
    """What a mitigation covers, as it is stored: ``IMT_KPI_01 2021-07 to 2021-09``."""
    rows = mitigation.kpis.select_related("kpi").order_by("kpi__reference", "month_from")
    return [f"{row.kpi} {row.month_from} to {row.month_to or 'now'}" for row in rows]


def status_of(result: Result) -> str:
    """The status of a result as it is stored now."""
    return Result.objects.get(pk=result.pk).status


def refused(action: Callable[..., Any], *args: Any, **values: Any) -> str:
    """The sentence with which something is refused."""
    with pytest.raises(NotAllowed) as refusal:
        action(*args, **values)
    return str(refusal.value)
