"""The definitions of a contract as they stand, which changes are planned from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from contracts.calculations.months import Month
from contracts.models import ChangeNotice, Contract
from contracts.refusals import NotAllowed
from kpis.calculations.rag import Terms
from kpis.calculations.schedule import in_force
from kpis.closed import closed_months
from kpis.models import Kpi, KpiTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Every KPI of a contract with its terms, its change notices and its closed months, in four queries.

    Attributes:
        kpis: by reference, in the order of areas and references.
        terms: the rows of each KPI by its reference, earliest first.
        closed: the submitted and signed-off months, earliest first.
    """

    contract: Contract
    kpis: Mapping[str, Kpi]
    terms: Mapping[str, list[KpiTerms]]
    notices: Mapping[str, ChangeNotice]
    closed: tuple[Month, ...]

    @classmethod
    def of(cls, contract: Contract) -> Self:
        rows = KpiTerms.objects.filter(kpi__contract=contract).select_related("kpi", "change_notice")
        terms = defaultdict(list)
        for row in rows.order_by("kpi", "effective_from"):
            terms[row.kpi.reference].append(row)
        kpis = contract.kpis.select_related("service_area").order_by("service_area__position", "reference")
        return cls(
            contract=contract,
            kpis={kpi.reference: kpi for kpi in kpis},
            terms=terms,
            notices={notice.reference: notice for notice in contract.change_notices.all()},
            closed=tuple(closed_months(contract)),
        )

    def kpi(self, reference: str) -> Kpi:
        """The KPI with a reference.

        Raises:
            NotAllowed: there is none.
        """
        if reference not in self.kpis:
            raise NotAllowed(f"There is no KPI {reference} in this contract.")
        return self.kpis[reference]

    def serving(self, reference: str, month: Month) -> Kpi:
        """The KPI with a reference, in service in a month.

        Raises:
            NotAllowed: there is none, or it is not in service then.
        """
        kpi = self.kpi(reference)
        if not kpi.is_in_service_in(month):
            raise NotAllowed(f"{reference} is not in service in {month.name}.")
        return kpi

    def rows(self, reference: str) -> list[KpiTerms]:
        return self.terms.get(reference, [])

    def in_force(self, reference: str, month: Month) -> Terms | None:
        """The terms that a KPI has in a month; None before its first."""
        row = in_force([(row.effective_from, row) for row in self.rows(reference)], month)
        return row.plain if row else None

    def starting(self, reference: str, month: Month) -> KpiTerms | None:
        """The row of a KPI that begins in a month, if one does."""
        return next((row for row in self.rows(reference) if row.effective_from == month), None)

    def later(self, reference: str, month: Month) -> list[KpiTerms]:
        """The rows of a KPI that begin after a month."""
        return [row for row in self.rows(reference) if row.effective_from > month]

    def of_area(self, code: str, month: Month) -> list[Kpi]:
        """The KPIs of a service area that are in service in a month."""
        return [
            kpi for kpi in self.kpis.values() if kpi.service_area.code == code and kpi.is_in_service_in(month)
        ]
