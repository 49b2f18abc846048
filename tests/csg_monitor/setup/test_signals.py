"""Ending politely: SIGTERM unwinds like Ctrl-C, and only for as long as it is asked to."""

import signal
from threading import Thread

import pytest

from csg_monitor.setup.signals import sigterm_as_interrupt


def test_within_the_block_sigterm_unwinds_like_ctrl_c():
    with pytest.raises(KeyboardInterrupt), sigterm_as_interrupt():
        signal.raise_signal(signal.SIGTERM)


def test_after_the_block_sigterm_means_what_it_meant_before():
    before = signal.getsignal(signal.SIGTERM)

    with sigterm_as_interrupt():
        assert signal.getsignal(signal.SIGTERM) != before

    assert signal.getsignal(signal.SIGTERM) == before


def test_a_thread_that_cannot_receive_signals_goes_on_without():
    entered = []

    def enter():
        with sigterm_as_interrupt():
            entered.append(signal.getsignal(signal.SIGTERM))

    thread = Thread(target=enter)
    thread.start()
    thread.join()

    assert entered == [signal.getsignal(signal.SIGTERM)]
