"""What the log of an issue tells: its age, whether it came back, when it became substantive."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.calculations.issues import (
    QUIET_DAYS,
    Control,
    Course,
    Entry,
    Kind,
    Standing,
    Status,
    course_of,
)
from contracts.models.issues import IssueKind, IssueStatus, UnderControl

RAISED = date(2021, 4, 1)
SNAG = Standing(Kind.SNAGGING, Status.OPEN, Control.PARTLY)
GRAVE = replace(SNAG, kind=Kind.SUBSTANTIVE)
DONE = replace(SNAG, status=Status.RESOLVED, under_control=Control.YES)


def day(number: int) -> date:
    """The day so many days after the issue was raised."""
    return RAISED + timedelta(days=number)


def log(*steps: tuple[int, Standing], first: Standing = SNAG) -> list[Entry]:
    """Entries on numbered days, each leading from where the one before it led."""
    entries, was = [], first
    for number, now in steps:
        entries.append(Entry(on=day(number), was=was, now=now, text=f"Day {number}"))
        was = now
    return entries


def course(entries: list[Entry], as_at: int, *, latest: Standing | None = None, resolved: int | None = None):
    return course_of(
        raised=RAISED,
        standing=latest or (entries[-1].now if entries else SNAG),
        resolved_on=None if resolved is None else day(resolved),
        log=entries,
        as_at=day(as_at),
    )


@pytest.mark.parametrize(
    ("ours", "kept"), [(Kind, IssueKind), (Status, IssueStatus), (Control, UnderControl)], ids=str
)
def test_the_words_are_those_in_which_issues_are_kept(ours, kept):
    assert [word.value for word in ours] == kept.values


def test_an_open_issue_ages_until_the_day():
    assert course([], 30).age == 30


def test_a_resolved_issue_is_as_old_as_it_was_then():
    found = course(log((10, DONE)), 30)
    assert (found.age, found.resolved_on) == (10, day(10))


def test_an_issue_resolved_without_a_day_has_no_age():
    found = course([], 30, latest=DONE)
    assert (found.age, found.resolved_on) == (None, None)


def test_an_issue_that_came_back_ages_from_the_day_it_was_first_raised():
    found = course(log((10, DONE), (20, SNAG)), 30)
    assert (found.age, found.recurrences, found.resolved_on) == (30, 1, None)


def test_every_return_counts():
    assert course(log((1, DONE), (2, SNAG), (3, DONE), (4, SNAG)), 5).recurrences == 2


def test_a_resolution_before_it_came_back_and_went_unlogged_is_not_its_day():
    """It was resolved on day 1, came back on day 2, and the log does not say when it was resolved again."""
    entries = log((1, DONE), (2, SNAG))
    entries.append(Entry(on=day(9), was=DONE, now=DONE))
    assert course(entries, 9, resolved=5).resolved_on == day(5)


@pytest.mark.parametrize(
    ("as_at", "status", "age"),
    [
        pytest.param(9, Status.OPEN, 9, id="the-day-before"),
        pytest.param(10, Status.RESOLVED, 10, id="the-day-itself"),
    ],
)
def test_what_the_log_says_of_later_days_is_left_out(as_at, status, age):
    found = course(log((10, DONE)), as_at)
    assert (found.standing.status, found.age) == (status, age)


def test_a_resolution_after_the_day_is_left_out_without_a_log_too():
    assert course([], 9, latest=DONE, resolved=10).standing.status == Status.OPEN


def test_an_escalation_is_told_with_its_reason():
    found = course(log((5, GRAVE), (8, GRAVE)), 9)
    assert found.escalation is not None
    assert (found.escalation.on, found.escalation.text) == (day(5), "Day 5")


def test_an_issue_that_stepped_back_is_not_escalated_any_more():
    assert course(log((5, GRAVE), (8, SNAG)), 9).escalation is None


def test_an_issue_substantive_from_the_start_was_not_escalated():
    assert course([], 9, latest=GRAVE).escalation is None


@pytest.mark.parametrize(
    ("days", "is_quiet"),
    [pytest.param(QUIET_DAYS - 1, False, id="a-day-less"), pytest.param(QUIET_DAYS, True, id="so-many-days")],
)
def test_an_issue_of_which_nothing_is_said_for_long_is_quiet(days, is_quiet):
    assert course(log((3, SNAG)), 3 + days).is_quiet is is_quiet


def test_a_resolved_issue_is_never_quiet():
    found = course(log((3, DONE)), 3 + QUIET_DAYS)
    assert (found.quiet_days, found.is_quiet) == (None, False)


@pytest.mark.parametrize(
    ("as_at", "latest", "is_overdue"),
    [
        pytest.param(10, SNAG, False, id="on-the-day"),
        pytest.param(11, SNAG, True, id="the-day-after"),
        pytest.param(11, DONE, False, id="resolved"),
    ],
)
def test_an_issue_is_overdue_after_the_day_by_which_it_was_to_be_resolved(as_at, latest, is_overdue):
    assert course([], as_at, latest=latest).is_overdue(day(10), day(as_at)) is is_overdue


def test_an_issue_without_such_a_day_is_never_overdue():
    assert not course([], 10_000).is_overdue(None, day(10_000))


STANDINGS = st.builds(Standing, st.sampled_from(Kind), st.sampled_from(Status), st.sampled_from(Control))


@st.composite
def logs(draw) -> list[Entry]:
    """Logs in which every entry begins where the one before it ended, as the pages write them."""
    numbers = sorted(draw(st.lists(st.integers(0, 400), max_size=8)))
    first = draw(STANDINGS)
    return log(*((number, draw(STANDINGS)) for number in numbers), first=first)


@given(entries=logs(), as_at=st.integers(0, 500))
def test_a_course_until_a_day_is_that_of_the_log_until_then(entries, as_at):
    heard = [entry for entry in entries if entry.on <= day(as_at)]
    if heard:
        assert course(entries, as_at) == course(heard, as_at)


@given(entries=logs(), as_at=st.integers(0, 500))
def test_ages_and_silences_are_within_the_days_that_have_gone_by(entries, as_at):
    found: Course = course(entries, as_at)
    assert found.age is None or 0 <= found.age <= as_at
    assert found.quiet_days is None or 0 <= found.quiet_days <= as_at
    assert (found.quiet_days is None) == found.standing.is_resolved


@given(entries=logs(), as_at=st.integers(0, 500), more=st.integers(0, 100))
def test_returns_are_never_forgotten(entries, as_at, more):
    assert course(entries, as_at).recurrences <= course(entries, as_at + more).recurrences


@given(entries=logs())
def test_returns_and_resolutions_take_turns(entries):
    resolutions = sum(entry.resolves for entry in entries)
    assert abs(resolutions - course(entries, 500).recurrences) <= 1
