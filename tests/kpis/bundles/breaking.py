"""Ways to break the small bundle, and what must then happen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kpis.bundles.errors import BrokenBundle
from kpis.bundles.load import load_bundle
from tests.kpis.bundles.small import SmallBundle

Break = Callable[[SmallBundle], object]
REFERENCE = "letters, digits, hyphens, underscores and full stops, beginning with a letter or a digit"


def cell(name: str, line: int, column: str, text: str) -> Break:
    return lambda bundle: bundle.cell(name, line, column, text)


def add(name: str, *cells: str) -> Break:
    return lambda bundle: bundle.add(name, *cells)


def data(name: str, old: bytes, new: bytes) -> Break:
    return lambda bundle: bundle.data(name, old, new)


def without(*names: str) -> Break:
    return lambda bundle: bundle.without(*names)


def result(kpi: str, month: str, outcome: str, *figures: str) -> Break:
    """One more result, on line 10: the last of the small bundle ends on line 9."""
    return add("results", kpi, month, outcome, *figures, "", "", "", "")


def assert_refused(bundle: SmallBundle, sentences: str, queries: Callable) -> None:
    """The bundle is refused with just these sentences, and without a word to the database."""
    with queries(0), pytest.raises(BrokenBundle) as refused:
        load_bundle(bundle.folder)
    assert str(refused.value) == sentences
