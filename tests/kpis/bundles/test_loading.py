"""Loading writes what a bundle says, judged and with history, once, and never over evidence."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contracts.calculations.months import Month
from contracts.models import Contract, ServicePayment
from kpis.actions.notices import who_entered
from kpis.actions.periods import entered_by
from kpis.actions.rejudging import differences_of
from kpis.bundles.load import load, load_bundle
from kpis.models import Kpi, KpiTerms, MitigatedKpi, Mitigation, Period, PeriodSummary, Result
from tests import factories
from tests.kpis.bundles.records import everything
from tests.kpis.bundles.small import SmallBundle

pytestmark = pytest.mark.django_db
APRIL, MAY, JUNE = Month(2021, 4), Month(2021, 5), Month(2021, 6)


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
    assert loaded.issues.get(reference="I1").service_area.code == "IT"
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
    assert told[0] == ("contracts", 0, 69)
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


@pytest.mark.parametrize("is_new", [True, False], ids=["with-the-contract", "later"])
def test_a_kpi_may_stand_before_the_one_it_replaces(small: SmallBundle, is_new: bool):
    lines = small.path("kpis").read_text(encoding="utf-8").splitlines(keepends=True)
    small.path("kpis").write_text("".join([lines[0], *reversed(lines[1:])]), encoding="utf-8")
    if not is_new:
        small.cell("kpis", 2, "replaces", "")
        load_bundle(small.folder)
        small.cell("kpis", 2, "replaces", "TEL_01")
    contract = load_bundle(small.folder)
    assert contract.kpis.get(reference="TEL_02").replaces == contract.kpis.get(reference="TEL_01")


def test_a_chain_of_replacements_is_loaded_into_a_contract_that_knows_its_beginning(
    loaded: Contract, small: SmallBundle
):
    for reference, replaces, month in (("TEL_04", "TEL_03", "2021-09"), ("TEL_03", "TEL_02", "2021-08")):
        small.add(
            *("kpis", reference, "CS", "New", "number", "higher", "0", "monthly", month, "", "", ""),
            *("", "", "", "", "", replaces),
        )
        small.add("kpi_terms", reference, month, "", "", "", "initial")
    small.cell("kpis", 4, "in_service_to", "2021-05").cell("kpis", 3, "owner", "Somebody")
    load_bundle(small.folder)
    chain = loaded.kpis.get(reference="TEL_04")
    assert [chain.replaces.reference, chain.replaces.replaces.reference] == ["TEL_03", "TEL_02"]


def test_two_contracts_do_not_meet(loaded: Contract, small: SmallBundle):
    small.cell("contract", 2, "reference", "SML-2")
    other = load_bundle(small.folder)
    assert other != loaded
    assert MitigatedKpi.objects.filter(kpi__contract=loaded).count() == 3
    assert MitigatedKpi.objects.filter(kpi__contract=other).count() == 3
