"""The files that say what is paid, and what failures cost."""

from __future__ import annotations

from kpis.bundles.schema.columns import (
    HUNDRED,
    ONE,
    POUNDS,
    SOURCE,
    ZERO,
    BundleFile,
    link,
    month,
    number,
    text,
)

SERVICE_PAYMENTS = BundleFile(
    name="service_payments",
    title="What is paid for a service area in a month",
    key=("service_area", "month"),
    columns=(
        link("service_area", "service_areas"),
        month("month"),
        number("amount", "Pounds", required=True, places=2, least=ZERO, **POUNDS),
        SOURCE,
    ),
)
CREDIT_TERMS = BundleFile(
    name="credit_terms",
    title="How failures become points and points become pounds; a row holds until the next",
    key=("effective_from",),
    columns=(
        month("effective_from"),
        number("amber_share", required=True, digits=5, least=ZERO, most=ONE),
        number("red_share", required=True, digits=5, least=ZERO, most=ONE),
        number("credit_per_point", "Pounds", required=True, places=2, digits=12, decimals=2, least=ZERO),
        number("cap_percent", required=True, digits=7, least=ZERO, most=HUNDRED),
        SOURCE,
    ),
)
CREDIT_SUSPENSIONS = BundleFile(
    name="credit_suspensions",
    title="Months in which points count but no credit is payable",
    key=("month_from",),
    columns=(
        month("month_from"),
        month("month_to", "The last month; empty while it lasts", required=False),
        text("reason", required=True),
        SOURCE,
    ),
)
