"""Finding what history has of a contract, whatever the number of kinds and rows, in one query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import CharField, DateField, ForeignKey, IntegerField, Q, QuerySet, TextField, Value
from django.utils import timezone

from contracts.calculations.months import NAMES, Month
from contracts.fields import MonthField
from contracts.models import Contract
from contracts.recording import Recorded
from reports.history.kinds import LABELS, Kind

NOBODY = "nobody"
"""Stands for what was written without anybody signed in."""
A_MONTH = re.compile(
    rf"\b(?:(?P<year>\d{{4}})-(?P<number>0[1-9]|1[0-2])|(?P<name>{'|'.join(NAMES)}) (?P<of>\d{{4}}))\b", re.I
)
NONE = Q(pk__in=())
"""What no row satisfies."""


@dataclass(frozen=True, kw_only=True)
class Sought:
    """What somebody wants to read of a contract's history.

    Attributes:
        about: the kind and key of one row, which its parts come with; None for the whole contract.
        by: the key of the person who wrote it, or ``NOBODY``; empty for anybody.
        first, last: the days between which it was written, both included.
        words: all of them must be in the row's name.
    """

    contract: Contract
    kinds: Sequence[Kind]
    about: tuple[Kind, int] | None = None
    by: str = ""
    first: date | None = None
    last: date | None = None
    words: str = ""

    def lines(self) -> list[tuple[Kind, Any]]:
        """Of each kind that can have some, the lines of history that are sought, unordered."""
        found = ((kind, self._lines_of(kind)) for kind in self.kinds)
        return [(kind, lines) for kind, lines in found if lines is not None]

    def _lines_of(self, kind: Kind) -> Any:
        about = self._about(kind)
        if about is None:
            return None
        lines = of_contract(kind.model, self.contract.pk).filter(about, self._when())
        if self.by:
            lines = lines.filter(history_user=None if self.by == NOBODY else self.by)
        return lines.filter(named(kind, self.words)) if self.words else lines

    def _about(self, kind: Kind) -> Q | None:
        """What makes a row of a kind one that is asked about, or part of it; None if none can be."""
        if self.about is None:
            return Q()
        whole, key = self.about
        if kind is whole:
            return Q(id=key)
        parts = [
            Q(**{f"{name}_id": key})
            for name in kind.part_of
            if kind.model._meta.get_field(name).related_model is whole.model
        ]
        return parts[0] if parts else None

    def _when(self) -> Q:
        when = Q()
        if self.first:
            when &= Q(history_date__gte=_moment(self.first, time.min))
        if self.last:
            when &= Q(history_date__lte=_moment(self.last, time.max))
        return when


def _moment(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def of_contract(model: type[Recorded], contract: int) -> Any:
    """The lines of history of a contract's rows of one model.

    The way to the contract leads over history too: what a row hung on may have been deleted since.
    """
    lines = model.history.order_by()
    if model is Contract:
        return lines.filter(id=contract)
    step, _, further = model.contract_path.partition("__")
    if not further:
        return lines.filter(contract_id=contract)
    parent: Any = model._meta.get_field(step).related_model
    return lines.filter(**{f"{step}_id__in": of_contract(parent, contract).values("id")})


def united(queries: Iterable[tuple[Any, QuerySet]], *columns: str) -> Any:
    """Rows of several queries, one after the other, with ``place``: the position of theirs.

    Empty where there is no query; else a query that can be ordered, counted and cut.
    """
    placed = [
        query.annotate(place=Value(place, output_field=IntegerField())).values_list("place", *columns)
        for place, (_, query) in enumerate(queries)
    ]
    if not placed:
        return None
    first, *rest = placed
    return first.union(*rest, all=True) if rest else first


def named(kind: Kind, text: str) -> Q:
    """What makes every word and month of a text part of a row's name."""
    found = Q()
    for match in A_MONTH.finditer(text):
        found &= _in_month(kind, _month(match))
    for word in A_MONTH.sub(" ", text).split():
        if word.lower() not in kind.name.lower():
            found &= _with_word(kind, word)
    return found


def _month(match: re.Match[str]) -> Month:
    if match["year"]:
        return Month(int(match["year"]), int(match["number"]))
    return Month(int(match["of"]), NAMES.index(match["name"].capitalize()) + 1)


def _in_month(kind: Kind, month: Month) -> Q:
    found = NONE
    for field in kind.named_by:
        if isinstance(field, MonthField):
            found |= Q(**{field.name: month})
        elif isinstance(field, DateField):
            following = (month + 1).first_day
            found |= Q(**{f"{field.name}__gte": month.first_day, f"{field.name}__lt": following})
        elif isinstance(field, ForeignKey) and _has_month(field.related_model):
            found |= _points_to(field, Q(**{LABELS[field.related_model]: month}))
    return found


def _has_month(model: Any) -> bool:
    return isinstance(model._meta.get_field(LABELS[model]), MonthField)


def _with_word(kind: Kind, word: str) -> Q:
    found = NONE
    for field in kind.named_by:
        if field.choices:
            values = [value for value, label in field.flatchoices if word.lower() in str(label).lower()]
            found |= Q(**{f"{field.name}__in": values})
        elif isinstance(field, (CharField, TextField)):
            found |= Q(**{f"{field.name}__icontains": word})
        elif isinstance(field, ForeignKey) and not _has_month(field.related_model):
            found |= _points_to(field, Q(**{f"{LABELS[field.related_model]}__icontains": word}))
    return found


def _points_to(field: ForeignKey, which: Q) -> Q:
    """What makes a column point to a row that is, or once was, such a one."""
    model: Any = field.related_model
    rows = model.history.order_by() if issubclass(model, Recorded) else model.objects.order_by()
    return Q(**{f"{field.attname}__in": rows.filter(which).values("id")})


def writers(sought: Sought) -> tuple[set[int], bool]:
    """The keys of the people who wrote what is sought, and whether anything was written by nobody."""
    queries = [(kind, lines.values("history_user_id").distinct()) for kind, lines in sought.lines()]
    rows = united(queries, "history_user_id")
    keys = {key for _, key in rows or ()}
    return keys - {None}, None in keys
