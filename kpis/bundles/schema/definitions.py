"""The files that say what is measured, against what, and what was measured."""

from __future__ import annotations

from decimal import Decimal

from kpis.bundles.schema.columns import (
    SMALLEST,
    SOURCE,
    ZERO,
    BundleFile,
    Column,
    Kind,
    date,
    link,
    month,
    number,
    reference,
    text,
    word,
)
from kpis.calculations.points import Severity
from kpis.calculations.rag import Better, Covers, Outcome, Unit
from kpis.calculations.schedule import Frequency
from kpis.models import Change, MitigationState, PeriodState
from kpis.models.definitions import MOST_DECIMALS

CONTRACT = BundleFile(
    name="contract",
    title="The contract, in one row",
    required=True,
    key=("reference",),
    columns=(
        reference("reference", "A short name that appears in addresses and files"),
        text("title", required=True, longest=200),
        text("authority", "The council that buys the service", required=True, longest=200),
        text("supplier", "The company that provides it", required=True, longest=200),
        date("commencement", "The day the service began; contract months count from here"),
        date("end", "The last day of the contract"),
        month(
            "trend_from",
            "Month from which the green trend is tracked",
            required=False,
            omissible=True,
        ),
        SOURCE,
    ),
)
SERVICE_AREAS = BundleFile(
    name="service_areas",
    title="The parts of the contract, in the order of reports",
    required=True,
    key=("code",),
    columns=(reference("code", longest=20), text("name", required=True, longest=200)),
)
CHANGE_NOTICES = BundleFile(
    name="change_notices",
    title="Contract change notices",
    key=("reference",),
    columns=(
        reference("reference"),
        date("date", "The day the notice took effect"),
        text("title", required=True, longest=300),
        SOURCE,
    ),
)
KPIS = BundleFile(
    name="kpis",
    title="What is measured, and how",
    required=True,
    key=("ref",),
    columns=(
        reference("ref"),
        link("service_area", "service_areas"),
        text("description", required=True),
        word("unit", Unit, "Percent values are numerator over denominator times 100"),
        word("better", Better, "Which way a value improves"),
        number(
            "decimals",
            "A value is rounded once, half up, to this many decimals before it is judged",
            required=True,
            digits=1,
            decimals=0,
            least=ZERO,
            most=Decimal(MOST_DECIMALS),
        ),
        word("frequency", Frequency),
        month("in_service_from", "The first month it is counted"),
        month(
            "in_service_to",
            "The last month it is counted; empty while in service",
            required=False,
        ),
        number("baseline", "Performance before the contract, in the KPI's own unit", omissible=True),
        text("baseline_note", omissible=True),
        text("numerator_meaning", "What is counted, in words", omissible=True),
        text("denominator_meaning", "Out of what, in words", omissible=True),
        text("owner", "Who at the provider answers for it", omissible=True, longest=200),
        text("clause", "Where the contract lays it down", omissible=True, longest=100),
        text("why_it_matters", "What goes wrong for people when it fails", omissible=True),
        link("replaces", "kpis", required=False, omissible=True),
        SOURCE,
    ),
)
KPI_TERMS = BundleFile(
    name="kpi_terms",
    title="What a KPI is judged by; a row holds until the KPI's next row",
    required=True,
    key=("kpi", "effective_from"),
    columns=(
        link("kpi", "kpis"),
        month("effective_from"),
        number("tsl", "Target Service Level; without one the KPI is for information"),
        number("msl", "Minimum Service Level; without one a missed target is red"),
        number("points", "Abatement points: the KPI's weight", digits=8, decimals=2, least=ZERO),
        word("change", Change, "Why these terms began"),
        link("change_notice", "change_notices", required=False),
        text("description"),
        text("reason"),
        text("status"),
        SOURCE,
    ),
)
KPI_BANDS = BundleFile(
    name="kpi_bands",
    title="What values incur, where bands say; the rows of a month hold until the KPI's next set",
    key=("kpi", "effective_from", "low"),
    columns=(
        link("kpi", "kpis"),
        month("effective_from"),
        number("low", "The lower limit; empty for none. A limit belongs to the better of two bands"),
        number("high", "The upper limit; empty for none"),
        word("severity", Severity),
        number("points", "Service points", required=True, digits=8, decimals=2, least=ZERO),
        SOURCE,
    ),
)
KPI_REVIEWS = BundleFile(
    name="kpi_reviews",
    title="Reviews of a KPI that left its terms as they were",
    key=("kpi", "held_on"),
    columns=(
        link("kpi", "kpis"),
        date("held_on", "The day of the review"),
        link("change_notice", "change_notices", required=False),
        text("reason", "Why nothing changes", required=True),
        SOURCE,
    ),
)
MITIGATIONS = BundleFile(
    name="mitigations",
    title="Mitigations; rows with one id are one mitigation over several KPIs",
    key=("mitigation", "kpi", "month_from"),
    columns=(
        reference("mitigation"),
        link("kpi", "kpis"),
        month("month_from"),
        month("month_to", "The last month; empty while it lasts", required=False),
        word("covers", Covers, "Whether it turns shortfalls blue, or every result"),
        word(
            "state",
            MitigationState,
            "Only an agreed mitigation counts; left out, it is agreed",
            required=False,
            omissible=True,
            when_left_out=str(MitigationState.AGREED),
        ),
        text("reason", required=True),
        text("impact"),
        text("path_to_green"),
        date("expected", "When it should have led back to green", required=False, omissible=True),
        text("decision_note", "Why it was declined, or on what condition agreed", omissible=True),
        text("ended_because", "Why it ended before its time", omissible=True),
        SOURCE,
    ),
)
PERIODS = BundleFile(
    name="periods",
    title="The months of the contract",
    required=True,
    key=("month",),
    columns=(month("month"), word("state", PeriodState)),
)
RESULTS = BundleFile(
    name="results",
    title="What was measured",
    required=True,
    key=("kpi", "month"),
    columns=(
        link("kpi", "kpis"),
        Column(name="month", kind=Kind.MONTH, required=True, refers_to="periods"),
        word("outcome", Outcome, "Whether there is a value, or why there is none"),
        number("numerator"),
        number(
            "denominator",
            "Above zero",
            least=SMALLEST,
            advice="where there was nothing to measure, the outcome is no_activity",
        ),
        number("value", "The stated figure; one computed from numerator and denominator counts before it"),
        text("comment"),
        text("impact"),
        text("resolution"),
        SOURCE,
    ),
)
