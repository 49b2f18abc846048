"""A broken bundle is refused whole: every error by file, line and column, and the database is not touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kpis.bundles.errors import BrokenBundle
from kpis.bundles.load import load_bundle
from kpis.bundles.reading import read_bundle
from tests.kpis.bundles.small import SmallBundle

Break = Callable[[SmallBundle], object]
REFERENCE = "letters, digits, hyphens, underscores and full stops, beginning with a letter or a digit"


def cell(name: str, line: int, column: str, text: str) -> Break:
    return lambda bundle: bundle.cell(name, line, column, text)


def add(name: str, *cells: str) -> Break:
    return lambda bundle: bundle.add(name, *cells)


def data(name: str, old: bytes, new: bytes) -> Break:
    return lambda bundle: bundle.data(name, old, new)


def without(*names: str) -> Break:
    return lambda bundle: bundle.without(*names)


def result(kpi: str, month: str, outcome: str, *figures: str) -> Break:
    """One more result, on line 10: the last of the small bundle ends on line 9."""
    return add("results", kpi, month, outcome, *figures, "", "", "", "")


BROKEN = [
    # Cells.
    pytest.param(
        cell("results", 5, "value", "abc"),
        "results.csv line 5 column value: found “abc”, expected a number in digits, with a point before "
        "decimals and no other signs",
        id="text in a number",
    ),
    pytest.param(
        cell("service_payments", 2, "amount", "1,000.50"),
        "service_payments.csv line 2 column amount: found “1,000.50”, expected a number in digits, with a "
        "point before decimals and no other signs",
        id="thousands marked by a comma",
    ),
    pytest.param(
        cell("results", 5, "value", "NaN"),
        "results.csv line 5 column value: found “NaN”, expected a number in digits, with a point before "
        "decimals and no other signs",
        id="not a number by name",
    ),
    pytest.param(
        cell("results", 5, "value", "4.00001"),
        "results.csv line 5 column value: found “4.00001”, expected a number with at most 4 decimals",
        id="too many decimals",
    ),
    pytest.param(
        cell("results", 5, "value", "123456789012"),
        "results.csv line 5 column value: found “123456789012”, expected a number with at most 11 digits "
        "before the point",
        id="number too long",
    ),
    pytest.param(
        cell("results", 2, "denominator", "0"),
        "results.csv line 2 column denominator: found “0”, expected a number above 0; where there was "
        "nothing to measure, the outcome is no_activity",
        id="denominator zero",
    ),
    pytest.param(
        cell("kpi_terms", 2, "points", "-1"),
        "kpi_terms.csv line 2 column points: found “-1”, expected a number that is not negative",
        id="negative points",
    ),
    pytest.param(
        cell("credit_terms", 2, "red_share", "1.01"),
        "credit_terms.csv line 2 column red_share: found “1.01”, expected a number from 0 to 1",
        id="share above one",
    ),
    pytest.param(
        cell("credit_terms", 2, "cap_percent", "100.01"),
        "credit_terms.csv line 2 column cap_percent: found “100.01”, expected a number from 0 to 100",
        id="cap above all of the payment",
    ),
    pytest.param(
        cell("kpis", 2, "decimals", "5"),
        "kpis.csv line 2 column decimals: found “5”, expected a number from 0 to 4",
        id="more decimals than are kept",
    ),
    pytest.param(
        cell("kpis", 2, "decimals", "1.5"),
        "kpis.csv line 2 column decimals: found “1.5”, expected a number with at most 0 decimals",
        id="half a decimal",
    ),
    pytest.param(
        cell("results", 4, "month", "2021-13"),
        "results.csv line 4 column month: found “2021-13”, expected a month written YYYY-MM; there is no "
        "month 13 of the year 2021",
        id="thirteenth month",
    ),
    pytest.param(
        cell("workstream_stages", 2, "month_to", "Jun 21"),
        "workstream_stages.csv line 2 column month_to: found “Jun 21”, expected a month written YYYY-MM",
        id="month in words",
    ),
    pytest.param(
        cell("change_notices", 2, "date", "31/11/2021"),
        "change_notices.csv line 2 column date: found “31/11/2021”, expected a date written YYYY-MM-DD; "
        "moreover, November 2021 has 30 days",
        id="the impossible date that the report of 2022 prints",
    ),
    pytest.param(
        cell("change_notices", 2, "date", "30/11/2021"),
        "change_notices.csv line 2 column date: found “30/11/2021”, expected a date written YYYY-MM-DD, "
        "here 2021-11-30",
        id="date with slashes",
    ),
    pytest.param(
        cell("contract", 2, "commencement", "2021-02-29"),
        "contract.csv line 2 column commencement: found “2021-02-29”, expected a date written YYYY-MM-DD; "
        "February 2021 has 28 days",
        id="29 February of a common year",
    ),
    pytest.param(
        cell("contract", 2, "end", "2022-13-01"),
        "contract.csv line 2 column end: found “2022-13-01”, expected a date written YYYY-MM-DD; there is "
        "no month 13 in a year",
        id="date in the thirteenth month",
    ),
    pytest.param(
        cell("results", 2, "outcome", "Measured"),
        "results.csv line 2 column outcome: found “Measured”, expected one of measured, not_reported, "
        "no_activity",
        id="unknown word",
    ),
    pytest.param(
        cell("kpis", 3, "description", "  "),
        "kpis.csv line 3 column description: found nothing, expected a text",
        id="blank required text",
    ),
    pytest.param(
        cell("service_areas", 2, "name", "x" * 201),
        f"service_areas.csv line 2 column name: found “{'x' * 59}…”, expected at most 200 characters, "
        "not 201",
        id="text too long",
    ),
    pytest.param(
        cell("contract", 2, "title", "ring\x07"),
        "contract.csv line 2 column title: found “ring\ufffd”, expected a text without control characters",
        id="control character",
    ),
    pytest.param(
        cell("commitments", 2, "ref", "C/1"),
        f"commitments.csv line 2 column ref: found “C/1”, expected {REFERENCE}",
        id="reference with a character that addresses cannot have",
    ),
    pytest.param(
        cell("savings", 2, "financial_year", "2021-22"),
        "savings.csv line 2 column financial_year: found “2021-22”, expected a financial year written as "
        "2013/14",
        id="financial year with a hyphen",
    ),
    # Rows and files.
    pytest.param(
        data("results", b"IT_03,2021-04,no_activity", "IT_03,2021-04,caf\xe9".encode("latin-1")),
        "results.csv line 8 column outcome: found “caf\ufffd”, expected text in UTF-8, which byte 0xE9 is "
        "not: save the file as UTF-8",
        id="Latin-1 byte",
    ),
    pytest.param(
        data("results", b"IT_03,2021-04,no_activity,,,,,,,", b"IT_03,2021-04,no_activity,,,"),
        "results.csv line 8: found 6 cells, expected 10, as in the header",
        id="too few cells in a row",
    ),
    pytest.param(
        data("results", b"IT_03,2021-04,no_activity", b'IT_03,2021-04,"no_"activity'),
        "results.csv line 8: found ',' expected after '\"', expected cells separated by commas, with "
        "quotation marks in pairs",
        id="stray quotation mark",
    ),
    pytest.param(
        data("kpi_terms", b",msl,", b",minimum,"),
        "kpi_terms.csv line 1 column minimum: found “minimum”, expected one of the columns kpi, "
        "effective_from, tsl, msl, points, change, change_notice, description, reason, status, source\n"
        "kpi_terms.csv line 1 column msl: found no such column, expected the column",
        id="wrong column",
    ),
    pytest.param(
        data("periods", b"month,state", b"month,state,month"),
        "periods.csv line 1 column month: found the column 2 times, expected it once\n"
        "periods.csv line 2: found 2 cells, expected 3, as in the header\n"
        "periods.csv line 3: found 2 cells, expected 3, as in the header\n"
        "periods.csv line 4: found 2 cells, expected 3, as in the header",
        id="column twice",
    ),
    pytest.param(
        data("savings", b",", b";"),
        "savings.csv line 1: found “financial_year;contracted;delivered;note;source”, expected columns "
        "separated by commas, not by semicolons",
        id="semicolons",
    ),
    pytest.param(
        without("results"),
        "results.csv: found no such file, expected this file in every bundle",
        id="missing file",
    ),
    pytest.param(
        lambda bundle: bundle.path("savings").write_bytes(b""),
        "savings.csv: found an empty file, expected a header row with financial_year, contracted, "
        "delivered, note, source",
        id="empty file",
    ),
    pytest.param(
        lambda bundle: bundle.path("savings").write_text("financial_year", encoding="utf-16"),
        "savings.csv line 1: found text in UTF-16, expected text in UTF-8",
        id="UTF-16",
    ),
    pytest.param(
        lambda bundle: bundle.path("savings").rename(bundle.path("saving")),
        "saving.csv: found a file that no bundle has, expected only contract.csv, service_areas.csv, "
        "change_notices.csv, kpis.csv, kpi_terms.csv, mitigations.csv, periods.csv, results.csv, "
        "service_payments.csv, credit_terms.csv, credit_suspensions.csv, workstream_stages.csv, "
        "workstream_updates.csv, objectives.csv, objective_assessments.csv, savings.csv, highlights.csv, "
        "issues.csv, commitments.csv, assurances.csv",
        id="misspelt file",
    ),
    # Rows against rows.
    pytest.param(
        result("IT_01", "2021-04", "measured", "", "", "95"),
        "results.csv line 10 column month: found “IT_01, 2021-04” a second time, expected one row for each "
        "kpi and month; the first is on line 2",
        id="duplicate result",
    ),
    pytest.param(
        add("kpi_terms", "IT_02", "2021-04", "5", "7", "20", "revision", "", "", "", "", ""),
        "kpi_terms.csv line 8 column effective_from: found “IT_02, 2021-04” a second time, expected one row "
        "for each kpi and effective_from; the first is on line 4",
        id="two rows of terms for one month",
    ),
    pytest.param(
        result("IT_99", "2021-04", "not_reported", "", "", ""),
        "results.csv line 10 column kpi: found “IT_99”, expected a ref of kpis.csv",
        id="unknown KPI",
    ),
    pytest.param(
        result("IT_01", "2021-07", "not_reported", "", "", ""),
        "results.csv line 10 column month: found “2021-07”, expected a month of periods.csv",
        id="result for a month without a period",
    ),
    pytest.param(
        result("IT_03", "2021-06", "not_reported", "", "", ""),
        "results.csv line 10 column month: found “2021-06”, expected a month in which IT_03 was in service, "
        "2021-04 to 2021-05",
        id="result for a month out of service",
    ),
    pytest.param(
        without("change_notices"),
        "kpi_terms.csv line 3 column change_notice: found “CCN1”, expected a reference of "
        "change_notices.csv\n"
        "kpi_terms.csv line 6 column change_notice: found “CCN1”, expected a reference of "
        "change_notices.csv",
        id="change notice of a file that is not there",
    ),
    pytest.param(
        cell("highlights", 2, "service_area", "HR"),
        "highlights.csv line 2 column service_area: found “HR”, expected a code of service_areas.csv",
        id="unknown service area",
    ),
    pytest.param(
        cell("kpis", 4, "in_service_to", "2021-03"),
        "kpis.csv line 4 column in_service_to: found “2021-03”, expected a month not before "
        "in_service_from, 2021-04\n"
        "results.csv line 8 column month: found “2021-04”, expected a month in which IT_03 was in service, "
        "2021-04 to 2021-03",
        id="out of service before in service",
    ),
    pytest.param(
        cell("periods", 2, "month", "2021-03"),
        "periods.csv line 2 column month: found “2021-03”, expected a month of the contract, 2021-04 to "
        "2022-03\n"
        "results.csv line 2 column month: found “2021-04”, expected a month of periods.csv\n"
        "results.csv line 5 column month: found “2021-04”, expected a month of periods.csv\n"
        "results.csv line 8 column month: found “2021-04”, expected a month of periods.csv",
        id="period before commencement",
    ),
    pytest.param(
        add("periods", "2022-04", "open"),
        "periods.csv line 5 column month: found “2022-04”, expected a month of the contract, 2021-04 to "
        "2022-03",
        id="period after the end",
    ),
    pytest.param(
        add("contract", "SML-2", "Another", "A", "B", "2021-04-01", "2022-03-31", "", ""),
        "contract.csv line 3: found 2 rows, expected one contract in each bundle",
        id="two contracts",
    ),
    pytest.param(
        lambda bundle: bundle.drop("contract", 2),
        "contract.csv: found no row below the header, expected one contract in each bundle",
        id="no contract",
    ),
    pytest.param(
        cell("contract", 2, "end", "2021-04-01"),
        "contract.csv line 2 column end: found “2021-04-01”, expected a day after commencement, 2021-04-01\n"
        "periods.csv line 3 column month: found “2021-05”, expected a month of the contract, 2021-04 to "
        "2021-04\n"
        "periods.csv line 4 column month: found “2021-06”, expected a month of the contract, 2021-04 to "
        "2021-04",
        id="contract that ends as it begins",
    ),
    # Terms.
    pytest.param(
        cell("kpi_terms", 2, "msl", "95.01"),
        "kpi_terms.csv line 2 column msl: found “95.01”, expected an MSL of at most the TSL, 95, as higher "
        "is better",
        id="MSL better than TSL where higher is better",
    ),
    pytest.param(
        cell("kpi_terms", 4, "msl", "3.99"),
        "kpi_terms.csv line 4 column msl: found “3.99”, expected an MSL of at least the TSL, 4, as lower is "
        "better",
        id="MSL better than TSL where lower is better",
    ),
    pytest.param(
        cell("kpi_terms", 7, "msl", "5"),
        "kpi_terms.csv line 7 column tsl: found nothing, expected a TSL, since there is an MSL",
        id="MSL without a TSL",
    ),
    pytest.param(
        cell("kpi_terms", 7, "effective_from", "2021-05"),
        "kpis.csv line 5 column in_service_from: found “2021-04”, expected terms of TEL_01 in kpi_terms.csv "
        "from that month or before",
        id="KPI without terms when it enters service",
    ),
    pytest.param(
        lambda bundle: bundle.drop("kpi_terms", 7),
        "kpis.csv line 5 column in_service_from: found “2021-04”, expected terms of TEL_01 in kpi_terms.csv "
        "from that month or before",
        id="KPI without any terms",
    ),
    pytest.param(
        cell("kpi_terms", 6, "tsl", "99"),
        "kpi_terms.csv line 6 column tsl: found “99”, expected nothing, since the KPI is decommissioned",
        id="decommissioned KPI with a target",
    ),
    pytest.param(
        cell("kpi_terms", 6, "effective_from", "2021-05"),
        "kpi_terms.csv line 6 column effective_from: found “2021-05”, expected a month after the last one "
        "in service, which kpis.csv gives as 2021-05",
        id="decommissioned while in service",
    ),
    pytest.param(
        cell("kpis", 4, "in_service_to", ""),
        "kpi_terms.csv line 6 column effective_from: found “2021-06”, expected a month after the last one "
        "in service, which kpis.csv gives as open",
        id="decommissioned KPI that stays in service",
    ),
    # Results and mitigations.
    pytest.param(
        cell("results", 2, "denominator", ""),
        "results.csv line 2 column denominator: found nothing, expected a denominator, since there is a "
        "numerator",
        id="numerator without denominator",
    ),
    pytest.param(
        cell("results", 2, "numerator", ""),
        "results.csv line 2 column numerator: found nothing, expected a numerator, since there is a "
        "denominator",
        id="denominator without numerator",
    ),
    pytest.param(
        cell("results", 5, "value", ""),
        "results.csv line 5 column value: found nothing, expected a value, or a numerator and a "
        "denominator, since the outcome is measured",
        id="measured without a value",
    ),
    pytest.param(
        cell("results", 4, "value", "91"),
        "results.csv line 4 column value: found “91”, expected nothing, since the outcome is not_reported",
        id="not reported with a value",
    ),
    pytest.param(
        result("IT_02", "2021-06", "measured", "99999999999", "0.0001", ""),
        "results.csv line 10 column numerator: found “99999999999”, expected a numerator that makes a value "
        "of at most 11 digits before the point",
        id="figures that make a value too long to keep",
    ),
    pytest.param(
        cell("mitigations", 3, "impact", "None"),
        "mitigations.csv line 3 column impact: found “None”, expected “Some delay” as on line 2, for M1",
        id="rows of one mitigation that disagree",
    ),
    pytest.param(
        cell("mitigations", 2, "month_to", "2021-04"),
        "mitigations.csv line 2 column month_to: found “2021-04”, expected a month not before month_from, "
        "2021-05",
        id="mitigation that ends before it begins",
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("broken", "sentences"), BROKEN)
def test_a_broken_bundle_is_refused_without_a_word_to_the_database(
    small: SmallBundle, broken: Break, sentences: str, django_assert_num_queries
):
    broken(small)
    with django_assert_num_queries(0), pytest.raises(BrokenBundle) as refused:
        load_bundle(small.folder)
    assert str(refused.value) == sentences


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
    with pytest.raises(BrokenBundle) as refused:
        read_bundle(small.folder)
    assert [str(problem) for problem in refused.value.problems] == [
        f"kpis.csv line 3 column ref: found “IT/02”, expected {REFERENCE}"
    ]


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
        pytest.param(without("savings", "issues", "mitigations"), id="optional files left out"),
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
