"""The review of a month: what a second person reads before signing it off."""

from kpis.review.load import load_review
from kpis.review.values import Line, Offer, Proposal, Rejudged, Review

__all__ = ["Line", "Offer", "Proposal", "Rejudged", "Review", "load_review"]
