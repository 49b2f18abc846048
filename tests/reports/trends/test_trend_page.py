"""The page of the green trend: its numbers, and the KPIs behind each of them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from contracts.calculations.months import Month
from kpis.models import Result
from tests.factories import make_membership, make_user
from tests.reports.pages import headings, ids, tables
from tests.reports.trends.tracking import tracked_contract


@pytest.fixture
def tracked(db):
    return tracked_contract()


@pytest.fixture
def shown(tracked, client_of):
    someone = make_user("reader@council.example")
    make_membership(someone, tracked, "member")
    client = client_of(someone)

    def read(**query):
        response = client.get(reverse("green_trend", args=[tracked.reference]), query)
        assert response.status_code == 200
        return response.content.decode()

    return read


def by_caption(html, words):
    return next(table for table in tables(html) if words in table.caption)


def test_one_sentence_says_how_it_stands(shown):
    html = shown()
    assert (
        "60% of the 5 KPIs tracked were stable or improving as at June 2021, "
        "against 80% of 5 as at December 2020." in html
    )
    assert "CSC_KPI_02 is on course to miss its target before the contract ends in March 2024." in html
    assert "CSC_KPI_01 may be, but has too few green months to say" in html


def test_the_numbers_of_now_stand_beside_those_of_the_report_before(shown):
    table = by_caption(shown(), "each number leads to its KPIs")
    assert table.headers == ["Course", "Jun 21", "Dec 20"]
    assert table.rows == [
        ["Improving", "1 improving in June 2021", "0"],
        ["Stable", "2 stable in June 2021", "4 stable in December 2020"],
        ["Deteriorating", "2 deteriorating in June 2021", "1 deteriorating in December 2020"],
        ["Tracked", "5", "5"],
        ["Stable or improving", "60%", "80%"],
    ]


@pytest.mark.parametrize("course", ["improving", "stable", "deteriorating"])
def test_a_number_leads_to_the_list_of_its_kpis(course, shown):
    html = shown()
    assert f'href="#{course}"' in html
    assert course in ids(html)


def test_a_number_of_before_leads_to_the_same_list_on_the_page_of_that_month(shown):
    html = shown()
    assert 'href="?month=2020-12#stable"' in html
    assert by_caption(shown(month="2020-12"), "what chance explains").rows[0][0].startswith("IMT_KPI_01")


def test_the_lists_name_the_kpis_and_say_why(shown):
    html = shown()
    worse = by_caption(html, "worse than chance explains")
    assert worse.headers == ["KPI", "Two years", "Latest green month", "Green months", "Why"]
    assert [[row[0].split()[0], *row[2:]] for row in worse.rows] == [
        ["IMT_KPI_02", "Jun 21", "15", "Below the lower limit"],
        ["CSC_KPI_02", "Jun 21", "15", "Below the lower limit"],
    ]
    stable = by_caption(html, "what chance explains")
    assert [[row[0].split()[0], *row[2:]] for row in stable.rows] == [
        ["IMT_KPI_03", "Jun 21", "15"],
        ["CSC_KPI_01", "Jun 21", "5 (provisional)"],
    ]


def test_every_kpi_has_its_figures_as_a_line_and_leads_to_its_page(shown):
    html = shown()
    assert "<title>15 of 24 months to June 2021: 96.00% to 91.00%, lowest 91.00%" in html
    assert f'href="{reverse("kpi_detail", args=["TRK-1", "IMT_KPI_02"])}"' in html


def test_kpis_that_left_since_the_report_before_are_named(shown):
    (row,) = by_caption(shown(), "left service after December 2020").rows
    assert [row[0].split()[0], *row[2:]] == ["IMT_KPI_04", "Mar 21", "stable"]


def test_failing_kpis_are_told_with_the_month_and_provisional_ones_apart(shown):
    html = shown()
    failing = by_caption(html, "misses the target then in force")
    assert [[row[0].split()[0], *row[2:]] for row in failing.rows] == [
        ["CSC_KPI_02", "February 2024", "90.00%", "15"]
    ]
    provisional = by_caption(html, "too few green months")
    assert [[row[0].split()[0], *row[2:]] for row in provisional.rows] == [
        ["CSC_KPI_01", "December 2021", "90.00%", "5"]
    ]


def test_what_counts_is_said_with_its_source(shown):
    html = shown()
    assert "Only green results count, from April 2020 on" in html
    assert "Overview and Scrutiny Management Board of 27 January 2022" in html


@pytest.mark.parametrize(
    ("trend_from", "said"),
    [
        pytest.param(None, "The month from which green results are tracked is not set", id="not-tracked"),
        pytest.param(Month(2021, 7), "are tracked from July 2021 on", id="tracked-later"),
    ],
)
def test_without_a_trend_the_page_says_why(trend_from, said, tracked, shown):
    tracked.trend_from = trend_from
    tracked.save()
    html = shown()
    assert said in html
    assert tables(html) == []


def test_without_a_green_month_the_page_says_so(tracked, shown):
    for result in Result.objects.filter(contract=tracked):
        result.status = "red"
        result.save()
    assert "No KPI in service in June 2021 has been green since April 2020" in shown()


def test_a_month_that_is_not_there_is_a_friendly_404(tracked, client_of):
    someone = make_user("other@council.example")
    make_membership(someone, tracked, "member")
    response = client_of(someone).get(reverse("green_trend", args=["TRK-1"]), {"month": "2022-01"})
    assert response.status_code == 404
    assert "There is no such month" in response.content.decode()


def test_headings_go_down_one_step_at_a_time_and_names_are_not_repeated(shown):
    html = shown()
    levels = [level for level, _ in headings(html)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert len(ids(html)) == len(set(ids(html)))
