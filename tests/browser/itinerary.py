"""Every visit there is."""

from __future__ import annotations

from tests.browser import (
    visits_of_accounts,
    visits_of_changes,
    visits_of_charts,
    visits_of_contracts,
    visits_of_credit_terms,
    visits_of_credits,
    visits_of_documents,
    visits_of_highlights,
    visits_of_history,
    visits_of_issues,
    visits_of_mitigations,
    visits_of_months,
    visits_of_objectives,
    visits_of_programme,
    visits_of_publications,
    visits_of_reports,
    visits_of_round,
    visits_of_savings,
    visits_of_statements,
    visits_of_trend,
)

VISITS = [
    *visits_of_accounts.VISITS,
    *visits_of_changes.VISITS,
    *visits_of_charts.VISITS,
    *visits_of_contracts.VISITS,
    *visits_of_credit_terms.VISITS,
    *visits_of_credits.VISITS,
    *visits_of_documents.VISITS,
    *visits_of_highlights.VISITS,
    *visits_of_history.VISITS,
    *visits_of_issues.VISITS,
    *visits_of_mitigations.VISITS,
    *visits_of_months.VISITS,
    *visits_of_objectives.VISITS,
    *visits_of_programme.VISITS,
    *visits_of_publications.VISITS,
    *visits_of_reports.VISITS,
    *visits_of_round.VISITS,
    *visits_of_savings.VISITS,
    *visits_of_statements.VISITS,
    *visits_of_trend.VISITS,
]
