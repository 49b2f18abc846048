"""The database itself refuses what cannot be true of a contract. Each rule is broken once, by name."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from contracts import models as c
from tests.rows import COLUMNS, columns_of, insert, models_of, unsaved
from tests.support.refusals import constraint_names, is_refused_by

RATCHET = {"pricing": "ratchet"}
SHARE_OF_CHARGES = {"pricing": "share_of_charges"}
APRIL = date(2021, 4, 1)
PROPOSED = {"state": "proposed"}
RESOLVED = {"status": "resolved"}
NOT_TRUE = [
    (c.Contract, "contract_ends_after_it_begins", {"end": date(2021, 4, 1)}),
    (c.Contract, "contract_ends_after_it_begins", {"end": date(2021, 3, 31)}),
    (c.Membership, "membership_role_is_known", {"role": "owner"}),
    (c.ServicePayment, "payment_is_not_negative", {"amount": "-0.01"}),
    (c.CreditTerms, "amber_share_between_0_and_1", {"amber_share": "-0.0001"}),
    (c.CreditTerms, "amber_share_between_0_and_1", {"amber_share": "1.0001"}),
    (c.CreditTerms, "red_share_between_0_and_1", {"red_share": "-0.0001"}),
    (c.CreditTerms, "red_share_between_0_and_1", {"red_share": "1.0001"}),
    (c.CreditTerms, "cap_between_0_and_100_percent", {"cap_percent": "-0.0001"}),
    (c.CreditTerms, "cap_between_0_and_100_percent", {"cap_percent": "100.0001"}),
    (c.CreditTerms, "credit_per_point_is_not_negative", {"credit_per_point": "-0.01"}),
    (c.CreditTerms, "credit_regime_is_known", {"regime": "whim"}),
    (c.CreditTerms, "credit_pricing_is_known", {"pricing": "barter"}),
    (c.CreditTerms, "shares_are_given_where_they_count", {"amber_share": None}),
    (c.CreditTerms, "shares_are_given_where_they_count", {"red_share": None}),
    (c.CreditTerms, "repeat_multiplier_is_at_least_1", {"repeat_multiplier": "0.99"}),
    (c.CreditTerms, "pounds_per_point_are_given_where_they_count", {"credit_per_point": None}),
    (c.CreditTerms, "pounds_per_point_are_given_where_they_count", {**RATCHET, "credit_per_point": None}),
    (c.CreditTerms, "charge_percent_is_given_where_it_counts", SHARE_OF_CHARGES),
    (c.CreditTerms, "charge_percent_between_0_and_100", {"charge_percent": "-0.0001"}),
    (c.CreditTerms, "charge_percent_between_0_and_100", {"charge_percent": "100.0001"}),
    (c.CreditTier, "tier_is_not_negative", {"above": "-0.01"}),
    (c.CreditTier, "tier_is_not_negative", {"multiplier": "-0.001"}),
    (c.WarningRule, "warning_kind_is_known", {"kind": "hunch"}),
    (c.WarningRule, "warning_counts_something", {"number": 0}),
    (c.WarningRule, "warning_counts_something", {"months": 0}),
    (c.WarningRule, "warning_ends_after_it_begins", {"month_to": "2021-03"}),
    (c.CreditSuspension, "suspension_ends_after_it_begins", {"month_to": "2021-06"}),
    (c.WorkstreamStage, "stage_ends_after_it_begins", {"month_to": "2021-03"}),
    (c.WorkstreamUpdate, "workstream_status_is_known", {"status": "fine"}),
    (c.Objective, "objective_horizon_is_known", {"horizon": "decade"}),
    (c.ObjectiveAssessment, "assessment_view_is_known", {"view": "press"}),
    (c.ObjectiveAssessment, "assessment_rating_is_known", {"rating": "fine"}),
    (c.ObjectiveAssessment, "assessment_state_is_known", {"state": "lost"}),
    (c.ObjectiveAssessment, "only_the_clients_view_waits_for_approval", {"view": "provider", **PROPOSED}),
    (c.ObjectiveAssessment, "an_assessment_sent_back_has_a_reason", {"state": "sent_back"}),
    (c.Issue, "issue_kind_is_known", {"kind": "odd"}),
    (c.Issue, "issue_under_control_is_known", {"under_control": "maybe"}),
    (c.Issue, "issue_status_is_known", {"status": "lost"}),
    (c.Issue, "issue_owner_is_known_if_given", {"owner": "press"}),
    (c.Issue, "only_a_resolved_issue_has_a_day_of_resolution", {"resolved_on": APRIL}),
    (c.Issue, "issue_is_not_resolved_before_it_was_raised", {**RESOLVED, "resolved_on": date(2021, 3, 31)}),
    (c.IssueUpdate, "updates_are_numbered_from_1", {"number": 0}),
    (c.IssueUpdate, "another_kind_of_issue_has_a_reason", {"kind": "substantive", "text": ""}),
    *(
        (c.IssueUpdate, f"update_{name}_is_known", {name: "odd", "text": "So it is"})
        for word in ("kind", "status", "under_control")
        for name in (f"{word}_was", word)
    ),
    (c.Commitment, "commitment_kind_is_known", {"kind": "odd"}),
    (c.Commitment, "commitment_owner_is_known", {"owner": "press"}),
    (c.Commitment, "an_open_commitment_is_not_settled", {"settled_on": APRIL}),
    (c.Commitment, "commitment_status_is_known", {"status": "lost"}),
    (c.Assurance, "assurance_owner_is_known", {"owner": "press"}),
    (c.Assurance, "assurance_status_is_known", {"status": "lost"}),
    (c.Assurance, "an_open_assurance_is_not_answered", {"answered_on": APRIL}),
    (
        c.Assurance,
        "assurance_is_not_answered_before_it_was_asked_for",
        {"status": "answered", "answered_on": date(2021, 3, 31)},
    ),
]
ON_THE_EDGE = [
    (c.Contract, {"end": date(2021, 4, 2)}),
    (c.ServicePayment, {"amount": 0}),
    (c.CreditTerms, {"amber_share": 0, "red_share": 0, "cap_percent": 0, "credit_per_point": 0}),
    (c.CreditTerms, {"amber_share": 1, "red_share": 1, "cap_percent": 100}),
    (c.CreditTerms, {"regime": "bands", "amber_share": None, "red_share": None}),
    (c.CreditTerms, {**SHARE_OF_CHARGES, "charge_percent": 0, "credit_per_point": None}),
    (c.CreditTerms, {**SHARE_OF_CHARGES, "charge_percent": 100}),
    (c.CreditTerms, {**RATCHET, "repeat_multiplier": 1}),
    (c.CreditTier, {"above": 0, "multiplier": 0}),
    (c.WarningRule, {"number": "0.01", "months": 1, "month_to": "2021-04"}),
    (c.CreditSuspension, {"month_to": "2021-07"}),
    (c.WorkstreamStage, {"month_to": "2021-04"}),
    (c.ObjectiveAssessment, PROPOSED),
    (c.ObjectiveAssessment, {"state": "sent_back", "decision_note": "Say more"}),
    (c.Issue, {**RESOLVED, "resolved_on": APRIL}),
    (c.IssueUpdate, {"text": ""}),
    (c.IssueUpdate, {"kind": "substantive"}),
    (c.Commitment, {"status": "missed", "settled_on": APRIL}),
    (c.Assurance, {"status": "answered", "answered_on": APRIL}),
]
TWICE = {
    "one_account_per_email_address": (c.User, {"email": "NEW@council.example"}),
    "one_membership_per_person_and_role": (c.Membership, {}),
    "one_service_area_per_code": (c.ServiceArea, {"name": "Another name"}),
    "one_change_notice_per_reference": (c.ChangeNotice, {"title": "Another change"}),
    "one_payment_per_area_and_month": (c.ServicePayment, {"amount": 2000}),
    "one_set_of_credit_terms_per_month": (c.CreditTerms, {"cap_percent": 5}),
    "one_tier_per_beginning": (c.CreditTier, {"multiplier": 2}),
    "one_warning_of_a_kind": (c.WarningRule, {"clause": "7.3"}),
    "one_suspension_per_first_month": (c.CreditSuspension, {"month_to": "2021-09"}),
    "one_stage_per_workstream_and_month": (c.WorkstreamStage, {"position": 2}),
    "one_update_per_workstream_and_day": (c.WorkstreamUpdate, {"position": 2}),
    "one_objective_per_reference": (c.Objective, {"text": "Do otherwise"}),
    "one_assessment_per_objective_day_and_view": (c.ObjectiveAssessment, {"rating": "achieved"}),
    "one_saving_per_financial_year": (c.Saving, {"contracted": 5}),
    "one_issue_per_reference": (c.Issue, {"title": "Something else"}),
    "one_commitment_per_reference": (c.Commitment, {"text": "Plant flowers"}),
    "one_update_per_issue_and_number": (c.IssueUpdate, {"text": "Something else"}),
    "one_meeting_per_reference": (c.Meeting, {"committee": "Audit Committee"}),
    "one_meeting_per_committee_and_day": (c.Meeting, {"reference": "M2"}),
    "one_paper_per_meeting_and_title": (c.MeetingPaper, {"address": "https://council.example/paper"}),
    "one_assurance_per_reference": (c.Assurance, {"text": "A short report"}),
}


def test_every_constraint_is_broken_below():
    assert {name for _, name, _ in NOT_TRUE} | TWICE.keys() == constraint_names(models_of("contracts"))


@pytest.mark.parametrize("model", [model for model in COLUMNS if model.__module__.startswith("contracts")])
def test_a_row_that_could_be_true_is_accepted(model, contract):
    row = unsaved(model, contract)
    insert(row)
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize(("model", "changes"), ON_THE_EDGE)
def test_a_row_on_the_edge_of_a_rule_is_accepted(model, changes, contract):
    insert(unsaved(model, contract, **changes))


@pytest.mark.parametrize(("model", "name", "changes"), NOT_TRUE)
def test_a_row_that_cannot_be_true_is_refused_by_name(model, name, changes, contract):
    row = unsaved(model, contract, **changes)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        insert(row)
    assert is_refused_by(refusal.value, name, model)


@pytest.mark.parametrize("name", TWICE)
def test_what_may_stand_once_is_refused_the_second_time(name, contract):
    model, changes = TWICE[name]
    first = unsaved(model, contract)
    insert(first)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        insert(model(**{**columns_of(first), **changes}))
    assert is_refused_by(refusal.value, name, model)


def test_two_contracts_cannot_share_a_reference(contract):
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(unsaved(c.Contract, contract, reference=contract.reference))
