"""A file that is no table of the format: the whole bundle is refused."""

from __future__ import annotations

import pytest

from kpis.bundles.package import package_text
from kpis.bundles.reading import read_bundle
from tests.kpis.bundles.breaking import Break, assert_refused, data, without
from tests.kpis.bundles.small import SmallBundle


def lose_a_file_that_is_listed(bundle: SmallBundle) -> None:
    """A bundle with its description loses what the format does not require."""
    (bundle.folder / "datapackage.json").write_text(package_text(read_bundle(bundle.folder)))
    bundle.without("savings")


BROKEN = [
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
        lose_a_file_that_is_listed,
        "savings.csv: found no such file, expected this file, which datapackage.json lists",
        id="missing file that the bundle may have",
    ),
    pytest.param(
        lambda bundle: bundle.path("savings").write_bytes(b"PK\x03\x04\x14\x00\xff\xfe\x00,\n\x00"),
        "savings.csv: found a workbook or an archive, expected text with commas between cells: save a "
        "workbook's sheet as CSV UTF-8",
        id="workbook by another name",
    ),
    pytest.param(
        data("savings", b",note,", b",\x1b[2Jno\xe9te,"),
        "savings.csv line 1 column \ufffd[2Jno\ufffdte: found “\ufffd[2Jno\ufffdte”, expected one of the "
        "columns financial_year, contracted, delivered, note, source\n"
        "savings.csv line 1 column note: found no such column, expected the column",
        id="column that a terminal would obey",
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
        "change_notices.csv, kpis.csv, kpi_terms.csv, kpi_bands.csv, kpi_reviews.csv, mitigations.csv, "
        "periods.csv, results.csv, service_payments.csv, credit_terms.csv, credit_tiers.csv, "
        "credit_suspensions.csv, warning_rules.csv, workstream_stages.csv, workstream_updates.csv, "
        "objectives.csv, objective_assessments.csv, savings.csv, highlights.csv, issues.csv, "
        "issue_updates.csv, issue_kpis.csv, commitments.csv, assurances.csv, meetings.csv, "
        "meeting_papers.csv",
        id="misspelt file",
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("broken", "sentences"), BROKEN)
def test_a_bundle_with_a_wrong_file_is_refused_whole(
    small: SmallBundle, broken: Break, sentences: str, django_assert_num_queries
):
    broken(small)
    assert_refused(small, sentences, django_assert_num_queries)
