"""The database itself refuses what cannot be true of KPIs. Each rule is broken once, by name."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from kpis import models as k
from tests.rows import COLUMNS, columns_of, insert, models_of, unsaved
from tests.support.refusals import constraint_names, is_refused_by

NO_FIGURES = {"stated_value": None, "value": None}
NOT_TRUE = [
    (k.Kpi, "kpi_leaves_service_after_it_enters", {"in_service_to": "2021-03"}),
    (k.Kpi, "kpi_has_at_most_four_decimals", {"decimals": 5}),
    (k.Kpi, "kpi_unit_is_known", {"unit": "miles"}),
    (k.Kpi, "kpi_direction_is_known", {"better": "wider"}),
    (k.Kpi, "kpi_frequency_is_known", {"frequency": "weekly"}),
    (k.KpiTerms, "msl_is_not_better_than_tsl", {"better": "higher", "tsl": 95, "msl": "95.0001"}),
    (k.KpiTerms, "msl_is_not_better_than_tsl", {"better": "lower", "tsl": 4, "msl": "3.9999"}),
    (k.KpiTerms, "msl_comes_with_a_tsl", {"tsl": None}),
    (k.KpiTerms, "points_are_not_negative", {"points": "-0.01"}),
    (k.KpiTerms, "terms_change_is_known", {"change": "whim"}),
    (k.KpiTerms, "terms_direction_is_known", {"better": "wider", "msl": None}),
    (k.KpiBand, "band_holds_some_value", {"low": 98, "high": 98}),
    (k.KpiBand, "band_holds_some_value", {"low": "98.0001", "high": 98}),
    (k.KpiBand, "band_points_are_not_negative", {"points": "-0.01"}),
    (k.KpiBand, "band_severity_is_known", {"severity": "grave"}),
    (k.Mitigation, "mitigation_state_is_known", {"state": "hoped"}),
    (k.Mitigation, "mitigation_covers_is_known", {"covers": "some"}),
    (k.MitigatedKpi, "mitigation_ends_after_it_begins", {"month_to": "2021-06"}),
    (k.Period, "period_state_is_known", {"state": "lost"}),
    (k.Result, "denominator_is_above_zero", {"numerator": 1, "denominator": 0}),
    (k.Result, "denominator_is_above_zero", {"numerator": 1, "denominator": "-0.0001"}),
    (k.Result, "numerator_and_denominator_come_together", {"numerator": 1}),
    (k.Result, "numerator_and_denominator_come_together", {"denominator": 1}),
    (k.Result, "measured_results_have_figures_and_others_none", NO_FIGURES),
    (k.Result, "measured_results_have_figures_and_others_none", {"outcome": "not_reported"}),
    (k.Result, "result_outcome_is_known", {"outcome": "guess", **NO_FIGURES}),
    (k.Result, "result_status_is_known", {"status": "purple"}),
    (k.Result, "result_underlying_status_is_known", {"underlying_status": "purple"}),
    (k.Result, "result_severity_is_known", {"severity": "grave"}),
    (k.Result, "points_incurred_are_not_negative", {"points_incurred": "-0.0001"}),
    (k.ServiceCredit, "credit_is_no_more_than_points_cost", {"uncapped": "999.99"}),
    (k.ServiceCredit, "credit_is_no_more_than_points_cost", {"payable": "-0.01"}),
    (k.ServiceCredit, "credit_is_no_more_than_the_cap", {"cap": "999.99"}),
]
SIGNED = ["open_period_is_not_submitted", "nobody_signs_off_what_they_submitted"]
ON_THE_EDGE = [
    (k.Kpi, {"in_service_to": "2021-04", "decimals": 4}),
    (k.Kpi, {"decimals": 0}),
    (k.KpiTerms, {"tsl": 95, "msl": 95, "points": 0}),
    (k.KpiTerms, {"better": "lower", "tsl": 4, "msl": 4}),
    (k.KpiTerms, {"msl": None}),
    (k.KpiTerms, {"tsl": None, "msl": None, "points": None}),
    (k.KpiBand, {"low": "97.9999", "points": 0, "severity": "none"}),
    (k.KpiBand, {"low": None}),
    (k.KpiBand, {"low": None, "high": None}),
    (k.MitigatedKpi, {"month_to": "2021-07"}),
    (k.Result, {"stated_value": None, "numerator": 0, "denominator": "0.0001"}),
    (k.Result, {"outcome": "no_activity", **NO_FIGURES}),
    (k.Result, {"severity": "minor", "points_incurred": 0, "is_repeat": True}),
    (k.ServiceCredit, {"uncapped": 1000, "lost_to_cap": 0}),
    (k.ServiceCredit, {"payable": 0, "is_suspended": True}),
    (k.ServiceCredit, {"payment": None, "uncapped": None, "cap": None, "payable": None, "lost_to_cap": None}),
]
TWICE = {
    "one_kpi_per_reference": (k.Kpi, {"description": "Something else"}),
    "one_set_of_terms_per_kpi_and_month": (k.KpiTerms, {"points": 5}),
    "one_band_per_lower_limit": (k.KpiBand, {"high": 99}),
    "one_review_per_kpi_and_day": (k.KpiReview, {"reason": "Still right"}),
    "one_link_per_issue_and_kpi": (k.IssueKpi, {"source": "published"}),
    "one_mitigation_per_reference": (k.Mitigation, {"reason": "A fire"}),
    "one_mitigation_per_kpi_and_first_month": (k.MitigatedKpi, {"month_to": "2021-09"}),
    "one_period_per_contract_and_month": (k.Period, {"state": "signed_off"}),
    "one_result_per_kpi_and_period": (k.Result, {"stated_value": 50}),
    "one_credit_per_period_and_area": (k.ServiceCredit, {"payable": 0}),
}
DECIDED = ["nobody_decides_what_they_proposed"]
NO_FLOOR = "one_band_without_lower_limit"
ONE_SUMMARY = "one_summary_per_contract_and_month"


def test_every_constraint_is_broken_below():
    broken = {name for _, name, _ in NOT_TRUE} | TWICE.keys() | {*DECIDED, *SIGNED, ONE_SUMMARY, NO_FLOOR}
    assert broken == constraint_names(models_of("kpis"))


def assert_refused(row, name):
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        insert(row)
    assert is_refused_by(refusal.value, name, type(row))


@pytest.mark.parametrize("model", [model for model in COLUMNS if model.__module__.startswith("kpis")])
def test_a_row_that_could_be_true_is_accepted(model, contract):
    row = unsaved(model, contract)
    insert(row)
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(("model", "changes"), ON_THE_EDGE)
def test_a_row_on_the_edge_of_a_rule_is_accepted(model, changes, contract):
    insert(unsaved(model, contract, **changes))


@pytest.mark.parametrize(("model", "name", "changes"), NOT_TRUE)
def test_a_row_that_cannot_be_true_is_refused_by_name(model, name, changes, contract):
    assert_refused(unsaved(model, contract, **changes), name)


@pytest.mark.parametrize("name", TWICE)
def test_what_may_stand_once_is_refused_the_second_time(name, contract):
    model, changes = TWICE[name]
    first = unsaved(model, contract)
    insert(first)
    assert_refused(model(**{**columns_of(first), **changes}), name)


def test_a_month_is_summarised_once(contract, period):
    september = k.Period.objects.create(contract=contract, month="2021-09")
    assert_refused(k.PeriodSummary(period=september, contract=contract, month=period.month), ONE_SUMMARY)


def test_a_set_of_bands_has_one_without_lower_limit(contract):
    insert(unsaved(k.KpiBand, contract, low=None))
    assert_refused(unsaved(k.KpiBand, contract, low=None, high=90), NO_FLOOR)


def test_nobody_decides_what_they_proposed(contract, officer, manager):
    proposed = {"proposed_by": officer}
    assert_refused(unsaved(k.Mitigation, contract, **proposed, decided_by=officer), *DECIDED)
    insert(unsaved(k.Mitigation, contract, **proposed, decided_by=manager))


@pytest.mark.parametrize("signature", ["submitted_by", "signed_off_by"])
def test_an_open_month_bears_no_signature(signature, contract, officer):
    assert_refused(unsaved(k.Period, contract, **{signature: officer}), "open_period_is_not_submitted")


def test_nobody_signs_off_what_they_submitted(contract, officer, manager):
    signed = {"state": "signed_off", "submitted_by": officer}
    assert_refused(
        unsaved(k.Period, contract, **signed, signed_off_by=officer), "nobody_signs_off_what_they_submitted"
    )
    insert(unsaved(k.Period, contract, **signed, signed_off_by=manager))
