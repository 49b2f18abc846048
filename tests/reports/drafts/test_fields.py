"""Days as people type them, and the sentence for each that does not exist."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from reports.forms.details import DetailsForm
from reports.forms.fields import NOT_A_DAY, parse_day, version_in
from tests.reports.drafting import DETAILS, TYPED


@pytest.mark.parametrize(
    "text",
    ["27/01/2022", "27/1/2022", "27.01.2022", "27-01-2022", "2022-01-27", "27 January 2022", "27 jan 2022 "],
)
def test_a_day_is_understood_however_it_is_written(text):
    assert parse_day(text) == date(2022, 1, 27)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("31/11/2021", "There is no 31 November 2021: November 2021 has 30 days."),
        ("29/02/2022", "There is no 29 February 2022: February 2022 has 28 days."),
        ("0/1/2022", "There is no 0 January 2022: January 2022 has 31 days."),
        ("32 January 2022", "There is no 32 January 2022: January 2022 has 31 days."),
    ],
)
def test_a_day_that_does_not_exist_is_refused_with_why(text, sentence):
    with pytest.raises(ValidationError) as refused:
        parse_day(text)
    assert refused.value.messages == [sentence]


@pytest.mark.parametrize("text", ["30/11/2021", "28/02/2022", "29/02/2024", "31 January 2022"])
def test_the_last_day_of_a_month_exists(text):
    assert parse_day(text)


@pytest.mark.parametrize("text", ["1/13/2022", "1/0/2022", "soon", "27 Nonsense 2022", "1/1/0000", "1/1/22"])
def test_what_is_no_day_is_refused_with_an_example(text):
    with pytest.raises(ValidationError) as refused:
        parse_day(text)
    assert refused.value.messages == [NOT_A_DAY]


@pytest.mark.parametrize(
    ("text", "version"), [("7", 7), ("", 0), (None, 0), ("-1", 0), ("7.5", 0), ("٧", 0), ("1" * 19, 0)]
)
def test_a_version_that_is_none_is_that_of_nothing(text, version):
    assert version_in(text) == version


def test_details_are_read_as_they_were_typed(contract):
    form = DetailsForm(TYPED, contract=contract)
    assert form.is_valid()
    assert form.details == DETAILS


def test_all_that_is_missing_is_said_at_once_beside_its_field(contract):
    form = DetailsForm({"seen": "1"}, contract=contract)
    assert {name: list(errors) for name, errors in form.errors.items()} == {
        "title": ["Enter the title of the report."],
        "month_from": ["Enter the first month."],
        "month_to": ["Enter the last month."],
        "meeting": ["Enter the meeting it goes to."],
        "held_on": ["Enter the date of the meeting."],
        "author": ["Enter who is answerable for the report."],
        "officer": ["Enter whom to ask about the report."],
    }


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"month_to": "2021-04"}, "month_to", "The last month cannot come before the first, May 2021."),
        (
            {"held_on": "23/09/0021"},
            "held_on",
            "The meeting cannot come before the last month of the report, July 2021.",
        ),
        ({"month_from": "2021-03"}, "month_from", "The contract begins in April 2021."),
        (
            {"month_to": "2021-08"},
            "month_to",
            "August 2021 has not been opened yet: the last month is July 2021.",
        ),
        ({"month_from": "2021-13"}, "month_from", "Enter a month as year and month, for example 2021-07"),
        ({"title": "x" * 201}, "title", "“Title” can have at most 200 characters."),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_cannot_be_is_said_beside_its_field(typed, field, sentence, contract):
    form = DetailsForm({**TYPED, **typed}, contract=contract)
    assert list(form.errors[field]) == [sentence]


def test_a_title_of_200_characters_is_taken(contract):
    assert DetailsForm({**TYPED, "title": "x" * 200}, contract=contract).is_valid()
