"""From what a tool said to what a person can do."""

import pytest

from csg_monitor.setup.advice import OTHERWISE, advice_for


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        pytest.param(
            "WARNING: Retrying after connection broken by 'NewConnectionError(... Failed to establish a new "
            "connection: [Errno -3] Temporary failure in name resolution')",
            "check the network connection",
            id="pip-offline",
        ),
        pytest.param(
            "ERROR: No matching distribution found for asgiref==3.13.0",
            "check the network connection",
            id="pip-finds-nothing",
        ),
        pytest.param("npm error code ENOTFOUND", "check the network connection", id="npm-offline"),
        pytest.param(
            "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            "a package is not the one that was locked",
            id="another-package",
        ),
        pytest.param("OSError: [Errno 28] No space left on device", "free some disk space", id="disk-full"),
        pytest.param(
            "PermissionError: [Errno 13] Permission denied: 'x'", "make the folder writable", id="rights"
        ),
        pytest.param(
            "django.db.utils.OperationalError: database is locked",
            "stop the other copy",
            id="another-copy-runs",
        ),
    ],
)
def test_what_is_known_has_its_remedy(line, remedy):
    assert remedy in advice_for(["Collecting asgiref", line])


def test_a_full_disk_is_named_before_the_trouble_that_it_brings():
    assert advice_for(["Permission denied", "No space left on device"]) == "free some disk space"


def test_what_is_not_known_is_left_to_the_reader():
    assert advice_for(["Segmentation fault"]) == OTHERWISE
