"""Changing how failures cost points and points cost money, and undoing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from contracts.calculations.months import Month
from contracts.calculations.pricing import Pricing, Regime
from contracts.models import ChangeNotice, CreditSuspension, CreditTerms, CreditTier
from contracts.refusals import NotAllowed
from kpis.actions.credit_terms import change_credit_terms, why_not_from, withdraw_credit_terms
from kpis.actions.open_months import foresee_open_months
from kpis.actions.rejudging import differences_of
from kpis.calculations.credits import Price
from kpis.calculations.points import PointTerms
from kpis.credit_terms.effect import effect_of, with_new_terms, without_bands
from kpis.credit_terms.words import in_words
from kpis.models import PeriodState, Result, ServiceCredit
from tests.factories import make_mitigation, make_result
from tests.kpis.crediting import (
    make_bands,
    make_credit_terms,
    make_payment,
    new_terms,
    tiers,
    tiers_of,
    who_and_why,
)


@pytest.fixture
def terms(contract):
    """From April 2021: amber half, red all; £450 a point, cap 10%."""
    return make_credit_terms(contract)


@pytest.fixture
def failures(contract, terms):
    """June, which is signed off, and July, which is open: an amber and a red in each, 20,000 paid to IMT."""
    for month in ("2021-06", "2021-07"):
        make_result(contract.kpis.get(reference="IMT_KPI_01"), month, "92")
        make_result(contract.kpis.get(reference="IMT_KPI_02"), month, "9")
        make_payment(contract, "IMT", month, "20000")
    return terms


def change(contract, by, new=None):
    return change_credit_terms(contract=contract, new=new or new_terms(), by=by)


def credit(contract, month: str, code: str = "IMT") -> ServiceCredit:
    return ServiceCredit.objects.get(contract=contract, month=month, service_area__code=code)


def changes_of(rejudged) -> list[tuple[str, str, Decimal, Decimal]]:
    return [(each.kpi, str(each.month), each.points_were, each.points_are) for each in rejudged]


def test_new_terms_judge_and_price_the_open_month(contract, failures, administrator):
    changed = change(contract, administrator, new_terms(amber="1", per_point=Decimal(10)))
    assert changes_of(changed) == [("IMT_KPI_01", "2021-07", 5, 10)]
    assert (credit(contract, "2021-07").points, credit(contract, "2021-07").payable) == (30, 300)
    assert not list(differences_of(contract))


def test_the_months_before_stay_as_they_are(contract, failures, administrator):
    before = credit(contract, "2021-06")
    change(contract, administrator, new_terms(amber="1"))
    after = credit(contract, "2021-06")
    assert (after.pk, after.points, after.payable, after.credit_terms) == (before.pk, 25, 2000, failures)


def test_a_ratchet_is_kept_with_its_tiers(contract, failures, administrator):
    new = new_terms(pricing=Pricing.RATCHET, per_point=Decimal(3), tiers=tiers(("10", "1"), ("20", "2")))
    change(contract, administrator, new)
    assert tiers_of(CreditTerms.objects.latest("pk")) == [(10, 1), (20, 2)]
    assert credit(contract, "2021-07").uncapped == 3 * (10 * 1 + 5 * 2)


def test_who_changed_the_terms_and_why_is_kept(contract, terms, administrator):
    change(contract, administrator)
    made = contract.credit_terms.get(effective_from="2021-07")
    assert who_and_why(made) == (administrator, "Agreed by the Board.")
    assert made.reason == "Agreed by the Board."


def test_a_new_notice_is_taken_down_with_the_terms(contract, terms, administrator):
    notice = ChangeNotice(contract=contract, reference="CCN9", date=date(2021, 7, 1), title="Credits")
    new = new_terms()
    change(contract, administrator, type(new)(**{**_fields(new), "notice": notice}))
    made = contract.credit_terms.get(effective_from="2021-07")
    assert (made.change_notice.reference, made.change_notice.title) == ("CCN9", "Credits")


def _fields(new) -> dict:
    return {name: getattr(new, name) for name in new.__dataclass_fields__}


@pytest.mark.parametrize(
    ("month", "refusal"),
    [
        pytest.param("2021-06", "Jun 2021, which is submitted or signed off", id="the-last-closed-month"),
        pytest.param("2021-05", "May-Jun 2021, which are submitted or signed off", id="two-closed-months"),
        pytest.param("2021-04", "Terms begin in April 2021 already", id="a-month-with-terms"),
        pytest.param("2021-03", "The contract runs from April 2021 to March 2024", id="before-the-contract"),
        pytest.param("2024-04", "The contract runs from April 2021 to March 2024", id="after-the-contract"),
        pytest.param("2021-07", "", id="the-open-month"),
        pytest.param("2024-03", "", id="the-last-month"),
    ],
)
def test_when_terms_can_begin(contract, terms, month, refusal):
    found = why_not_from(contract, Month.parse(month))
    assert refusal in found
    assert bool(refusal) is bool(found)


def test_terms_that_end_before_the_first_closed_month_reach_into_none(contract):
    make_credit_terms(contract, "2021-05")
    contract.periods.filter(month="2021-04").get().delete()
    assert why_not_from(contract, Month(2021, 4)) == ""


def test_a_refused_change_writes_nothing(contract, failures, administrator):
    with pytest.raises(NotAllowed, match="Jun 2021"):
        change(contract, administrator, new_terms("2021-06"))
    assert [row.pk for row in contract.credit_terms.all()] == [failures.pk]
    assert not contract.change_notices.exists()


def test_a_submitted_month_is_closed_too(contract, terms, administrator):
    period = contract.periods.get(month="2021-07")
    period.state = PeriodState.SUBMITTED
    period.save()
    with pytest.raises(NotAllowed, match="Jul 2021, which is submitted"):
        change(contract, administrator)


def test_withdrawing_brings_back_what_was(contract, failures, administrator):
    before = list(Result.objects.filter(contract=contract).values("kpi", "month", "points_incurred"))
    was = credit(contract, "2021-07").payable
    new = new_terms(amber="1", pricing=Pricing.RATCHET, tiers=tiers(("0", "1")))
    change(contract, administrator, new)
    assert credit(contract, "2021-07").points == 30
    latest = contract.credit_terms.latest("effective_from")
    changed = withdraw_credit_terms(terms=latest, by=administrator, reason="Typed wrongly")
    assert changes_of(changed) == [("IMT_KPI_01", "2021-07", 10, 5)]
    assert list(Result.objects.filter(contract=contract).values("kpi", "month", "points_incurred")) == before
    assert credit(contract, "2021-07").payable == was
    assert not CreditTier.objects.filter(credit_terms__contract=contract).exists()
    assert not list(differences_of(contract))


def test_the_history_says_who_withdrew_terms_and_why(contract, terms, administrator):
    change(contract, administrator)
    latest = contract.credit_terms.latest("effective_from")
    withdraw_credit_terms(terms=latest, by=administrator, reason="Typed wrongly")
    gone = CreditTerms.history.filter(history_type="-").latest()
    assert (gone.history_user, gone.history_change_reason) == (administrator, "Typed wrongly")


def test_only_the_latest_terms_can_be_withdrawn(contract, administrator):
    first = make_credit_terms(contract, "2021-07")
    make_credit_terms(contract, "2021-08")
    with pytest.raises(NotAllowed, match="Only the latest"):
        withdraw_credit_terms(terms=first, by=administrator, reason="A mistake")


def test_terms_that_judged_a_closed_month_stay(contract, terms, administrator):
    with pytest.raises(NotAllowed, match="Apr-Jun 2021"):
        withdraw_credit_terms(terms=terms, by=administrator, reason="A mistake")
    assert contract.credit_terms.get() == terms


def test_withdrawing_wants_a_reason(contract, administrator):
    terms = make_credit_terms(contract, "2021-07")
    with pytest.raises(NotAllowed, match="Say why"):
        withdraw_credit_terms(terms=terms, by=administrator, reason=" ")


def test_the_only_terms_can_be_withdrawn_and_then_nothing_is_incurred(contract, administrator):
    terms = make_credit_terms(contract, "2021-07")
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "80")
    withdraw_credit_terms(terms=terms, by=administrator, reason="Begun too early")
    assert Result.objects.get(contract=contract).points_incurred == 0
    assert not ServiceCredit.objects.filter(contract=contract).exists()


class TestTheEffect:
    """What new terms would have come to in the last closed month, June 2021."""

    def test_both_terms_are_worked_on_the_last_closed_month(self, contract, failures):
        effect = effect_of(contract, new_terms(amber="1", per_point=Decimal(50)))
        area = next(each for each in effect.areas if each.code == "IMT")
        assert (effect.month, effect.now_from) == (Month(2021, 6), Month(2021, 4))
        assert (area.now.points, area.now.uncapped, area.now.payable, area.now.lost_to_cap) == (
            25,
            11250,
            2000,
            9250,
        )
        assert (area.proposed.points, area.proposed.uncapped, area.proposed.payable) == (30, 1500, 1500)
        assert (area.difference, effect.difference) == (-500, -500)

    def test_now_is_what_is_stored(self, contract, failures):
        effect = effect_of(contract, new_terms())
        stored = {
            row.service_area.code: row.plain
            for row in ServiceCredit.objects.filter(month="2021-06")
            if row.contract_id == contract.pk
        }
        assert {area.code: area.now for area in effect.areas} == stored

    def test_only_kpis_whose_points_differ_are_named(self, contract, failures):
        effect = effect_of(contract, new_terms(amber="1"))
        assert [(each.kpi, each.now, each.proposed) for each in effect.kpis] == [("IMT_KPI_01", 5, 10)]

    def test_repeats_look_at_the_month_before(self, contract, failures):
        make_result(contract.kpis.get(reference="IMT_KPI_02"), "2021-05", "9")
        effect = effect_of(contract, new_terms(repeat="2"))
        assert [(each.kpi, each.now, each.proposed) for each in effect.kpis] == [("IMT_KPI_02", 20, 40)]

    def test_blue_costs_nothing_by_either(self, contract, terms):
        kpi = contract.kpis.get(reference="IMT_KPI_01")
        make_mitigation(kpi, month_from="2021-06")
        make_result(kpi, "2021-06", "92")
        assert effect_of(contract, new_terms(amber="1")).kpis == ()

    def test_bands_are_those_of_the_month_the_terms_begin(self, contract, failures):
        make_bands(contract.kpis.get(reference="IMT_KPI_01"), "2021-07")
        new = new_terms()
        by_band = type(new)(**{**_fields(new), "points": PointTerms(regime=Regime.BANDS)})
        found = {each.kpi: (each.now, each.proposed) for each in effect_of(contract, by_band).kpis}
        assert found == {"IMT_KPI_01": (5, 4), "IMT_KPI_02": (20, 0)}

    def test_kpis_whose_failures_would_cost_nothing_for_want_of_bands_are_named(self, contract, failures):
        make_bands(contract.kpis.get(reference="IMT_KPI_01"), "2021-07")
        month = Month(2021, 7)
        by_band = replace(new_terms(), effective_from=month, points=PointTerms(regime=Regime.BANDS))
        # CSC_KPI_03 is for information: without a target it cannot fail.
        assert without_bands(contract, with_new_terms(contract, by_band), month) == (
            "CSC_KPI_01",
            "CSC_KPI_02",
            "IMT_KPI_02",
        )
        assert without_bands(contract, with_new_terms(contract, new_terms()), month) == ()

    def test_a_suspension_is_told(self, contract, failures):
        CreditSuspension.objects.create(
            contract=contract, month_from=Month(2021, 6), month_to=Month(2021, 6), reason="A flood"
        )
        effect = effect_of(contract, new_terms())
        assert effect.is_suspended
        assert effect.payable_now == effect.payable_proposed == 0

    def test_without_a_payment_it_waits(self, contract, terms):
        make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-06", "92")
        area = effect_of(contract, new_terms()).areas[0]
        assert (area.now.payable, area.proposed.payable, area.difference) == (None, None, None)

    def test_without_terms_of_now_there_is_nothing_beside(self, contract):
        effect = effect_of(contract, new_terms())
        assert effect.now_from is None
        assert {area.now for area in effect.areas} == {None}

    def test_while_no_month_is_closed_there_is_none(self, contract, terms):
        for period in contract.periods.filter(state=PeriodState.SIGNED_OFF):
            period.state = PeriodState.OPEN
            period.save()
        assert effect_of(contract, new_terms()) is None

    def test_working_it_writes_nothing(self, contract, failures):
        version = contract.record_version.number
        effect_of(contract, new_terms(amber="1"))
        foresee_open_months(contract, with_new_terms(contract, new_terms(amber="1")))
        contract.record_version.refresh_from_db()
        assert contract.record_version.number == version

    def test_what_is_foreseen_is_what_happens(self, contract, failures, administrator):
        new = new_terms(amber="1", repeat="3")
        foreseen = foresee_open_months(contract, with_new_terms(contract, new))
        assert foreseen
        assert change(contract, administrator, new) == foreseen


@pytest.mark.parametrize(
    ("points", "price", "sentences"),
    [
        pytest.param(
            PointTerms(amber_share=Decimal("0.5000"), red_share=Decimal("1.0000")),
            Price(per_point=Decimal("450"), cap_percent=Decimal("10.0000")),
            [
                "An amber result incurs 50% of the KPI’s points, a red one 100%.",
                "A repeat failure costs no more than a first.",
                "Each point costs £450.00.",
                "A service area’s credit is at most 10% of its payment of the month.",
            ],
            id="shares-and-flat",
        ),
        pytest.param(
            PointTerms(regime=Regime.BANDS, repeat_multiplier=Decimal("2.00")),
            Price(
                pricing=Pricing.RATCHET,
                per_point=Decimal(3),
                tiers=tiers(("20", "1"), ("100", "1.2"), ("1200", "1.5")),
                cap_percent=Decimal(20),
            ),
            [
                "A failure incurs the points of the band that its value lies in; each KPI has its own bands.",
                "A failure that follows a failure of the same KPI incurs 2 times its own points.",
                "Each point costs £3.00 times the multiplier of the tier that it lies in.",
                "The first 20 points cost nothing.",
                "Above 20 and up to 100 points: × 1.",
                "Above 100 and up to 1,200 points: × 1.2.",
                "Above 1,200 points: × 1.5.",
                "A service area’s credit is at most 20% of its payment of the month.",
            ],
            id="bands-and-ratchet",
        ),
        pytest.param(
            PointTerms(amber_share=Decimal(0), red_share=Decimal("0.3333")),
            Price(
                pricing=Pricing.SHARE_OF_CHARGES, charge_percent=Decimal("1.5"), cap_percent=Decimal("12.5")
            ),
            [
                "An amber result incurs 0% of the KPI’s points, a red one 33.33%.",
                "A repeat failure costs no more than a first.",
                "Each point costs 1.5% of the service area’s payment of the month.",
                "A service area’s credit is at most 12.5% of its payment of the month.",
            ],
            id="share-of-charges",
        ),
    ],
)
def test_terms_are_told_in_plain_english(points, price, sentences):
    words = in_words(points, price)
    assert [words.points, words.repeats, words.price, *words.tiers, words.cap] == sentences
