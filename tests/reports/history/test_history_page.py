"""The History page: who changed what, when, from what to what, why."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from contracts.append_only import Frozen
from contracts.models import ChangeNotice, Membership
from contracts.recording import record_changes
from reports.history.kinds import BY_SLUG, KINDS
from reports.history.strokes import FEW
from tests.contracts.test_recording import changed_columns
from tests.factories import make_kpi, make_result, make_terms
from tests.reports.history.conftest import notices
from tests.rows import recorded_models, unsaved

NINETY_FOUR, NINETY_FIVE = Decimal("94.2"), Decimal("95.1")


def told(entry):
    """What an entry says of its rows: name, what was done, and the columns with old and new."""
    return [
        (line.name, line.done, {change.field: (change.old, change.new) for change in line.changes})
        for line in entry.lines
    ]


def page_of(client, name, *args, **asked):
    response = client.get(reverse(name, args=args), asked)
    assert response.status_code == 200
    return response


def test_every_kind_of_row_that_is_recorded_is_told_of():
    assert {kind.model for kind in KINDS} == set(recorded_models())
    assert len(BY_SLUG) == len(KINDS)


def test_a_value_that_was_corrected_says_from_what_to_what(entries, enter, officer, second_officer):
    enter(officer, "IMT_KPI_01", NINETY_FOUR, comment="Two days late.")
    enter(second_officer, "IMT_KPI_01", NINETY_FIVE, comment="Two days late.", version=1)
    corrected, added = entries(officer, kind="result")
    assert (corrected.by, added.by) == ("Oscar Officer", "Olive Officer")
    assert told(corrected) == [
        (
            "Result of IMT_KPI_01 for July 2021",
            "changed",
            {
                "Stated value": ("94.2", "95.1"),
                "Value": ("94.2", "95.1"),
                "Status": ("Amber", "Green"),
                "Underlying status": ("Amber", "Green"),
            },
        )
    ]
    ((name, done, says),) = told(added)
    assert (name, done) == ("Result of IMT_KPI_01 for July 2021", "added")
    assert says["Comment"] == ("", "Two days late.")


def test_a_row_that_was_removed_says_what_it_was(entries, officer, contract):
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "94.2").delete()
    removed, _ = entries(officer, kind="result")
    ((name, done, says),) = told(removed)
    assert (name, done, says["Value"]) == ("Result of IMT_KPI_01 for July 2021", "removed", ("94.2", ""))


def test_a_change_says_why(entries, officer, contract):
    area = contract.service_areas.get(code="IMT")
    area.name = "Digital"
    record_changes([area], ["name"], contract=contract, by=officer, reason="renamed by the council")
    (entry, *_) = entries(officer, kind="service-area")
    assert (entry.why, told(entry)) == (
        "renamed by the council",
        [("Service area IMT", "changed", {"Name": ("IMT services", "Digital")})],
    )


def test_what_was_saved_as_it_was_says_so(client_of, officer, contract):
    contract.service_areas.get(code="IMT").save()
    page = page_of(client_of(officer), "history", contract.reference)
    assert "Saved without a change." in page.content.decode()


SAID_BY_NAME = {"mitigated-kpi", "saving", "kpi-of-an-issue", "meeting-paper", "left-out-highlight"}
"""Kinds whose plainest row says nothing that is not in its name."""


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_adding_changing_and_removing_a_row_of_every_kind_are_told(
    kind, contract, manager, entries, client_of
):
    if kind.model is type(contract):
        contract.title = "Another title"
        contract.save()
        row, expected = contract, ["changed", "added"]
    else:
        row = unsaved(kind.model, contract)
        row.save()
        if issubclass(kind.model, Frozen):
            expected = ["added"]
        else:
            changed_columns(row)
            row.save()
            expected = ["removed", "changed", "added"]
    key = row.pk
    if "removed" in expected:
        row.delete()
    found = [line for entry in entries(manager, kind=kind.slug) for line in entry.lines if line.row == key]
    assert [line.done for line in found] == expected
    assert found[-1].changes or kind.slug in SAID_BY_NAME
    page = page_of(client_of(manager), "history_object", contract.reference, kind.slug, key)
    assert found[0].name in page.content.decode()


def test_what_hung_on_a_row_that_is_gone_is_still_told_by_name(entries, officer, contract):
    kpi = make_kpi(contract, "IMT_KPI_09")
    kpi.terms.get().delete()
    kpi.delete()
    names = {line.name for entry in entries(officer, words="IMT_KPI_09") for line in entry.lines}
    assert names == {"KPI IMT_KPI_09", "Terms of IMT_KPI_09 from April 2021"}


def test_nothing_of_another_contract_is_told(entries, officer, contract, other_contract):
    make_terms(other_contract.kpis.get(), "2021-09")
    ours = {line.row for entry in entries(officer, kind="kpi-terms") for line in entry.lines}
    assert ours == {row.pk for kpi in contract.kpis.all() for row in kpi.terms.all()}


@pytest.mark.parametrize(("count", "opened"), [(FEW, 0), (FEW + 1, 1)], ids=["few", "one-too-many"])
def test_many_rows_written_together_are_one_entry_that_opens(
    count, opened, entries, officer, contract, client_of
):
    notices(contract, count, by=officer, reason="loaded")
    (entry,) = entries(officer, kind="change-notice")
    assert entry.summary == f"{count} change notices added"
    assert len(entry.lines) == (0 if opened else count)
    browser = client_of(officer)
    links = reverse("history_together", args=[contract.reference, "change-notice", entry.last])
    listing = page_of(browser, "history", contract.reference, kind="change-notice").content.decode()
    assert listing.count(links) == opened
    page = page_of(browser, "history_together", contract.reference, "change-notice", entry.last)
    assert [line.name for line in page.context["page"]] == [f"Change notice CCN{n}" for n in range(count)]
    assert "Olive Officer: loaded" in page.content.decode()


def test_rows_of_another_person_or_reason_are_another_entry(entries, officer, second_officer, contract):
    first = notices(contract, 2, by=officer, reason="loaded")
    for person, reason in ((second_officer, "corrected"), (second_officer, "corrected again")):
        record_changes(first, ["title"], contract=contract, by=person, reason=reason)
    assert [(entry.by, entry.why) for entry in entries(officer, kind="change-notice")] == [
        ("Oscar Officer", "corrected again"),
        ("Oscar Officer", "corrected"),
        ("Olive Officer", "loaded"),
    ]


def test_a_whole_contract_that_came_with_a_file_is_a_page_not_a_book(lincolnshire, manager, client_of):
    Membership.objects.create(contract=lincolnshire, user=manager, role="manager")
    page = page_of(client_of(manager), "history", lincolnshire.reference)
    summaries = [entry.summary for entry in page.context["page"]]
    assert "2,872 results added" in summaries
    assert len(summaries) <= 25


def test_the_pages_keep_the_filters(client_of, officer, contract):
    area = contract.service_areas.get(code="IMT")
    for number in range(26):
        area.name = f"Name {number}"
        area.save()
    page = page_of(client_of(officer), "history", contract.reference, kind="service-area", page=2)
    # The newest are on page 1: page 2 has the first change and how both areas came to be.
    assert [line.done for entry in page.context["page"] for line in entry.lines] == [
        "changed",
        "added",
        "added",
    ]
    assert "?kind=service-area&amp;page=1" in page.content.decode()


@pytest.mark.parametrize("name", ["history_object", "history_object_download"])
def test_a_row_s_own_history_tells_of_its_parts_and_of_nothing_else(
    name, client_of, officer, contract, enter
):
    enter(officer, "IMT_KPI_01", NINETY_FOUR)
    enter(officer, "CSC_KPI_01", NINETY_FOUR)
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    response = client_of(officer).get(reverse(name, args=[contract.reference, "kpi", kpi.pk]))
    said = (b"".join(response.streaming_content) if response.streaming else response.content).decode()
    for told_of in ("KPI IMT_KPI_01", "Terms of IMT_KPI_01", "Result of IMT_KPI_01"):
        assert told_of in said
    assert "CSC_KPI_01" not in said


def test_a_month_s_history_has_its_results(client_of, officer, period, enter):
    enter(officer, "IMT_KPI_01", NINETY_FOUR)
    page = page_of(client_of(officer), "history_object", period.contract.reference, "period", period.pk)
    names = [line.name for entry in page.context["page"] for line in entry.lines]
    assert names == ["Result of IMT_KPI_01 for July 2021", "Month July 2021"]


@pytest.mark.parametrize(
    ("kind", "row"),
    [("kpi", 10**9), ("kpi", 10**30), ("nonsense", 1), ("change-notice", 1)],
    ids=["no-such-row", "no-such-number", "no-such-kind", "another-contract's"],
)
@pytest.mark.parametrize("name", ["history_object", "history_together"])
def test_what_is_not_there_is_not_found(name, kind, row, client_of, officer, contract, other_contract):
    if kind == "change-notice":
        notices(other_contract, 1)
        row = ChangeNotice.history.latest().history_id
    path = reverse(name, args=[contract.reference, kind, row])
    assert client_of(officer).get(path).status_code == 404


@pytest.mark.parametrize(("rows", "times"), [(1, 2), (4, 9)], ids=["little", "much"])
def test_the_page_takes_as_many_queries_however_much_there_is(
    rows, times, contract, manager, client_of, django_assert_num_queries
):
    for _ in range(times):
        for name, field in (("kpis", "owner"), ("periods", "returned_because"), ("service_areas", "name")):
            changed = list(getattr(contract, name).order_by("pk")[:rows])
            record_changes(changed, [field], contract=contract, by=manager)
    browser = client_of(manager)
    path = reverse("history", args=[contract.reference])
    browser.get(path)
    # Session, person and contract; who wrote, how many and which; three kinds with the versions
    # before, and the names of what they point to.
    with django_assert_num_queries(15):
        assert len(browser.get(path, {"by": manager.pk}).context["page"]) == min(3 * times, 25)
