"""Drafts of an earlier release get the sections that there are now, left out of the report to begin with."""

from __future__ import annotations

from importlib import import_module

from django.apps import apps

from reports.models import ReportSection
from reports.papers.sections import TITLES, SectionKind
from tests.reports.drafting import in_review, started

migration = import_module("reports.migrations.0006_sections_of_old_drafts")
KINDS = {kind for kind, _, _ in migration.NEW}


def test_an_old_draft_gets_them_behind_the_sections_that_they_follow(contract, officer):
    report = started(contract, officer)
    for section in report.sections.filter(kind__in=KINDS):
        section.delete()
    migration.add_sections(apps, None)
    sections = list(report.sections.order_by("position", "pk"))
    assert [each.kind for each in sections] == [str(kind) for kind in SectionKind]
    added = [each for each in sections if each.kind in KINDS]
    assert not any(each.is_included or each.text for each in added)
    assert {each.kind: each.title for each in added} == {kind: TITLES[SectionKind(kind)] for kind in KINDS}
    assert all(each.history.latest().history_type == "+" for each in added)


def test_a_report_that_has_them_stays_as_it_is(contract, officer):
    report = in_review(contract, officer)
    before = list(ReportSection.objects.filter(report=report).values_list("pk", "position"))
    migration.add_sections(apps, None)
    assert list(ReportSection.objects.filter(report=report).values_list("pk", "position")) == before
