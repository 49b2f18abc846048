"""Whether the two sides of a contract see an objective alike."""

from __future__ import annotations

from enum import StrEnum

NOT_ASSESSED = "not_assessed"


class Agreement(StrEnum):
    """How the ratings that two sides gave one objective compare."""

    DIFFER = "differ"
    AGREE = "agree"
    ONE_SIDE = "one_side"
    NEITHER = "neither"


def agreement(provider: str | None, client: str | None) -> Agreement:
    """How two ratings compare; a side that gave none, or said "not assessed", has no view to compare.

    >>> agreement("on_track", "mixed"), agreement("mixed", "not_assessed")
    (<Agreement.DIFFER: 'differ'>, <Agreement.ONE_SIDE: 'one_side'>)
    """
    views = [rating for rating in (provider, client) if rating not in (None, "", NOT_ASSESSED)]
    if len(views) < 2:
        return Agreement.ONE_SIDE if views else Agreement.NEITHER
    return Agreement.AGREE if views[0] == views[1] else Agreement.DIFFER
