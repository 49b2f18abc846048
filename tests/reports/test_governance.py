"""How a contract stood at the end of a day: what is dated later is left out, what ended later was open."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from contracts.calculations.months import Month
from kpis.models import IssueKpi
from reports.export import as_data
from reports.governance.load import day_reported, governance_of
from reports.statements import statement_for
from reports.statements.files import TABLES

JULY = Month(2021, 7)
DAY, SINCE = date(2021, 8, 31), date(2021, 7, 31)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
AT_SINCE = pytest.param(SINCE, False, id="on-the-day-of-the-report-before")
AFTER_SINCE = pytest.param(SINCE + timedelta(days=1), True, id="the-day-after-the-report-before")
NOBODY_KNOWS = pytest.param(None, True, id="nobody-knows-when")


def governance(contract, as_at: date = DAY, since: date = SINCE):
    return governance_of(contract, JULY, as_at, since)


def objective(contract):
    return contract.objectives.create(reference="O1", horizon="contract", text="Cost less")


def issue(contract, **fields):
    values = {"reference": "I1", "title": "Late", "kind": "snagging", "raised": date(2021, 7, 1)}
    return contract.issues.create(**values | {"under_control": "partly", "status": "open"} | fields)


def commitment(contract, **fields):
    values = {"reference": "C1", "text": "Plant trees", "kind": "audit", "status": "open"}
    return contract.commitments.create(**values | fields)


def assurance(contract, **fields):
    values = {"reference": "A1", "meeting": "Board", "requested": date(2021, 7, 1), "text": "An update"}
    return contract.assurances.create(**values | {"owner": "provider", "status": "open"} | fields)


class TestTheDay:
    @pytest.mark.parametrize(
        ("last", "day"),
        [("2014-05", date(2014, 6, 30)), ("2021-12", date(2022, 1, 31)), ("2023-12", date(2024, 1, 31))],
    )
    def test_months_are_reported_at_the_end_of_the_month_after(self, last, day):
        assert day_reported(Month.parse(last)) == day

    @pytest.mark.parametrize(
        ("today", "day"),
        [(date(2021, 8, 30), date(2021, 8, 30)), (date(2021, 9, 1), date(2021, 8, 31))],
        ids=["not-yet", "past"],
    )
    def test_but_never_later_than_today(self, today, day):
        assert day_reported(JULY, today=today) == day


class TestObjectives:
    @pytest.mark.parametrize(("day", "rating"), [(BEFORE, "off_track"), (DAY, "off_track"), (AFTER, "mixed")])
    def test_the_latest_assessment_by_the_day_counts(self, contract, day, rating):
        rows = objective(contract).assessments
        rows.create(as_at=date(2021, 5, 1), view="client", rating="mixed")
        rows.create(as_at=day, view="client", rating="off_track")
        (row,) = governance(contract).objectives
        assert row.client.rating == rating
        assert row.provider is None

    def test_one_that_waits_for_approval_does_not_count(self, contract):
        objective(contract).assessments.create(as_at=DAY, view="client", rating="mixed", state="proposed")
        (row,) = governance(contract).objectives
        assert row.client is None

    @pytest.mark.parametrize(
        ("provider", "client", "differs"),
        [
            ("on_track", "mixed", True),
            ("mixed", "mixed", False),
            ("on_track", "not_assessed", False),
        ],
    )
    def test_two_ratings_that_are_not_alike_differ(self, contract, provider, client, differs):
        rows = objective(contract).assessments
        rows.create(as_at=DAY, view="provider", rating=provider)
        rows.create(as_at=DAY, view="client", rating=client)
        (row,) = governance(contract).objectives
        assert row.differs is differs

    def test_those_of_the_whole_contract_come_first(self, contract):
        contract.objectives.create(reference="Y1", horizon="year_one", text="Begin")
        objective(contract)
        assert [row.reference for row in governance(contract).objectives] == ["O1", "Y1"]


class TestSavings:
    def test_years_that_have_begun_are_told_with_what_they_come_to(self, contract):
        for year, delivered in (("2020/21", 8), ("2021/22", 11), ("2022/23", 1)):
            contract.savings.create(financial_year=year, contracted=10, delivered=delivered)
        first, second = governance(contract).savings
        assert (first.variance, first.cumulative_variance) == (Decimal(-2), Decimal(-2))
        assert (second.variance, second.cumulative_variance) == (Decimal(1), Decimal(-1))


class TestHighlights:
    @pytest.mark.parametrize(
        ("day", "is_told"),
        [(date(2021, 6, 30), False), (date(2021, 7, 1), True), (DAY, True), (AFTER, False)],
    )
    def test_they_are_of_the_months_and_up_to_the_day(self, contract, day, is_told):
        contract.highlights.create(as_at=day, text="Well done")
        assert bool(governance(contract).highlights) is is_told


class TestIssues:
    @pytest.mark.parametrize(("raised", "is_told"), [(DAY, True), (AFTER, False)], ids=["on-it", "later"])
    def test_one_that_was_raised_later_is_left_out(self, contract, raised, is_told):
        issue(contract, raised=raised)
        assert bool(governance(contract).issues) is is_told

    @pytest.mark.parametrize(("resolved_on", "is_told"), [AT_SINCE, AFTER_SINCE, NOBODY_KNOWS])
    def test_one_that_was_resolved_by_the_report_before_is_not_told_again(
        self, contract, resolved_on, is_told
    ):
        issue(contract, status="resolved", resolved_on=resolved_on)
        assert bool(governance(contract).issues) is is_told

    def test_what_its_log_says_of_later_days_is_left_out(self, contract):
        row = issue(contract, kind="substantive", status="resolved", under_control="yes", resolved_on=AFTER)
        was = {"kind_was": "snagging", "status_was": "open", "under_control_was": "partly"}
        row.updates.create(
            number=1, as_at=BEFORE, text="Worse", kind="substantive", status="open", under_control="no", **was
        )
        then = {"kind_was": "substantive", "status_was": "open", "under_control_was": "no"}
        row.updates.create(
            number=2, as_at=AFTER, kind="substantive", status="resolved", under_control="yes", **then
        )
        (told,) = governance(contract).issues
        assert (told.kind, told.status, told.under_control) == ("substantive", "open", "no")
        assert (told.escalated_on, told.resolved_on, told.age) == (BEFORE, None, 61)

    @pytest.mark.parametrize(("due", "is_overdue"), [(DAY, False), (BEFORE, True), (None, False)])
    def test_it_is_overdue_from_the_day_after(self, contract, due, is_overdue):
        issue(contract, due=due)
        (told,) = governance(contract).issues
        assert told.is_overdue is is_overdue

    def test_it_names_its_kpis_and_its_area(self, contract):
        row = issue(contract, service_area=contract.service_areas.get(code="IMT"))
        for reference in ("IMT_KPI_02", "IMT_KPI_01"):
            IssueKpi.objects.create(issue=row, kpi=contract.kpis.get(reference=reference))
        (told,) = governance(contract).issues
        assert (told.kpis, told.service_area) == (("IMT_KPI_01", "IMT_KPI_02"), "IMT")


class TestCommitments:
    @pytest.mark.parametrize(("settled_on", "is_told"), [AT_SINCE, AFTER_SINCE, NOBODY_KNOWS])
    def test_one_that_was_settled_by_the_report_before_is_not_told_again(self, contract, settled_on, is_told):
        commitment(contract, status="delivered", settled_on=settled_on)
        assert bool(governance(contract).commitments) is is_told

    def test_one_that_was_settled_later_was_open_and_could_be_overdue(self, contract):
        commitment(contract, status="missed", settled_on=AFTER, due=BEFORE, evidence="A letter")
        (told,) = governance(contract).commitments
        assert (told.status, told.settled_on, told.evidence, told.is_overdue) == ("open", None, "", True)


class TestAssurances:
    @pytest.mark.parametrize(("asked", "is_told"), [(DAY, True), (AFTER, False)], ids=["on-it", "later"])
    def test_what_was_asked_for_later_is_left_out(self, contract, asked, is_told):
        assurance(contract, requested=asked)
        assert bool(governance(contract).assurances) is is_told

    def test_what_is_open_follows_the_contract_whenever_it_was_asked_for(self, contract):
        assurance(contract, requested=date(2021, 4, 1))
        (told,) = governance_of(contract, Month(2030, 1), date(2030, 3, 1), date(2030, 1, 31)).assurances
        assert told.is_open

    @pytest.mark.parametrize(("answered_on", "is_told"), [AT_SINCE, AFTER_SINCE, NOBODY_KNOWS])
    def test_what_was_answered_by_the_report_before_is_not_told_again(self, contract, answered_on, is_told):
        assurance(contract, status="answered", answered_on=answered_on)
        assert bool(governance(contract).assurances) is is_told

    @pytest.mark.parametrize(("due", "is_overdue"), [(DAY, False), (BEFORE, True), (None, False)])
    def test_it_is_overdue_from_the_day_after(self, contract, due, is_overdue):
        assurance(contract, due=due)
        (told,) = governance(contract).assurances
        assert told.is_overdue is is_overdue

    def test_what_was_answered_later_was_open(self, contract):
        assurance(contract, status="answered", answered_on=AFTER, response="Done")
        (told,) = governance(contract).assurances
        assert (told.status, told.answered_on, told.response) == ("open", None, "")


@pytest.mark.parametrize(("day", "status"), [(DAY, "late"), (AFTER, "on_plan")], ids=["by-it", "later"])
def test_a_workstream_stands_as_last_said_by_the_day(contract, day, status):
    updates = contract.workstream_updates
    updates.create(workstream="IMT", as_at=date(2021, 5, 1), status="on_plan", position=1)
    updates.create(workstream="IMT", as_at=day, status="late", position=2)
    (row,) = governance(contract).programme
    assert row.status == status


@pytest.mark.parametrize("number", [1, 12])
def test_it_takes_eleven_queries_whatever_there_is(contract, number, django_assert_num_queries):
    for place in range(number):
        row = issue(contract, reference=f"I{place}")
        IssueKpi.objects.create(issue=row, kpi=contract.kpis.get(reference="IMT_KPI_01"))
        commitment(contract, reference=f"C{place}")
        assurance(contract, reference=f"A{place}")
        contract.highlights.create(as_at=DAY, text="Well done", service_area=contract.service_areas.first())
        made = contract.objectives.create(reference=f"O{place}", horizon="contract", text="Cost less")
        made.assessments.create(as_at=DAY, view="client", rating="mixed")
    with django_assert_num_queries(11):
        told = governance(contract)
    assert len(told.issues) == len(told.assurances) == len(told.objectives) == number


class TestBarnet:
    """The briefing of 30 June 2014, from the bundle."""

    @pytest.fixture
    def data(self, barnet):
        return as_data(statement_for(barnet, Month(2013, 9), Month(2014, 5)))

    def test_it_stands_as_the_committee_read_it(self, data):
        assert [row["reference"] for row in data["objectives"]] == [
            *("O1", "O2", "O3", "O4"),
            *("Y1", "Y2", "Y3", "Y4"),
        ]
        assert [row["client"] and row["client"]["rating"] for row in data["objectives"]][:4] == [
            *("on_track", "on_track", "mixed", "not_assessed")
        ]
        assert [(row["delivered"], row["variance"]) for row in data["savings"]] == [("6000000.00", "0.00")]
        assert len(data["highlights"]) == 6
        assert [(row["reference"], row["kind"], row["under_control"]) for row in data["issues"]] == [
            ("I1", "substantive", "yes"),
            ("I2", "substantive", "partly"),
            ("I3", "substantive", "partly"),
            ("I4", "snagging", "yes"),
        ]
        assert [row["status"] for row in data["commitments"]] == ["delivered"] * 4
        assert [(row["reference"], row["status"], row["due"]) for row in data["assurances"]] == [
            ("A1", "open", None),
            ("A2", "open", None),
            ("A3", "open", None),
        ]
        assert data["programme"] == []

    @pytest.mark.parametrize(
        ("table", "rows"),
        [
            ("objectives", 8),
            ("savings", 1),
            ("highlights", 6),
            ("issues", 4),
            ("commitments", 4),
            ("assurances", 3),
        ],
    )
    def test_each_table_is_a_file_with_a_row_for_each(self, data, table, rows):
        made = list(TABLES[table].rows(data))
        assert len(made) == rows
        assert {len(row) for row in made} == {len(TABLES[table].columns(data))}


def test_lincolnshires_programme_is_a_row_for_each_stage(lincolnshire):
    data = as_data(statement_for(lincolnshire, Month(2021, 7), Month(2021, 12)))
    rows = list(TABLES["programme"].rows(data))
    assert rows[0][:4] == ["IMT", "Investigation", "2021-07", "2021-08"]
    assert len(rows) == sum(len(row["stages"]) for row in data["programme"])
