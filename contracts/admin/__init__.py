"""The record in the Django admin: for what has no page of its own yet, and for accounts."""

from contracts.admin import agreed, governance, people  # noqa: F401 - importing registers what they hold
