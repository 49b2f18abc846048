"""KPIs in the Django admin, until changes of definitions and mitigations have pages of their own."""

from kpis.admin import (  # noqa: F401 - importing registers what they hold
    definitions,
    evidence,
    issues,
    mitigations,
    money,
)
