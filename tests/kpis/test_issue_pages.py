"""The pages of issues: what they show, whom they let write, and what they cost."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.models import Issue
from kpis.actions.issues import version_of
from kpis.issues.steps import IssueStep
from kpis.models import IssueKpi
from tests.factories import make_kpi, make_membership, make_result
from tests.kpis.issuing import TODAY, at, day, noted, raised
from tests.kpis.sheets import text_of

ESCALATE, RESOLVE, REOPEN = IssueStep.ESCALATE, IssueStep.RESOLVE, IssueStep.REOPEN


@pytest.fixture(autouse=True)
def at_the_end_of_september(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: TODAY)


@pytest.fixture
def kpi(contract):
    return contract.kpis.get(reference="IMT_KPI_01")


@pytest.fixture
def issue(contract, officer, kpi):
    return raised(contract, officer, kpi)


def stored(issue: Issue) -> Issue:
    return Issue.objects.get(pk=issue.pk)


# One issue.


def test_the_page_of_an_issue_tells_all_of_it(contract, officer, member, client_of, kpi):
    make_result(kpi, "2021-06", "92")
    issue = raised(
        contract,
        officer,
        kpi,
        **{"cause": "Old lines", "impact": "People wait", "response": "New lines", "due": day(20)},
        **{
            "provider_view": "All is well",
            "provider_view_source": "Letter of 2 July",
            "client_view": "Far from it",
        },
    )
    noted(issue, officer, RESOLVE, 10, text="New lines are in")
    noted(issue, officer, REOPEN, 20, text="Lost again", under_control="no")
    noted(issue, officer, ESCALATE, 30, text="The third time")
    answer = text_of(client_of(member).get(at("detail", contract, issue)))
    told = [
        *("Old lines", "People wait", "New lines", "All is well", "From: Letter of 2 July", "Far from it"),
        *("IMT_KPI_01", "Amber", "June 2021", "Overdue by 71 days", "Came back once", "91 days"),
        *("Resolved", "Came back: open again", "Under control: yes before, no now"),
        *("Snagging became substantive", "escalated on 31 July 2021", "The third time"),
        *("Raised: snagging, partly under control", "written by Olive Officer"),
    ]
    assert [words for words in told if words not in answer] == []


@pytest.mark.parametrize(("who", "keeps"), [("officer", True), ("manager", True), ("member", False)])
def test_only_who_keeps_the_record_is_offered_steps(contract, issue, client_of, request, who, keeps):
    noted(issue, request.getfixturevalue("officer"))
    page = client_of(request.getfixturevalue(who)).get(at("detail", contract, issue)).content.decode()
    steps = ("update", "escalate", "resolve", "change", "remove", "correct", "take_back")
    assert {at(step, contract, issue) in page for step in steps} == {keeps}


def test_the_page_of_a_kpi_names_the_issues_that_show_in_it(contract, issue, member, client_of):
    address = reverse("kpi_detail", args=[contract.reference, "IMT_KPI_01"])
    other = reverse("kpi_detail", args=[contract.reference, "IMT_KPI_02"])
    browser = client_of(member)
    assert f"{issue.reference}: {issue.title}" in text_of(browser.get(address))
    assert "Issues that show in it" not in text_of(browser.get(other))


# Raising and changing.

TYPED = {
    **{"title": "Calls are lost", "kind": "snagging", "under_control": "no", "raised": "2021-07-01"},
    **{"service_area": "", "owner": "", "lead": "", "due": ""},
}


def errors_of(response) -> dict[str, list[str]]:
    return dict(response.context["form"].errors)


def test_an_issue_is_raised_open_with_its_kpis(contract, officer, client_of, kpi):
    answer = client_of(officer).post(at("add", contract), {**TYPED, "kpis": [kpi.pk]}, follow=True)
    issue = contract.issues.get()
    assert (issue.reference, issue.status, issue.under_control) == ("I1", "open", "no")
    assert list(issue.kpi_links.values_list("kpi", flat=True)) == [kpi.pk]
    assert "Issue I1 is raised." in text_of(answer)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"title": ""}, "title", "Fill in “What is wrong, in a line”."),
        ({"kind": ""}, "kind", "Choose one under “Kind”."),
        ({"raised": "2021-10-01"}, "raised", "in the future"),
        ({"raised": "31/02/2021"}, "raised", "a day that exists"),
        ({"provider_view": "All is well"}, "provider_view_source", "where the provider's view comes from"),
        ({"due": "2021-06-30"}, "due", "cannot be due before it was raised"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(
    contract, officer, client_of, typed, field, words
):
    answer = client_of(officer).post(at("add", contract), {**TYPED, "cause": "Old lines", **typed})
    assert list(errors_of(answer)) == [field]
    assert words in errors_of(answer)[field][0]
    assert "Old lines" in answer.content.decode()
    assert not contract.issues.exists()


def test_a_kpi_of_another_contract_cannot_be_chosen(contract, other_contract, officer, client_of):
    stranger = other_contract.kpis.get()
    answer = client_of(officer).post(at("add", contract), {**TYPED, "kpis": [stranger.pk]})
    assert errors_of(answer) == {"kpis": ["Choose KPIs of this contract."]}


def typed_of(browser, address: str, **changes: object) -> dict[str, object]:
    """What a browser would send from a page with a form, with some of it typed anew."""
    form = browser.get(address).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in {**shown, **changes}.items() if value is not None}


def test_changing_an_issue_leaves_where_it_stands_to_its_log(contract, issue, officer, client_of):
    browser, address = client_of(officer), at("change", contract, issue)
    typed = typed_of(browser, address, title="Calls are lost at night", kind="substantive", status="resolved")
    browser.post(address, typed)
    now = stored(issue)
    assert (now.title, now.kind, now.status) == ("Calls are lost at night", "snagging", "open")
    assert set(IssueKpi.objects.filter(issue=issue).values_list("kpi__reference", flat=True)) == {
        "IMT_KPI_01"
    }


def test_a_view_that_came_without_its_source_holds_up_no_other_change(barnet, officer, client_of):
    make_membership(officer, barnet)
    issue = barnet.issues.get(reference="I1")
    browser, address = client_of(officer), at("change", barnet, issue)
    assert browser.post(address, typed_of(browser, address, lead="Head of IT")).status_code == 302
    assert stored(issue).lead == "Head of IT"


def test_who_changes_an_issue_meanwhile_changed_sees_both_versions(
    contract, issue, officer, second_officer, client_of
):
    browser, address = client_of(officer), at("change", contract, issue)
    typed = typed_of(browser, address, title="Mine")
    other = client_of(second_officer)
    other.post(address, typed_of(other, address, title="Theirs", kpis=[]))
    answer = browser.post(address, typed)
    assert "Somebody changed this while you were looking at it." in text_of(answer)
    theirs = [(each.now, each.typed) for each in answer.context["form"].theirs]
    assert theirs == [("Theirs", "Mine"), ("nothing", "IMT_KPI_01")]
    assert stored(issue).title == "Theirs"
    browser.post(address, typed_of_answer(answer))
    assert stored(issue).title == "Mine"


def typed_of_answer(answer) -> dict[str, object]:
    """What a browser would send from the page it was answered."""
    form = answer.context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value is not None}


# Steps.


@pytest.mark.parametrize(
    ("step", "typed", "stands"),
    [
        ("update", {"status": "monitoring", "under_control": "yes"}, ("snagging", "monitoring", "yes")),
        ("escalate", {"under_control": "no"}, ("substantive", "open", "no")),
        ("resolve", {}, ("snagging", "resolved", "yes")),
    ],
)
def test_a_step_goes_into_the_log_and_moves_the_issue(
    contract, issue, officer, client_of, step, typed, stands
):
    browser, address = client_of(officer), at(step, contract, issue)
    sent = typed_of(browser, address, as_at="2021-09-29", text="Thus", **typed)
    assert browser.post(address, sent).url == at("detail", contract, issue)
    now = stored(issue)
    assert (now.kind, now.status, now.under_control) == stands
    assert list(now.updates.values_list("as_at", "text")) == [(date(2021, 9, 29), "Thus")]


@pytest.mark.parametrize("step", ["update", "escalate", "resolve"])
@pytest.mark.parametrize(
    ("typed", "field"),
    [
        pytest.param({"text": ""}, "text", id="no-text"),
        pytest.param({"as_at": "2021-10-01"}, "as_at", id="tomorrow"),
        pytest.param({"as_at": "2021-06-30"}, "as_at", id="before-it-was-raised"),
    ],
)
def test_a_step_that_is_wrong_is_not_taken(contract, issue, officer, client_of, step, typed, field):
    browser, address = client_of(officer), at(step, contract, issue)
    answer = browser.post(address, typed_of(browser, address, **{"text": "Thus", **typed}))
    assert list(errors_of(answer)) == [field]
    assert not issue.updates.exists()


def test_a_step_that_an_issue_cannot_take_leads_back_with_what_was_typed(contract, issue, officer, client_of):
    browser, address = client_of(officer), at("resolve", contract, issue)
    typed = typed_of(browser, address, text="New lines are in")
    noted(issue, officer, RESOLVE)
    answer = browser.post(address, typed, follow=True)
    assert "It is resolved: reopen it first. You wrote: “New lines are in”" in text_of(answer)
    assert issue.updates.count() == 1


def test_who_writes_into_a_log_that_went_on_meanwhile_is_told_and_can_send_again(
    contract, issue, officer, second_officer, client_of
):
    browser, address = client_of(officer), at("update", contract, issue)
    typed = typed_of(browser, address, text="Mine")
    noted(issue, second_officer, text="Theirs", status="monitoring")
    answer = browser.post(address, typed)
    assert "Somebody changed this while you were looking at it." in text_of(answer)
    assert "Theirs" in text_of(answer)
    assert issue.updates.count() == 1
    browser.post(address, typed_of_answer(answer))
    assert list(issue.updates.order_by("number").values_list("text", flat=True)) == ["Theirs", "Mine"]


def test_the_last_entry_is_put_right_for_a_reason(contract, issue, officer, client_of):
    noted(issue, officer, RESOLVE)
    browser, address = client_of(officer), at("correct", contract, issue)
    typed = typed_of(browser, address, as_at="2021-07-20")
    assert list(errors_of(browser.post(address, typed))) == ["reason"]
    browser.post(address, {**typed, "reason": "The wrong day"})
    assert stored(issue).resolved_on == day(19)


def test_the_last_entry_is_taken_back_for_a_reason(contract, issue, officer, client_of):
    noted(issue, officer, ESCALATE)
    browser, address = client_of(officer), at("take_back", contract, issue)
    assert list(errors_of(browser.post(address, typed_of(browser, address)))) == ["reason"]
    browser.post(address, typed_of(browser, address, reason="The wrong issue"))
    assert (stored(issue).kind, issue.updates.exists()) == ("snagging", False)


@pytest.mark.parametrize("step", ["correct", "take_back"])
def test_an_empty_log_has_nothing_to_put_right(contract, issue, officer, client_of, step):
    answer = client_of(officer).get(at(step, contract, issue), follow=True)
    assert "The log of I1 is empty." in text_of(answer)


def test_an_issue_is_removed_for_a_reason(contract, issue, officer, client_of):
    browser, address = client_of(officer), at("remove", contract, issue)
    typed = typed_of(browser, address, reason="Raised twice")
    assert browser.post(address, typed).url == at("list", contract)
    assert not contract.issues.exists()


def test_an_issue_that_changed_meanwhile_is_not_removed(contract, issue, officer, second_officer, client_of):
    browser, address = client_of(officer), at("remove", contract, issue)
    typed = typed_of(browser, address, reason="Raised twice")
    noted(issue, second_officer)
    answer = browser.post(address, typed)
    assert "Somebody changed this" in text_of(answer)
    assert "Raised twice" in answer.content.decode()
    assert answer.context["form"]["seen"].value() == str(version_of(issue))
    assert contract.issues.exists()


# What the pages cost.


def _many(contract, officer, count: int) -> Issue:
    kpis = [make_kpi(contract, f"IMT_KPI_2{number}") for number in range(count)]
    for kpi in kpis:
        make_result(kpi, "2021-07", "96")
    for _ in range(count):
        issue = raised(contract, officer, *kpis)
        for number in range(count):
            noted(issue, officer, on=number)
    return issue


@pytest.mark.parametrize("count", [1, 4])
def test_the_pages_cost_no_more_for_more_issues_entries_and_kpis(contract, officer, client_of, count):
    issue = _many(contract, officer, count)
    browser = client_of(officer)
    browser.get(at("list", contract))
    costs = {}
    for name, number in (("list", 0), ("detail", 1), ("add", 0), ("change", 1), ("update", 1), ("remove", 1)):
        with CaptureQueriesContext(connection) as asked:
            browser.get(at(name, contract, issue if number else None))
        costs[name] = len(asked)
    assert costs == COSTS


COSTS = {"list": 7, "detail": 6, "add": 5, "change": 11, "update": 9, "remove": 9}
"""Queries by page, the session's and the account's included."""
