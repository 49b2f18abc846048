"""What an addendum tells of objectives, issues and the like, and why they differ."""

from __future__ import annotations

from datetime import date

from contracts.actions.records import change_record, version_of
from reports.publications.since import since
from tests.reports.publications.publishing import published, report_in_review


def test_an_issue_that_was_corrected_is_told_with_the_reason_and_news_is_not(contract, officer, manager):
    values = {"kind": "snagging", "under_control": "no", "status": "open"}
    issue = contract.issues.create(reference="I1", title="Late", raised=date(2021, 7, 1), **values)
    publication = published(report_in_review(contract, officer), manager)
    contract.issues.create(reference="I2", title="Later", raised=date(2021, 9, 20), **values)
    issue.cause = "A storm"
    seen = version_of(issue)
    change_record(row=issue, fields=["cause"], seen=seen, by=officer, reason="The cause was found")
    (told,) = since(publication).told
    difference = told.difference
    assert (difference.table, difference.row, difference.what) == ("issues", "I1", "Cause")
    assert (difference.was, difference.now) == ("–", "A storm")
    assert told.why == ("I1: The cause was found",)
