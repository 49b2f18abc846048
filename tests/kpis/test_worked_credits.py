"""The worked examples of DESIGN.md section 4.2 and notes/domain.md, each a bundle loaded as any other.

tests/bundles/ holds them; every row says its source. What comes out is read from the stored rows.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from django.db.models import Sum

from kpis.actions.rejudging import differences_of
from kpis.bundles.dump import dump_bundle
from kpis.bundles.load import load, load_bundle
from kpis.models import PeriodSummary, Result, ServiceCredit

pytestmark = pytest.mark.django_db
BUNDLES = Path(__file__).parent.parent / "bundles"


@pytest.fixture
def loaded():
    """``loaded("pfi_ratchet")``: the contract of a bundle."""
    return lambda name: load_bundle(BUNDLES / name)


def points_of(contract, kpi):
    """The points that a KPI incurred, month by month, those of a repeat failure marked."""
    rows = Result.objects.filter(contract=contract, kpi__reference=kpi).order_by("month")
    return [f"{row.points_incurred.normalize():f}{'r' if row.is_repeat else ''}" for row in rows]


def credits_of(contract, area):
    """Points, uncapped, cap, payable and lost to the cap of an area, month by month."""
    rows = ServiceCredit.objects.filter(contract=contract, service_area__code=area).order_by("month")
    columns = ("points", "uncapped", "cap", "payable", "lost_to_cap")
    return [
        tuple(None if row[name] is None else float(row[name]) for name in columns) for row in rows.values()
    ]


def test_the_model_services_contract(loaded):
    """98.5, 96.5, 96.5 in three consecutive periods incur 1, 6, 6; what is no failure ends the run.

    July is blue, September not reported, November without activity, January green.
    """
    contract = loaded("model_services")
    assert points_of(contract, "SVC_01") == [
        *("1", "6r", "6r"),
        *("0", "3", "0", "1", "0", "2", "0"),
        *("4", "8r"),
    ]
    severities = Result.objects.filter(contract=contract, kpi__reference="SVC_01").order_by("month")
    assert [row.severity for row in severities][:5] == ["minor", "severe", "severe", "", "severe"]


def test_half_open_bands_of_a_quarterly_kpi_are_consecutive_quarter_to_quarter(loaded):
    """97.99, 91.99, 98.00 and 94.00 in the last months of four quarters."""
    assert points_of(loaded("model_services"), "SVC_02") == ["1", "8r", "0", "2"]


def test_points_of_the_model_services_contract_cost_a_share_of_charges(loaded):
    """Half a percent of £20,000 a point, and no more than 10% of it: £100 a point up to £2,000."""
    months = credits_of(loaded("model_services"), "SVC")
    assert [month[0] for month in months] == [1, 6, 7, 0, 3, 8, 1, 0, 2, 0, 4, 10]
    assert months[2] == (7, 700, 2000, 700, 0)
    assert months[11] == (10, 1000, 2000, 1000, 0)


def test_the_ratchet_of_a_pfi_contract(loaded):
    """To 20 points nothing, to 100 x1.0, to 200 x1.2, above x1.5, at £3: 120 points cost £312."""
    months = credits_of(loaded("pfi_ratchet"), "FM")
    assert [(month[0], month[3]) for month in months] == [
        *((20, 0), (21, 3), (100, 240), (120, 312), (201, 604.5))
    ]


def test_the_call_off_formula(loaded):
    """Credit in percent of the charges = target % - actual %: 98 - 75 = 23."""
    months = credits_of(loaded("share_of_charges"), "OFF")
    assert months == [(0, 0, 1000, 0, 0), (23, 230, 1000, 230, 0)]


def test_cap_suspension_dated_terms_and_a_payment_that_is_awaited(loaded):
    """£450 a point, 10% of £40,000; May suspended; from August £500 and 5%; HR's September not recorded."""
    contract = loaded("suspension_and_cap")
    assert credits_of(contract, "IT") == [
        (10, 4500, 4000, 4000, 500),
        (10, 4500, 4000, 0, 500),
        (5, 2250, 4000, 2250, 0),
        (0, 0, 4000, 0, 0),
        (10, 5000, 2000, 2000, 3000),
        (10, 5000, 2000, 2000, 3000),
    ]
    assert credits_of(contract, "HR")[4:] == [(5, 2500, 2500, 2500, 0), (5, None, None, None, None)]
    suspended = ServiceCredit.objects.filter(contract=contract, is_suspended=True)
    assert {str(row.month) for row in suspended} == {"2024-05"}
    payable = PeriodSummary.objects.filter(contract=contract).aggregate(Sum("points"), Sum("credit"))
    assert payable == {"points__sum": Decimal("57.5"), "credit__sum": 12750}


@pytest.mark.parametrize("name", sorted(path.name for path in BUNDLES.iterdir() if path.is_dir()))
def test_a_worked_example_is_stored_as_derived_and_dumped_without_loss(name, loaded, tmp_path):
    contract = loaded(name)
    assert list(differences_of(contract)) == []
    dump_bundle(contract, tmp_path / "dump")
    for path in (BUNDLES / name).iterdir():
        dumped = (tmp_path / "dump" / path.name).read_text(encoding="utf-8")
        assert sorted(dumped.splitlines()) == sorted(path.read_text(encoding="utf-8").splitlines())
    assert load(tmp_path / "dump").nothing


def test_points_and_credits_of_lincolnshire_are_those_that_were_worked_out(lincolnshire, expected):
    """Every month and area that incurred points, and nothing else; under a suspension nothing is payable."""
    worked_out = [
        (row["month"], row["service_area"], Decimal(row["points"]), Decimal(row["payable"]))
        for row in expected("points_and_credits")
    ]
    incurred = ServiceCredit.objects.filter(contract=lincolnshire, points__gt=0).select_related(
        "service_area"
    )
    found = [
        (str(credit.month), credit.service_area.code, credit.points, credit.payable) for credit in incurred
    ]
    assert sorted(found) == sorted(worked_out)
    assert len(found) == 113
