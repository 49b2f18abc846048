"""Writing down the programme: stages, updates and names of workstreams."""

from __future__ import annotations

from datetime import date

import pytest

from contracts.actions.programme import add_part, change_part, rename_workstream
from contracts.actions.records import version_of
from contracts.calculations.months import Month
from contracts.models import WorkstreamStage, WorkstreamUpdate
from contracts.refusals import ChangedMeanwhile, NotAllowed
from tests.contracts.planning import address, it_is, written
from tests.rows import unsaved


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
            pytest.param({"workstream": ".."}, "workstream", id="a-name-that-no-address-can-have"),
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

    def test_a_name_that_no_address_can_have_is_refused(self, client, contract, stage):
        response = client.post(address("workstream_rename", contract, "IMT"), {"name": ".."})
        assert list(response.context["form"].errors) == ["name"]

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
