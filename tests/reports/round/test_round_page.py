"""The page of a contract in the round."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from contracts.models import (
    Assurance,
    Commitment,
    Highlight,
    Issue,
    Meeting,
    Objective,
    ObjectiveAssessment,
    Saving,
    WorkstreamStage,
    WorkstreamUpdate,
)
from kpis.models import IssueKpi
from reports.governance.load import day_reported
from reports.round.page import round_of
from reports.statements import load_periods, load_record
from reports.timeline import timeline_at
from tests.factories import make_contract, make_kpi, make_membership, make_result, make_user
from tests.reports.pages import headings, ids, tables


def round_page(contract, month, as_at=None):
    periods = load_periods(contract)
    timeline = timeline_at(periods, month)
    record = load_record(contract, periods, timeline.first_of_grid, timeline.chosen.month)
    return round_of(record, timeline, as_at or day_reported(timeline.chosen.month))


def address_of(contract, month=""):
    address = reverse("round", args=[contract.reference])
    return f"{address}?month={month}" if month else address


@pytest.fixture
def html_of(client_of, db):
    """``html_of(contract)``: the page as a new member of the contract reads it."""

    def read(contract, month=""):
        user = make_user("reader@council.example")
        make_membership(user, contract, "member")
        response = client_of(user).get(address_of(contract, month))
        assert response.status_code == 200
        return response.content.decode()

    return read


class TestBarnet:
    """June 2014, as the briefing to the committee tells it."""

    @pytest.fixture
    def page(self, barnet):
        return round_page(barnet, "2014-05")

    def test_the_registers_are_read_on_the_day_of_the_meeting(self, page):
        assert page.as_at == date(2014, 6, 30)
        assert str(page.next_meeting) == "Performance & Contract Management Committee, 2014-06-30"

    def test_the_page_can_be_read_at_a_glance(self, page):
        assert {line.name: line.sentence for line in page.lines} == {
            "Objectives": "Of 8 objectives the client rates 2 on track and 1 mixed; the provider rates "
            "1 mixed; where both gave a view they agree; 5 objectives have no rating yet",
            "Money": "£6,000,000 saved to 2013/14, as contracted",
            "Service": "2 of 2 KPIs met target in May 2014; none fell below the minimum. "
            "% of calls answered: 97.0% in May 2014; 90.0% before the contract, so better now. "
            "Average days to process a new benefit claim: 8 days in May 2014; before the contract: "
            "well above today's figure; not printed. "
            "2 of 2 KPIs are better than in the first month",
            "Going well": "6 highlights since December 2013, of FIN, CS, REV, IS and HR",
            "Issues": "4 issues are open, 3 of them substantive; "
            "I2 (Members' IT: support after the elections) and I3 (Schools HR service) "
            "are only partly under control",
            "Commitments": "4 of 4 commitments are delivered",
            "Assurances": "3 assurances are open; 3 without a day to be answered by",
            "Programme": "No programme is recorded",
        }

    def test_what_is_only_partly_under_control_calls_for_attention(self, page):
        assert [line.name for line in page.lines if line.calls] == ["Issues"]

    def test_substantive_issues_come_first_and_the_least_controlled_of_them(self, page):
        assert [row.reference for row in page.issues] == ["I2", "I3", "I1", "I4"]

    def test_calls_received_stand_beside_the_rate(self, page):
        assert [kpi.line.reference for kpi in page.kpis] == ["CS_01", "REV_01"]
        assert [row.kpi for row in page.volumes] == ["CS_02"]

    def test_every_part_says_what_is_in_it(self, barnet, html_of):
        html = html_of(barnet, "2014-05")
        assert [text for level, text in headings(html) if level == 2 and text != "Support links"] == [
            "How the contract stood on 30 June 2014",
            "Outcome against objectives",
            "Money",
            "Service performance in May 2014",
            "What goes well",
            "What does not, and whether it is under control",
            "Commitments",
            "What we asked for and got",
            "Programme",
        ]
        assert len(ids(html)) == len(set(ids(html)))
        objectives = tables(html)[0]
        assert objectives.rows[2][0].startswith("O3 Improve customer service performance")
        assert objectives.rows[2][2].startswith("Mixed Performance is better than the baseline")
        assert objectives.rows[2][1].startswith("Mixed A distinction is drawn between snagging")


def test_of_many_kpis_those_that_missed_their_target_are_shown(lincolnshire):
    page = round_page(lincolnshire, "2021-12")
    assert [(kpi.line.reference, kpi.line.status) for kpi in page.kpis] == [("PM_KPI_06", "amber")]
    assert page.left_out == 38


def test_a_contract_without_governance_says_so(contract, html_of):
    html = html_of(contract)
    for sentence in (
        "No objectives are recorded.",
        "No savings are recorded.",
        "No highlight is recorded since April 2021.",
        "No issue is open.",
        "No commitment is open or was settled since the report before.",
        "Nothing that a committee asked for is open, or was answered since the report before.",
        "No programme is recorded.",
        "None is recorded on or after",
    ):
        assert sentence in html


def test_a_contract_that_has_opened_no_month_says_so(html_of, db):
    html = html_of(make_contract("NEW-1"))
    assert "No months yet" in html
    assert "At a glance" in html


def test_a_month_that_is_not_there_is_not_found(client_of, member, contract):
    assert client_of(member).get(address_of(contract, "2020-01")).status_code == 404


@pytest.mark.parametrize(
    ("today", "as_at"),
    [
        pytest.param(date(2021, 8, 30), "30 August 2021", id="the-day-before-the-month-is-over"),
        pytest.param(date(2021, 8, 31), "31 August 2021", id="the-last-day"),
        pytest.param(date(2021, 9, 1), "31 August 2021", id="the-day-after"),
    ],
)
def test_the_registers_are_never_read_on_a_day_to_come(contract, html_of, monkeypatch, today, as_at):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: today)
    assert f"How the contract stood on {as_at}" in html_of(contract, "2021-07")


def test_a_page_goes_by_the_day(client_of, member, contract, monkeypatch):
    client = client_of(member)
    client.get(address_of(contract))
    tag = client.get(address_of(contract)).headers["ETag"]
    assert client.get(address_of(contract)).headers["ETag"] == tag
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: date(2030, 1, 1))
    assert client.get(address_of(contract)).headers["ETag"] != tag


def govern(contract, times):
    """So many rows of every register."""
    day, area = date(2021, 7, 1), contract.service_areas.get(code="IMT")
    for place in range(1, times + 1):
        kpi = make_kpi(contract, f"IMT_KPI_{50 + place}", baseline="90")
        make_result(kpi, "2021-07", value="80")
        common = {"contract": contract}
        named = {**common, "reference": f"R{place}"}
        objective = Objective.objects.create(**named, horizon="contract", text="Save.")
        for view in ("client", "provider"):
            ObjectiveAssessment.objects.create(objective=objective, as_at=day, view=view, rating="mixed")
        Saving.objects.create(
            **common, financial_year=f"{2000 + place}/{place + 1:02}", contracted=1, delivered=2
        )
        Highlight.objects.create(**common, as_at=day, service_area=area, text="Well done.")
        facts = {"kind": "substantive", "raised": day, "under_control": "no", "status": "open"}
        issue = Issue.objects.create(**named, title="Slow", service_area=area, **facts)
        IssueKpi.objects.create(issue=issue, kpi=kpi)
        Commitment.objects.create(**named, text="A fair.", kind="service", due=day, status="open")
        asked = {"meeting": "Board", "requested": day, "owner": "client", "due": day, "status": "open"}
        Assurance.objects.create(**named, text="An update.", **asked)
        Meeting.objects.create(**named, committee=f"Board {place}", held_on=date(2021, 9, place))
        months = {"month_from": "2021-04", "month_to": "2021-09", "position": place}
        WorkstreamStage.objects.create(**common, workstream=f"W{place}", stage="Build", **months)
        told = {"as_at": day, "status": "late", "position": place}
        WorkstreamUpdate.objects.create(**common, workstream=f"W{place}", **told)


def test_what_is_overdue_late_or_out_of_control_calls_for_attention(contract):
    govern(contract, 1)
    sentences = {line.name: line.sentence for line in round_page(contract, "2021-07").lines if line.calls}
    assert sentences["Issues"] == "1 issue is open, 1 of them substantive; R1 (Slow) is not under control"
    assert sentences["Commitments"] == "0 of 1 commitment are delivered; R1 is overdue"
    assert sentences["Assurances"] == "1 assurance is open; R1 is overdue"
    assert sentences["Programme"] == "Of 1 workstream, 1 late"
    assert sentences.keys() == {"Service", "Issues", "Commitments", "Assurances", "Programme"}


@pytest.mark.parametrize("times", [pytest.param(2, id="few-rows"), pytest.param(9, id="many-rows")])
def test_queries_do_not_grow(contract, client_of, member, times, django_assert_num_queries):
    govern(contract, times)
    client = client_of(member)
    with django_assert_num_queries(21):
        html = client.get(address_of(contract, "2021-07")).content.decode()
    assert html.count("Partly under control") == 0
    assert html.count("Not under control") == times
