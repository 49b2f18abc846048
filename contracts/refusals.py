"""What is against a rule of the contract's record, said in a sentence."""

from __future__ import annotations


class NotAllowed(Exception):
    """What a person asked for is against the rules; the message says why in a sentence."""


class ChangedMeanwhile(NotAllowed):
    """Somebody changed a row since the person looked at it."""
