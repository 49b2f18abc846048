"""Changes of terms on the small contract: what is planned is written, and what cannot be is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from contracts.calculations.months import Month
from contracts.models import ChangeNotice
from contracts.refusals import NotAllowed
from kpis.actions.changes import OvertakenError, make_change, preview
from kpis.calculations.glide import NotAPath
from kpis.calculations.rag import Status
from kpis.changes.levels import GlidePath, even_path, listed_path
from kpis.changes.points import Redistribution
from kpis.changes.reviews import Review
from kpis.changes.rules import ClosedMonthsError
from kpis.changes.service import Decommission, Replacement
from kpis.changes.values import Under
from kpis.models import KpiReview, PeriodState
from tests.factories import make_kpi, make_period, make_result, make_terms
from tests.kpis.changing import (
    JULY,
    JUNE,
    NO_NOTICE,
    SEPTEMBER,
    UNDER,
    everything,
    kpi_of,
    made,
    new_kpi,
    new_terms,
    rows_of,
    terms,
)


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

    def test_a_path_is_not_left_in_a_month_in_which_it_stays_level(self, contract):
        """August gets no row of the path, so the terms that begin there would hold instead."""
        make_terms(kpi_of(contract), "2021-08", tsl="99")
        path = listed_path(JULY, [(Decimal(96), None), (Decimal(96), None), (Decimal(97), None)])
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

    @pytest.mark.parametrize(
        "day", [date(2021, 3, 31), date(2024, 4, 1)], ids=["the-day-before-the-contract", "the-day-after-it"]
    )
    def test_one_on_a_day_outside_the_contract_is_refused(self, contract, day):
        with pytest.raises(NotAllowed, match="runs from 1 April 2021 to 31 March 2024: choose a day of it"):
            preview(contract=contract, ask=Review(kpi="IMT_KPI_01", held_on=day, under=UNDER))

    @pytest.mark.parametrize("day", [date(2021, 4, 1), date(2024, 3, 31)], ids=["its-first-day", "its-last"])
    def test_one_on_a_day_of_the_contract_is_planned(self, contract, day):
        plan = preview(contract=contract, ask=Review(kpi="IMT_KPI_01", held_on=day, under=UNDER))
        assert plan.review.held_on == day

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
