"""A worker loads what its pages use: memory is paid once for each worker, all day."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.bench.engine import HEAVY
from tests.support.architecture import ROOT

READY = """
import sys
import django
django.setup()
from csg_monitor import adapters
from csg_monitor.wsgi import application
from django.urls import get_resolver
get_resolver().reverse_dict
from allauth.mfa.base.views import authenticate
"""
"""What a worker has done when it has found an address and the way of signing in."""


def loaded(among: set[str], then: str = "") -> set[str]:
    """Which of these packages a new worker has loaded, in a process of its own."""
    program = f"{READY}{then}\nprint(*{among!r} & {{*sys.modules}})"
    environment = {**os.environ, "LOCAL_DEMO": "true", "DJANGO_SETTINGS_MODULE": "csg_monitor.settings"}
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return set(ran.stdout.split())


def test_a_worker_loads_no_library_that_its_pages_do_not_use():
    assert loaded(HEAVY) == set()


@pytest.mark.parametrize(
    "then",
    [
        pytest.param("from allauth.mfa.webauthn.internal import auth; auth.WebAuthn", id="passkeys"),
        pytest.param("adapters.MFAAdapter().encrypt('a code')", id="a-second-step-is-encrypted"),
    ],
)
def test_what_is_left_out_is_there_when_something_asks_for_it(then):
    assert "cryptography" in loaded({"cryptography"}, then)
