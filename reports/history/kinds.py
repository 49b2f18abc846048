"""Every kind of row whose changes are kept, and how one of them is called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from string import Formatter
from typing import Any

from django.db.models import Field
from django.utils.text import capfirst, slugify

from contracts import models as c
from contracts.access import Ability
from contracts.recording import Recorded
from kpis import models as k
from reports import models as r

HOUSEKEEPING = frozenset({"id", "contract", "version", "file"})
"""Columns that tell a reader nothing: keys, copies, counters, names in a store."""
EVERYBODY = frozenset({Ability.VIEW})
WHO_ANSWERS_FOR_PEOPLE = frozenset({Ability.MANAGE_PEOPLE, Ability.SIGN_OFF})
WHO_WRITES_REPORTS = frozenset({Ability.WRITE_REPORT, Ability.PUBLISH_REPORT})
"""Drafts are not for everybody, and what is exempt in a report is never."""

LABELS: dict[type, str] = {
    c.Contract: "reference",
    c.ServiceArea: "code",
    c.ChangeNotice: "reference",
    c.CreditTerms: "effective_from",
    c.Highlight: "text",
    c.Issue: "reference",
    c.Meeting: "reference",
    c.Objective: "reference",
    c.User: "name",
    k.Kpi: "reference",
    k.Mitigation: "reference",
    k.Period: "month",
    r.Publication: "number",
    r.Report: "number",
}
"""The column by which a row that another row points to is called."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of row.

    Attributes:
        name: what one is called, with columns in braces.
        part_of: the columns that point to a row whose own history tells of this one too.
        untold: columns that say again what the name or another column says.
        seen_with: whoever has one of these abilities on the contract may read about it.
    """

    model: type[Recorded]
    name: str
    part_of: tuple[str, ...] = ()
    untold: frozenset[str] = frozenset()
    seen_with: frozenset[Ability] = EVERYBODY

    @property
    def one(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def many(self) -> str:
        return str(self.model._meta.verbose_name_plural)

    @property
    def title(self) -> str:
        return str(capfirst(self.many))

    @cached_property
    def slug(self) -> str:
        """Its name in addresses."""
        return slugify(self.one)

    @property
    def lines(self) -> Any:
        """All that history has of rows of this kind, of whatever contract."""
        return self.model.history.order_by()

    @cached_property
    def named_by(self) -> tuple[Field, ...]:
        """The columns that its name is made of."""
        names = (name for _, name, _, _ in Formatter().parse(self.name) if name)
        return tuple(self.model._meta.get_field(name) for name in names)  # type: ignore[misc]

    @cached_property
    def told(self) -> tuple[Field, ...]:
        """The columns whose changes are told."""
        untold = HOUSEKEEPING | self.untold
        return tuple(field for field in self.model._meta.concrete_fields if field.name not in untold)


OF_A_MONTH = frozenset({"period", "month", "kpi", "entered_by"})
KINDS = (
    Kind(model=k.Result, name="Result of {kpi} for {month}", part_of=("kpi", "period"), untold=OF_A_MONTH),
    Kind(model=k.Period, name="Month {month}"),
    Kind(model=k.Kpi, name="KPI {reference}"),
    Kind(
        model=k.KpiTerms,
        name="Terms of {kpi} from {effective_from}",
        part_of=("kpi", "change_notice"),
        untold=frozenset({"better"}),
    ),
    Kind(model=k.KpiBand, name="Band of {kpi} from {effective_from}", part_of=("kpi",)),
    Kind(model=k.KpiReview, name="Review of {kpi} on {held_on}", part_of=("kpi", "change_notice")),
    Kind(model=k.Mitigation, name="Mitigation {reference}"),
    Kind(
        model=k.MitigatedKpi,
        name="{kpi} in mitigation {mitigation} from {month_from}",
        part_of=("kpi", "mitigation"),
    ),
    Kind(model=k.Evidence, name="Evidence {name} for mitigation {mitigation}", part_of=("mitigation",)),
    Kind(model=c.CreditTerms, name="Credit terms from {effective_from}", part_of=("change_notice",)),
    Kind(
        model=c.CreditTier,
        name="Tier above {above} points in the credit terms from {credit_terms}",
        part_of=("credit_terms",),
    ),
    Kind(model=c.CreditSuspension, name="Suspension of credits from {month_from}"),
    Kind(model=c.ServicePayment, name="Payment for {service_area} in {month}", part_of=("service_area",)),
    Kind(model=c.WarningRule, name="Warning {kind}"),
    Kind(model=c.ChangeNotice, name="Change notice {reference}"),
    Kind(model=c.ServiceArea, name="Service area {code}"),
    Kind(model=c.Contract, name="Contract {reference}"),
    Kind(model=c.Membership, name="Role of {user}", part_of=(), seen_with=WHO_ANSWERS_FOR_PEOPLE),
    Kind(model=c.Objective, name="Objective {reference}"),
    Kind(
        model=c.ObjectiveAssessment,
        name="Assessment of objective {objective} on {as_at}",
        part_of=("objective",),
    ),
    Kind(model=c.Saving, name="Saving of {financial_year}"),
    Kind(model=c.Highlight, name="Highlight of {as_at}"),
    Kind(model=c.Issue, name="Issue {reference}"),
    Kind(model=c.IssueUpdate, name="Update {number} of issue {issue}", part_of=("issue",)),
    Kind(model=k.IssueKpi, name="{kpi} of issue {issue}", part_of=("issue", "kpi")),
    Kind(model=c.Commitment, name="Commitment {reference}"),
    Kind(model=c.Assurance, name="Assurance {reference}"),
    Kind(model=c.Meeting, name="Meeting {reference}"),
    Kind(model=c.MeetingPaper, name="Paper {title} of meeting {meeting}", part_of=("meeting",)),
    Kind(model=c.WorkstreamStage, name="Stage {stage} of {workstream}"),
    Kind(model=c.WorkstreamUpdate, name="Workstream {workstream} at {as_at}"),
    Kind(model=r.Report, name="Report {number}", seen_with=WHO_WRITES_REPORTS),
    Kind(
        model=r.ReportSection,
        name="Section {title} of report {report}",
        part_of=("report",),
        untold=frozenset({"filled"}),
        seen_with=WHO_WRITES_REPORTS,
    ),
    Kind(
        model=r.ExemptRow,
        name="Exemption of {row_key} in report {report}",
        part_of=("report",),
        seen_with=WHO_WRITES_REPORTS,
    ),
    Kind(
        model=r.LeftOutHighlight,
        name="Highlight {highlight} left out of report {report}",
        part_of=("report",),
        seen_with=WHO_WRITES_REPORTS,
    ),
    Kind(model=r.Publication, name="Publication {number}"),
    Kind(
        model=r.PublicLink,
        name="Public link of publication {publication}",
        part_of=("publication",),
        untold=frozenset({"token"}),
    ),
    Kind(
        model=r.AddendumDraft,
        name="Addendum in preparation to publication {corrects}",
        part_of=("corrects",),
        seen_with=WHO_WRITES_REPORTS,
    ),
)
BY_SLUG = {kind.slug: kind for kind in KINDS}


def kinds_seen_with(abilities: frozenset[str]) -> tuple[Kind, ...]:
    """The kinds that somebody with these abilities on a contract may read about."""
    return tuple(kind for kind in KINDS if kind.seen_with & abilities)
