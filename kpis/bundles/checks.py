"""What must hold between the cells of a bundle, each rule with its own sentence."""

from __future__ import annotations

from collections.abc import Iterator

from kpis.bundles.errors import Problem
from kpis.bundles.values import Bundle


def cross_checks(bundle: Bundle) -> Iterator[Problem]:
    yield from ()
