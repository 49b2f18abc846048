"""How a credit came about, from the results to what is payable."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from contracts.calculations.pricing import Pricing
from contracts.fields import to_month
from contracts.models import ChangeNotice, CreditTier
from kpis.actions.open_months import judge_open_months
from kpis.calculations.credit_working import tier_parts
from kpis.calculations.credits import Price, Tier, credit_for
from kpis.models import KpiTerms, Result, ServiceCredit
from reports.credits.working import disagreement, price_lines, steps_of
from tests.factories import make_kpi, make_mitigation, make_result
from tests.reports.credits.money import make_credit_terms, pay, suspend
from tests.reports.pages import headings, ids, squeezed, tables

LADDER = [Tier(above=Decimal(a), multiplier=Decimal(b)) for a, b in [(20, 1), (100, "1.2"), (200, "1.5")]]
"""The performance ratchet of PFI contracts."""
RATCHET = Price(pricing=Pricing.RATCHET, per_point=Decimal(3), tiers=LADDER, cap_percent=Decimal(100))


def address(contract, code="IMT", month="2021-07"):
    return reverse("credit_detail", args=[contract.reference, month, code])


@pytest.fixture
def reader(client_of, member):
    return client_of(member)


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def capped(contract):
    """July 2021 of TST-1: IMT fails twice, above its cap of £6,000."""
    make_credit_terms(contract)
    pay(contract, "2021-07", "60000")
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "92")
    make_result(contract.kpis.get(reference="IMT_KPI_02"), "2021-07", "9")
    return contract


class TestLadder:
    @pytest.mark.parametrize(
        ("points", "weighted"),
        [(0, []), (20, [0]), (21, [0, 1]), (120, [0, 80, 24]), (201, [0, 80, 120, Decimal("1.5")])],
        ids=["none", "within-the-first", "one-above", "worked-example", "in-the-last"],
    )
    def test_each_tier_has_its_own_points(self, points, weighted):
        assert [part.weighted for part in tier_parts(Decimal(points), LADDER)] == weighted

    @pytest.mark.parametrize("points", [0, 19, 20, 21, 100, 101, 200, 201, 999])
    def test_the_parts_hold_every_point_once(self, points):
        assert sum(part.points for part in tier_parts(Decimal(points), LADDER)) == points

    def test_a_ladder_from_nothing_has_no_free_points(self):
        tiers = [Tier(above=Decimal(0), multiplier=Decimal(2))]
        assert [(part.points, part.weighted) for part in tier_parts(Decimal(5), tiers)] == [(5, 10)]


@pytest.mark.parametrize(
    ("price", "points", "lines"),
    [
        pytest.param(
            Price(pricing=Pricing.FLAT, per_point=Decimal(450), cap_percent=Decimal(10)),
            "27.5",
            ["27.5 points × £450.00 a point"],
            id="flat",
        ),
        pytest.param(
            RATCHET,
            "120",
            [
                "up to 20: 20 points × 0 = 0",
                "above 20 and up to 100: 80 points × 1 = 80",
                "above 100 and up to 200: 20 points × 1.2 = 24",
                "104 points × £3.00 a point",
            ],
            id="ratchet",
        ),
        pytest.param(
            Price(pricing=Pricing.SHARE_OF_CHARGES, charge_percent=Decimal("0.5"), cap_percent=Decimal(10)),
            "1",
            ["1 point × 0.5% of £200,000.00 a point"],
            id="share-of-charges",
        ),
    ],
)
def test_a_price_is_worked_out_in_words(price, points, lines):
    assert price_lines(Decimal(points), price, Decimal(200_000)) == lines


def test_the_ratchets_worked_example_costs_312_pounds():
    credit = credit_for(Decimal(120), price=RATCHET, payment=Decimal(1000))
    assert [(step.label, step.figure) for step in steps_of(credit, RATCHET)] == [
        ("Price of the points", "£312.00"),
        ("Cap", "£1,000.00"),
        ("Lost to the cap", "£0.00"),
    ]


class TestPage:
    def test_results_lead_to_points_and_points_to_pounds(self, capped, reader):
        results, steps = tables(page(reader, address(capped)))[:2]
        assert results.rows == [
            [
                *("IMT_KPI_01 What IMT_KPI_01 counts", "92.00%", "Amber"),
                *("amber incurs 0.5 × 10 points = 5", "5"),
            ],
            ["IMT_KPI_02 What IMT_KPI_02 counts", "9", "Red", "red incurs 1 × 20 points = 20", "20"],
            ["Points of the month", "", "25"],
        ]
        assert steps.rows == [
            ["Price of the points", "25 points × £450.00 a point", "£11,250.00"],
            ["Cap", "10% of the month's payment of £60,000.00", "£6,000.00"],
            ["Lost to the cap", "The price is above the cap: £11,250.00 − £6,000.00", "£5,250.00"],
            ["Payable", "", "£6,000.00"],
        ]

    def test_each_kpi_leads_to_its_own_working(self, capped, reader):
        assert reverse("kpi_detail", args=["TST-1", "IMT_KPI_01"]) + "#m-2021-07" in page(
            reader, address(capped)
        )

    def test_a_mitigated_result_incurs_nothing_and_is_counted(self, capped, reader, officer):
        make_mitigation(capped.kpis.get(reference="IMT_KPI_02"))
        judge_open_months(contract=capped, by=officer, reason="A mitigation was agreed")
        html = page(reader, address(capped))
        assert [row[-1] for row in tables(html)[0].rows] == ["5", "5"]
        assert "1 mitigated (blue) result of this area incurred nothing." in squeezed(html)

    def test_a_suspension_is_told_with_its_reason(self, contract, reader):
        make_credit_terms(contract)
        suspend(contract, "2021-07", reason="A pandemic")
        pay(contract, "2021-07", "60000")
        make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "80")
        html = page(reader, address(contract))
        assert tables(html)[1].rows[-2:] == [
            [
                "Suspension",
                "Credits are suspended: points count, and nothing is payable. A pandemic",
                "£0.00",
            ],
            ["Payable", "", "£0.00"],
        ]
        assert "10 points; £0.00 is payable, for credits are suspended." in html

    def test_what_waits_for_a_payment_says_so(self, contract, reader):
        make_credit_terms(contract)
        make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "80")
        html = page(reader, address(contract))
        assert "10 points; what is payable waits for the month’s payment." in html
        assert tables(html)[1].rows[1][0:1] + tables(html)[1].rows[1][2:] == ["Payment", "waiting"]

    def test_the_terms_say_since_when_and_by_which_notice(self, contract, reader):
        notice = ChangeNotice.objects.create(
            contract=contract, reference="CCN7", date=date(2021, 6, 3), title="Credits by the ratchet"
        )
        terms = make_credit_terms(
            contract, effective_from="2021-07", pricing="ratchet", change_notice=notice, reason="Agreed"
        )
        CreditTier.objects.create(credit_terms=terms, above=Decimal(0), multiplier=Decimal(1))
        make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "80")
        html = page(reader, address(contract))
        assert "July 2021, by CCN7 of 3 June 2021: Credits by the ratchet" in html

    def test_what_is_stored_and_no_longer_follows_is_said_plainly(self, capped, reader):
        terms = capped.credit_terms.get()
        terms.credit_per_point = Decimal(100)
        terms.save()
        html = page(reader, address(capped))
        assert "The terms on record come to £2,500.00, but £6,000.00 is stored" in html

    def test_points_that_do_not_add_up_are_said_plainly(self, capped, reader):
        row = ServiceCredit.objects.get(contract=capped, service_area__code="IMT")
        row.points = Decimal(99)
        row.save()
        html = page(reader, address(capped))
        assert "The results listed come to 25 points, but 99 points are stored" in html

    def test_an_area_without_credit_says_why(self, contract, reader):
        html = page(reader, address(contract))
        assert "There is no credit for IMT in July 2021" in html

    @pytest.mark.parametrize(("code", "month"), [("NONE", "2021-07"), ("IMT", "2021-12")])
    def test_an_area_or_a_month_that_is_not_there_is_404(self, code, month, contract, reader):
        assert reader.get(address(contract, code, month)).status_code == 404

    def test_a_result_of_a_kpi_out_of_service_is_not_told(self, capped, reader):
        kpi = capped.kpis.get(reference="IMT_KPI_02")
        kpi.in_service_to = to_month("2021-06")
        kpi.save()
        html = page(reader, address(capped))
        assert [row[0].split()[0] for row in tables(html)[0].rows] == ["IMT_KPI_01", "Points"]

    def test_headings_and_tables_can_be_found_by_anybody(self, capped, reader):
        html = page(reader, address(capped))
        levels = [level for level, _ in headings(html)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(table.caption for table in tables(html))
        assert len(ids(html)) == len(set(ids(html)))


def test_nothing_disagrees_in_the_whole_of_lincolnshires_record(lincolnshire):
    from kpis.pricing import price_of

    rows = ServiceCredit.objects.filter(contract=lincolnshire).prefetch_related("credit_terms__tiers")
    incurred = {}
    results = Result.objects.filter(contract=lincolnshire, points_incurred__gt=0)
    for month, area, points in results.values_list("month", "kpi__service_area", "points_incurred"):
        incurred.setdefault((month, area), []).append(points)
    said = [
        disagreement(
            row.plain, price_of(row.credit_terms), incurred.get((row.month, row.service_area_id), [])
        )
        for row in rows.select_related("credit_terms")
    ]
    assert len(said) > 300
    assert set(said) == {""}


@pytest.mark.parametrize("kpis", [1, 12])
def test_queries_do_not_grow(kpis, contract, reader, django_assert_num_queries):
    make_credit_terms(contract)
    for number in range(kpis):
        make_result(make_kpi(contract, f"IMT_KPI_{20 + number}"), "2021-07", "80")
    assert KpiTerms.objects.filter(kpi__contract=contract).count() == 5 + kpis
    with django_assert_num_queries(7):
        page(reader, address(contract))
