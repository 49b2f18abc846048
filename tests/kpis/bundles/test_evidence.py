"""A bundle writes nothing over what stands: closed months, and what would not go together with it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contracts.calculations.months import Month
from contracts.models import Contract
from kpis.actions.rejudging import differences_of
from kpis.bundles.errors import ConflictWithRecord
from kpis.bundles.load import load, load_bundle
from tests.kpis.bundles.records import everything
from tests.kpis.bundles.small import SmallBundle

pytestmark = pytest.mark.django_db
APRIL = Month(2021, 4)


@pytest.mark.parametrize(
    ("differ", "place"),
    [
        pytest.param(
            lambda small: small.cell("results", 5, "value", "4.1"), "results.csv line 5", id="changed result"
        ),
        pytest.param(
            lambda small: small.cell("results", 5, "comment", "None."), "results.csv line 5", id="comment"
        ),
        pytest.param(
            lambda small: small.add("results", "TEL_01", "2021-04", "measured", "", "", "9", "", "", "", ""),
            "results.csv line 10",
            id="late result",
        ),
        pytest.param(
            lambda small: small.cell("periods", 2, "state", "open"), "periods.csv line 2", id="reopened"
        ),
        pytest.param(
            lambda small: small.cell("service_payments", 2, "amount", "999"),
            "service_payments.csv line 2",
            id="changed payment",
        ),
    ],
)
def test_a_signed_off_month_is_not_changed(loaded: Contract, small: SmallBundle, differ, place: str):
    before = everything()
    differ(small.cell("results", 4, "comment", "This one is allowed"))
    with pytest.raises(ConflictWithRecord) as refused:
        load_bundle(small.folder)
    assert refused.value.sentences == (
        f"April 2021 is signed off, and the bundle says otherwise of it ({place}). Reopen the month first, "
        "or leave these rows out.",
    )
    assert everything() == before


@pytest.mark.parametrize(
    ("differ", "place"),
    [
        pytest.param(
            lambda small: small.cell("results", 6, "comment", ""), "results.csv line 6", id="changed result"
        ),
        pytest.param(
            lambda small: small.cell("periods", 3, "state", "open"), "periods.csv line 3", id="sent back"
        ),
        pytest.param(
            lambda small: small.cell("periods", 3, "state", "signed_off"),
            "periods.csv line 3",
            id="signed off",
        ),
    ],
)
def test_a_submitted_month_is_not_changed(small: SmallBundle, differ, place: str):
    load_bundle(small.cell("periods", 3, "state", "submitted").folder)
    before = everything()
    differ(small)
    with pytest.raises(ConflictWithRecord) as refused:
        load_bundle(small.folder)
    assert refused.value.sentences == (
        f"May 2021 is submitted, and the bundle says otherwise of it ({place}). Send the month back first, "
        "or leave these rows out.",
    )
    assert everything() == before


def test_a_submitted_month_is_not_judged_otherwise(small: SmallBundle):
    load_bundle(small.cell("periods", 3, "state", "submitted").folder)
    before = everything()
    small.add("kpi_terms", "IT_02", "2021-05", "10", "12", "20", "revision", "", "", "", "", "")
    with pytest.raises(
        ConflictWithRecord, match=r"^May 2021 is submitted, .* judged or priced otherwise .* Send the"
    ):
        load_bundle(small.folder)
    assert everything() == before


@pytest.mark.parametrize(
    ("differ", "what"),
    [
        pytest.param(lambda small: small.cell("kpi_terms", 2, "tsl", "95.01"), "IT_01", id="terms"),
        pytest.param(lambda small: small.cell("mitigations", 4, "state", "agreed"), "IT_02", id="mitigation"),
        pytest.param(
            lambda small: small.cell("kpis", 5, "frequency", "monthly"), "summary", id="due more often"
        ),
        pytest.param(
            lambda small: small.add(
                "kpis", "TEL_03", "CS", "New", "number", "higher", "0", "monthly", "2021-04", "", "", "", ""
            ).add("kpi_terms", "TEL_03", "2021-04", "5", "", "", "initial", "", "", "", "", ""),
            "summary",
            id="a KPI that the month should have counted",
        ),
    ],
)
def test_a_signed_off_month_is_not_judged_otherwise(loaded: Contract, small: SmallBundle, differ, what: str):
    before = everything()
    differ(small)
    with pytest.raises(
        ConflictWithRecord, match=rf"^April 2021 .* judged or priced otherwise \({what}\)\. Reopen"
    ):
        load_bundle(small.folder)
    assert everything() == before


@pytest.mark.parametrize(
    "differ",
    [
        pytest.param(lambda small: small.cell("kpis", 3, "description", "Days, in words"), id="words"),
        pytest.param(lambda small: small.cell("kpis", 3, "decimals", "0"), id="decimals that round nothing"),
        pytest.param(lambda small: small.cell("kpi_terms", 3, "tsl", "97"), id="terms of a later month"),
    ],
)
def test_what_judges_a_signed_off_month_alike_may_change(loaded: Contract, small: SmallBundle, differ):
    differ(small)
    assert not load(small.folder).nothing
    assert list(differences_of(loaded)) == []


def test_what_prices_a_signed_off_month_stays(loaded: Contract, small: SmallBundle):
    before = everything()
    small.cell("credit_terms", 2, "cap_percent", "9")
    with pytest.raises(ConflictWithRecord, match=r"^April 2021 .* priced otherwise \(credit CS, credit IT\)"):
        load_bundle(small.folder)
    assert everything() == before


def test_what_prices_a_signed_off_month_alike_may_change(loaded: Contract, small: SmallBundle):
    small.cell("credit_terms", 2, "credit_per_point", "500.00").cell(
        "credit_suspensions", 2, "reason", "Covid"
    )
    assert not load(small.folder).nothing
    assert list(differences_of(loaded)) == []


@pytest.mark.parametrize("differ", ["tiers", "bands", "suspension", "payment"])
def test_what_prices_a_signed_off_july_stays(small: SmallBundle, differ: str):
    """July goes by bands and a ratchet: IT_01 at 91.2 incurs one point, of which the first 20 are free."""
    small.add("periods", "2021-07", "signed_off").add("service_payments", "IT", "2021-07", "1000.00")
    small.add("results", "IT_01", "2021-07", "measured", "", "", "91.2")
    small.cell("kpi_bands", 3, "points", "100")
    load_bundle(small.folder)
    before = everything()
    changes = {
        "tiers": lambda: small.cell("credit_tiers", 2, "above", "10"),
        "bands": lambda: small.cell("kpi_bands", 3, "points", "101"),
        "suspension": lambda: small.add("credit_suspensions", "2021-07", "", "Another emergency"),
        "payment": lambda: small.cell("service_payments", 5, "amount", "1000.01"),
    }
    changes[differ]()
    with pytest.raises(ConflictWithRecord, match=r"^July 2021 is signed off, and .*(IT_01|credit IT|line 5)"):
        load_bundle(small.folder)
    assert everything() == before


def test_a_bundle_that_brings_the_contract_anew_may_say_anything_of_closed_months(small: SmallBundle):
    """What it says is all there is: there is no evidence yet."""
    contract = load_bundle(small.cell("credit_terms", 2, "cap_percent", "5").folder)
    assert contract.periods.get(month=APRIL).credits.get(service_area__code="IT").cap == Decimal("50.03")
    assert list(differences_of(contract)) == []


def test_bands_that_meet_those_of_the_record_badly_are_refused(loaded: Contract, small: SmallBundle):
    """A bundle leaves alone what it does not name: the band from 96.5 stays."""
    before = everything()
    small.cell("kpi_bands", 3, "high", "97").cell("kpi_bands", 4, "low", "97")
    with pytest.raises(ConflictWithRecord) as refused:
        load_bundle(small.folder)
    assert str(refused.value) == (
        "Together with the record's own bands of IT_01 from 2021-07, values between 96.5 and 97 are in two "
        "bands: begin the bundle's bands in another month."
    )
    assert everything() == before


def test_an_agreed_mitigation_does_not_meet_one_of_the_record(loaded: Contract, small: SmallBundle):
    before = everything()
    small.drop("mitigations", 4).drop("mitigations", 2).cell("mitigations", 2, "mitigation", "M9")
    with pytest.raises(ConflictWithRecord) as refused:
        load_bundle(small.cell("mitigations", 2, "month_from", "2021-06").folder)
    assert str(refused.value) == (
        "M1 and M9 are both agreed for IT_02 in June 2021: end one before the other begins."
    )
    assert everything() == before


def test_a_kpi_keeps_its_direction(loaded: Contract, small: SmallBundle):
    small.cell("kpis", 5, "better", "lower")
    with pytest.raises(ConflictWithRecord, match=r"^kpis\.csv line 5: TEL_01 keeps its direction for good"):
        load_bundle(small.folder)


def test_each_month_has_its_sentence_and_long_lists_are_cut(small: SmallBundle, monkeypatch):
    monkeypatch.setattr("kpis.bundles.conflicts.MOST_NAMED", 2)
    load_bundle(small.cell("periods", 3, "state", "signed_off").folder)
    small.data("service_payments", b"1000.50", b"1000.51")
    for line in (2, 3, 5):
        small.cell("results", line, "comment", "Late thoughts")
    with pytest.raises(ConflictWithRecord) as refused:
        load_bundle(small.folder)
    april, may = refused.value.sentences
    assert april.startswith("April 2021 is signed off")
    assert "(service_payments.csv line 2, results.csv line 2 and 1 more)" in april
    assert "(service_payments.csv line 4, results.csv line 3)" in may
