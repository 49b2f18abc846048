"""Loading writes what a bundle says, judged and with history, once, and never over evidence."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contracts.calculations.months import Month
from contracts.models import Contract, ServicePayment
from kpis.actions.notices import who_entered
from kpis.actions.periods import entered_by
from kpis.actions.rejudging import differences_of
from kpis.bundles.errors import ConflictWithRecord
from kpis.bundles.load import load, load_bundle
from kpis.models import Kpi, KpiTerms, MitigatedKpi, Mitigation, Period, PeriodSummary, Result
from tests import factories
from tests.kpis.bundles.records import everything
from tests.kpis.bundles.small import SmallBundle

pytestmark = pytest.mark.django_db
APRIL, MAY, JUNE = Month(2021, 4), Month(2021, 5), Month(2021, 6)


@pytest.fixture
def loaded(small: SmallBundle) -> Contract:
    return load_bundle(small.folder)


def result_of(kpi: str, month: Month) -> Result:
    return Result.objects.get(kpi__contract__reference="SML-1", kpi__reference=kpi, month=month)


# The first time.


def test_the_contract_and_its_parts_are_stored_as_written(loaded: Contract):
    assert (loaded.title, loaded.supplier, loaded.trend_from) == ("A small contract", "Provider Ltd", MAY)
    assert [area.code for area in loaded.service_areas.all()] == ["IT", "CS"]
    kpi = loaded.kpis.get(reference="IT_03")
    assert (kpi.service_area.code, kpi.decimals, kpi.in_service_to) == ("IT", 2, MAY)
    assert loaded.kpis.get(reference="IT_01").baseline == Decimal("88.5")
    terms = KpiTerms.objects.get(kpi__reference="IT_02", kpi__contract=loaded)
    assert (terms.tsl, terms.msl, terms.better) == (4, Decimal("7.5"), "lower")
    assert [stage.position for stage in loaded.workstream_stages.all()] == [1]
    assert loaded.issues.get().service_area.code == "IT"
    assert [highlight.service_area for highlight in loaded.highlights.all()][1] is None


def test_rows_of_one_mitigation_become_one_mitigation_over_several_kpis(loaded: Contract):
    mitigation = Mitigation.objects.get(contract=loaded, reference="M1")
    assert (mitigation.state, mitigation.path_to_green) == ("agreed", "Training")
    covered = mitigation.kpis.order_by("kpi__reference").values_list("kpi__reference", "month_to", "source")
    assert list(covered) == [("IT_01", MAY, "published"), ("IT_02", None, "")]


def test_a_mitigation_without_a_state_is_agreed(small: SmallBundle):
    load_bundle(small.without_column("mitigations", "state").folder)
    assert set(Mitigation.objects.filter(contract__reference="SML-1").values_list("state", flat=True)) == {
        "agreed"
    }


@pytest.mark.parametrize(
    ("kpi", "month", "status", "underlying", "value"),
    [
        pytest.param("IT_01", APRIL, "green", "green", "95.00", id="target met exactly"),
        pytest.param("IT_01", MAY, "blue", "amber", "90.00", id="shortfall under an agreed mitigation"),
        pytest.param("IT_01", JUNE, "not_reported", "not_reported", None, id="not reported"),
        pytest.param("IT_02", APRIL, "green", "green", "4.0", id="a proposed mitigation changes nothing"),
        pytest.param("IT_02", MAY, "blue", "red", "9.5", id="lower is better"),
        pytest.param("IT_03", APRIL, "no_activity", "no_activity", None, id="nothing to measure"),
        pytest.param("TEL_01", MAY, "information", "information", "1200", id="no target"),
    ],
)
def test_results_are_judged_as_they_are_loaded(loaded: Contract, kpi, month, status, underlying, value):
    result = result_of(kpi, month)
    assert (result.status, result.underlying_status) == (status, underlying)
    assert result.value == (None if value is None else Decimal(value))


def test_a_result_keeps_the_terms_it_was_judged_by(loaded: Contract):
    result = result_of("IT_01", JUNE)
    assert (result.tsl, result.msl, result.points) == (96, 90, Decimal("15.5"))


def test_every_month_is_counted(loaded: Contract):
    counts = {summary.month: summary.counts for summary in PeriodSummary.objects.filter(contract=loaded)}
    assert (counts[APRIL].green, counts[APRIL].no_activity, counts[APRIL].total) == (2, 1, 3)
    assert (counts[MAY].blue, counts[MAY].awaiting, counts[MAY].information) == (2, 1, 1)
    assert (counts[JUNE].not_reported, counts[JUNE].awaiting) == (2, 1)
    assert list(differences_of(loaded)) == []


def test_history_says_who_loaded_each_row_and_why(small: SmallBundle):
    administrator = factories.make_user()
    load_bundle(small.folder, by=administrator)
    result = result_of("IT_01", MAY)
    (entry,) = result.history.all()
    assert (entry.history_type, entry.history_user) == ("+", administrator)
    assert entry.history_change_reason == "loaded from a bundle"
    assert (result.entered_by, result.version) == (administrator, 1)


def test_text_and_its_lines_are_kept(loaded: Contract):
    result = result_of("IT_02", MAY)
    assert (result.comment, result.impact) == ("First line\nsecond line", 'Said "yes", then no')


def test_a_stated_value_that_its_figures_do_not_make_is_remarked_on(small: SmallBundle):
    """The computed value counts, and the difference is reported."""
    outcome = load(small.cell("results", 2, "value", "95.01").folder)
    assert [str(remark) for remark in outcome.remarks] == [
        "results.csv line 2 column value: found “95.01”, expected 95.00, which the numerator and denominator "
        "make and which counts"
    ]
    assert result_of("IT_01", APRIL).value == 95


def test_a_watcher_is_told_how_far_it_is(small: SmallBundle):
    told: list[tuple[str, int, int]] = []
    load(small.folder, watch=lambda *step: told.append(step))
    assert told[0] == ("contracts", 0, 53)
    assert told[-1][0] == "results"
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)


# Again.


def test_loading_twice_changes_nothing(loaded: Contract, small: SmallBundle):
    before = everything()
    again = load(small.folder)
    assert (again.nothing, again.contract) == (True, loaded)
    assert everything() == before


def test_the_examples_are_loaded_to_the_last_row(lincolnshire: Contract, barnet: Contract):
    assert Result.objects.filter(contract=lincolnshire).count() == 2872
    assert ServicePayment.objects.filter(service_area__contract=lincolnshire).count() == 405
    assert (barnet.kpis.count(), barnet.issues.count(), barnet.objectives.count()) == (3, 4, 8)
    for contract in (lincolnshire, barnet):
        assert list(differences_of(contract)) == []


def test_new_rows_are_added_and_others_left_alone(loaded: Contract, small: SmallBundle):
    small.add("periods", "2021-07", "open").add("service_areas", "HR", "Human Resources")
    small.add("results", "IT_01", "2021-07", "measured", "97", "100", "", "", "", "", "")
    small.drop("results", 2).without("savings")
    outcome = load(small.folder)
    added = {model.__name__: count for model, count in outcome.added.items()}
    assert (added, dict(outcome.changed)) == ({"Period": 1, "ServiceArea": 1, "Result": 1}, {})
    assert result_of("IT_01", APRIL).status == "green"
    assert result_of("IT_01", Month(2021, 7)).status == "green"
    assert loaded.service_areas.get(code="HR").position == 3
    assert loaded.savings.get().contracted == 6_000_000
    assert PeriodSummary.objects.get(contract=loaded, month=Month(2021, 7)).green == 1


def test_a_changed_result_is_judged_again_and_its_history_kept(loaded: Contract, small: SmallBundle):
    officer = factories.make_user()
    small.cell("results", 4, "outcome", "measured").cell("results", 4, "value", "96")
    load_bundle(small.folder, by=officer)
    result = result_of("IT_01", JUNE)
    assert (result.status, result.value, result.version, result.entered_by) == ("green", 96, 2, officer)
    assert [entry.outcome for entry in result.history.all()] == ["measured", "not_reported"]
    assert PeriodSummary.objects.get(contract=loaded, month=JUNE).green == 1


def test_who_imported_a_result_has_entered_it(loaded: Contract, small: SmallBundle):
    manager, other = factories.make_user("a@council.example"), factories.make_user("b@council.example")
    load_bundle(small.cell("results", 4, "comment", "Still down").folder, by=manager)
    june = Period.objects.get(contract=loaded, month=JUNE)
    may = Period.objects.get(contract=loaded, month=MAY)
    assert (entered_by(manager, june), entered_by(manager, may)) == (["IT_01"], [])
    assert entered_by(other, june) == []
    assert who_entered(june) == [manager.pk]


def test_changed_terms_judge_the_open_months_again(loaded: Contract, small: SmallBundle):
    small.add("kpi_terms", "IT_02", "2021-05", "10", "12", "20", "revision", "", "", "", "", "")
    load_bundle(small.folder)
    result = result_of("IT_02", MAY)
    assert (result.status, result.tsl, result.version) == ("green", 10, 1)
    assert PeriodSummary.objects.get(contract=loaded, month=MAY).blue == 1
    assert list(differences_of(loaded)) == []


def test_columns_that_are_left_out_leave_what_is_stored(loaded: Contract, small: SmallBundle):
    small.without_column("kpis", "baseline").without_column("mitigations", "state")
    assert load(small.folder).nothing
    assert Kpi.objects.get(contract=loaded, reference="IT_01").baseline == Decimal("88.5")
    assert Mitigation.objects.get(contract=loaded, reference="M2").state == "proposed"


@pytest.mark.parametrize("state", ["submitted", "signed_off"])
def test_an_open_month_follows_the_bundle(loaded: Contract, small: SmallBundle, state: str):
    load_bundle(small.cell("periods", 3, "state", state).folder)
    assert Period.objects.get(contract=loaded, month=MAY).state == state


def test_line_ends_of_a_form_are_no_difference(loaded: Contract, small: SmallBundle):
    result = result_of("IT_02", MAY)
    result.comment = "First line\r\nsecond line"
    result.save()
    assert load(small.folder).nothing


# Evidence.


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


def test_two_contracts_do_not_meet(loaded: Contract, small: SmallBundle):
    small.cell("contract", 2, "reference", "SML-2")
    other = load_bundle(small.folder)
    assert other != loaded
    assert MitigatedKpi.objects.filter(kpi__contract=loaded).count() == 3
    assert MitigatedKpi.objects.filter(kpi__contract=other).count() == 3
