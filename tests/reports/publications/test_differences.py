"""Two statements are compared figure by figure: what is equal is passed over, whatever differs is told."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.calculations.months import Month
from reports.export import as_data
from reports.publications.differences import Kind, differences
from reports.publications.rows import SINCE_ROUND, TITLES, label, printed, rows_of
from reports.statements import statement_for

MITIGATION = {
    "kpis": [{"kpi": "IMT_KPI_01", "months": ["2021-08", "2021-09"]}],
    "reason": "A move of offices",
    "impact": "None",
    "path_to_green": "The move ends in October",
}
PUBLISHED: dict[str, Any] = {
    "contract": {"reference": "TST-1", "title": "A contract", "end": "2024-03-31"},
    "periods": [{"month": "2021-08", "contract_month": 5, "state": "signed_off"}],
    "summary": [{"month": "2021-08", "green": 37, "amber": 0}, {"month": "2021-09", "green": 35, "amber": 2}],
    "exceptions": [
        {"kpi": "CSC_KPI_04", "month": "2021-09", "tsl": "7.00", "value": "7.46", "status": "amber"},
        {"kpi": "F_KPI_01", "month": "2021-09", "tsl": "80", "value": None, "status": "amber"},
    ],
    "mitigations": [MITIGATION],
    "changes": [
        {
            "kpi": "IMT_KPI_14",
            "previous": {"points": "35", "tsl": "95.00"},
            "revised": {"points": None, "tsl": None},
            "effective_from": "2021-12",
            "change": "decommission",
            "redistributed": [{"kpi": "IMT_KPI_01", "points_before": "25", "points_after": "28"}],
        }
    ],
    "trend": {
        "as_at": "2021-12",
        "improving": 0,
        "previous": {"as_at": "2021-07", "improving": 1},
        "failing_before_end": [{"kpi": "IMT_KPI_18", "month": "2022-01"}],
    },
    "points": [{"month": "2021-08", "total": "30", "by_area": {"IMT": "20", "CSC": "10"}}],
    "points_distributed": [{"month": "2021-08", "total": 902}],
    "credits": [{"month": "2021-08", "area": "IMT", "payable": "1200.00", "suspended": False}],
    "objectives": [
        {
            "reference": "O1",
            "text": "Cost less",
            "provider": None,
            "client": {"as_at": "2021-09-30", "rating": "mixed", "narrative": "So so"},
        },
        {"reference": "O2", "text": "Do more", "provider": None, "client": None},
    ],
    "savings": [{"financial_year": "2021/22", "contracted": "1000.00", "delivered": None, "note": "None"}],
    "highlights": [
        {"as_at": "2021-09-30", "service_area": "IMT", "text": "A portal"},
        {"as_at": "2021-09-30", "service_area": None, "text": "A prize"},
    ],
    "issues": [{"reference": "I1", "status": "open", "kpis": ["CSC_KPI_04"], "recurrences": 1, "age": 40}],
    "commitments": [{"reference": "C1", "due": "2021-12-31", "overdue": False}],
    "assurances": [{"reference": "A1", "requested": "2021-08-26", "status": "open"}],
    "programme": [
        {
            "workstream": "HR and Payroll",
            "stages": [{"stage": "Options", "month_from": "2021-07", "month_to": "2021-10"}],
            "status": "late",
        }
    ],
}


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every figure and text, and to every row, of some data."""
    if isinstance(value, dict):
        return [found for name, inner in value.items() for found in leaves(inner, (*path, name))]
    if isinstance(value, list):
        rows = [(*path, place) for place in range(len(value))]
        return rows + [found for place, each in enumerate(value) for found in leaves(each, (*path, place))]
    return [path]


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def changed(path: tuple[Any, ...], value: Any = "something else") -> dict[str, Any]:
    """The data with one place changed."""
    data = copy.deepcopy(PUBLISHED)
    at(data, path[:-1])[path[-1]] = value
    return data


def without(path: tuple[Any, ...]) -> dict[str, Any]:
    data = copy.deepcopy(PUBLISHED)
    del at(data, path[:-1])[path[-1]]
    return data


LEAVES = [path for path in leaves(PUBLISHED) if not isinstance(at(PUBLISHED, path), dict)]
ROWS = [path for path in leaves(PUBLISHED) if isinstance(path[-1], int)]
NAMES_A_ROW = {
    *("kpi", "kpis", "month", "months", "effective_from", "area"),
    *("reference", "financial_year", "workstream", "stage", "highlights"),
}
IN_PLACE = [
    path for path in LEAVES if not NAMES_A_ROW & set(path) or path[0] == "trend" and path[-1] != "kpi"
]


def test_equal_statements_do_not_differ():
    assert differences(PUBLISHED, copy.deepcopy(PUBLISHED)) == ()


@pytest.mark.parametrize("path", LEAVES, ids=lambda path: ".".join(map(str, path)))
def test_any_single_change_is_found(path):
    assert differences(PUBLISHED, changed(path))


@pytest.mark.parametrize("path", IN_PLACE, ids=lambda path: ".".join(map(str, path)))
def test_a_figure_that_changes_in_its_place_is_one_difference_and_no_other(path):
    (found,) = differences(PUBLISHED, changed(path))
    assert (found.kind, found.table, found.now) == (Kind.CHANGED, path[0], "something else")


@pytest.mark.parametrize("path", ROWS, ids=lambda path: ".".join(map(str, path)))
def test_a_row_that_is_gone_and_a_row_that_is_new_are_found(path):
    gone = differences(PUBLISHED, without(path))
    new = differences(without(path), PUBLISHED)
    assert gone
    assert new
    told = sorted((each.table, each.was, each.now) for each in gone)
    assert told == sorted((each.table, each.now, each.was) for each in new)


def test_a_table_that_only_one_of_them_has_is_found():
    assert {each.kind for each in differences({}, PUBLISHED)} == {Kind.ADDED}
    assert {each.kind for each in differences(PUBLISHED, {})} == {Kind.REMOVED}
    assert list(dict.fromkeys(each.table for each in differences(PUBLISHED, {}))) == list(TITLES)


def test_a_table_that_nobody_foresaw_is_compared_too():
    (found,) = differences({"thefts": [{"month": "2021-08", "made": "4"}]}, {"thefts": []})
    assert (found.title, found.row, found.was) == ("Thefts", "August 2021", "Made: 4")


def test_a_publication_of_an_earlier_release_says_nothing_of_what_it_did_not_have():
    earlier = {name: rows for name, rows in PUBLISHED.items() if name not in SINCE_ROUND}
    assert differences(earlier, PUBLISHED) == ()
    assert {each.table for each in differences(PUBLISHED, earlier)} == SINCE_ROUND


@pytest.mark.parametrize(
    ("path", "said"),
    [
        pytest.param(
            ("objectives", 0, "client", "rating"),
            ("O1", "Client rating", "Mixed"),
            id="rating",
        ),
        pytest.param(("savings", 0, "contracted"), ("2021/22", "Contracted", "£1,000.00"), id="pounds"),
        pytest.param(("issues", 0, "status"), ("I1", "Status", "Open"), id="status"),
        pytest.param(("commitments", 0, "due"), ("C1", "Due", "31 December 2021"), id="day"),
        pytest.param(
            ("programme", 0, "stages", 0, "month_to"),
            ("HR and Payroll", "Month to of Options", "October 2021"),
            id="stage",
        ),
    ],
)
def test_a_difference_of_governance_is_told_in_words(path, said):
    (found,) = differences(PUBLISHED, changed(path))
    assert (found.row, found.what, found.was) == said


def test_a_highlight_that_is_worded_otherwise_is_gone_and_new():
    removed, added = sorted(
        differences(PUBLISHED, changed(("highlights", 0, "text"))), key=lambda each: each.kind, reverse=True
    )
    assert (removed.kind, removed.row) == (Kind.REMOVED, "30 September 2021, IMT")
    assert (added.kind, added.row) == (Kind.ADDED, "30 September 2021, IMT")


SOME = st.lists(st.sampled_from(LEAVES), unique=True, max_size=6)


@given(paths=SOME, value=st.text(max_size=5))
def test_what_differs_is_the_same_whichever_way_one_looks(paths, value):
    data = copy.deepcopy(PUBLISHED)
    for path in paths:
        at(data, path[:-1])[path[-1]] = [value] if path[-1] == "months" else value
    there, back = differences(PUBLISHED, data), differences(data, PUBLISHED)
    if data == PUBLISHED:
        assert there == back == ()
    assert len([each for each in there if each.table != "mitigations"]) == len(
        [each for each in back if each.table != "mitigations"]
    )


@given(rows=st.permutations(range(4)))
def test_the_order_of_rows_is_no_difference_and_changes_none(rows):
    credits = [{"month": f"2021-0{n}", "area": "IMT", "payable": "1.00"} for n in range(1, 5)]
    mixed = [credits[n] for n in rows]
    assert differences({"credits": credits}, {"credits": mixed}) == ()
    assert differences({"credits": credits}, {"credits": mixed[1:]}) == differences(
        {"credits": credits}, {"credits": [row for row in credits if row != mixed[0]]}
    )


TOLD = [
    (("summary", 1, "green"), 34, ("Summary", "September 2021", "Green", "35", "34")),
    (
        ("exceptions", 0, "value"),
        "7.64",
        ("Exceptions", "CSC_KPI_04, September 2021", "Value", "7.46", "7.64"),
    ),
    (("exceptions", 1, "value"), "71.2", ("Exceptions", "F_KPI_01, September 2021", "Value", "–", "71.2")),
    (
        ("exceptions", 0, "status"),
        "red",
        ("Exceptions", "CSC_KPI_04, September 2021", "Status", "Amber", "Red"),
    ),
    (("periods", 0, "state"), "open", ("Months", "August 2021", "State", "Signed off", "Open")),
    (
        ("mitigations", 0, "kpis", 0, "months"),
        ["2021-08"],
        ("Mitigations", "IMT_KPI_01, Aug-Sep", "Months of IMT_KPI_01", "Aug-Sep", "August 2021"),
    ),
    (
        ("changes", 0, "redistributed", 0, "points_after"),
        "29",
        ("KPI changes", "IMT_KPI_14, December 2021", "Points after of IMT_KPI_01", "28", "29"),
    ),
    (("trend", "previous", "improving"), 2, ("Green trend", "", "Previous improving", "1", "2")),
    (
        ("trend", "failing_before_end", 0, "month"),
        "2022-02",
        ("Green trend", "", "Month in which IMT_KPI_18 misses its TSL", "January 2022", "February 2022"),
    ),
    (("points", 0, "by_area", "CSC"), "12", ("Abatement points", "August 2021", "Points of CSC", "10", "12")),
    (
        ("credits", 0, "payable"),
        "1250.50",
        ("Service credits", "IMT, August 2021", "Payable", "£1,200.00", "£1,250.50"),
    ),
    (("credits", 0, "suspended"), True, ("Service credits", "IMT, August 2021", "Suspended", "no", "yes")),
    (("contract", "end"), "2025-03-31", ("Contract", "", "End", "31 March 2024", "31 March 2025")),
]


@pytest.mark.parametrize(("path", "value", "told"), TOLD, ids=[told[2] for _, _, told in TOLD])
def test_a_difference_reads_as_a_person_would_say_it(path, value, told):
    (found,) = differences(PUBLISHED, changed(path, value))
    assert (found.title, found.row, found.what, found.was, found.now) == told


def test_a_row_that_is_new_is_told_in_full():
    data = copy.deepcopy(PUBLISHED)
    data["exceptions"].append({"kpi": "IMT_KPI_03", "month": "2021-08", "value": "88.0", "status": "red"})
    (found,) = differences(PUBLISHED, data)
    assert (found.row, found.what, found.was) == ("IMT_KPI_03, August 2021", "Row added", "–")
    assert found.now == "Value: 88.0; Status: Red"
    assert (found.kpis, found.months) == (("IMT_KPI_03",), ("2021-08",))


def test_a_mitigation_is_known_again_though_its_words_and_months_changed():
    other = {**MITIGATION, "kpis": [{"kpi": "CSC_KPI_01", "months": ["2021-09"]}], "reason": "Another"}
    data = {"mitigations": [other, {**MITIGATION, "reason": "A move of two offices"}]}
    changed_one, new_one = differences({"mitigations": [MITIGATION]}, data)
    assert (changed_one.what, changed_one.now) == ("Reason", "A move of two offices")
    assert (new_one.kind, new_one.row) == (Kind.ADDED, "CSC_KPI_01, September 2021")


def test_two_mitigations_of_one_kpi_are_kept_apart():
    second = {**MITIGATION, "kpis": [{"kpi": "IMT_KPI_01", "months": ["2021-11"]}], "reason": "A flood"}
    before = {"mitigations": [MITIGATION, second]}
    after = {"mitigations": [{**second, "impact": "A day lost"}, MITIGATION]}
    (found,) = differences(before, after)
    assert (found.row, found.what, found.was, found.now) == (
        "IMT_KPI_01, November 2021",
        "Impact",
        "None",
        "A day lost",
    )


def test_the_words_of_a_row_are_for_people():
    assert label(("previous", "tsl")) == "Previous TSL"
    assert printed(("comment",), "2021-08") == "2021-08"
    assert [row.name for row in rows_of([MITIGATION])] == ["IMT_KPI_01, Aug-Sep"]


def test_the_shipped_example_does_not_differ_from_itself(lincolnshire):
    data = as_data(statement_for(lincolnshire, Month(2021, 8), Month(2021, 12)))
    assert differences(data, json.loads(json.dumps(data))) == ()
    later = as_data(statement_for(lincolnshire, Month(2021, 7), Month(2021, 12)))
    found = differences(data, later)
    assert ("Summary", "July 2021", "Row added") in {(each.title, each.row, each.what) for each in found}
