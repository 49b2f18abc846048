"""The RAG grid."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from contracts.calculations.months import Month
from kpis.calculations.rag import Covers, Outcome, Status
from reports.grid import MEANINGS, grid_of
from reports.letters import LETTERS, WORDS
from reports.statements import load_periods, load_record
from tests.factories import make_kpi, make_mitigation, make_result

APRIL, JULY = Month(2021, 4), Month(2021, 7)


def grid(contract, first=APRIL, last=JULY):
    return grid_of(load_record(contract, load_periods(contract), first, last), first, last)


class Rows(HTMLParser):
    """The rows of a service area by KPI: each month's class, and its link's address, name and letter."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, list[dict[str, str]]] = {}
        self.in_cell = False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        is_month = tag == "td" and ("class", "csg-grid__course") not in attrs
        self.in_cell = is_month or (self.in_cell and tag == "a")
        if is_month:
            self.cells.append({"class": "", "href": "", "aria-label": "", "letter": "", **dict(attrs)})
        elif self.in_cell:
            self.cells[-1].update(attrs)

    def handle_data(self, data):
        if self.in_cell:
            self.cells[-1]["letter"] += data
        elif data not in self.found and "_KPI_" in data and " " not in data:
            self.found[data] = []

    @property
    def cells(self):
        return list(self.found.values())[-1]


def rows(area):
    return Rows(area.rows).found


def cells(contract, reference):
    return {kpi: found for area in grid(contract).areas for kpi, found in rows(area).items()}[reference]


def test_every_status_has_a_letter_a_word_and_a_meaning():
    assert LETTERS.keys() == WORDS.keys() == MEANINGS.keys() == {*Status, "awaiting"}
    assert len(set(LETTERS.values())) == len(LETTERS)


def test_kpis_stand_under_their_service_areas_in_order(contract):
    shown = [(area.code, list(rows(area))) for area in grid(contract).areas]
    assert shown == [
        ("IMT", ["IMT_KPI_01", "IMT_KPI_02"]),
        ("CSC", ["CSC_KPI_01", "CSC_KPI_02", "CSC_KPI_03"]),
    ]


def test_a_cell_says_all_to_who_cannot_see_it_and_leads_to_the_result(contract):
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", "96.2")
    assert cells(contract, "IMT_KPI_01")[-1] == {
        "class": "csg-cell--green",
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
    assert cells(contract, "CSC_KPI_03")[-1]["class"] == "csg-cell--information"


def test_months_without_a_result_tell_awaited_from_not_due(contract):
    quarterly = [(cell["letter"], cell["aria-label"]) for cell in cells(contract, "CSC_KPI_02")]
    assert quarterly[2:] == [
        ("…", "CSC_KPI_02 June 2021 no result yet"),
        ("–", "CSC_KPI_02 July 2021 not due"),
    ]


def test_months_out_of_service_are_blank(contract):
    make_kpi(contract, "IMT_KPI_09", in_service_from="2021-05", in_service_to="2021-06")
    blank = {"class": "", "href": "", "aria-label": "", "letter": ""}
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
    assert ("IMT_KPI_09" in [kpi for area in found.areas for kpi in rows(area)]) is is_shown


def test_a_row_has_its_figures_as_a_line_up_to_the_last_month(contract):
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    make_result(kpi, "2021-06", "96")
    make_result(kpi, "2021-07", "94")
    html = grid(contract).areas[0].rows
    said = "2 of 4 months to July 2021: 96.00% to 94.00%, lowest 94.00%, highest 96.00%; TSL 95.00%"
    assert f"<title>{said}</title>" in html
    assert html.count("<svg ") == 1


def test_what_was_measured_out_of_service_is_no_part_of_the_line(contract):
    kpi = make_kpi(contract, "IMT_KPI_09", in_service_from="2021-05")
    make_result(kpi, "2021-04", "99")
    assert "<svg " not in grid(contract).areas[0].rows


def test_the_key_explains_the_colours_always_and_other_letters_where_they_occur(contract):
    make_result(contract.kpis.get(reference="IMT_KPI_01"), "2021-07", outcome=Outcome.NO_ACTIVITY)
    assert [entry.letter for entry in grid(contract).key] == ["G", "A", "R", "B", "NA", "–", "i", "…"]


def test_only_opened_months_are_columns_and_provisional_ones_are_known(contract):
    found = grid(contract, Month(2021, 5), Month(2022, 3))
    assert [(str(period.month), period.is_final) for period in found.periods] == [
        ("2021-05", True),
        ("2021-06", True),
        ("2021-07", False),
    ]
    assert found.has_provisional
    assert not grid(contract, APRIL, Month(2021, 6)).has_provisional


def test_no_text_of_the_record_reaches_the_page_unescaped(contract):
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    kpi.description = "<script>alert(1)</script> & more"
    kpi.save()
    html = grid(contract).areas[0].rows
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in html
    assert set(re.findall(r"<(/?\w+)", html)) == {
        "tr",
        "/tr",
        "th",
        "/th",
        "td",
        "/td",
        "a",
        "/a",
        "span",
        "/span",
    }
