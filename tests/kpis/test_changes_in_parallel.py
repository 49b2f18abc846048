"""Two administrators who confirm at the same moment: one change is written, the other told to look again."""

from __future__ import annotations

import pytest

from contracts.refusals import NotAllowed
from kpis.actions.changes import make_change, preview
from kpis.actions.definitions import describe, words_seen
from kpis.changes.service import Decommission
from kpis.models import KpiTerms
from tests.kpis.changing import JULY, UNDER, kpi_of, total
from tests.kpis.parallel import together

pytestmark = pytest.mark.django_db(transaction=True)


def outcome(gate, act) -> str:
    gate.wait()
    try:
        act()
    except NotAllowed as refused:
        return type(refused).__name__
    return "written"


def test_of_two_who_share_out_points_of_one_area_at_once_one_does(contract, administrator):
    asked = [
        Decommission(kpi=f"IMT_KPI_0{number}", month=JULY, shares=True, under=UNDER) for number in (1, 2)
    ]
    seen = [preview(contract=contract, ask=ask).fingerprint for ask in asked]

    def confirming(ask, fingerprint):
        return lambda gate: outcome(
            gate, lambda: make_change(contract=contract, ask=ask, seen=fingerprint, by=administrator)
        )

    outcomes = together([confirming(*pair) for pair in zip(asked, seen, strict=True)])
    assert sorted(outcomes)[-1] == "written"
    assert outcomes.count("written") == 1
    assert total(contract, "2021-07") == 75
    assert KpiTerms.objects.filter(kpi__contract=contract, effective_from="2021-07").count() == 2


def test_of_two_who_edit_the_same_words_at_once_one_is_told(contract, administrator):
    kpi = kpi_of(contract)
    seen = words_seen(kpi)

    def editing(owner):
        words = {
            **dict.fromkeys(("numerator_meaning", "denominator_meaning", "clause", "why_it_matters"), ""),
            "description": kpi.description,
            "baseline_note": "",
            "owner": owner,
        }
        return lambda gate: outcome(
            gate, lambda: describe(kpi=kpi, words=words, seen=seen, by=administrator, reason="Clearer.")
        )

    outcomes = together([editing("One"), editing("Two")])
    assert sorted(outcomes) == ["EditedMeanwhileError", "written"]
    assert kpi.history.count() == 2


def test_only_an_administrator_edits_words(contract, officer):
    kpi = kpi_of(contract)
    with pytest.raises(NotAllowed, match="edited by an administrator"):
        describe(kpi=kpi, words={}, seen=words_seen(kpi), by=officer, reason="Clearer.")
