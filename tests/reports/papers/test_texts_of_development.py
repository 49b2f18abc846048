"""The texts about changes, programme and trend, sentence by sentence for none, one and several."""

from __future__ import annotations

import pytest

from contracts.models.programme import WorkstreamStatus
from kpis.models import Change
from reports.papers.sections import SectionKind
from tests.reports.papers.telling import (
    change,
    failing,
    statement,
    text,
    total_change,
    trend,
    workstream,
)


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
        pytest.param((workstream("IMT", WorkstreamStatus.ON_PLAN),), "The workstream is on plan.", id="one"),
        pytest.param(
            (workstream("IMT", WorkstreamStatus.ON_PLAN), workstream("HR", WorkstreamStatus.ON_PLAN)),
            "Both workstreams are on plan.",
            id="all-alike",
        ),
        pytest.param(
            (
                workstream("IMT", WorkstreamStatus.ON_PLAN),
                workstream("HR", WorkstreamStatus.LATE),
                workstream("CSC", WorkstreamStatus.ON_PLAN),
            ),
            "Of the three workstreams, two are on plan and one is late.",
            id="some-late",
        ),
        pytest.param((workstream("IMT", None, None),), "position of each workstream.", id="nothing-said-yet"),
    ],
)
def test_the_programme_says_how_workstreams_stand(rows, said):
    assert text(SectionKind.PROGRAMME, statement(programme=rows)).endswith(said)


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
