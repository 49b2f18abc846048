"""The programme: the page as Table 5 has it, and stages, updates and names of workstreams written down."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from contracts.actions.programme import add_part, change_part, rename_workstream
from contracts.actions.records import version_of
from contracts.calculations.months import Month
from contracts.models import WorkstreamStage, WorkstreamUpdate
from contracts.programme import load_programme, month_told_of
from contracts.refusals import ChangedMeanwhile, NotAllowed
from tests.factories import make_membership
from tests.reports.pages import tables
from tests.rows import unsaved


def it_is(monkeypatch, day: date) -> None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/London"))
    monkeypatch.setattr("django.utils.timezone.now", lambda: noon)


@pytest.fixture(autouse=True)
def mid_august(monkeypatch):
    it_is(monkeypatch, date(2021, 8, 15))


def written(model, contract, **columns):
    row = unsaved(model, contract, **columns)
    row.save()
    return row


@pytest.fixture
def stage(contract) -> WorkstreamStage:
    """IMT, Investigation, April to June 2021."""
    return written(WorkstreamStage, contract)


@pytest.fixture
def update(contract) -> WorkstreamUpdate:
    """IMT is on plan at the end of July 2021."""
    return written(WorkstreamUpdate, contract, as_at=date(2021, 7, 31), narrative="All goes well.")


def address(name: str, contract, *more) -> str:
    return reverse(name, args=[contract.reference, *more])


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

    def test_is_not_found_where_there_is_none_of_its_name(self, client, contract, stage):
        for name in ("workstream_detail", "workstream_rename"):
            assert client.get(address(name, contract, "CSC")).status_code == 404


class TestForms:
    STAGE = {"workstream": "CSC", "stage": "Options", "month_from": "2021-07", "month_to": "2021-09"}
    UPDATE = {"workstream": "IMT", "as_at": "2021-08-15", "status": "late", "narrative": "Papers are late."}

    @pytest.fixture
    def client(self, client_of, officer):
        return client_of(officer)

    def test_a_stage_is_added_after_those_that_are_there(self, client, contract, stage, officer):
        response = client.post(address("stage_add", contract), self.STAGE)
        assert response.url == address("workstream_detail", contract, "CSC")
        row = WorkstreamStage.objects.get(contract=contract, workstream="CSC")
        assert (row.month_from, row.month_to, row.position) == (Month(2021, 7), Month(2021, 9), 2)
        assert row.history.get().history_user == officer

    def test_the_form_names_the_workstreams_there_are(self, client, contract, stage):
        html = client.get(address("stage_add", contract) + "?workstream=IMT").content.decode()
        assert "One of IMT, or a new one" in html
        assert 'value="IMT"' in html

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            pytest.param({"month_to": "2021-06"}, "month_to", id="ends-before-it-begins"),
            pytest.param({"month_from": "2021-13"}, "month_from", id="no-such-month"),
            pytest.param({"workstream": " "}, "workstream", id="no-workstream"),
            pytest.param({"stage": "x" * 101}, "stage", id="too-long"),
            pytest.param(
                {"workstream": "IMT", "stage": "Investigation", "month_from": "2021-04"},
                "month_from",
                id="there-already",
            ),
        ],
    )
    def test_what_is_wrong_with_a_stage_stands_beside_its_field(self, client, contract, stage, typed, field):
        response = client.post(address("stage_add", contract), {**self.STAGE, **typed})
        assert list(response.context["form"].errors) == [field]
        assert WorkstreamStage.objects.filter(contract=contract).count() == 1

    def test_a_stage_of_one_month_is_a_stage(self, client, contract):
        assert (
            client.post(address("stage_add", contract), {**self.STAGE, "month_to": "2021-07"}).status_code
            == 302
        )

    def test_a_stage_is_changed(self, client, contract, stage):
        typed = {**self.STAGE, "workstream": "IMT", "seen": version_of(stage)}
        client.post(address("stage_change", contract, stage.pk), typed)
        stage.refresh_from_db()
        assert (stage.stage, stage.month_from, stage.position) == ("Options", Month(2021, 7), 1)

    def test_a_stage_that_stays_where_it_is_can_be_saved(self, client, contract, stage):
        typed = {
            "workstream": "IMT",
            "stage": "Investigation",
            "month_from": "2021-04",
            "month_to": "2021-07",
        }
        response = client.post(
            address("stage_change", contract, stage.pk), {**typed, "seen": version_of(stage)}
        )
        assert response.status_code == 302

    def test_the_second_of_two_is_shown_both_versions(self, client, contract, stage):
        seen = version_of(stage)
        stage.month_to = Month(2021, 8)
        stage.save()
        typed = {
            **self.STAGE,
            "workstream": "IMT",
            "stage": "Investigation",
            "month_from": "2021-04",
            "seen": seen,
        }
        response = client.post(address("stage_change", contract, stage.pk), typed)
        assert [each.label for each in response.context["form"].theirs] == ["Last month"]
        stage.refresh_from_db()
        assert stage.month_to == Month(2021, 8)

    def test_an_update_is_added(self, client, contract, update):
        client.post(address("update_add", contract), self.UPDATE)
        latest = WorkstreamUpdate.objects.filter(contract=contract).latest("as_at")
        assert (latest.as_at, latest.status, latest.narrative, latest.position) == (
            *(date(2021, 8, 15), "late"),
            *("Papers are late.", 2),
        )

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            pytest.param({"as_at": "2021-08-16"}, "as_at", id="tomorrow"),
            pytest.param({"as_at": "2021-07-31"}, "as_at", id="a-day-told-of-already"),
            pytest.param({"status": ""}, "status", id="no-status"),
        ],
    )
    def test_what_is_wrong_with_an_update_stands_beside_its_field(
        self, client, contract, update, typed, field
    ):
        response = client.post(address("update_add", contract), {**self.UPDATE, **typed})
        assert list(response.context["form"].errors) == [field]

    def test_an_update_is_changed(self, client, contract, update):
        typed = {**self.UPDATE, "as_at": "2021-07-31", "seen": version_of(update)}
        client.post(address("update_change", contract, update.pk), typed)
        update.refresh_from_db()
        assert (update.status, update.narrative) == ("late", "Papers are late.")

    @pytest.mark.parametrize("name", ["stage", "update"])
    def test_removing_asks_why_and_history_keeps_it(self, client, contract, name, request):
        row = request.getfixturevalue(name)
        path = address(f"{name}_remove", contract, row.pk)
        seen = version_of(row)
        assert list(client.post(path, {"reason": "", "seen": seen}).context["form"].errors) == ["reason"]
        assert client.post(path, {"reason": "Twice", "seen": seen}).url == address("programme", contract)
        assert not type(row).objects.filter(pk=row.pk).exists()
        assert type(row).history.filter(id=row.pk).first().history_change_reason == "Twice"

    @pytest.mark.parametrize(
        ("name", "model"), [("stage", WorkstreamStage), ("update", WorkstreamUpdate)], ids=["stage", "update"]
    )
    def test_what_is_another_contract_s_is_not_found(self, client, contract, other_contract, name, model):
        theirs = written(model, other_contract)
        for step in ("change", "remove"):
            assert client.get(address(f"{name}_{step}", contract, theirs.pk)).status_code == 404


class TestRenaming:
    @pytest.fixture
    def client(self, client_of, officer):
        return client_of(officer)

    def test_renames_all_stages_and_updates_at_once(self, client, contract, stage, update, officer):
        other = written(WorkstreamStage, contract, workstream="CSC")
        response = client.post(address("workstream_rename", contract, "IMT"), {"name": " Information "})
        assert response.url == address("programme", contract)
        for row in (stage, update, other):
            row.refresh_from_db()
        assert (stage.workstream, update.workstream, other.workstream) == (
            "Information",
            "Information",
            "CSC",
        )
        assert {row.history.first().history_date for row in (stage, update)} == {
            stage.history.first().history_date
        }
        assert stage.history.first().history_user == officer
        assert stage.history.first().history_change_reason == "IMT is now called Information"

    def test_a_name_that_is_taken_is_refused_on_the_form(self, client, contract, stage):
        written(WorkstreamUpdate, contract, workstream="CSC")
        response = client.post(address("workstream_rename", contract, "IMT"), {"name": "CSC"})
        assert response.context["form"].non_field_errors() == ["There is a workstream CSC already."]
        stage.refresh_from_db()
        assert stage.workstream == "IMT"

    def test_the_same_name_again_changes_nothing(self, contract, stage, officer):
        before = stage.history.count()
        rename_workstream(contract=contract, workstream="IMT", name="IMT", by=officer)
        assert stage.history.count() == before

    def test_one_that_was_renamed_meanwhile_is_not_renamed_again(self, contract, stage, officer):
        rename_workstream(contract=contract, workstream="IMT", name="IT", by=officer)
        with pytest.raises(ChangedMeanwhile, match="IMT"):
            rename_workstream(contract=contract, workstream="IMT", name="Technology", by=officer)


class TestActions:
    def test_what_is_there_already_is_not_added(self, contract, officer, update):
        with pytest.raises(NotAllowed, match="already"):
            add_part(part=unsaved(WorkstreamUpdate, contract, as_at=update.as_at), by=officer)

    def test_one_is_not_changed_into_another(self, contract, officer, stage):
        other = written(WorkstreamStage, contract, stage="Options")
        other.stage = stage.stage
        with pytest.raises(NotAllowed, match="already"):
            change_part(part=other, fields=["stage"], seen=version_of(other), by=officer)
