"""What the tests of bundles stand on."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.models import Contract
from kpis.bundles.load import load_bundle
from tests.kpis.bundles.small import SmallBundle


@pytest.fixture
def small(tmp_path: Path) -> SmallBundle:
    """A sound bundle of one small contract, SML-1, in a folder of its own."""
    return SmallBundle(tmp_path / "small")


@pytest.fixture
def loaded(small: SmallBundle, db) -> Contract:
    """The contract of the small bundle, loaded."""
    return load_bundle(small.folder)
