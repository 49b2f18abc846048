"""What a bundle may not change: the evidence of closed months, which are submitted or signed off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from contracts.calculations.months import Month
from contracts.models import Contract, Meeting
from kpis.actions.rejudging import differences_of
from kpis.bundles.errors import ConflictWithRecord
from kpis.bundles.merging import Kept, Merged
from kpis.bundles.overlaps import Relief, clashes
from kpis.bundles.records import Keeping
from kpis.calculations.points import UnusableBands, check_bands
from kpis.models import KpiBand, MitigationState, Period, PeriodState

MOST_NAMED = 5
REMEDIES = {
    PeriodState.SUBMITTED: "Send the month back first",
    PeriodState.SIGNED_OFF: "Reopen the month first",
}


@dataclass(slots=True)
class Evidence:
    """The months of a contract that were closed before a bundle came, and what it would change in them.

    Attributes:
        closed: each such month with its state.
        touched: for each such month, the places in the bundle that say otherwise of it.
        sentences: what else the bundle may not change.
    """

    contract: Contract
    closed: Mapping[Month, PeriodState]
    touched: dict[Month, list[str]] = field(default_factory=lambda: defaultdict(list))
    sentences: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, contract: Contract) -> Evidence:
        """The evidence of a contract, which has none before it is stored; its months are locked meanwhile."""
        if contract.pk is None:
            return cls(contract, {})
        periods = Period.objects.select_for_update().filter(contract=contract).order_by("month")
        closed = {period.month: PeriodState(period.state) for period in periods if not period.is_open}
        return cls(contract, closed)

    def compare(self, keeping: Keeping, merged: Merged) -> None:
        """Note where rows of the bundle differ from what may not change."""
        for row, columns in merged.differing:
            place = f"{keeping.file.file_name} line {row.line}"
            if "month" in keeping.kept_key and row["month"] in self.closed:
                self.touched[row["month"]].append(place)
            if keeping.name == "kpis" and "better" in columns:
                self.sentences.append(
                    f"{place}: {row['ref']} keeps its direction for good; measure the other way by a new KPI."
                )

    def check_bands(self, bands: Iterable[KpiBand]) -> None:
        """Note sets of bands that do not hold every value once, with those that the record has already."""
        sets: dict[tuple[str, Month], list[KpiBand]] = defaultdict(list)
        for band in bands:
            sets[band.kpi.reference, band.effective_from].append(band)
        for (kpi, month), found in sets.items():
            try:
                check_bands([band.plain for band in found])
            except UnusableBands as error:
                self.sentences.append(
                    f"Together with the record's own bands of {kpi} from {month}, {error}: "
                    "begin the bundle's bands in another month."
                )

    def check_mitigations(self, covered: Kept, mitigations: Kept) -> None:
        """Note agreed mitigations of one KPI that share a month, with those that the record has already.

        Args:
            covered: the KPIs covered, by reference of the mitigation and of the KPI, and first month.
            mitigations: the mitigations, by reference.
        """
        agreed = [
            Relief(kpi=kpi, mitigation=reference, first=row.month_from, last=row.month_to)
            for (reference, kpi, _), row in covered.items()
            if mitigations[(reference,)].state == MitigationState.AGREED
        ]
        for relief, other in clashes(agreed):
            self.sentences.append(
                f"{relief.mitigation} and {other.mitigation} are both agreed for {relief.kpi} "
                f"in {max(relief.first, other.first).name}: end one before the other begins."
            )

    def check_meetings(self, meetings: Iterable[Meeting]) -> None:
        """Refuse at once a meeting that the record has under another reference: it cannot be written twice.

        Args:
            meetings: all of the contract as they would be.
        """
        if self.contract.pk is None:
            return
        rows = Meeting.objects.filter(contract=self.contract).order_by()
        known = {(row.committee, row.held_on): row.reference for row in rows}
        for meeting in meetings:
            reference = known.get((meeting.committee, meeting.held_on), meeting.reference)
            if reference != meeting.reference:
                self.sentences.append(
                    f"{meeting.reference} would be the meeting of {meeting.committee} on {meeting.held_on}, "
                    f"which the record has as {reference}: give it that reference."
                )
        self.refuse_conflicts()

    def refuse(self, sentences: Iterable[str]) -> None:
        """Raise ConflictWithRecord at once if there are sentences: what they tell of cannot be written."""
        if found := list(sentences):
            self.sentences.extend(found)
            self.refuse_conflicts()

    def refuse_conflicts(self) -> None:
        """Raise ConflictWithRecord if anything was noted."""
        sentences = [self._of_month(month, places) for month, places in sorted(self.touched.items())]
        if sentences or self.sentences:
            raise ConflictWithRecord([*self.sentences, *sentences])

    def refuse_other_judgements(self) -> None:
        """Raise ConflictWithRecord if what is written now would judge or price a closed month anew."""
        found: dict[Month, list[str]] = defaultdict(list)
        for difference in differences_of(self.contract):
            if difference.month in self.closed:
                found[difference.month].append(difference.what)
        if found:
            raise ConflictWithRecord(self._judged_anew(month, what) for month, what in sorted(found.items()))

    def periods_open_to_change(self) -> list[Period]:
        """The contract's months but those that were closed before."""
        periods = Period.objects.filter(contract=self.contract)
        return [period for period in periods if period.month not in self.closed]

    def _of_month(self, month: Month, places: list[str]) -> str:
        return (
            f"{self._is_closed(month)}, and the bundle says otherwise of it ({_some(places)}). "
            f"{REMEDIES[self.closed[month]]}, or leave these rows out."
        )

    def _judged_anew(self, month: Month, what: list[str]) -> str:
        return (
            f"{self._is_closed(month)}, and by what the bundle says it would be judged or priced otherwise "
            f"({_some(list(dict.fromkeys(what)))}). {REMEDIES[self.closed[month]]}, or date the change later."
        )

    def _is_closed(self, month: Month) -> str:
        return f"{month.name} is {self.closed[month].label.lower()}"


def _some(names: list[str]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more
