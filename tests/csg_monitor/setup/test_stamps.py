"""When a step counts as done, and when it is done again."""

import pytest

from csg_monitor.setup.stamps import Stamp


@pytest.fixture
def locked(tmp_path):
    path = tmp_path / "requirements.txt"
    path.write_text("django==5.2.19\n")
    return path


@pytest.fixture
def stamp(tmp_path, locked):
    return Stamp(tmp_path / "stamp", inputs=(locked,))


def test_a_step_never_finished_is_not_current(stamp):
    assert not stamp.is_current()


def test_a_finished_step_is_current(stamp):
    stamp.renew()

    assert stamp.is_current()


def test_a_step_is_outdated_by_another_version_of_its_input(stamp, locked):
    stamp.renew()
    locked.write_text("django==5.2.20\n")

    assert not stamp.is_current()


def test_a_step_becomes_current_again_with_the_version_it_was_done_for(stamp, locked):
    stamp.renew()
    locked.write_text("django==5.2.20\n")
    locked.write_text("django==5.2.19\n")

    assert stamp.is_current()


def test_an_interrupted_step_is_not_current(stamp):
    stamp.renew()
    stamp.withdraw()

    assert not stamp.is_current()


def test_a_stamp_that_is_not_there_can_be_withdrawn(stamp):
    stamp.withdraw()

    assert not stamp.is_current()


def test_moving_text_from_one_input_to_the_next_is_a_change(tmp_path):
    first, second = tmp_path / "package.json", tmp_path / "package-lock.json"
    stamp = Stamp(tmp_path / "stamp", inputs=(first, second))
    first.write_text("ab")
    second.write_text("c")
    stamp.renew()
    first.write_text("a")
    second.write_text("bc")

    assert not stamp.is_current()
