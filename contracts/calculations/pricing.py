"""The ways in which failures become points and points become pounds: pure words, without the reckoning."""

from __future__ import annotations

from enum import StrEnum


class Regime(StrEnum):
    """How a failure incurs abatement points."""

    SHARES = "shares"
    BANDS = "bands"


class Pricing(StrEnum):
    """What a point costs."""

    FLAT = "flat"
    RATCHET = "ratchet"
    SHARE_OF_CHARGES = "share_of_charges"


class WarningKind(StrEnum):
    """What a contract may set a warning for."""

    POINTS_IN_MONTHS = "points_in_months"
    CAP_REACHED = "cap_reached"
    KPI_FAILING = "kpi_failing"
    KPI_CONSECUTIVE = "kpi_consecutive"
