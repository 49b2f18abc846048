"""The look of statuses in documents."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kpis.calculations.rag import Status

FILLS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        Status.GREEN: ("00703C", "FFFFFF"),
        Status.AMBER: ("FFBF00", "0B0C0C"),
        Status.RED: ("B3131B", "FFFFFF"),
        Status.BLUE: ("2B3A8F", "FFFFFF"),
        Status.NOT_REPORTED: ("505A5F", "FFFFFF"),
        Status.NO_ACTIVITY: ("505A5F", "FFFFFF"),
        Status.NOT_DUE: ("FFFFFF", "0B0C0C"),
        Status.INFORMATION: ("FFFFFF", "0B0C0C"),
    }
)
"""Fill and ink of each status; every pair has a contrast of 4.5 to 1 or more."""
