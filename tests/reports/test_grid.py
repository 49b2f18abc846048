"""The RAG grid."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from contracts.calculations.months import Month
from kpis.calculations.rag import Covers, Outcome, Status
from reports.grid import LETTERS, MEANINGS, WORDS, grid_of
from reports.statements import load_periods, load_record
from tests.factories import make_kpi, make_mitigation, make_result

APRIL, JULY = Month(2021, 4), Month(2021, 7)


def grid(contract, first=APRIL, last=JULY):
    return grid_of(load_record(contract, load_periods(contract), first, last), first, last)


class Cells(HTMLParser):
    """The cells of a row: their classes, and their links' addresses, names and letters."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "td":
            self.found.append({"class": dict(attrs)["class"], "href": "", "aria-label": "", "letter": ""})
        else:
            self.found[-1].update(attrs)

    def handle_data(self, data):
        self.found[-1]["letter"] += data


def cells(contract, reference):
    rows = {row.reference: row for area in grid(contract).areas for row in area.rows}
    return Cells(rows[reference].cells).found


def test_every_status_has_a_letter_a_word_and_a_meaning():
    assert LETTERS.keys() == WORDS.keys() == MEANINGS.keys() == {*Status, "awaiting"}
    assert len(set(LETTERS.values())) == len(LETTERS)


def test_kpis_stand_under_their_service_areas_in_order(contract):
    shown = [(area.code, [row.reference for row in area.rows]) for area in grid(contract).areas]
    assert shown == [
        ("IMT", ["IMT_KPI_01", "IMT_KPI_02"]),
        ("CSC", ["CSC_KPI_01", "CSC_KPI_02", "CSC_KPI_03"]),
    ]


def test_a_cell_says_all_to_who_cannot_see_it_and_leads_to_the_result(contract):
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "96.2")
    assert cells(contract, "IMT_KPI_01")[-1] == {
        "class": "csg-cell csg-cell--green",
        "href": "/contracts/TST-1/kpis/IMT_KPI_01/#m-2021-07",
        "aria-label": "IMT_KPI_01 July 2021 green 96.20%",
        "letter": "G",
    }


@pytest.mark.parametrize(
    ("entered", "letter", "said"),
    [
        pytest.param({"value": "95"}, "G", "green 95.00%", id="green"),
        pytest.param({"value": "94.99"}, "A", "amber 94.99%", id="amber"),
        pytest.param({"value": "89.99"}, "R", "red 89.99%", id="red"),
        pytest.param({"outcome": Outcome.NOT_REPORTED}, "NR", "not reported", id="not-reported"),
        pytest.param({"outcome": Outcome.NO_ACTIVITY}, "NA", "no activity", id="no-activity"),
    ],
)
def test_a_result_shows_its_letter(entered, letter, said, contract):
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", **entered)
    cell = cells(contract, "IMT_KPI_01")[-1]
    assert (cell["letter"], cell["aria-label"]) == (letter, f"IMT_KPI_01 July 2021 {said}")


def test_a_mitigated_result_is_blue_and_keeps_its_value(contract):
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    make_mitigation(kpi, covers=Covers.SHORTFALL)
    make_result(kpi, "2021-07", "80")
    cell = cells(contract, "IMT_KPI_01")[-1]
    assert (cell["letter"], cell["aria-label"]) == ("B", "IMT_KPI_01 July 2021 blue 80.00%")


def test_a_kpi_for_information_has_no_colour(contract):
    make_result(contract.kpis.get(reference="CSC_KPI_03"), "2021-07", "80")
    assert cells(contract, "CSC_KPI_03")[-1]["class"] == "csg-cell csg-cell--information"


def test_months_without_a_result_tell_awaited_from_not_due(contract):
    quarterly = [(cell["letter"], cell["aria-label"]) for cell in cells(contract, "CSC_KPI_02")]
    assert quarterly[2:] == [
        ("…", "CSC_KPI_02 June 2021 no result yet"),
        ("–", "CSC_KPI_02 July 2021 not due"),
    ]


def test_months_out_of_service_are_blank(contract):
    make_kpi(contract, "IMT_KPI_09", in_service_from="2021-05", in_service_to="2021-06")
    blank = {"class": "csg-cell", "href": "", "aria-label": "", "letter": ""}
    shown = cells(contract, "IMT_KPI_09")
    assert [cell == blank for cell in shown] == [True, False, False, True]


@pytest.mark.parametrize(
    ("service", "is_shown"),
    [
        pytest.param(("2021-04", "2021-05"), False, id="left-the-month-before"),
        pytest.param(("2021-04", "2021-06"), True, id="left-in-the-first-month"),
        pytest.param(("2021-07", None), True, id="came-in-the-last-month"),
        pytest.param(("2021-08", None), False, id="comes-the-month-after"),
    ],
)
def test_a_kpi_is_shown_if_it_was_in_service_in_one_of_the_months(service, is_shown, contract):
    make_kpi(contract, "IMT_KPI_09", in_service_from=service[0], in_service_to=service[1])
    found = grid(contract, Month(2021, 6), JULY)
    assert ("IMT_KPI_09" in [row.reference for area in found.areas for row in area.rows]) is is_shown


def test_the_key_explains_the_colours_always_and_other_letters_where_they_occur(contract):
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", outcome=Outcome.NO_ACTIVITY)
    assert [entry.letter for entry in grid(contract).key] == ["G", "A", "R", "B", "NA", "–", "…"]


def test_only_opened_months_are_columns_and_provisional_ones_are_known(contract):
    found = grid(contract, Month(2021, 5), Month(2022, 3))
    assert [(str(period.month), period.is_final) for period in found.periods] == [
        ("2021-05", True),
        ("2021-06", True),
        ("2021-07", False),
    ]
    assert found.has_provisional
    assert not grid(contract, APRIL, Month(2021, 6)).has_provisional


def test_no_text_of_the_record_reaches_a_cell_unescaped(contract):
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "95", comment="<script>")
    html = grid(contract).areas[0].rows[0].cells
    assert re.findall(r"<(?!td|/td|a |/a>)", html) == []
