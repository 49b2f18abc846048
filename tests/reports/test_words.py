"""The sentences of a statement."""

from __future__ import annotations

import pytest

from contracts.calculations.months import Month
from kpis.calculations.summary import Counts
from reports.statements import TotalChange
from reports.statements.words import headline, listed, range_words, total_note

DECEMBER = Month(2021, 12)


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        pytest.param(
            Counts(green=33, amber=1, blue=5),
            "33 of 39 KPIs met target in December 2021; 1 met only the minimum; 5 are mitigated; "
            "none fell below the minimum",
            id="the-report-of-january-2022",
        ),
        pytest.param(
            Counts(green=1),
            "1 of 1 KPI met target in December 2021; none fell below the minimum",
            id="one-kpi",
        ),
        pytest.param(
            Counts(amber=2, red=1, blue=1),
            "None of 4 KPIs met target in December 2021; 2 met only the minimum; 1 is mitigated; "
            "1 fell below the minimum",
            id="none-met-target",
        ),
        pytest.param(
            Counts(green=1, not_reported=1, no_activity=2),
            "1 of 4 KPIs met target in December 2021; none fell below the minimum; 1 was not reported; "
            "2 had no activity to measure",
            id="no-values",
        ),
        pytest.param(
            Counts(green=2, not_reported=3, awaiting=1),
            "2 of 5 KPIs met target in December 2021 so far; none fell below the minimum; "
            "2 were not reported; 1 is waiting for a result",
            id="some-awaited",
        ),
        pytest.param(
            Counts(not_reported=39, awaiting=39),
            "39 KPIs are waiting for their December 2021 results",
            id="untouched",
        ),
        pytest.param(
            Counts(not_reported=1, awaiting=1, information=3),
            "1 KPI is waiting for its December 2021 result",
            id="untouched-one",
        ),
        pytest.param(
            Counts(not_due=2, information=1), "No KPI was due in December 2021", id="nothing-was-due"
        ),
    ],
)
def test_the_headline_says_how_a_month_went(counts, sentence):
    assert headline(counts, DECEMBER) == sentence


def test_the_headline_of_an_area_names_it():
    assert headline(Counts(green=9, blue=1), DECEMBER, of="CSC").startswith("9 of 10 CSC KPIs met target")


@pytest.mark.parametrize(
    ("before", "after", "joined", "left", "note"),
    [
        pytest.param(
            40,
            39,
            (),
            ("A_1",),
            "The total fell from 40 to 39 in December 2021: A_1 left service.",
            id="fell",
        ),
        pytest.param(
            38,
            40,
            ("A_1", "A_2"),
            (),
            "The total rose from 38 to 40 in December 2021: A_1 and A_2 came into service.",
            id="rose",
        ),
        pytest.param(
            38,
            40,
            ("A_1", "A_2", "A_3"),
            ("B_1",),
            "The total rose from 38 to 40 in December 2021: B_1 left service and A_1, A_2 and A_3 came into "
            "service.",
            id="both",
        ),
        pytest.param(
            38,
            40,
            (),
            (),
            "The total rose from 38 to 40 in December 2021: quarterly and annual KPIs are not due every "
            "month.",
            id="frequency",
        ),
    ],
)
def test_a_change_of_the_total_is_explained(before, after, joined, left, note):
    change = TotalChange(month=DECEMBER, before=before, after=after, joined=joined, left=left)
    assert total_note(change) == note


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (Month(2021, 12), "December 2021"),
        (Month(2021, 7), "July to December 2021"),
        (Month(2020, 12), "December 2020 to December 2021"),
    ],
)
def test_a_range_is_said_in_words(first, words):
    assert range_words(first, DECEMBER) == words


def test_words_are_listed():
    assert [listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"])] == ["A", "A and B", "A, B and C"]
