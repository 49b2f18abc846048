"""The texts about points and credits, sentence by sentence for none, one and several."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reports.papers.sections import SectionKind
from tests.reports.papers.telling import (
    credit,
    points,
    statement,
    text,
)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param((points("2021-08"), points("2021-09")), "None were incurred in the period.", id="none"),
        pytest.param(
            (points("2021-08"), points("2021-09", "10")),
            "In the period 10 points were incurred, in September 2021.",
            id="one-month",
        ),
        pytest.param(
            (points("2021-08"), points("2021-09", "1")), "In the period 1 point was incurred", id="one-point"
        ),
        pytest.param(
            (points("2021-08", "7.5", "20"), points("2021-09", "10")),
            "In the period 37.5 points were incurred: 27.5 in August 2021 and 10 in September 2021.",
            id="several",
        ),
    ],
)
def test_points_say_how_many_were_incurred_and_when(rows, said):
    told = text(SectionKind.POINTS, statement(points=rows))
    assert "A total of 902 points is currently distributed amongst the KPIs." in told
    assert said in told


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        pytest.param((credit("2021-08"),), "No service credits are payable for the period.", id="none"),
        pytest.param(
            (credit("2021-08", "4500.00"),),
            "Service credits of £4,500.00 are payable for the period, all for August 2021.",
            id="one-month",
        ),
        pytest.param(
            (credit("2021-08", "12375.00"), credit("2021-09", "4500.00", lost="100.50")),
            "Service credits of £16,875.00 are payable for the period: £12,375.00 for August 2021 and "
            "£4,500.00 for September 2021. The cap kept back a further £100.50.",
            id="several-and-a-cap",
        ),
        pytest.param(
            (credit("2021-08", suspended=True), credit("2021-09", suspended=True)),
            "Service credits were suspended in August and September 2021: points counted, nothing was "
            "payable.",
            id="suspended",
        ),
        pytest.param(
            (credit("2021-08"), credit("2021-09", None)),
            "Credits for September 2021 wait for payments to be recorded.",
            id="waiting",
        ),
    ],
)
def test_credits_say_what_is_payable_for_which_months(rows, said):
    assert said in text(SectionKind.CREDITS, statement(credits=rows))


def test_credits_name_the_cap_where_there_is_one():
    capped = (
        "The maximum service credits payable by each service area is capped at 10% of that area's payment "
        "for that month."
    )
    assert text(SectionKind.CREDITS).split("\n\n")[0] == capped
    assert "capped" not in text(SectionKind.CREDITS, cap_percent=None)


def test_without_credit_terms_no_points_are_incurred():
    said = "The contract has no credit terms, so failures have incurred no abatement points."
    assert text(SectionKind.POINTS, statement(credits=())) == said


def test_without_credit_terms_nothing_is_payable():
    assert text(SectionKind.CREDITS, statement(credits=())).startswith("No credit terms applied")


def test_decimals_of_a_cap_are_kept():
    assert "capped at 12.5% of" in text(SectionKind.CREDITS, cap_percent=Decimal("12.5000"))
