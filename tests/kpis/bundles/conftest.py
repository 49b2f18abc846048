"""What the tests of bundles stand on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.kpis.bundles.small import SmallBundle


@pytest.fixture
def small(tmp_path: Path) -> SmallBundle:
    """A sound bundle of one small contract, SML-1, in a folder of its own."""
    return SmallBundle(tmp_path / "small")
