"""Meetings that only assurances name: recorded when a bundle is loaded, and left out when it is dumped."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from contracts.models import Contract, Meeting
from kpis.bundles.dump import dump_bundle
from kpis.bundles.errors import ConflictWithRecord
from kpis.bundles.load import load

NAMED = ("Performance & Contract Management Committee", date(2014, 6, 30))
HEADER = "ref,committee,held_on,note,source"


@pytest.fixture
def folder(barnet: Contract, tmp_path: Path) -> Path:
    """Barnet as a bundle."""
    dump_bundle(barnet, tmp_path / "barnet")
    return tmp_path / "barnet"


def write(folder: Path, *rows: str) -> None:
    (folder / "meetings.csv").write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")


def dumped(contract: Contract, folder: Path) -> list[str]:
    """The lines of meetings.csv; none where the file is left out."""
    dump_bundle(contract, folder, replace=True)
    file = folder / "meetings.csv"
    return file.read_text(encoding="utf-8").splitlines()[1:] if file.exists() else []


def test_the_meeting_that_barnets_assurances_name_is_recorded(barnet: Contract):
    assert [(row.reference, row.committee, row.held_on) for row in barnet.meetings.all()] == [("M1", *NAMED)]


def test_a_meeting_that_says_nothing_of_its_own_is_left_out(folder: Path):
    assert not (folder / "meetings.csv").exists()


def test_loading_again_adds_nothing(barnet: Contract, folder: Path):
    assert load(folder).nothing


@pytest.mark.parametrize("column", ["note", "source"])
def test_one_that_says_something_is_dumped(barnet: Contract, folder: Path, column: str):
    meeting = barnet.meetings.get()
    setattr(meeting, column, "published")
    meeting.save()
    assert [line.split(",")[0] for line in dumped(barnet, folder)] == ["M1"]


def test_one_that_no_assurance_names_is_dumped(barnet: Contract, folder: Path):
    Meeting(contract=barnet, reference="M2", committee="Cabinet", held_on=date(2014, 9, 1)).save()
    assert [line.split(",")[0] for line in dumped(barnet, folder)] == ["M1", "M2"]


def test_one_that_loading_would_number_otherwise_is_dumped(barnet: Contract, folder: Path):
    meeting = barnet.meetings.get()
    meeting.reference = "PCMC-1"
    meeting.save()
    assert [line.split(",")[0] for line in dumped(barnet, folder)] == ["PCMC-1"]


def test_a_recorded_meeting_under_another_reference_is_refused_in_a_sentence(barnet: Contract, folder: Path):
    write(folder, f"M7,{NAMED[0]},{NAMED[1]},,")
    with pytest.raises(ConflictWithRecord, match="which the record has as M1: give it that reference"):
        load(folder)
    assert barnet.meetings.get().reference == "M1"


def test_two_meetings_that_change_places_are_refused_and_not_half_written(barnet: Contract, folder: Path):
    Meeting(contract=barnet, reference="M2", committee=NAMED[0], held_on=date(2014, 9, 1)).save()
    write(folder, f"M1,{NAMED[0]},2014-09-01,,", f"M2,{NAMED[0]},2014-06-30,,")
    with pytest.raises(ConflictWithRecord):
        load(folder)
    assert barnet.meetings.get(reference="M1").held_on == NAMED[1]
