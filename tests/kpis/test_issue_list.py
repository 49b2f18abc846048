"""The list of issues: narrowed, sorted, in pages, and what it says in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kpis.issues.steps import IssueStep
from tests.kpis.issuing import TODAY, at, day, noted, raised
from tests.kpis.sheets import text_of

ESCALATE, RESOLVE, REOPEN = IssueStep.ESCALATE, IssueStep.RESOLVE, IssueStep.REOPEN


@pytest.fixture(autouse=True)
def at_the_end_of_september(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: TODAY)


@pytest.fixture
def kpi(contract):
    return contract.kpis.get(reference="IMT_KPI_01")


def listed(response) -> list[str]:
    return [row.record.reference for row in response.context["table"].paginated_rows]


def test_an_empty_list_says_so_and_offers_what_its_reader_may_do(contract, officer, member, client_of):
    for person, may in ((officer, True), (member, False)):
        answer = text_of(client_of(person).get(at("list", contract)))
        assert "No issue has been raised on this contract yet." in answer
        assert ("Raise an issue" in answer) is may


@pytest.fixture
def several(contract, officer, kpi):
    """I1 to I6, as of 30 September 2021."""
    area = contract.service_areas.get(code="CSC")
    late = {"due": TODAY - timedelta(days=1), "owner": "provider", "lead": "Head of IT"}
    noted(raised(contract, officer, kpi, **late), officer, on=90, text="A fire in the server room")
    raised(contract, officer, kind="substantive", under_control="no", service_area=area)
    back = raised(contract, officer, title="Payroll", due=TODAY)
    noted(back, officer, RESOLVE, 10)
    noted(back, officer, REOPEN, 80, status="monitoring", under_control="yes")
    noted(raised(contract, officer, raised=day(40)), officer, ESCALATE, 85)
    noted(raised(contract, officer, due=day(2)), officer, RESOLVE)
    raised(contract, officer, raised=TODAY - timedelta(days=59), service_area=area, cause="Old lines")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["I2", "I4", "I1", "I3", "I6", "I5"]),
        ("kind=substantive", ["I2", "I4"]),
        ("status=unresolved", ["I2", "I4", "I1", "I3", "I6"]),
        ("status=resolved", ["I5"]),
        ("status=monitoring", ["I3"]),
        ("under_control=no", ["I2"]),
        ("area=CSC", ["I2", "I6"]),
        ("area=IMT", ["I1"]),
        ("search=payroll", ["I3"]),
        ("search=fire", ["I1"]),
        ("search=imt_kpi_01", ["I1"]),
        ("search=old lost", ["I6"]),
        ("search=head", ["I1"]),
        ("search=nowhere", []),
        ("flag=overdue", ["I1"]),
        ("flag=recurring", ["I3"]),
        ("flag=escalated", ["I4"]),
        ("flag=quiet", ["I2"]),
        ("flag=overdue&area=CSC", []),
        ("sort=reference", ["I1", "I2", "I3", "I4", "I5", "I6"]),
        ("sort=age", ["I4", "I6", "I5", "I3", "I2", "I1"]),
        ("sort=due", ["I5", "I1", "I3", "I2", "I4", "I6"]),
        ("sort=-due", ["I3", "I1", "I5", "I2", "I4", "I6"]),
    ],
)
def test_the_list_is_narrowed_and_sorted(contract, member, client_of, several, query, expected):
    assert listed(client_of(member).get(f"{at('list', contract)}?{query}")) == expected


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("I1", ["Overdue by 1 day", "Provider: Head of IT"]),
        ("I2", ["No update for 91 days"]),
        ("I3", ["Came back once"]),
        ("I4", ["Escalated"]),
        ("I5", ["Took 10 days"]),
    ],
)
def test_the_list_says_in_words_what_asks_for_attention(
    contract, member, client_of, several, reference, words
):
    answer = client_of(member).get(f"{at('list', contract)}?search={reference}")
    assert listed(answer) == [reference]
    assert [word for word in words if word not in text_of(answer)] == []


def test_every_issue_of_the_list_leads_to_its_page(contract, officer, client_of):
    issue = raised(contract, officer)
    assert (
        f'href="{at("detail", contract, issue)}"'
        in client_of(officer).get(at("list", contract)).content.decode()
    )


def test_the_list_has_pages_of_twenty_five(contract, officer, client_of):
    for _ in range(26):
        raised(contract, officer)
    browser = client_of(officer)
    sizes = [len(listed(browser.get(f"{at('list', contract)}?page={page}"))) for page in (1, 2)]
    assert sizes == [25, 1]
