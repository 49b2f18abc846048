"""The bundle format: every file and every column, declared once.

Reading, dumping and ``datapackage.json`` all go by this table. What the files and columns mean is told
in ``docs/decisions/0002-bundles.md``; the vocabularies are those of the models and the calculations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum, auto

from contracts.models.governance import (
    AssuranceStatus,
    CommitmentKind,
    CommitmentStatus,
    Horizon,
    IssueKind,
    IssueStatus,
    Owner,
    Rating,
    UnderControl,
    WorkstreamStatus,
)
from contracts.validators import reference_validator
from kpis.calculations.rag import Better, Covers, Outcome, Unit
from kpis.calculations.schedule import Frequency
from kpis.models import Change, MitigationState, PeriodState
from kpis.models.definitions import FIGURE, MOST_DECIMALS

REFERENCE_PATTERN = reference_validator.regex.pattern.removeprefix(r"\A").removesuffix(r"\Z")
FINANCIAL_YEAR_PATTERN = "[0-9]{4}/[0-9]{2}"
POUNDS = {"digits": 14, "decimals": 2}


class Kind(StrEnum):
    """What a column's cells hold."""

    TEXT = auto()
    WORD = auto()
    MONTH = auto()
    DATE = auto()
    NUMBER = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a file.

    Attributes:
        meaning: what it holds, for ``datapackage.json``.
        required: whether every cell must be filled in.
        omissible: whether the column as a whole may be left out; it is written only where it is used.
        refers_to: the file whose key the cell names, if any.
        words: the vocabulary of a word.
        pattern: what a text must match in full.
        longest: the most characters of a text.
        digits, decimals: the most digits of a number, before and after the point together, and after it.
        least, most: the bounds of a number, both allowed.
        when_left_out: what the column says where it is left out.
    """

    name: str
    kind: Kind
    meaning: str = ""
    required: bool = False
    omissible: bool = False
    refers_to: str = ""
    words: tuple[str, ...] = ()
    pattern: str = ""
    longest: int | None = None
    digits: int = FIGURE["max_digits"]
    decimals: int = MOST_DECIMALS
    least: Decimal | None = None
    most: Decimal | None = None
    when_left_out: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleFile:
    """One file of a bundle.

    Attributes:
        name: without ``.csv``.
        key: the columns that tell its rows apart.
        required: whether a bundle must have it.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    required: bool = False

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)


def _text(name: str, meaning: str = "", **more) -> Column:
    return Column(name=name, kind=Kind.TEXT, meaning=meaning, **more)


def _reference(name: str, meaning: str = "", *, longest: int = 40) -> Column:
    return _text(name, meaning, required=True, pattern=REFERENCE_PATTERN, longest=longest)


def _link(name: str, file: str, *, required: bool = True) -> Column:
    return _text(name, required=required, refers_to=file)


def _word(name: str, words: Iterable[str], meaning: str = "", *, required: bool = True, **more) -> Column:
    vocabulary = tuple(str(word) for word in words)
    return Column(name=name, kind=Kind.WORD, meaning=meaning, words=vocabulary, required=required, **more)


def _month(name: str, meaning: str = "", *, required: bool = True, **more) -> Column:
    return Column(name=name, kind=Kind.MONTH, meaning=meaning, required=required, **more)


def _date(name: str, meaning: str = "", *, required: bool = True) -> Column:
    return Column(name=name, kind=Kind.DATE, meaning=meaning, required=required)


def _number(name: str, meaning: str = "", **more) -> Column:
    return Column(name=name, kind=Kind.NUMBER, meaning=meaning, **more)


ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
SMALLEST = ONE.scaleb(-MOST_DECIMALS)
SOURCE = _text("source", "Where the row comes from and what it is worth", omissible=True)

CONTRACT = BundleFile(
    name="contract",
    title="The contract, in one row",
    required=True,
    key=("reference",),
    columns=(
        _reference("reference", "A short name that appears in addresses and files"),
        _text("title", required=True, longest=200),
        _text("authority", "The council that buys the service", required=True, longest=200),
        _text("supplier", "The company that provides it", required=True, longest=200),
        _date("commencement", "The day the service began; contract months count from here"),
        _date("end", "The last day of the contract"),
        _month(
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
    columns=(_reference("code", longest=20), _text("name", required=True, longest=200)),
)
CHANGE_NOTICES = BundleFile(
    name="change_notices",
    title="Contract change notices",
    key=("reference",),
    columns=(
        _reference("reference"),
        _date("date", "The day the notice took effect"),
        _text("title", required=True, longest=300),
        SOURCE,
    ),
)
KPIS = BundleFile(
    name="kpis",
    title="What is measured, and how",
    required=True,
    key=("ref",),
    columns=(
        _reference("ref"),
        _link("service_area", "service_areas"),
        _text("description", required=True),
        _word("unit", Unit, "Percent values are numerator over denominator times 100"),
        _word("better", Better, "Which way a value improves"),
        _number(
            "decimals",
            "A value is rounded once, half up, to this many decimals before it is judged",
            required=True,
            digits=1,
            decimals=0,
            least=ZERO,
            most=Decimal(MOST_DECIMALS),
        ),
        _word("frequency", Frequency),
        _month("in_service_from", "The first month it is counted"),
        _month(
            "in_service_to",
            "The last month it is counted; empty while in service",
            required=False,
        ),
        _number("baseline", "Performance before the contract, in the KPI's own unit", omissible=True),
        _text("baseline_note", omissible=True),
        SOURCE,
    ),
)
KPI_TERMS = BundleFile(
    name="kpi_terms",
    title="What a KPI is judged by; a row holds until the KPI's next row",
    required=True,
    key=("kpi", "effective_from"),
    columns=(
        _link("kpi", "kpis"),
        _month("effective_from"),
        _number("tsl", "Target Service Level; without one the KPI is for information"),
        _number("msl", "Minimum Service Level; without one a missed target is red"),
        _number("points", "Abatement points: the KPI's weight", digits=8, decimals=2, least=ZERO),
        _word("change", Change, "Why these terms began"),
        _link("change_notice", "change_notices", required=False),
        _text("description"),
        _text("reason"),
        _text("status"),
        SOURCE,
    ),
)
MITIGATIONS = BundleFile(
    name="mitigations",
    title="Mitigations; rows with one id are one mitigation over several KPIs",
    key=("mitigation", "kpi", "month_from"),
    columns=(
        _reference("mitigation"),
        _link("kpi", "kpis"),
        _month("month_from"),
        _month("month_to", "The last month; empty while it lasts", required=False),
        _word("covers", Covers, "Whether it turns shortfalls blue, or every result"),
        _word(
            "state",
            MitigationState,
            "Only an agreed mitigation counts; left out, it is agreed",
            required=False,
            omissible=True,
            when_left_out=str(MitigationState.AGREED),
        ),
        _text("reason", required=True),
        _text("impact"),
        _text("path_to_green"),
        SOURCE,
    ),
)
PERIODS = BundleFile(
    name="periods",
    title="The months of the contract",
    required=True,
    key=("month",),
    columns=(_month("month"), _word("state", PeriodState)),
)
RESULTS = BundleFile(
    name="results",
    title="What was measured",
    required=True,
    key=("kpi", "month"),
    columns=(
        _link("kpi", "kpis"),
        Column(name="month", kind=Kind.MONTH, required=True, refers_to="periods"),
        _word("outcome", Outcome, "Whether there is a value, or why there is none"),
        _number("numerator"),
        _number(
            "denominator",
            "Above zero; where there was nothing to measure the outcome is no_activity",
            least=SMALLEST,
        ),
        _number("value", "The stated figure; one computed from numerator and denominator counts before it"),
        _text("comment"),
        _text("impact"),
        _text("resolution"),
        SOURCE,
    ),
)
SERVICE_PAYMENTS = BundleFile(
    name="service_payments",
    title="What is paid for a service area in a month",
    key=("service_area", "month"),
    columns=(
        _link("service_area", "service_areas"),
        _month("month"),
        _number("amount", "Pounds", required=True, least=ZERO, **POUNDS),
        SOURCE,
    ),
)
CREDIT_TERMS = BundleFile(
    name="credit_terms",
    title="How failures become points and points become pounds; a row holds until the next",
    key=("effective_from",),
    columns=(
        _month("effective_from"),
        _number("amber_share", required=True, digits=5, least=ZERO, most=ONE),
        _number("red_share", required=True, digits=5, least=ZERO, most=ONE),
        _number("credit_per_point", "Pounds", required=True, digits=12, decimals=2, least=ZERO),
        _number("cap_percent", required=True, digits=7, least=ZERO, most=HUNDRED),
        SOURCE,
    ),
)
CREDIT_SUSPENSIONS = BundleFile(
    name="credit_suspensions",
    title="Months in which points count but no credit is payable",
    key=("month_from",),
    columns=(
        _month("month_from"),
        _month("month_to", "The last month; empty while it lasts", required=False),
        _text("reason", required=True),
        SOURCE,
    ),
)
WORKSTREAM_STAGES = BundleFile(
    name="workstream_stages",
    title="A programme's workstreams across months",
    key=("workstream", "stage", "month_from"),
    columns=(
        _text("workstream", required=True, longest=100),
        _text("stage", required=True, longest=100),
        _month("month_from"),
        _month("month_to"),
        SOURCE,
    ),
)
WORKSTREAM_UPDATES = BundleFile(
    name="workstream_updates",
    title="Where a workstream stood on a day",
    key=("workstream", "as_at"),
    columns=(
        _text("workstream", required=True, longest=100),
        _date("as_at"),
        _word("status", WorkstreamStatus),
        _text("narrative"),
        SOURCE,
    ),
)
OBJECTIVES = BundleFile(
    name="objectives",
    title="What the contract was made to achieve",
    key=("ref",),
    columns=(_reference("ref"), _word("horizon", Horizon), _text("text", required=True), SOURCE),
)
OBJECTIVE_ASSESSMENTS = BundleFile(
    name="objective_assessments",
    title="One side's view of an objective on a day",
    key=("objective", "as_at", "view"),
    columns=(
        _link("objective", "objectives"),
        _date("as_at"),
        _word("view", Owner),
        _word("rating", Rating),
        _text("narrative"),
        SOURCE,
    ),
)
SAVINGS = BundleFile(
    name="savings",
    title="Savings by financial year",
    key=("financial_year",),
    columns=(
        _text("financial_year", "As 2013/14", required=True, pattern=FINANCIAL_YEAR_PATTERN, longest=7),
        _number("contracted", "Pounds", **POUNDS),
        _number("delivered", "Pounds", **POUNDS),
        _text("note"),
        SOURCE,
    ),
)
HIGHLIGHTS = BundleFile(
    name="highlights",
    title="What went well",
    key=("as_at", "service_area", "text"),
    columns=(
        _date("as_at"),
        _link("service_area", "service_areas", required=False),
        _text("text", required=True),
        SOURCE,
    ),
)
ISSUES = BundleFile(
    name="issues",
    title="What went wrong, why, and whether it is under control",
    key=("ref",),
    columns=(
        _reference("ref"),
        _text("title", required=True, longest=300),
        _word("kind", IssueKind),
        _link("service_area", "service_areas", required=False),
        _date("raised"),
        _text("cause"),
        _text("impact"),
        _text("response"),
        _word("under_control", UnderControl),
        _word("status", IssueStatus),
        _text("provider_view"),
        _text("client_view"),
        SOURCE,
    ),
)
COMMITMENTS = BundleFile(
    name="commitments",
    title="What the provider undertook besides the service itself",
    key=("ref",),
    columns=(
        _reference("ref"),
        _text("text", required=True),
        _word("kind", CommitmentKind),
        _date("due", required=False),
        _word("status", CommitmentStatus),
        SOURCE,
    ),
)
ASSURANCES = BundleFile(
    name="assurances",
    title="What a committee asked for, and how it was answered",
    key=("ref",),
    columns=(
        _reference("ref"),
        _text("meeting", "The committee that asked", required=True, longest=200),
        _date("requested"),
        _text("text", required=True),
        _word("owner", Owner, "Who answers"),
        _date("due", required=False),
        _word("status", AssuranceStatus),
        _text("response"),
        SOURCE,
    ),
)

FILES = (
    CONTRACT,
    SERVICE_AREAS,
    CHANGE_NOTICES,
    KPIS,
    KPI_TERMS,
    MITIGATIONS,
    PERIODS,
    RESULTS,
    SERVICE_PAYMENTS,
    CREDIT_TERMS,
    CREDIT_SUSPENSIONS,
    WORKSTREAM_STAGES,
    WORKSTREAM_UPDATES,
    OBJECTIVES,
    OBJECTIVE_ASSESSMENTS,
    SAVINGS,
    HIGHLIGHTS,
    ISSUES,
    COMMITMENTS,
    ASSURANCES,
)
"""Every file of the format; a file stands after those it refers to."""
FILE_NAMED = {file.name: file for file in FILES}
