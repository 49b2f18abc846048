"""``load_contract`` and ``dump_contract``, as somebody at a terminal or a script meets them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.core.management.base import OutputWrapper

from contracts.models import Contract
from kpis.management.progress import Progress
from kpis.models import Result
from tests import factories
from tests.kpis.bundles.records import everything
from tests.kpis.bundles.small import SmallBundle

pytestmark = pytest.mark.django_db


class Terminal(io.StringIO):
    """A stream on which somebody is watching."""

    def isatty(self) -> bool:
        return True


def run(command: str, *arguments: str, **options) -> tuple[str, str]:
    """What a command says on its two streams."""
    out, err = io.StringIO(), io.StringIO()
    call_command(command, *arguments, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_loading_says_what_was_added(small: SmallBundle):
    out, err = run("load_contract", str(small.folder))
    assert out == (
        "SML-1, A small contract:\n"
        "  added 1 contract, 2 service areas, 1 change notice, 5 KPIs, 7 KPI terms, 3 KPI bands, "
        "1 KPI review, 2 mitigations, 3 mitigated KPIs, 3 periods, 3 service payments, 2 credit terms, "
        "2 credit tiers, 1 credit suspension, 2 warning rules, 1 workstream stage, 1 workstream update, "
        "1 objective, 4 objective assessments, 1 saving, "
        "2 highlights, 2 issues, 3 issue updates, "
        "2 KPIs of issues, 2 commitments, 2 assurances, 3 meetings, 2 meeting papers, 7 results\n"
    )
    assert "Writing KPIs (4 of 69 rows done)\n" in err


def test_loading_again_says_that_nothing_changed(small: SmallBundle):
    run("load_contract", str(small.folder))
    out, _ = run("load_contract", str(small.folder))
    assert out == "SML-1: nothing changed, the record holds all of this bundle already.\n"


def test_loading_says_what_was_changed_and_what_is_odd(small: SmallBundle):
    run("load_contract", str(small.folder))
    by = factories.make_user().email
    out, _ = run("load_contract", str(small.cell("results", 3, "value", "91").folder), by=by)
    assert out == (
        "SML-1, A small contract:\n"
        "  changed 1 result\n"
        "results.csv line 3 column value: found “91”, expected 90.00, which the numerator and denominator "
        "make and which counts\n"
    )


def test_who_changes_a_contract_is_kept(small: SmallBundle):
    run("load_contract", str(small.folder))
    officer = factories.make_user("olive@council.example")
    run("load_contract", str(small.cell("results", 4, "comment", "Down").folder), by="Olive@Council.example")
    result = Result.objects.get(contract__reference="SML-1", comment="Down")
    assert (result.entered_by, result.history.latest().history_user) == (officer, officer)


def test_a_contract_is_changed_by_nobody_without_a_name(small: SmallBundle):
    run("load_contract", str(small.folder))
    before = everything()
    small.cell("results", 4, "comment", "Down")
    with pytest.raises(CommandError, match=r"^Nothing was loaded: SML-1 .* say who changes it with --by"):
        run("load_contract", str(small.folder))
    assert everything() == before


@pytest.mark.parametrize("command", ["load_contract", "rejudge"])
@pytest.mark.parametrize("email", ["nobody@council.example", "closed@council.example"])
def test_only_an_active_account_stands_for_somebody(small: SmallBundle, command: str, email: str):
    factories.make_user("closed@council.example", is_active=False)
    argument = str(small.folder) if command == "load_contract" else "SML-1"
    with pytest.raises(CommandError, match=rf"^There is no active account {email}\.$"):
        run(command, argument, by=email)
    assert not Contract.objects.filter(reference="SML-1").exists()


def test_of_many_odd_things_the_first_are_told(small: SmallBundle, monkeypatch):
    monkeypatch.setattr("kpis.management.commands.load_contract.MOST_REMARKS", 1)
    small.cell("results", 2, "value", "91").cell("results", 3, "value", "91")
    out, _ = run("load_contract", str(small.folder))
    assert out.splitlines()[2].startswith("results.csv line 2 column value")
    assert out.splitlines()[3:] == ["… and 1 more like these"]


def test_errors_are_listed_one_on_each_line(small: SmallBundle):
    small.cell("results", 5, "value", "abc").without("periods")
    err = io.StringIO()
    with pytest.raises(CommandError, match=r"^Nothing was loaded: 2 errors\.$"):
        call_command("load_contract", str(small.folder), stdout=io.StringIO(), stderr=err)
    assert err.getvalue() == (
        "periods.csv: found no such file, expected this file in every bundle\n"
        "results.csv line 5 column value: found “abc”, expected a number in digits, with a point before "
        "decimals and no other signs\n"
    )
    assert not Contract.objects.filter(reference="SML-1").exists()


def test_evidence_is_defended_in_one_sentence(small: SmallBundle):
    run("load_contract", str(small.folder))
    small.cell("results", 2, "comment", "Changed")
    with pytest.raises(CommandError, match=r"^Nothing was loaded: 1 error\.$"):
        run("load_contract", str(small.folder))


def test_a_bar_moves_on_a_terminal_and_is_wiped_away():
    screen = Terminal()
    progress = Progress(OutputWrapper(screen))
    progress.show("periods", 0, 4)
    progress.show("results", 2, 4)
    progress.end()
    first, second, blank = screen.getvalue().split("\r")[1:4]
    assert first.startswith("░" * 30 + "   0%  periods")
    assert second.startswith("█" * 15 + "░" * 15 + "  50%  results")
    assert (blank.strip(), len(blank)) == ("", len(second))


def test_a_log_has_one_line_for_each_step():
    log = io.StringIO()
    progress = Progress(OutputWrapper(log))
    for done in (0, 500, 1000):
        progress.show("results", done, 1500)
    progress.end()
    assert log.getvalue() == "Writing results (0 of 1,500 rows done)\n"


def test_nothing_to_do_is_no_step():
    screen = Terminal()
    Progress(OutputWrapper(screen)).end()
    assert screen.getvalue() == ""


def test_dumping_writes_the_bundle_and_says_so(small: SmallBundle, tmp_path: Path):
    run("load_contract", str(small.folder))
    out, _ = run("dump_contract", "SML-1", str(tmp_path / "new" / "folder"))
    assert out == f"SML-1: wrote 29 files to {tmp_path}/new/folder\n"
    assert (tmp_path / "new" / "folder" / "datapackage.json").exists()


def test_dumping_over_something_needs_force(small: SmallBundle, tmp_path: Path):
    run("load_contract", str(small.folder))
    folder = str(tmp_path / "dump")
    run("dump_contract", "SML-1", folder)
    with pytest.raises(CommandError, match=r"is not empty: name a new folder, or say --force"):
        run("dump_contract", "SML-1", folder)
    out, _ = run("dump_contract", "SML-1", folder, force=True)
    assert out.startswith("SML-1: wrote 29 files")


def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(small: SmallBundle, tmp_path: Path):
    run("load_contract", str(small.folder))
    (tmp_path / "file").write_text("mine")
    with pytest.raises(CommandError, match=r"^The bundle could not be written to .*/file/dump: Not a dir"):
        run("dump_contract", "SML-1", str(tmp_path / "file" / "dump"))


def test_a_contract_that_is_not_there_cannot_be_dumped(lincolnshire: Contract, barnet: Contract, tmp_path):
    with pytest.raises(CommandError, match=r"^There is no contract NO-1\. There is: LBB-CSG, LCC-CSS\.$"):
        run("dump_contract", "NO-1", str(tmp_path))
