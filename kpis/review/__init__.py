"""The review of a month: what a second person reads before signing it off."""

from kpis.review.load import load_review
from kpis.review.reopening import Rejudged, Reopening
from kpis.review.values import Line, Offer, Proposal, Review

__all__ = ["Line", "Offer", "Proposal", "Rejudged", "Reopening", "Review", "load_review"]
