"""Changes of every kind on the small contract: what is planned is written, and what cannot be is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from contracts.calculations.months import Month
from contracts.models import ChangeNotice, Contract
from kpis.actions.changes import OvertakenError, make_change, preview
from kpis.calculations.glide import NotAPath
from kpis.calculations.rag import Status, Terms
from kpis.changes.levels import GlidePath, NewTerms, even_path, listed_path
from kpis.changes.points import EndOfRedistribution, Redistribution
from kpis.changes.reviews import Review
from kpis.changes.rules import ClosedMonthsError
from kpis.changes.service import Decommission, NewKpi, Replacement
from kpis.changes.values import Notice, Under
from kpis.lifecycle import NotAllowed
from kpis.models import Kpi, KpiReview, KpiTerms, PeriodState
from tests.factories import make_kpi, make_period, make_result, make_terms
from tests.kpis.changing import points_in

JUNE, JULY, AUGUST, SEPTEMBER = (Month(2021, number) for number in (6, 7, 8, 9))
UNDER = Under(
    notice=Notice(reference="CCN1", date=date(2021, 7, 1), title="A change", is_new=True),
    reason="It was agreed.",
)
NO_NOTICE = Under(reason="It was agreed.")
DESCRIBED = {
    "description": "% of tickets closed",
    "unit": "percent",
    "better": "higher",
    "decimals": 2,
    "frequency": "monthly",
    "owner": "Head of IT",
}


def terms(tsl=None, msl=None, points=None) -> Terms:
    figures = {"tsl": tsl, "msl": msl, "points": points}
    return Terms(**{name: None if text is None else Decimal(text) for name, text in figures.items()})


def new_terms(tsl="96", msl="91", points="10", *, kpi="IMT_KPI_01", month=JULY, under=NO_NOTICE):
    return NewTerms(kpi=kpi, month=month, terms=terms(tsl, msl, points), under=under)


def new_kpi(reference="IMT_KPI_03", *, month=JULY, held=None, under=UNDER):
    return NewKpi(
        reference=reference,
        area="IMT",
        month=month,
        described=DESCRIBED,
        terms=held or terms("90", "80", "5"),
        under=under,
    )


def made(contract, ask, by):
    """The change, looked at and confirmed."""
    return make_change(
        contract=contract, ask=ask, seen=preview(contract=contract, ask=ask).fingerprint, by=by
    )


def kpi_of(contract: Contract, reference="IMT_KPI_01") -> Kpi:
    return contract.kpis.get(reference=reference)


def rows_of(contract, reference="IMT_KPI_01") -> list[tuple]:
    rows = kpi_of(contract, reference).terms.order_by("effective_from")
    return [(str(row.effective_from), row.tsl, row.msl, row.points, row.change) for row in rows]


def everything(contract) -> list[tuple]:
    """All that a change could write, to tell that nothing was."""
    models = (Kpi, KpiTerms, ChangeNotice, KpiReview)
    return [tuple(model.objects.order_by("pk").values_list()) for model in models]


class TestNewTerms:
    def test_they_hold_from_their_month_and_open_results_are_judged_by_them(self, contract, administrator):
        result = make_result(kpi_of(contract), "2021-07", "95.5")
        done = made(contract, new_terms(), administrator)
        assert rows_of(contract)[-1] == ("2021-07", 96, 91, 10, "revision")
        (row,) = done.rejudged
        assert (row.kpi, row.was, row.now) == ("IMT_KPI_01", Status.GREEN, Status.AMBER)
        result.refresh_from_db()
        assert result.tsl == 96

    def test_history_says_who_made_them_and_why(self, contract, administrator):
        made(contract, new_terms(under=UNDER), administrator)
        row = kpi_of(contract).terms.get(effective_from="2021-07")
        (version,) = row.history.all()
        assert (version.history_user, version.history_change_reason) == (
            administrator,
            "New terms of IMT_KPI_01 from July 2021",
        )
        assert (row.change_notice.reference, row.reason, row.status) == (
            "CCN1",
            "It was agreed.",
            "In force.",
        )
        assert ChangeNotice.objects.get(contract=contract).history.get().history_user == administrator

    def test_later_terms_stand_and_the_preview_says_so(self, contract):
        make_terms(kpi_of(contract), "2021-09", tsl="97")
        plan = preview(contract=contract, ask=new_terms())
        assert plan.notes == ("Terms of IMT_KPI_01 that begin in September 2021 or later stand as they are.",)

    def test_points_that_change_are_seen_in_the_totals(self, contract):
        plan = preview(contract=contract, ask=new_terms(points="12.5"))
        assert [(row.name, row.before, row.after, row.is_conserved) for row in plan.totals] == [
            ("IMT", 30, Decimal("32.5"), False),
            ("The contract", 75, Decimal("77.5"), False),
        ]

    @pytest.mark.parametrize(
        ("ask", "why"),
        [
            pytest.param(new_terms(tsl="90", msl="91"), "MSL cannot be better", id="msl-better"),
            pytest.param(
                new_terms(tsl="4", msl="3", kpi="IMT_KPI_02"), "MSL cannot be better", id="lower-is-better"
            ),
            pytest.param(new_terms(tsl=None), "needs a TSL", id="msl-alone"),
            pytest.param(new_terms(points="-1"), "cannot be negative", id="negative"),
            pytest.param(new_terms(tsl="95", msl="90"), "terms that IMT_KPI_01 has", id="no-change"),
            pytest.param(new_terms(month=Month(2024, 4)), "contract ends in March 2024", id="after-the-end"),
            pytest.param(new_terms(month=Month(2021, 3)), "begins in April 2021", id="before-the-start"),
            pytest.param(new_terms(kpi="NO_KPI"), "no KPI NO_KPI", id="no-such-kpi"),
        ],
    )
    def test_what_cannot_be_is_refused(self, contract, ask, why):
        with pytest.raises(NotAllowed, match=why):
            preview(contract=contract, ask=ask)

    @pytest.mark.parametrize(
        ("tsl", "msl"), [("91", "91"), (None, None), ("91", None)], ids=["equal", "information", "no-msl"]
    )
    def test_levels_that_can_be_are_planned(self, contract, tsl, msl):
        assert preview(contract=contract, ask=new_terms(tsl, msl)).terms[0].after == terms(tsl, msl, "10")

    def test_the_last_month_of_the_contract_can_have_new_terms(self, contract):
        assert preview(contract=contract, ask=new_terms(month=Month(2024, 3))).month == Month(2024, 3)

    def test_terms_that_begin_in_the_same_month_are_never_written_over(self, contract):
        make_terms(kpi_of(contract), "2021-07", tsl="97")
        with pytest.raises(NotAllowed, match=r"already has terms that begin in July 2021 \(revision\)"):
            preview(contract=contract, ask=new_terms())

    def test_a_kpi_out_of_service_has_no_new_terms(self, contract):
        make_kpi(contract, "IMT_KPI_09", in_service_to="2021-06")
        with pytest.raises(NotAllowed, match="IMT_KPI_09 is not in service in July 2021"):
            preview(contract=contract, ask=new_terms(kpi="IMT_KPI_09"))


class TestClosedMonths:
    def test_a_change_that_would_reach_into_them_names_them_all(self, contract):
        with pytest.raises(
            ClosedMonthsError, match=r"May-Jun 2021, which are submitted or signed off"
        ) as refused:
            preview(contract=contract, ask=new_terms(month=Month(2021, 5)))
        assert refused.value.months == (Month(2021, 5), JUNE)

    def test_a_submitted_month_is_as_closed_as_a_signed_off_one(self, contract, period):
        period.state = PeriodState.SUBMITTED
        period.save()
        with pytest.raises(ClosedMonthsError) as refused:
            preview(contract=contract, ask=new_terms())
        assert refused.value.months == (JULY,)

    def test_the_first_open_month_can_change(self, contract):
        assert preview(contract=contract, ask=new_terms(month=JULY)).month == JULY

    @pytest.mark.parametrize(
        ("ask", "months"),
        [
            pytest.param(
                Decommission(kpi="IMT_KPI_01", month=JUNE, shares=True, under=UNDER), 1, id="leaves"
            ),
            pytest.param(new_kpi(month=Month(2021, 4)), 3, id="new"),
            pytest.param(Replacement(old="IMT_KPI_01", new=new_kpi(month=JUNE)), 1, id="replaced"),
            pytest.param(Redistribution(kpi="IMT_KPI_01", month=JUNE, under=UNDER), 1, id="shared"),
            pytest.param(
                GlidePath(
                    kpi="IMT_KPI_01",
                    path=listed_path(JUNE, [(Decimal(96), None), (Decimal(97), None)]),
                    under=UNDER,
                ),
                1,
                id="glides",
            ),
        ],
    )
    def test_no_kind_of_change_reaches_into_them(self, contract, ask, months):
        before = everything(contract)
        with pytest.raises(ClosedMonthsError) as refused:
            preview(contract=contract, ask=ask)
        assert len(refused.value.months) == months
        assert everything(contract) == before

    def test_terms_that_end_before_the_closed_months_do_not_reach_them(self, contract):
        for month in ("2021-08", "2021-09"):
            make_period(contract, month, PeriodState.SIGNED_OFF)
        make_terms(kpi_of(contract), "2021-08", tsl="97")
        assert preview(contract=contract, ask=new_terms()).month == JULY


class TestGlidePath:
    def test_each_step_is_a_row_with_the_points_it_finds(self, contract, administrator):
        path = even_path(
            JULY,
            Month(2021, 11),
            tsl=(Decimal(95), Decimal(99)),
            msl=(Decimal(90), Decimal(94)),
            decimals=2,
        )
        done = made(contract, GlidePath(kpi="IMT_KPI_01", path=path, under=UNDER), administrator)
        assert rows_of(contract)[1:] == [
            ("2021-08", 96, 91, 10, "glide"),
            ("2021-09", 97, 92, 10, "glide"),
            ("2021-10", 98, 93, 10, "glide"),
            ("2021-11", 99, 94, 10, "glide"),
        ]
        assert done.plan.heading == "Glide path of IMT_KPI_01 from August 2021 to November 2021"

    def test_listed_levels_are_laid_down_as_they_are(self, contract, administrator):
        path = listed_path(JULY, [(Decimal("96"), Decimal("90")), (Decimal("96"), Decimal("91"))])
        made(contract, GlidePath(kpi="IMT_KPI_01", path=path, under=UNDER), administrator)
        assert rows_of(contract)[1:] == [("2021-07", 96, 90, 10, "glide"), ("2021-08", 96, 91, 10, "glide")]

    def test_a_path_over_terms_that_stand_is_refused(self, contract):
        make_terms(kpi_of(contract), "2021-08", tsl="97")
        path = even_path(JULY, SEPTEMBER, tsl=(Decimal(95), Decimal(99)), msl=None)
        with pytest.raises(NotAllowed, match="already has terms that begin in August 2021"):
            preview(contract=contract, ask=GlidePath(kpi="IMT_KPI_01", path=path, under=UNDER))

    def test_a_path_that_changes_nothing_is_refused(self, contract):
        path = listed_path(JULY, [(Decimal(95), Decimal(90))])
        with pytest.raises(NotAllowed, match="changes nothing"):
            preview(contract=contract, ask=GlidePath(kpi="IMT_KPI_01", path=path, under=UNDER))

    def test_a_path_in_which_the_minimum_overtakes_the_target_is_refused(self, contract):
        path = listed_path(JULY, [(Decimal(91), Decimal(92))])
        with pytest.raises(NotAllowed, match="MSL cannot be better"):
            preview(contract=contract, ask=GlidePath(kpi="IMT_KPI_01", path=path, under=UNDER))

    def test_minimums_are_listed_throughout_or_not_at_all(self):
        with pytest.raises(NotAPath, match="an MSL for each TSL"):
            listed_path(JULY, [(Decimal(91), Decimal(90)), (Decimal(92), None)])


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

    def test_a_reference_that_is_taken_is_refused(self, contract):
        with pytest.raises(NotAllowed, match="There is a KPI IMT_KPI_02 already"):
            preview(contract=contract, ask=new_kpi("IMT_KPI_02"))

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
            "Decommission IMT_KPI_01 from July 2021",
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


class TestReview:
    def test_it_is_kept_and_changes_nothing_else(self, contract, administrator):
        before = rows_of(contract)
        ask = Review(kpi="IMT_KPI_01", held_on=date(2021, 6, 30), under=UNDER)
        done = made(contract, ask, administrator)
        review = KpiReview.objects.get(kpi__contract=contract)
        assert (review.held_on, review.reason, review.change_notice.reference) == (
            date(2021, 6, 30),
            "It was agreed.",
            "CCN1",
        )
        assert review.history.get().history_user == administrator
        assert rows_of(contract) == before
        assert (done.rejudged, done.plan.totals, done.plan.kpis) == ([], (), {"IMT_KPI_01"})

    def test_a_second_one_on_the_same_day_is_refused(self, contract, administrator):
        ask = Review(kpi="IMT_KPI_01", held_on=date(2021, 6, 30), under=NO_NOTICE)
        made(contract, ask, administrator)
        with pytest.raises(NotAllowed, match="on that day is recorded already"):
            preview(contract=contract, ask=ask)

    def test_one_without_a_reason_is_refused(self, contract):
        with pytest.raises(NotAllowed, match="Say why nothing changes"):
            preview(contract=contract, ask=Review(kpi="IMT_KPI_01", held_on=date(2021, 6, 30), under=Under()))


class TestConfirming:
    def test_looking_at_a_preview_writes_nothing(self, contract):
        before = everything(contract)
        preview(contract=contract, ask=Decommission(kpi="IMT_KPI_01", month=JULY, shares=True, under=UNDER))
        assert everything(contract) == before

    def test_a_record_that_changed_meanwhile_is_not_written_to(self, contract, administrator):
        ask = Decommission(kpi="IMT_KPI_01", month=JULY, shares=True, under=UNDER)
        seen = preview(contract=contract, ask=ask).fingerprint
        make_kpi(contract, "IMT_KPI_03", points="30")
        before = everything(contract)
        with pytest.raises(OvertakenError, match="has changed since you saw this preview"):
            make_change(contract=contract, ask=ask, seen=seen, by=administrator)
        assert everything(contract) == before

    def test_confirmed_twice_it_is_written_once(self, contract, administrator):
        ask = new_terms()
        seen = preview(contract=contract, ask=ask).fingerprint
        make_change(contract=contract, ask=ask, seen=seen, by=administrator)
        with pytest.raises(NotAllowed, match="already has terms that begin in July 2021"):
            make_change(contract=contract, ask=ask, seen=seen, by=administrator)

    @pytest.mark.parametrize("person", ["member", "officer", "manager"])
    def test_only_an_administrator_changes_definitions(self, request, contract, person):
        ask = new_terms()
        seen = preview(contract=contract, ask=ask).fingerprint
        with pytest.raises(NotAllowed, match="an administrator, which you are not"):
            make_change(contract=contract, ask=ask, seen=seen, by=request.getfixturevalue(person))

    def test_a_new_notice_whose_reference_is_taken_is_refused(self, contract):
        ChangeNotice.objects.create(
            contract=contract, reference="CCN1", date=date(2021, 6, 1), title="Another"
        )
        with pytest.raises(NotAllowed, match="There is a change notice CCN1 already"):
            preview(contract=contract, ask=new_terms(under=UNDER))
