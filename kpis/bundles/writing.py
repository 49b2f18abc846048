"""From a bundle to the record: in one transaction, judged, with history, and only where something differs.

Rows that the record has and the bundle has not are left alone, and so are columns that the bundle leaves
out. What belongs to a closed month is evidence: a bundle that says otherwise of it is refused.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from contracts.actions.meetings import name_meetings
from contracts.models import Contract, Issue, IssueUpdate, Meeting, User
from contracts.recording import ROWS_PER_STATEMENT, Recorded, moment, record_changes, record_new
from kpis.bundles import REASON
from kpis.bundles.checks import remarks
from kpis.bundles.conflicts import Evidence
from kpis.bundles.errors import Problem
from kpis.bundles.governed import logs_that_end_otherwise, rules_broken
from kpis.bundles.merging import Kept, Merged, merge
from kpis.bundles.records import CONTRACT, KEEPINGS, RESULTS, Keeping
from kpis.bundles.values import Bundle
from kpis.judging import JUDGED, Rulebook, judge_all
from kpis.models import KpiBand, KpiTerms, MitigatedKpi, Result
from kpis.summaries import summarise

Watch = Callable[[str, int, int], None]
"""Told what is being written, and how many rows out of how many are done."""


def unwatched(what: str, done: int, of: int) -> None:
    """Nobody is told."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a loading did.

    Attributes:
        added, changed: how many rows, by their model.
        remarks: what is odd in the bundle and yet was loaded.
    """

    contract: Contract
    added: Counter[type[Recorded]] = field(default_factory=Counter)
    changed: Counter[type[Recorded]] = field(default_factory=Counter)
    remarks: Sequence[Problem] = ()

    @property
    def is_new(self) -> bool:
        """Whether the contract was not there before."""
        return Contract in self.added

    def wrote(self, model: type[Recorded]) -> bool:
        """Whether any row of a model was added or changed."""
        return model in self.added or model in self.changed

    @property
    def nothing(self) -> bool:
        """Whether the record already held all that the bundle says."""
        return not self.added and not self.changed


@transaction.atomic
def write_bundle(*, bundle: Bundle, by: User | None = None, watch: Watch = unwatched) -> Loaded:
    """Write a sound bundle.

    Raises:
        ConflictWithRecord: it would change what the record keeps as evidence; nothing was changed.
    """
    return _Writing(bundle, by, watch).write()


class _Writing:
    """One bundle on its way into the record."""

    def __init__(self, bundle: Bundle, by: User | None, watch: Watch) -> None:
        self.bundle, self.by, self.watch = bundle, by, watch
        self.loaded: Loaded
        self.kept: dict[str, Kept] = {}
        self.done = 0
        self.at = moment()

    def write(self) -> Loaded:
        self._write_contract()
        for keeping in KEEPINGS:
            self._write(keeping)
        self._compare_logs()
        self._name_meetings()
        rulebook = Rulebook.of_contract(self.contract)
        self._write_results(rulebook)
        self.evidence.refuse_conflicts()
        if not self.loaded.nothing:
            self._settle(rulebook)
        return self.loaded

    def _write_contract(self) -> None:
        """The contract comes first: every other row hangs on it. Its row is locked until the end.

        Without its key, or who holds a month and adds a result would wait for us and we for them.
        """
        (row,) = self.bundle.rows(CONTRACT.name)
        stored = list(Contract.objects.select_for_update(no_key=True).filter(reference=row["reference"]))
        merged = merge(CONTRACT, [row], {CONTRACT.key_of(contract): contract for contract in stored}, {})
        self.contract: Contract = (stored or merged.new)[0]
        self.is_new = not stored
        self.loaded = Loaded(self.contract, remarks=tuple(remarks(self.bundle)))
        self.evidence = Evidence.of(self.contract)
        self._record(CONTRACT, merged)

    def _write(self, keeping: Keeping) -> None:
        kept = self._kept(keeping)
        position = len(kept)
        merged = merge(keeping, self.bundle.rows(keeping.name), kept, self.kept)
        self.kept.setdefault(keeping.name, kept)
        for place, instance in enumerate(merged.new, position + 1):
            self._complete(instance, place)
        self.evidence.compare(keeping, merged)
        self.evidence.refuse(rules_broken(keeping, merged))
        if merged.differing:
            self._check_together(keeping, kept)
        self._record(keeping, merged)

    def _check_together(self, keeping: Keeping, kept: Kept) -> None:
        """What the bundle leaves alone must agree with what it brings."""
        if keeping.model is KpiBand:
            self.evidence.check_bands(kept.values())
        if keeping.model is MitigatedKpi:
            self.evidence.check_mitigations(kept, self.kept[keeping.name])
        if keeping.model is Meeting:
            self.evidence.check_meetings(kept.values())

    def _compare_logs(self) -> None:
        """An issue stands as its log ends, the updates that only the record has included."""
        if self.loaded.wrote(Issue) or self.loaded.wrote(IssueUpdate):
            issues, updates = (self.kept[name].values() for name in ("issues", "issue_updates"))
            self.evidence.refuse(logs_that_end_otherwise(issues, updates))

    def _name_meetings(self) -> None:
        """A meeting that only assurances name is recorded too; a dump leaves it out again."""
        named = name_meetings(contract=self.contract, by=self.by, reason=REASON, at=self.at)
        _count(self.loaded.added, named)

    def _write_results(self, rulebook: Rulebook) -> None:
        merged = merge(RESULTS, self.bundle.rows(RESULTS.name), self._kept(RESULTS), self.kept)
        for result in merged.new:
            self._complete(result)
        for result in merged.changed:
            result.version += 1
        for result in (*merged.new, *merged.changed):
            result.entered_by = self.by
        self.evidence.compare(RESULTS, merged)
        judge_all((*merged.new, *merged.changed), rulebook)
        self._record(RESULTS, merged, also=(*JUDGED, "version", "entered_by"))

    def _settle(self, rulebook: Rulebook) -> None:
        """Judge again what the bundle's terms and mitigations change, and count the months again."""
        open_to_change = self.evidence.periods_open_to_change()
        if not self.is_new:
            results = Result.objects.filter(period__in=open_to_change).select_related("kpi")
            judged = list(judge_all(results, rulebook))
            record_changes(judged, JUDGED, contract=self.contract, by=self.by, reason=REASON, at=self.at)
            self.evidence.refuse_other_judgements()
        summarise(self.contract, open_to_change, rulebook)

    def _kept(self, keeping: Keeping) -> Kept:
        if self.is_new:
            return {}
        return {keeping.key_of(instance): instance for instance in keeping.rows_of(self.contract)}

    def _complete(self, instance: Any, place: int = 0) -> None:
        """Fill in what a new row holds besides its cells in the bundle."""
        if hasattr(instance, "contract_id"):
            instance.contract = self.contract
        if hasattr(instance, "position"):
            instance.position = place
        if isinstance(instance, KpiTerms):
            instance.better = instance.kpi.better
        if isinstance(instance, Result):
            instance.period = self.kept["periods"][(str(instance.month),)]

    def _record(self, keeping: Keeping, merged: Merged, also: Collection[str] = ()) -> None:
        what = str(keeping.model._meta.verbose_name_plural)
        written = 0
        for rows in _batches(merged.new, keeping.links_within):
            self.watch(what, self.done + written, len(self.bundle))
            record_new(rows, contract=self.contract, by=self.by, reason=REASON, at=self.at)
            written += len(rows)
        for row in merged.changed:
            for name in keeping.links_within:
                setattr(row, name, getattr(row, name))  # It has its primary key only now.
        fields = {*keeping.own_attributes, *also}
        record_changes(merged.changed, fields, contract=self.contract, by=self.by, reason=REASON, at=self.at)
        if not keeping.key:
            self.done += len(self.bundle.rows(keeping.name))
        _count(self.loaded.added, merged.new)
        _count(self.loaded.changed, merged.changed)


def _batches(rows: Sequence[Recorded], links: Collection[str]) -> Iterator[Sequence[Recorded]]:
    """New rows by the statement; those that name another of them wait until that one is written."""
    waiting = list(rows)
    while waiting:
        waits = [not all(_is_written(getattr(row, name)) for name in links) for row in waiting]
        ready = [row for row, wait in zip(waiting, waits, strict=True) if not wait]
        waiting = [row for row, wait in zip(waiting, waits, strict=True) if wait]
        for start in range(0, len(ready), ROWS_PER_STATEMENT):
            yield ready[start : start + ROWS_PER_STATEMENT]


def _is_written(row: Recorded | None) -> bool:
    return row is None or row.pk is not None


def _count(counter: Counter[type[Recorded]], rows: Sequence[Recorded]) -> None:
    """Count rows of one model; none leave the counter empty, which is how nothing is told from something."""
    if rows:
        counter[type(rows[0])] += len(rows)
