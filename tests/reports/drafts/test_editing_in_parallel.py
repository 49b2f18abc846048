"""Two officers who save the same section at the same moments: no text is lost, none overwrites unseen."""

from __future__ import annotations

from threading import Barrier

import pytest

from contracts.models import User
from contracts.refusals import NotAllowed
from reports.actions import EditedMeanwhile
from reports.actions.review import submit
from reports.actions.sections import SectionEdit, edit
from reports.models import Report, ReportSection
from tests.kpis.parallel import together
from tests.reports.drafting import AT, section_of, started

ROUNDS = 20
pytestmark = pytest.mark.django_db(transaction=True)


def saying(text: str) -> SectionEdit:
    return SectionEdit(title="Summary", text=text, is_included=True)


def edit_again_and_again(report: Report, by: User, gate: Barrier) -> list[tuple[str, int, int]]:
    """Round after round, read the section and save it when the other does.

    Returns:
        each text with the version it was written over, and the version it became; 0 where it was refused.
    """
    attempts = []
    for number in range(ROUNDS):
        gate.wait()
        section = section_of(report, "summary")
        over, text = section.version, f"{by} in round {number}"
        gate.wait()
        try:
            became = edit(section=section, edit=saying(text), by=by, seen=over).version
        except EditedMeanwhile:
            became = 0
        attempts.append((text, over, became))
    return attempts


def test_of_two_who_save_at_once_one_is_told_in_every_round(contract, officer, second_officer):
    report = started(contract, officer)
    people = (officer, second_officer)
    mine, yours = together([lambda gate, by=by: edit_again_and_again(report, by, gate) for by in people])
    kept = dict(ReportSection.history.filter(report=report, kind="summary").values_list("text", "version"))
    for attempts in zip(mine, yours, strict=True):
        assert sorted(became > 0 for _, _, became in attempts) == [False, True]
        for text, over, became in attempts:
            assert became in (0, over + 1)
            assert kept.get(text, 0) == became


def test_nobody_edits_a_report_in_the_moment_in_which_it_is_submitted(contract, officer, second_officer):
    report = started(contract, officer)
    section = section_of(report, "summary")

    def hand_in(gate: Barrier) -> str:
        gate.wait()
        return str(submit(report=report, by=officer, at=AT).report.state)

    def change(gate: Barrier) -> str:
        gate.wait()
        try:
            edit(section=section, edit=saying("At the last moment."), by=second_officer, seen=1)
        except NotAllowed:
            return "refused"
        return "saved"

    state, outcome = together([hand_in, change])
    assert state == "in_review"
    text = section_of(report, "summary").text
    assert (text == "At the last moment.") is (outcome == "saved")
    edits = ReportSection.history.filter(id=section.pk, text="At the last moment.")
    assert edits.count() == (outcome == "saved")
