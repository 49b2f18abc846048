"""The changes of Lincolnshire's contract, made again in a copy of it: they write what its bundle has."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from contracts.calculations.months import Month
from contracts.models import Role
from kpis.actions.changes import make_change, preview
from kpis.changes.points import EndOfRedistribution, Redistribution
from kpis.changes.service import Decommission
from kpis.changes.values import Notice, Under
from tests.factories import make_membership, make_user
from tests.kpis.changing import bundle_rows, copy_before, points_in, total, written_rows

CCN113 = Notice(
    reference="CCN113",
    date=date(2021, 11, 30),
    title="Decommission IMT_KPI_14 and share out its abatement points",
    is_new=True,
)


@pytest.fixture
def ada(db):
    return make_user("ada@council.example", name="Ada Administrator")


def done(contract, ask, by):
    """Make a change as the pages do: look at the preview, then confirm it."""
    make_membership(by, contract, Role.ADMINISTRATOR)
    return make_change(
        contract=contract, ask=ask, seen=preview(contract=contract, ask=ask).fingerprint, by=by
    )


def test_decommissioning_writes_exactly_the_rows_of_the_bundle(tmp_path, ada):
    contract = copy_before("2021-12", tmp_path)
    ask = Decommission(
        kpi="IMT_KPI_14",
        month=Month(2021, 12),
        shares=True,
        under=Under(notice=CCN113, reason="Microsoft does this now."),
    )
    before = points_in(contract, "IMT", "2021-11")
    plan = preview(contract=contract, ask=ask)
    assert written_rows(contract, "2021-12") == []
    done(contract, ask, ada)
    assert written_rows(contract, "2021-12") == bundle_rows("2021-12")
    assert len(bundle_rows("2021-12", "redistribution")) == 12
    assert [(row.name, row.before, row.after) for row in plan.totals] == [
        ("IMT", Decimal(325), Decimal(325)),
        ("The contract", Decimal(902), Decimal(902)),
    ]
    assert (total(contract, "2021-11"), total(contract, "2021-12")) == (902, 902)
    after = points_in(contract, "IMT", "2021-12")
    assert (sum(before.values()), sum(after.values())) == (325, 325)
    assert all(after[kpi] > before[kpi] for kpi in after)
    assert contract.kpis.get(reference="IMT_KPI_14").in_service_to == Month(2021, 11)
    assert contract.change_notices.get().date == date(2021, 11, 30)


def test_decommissioning_says_what_the_bundle_says(tmp_path, ada, lincolnshire):
    contract = copy_before("2021-12", tmp_path)
    under = Under(notice=CCN113)
    done(contract, Decommission(kpi="IMT_KPI_14", month=Month(2021, 12), shares=True, under=under), ada)

    def said(of):
        kpi = of.kpis.get(reference="IMT_KPI_01")
        row = kpi.terms.get(effective_from="2021-12")
        return row.description, row.reason, row.status

    assert said(contract) == said(lincolnshire)


def test_redistributing_writes_exactly_the_rows_of_the_bundle(tmp_path, ada):
    contract = copy_before("2021-07", tmp_path, keeps="initial")
    ask = Redistribution(kpi="CSC_KPI_12", month=Month(2021, 7), under=Under(reason="Systems not ready."))
    done(contract, ask, ada)
    assert [row for row in written_rows(contract, "2021-07") if row[5] == "redistribution"] == bundle_rows(
        "2021-07", "redistribution"
    )
    assert len(bundle_rows("2021-07", "redistribution")) == 10
    assert sum(points_in(contract, "CSC", "2021-07").values()) == 235
    assert contract.kpis.get(reference="CSC_KPI_12").in_service_to is None


def test_ending_the_redistribution_brings_back_the_points_of_before(tmp_path, ada):
    contract = copy_before("2021-07", tmp_path, keeps="initial")
    before = points_in(contract, "CSC", "2021-06")
    done(contract, Redistribution(kpi="CSC_KPI_12", month=Month(2021, 7), under=Under()), ada)
    ended = EndOfRedistribution(kpi="CSC_KPI_12", month=Month(2021, 10), under=Under())
    plan = preview(contract=contract, ask=ended)
    make_change(contract=contract, ask=ended, seen=plan.fingerprint, by=ada)
    assert points_in(contract, "CSC", "2021-10") == before
    assert points_in(contract, "CSC", "2021-09") != before
    assert (total(contract, "2021-09"), total(contract, "2021-10")) == (902, 902)
    assert {row.change for row in plan.terms} == {"redistribution"}
    assert len(plan.terms) == 10


def test_open_months_are_judged_by_the_new_points(tmp_path, ada):
    contract = copy_before("2021-12", tmp_path)
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    from tests.factories import make_result

    result = make_result(kpi, "2021-12", "90")
    assert result.points == 25
    ask = Decommission(kpi="IMT_KPI_14", month=Month(2021, 12), shares=True, under=Under(notice=CCN113))
    (row,) = done(contract, ask, ada).rejudged
    result.refresh_from_db()
    assert (row.kpi, row.changed_colour, row.points_were, row.points_are) == (
        "IMT_KPI_01",
        False,
        Decimal("12.5"),
        Decimal(14),
    )
    assert result.points == 28
    assert result.history.latest().history_user == ada
