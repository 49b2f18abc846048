"""What a bundle may not change: the evidence of signed-off months."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from contracts.calculations.months import Month
from contracts.models import Contract
from kpis.actions.rejudging import differences_of
from kpis.bundles.errors import ConflictWithRecord
from kpis.bundles.merging import Merged
from kpis.bundles.records import Keeping
from kpis.models import Period

MOST_NAMED = 5


@dataclass(slots=True)
class Evidence:
    """The months of a contract that were signed off before a bundle came, and what it would change in them.

    Attributes:
        touched: for each such month, the places in the bundle that say otherwise of it.
        sentences: what else the bundle may not change.
    """

    contract: Contract
    signed_off: Collection[Month]
    touched: dict[Month, list[str]] = field(default_factory=lambda: defaultdict(list))
    sentences: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, contract: Contract) -> Evidence:
        """The evidence of a contract, which has none before it is stored; its months are locked meanwhile."""
        if contract.pk is None:
            return cls(contract, ())
        periods = Period.objects.select_for_update().filter(contract=contract)
        return cls(contract, {period.month for period in periods if period.is_final})

    def compare(self, keeping: Keeping, merged: Merged) -> None:
        """Note where rows of the bundle differ from what may not change."""
        for row, columns in merged.differing:
            place = f"{keeping.file.file_name} line {row.line}"
            if "month" in keeping.kept_key and row["month"] in self.signed_off:
                self.touched[row["month"]].append(place)
            if keeping.name == "kpis" and "better" in columns:
                self.sentences.append(
                    f"{place}: {row['ref']} keeps its direction for good; measure the other way by a new KPI."
                )

    def refuse_conflicts(self) -> None:
        """Raise ConflictWithRecord if anything was noted."""
        sentences = [_of_month(month, places) for month, places in sorted(self.touched.items())]
        if sentences or self.sentences:
            raise ConflictWithRecord([*self.sentences, *sentences])

    def refuse_other_judgements(self) -> None:
        """Raise ConflictWithRecord if terms or mitigations as written would judge a signed-off month anew."""
        found: dict[Month, list[str]] = defaultdict(list)
        for difference in differences_of(self.contract):
            if difference.month in self.signed_off:
                found[difference.month].append(difference.what)
        if found:
            raise ConflictWithRecord(_judged_anew(month, what) for month, what in sorted(found.items()))

    def periods_open_to_change(self) -> list[Period]:
        """The contract's months but those that were signed off before."""
        periods = Period.objects.filter(contract=self.contract)
        return [period for period in periods if period.month not in self.signed_off]


def _of_month(month: Month, places: list[str]) -> str:
    return (
        f"{month.name} is signed off, and the bundle says otherwise of it ({_some(places)}). "
        "Reopen the month first, or leave these rows out."
    )


def _judged_anew(month: Month, what: list[str]) -> str:
    return (
        f"{month.name} is signed off, and by the bundle's terms or mitigations it would be judged "
        f"otherwise ({_some(list(dict.fromkeys(what)))}). Reopen the month first, or date the change later."
    )


def _some(names: list[str]) -> str:
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more
