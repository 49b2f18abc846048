"""The texts that a paper begins with: each sentence for none, one and several of what it tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contracts.models.programme import WorkstreamStatus
from kpis.calculations.rag import Status
from kpis.calculations.summary import Counts
from kpis.models import Change
from reports.papers.markdown import blocks_of
from reports.papers.sections import SectionKind
from reports.papers.source import Occasion
from tests.reports.papers import telling
from tests.reports.papers.telling import (
    FACTS,
    GOVERNED,
    change,
    exception,
    mitigation,
    periods,
    points,
    statement,
    summary,
    text,
    workstream,
)

BOARD = Occasion(meeting="Overview and Scrutiny Management Board", previous_on=date(2021, 8, 26))
ONE_MONTH = statement(
    periods=periods("2021-09"), summary=summary(m2021_09=Counts(green=40)), points=(points("2021-09"),)
)
TWO_REDS = (
    exception("CSC_KPI_01", "2021-08", Status.RED),
    exception("IMT_KPI_01", "2021-09", Status.RED),
)
AMBER = exception("IMT_KPI_01", "2021-09")


def test_the_summary_says_what_the_paper_is_of_which_months():
    assert text(SectionKind.SUMMARY) == (
        "This report provides an update of Serco's performance against contractual Key Performance "
        "Indicators specified in the Corporate Services Contract between August and September 2021."
    )


def test_the_summary_of_one_month_names_it():
    assert text(SectionKind.SUMMARY, ONE_MONTH).endswith("Corporate Services Contract in September 2021.")


def test_the_summary_says_when_the_last_report_was_where_that_is_known():
    last = "The last report to the Overview and Scrutiny Management Board was on 26 August 2021."
    assert text(SectionKind.SUMMARY, occasion=BOARD).endswith(last)


def test_the_meeting_is_invited_by_its_name_and_otherwise_as_a_committee():
    first = text(SectionKind.ACTIONS_REQUIRED, occasion=BOARD).splitlines()[0]
    assert first == "The Overview and Scrutiny Management Board is invited to:"
    assert text(SectionKind.ACTIONS_REQUIRED).startswith("The committee is invited to:\n\n1. Seek assurance")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (statement(), "for months 77 to 78 since the service commencement date 1 April 2015."),
        (ONE_MONTH, "for month 78 since the service commencement date 1 April 2015."),
    ],
    ids=["two-months", "one-month"],
)
def test_the_background_counts_months_from_commencement(told, said):
    assert text(SectionKind.BACKGROUND, told).endswith(said)


def test_the_background_refers_to_the_programme_where_there_is_one():
    rows = (workstream("IMT", WorkstreamStatus.ON_PLAN),)
    assert text(SectionKind.BACKGROUND, statement(programme=rows)).endswith(
        "the programme ({programme} below)."
    )


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        pytest.param(
            Counts(green=40), "40 of 40 KPIs met target in September 2021; none fell", id="all-green"
        ),
        pytest.param(
            Counts(green=33, amber=1, blue=5),
            "Agreed mitigation is shown as blue status. 33 of 39 KPIs met target in September 2021; 1 met "
            "only the minimum; 5 are mitigated; none fell below the minimum.",
            id="as-in-the-report",
        ),
    ],
)
def test_performance_says_how_the_latest_month_went(counts, said):
    told = statement(summary=summary(m2021_08=Counts(green=40), m2021_09=counts))
    assert said in text(SectionKind.PERFORMANCE, told)


@pytest.mark.parametrize(
    ("open_ones", "said"),
    [
        (("2021-09",), "September 2021 is provisional: under review, and not yet signed off."),
        (
            ("2021-08", "2021-09"),
            "August 2021 and September 2021 are provisional: under review, and not yet signed off.",
        ),
    ],
    ids=["one", "several"],
)
def test_performance_says_which_months_are_provisional(open_ones, said):
    told = statement(periods=periods("2021-08", "2021-09", open_ones=open_ones))
    assert text(SectionKind.PERFORMANCE, told).endswith(said)
    assert "provisional" not in text(SectionKind.PERFORMANCE)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param((), "There were no instances where KPIs fell below the MSL in the period.", id="none"),
        pytest.param(
            TWO_REDS[:1],
            "There was one instance where a KPI fell below the MSL (red status): CSC_KPI_01 in August 2021, "
            "in {exceptions}.",
            id="one",
        ),
        pytest.param(
            TWO_REDS,
            "There were two instances where KPIs fell below the MSL (red status), in August and September "
            "2021. {exceptions} below sets them out with commentary.",
            id="several",
        ),
    ],
)
def test_exceptions_say_whether_and_when_kpis_fell_below_the_msl(rows, said):
    assert text(SectionKind.EXCEPTIONS, statement(exceptions=rows)).split("\n\n")[0] == said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param(
            (), "No KPI failed to meet the TSL and met the MSL (amber status) in the period.", id="none"
        ),
        pytest.param((AMBER,), "{exceptions} below sets out the KPI which failed to meet the TSL", id="one"),
        pytest.param(
            (AMBER, exception("CSC_KPI_01", "2021-09")),
            "{exceptions} below sets out the KPIs which failed to meet the TSL but met the MSL (amber "
            "status) in the period, in September 2021, together with commentary.",
            id="several",
        ),
        pytest.param((TWO_REDS[0], AMBER), "{exceptions:2} below sets out the KPI which", id="beside-a-red"),
    ],
)
def test_exceptions_say_which_kpis_met_the_msl_alone(rows, said):
    assert text(SectionKind.EXCEPTIONS, statement(exceptions=rows)).split("\n\n")[1].startswith(said)


def test_exceptions_say_what_was_due_and_is_not_there():
    counts = summary(
        m2021_08=Counts(green=38, not_reported=2), m2021_09=Counts(green=37, not_reported=3, awaiting=2)
    )
    said = text(SectionKind.EXCEPTIONS, statement(summary=counts)).split("\n\n")[2:]
    assert said == [
        "Results that were due and were not reported: 2 in August 2021 and 1 in September 2021.",
        "Results that are still awaited: 2 in September 2021.",
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param((), "No mitigation applied in the period.", id="none"),
        pytest.param(
            (mitigation(IMT_KPI_01=("2021-08",)), mitigation(IMT_KPI_01=("2021-09",))),
            "1 KPI was mitigated in the period. {mitigations} below shows the background and rationale for A "
            "County Council granting mitigation. Granting mitigation relieves Serco from the application of "
            "service credits (deductions).",
            id="one-kpi-twice",
        ),
        pytest.param(
            (mitigation(IMT_KPI_01=("2021-08",), CSC_KPI_01=("2021-09",)),),
            "2 KPIs were mitigated in the period.",
            id="several",
        ),
    ],
)
def test_mitigation_says_how_many_kpis_and_what_it_does(rows, said):
    assert text(SectionKind.MITIGATIONS, statement(mitigations=rows)).startswith(said)


def test_the_conclusion_counts_results_and_names_who_missed_what():
    told = statement(
        summary=summary(m2021_08=Counts(green=38, amber=2), m2021_09=Counts(green=37, blue=2, red=1)),
        exceptions=(
            exception("IMT_KPI_01", "2021-09", Status.RED),
            exception("CSC_KPI_01", "2021-08"),
            exception("CSC_KPI_01", "2021-08"),
        ),
    )
    assert text(SectionKind.CONCLUSION, told).split("\n\n") == [
        "### KPI performance summary, August to September 2021",
        "Of 80 results due in the period, 75 met target (93.8%); 2 met only the minimum; 2 were mitigated; 1 "
        "fell below the minimum.",
        "Information Technology missed 1 TSL in September 2021; Customer Services missed 2 TSLs in August "
        "2021.",
    ]


def test_months_in_a_row_are_named_as_one():
    months = ("2021-08", "2021-09", "2021-10", "2021-12", "2022-01")
    told = statement(exceptions=tuple(exception("IMT_KPI_01", month) for month in months))
    said = "5 TSLs in August 2021 to October 2021, December 2021 and January 2022."
    assert text(SectionKind.CONCLUSION, told).endswith(said)


def test_the_conclusion_of_a_period_in_which_all_went_well():
    assert text(SectionKind.CONCLUSION).split("\n\n")[1:] == [
        "Of 80 results due in the period, 80 met target (100.0%); none fell below the minimum."
    ]


def test_the_conclusion_of_a_period_without_results():
    told = statement(summary=summary(m2021_08=Counts(), m2021_09=Counts()))
    assert text(SectionKind.CONCLUSION, told).endswith("No result was due in the period.")


@pytest.mark.parametrize("kind", SectionKind)
def test_names_from_the_record_are_no_markup(kind):
    facts = replace(FACTS, title="*Big* [deal](http://x.example) <b>", supplier="_Serco_", authority="**A**")
    rows = (change("IMT_KPI_14", Change.DECOMMISSION, moved=2, notice="CCN113"),)
    told = statement(
        contract=facts, changes=rows, mitigations=(mitigation(IMT_KPI_01=("2021-08",)),), exceptions=TWO_REDS
    )
    runs = [
        run
        for block in blocks_of(text(kind, told, BOARD))
        for line in (getattr(block, "items", None) or [getattr(block, "line", ())])
        for run in line
    ]
    assert not [run for run in runs if run.is_strong or run.is_emphasised or run.link]


def test_every_section_has_its_text_or_says_all_by_itself():
    silent = {kind for kind in SectionKind if not telling.text(kind)}
    assert silent == {SectionKind.ABBREVIATIONS, SectionKind.PROGRAMME, SectionKind.APPENDIX} | GOVERNED
