"""What a reader of bundles is told, and what it lets pass."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kpis.bundles.errors import BrokenBundle
from kpis.bundles.reading import read_bundle
from kpis.bundles.schema import FILES
from tests.kpis.bundles.breaking import REFERENCE, Break, cell, data, result, without
from tests.kpis.bundles.small import SmallBundle


def test_the_small_bundle_is_sound(small: SmallBundle):
    assert len(read_bundle(small.folder).rows("results")) == 7


def test_every_error_of_a_bundle_is_named_at_once_by_file_and_line(small: SmallBundle):
    small.cell("results", 2, "value", "abc").cell("results", 2, "month", "2021-13")
    small.cell("kpi_terms", 2, "msl", "96").cell("change_notices", 2, "date", "31/11/2021")
    small.without("periods").data("assurances", b"A plan.", b"A pl\xe2n.")
    with pytest.raises(BrokenBundle) as refused:
        read_bundle(small.folder)
    assert [(found.file, found.line, found.column) for found in refused.value.problems] == [
        ("change_notices.csv", 2, "date"),
        ("kpi_terms.csv", 2, "msl"),
        ("periods.csv", None, ""),
        ("results.csv", 2, "month"),
        ("results.csv", 2, "value"),
        ("assurances.csv", 2, "text"),
    ]


def test_a_cell_that_cannot_be_read_is_complained_of_once(small: SmallBundle):
    """The KPI's reference is wrong, and yet its terms and results are not called unknown."""
    small.data("kpis", b"IT_02", b"IT/02").data("kpi_terms", b"IT_02", b"IT/02")
    small.data("results", b"IT_02", b"IT/02").data("mitigations", b"IT_02", b"IT/02")
    small.data("kpi_reviews", b"IT_02", b"IT/02")
    with pytest.raises(BrokenBundle) as refused:
        read_bundle(small.folder)
    assert [str(problem) for problem in refused.value.problems] == [
        f"kpis.csv line 3 column ref: found “IT/02”, expected {REFERENCE}"
    ]


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        pytest.param(cell("kpi_terms", 4, "effective_from", "soon"), "kpi_terms.csv line 4", id="terms"),
        pytest.param(cell("kpis", 2, "in_service_from", "soon"), "kpis.csv line 2", id="service"),
        pytest.param(cell("kpis", 3, "better", "up"), "kpis.csv line 3", id="direction"),
        pytest.param(cell("kpis", 2, "decimals", "two"), "kpis.csv line 2", id="decimals"),
        pytest.param(cell("kpis", 4, "in_service_to", "late"), "kpis.csv line 4", id="end of service"),
        pytest.param(cell("results", 2, "value", "-"), "results.csv line 2", id="value"),
        pytest.param(cell("mitigations", 2, "covers", "all"), "mitigations.csv line 2", id="covers"),
        pytest.param(cell("contract", 2, "end", "2022"), "contract.csv line 2", id="end of the contract"),
    ],
)
def test_no_rule_complains_of_a_cell_that_could_not_be_read(small: SmallBundle, broken: Break, place: str):
    broken(small)
    with pytest.raises(BrokenBundle) as refused:
        read_bundle(small.folder)
    assert [str(problem).partition(" column")[0] for problem in refused.value.problems] == [place]


@pytest.mark.parametrize("name", [file.name for file in FILES if file.required])
def test_a_missing_file_brings_no_complaints_of_what_refers_to_it(small: SmallBundle, name: str):
    with pytest.raises(BrokenBundle) as refused:
        read_bundle(small.without(name).folder)
    assert [problem.file for problem in refused.value.problems] == [f"{name}.csv"]


def test_the_line_of_a_row_is_where_it_begins_even_after_cells_of_several_lines(small: SmallBundle):
    small.data("results", b"IT_03,2021-04,no_activity", b"IT_03,2021-04,nothing")
    with pytest.raises(BrokenBundle) as refused:
        read_bundle(small.folder)
    assert [problem.line for problem in refused.value.problems] == [8]


@pytest.mark.parametrize(
    ("make", "found"),
    [
        pytest.param(lambda path: None, "no such folder", id="missing"),
        pytest.param(lambda path: path.write_text("x"), "a file", id="a file"),
    ],
)
def test_what_is_no_folder_is_no_bundle(tmp_path: Path, make: Callable[[Path], object], found: str):
    path = tmp_path / "nowhere"
    make(path)
    with pytest.raises(BrokenBundle, match=f"nowhere: found {found}, expected a folder of CSV files"):
        read_bundle(path)


@pytest.mark.parametrize(
    "tolerated",
    [
        pytest.param(data("contract", b"reference", b"\xef\xbb\xbfreference"), id="byte order mark"),
        pytest.param(data("results", b"\n", b"\r\n"), id="lines ended by CR LF"),
        pytest.param(data("results", b"2021-04,measured,190", b" 2021-04 ,measured, 190 "), id="spaces"),
        pytest.param(data("results", b"190,200,95.00", b"190.00000,200,095"), id="needless zeros"),
        pytest.param(data("periods", b"2021-05", b"\n2021-05"), id="blank lines"),
        pytest.param(
            without("savings", "issues", "issue_updates", "issue_kpis", "mitigations"),
            id="optional files left out",
        ),
        pytest.param(lambda bundle: (bundle.folder / ".~lock.csv").touch(), id="hidden files"),
        pytest.param(lambda bundle: (bundle.folder / "README.md").touch(), id="files that are no tables"),
        pytest.param(
            lambda bundle: bundle.without_column("kpis", "baseline").without_column("contract", "trend_from"),
            id="optional columns left out",
        ),
        pytest.param(
            result("TEL_01", "2021-04", "measured", "", "", "7"), id="a quarter's result before its end"
        ),
    ],
)
def test_what_does_no_harm_is_tolerated(small: SmallBundle, tolerated: Break):
    tolerated(small)
    bundle = read_bundle(small.folder)
    assert bundle.rows("results")[0]["numerator"] == 190
    assert bundle.rows("results")[4].values.get("comment") == "First line\nsecond line"
