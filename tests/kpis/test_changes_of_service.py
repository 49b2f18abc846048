"""KPIs that come and go on the small contract, and the points that move because of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from contracts.refusals import NotAllowed
from kpis.actions.changes import preview
from kpis.changes.points import EndOfRedistribution, Redistribution
from kpis.changes.service import Decommission, Replacement
from kpis.changes.values import Notice, Under
from kpis.models import KpiTerms
from tests.factories import make_kpi, make_result, make_terms
from tests.kpis.changing import (
    AUGUST,
    JULY,
    JUNE,
    NO_NOTICE,
    SEPTEMBER,
    UNDER,
    kpi_of,
    made,
    new_kpi,
    new_terms,
    points_in,
    rows_of,
    terms,
)


class TestNewKpi:
    def test_it_comes_into_service_with_its_first_terms(self, contract, administrator):
        done = made(contract, new_kpi(), administrator)
        kpi = kpi_of(contract, "IMT_KPI_03")
        assert (kpi.in_service_from, kpi.owner, kpi.description) == (
            JULY,
            "Head of IT",
            "% of tickets closed",
        )
        assert rows_of(contract, "IMT_KPI_03") == [("2021-07", 90, 80, 5, "initial")]
        assert kpi.history.get().history_user == administrator
        assert [(row.before, row.after) for row in done.plan.totals] == [(30, 35), (75, 80)]
        assert contract.periods.get(month="2021-07").summary.awaiting == 4

    @pytest.mark.parametrize("reference", ["IMT_KPI_02", "imt_kpi_02"], ids=["the-same", "in-other-letters"])
    def test_a_reference_that_is_taken_is_refused(self, contract, reference):
        with pytest.raises(NotAllowed, match="There is a KPI IMT_KPI_02 already"):
            preview(contract=contract, ask=new_kpi(reference))

    def test_first_terms_that_cannot_be_are_refused(self, contract):
        with pytest.raises(NotAllowed, match="MSL cannot be better"):
            preview(contract=contract, ask=new_kpi(held=terms("80", "90", "5")))


class TestReplacement:
    def test_the_old_one_ends_and_the_new_one_begins_linked(self, contract, administrator):
        done = made(contract, Replacement(old="IMT_KPI_01", new=new_kpi()), administrator)
        old, new = kpi_of(contract), kpi_of(contract, "IMT_KPI_03")
        assert (old.in_service_to, new.in_service_from, new.replaces) == (JUNE, JULY, old)
        assert rows_of(contract)[-1] == ("2021-07", None, None, None, "replacement")
        assert rows_of(contract, "IMT_KPI_03") == [("2021-07", 90, 80, 10, "replacement")]
        assert all(row.is_conserved for row in done.plan.totals)

    def test_points_can_be_set_anew(self, contract, administrator):
        ask = Replacement(old="IMT_KPI_01", new=new_kpi(), passes_points=False)
        done = made(contract, ask, administrator)
        assert rows_of(contract, "IMT_KPI_03")[0][3] == 5
        assert [(row.before, row.after) for row in done.plan.totals] == [(30, 25), (75, 70)]


class TestDecommission:
    def test_points_can_be_given_up(self, contract, administrator):
        ask = Decommission(kpi="IMT_KPI_01", month=JULY, shares=False, under=UNDER)
        done = made(contract, ask, administrator)
        assert [(row.name, row.before, row.after) for row in done.plan.totals] == [
            ("IMT", 30, 20),
            ("The contract", 75, 65),
        ]
        assert done.plan.notes == (
            "The points of IMT_KPI_01 are given up: the contract has fewer from then on.",
        )
        assert len(rows_of(contract, "IMT_KPI_02")) == 1

    def test_terms_laid_down_for_later_are_taken_away_with_history(self, contract, administrator):
        make_terms(kpi_of(contract), "2021-09", tsl="97")
        make_terms(kpi_of(contract, "IMT_KPI_02"), "2021-09", tsl="3", msl="7", points="22")
        done = made(
            contract, Decommission(kpi="IMT_KPI_01", month=JULY, shares=True, under=UNDER), administrator
        )
        assert [row[0] for row in rows_of(contract)] == ["2021-04", "2021-07"]
        assert rows_of(contract, "IMT_KPI_02")[1:] == [
            ("2021-07", 4, 7, 30, "redistribution"),
            ("2021-09", 3, 7, 32, "revision"),
        ]
        assert [(row.kpi, row.what) for row in done.plan.terms] == [
            ("IMT_KPI_01", "New row"),
            ("IMT_KPI_01", "Taken away"),
            ("IMT_KPI_02", "New row"),
            ("IMT_KPI_02", "Changed row"),
        ]
        gone = KpiTerms.history.filter(history_type="-").latest()
        assert (gone.history_user, gone.history_change_reason) == (
            administrator,
            "Decommission IMT_KPI_01 from July 2021: It was agreed.",
        )

    def test_two_can_leave_together(self, contract, administrator):
        make_kpi(contract, "IMT_KPI_03", points="30")
        made(contract, Decommission(kpi="IMT_KPI_01", month=JULY, shares=True, under=UNDER), administrator)
        notice = Notice(reference="CCN1", date=date(2021, 7, 1), title="A change")
        ask = Decommission(
            kpi="IMT_KPI_02", month=JULY, shares=True, under=Under(notice=notice, reason="So too.")
        )
        made(contract, ask, administrator)
        assert points_in(contract, "IMT", "2021-07") == {"IMT_KPI_03": Decimal(60)}
        assert rows_of(contract, "IMT_KPI_02")[-1] == ("2021-07", None, None, None, "decommission")

    def test_a_kpi_with_results_after_it_is_refused(self, contract):
        make_result(kpi_of(contract), "2021-07", "95")
        with pytest.raises(NotAllowed, match="IMT_KPI_01 has results in July 2021: clear them first"):
            preview(
                contract=contract, ask=Decommission(kpi="IMT_KPI_01", month=JULY, shares=True, under=UNDER)
            )

    def test_a_kpi_that_only_begins_then_cannot_leave(self, contract):
        make_kpi(contract, "IMT_KPI_03", in_service_from="2021-07")
        with pytest.raises(NotAllowed, match="comes into service in July 2021"):
            preview(
                contract=contract, ask=Decommission(kpi="IMT_KPI_03", month=JULY, shares=True, under=UNDER)
            )

    def test_it_is_refused_under_a_move_of_points_laid_down_for_later(self, contract, administrator):
        make_kpi(contract, "IMT_KPI_03", points="30")
        made(contract, Redistribution(kpi="IMT_KPI_03", month=SEPTEMBER, under=NO_NOTICE), administrator)
        with pytest.raises(NotAllowed, match="Points of IMT move again from September 2021"):
            preview(
                contract=contract, ask=Decommission(kpi="IMT_KPI_01", month=JULY, shares=True, under=UNDER)
            )

    @pytest.mark.parametrize(
        ("kpi", "others", "why"),
        [
            pytest.param("CSC_KPI_03", {}, "has no points in July 2021", id="nothing-to-share"),
            pytest.param("PM_KPI_01", {}, "No other KPI of PM has points", id="alone"),
            pytest.param("IMT_KPI_01", {"IMT_KPI_04": "7.5"}, "those of IMT are not", id="not-whole"),
        ],
    )
    def test_points_that_cannot_be_shared_are_refused(self, contract, kpi, others, why):
        make_kpi(contract, "PM_KPI_01")
        for reference, points in others.items():
            make_kpi(contract, reference, points=points)
        with pytest.raises(NotAllowed, match=why):
            preview(contract=contract, ask=Decommission(kpi=kpi, month=JULY, shares=True, under=UNDER))


class TestRedistribution:
    def test_it_ends_with_what_was_even_where_terms_changed_between(self, contract, administrator):
        make_kpi(contract, "IMT_KPI_03", points="30")
        made(contract, Redistribution(kpi="IMT_KPI_03", month=JULY, under=NO_NOTICE), administrator)
        assert points_in(contract, "IMT", "2021-07") == {
            "IMT_KPI_01": 20,
            "IMT_KPI_02": 40,
            "IMT_KPI_03": 0,
        }
        made(contract, new_terms(tsl="96", points="25", month=AUGUST), administrator)
        made(contract, EndOfRedistribution(kpi="IMT_KPI_03", month=SEPTEMBER, under=NO_NOTICE), administrator)
        assert points_in(contract, "IMT", "2021-09") == {
            "IMT_KPI_01": 15,
            "IMT_KPI_02": 20,
            "IMT_KPI_03": 30,
        }
        assert rows_of(contract)[-1] == ("2021-09", 96, 91, 15, "redistribution")

    def test_it_can_be_made_and_ended_again(self, contract, administrator):
        before = points_in(contract, "IMT", "2021-07")
        for first in (JULY, SEPTEMBER):
            made(contract, Redistribution(kpi="IMT_KPI_01", month=first, under=NO_NOTICE), administrator)
            ended = EndOfRedistribution(kpi="IMT_KPI_01", month=first + 1, under=NO_NOTICE)
            made(contract, ended, administrator)
            assert points_in(contract, "IMT", str(first + 1)) == before

    @pytest.mark.parametrize("month", [JULY, AUGUST], ids=["never-shared", "in-its-first-month"])
    def test_what_is_not_shared_before_cannot_end(self, contract, administrator, month):
        if month == AUGUST:
            made(contract, Redistribution(kpi="IMT_KPI_01", month=AUGUST, under=NO_NOTICE), administrator)
        with pytest.raises(NotAllowed, match="are not shared out before"):
            preview(
                contract=contract, ask=EndOfRedistribution(kpi="IMT_KPI_01", month=month, under=NO_NOTICE)
            )

    def test_points_that_were_changed_together_cannot_be_told_apart(self, contract):
        make_terms(kpi_of(contract), "2021-07", tsl="95", points="0", change="redistribution")
        make_terms(kpi_of(contract, "IMT_KPI_02"), "2021-07", tsl="4", msl="7", points="31")
        with pytest.raises(NotAllowed, match="cannot be told apart"):
            preview(
                contract=contract, ask=EndOfRedistribution(kpi="IMT_KPI_01", month=AUGUST, under=NO_NOTICE)
            )

    def test_points_that_were_given_away_since_cannot_go_back(self, contract, administrator):
        made(contract, Redistribution(kpi="IMT_KPI_01", month=JULY, under=NO_NOTICE), administrator)
        made(
            contract,
            new_terms(tsl="4", msl="7", points="9", kpi="IMT_KPI_02", month=AUGUST),
            administrator,
        )
        with pytest.raises(NotAllowed, match="has 9 points from September 2021, so 10 cannot be taken"):
            preview(
                contract=contract, ask=EndOfRedistribution(kpi="IMT_KPI_01", month=SEPTEMBER, under=NO_NOTICE)
            )
