"""The programme's pages: the timeline as Table 5 has it, and each workstream with what was said of it."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

import pytest

from contracts.calculations.months import Month
from contracts.models import WorkstreamStage, WorkstreamUpdate
from contracts.programme import load_programme, month_told_of
from tests.contracts.planning import address, it_is, written
from tests.factories import make_membership
from tests.reports.pages import tables


@pytest.fixture(autouse=True)
def mid_august(monkeypatch):
    it_is(monkeypatch, date(2021, 8, 15))


@pytest.fixture
def stage(contract) -> WorkstreamStage:
    """IMT, Investigation, April to June 2021."""
    return written(WorkstreamStage, contract)


@pytest.fixture
def update(contract) -> WorkstreamUpdate:
    """IMT is on plan at the end of July 2021."""
    return written(WorkstreamUpdate, contract, as_at=date(2021, 7, 31), narrative="All goes well.")


class TestPage:
    @pytest.fixture
    def client(self, client_of, member):
        return client_of(member)

    def test_says_when_there_is_none(self, client, contract):
        html = client.get(address("programme", contract)).content.decode()
        assert "No programme is recorded on this contract yet." in html
        assert "Add a stage" not in html

    def test_officers_are_offered_to_add(self, client_of, officer, contract):
        html = client_of(officer).get(address("programme", contract)).content.decode()
        assert address("stage_add", contract) in html
        assert address("update_add", contract) in html

    @pytest.mark.parametrize(
        "today",
        [
            pytest.param(date(2021, 12, 31), id="on-the-day"),
            pytest.param(date(2024, 4, 1), id="when-all-is-over"),
        ],
    )
    def test_lincolnshire_s_is_table_5_of_the_report(
        self, lincolnshire, client_of, member, monkeypatch, today
    ):
        it_is(monkeypatch, today)
        make_membership(member, lincolnshire, "member")
        html = client_of(member).get(address("programme", lincolnshire)).content.decode()
        (table,) = tables(html)
        assert table.caption == "The programme by workstream and month, as at 31 December 2021"
        assert table.headers == [
            *("Workstream", "2021", "2022", "Jan 23 to Mar 24", "Status"),
            *(f"{month} 2021" for month in ("Jul", "Aug", "Sep", "Oct", "Nov")),
            "Dec 2021 NOW",
            *(f"{month} 2022" for month in ("Jan", "Feb", "Mar", "Apr", "May", "Jun")),
            *(f"{month} 2022" for month in ("Jul", "Aug", "Sep", "Oct", "Nov", "Dec")),
        ]
        assert table.rows[0] == [
            "IMT",
            "Investigation, July 2021 to August 2021",
            "Options Appraisal, September 2021 to January 2022, now",
            "Engagement, Scrutiny & Decision Making, February 2022 to May 2022",
            "Transition, June 2022 to March 2024",
            "On plan",
        ]
        assert [row[0] for row in table.rows] == [
            "IMT",
            "CSC",
            "HR Admin & Payroll",
            "Exchequer & ASC Finance",
        ]
        assert {row[-1] for row in table.rows} == {"On plan"}
        assert "meant to reach the Board in late April" in html

    def test_widths_of_a_row_add_up_to_those_of_the_head(self, lincolnshire):
        found = load_programme(lincolnshire, date(2022, 1, 27)).timeline
        assert found is not None
        assert [[cell.width for cell in lane] for line in found.lines for lane in line.lanes] == [
            [2, 5, 4, 8],
            *[[6, 3, 6, 4]] * 3,
        ]

    def test_what_is_dated_later_is_not_told_yet(self, client, contract, stage, update):
        written(WorkstreamUpdate, contract, as_at=date(2021, 8, 16), status="late")
        assert [
            row[-1] for row in tables(client.get(address("programme", contract)).content.decode())[0].rows
        ] == ["On plan"]

    def test_a_workstream_of_which_only_something_was_said_is_told_of(self, client, contract, update):
        html = client.get(address("programme", contract)).content.decode()
        assert tables(html) == []
        assert "All goes well." in html
        assert "as at 31 July 2021" in html

    def test_a_workstream_of_which_nothing_was_said_is_told_of(self, client, contract, stage):
        (table,) = tables(client.get(address("programme", contract)).content.decode())
        assert table.rows == [["IMT", "Investigation, April 2021 to June 2021", "Nothing said yet"]]

    def test_costs_as_many_queries_with_one_as_with_many(
        self, client, contract, stage, update, django_assert_num_queries
    ):
        with django_assert_num_queries(5):
            client.get(address("programme", contract))
        for number in range(12):
            written(WorkstreamStage, contract, workstream=f"W{number}", month_to="2023-12")
            written(WorkstreamUpdate, contract, workstream=f"W{number}")
        with django_assert_num_queries(5):
            client.get(address("programme", contract))


@pytest.mark.parametrize(
    ("today", "now"),
    [
        pytest.param(date(2021, 3, 31), Month(2021, 7), id="before-it-begins"),
        pytest.param(date(2021, 4, 1), Month(2021, 4), id="in-its-first-month"),
        pytest.param(date(2021, 6, 30), Month(2021, 6), id="in-its-last-month"),
        pytest.param(date(2021, 7, 1), Month(2021, 7), id="after-it-ended"),
        pytest.param(date(2026, 1, 1), Month(2021, 7), id="long-after"),
    ],
)
def test_now_is_this_month_while_the_programme_runs_and_else_that_of_the_latest_update(
    contract, stage, today, now
):
    stages = list(load_programme(contract, today).workstreams[0].stages)
    assert month_told_of(stages, date(2021, 7, 31), today) == now


class TestWorkstream:
    @pytest.fixture
    def client(self, client_of, officer):
        return client_of(officer)

    def test_has_its_stages_and_all_that_was_said_latest_first(self, client, contract, stage, update):
        written(
            WorkstreamUpdate, contract, as_at=date(2021, 6, 30), status="at_risk", narrative="Late papers."
        )
        written(WorkstreamUpdate, contract, workstream="CSC")
        stages, updates = tables(client.get(address("workstream_detail", contract, "IMT")).content.decode())
        assert [row[:3] for row in stages.rows] == [["Investigation", "April 2021", "June 2021"]]
        assert [row[:3] for row in updates.rows] == [
            ["31 July 2021", "On plan", "All goes well."],
            ["30 June 2021", "At risk", "Late papers."],
        ]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            pytest.param("?status=at_risk", ["30 June 2021"], id="status"),
            pytest.param("?search=papers", ["30 June 2021"], id="words"),
            pytest.param("?first=2021-07-31", ["31 July 2021"], id="from-its-day"),
            pytest.param("?last=2021-07-30", ["30 June 2021"], id="to-the-day-before"),
            pytest.param("?sort=as_at", ["30 June 2021", "31 July 2021"], id="earliest-first"),
        ],
    )
    def test_what_was_said_is_filtered_searched_and_sorted(self, client, contract, update, query, found):
        written(
            WorkstreamUpdate, contract, as_at=date(2021, 6, 30), status="at_risk", narrative="Late papers."
        )
        html = client.get(address("workstream_detail", contract, "IMT") + query).content.decode()
        assert [row[0] for row in tables(html)[-1].rows] == found

    def test_has_pages_of_25(self, client, contract, stage):
        for day in range(1, 27):
            written(WorkstreamUpdate, contract, as_at=date(2021, 7, day))
        html = client.get(address("workstream_detail", contract, "IMT") + "?page=2").content.decode()
        assert [row[0] for row in tables(html)[-1].rows] == ["1 July 2021"]

    def test_costs_as_many_queries_with_one_as_with_twenty(
        self, client, contract, stage, update, django_assert_num_queries
    ):
        with django_assert_num_queries(7):
            client.get(address("workstream_detail", contract, "IMT"))
        for day in range(1, 20):
            written(WorkstreamUpdate, contract, as_at=date(2021, 7, day))
            written(WorkstreamStage, contract, stage=f"Stage {day}")
        with django_assert_num_queries(7):
            client.get(address("workstream_detail", contract, "IMT"))

    @pytest.mark.parametrize("name", ["HR Admin & Payroll", "Exchequer/ASC", "Was heißt das?", "50% done #2"])
    def test_has_a_page_whatever_its_name(self, client, contract, name):
        written(WorkstreamStage, contract, workstream=name)
        page = client.get(address("programme", contract)).content.decode()
        path = address("workstream_detail", contract, name)
        assert path.replace("&", "&amp;") in page
        assert client.get(path).status_code == 200
        assert client.get(address("workstream_rename", contract, name)).status_code == 200

    @pytest.mark.parametrize("workstream", ["CSC", "\0"], ids=["another", "NUL"])
    def test_is_not_found_where_there_is_none_of_its_name(self, client, contract, stage, workstream):
        """PostgreSQL refuses to look for a NUL, so such an address must not come as far as the database."""
        for place in ("workstreams/", "rename/"):
            found = client.get(f"{address('programme', contract)}{place}{quote(workstream)}/")
            assert found.status_code == 404
