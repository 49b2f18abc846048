"""The files that say what is paid, and what failures cost."""

from __future__ import annotations

from contracts.calculations.pricing import Pricing, Regime, WarningKind
from kpis.bundles.schema.columns import (
    HUNDRED,
    ONE,
    POUNDS,
    SOURCE,
    ZERO,
    BundleFile,
    Column,
    Kind,
    link,
    month,
    number,
    text,
    word,
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
        number("amber_share", required=True, unless="regime", digits=5, least=ZERO, most=ONE),
        number("red_share", required=True, unless="regime", digits=5, least=ZERO, most=ONE),
        number(
            "credit_per_point",
            "Pounds",
            required=True,
            unless="pricing",
            places=2,
            digits=12,
            decimals=2,
            least=ZERO,
        ),
        number("cap_percent", required=True, digits=7, least=ZERO, most=HUNDRED),
        word(
            "regime",
            Regime,
            "Whether shares of a KPI's points are incurred or bands say; left out, it is shares",
            required=False,
            omissible=True,
            when_left_out=str(Regime.SHARES),
        ),
        number(
            "repeat_multiplier",
            "What the points of a repeat failure are multiplied by; empty where repeats cost no more",
            omissible=True,
            digits=5,
            decimals=2,
            least=ONE,
            advice="a repeat failure cannot cost less than a first",
        ),
        word(
            "pricing",
            Pricing,
            "What a point costs; left out, it is flat",
            required=False,
            omissible=True,
            when_left_out=str(Pricing.FLAT),
        ),
        number(
            "charge_percent",
            "Percent of the area's payment a point, for a share of charges",
            omissible=True,
            digits=7,
            least=ZERO,
            most=HUNDRED,
        ),
        link("change_notice", "change_notices", required=False, omissible=True),
        text("reason", "Why the terms changed", omissible=True),
        SOURCE,
    ),
)
CREDIT_TIERS = BundleFile(
    name="credit_tiers",
    title="The tiers of a ratchet: points above a number cost so many times the price",
    key=("effective_from", "above"),
    columns=(
        Column(name="effective_from", kind=Kind.MONTH, required=True, refers_to="credit_terms"),
        number("above", "Points of a service area", required=True, digits=8, decimals=2, least=ZERO),
        number("multiplier", required=True, digits=6, decimals=3, least=ZERO),
    ),
)
WARNING_RULES = BundleFile(
    name="warning_rules",
    title="Patterns of failure that the contract wants to be warned of",
    key=("kind", "number", "months", "month_from"),
    columns=(
        word("kind", WarningKind),
        number(
            "number",
            "How many points, months at the cap or failures",
            required=True,
            digits=8,
            decimals=2,
            least=ONE.scaleb(-2),
        ),
        number(
            "months",
            "Out of how many months or measurement periods",
            required=True,
            digits=4,
            decimals=0,
            least=ONE,
        ),
        month("month_from", "The first month it is watched for"),
        month("month_to", "The last month; empty while it is watched for", required=False),
        text("clause", "Where the contract says so", omissible=True, longest=100),
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
