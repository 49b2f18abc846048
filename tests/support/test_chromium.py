"""Which browser the browser tests drive, and how it is started."""

import os

import pytest

from tests.support import chromium


@pytest.fixture
def browsers(tmp_path, monkeypatch):
    """Installs browsers of the given names, and no others."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "ON_MACOS", ())

    def install(*names):
        for name in names:
            (tmp_path / name).touch(mode=0o755)
        return [str(tmp_path / name) for name in names]

    return install


def test_debians_chromium_is_preferred(browsers):
    chrome, debians = browsers("google-chrome", "chromium")

    assert chromium.executable() == debians


def test_the_browser_that_the_environment_names_is_used(browsers, monkeypatch):
    chrome, debians = browsers("google-chrome", "chromium")
    monkeypatch.setenv("CHROMIUM", chrome)

    assert chromium.executable() == chrome


def test_no_other_browser_stands_in_for_the_one_that_is_named(browsers, monkeypatch):
    browsers("chromium")
    monkeypatch.setenv("CHROMIUM", "/opt/missing/chromium")

    assert chromium.executable() is None


def test_without_a_browser_it_says_how_to_get_one(browsers):
    browsers()

    assert "apt-get install chromium" in chromium.what_is_missing()


def test_with_a_browser_nothing_is_missing(browsers):
    browsers("chromium")

    assert chromium.what_is_missing() is None


@pytest.mark.parametrize(("user", "sandboxed"), [(0, False), (1000, True)])
def test_the_sandbox_is_left_out_only_for_root(monkeypatch, user, sandboxed):
    monkeypatch.setattr(os, "geteuid", lambda: user)

    assert ("--no-sandbox" not in chromium.launch_options()["args"]) is sandboxed
