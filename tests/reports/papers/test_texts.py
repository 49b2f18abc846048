"""The texts that a paper begins with: each sentence for none, one and several of what it tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from kpis.calculations.rag import Status
from kpis.calculations.summary import Counts
from kpis.models import Change
from reports.papers.markdown import blocks_of
from reports.papers.sections import SectionKind
from reports.papers.source import Occasion
from tests.reports.papers import telling
from tests.reports.papers.telling import (
    FACTS,
    change,
    credit,
    exception,
    failing,
    mitigation,
    periods,
    points,
    statement,
    summary,
    text,
    total_change,
    trend,
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
    rows = (workstream("IMT", "On plan"),)
    assert text(SectionKind.BACKGROUND, programme=rows).endswith("the programme ({programme} below).")


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


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        pytest.param((), "The total number of KPIs stayed at 40 throughout.", id="none"),
        pytest.param(
            (total_change(40, 39),),
            "The total number of KPIs fell from 40 to 39 in September 2021.",
            id="fell",
        ),
        pytest.param(
            (total_change(39, 41), total_change(41, 40)),
            "The total number of KPIs rose from 39 to 41 in September 2021 and fell from 41 to 40 in "
            "September 2021.",
            id="several",
        ),
    ],
)
def test_changes_say_how_the_total_moved(moves, said):
    assert text(SectionKind.CHANGES, statement(total_changes=moves)).startswith(said)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param((), "There were no changes in the period.", id="none"),
        pytest.param(
            (change("IMT_KPI_01"),),
            "There has been one change in the period, set out in {changes} below.",
            id="one",
        ),
        pytest.param(
            (change("IMT_KPI_01"), change("CSC_KPI_01")),
            "There have been two changes in the period, set out in {changes} below.",
            id="several",
        ),
    ],
)
def test_changes_are_counted(rows, said):
    assert text(SectionKind.CHANGES, statement(changes=rows)).endswith(said)


def test_changes_tell_whose_points_went_to_how_many_others():
    rows = (
        change("IMT_KPI_14", Change.DECOMMISSION, moved=12, notice="CCN113"),
        change("IMT_KPI_15", Change.DECOMMISSION, moved=1),
        change("IMT_KPI_16", Change.REVISION, moved=1),
    )
    assert text(SectionKind.CHANGES, statement(changes=rows)).split("\n\n")[1:] == [
        "The abatement points of IMT_KPI_14 were redistributed to 12 other KPIs of its service area under "
        "CCN113.",
        "The abatement points of IMT_KPI_15 were redistributed to 1 other KPI of its service area.",
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param((workstream("IMT", "On plan"),), "The workstream is on plan.", id="one"),
        pytest.param(
            (workstream("IMT", "On plan"), workstream("HR", "On plan")),
            "Both workstreams are on plan.",
            id="all-alike",
        ),
        pytest.param(
            (workstream("IMT", "On plan"), workstream("HR", "Late"), workstream("CSC", "On plan")),
            "Of the three workstreams, two are on plan and one is late.",
            id="some-late",
        ),
        pytest.param((workstream("IMT", "", None),), "position of each workstream.", id="nothing-said-yet"),
    ],
)
def test_the_programme_says_how_workstreams_stand(rows, said):
    assert text(SectionKind.PROGRAMME, programme=rows).endswith(said)


def test_without_a_programme_there_is_nothing_to_say_of_it():
    assert text(SectionKind.PROGRAMME) == ""


def trend_said(**values) -> list[str]:
    return text(SectionKind.GREEN_TREND, statement(trend=trend(**values))).split("\n\n")[1:]


def test_a_trend_without_one_before_stands_alone():
    assert trend_said() == [
        "For the period ending September 2021, 100% of the green KPIs (8 of 8) are stable or improving.",
        "None of the KPIs is on a trajectory to fail before the contract ends.",
    ]


@pytest.mark.parametrize(
    ("now", "then", "said"),
    [
        pytest.param(
            "70", "77", "This is a reduction compared to July 2021 when the result was 77%", id="down"
        ),
        pytest.param(
            "78", "77", "This is an increase compared to July 2021 when the result was 77%", id="up"
        ),
        pytest.param("77", "77", "This is the same as in July 2021 when the result was 77%", id="same"),
    ],
)
def test_a_trend_is_compared_with_that_of_the_report_before(now, then, said):
    before = trend(percent=then, as_at="2021-07")
    assert said in trend_said(percent=now, previous=before)[0]


@pytest.mark.parametrize(
    ("left", "said"),
    [
        pytest.param((), "(8 of 8).", id="none"),
        pytest.param(
            ("IMT_KPI_09",), "Of those tracked then, one KPI (IMT_KPI_09) is no longer tracked.", id="one"
        ),
        pytest.param(
            ("CSC_KPI_01", "CSC_KPI_09", "IMT_KPI_09"),
            "Of those tracked then, three KPIs (CSC_KPI_01, CSC_KPI_09 and IMT_KPI_09) are no longer "
            "tracked.",
            id="several",
        ),
    ],
)
def test_a_trend_names_the_kpis_that_are_no_longer_tracked(left, said):
    before = trend(as_at="2021-07")
    assert trend_said(previous=before, left=left)[0].endswith(said)


def test_a_trend_names_the_kpis_with_signs_of_change():
    said = trend_said(improving=("IMT_KPI_01",), deteriorating=("IMT_KPI_02", "CSC_KPI_01"), percent="82")
    assert said[1:3] == [
        "KPI showing signs of improvement: IMT_KPI_01.",
        "KPIs showing signs of deterioration: IMT_KPI_02 and CSC_KPI_01.",
    ]


@pytest.mark.parametrize(
    ("found", "said"),
    [
        pytest.param(
            (failing("IMT_KPI_01", "2022-03"),),
            "IMT_KPI_01 (in March 2022) is on a trajectory to fail before the contract ends.",
            id="one",
        ),
        pytest.param(
            (failing("IMT_KPI_01", "2022-03"), failing("CSC_KPI_01", "2023-01")),
            "IMT_KPI_01 (in March 2022) and CSC_KPI_01 (in January 2023) are on a trajectory to fail before "
            "the contract ends.",
            id="several",
        ),
        pytest.param(
            (failing("IMT_KPI_18", "2022-01", points=3),),
            "None of the KPIs is on a trajectory to fail before the contract ends. IMT_KPI_18 (in January "
            "2022) may be, but has too few green results for that to be relied on.",
            id="perhaps",
        ),
    ],
)
def test_a_trend_says_which_kpis_will_fail_before_the_end(found, said):
    assert trend_said(failing=found)[-1] == said


def test_a_contract_whose_trend_is_not_tracked_says_so():
    assert text(SectionKind.GREEN_TREND) == "There is no green trend to show for this period."


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param((points("2021-08"), points("2021-09")), "None were incurred in the period.", id="none"),
        pytest.param(
            (points("2021-08"), points("2021-09", "10")),
            "In the period 10 points were incurred, in September 2021.",
            id="one-month",
        ),
        pytest.param(
            (points("2021-08"), points("2021-09", "1")), "In the period 1 point was incurred", id="one-point"
        ),
        pytest.param(
            (points("2021-08", "7.5", "20"), points("2021-09", "10")),
            "In the period 37.5 points were incurred: 27.5 in August 2021 and 10 in September 2021.",
            id="several",
        ),
    ],
)
def test_points_say_how_many_were_incurred_and_when(rows, said):
    told = text(SectionKind.POINTS, statement(points=rows))
    assert "A total of 902 points is currently distributed amongst the KPIs." in told
    assert said in told


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param((credit("2021-08"),), "No service credits are payable for the period.", id="none"),
        pytest.param(
            (credit("2021-08", "4500.00"),),
            "Service credits of £4,500.00 are payable for the period, all for August 2021.",
            id="one-month",
        ),
        pytest.param(
            (credit("2021-08", "12375.00"), credit("2021-09", "4500.00", lost="100.50")),
            "Service credits of £16,875.00 are payable for the period: £12,375.00 for August 2021 and "
            "£4,500.00 for September 2021. The cap kept back a further £100.50.",
            id="several-and-a-cap",
        ),
        pytest.param(
            (credit("2021-08", suspended=True), credit("2021-09", suspended=True)),
            "Service credits were suspended in August and September 2021: points counted, nothing was "
            "payable.",
            id="suspended",
        ),
        pytest.param(
            (credit("2021-08"), credit("2021-09", None)),
            "Credits for September 2021 wait for payments to be recorded.",
            id="waiting",
        ),
    ],
)
def test_credits_say_what_is_payable_for_which_months(rows, said):
    assert said in text(SectionKind.CREDITS, statement(credits=rows))


def test_credits_name_the_cap_where_there_is_one():
    capped = (
        "The maximum service credits payable by each service area is capped at 10% of that area's payment "
        "for that month."
    )
    assert text(SectionKind.CREDITS).split("\n\n")[0] == capped
    assert "capped" not in text(SectionKind.CREDITS, cap_percent=None)


def test_without_credit_terms_nothing_is_payable():
    assert text(SectionKind.CREDITS, statement(credits=())).startswith("No credit terms applied")


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
        "Customer Services missed 2 TSLs in August 2021 and Information Technology missed 1 TSL in September "
        "2021.",
    ]


def test_the_conclusion_of_a_period_in_which_all_went_well():
    assert text(SectionKind.CONCLUSION).split("\n\n")[1:] == [
        "Of 80 results due in the period, 80 met target (100.0%); none fell below the minimum."
    ]


def test_the_conclusion_of_a_period_without_results():
    told = statement(summary=summary(m2021_08=Counts(), m2021_09=Counts()))
    assert text(SectionKind.CONCLUSION, told).endswith("No result was due in the period.")


def test_the_conclusion_lists_what_went_well():
    said = text(SectionKind.CONCLUSION, highlights=("A *new* portal", "Fewer calls"))
    assert said.endswith("highlights, August to September 2021\n\n- A \\*new\\* portal\n- Fewer calls")


@pytest.mark.parametrize("kind", SectionKind)
def test_names_from_the_record_are_no_markup(kind):
    facts = replace(FACTS, title="*Big* [deal](http://x.example) <b>", supplier="_Serco_", authority="**A**")
    rows = (change("IMT_KPI_14", Change.DECOMMISSION, moved=2, notice="CCN113"),)
    told = statement(
        contract=facts, changes=rows, mitigations=(mitigation(IMT_KPI_01=("2021-08",)),), exceptions=TWO_REDS
    )
    runs = [
        run
        for block in blocks_of(text(kind, told, BOARD, highlights=("**Very** good",)))
        for line in (getattr(block, "items", None) or [getattr(block, "line", ())])
        for run in line
    ]
    assert not [run for run in runs if run.is_strong or run.is_emphasised or run.link]


def test_decimals_of_a_cap_are_kept():
    assert "capped at 12.5% of" in text(SectionKind.CREDITS, cap_percent=Decimal("12.5000"))


def test_every_section_has_its_text_or_says_all_by_itself():
    silent = {kind for kind in SectionKind if not telling.text(kind)}
    assert silent == {SectionKind.ABBREVIATIONS, SectionKind.PROGRAMME, SectionKind.APPENDIX}
