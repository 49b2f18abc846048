"""A dump says all that the record says, and equal records make equal files."""

from __future__ import annotations

from errno import ENOSPC
from pathlib import Path

import pytest
from django.apps import apps

from contracts.models import Contract
from kpis.bundles.dump import FolderInUse, dump_bundle
from kpis.bundles.load import load, load_bundle
from kpis.bundles.package import PACKAGE_FILE
from kpis.bundles.schema import FILES
from kpis.models import Mitigation, Result
from tests.conftest import EXAMPLES
from tests.kpis.bundles.records import everything, forget
from tests.kpis.bundles.small import SmallBundle

pytestmark = pytest.mark.django_db


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def lines_of(folder: Path) -> dict[str, list[bytes]]:
    return {name: sorted(data.splitlines()) for name, data in contents(folder).items()}


@pytest.fixture
def dumped(small: SmallBundle, tmp_path: Path) -> Path:
    """The dump of the small contract."""
    folder = tmp_path / "dumped"
    dump_bundle(load_bundle(small.folder), folder)
    return folder


@pytest.mark.parametrize("example", EXAMPLES)
def test_load_dump_load_dump_gives_the_same_bytes(example: str, request, tmp_path: Path):
    contract = request.getfixturevalue(example)
    reference = contract.reference
    dump_bundle(contract, tmp_path / "first")
    forget(contract)
    assert not Contract.objects.filter(reference=reference).exists()
    dump_bundle(load_bundle(tmp_path / "first"), tmp_path / "second")
    assert contents(tmp_path / "second") == contents(tmp_path / "first")


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_dump_of_an_example_has_the_very_lines_of_the_example(example: str, request, tmp_path: Path):
    """Every file, column and cell, the source of each row included; only Barnet's results stand in another
    order.
    """
    dump_bundle(request.getfixturevalue(example), tmp_path / "dump")
    shipped = Path(apps.get_app_config("kpis").path) / "examples" / example
    assert lines_of(tmp_path / "dump") == lines_of(shipped)


def test_every_file_and_cell_of_the_small_bundle_comes_back(small: SmallBundle, dumped: Path):
    assert {name: data for name, data in contents(dumped).items() if name != PACKAGE_FILE} == {
        file.file_name: small.path(file.name).read_bytes() for file in FILES
    }


def test_loading_a_dump_where_it_was_made_changes_nothing(dumped: Path):
    before = everything()
    assert load(dumped).nothing
    assert everything() == before


def test_what_was_entered_since_is_dumped(dumped: Path, tmp_path: Path):
    result = Result.objects.get(contract__reference="SML-1", kpi__reference="IT_01", month="2021-06")
    result.outcome, result.stated_value, result.comment = "measured", "97.1", "=1+1\r\n@home"
    result.save()
    dump_bundle(result.contract, tmp_path / "again")
    text = (tmp_path / "again" / "results.csv").read_text(encoding="utf-8")
    assert 'IT_01,2021-06,measured,,,97.10,"=1+1\n@home",,,\n' in text


def test_rows_added_later_stand_where_they_belong(small: SmallBundle, dumped: Path, tmp_path: Path):
    """What was loaded bit by bit is dumped as if it had come at once."""
    contract = Contract.objects.get(reference="SML-1")
    forget(contract)
    whole = small.path("results").read_bytes()
    small.drop("results", 3)
    load_bundle(small.folder)
    small.path("results").write_bytes(whole)
    dump_bundle(load_bundle(small.folder), tmp_path / "again")
    assert contents(tmp_path / "again") == contents(dumped)


def test_optional_columns_and_files_are_written_where_they_are_used(small: SmallBundle, tmp_path: Path):
    for name in ("kpis", "results", "kpi_terms"):
        small.without_column(name, "source")
    small.without_column("kpis", "baseline").cell("mitigations", 4, "state", "agreed").without("savings")
    for line in (2, 6):
        for column in ("owner", "clause", "replaces"):
            small.cell("kpis", line, column, "")
    small.drop("credit_terms", 3).without("credit_tiers")
    dump_bundle(load_bundle(small.folder), tmp_path / "dump")
    files = contents(tmp_path / "dump")
    assert (
        files["kpis.csv"]
        .split(b"\n")[0]
        .endswith(b",baseline_note,numerator_meaning,denominator_meaning,why_it_matters")
    )
    assert files["results.csv"].split(b"\n")[0].endswith(b",resolution")
    assert b"state" not in files["mitigations.csv"]
    assert files["credit_terms.csv"].split(b"\n")[0].endswith(b",credit_per_point,cap_percent,source")
    assert {"savings.csv", "credit_tiers.csv"}.isdisjoint(files)


def test_required_files_are_written_without_rows_too(small: SmallBundle, tmp_path: Path):
    for line in range(8, 1, -1):
        small.drop("results", line)
    dump_bundle(load_bundle(small.folder), tmp_path / "dump")
    assert (tmp_path / "dump" / "results.csv").read_text() == (
        "kpi,month,outcome,numerator,denominator,value,comment,impact,resolution\n"
    )


def test_a_folder_with_something_in_it_is_left_alone(dumped: Path):
    (dumped / "results.csv").write_text("mine")
    with pytest.raises(FolderInUse, match=r"is not empty: name a new folder, or say --force"):
        dump_bundle(Contract.objects.get(reference="SML-1"), dumped)
    assert (dumped / "results.csv").read_text() == "mine"


def test_a_file_is_no_folder(dumped: Path):
    with pytest.raises(FolderInUse, match=r"is a file: name a folder for the bundle"):
        dump_bundle(Contract.objects.get(reference="SML-1"), dumped / "results.csv", replace=True)


def test_a_replaced_bundle_keeps_no_file_of_the_one_before(small: SmallBundle, dumped: Path):
    (dumped / "notes.txt").write_text("mine")
    contract = Contract.objects.get(reference="SML-1")
    contract.savings.get().delete()
    dump_bundle(contract, dumped, replace=True)
    assert not (dumped / "savings.csv").exists()
    assert (dumped / "notes.txt").read_text() == "mine"
    forget(contract)
    assert load_bundle(dumped).savings.count() == 0


@pytest.mark.parametrize(
    "package",
    [
        pytest.param(None, id="no description"),
        pytest.param("not JSON", id="unreadable description"),
        pytest.param("[]", id="another kind of description"),
        pytest.param('{"profile": "data-package", "name": "sml-1"}', id="another kind of package"),
        pytest.param('{"profile": "tabular-data-package", "name": "sml-2"}', id="another contract's"),
    ],
)
def test_only_a_bundle_of_the_contract_is_replaced(dumped: Path, package: str | None):
    (dumped / PACKAGE_FILE).unlink()
    if package is not None:
        (dumped / PACKAGE_FILE).write_text(package)
    (dumped / "results.csv").write_text("mine")
    before = contents(dumped)
    with pytest.raises(FolderInUse, match=r"holds no bundle of SML-1, so nothing in it is replaced"):
        dump_bundle(Contract.objects.get(reference="SML-1"), dumped, replace=True)
    assert contents(dumped) == before


def test_a_bundle_that_cannot_be_written_whole_replaces_nothing(dumped: Path, monkeypatch):
    contract = Contract.objects.get(reference="SML-1")
    contract.savings.get().delete()
    contract.title = "Another title"
    contract.save()
    before = contents(dumped)
    write_text = Path.write_text

    def full(path: Path, text: str, **options) -> int:
        if path.name == "results.csv":
            raise OSError(ENOSPC, "No space left on device")
        return write_text(path, text, **options)

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space left"):
        dump_bundle(contract, dumped, replace=True)
    assert contents(dumped) == before


def test_a_dump_holds_the_state_of_mitigations_that_do_not_count(dumped: Path):
    forget(Contract.objects.get(reference="SML-1"))
    contract = load_bundle(dumped)
    states = Mitigation.objects.filter(contract=contract).values_list("reference", "state")
    assert dict(states) == {"M1": "agreed", "M2": "proposed"}
