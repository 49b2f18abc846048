"""The machine's own browser for the browser tests: nothing is downloaded for them.

options = chromium.launch_options()      # for playwright's chromium.launch(**options)
"""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ON_MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
ADVICE = (
    "Chromium was not found: apt-get install chromium (macOS: brew install --cask chromium), "
    "or name the browser in the variable CHROMIUM"
)
# Headless, and silent on the network but for the pages under test.
ARGUMENTS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def executable() -> str | None:
    """The browser's path: the one that CHROMIUM names and no other, or else the first that is installed."""
    named = os.environ.get("CHROMIUM")
    candidates = (named,) if named else (*NAMES, *ON_MACOS)
    return next((path for name in candidates if (path := shutil.which(name))), None)


def what_is_missing() -> str | None:
    return None if executable() else ADVICE


def arguments() -> list[str]:
    """Chromium's sandbox does not work as root, as in many containers; the pages under test are our own."""
    return [*ARGUMENTS, "--no-sandbox"] if os.geteuid() == 0 else list(ARGUMENTS)


def launch_options() -> dict[str, object]:
    return {"executable_path": executable(), "args": arguments()}
