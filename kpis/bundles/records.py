"""Which model keeps which file, and under what names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from contracts.models import (
    Assurance,
    ChangeNotice,
    Commitment,
    Contract,
    CreditSuspension,
    CreditTerms,
    CreditTier,
    Highlight,
    Issue,
    IssueUpdate,
    Meeting,
    MeetingPaper,
    Objective,
    ObjectiveAssessment,
    Saving,
    ServiceArea,
    ServicePayment,
    WarningRule,
    WorkstreamStage,
    WorkstreamUpdate,
)
from contracts.recording import Recorded
from kpis.bundles.cells import Value, write_cell
from kpis.bundles.schema import FILE_NAMED, BundleFile, Column
from kpis.bundles.values import Row
from kpis.models import (
    IssueKpi,
    Kpi,
    KpiBand,
    KpiReview,
    KpiTerms,
    MitigatedKpi,
    Mitigation,
    Period,
    Result,
)

REFERENCE = {"ref": "reference"}
BY_KPI = ("kpi.service_area.position", "kpi.service_area.code", "kpi.reference")
AREA = {"service_area": "service_areas"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How the rows of one file stand in the record.

    Attributes:
        name: the file.
        model: the model that keeps its rows.
        columns: the columns that the model keeps; all unless said.
        key: the columns that tell its rows apart; the file's own unless said.
        attributes: where on a row a column stands, unless under its own name.
        links: the columns that name a row of another file, with that file.
        places: where on a row it says how many decimals a column is written with at least.
        order: what rows are dumped by; as they came in unless said.
    """

    name: str
    model: type[Recorded]
    columns: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ("pk",)

    @property
    def file(self) -> BundleFile:
        return FILE_NAMED[self.name]

    @property
    def kept_columns(self) -> tuple[str, ...]:
        return self.columns or tuple(column.name for column in self.file.columns)

    @property
    def kept_key(self) -> tuple[str, ...]:
        return self.key or self.file.key

    def attribute(self, column: str) -> str:
        return self.attributes.get(column, column)

    @property
    def links_within(self) -> tuple[str, ...]:
        """The columns that name another row of the same model, and are called as its field is."""
        fields = self.model._meta.fields
        return tuple(field.name for field in fields if field.related_model is self.model)

    @property
    def own_attributes(self) -> tuple[str, ...]:
        """The fields of the model itself that the file fills."""
        return tuple(self.attribute(column) for column in self.kept_columns)

    def rows_of(self, contract: Contract) -> list[Any]:
        """The contract's rows, in the order in which they are dumped.

        They are sorted here because databases disagree on the order of texts.
        """
        path = {"pk": contract.pk} if self.model is Contract else {self.model.contract_path: contract}
        linked = [f"{name}__service_area" if name == "kpi" else self.attribute(name) for name in self.links]
        rows = self.model._default_manager.filter(**path).select_related(*linked)
        return sorted(rows, key=attrgetter(*self.order))

    def value(self, instance: Recorded, column: str) -> Value:
        """What a column says of a row of the record."""
        value = attrgetter(self.attribute(column))(instance)
        return name_of(value) if column in self.links and value is not None else value

    def cell(self, instance: Recorded, column: Column) -> str:
        """The text that a dump writes into a column for a row of the record."""
        places = attrgetter(self.places[column.name])(instance) if column.name in self.places else 0
        return write_cell(self.value(instance, column.name), max(places, column.places))

    def key_of(self, instance: Recorded) -> tuple[str, ...]:
        return tuple(write_cell(self.value(instance, column)) for column in self.kept_key)

    def key_in(self, row: Row) -> tuple[str, ...]:
        return tuple(write_cell(row[column]) for column in self.kept_key)


def name_of(instance: Any) -> Value:
    """How other rows refer to a row."""
    if isinstance(instance, ServiceArea):
        return instance.code
    return instance.effective_from if isinstance(instance, CreditTerms) else instance.reference


CONTRACT = Keeping(name="contract", model=Contract)
RESULTS = Keeping(
    name="results",
    model=Result,
    attributes={"value": "stated_value"},
    places={"value": "kpi.decimals"},
    links={"kpi": "kpis"},
    order=(*BY_KPI, "month"),
)
MITIGATION = (
    *("covers", "state", "reason", "impact", "path_to_green"),
    *("expected", "decision_note", "ended_because"),
)
"""What rows of one mitigation have in common."""
MITIGATED_KPIS = Keeping(
    name="mitigations",
    model=MitigatedKpi,
    columns=("mitigation", "kpi", "month_from", "month_to", "source"),
    attributes={name: f"mitigation.{name}" for name in MITIGATION},
    links={"mitigation": "mitigations", "kpi": "kpis"},
    order=("mitigation.reference", *BY_KPI, "month_from"),
)
KEEPINGS = (
    Keeping(name="service_areas", model=ServiceArea, order=("position", "code")),
    Keeping(name="change_notices", model=ChangeNotice, order=("date", "reference")),
    Keeping(
        name="kpis",
        model=Kpi,
        places={"baseline": "decimals"},
        attributes=REFERENCE,
        links={**AREA, "replaces": "kpis"},
        order=("service_area.position", "service_area.code", "reference"),
    ),
    Keeping(
        name="kpi_terms",
        model=KpiTerms,
        links={"kpi": "kpis", "change_notice": "change_notices"},
        order=("kpi.reference", "effective_from"),
    ),
    Keeping(
        name="kpi_bands",
        model=KpiBand,
        links={"kpi": "kpis"},
        order=("kpi.reference", "effective_from", "place"),
    ),
    Keeping(
        name="kpi_reviews",
        model=KpiReview,
        links={"kpi": "kpis", "change_notice": "change_notices"},
        order=("kpi.reference", "held_on"),
    ),
    Keeping(
        name="mitigations",
        model=Mitigation,
        columns=("mitigation", *MITIGATION),
        key=("mitigation",),
        attributes={"mitigation": "reference"},
    ),
    MITIGATED_KPIS,
    Keeping(name="periods", model=Period, order=("month",)),
    Keeping(
        name="service_payments",
        model=ServicePayment,
        links=AREA,
        order=("month", "service_area.position", "service_area.code"),
    ),
    Keeping(
        name="credit_terms",
        model=CreditTerms,
        links={"change_notice": "change_notices"},
        order=("effective_from",),
    ),
    Keeping(
        name="credit_tiers",
        model=CreditTier,
        attributes={"effective_from": "credit_terms"},
        links={"effective_from": "credit_terms"},
        order=("credit_terms.effective_from", "above"),
    ),
    Keeping(name="credit_suspensions", model=CreditSuspension, order=("month_from",)),
    Keeping(name="warning_rules", model=WarningRule, order=("kind", "month_from", "number", "months")),
    Keeping(name="workstream_stages", model=WorkstreamStage, order=("position", "pk")),
    Keeping(name="workstream_updates", model=WorkstreamUpdate, order=("position", "pk")),
    Keeping(name="objectives", model=Objective, attributes=REFERENCE),
    Keeping(
        name="objective_assessments",
        model=ObjectiveAssessment,
        links={"objective": "objectives"},
    ),
    Keeping(name="savings", model=Saving, order=("financial_year",)),
    Keeping(name="highlights", model=Highlight, links=AREA),
    Keeping(name="issues", model=Issue, attributes=REFERENCE, links=AREA),
    Keeping(
        name="issue_updates",
        model=IssueUpdate,
        links={"issue": "issues"},
        order=("issue.pk", "number"),
    ),
    Keeping(
        name="issue_kpis",
        model=IssueKpi,
        links={"issue": "issues", "kpi": "kpis"},
        order=("issue.pk", "kpi.reference"),
    ),
    Keeping(name="commitments", model=Commitment, attributes=REFERENCE),
    Keeping(name="assurances", model=Assurance, attributes=REFERENCE),
    Keeping(name="meetings", model=Meeting, attributes=REFERENCE, order=("held_on", "committee")),
    Keeping(name="meeting_papers", model=MeetingPaper, links={"meeting": "meetings"}),
)
"""Every file but the contract's own and the results, in the order in which rows can refer to each other."""
