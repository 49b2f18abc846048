"""What must hold between the cells of a bundle, each rule with its own sentence.

A rule passes over cells that could not be read: they have their own problem already.
"""

from __future__ import annotations

from kpis.bundles.checks import governance, mitigations, money, results, structure, terms
from kpis.bundles.checks.common import Problems
from kpis.bundles.checks.results import remarks
from kpis.bundles.values import Bundle

RULES = (
    structure.rows_told_apart,
    structure.links_lead_somewhere,
    structure.ranges_run_forward,
    structure.one_contract,
    structure.months_of_the_contract,
    terms.levels_in_order,
    terms.terms_from_the_first_month,
    terms.decommissions,
    terms.replacements,
    results.figures_fit_the_outcome,
    results.results_in_service,
    mitigations.mitigations_agree_with_themselves,
    mitigations.one_agreed_mitigation_at_a_time,
    money.credit_terms_say_what_counts,
    money.tiers_belong_to_a_ratchet,
    money.bands_hold_every_value_once,
    governance.days_fit_the_status,
    governance.assessments_wait_for_a_reason,
    governance.another_kind_has_a_reason,
    governance.issues_stand_as_their_log_ends,
    governance.one_meeting_of_a_committee_on_a_day,
)


def cross_checks(bundle: Bundle) -> Problems:
    """Every breach of every rule, in the order of the rules."""
    for rule in RULES:
        yield from rule(bundle)


__all__ = ["RULES", "cross_checks", "remarks"]
