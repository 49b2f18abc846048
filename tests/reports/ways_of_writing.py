"""Every action about reports that writes, with who takes it and what must be there first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reports.actions import addenda, drafts, public_links, publishing, review, sections
from reports.actions.highlights import leave_out_highlights
from reports.drafts.whole import whole_of
from reports.export import as_data
from reports.models import Report
from reports.publications.freezing import seen_as
from tests.kpis.ways_of_writing import MANAGER, OFFICER, World, after, at_once
from tests.reports.drafting import AT, DETAILS, in_review, section_of, started


def draft(world: World) -> Report:
    return started(world.contract, world.officer)


def submitted(world: World) -> Report:
    return in_review(world.contract, world.officer)


def outdated(world: World) -> Report:
    """A draft whose months changed without its texts."""
    report = draft(world)
    report.month_from = DETAILS.month_to
    report.save()
    return report


def highlighted(world: World) -> int:
    """A draft, and the primary key of a highlight of its months."""
    draft(world)
    return world.contract.highlights.create(as_at=date(2021, 6, 30), text="A portal opened").pk


def published(world: World, report: Report):
    whole = whole_of(report, made_on=AT.date())
    return publishing.publish_report(
        report=report,
        by=world.manager,
        at=AT,
        seen=seen_as(whole.paper, as_data(whole.statement)),
        ask_for_documents=lambda publication: None,
    )


WORDING = addenda.Wording(
    reason="A late figure", text="It came late.", meeting=DETAILS.meeting, held_on=DETAILS.held_on
)


def prepared(world: World):
    publication = published(world, submitted(world))
    return addenda.prepare(publication=publication, wording=WORDING, by=world.officer, at=AT, seen=0)


def publish_the_addendum(world: World, draft):
    seen = addenda.proposed(draft, made_on=AT.date()).seen
    return addenda.publish_addendum(
        draft=draft, by=world.manager, at=AT, seen=seen, ask_for_documents=lambda publication: None
    )


WAYS = {
    drafts.start: (
        OFFICER,
        at_once(lambda w: drafts.start(contract=w.contract, details=DETAILS, by=w.officer, at=AT)),
    ),
    drafts.change_details: (
        OFFICER,
        after(
            draft,
            lambda w, report: drafts.change_details(
                report=report,
                details=replace(DETAILS, meeting="Executive"),
                by=w.officer,
                seen=1,
                today=AT.date(),
            ),
        ),
    ),
    drafts.follow_the_figures: (
        OFFICER,
        after(
            outdated,
            lambda w, report: drafts.follow_the_figures(report=report, by=w.officer, today=AT.date()),
        ),
    ),
    drafts.delete: (OFFICER, after(draft, lambda w, report: drafts.delete(report=report, by=w.officer))),
    sections.edit: (
        OFFICER,
        after(
            draft,
            lambda w, report: sections.edit(
                section=section_of(report, "summary"),
                edit=sections.SectionEdit(title="Summary", text="All went well.", is_included=True),
                by=w.officer,
                seen=1,
            ),
        ),
    ),
    sections.include: (
        OFFICER,
        after(
            draft,
            lambda w, report: sections.include(
                section=section_of(report, "summary"), is_included=False, by=w.officer
            ),
        ),
    ),
    sections.move: (
        OFFICER,
        after(
            draft,
            lambda w, report: sections.move(
                section=section_of(report, "summary"), direction=sections.Direction.DOWN, by=w.officer
            ),
        ),
    ),
    sections.refill: (
        OFFICER,
        after(
            outdated,
            lambda w, report: sections.refill(
                section=section_of(report, "summary"), by=w.officer, seen=1, today=AT.date()
            ),
        ),
    ),
    leave_out_highlights: (
        OFFICER,
        after(
            highlighted,
            lambda w, highlight: leave_out_highlights(
                report=w.contract.reports.get(),
                left_out=[highlight],
                among=[highlight],
                by=w.officer,
                seen=[],
            ),
        ),
    ),
    sections.mark_rows: (
        OFFICER,
        after(
            draft,
            lambda w, report: sections.mark_rows(
                section=section_of(report, "exceptions"),
                marks={"IMT_KPI_01 2021-07": "3"},
                by=w.officer,
                seen={},
            ),
        ),
    ),
    review.submit: (
        OFFICER,
        after(draft, lambda w, report: review.submit(report=report, by=w.officer, at=AT)),
    ),
    review.send_back: (
        MANAGER,
        after(submitted, lambda w, report: review.send_back(report=report, by=w.manager, reason="Shorter")),
    ),
    publishing.publish_report: (
        MANAGER,
        after(submitted, published),
    ),
    public_links.switch: (
        MANAGER,
        after(
            lambda w: published(w, submitted(w)),
            lambda w, publication: public_links.switch(
                publication=publication, is_on=False, by=w.manager, at=AT
            ),
        ),
    ),
    addenda.prepare: (
        OFFICER,
        after(
            lambda w: published(w, submitted(w)),
            lambda w, publication: addenda.prepare(
                publication=publication, wording=WORDING, by=w.officer, at=AT, seen=0
            ),
        ),
    ),
    addenda.discard: (OFFICER, after(prepared, lambda w, draft: addenda.discard(draft=draft, by=w.officer))),
    addenda.publish_addendum: (MANAGER, after(prepared, publish_the_addendum)),
}
