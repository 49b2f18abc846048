"""The grid of a financial year's service payments: months down, service areas across."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from contracts.calculations.months import Month, months_between
from contracts.figures import NotAFigure, parse_figure
from contracts.models import Contract, ServiceArea, ServicePayment
from kpis.actions.payments import CrossedPayment, PaymentEdit
from kpis.calculations.rag import Unit
from kpis.entry import Problem
from kpis.figures import NO_FIGURE, printed
from kpis.models import Period, PeriodState

FIRST_OF_YEAR = 4
"""Councils' financial years begin in April."""
PENCE = Decimal("0.01")


@dataclass(slots=True, kw_only=True)
class Cell:
    """An area's payment of a month.

    Attributes:
        stored: what is on record; None where no payment is.
        seen: what was on record when the page was made that was sent, as its hidden field says.
        typed: what the input holds.
    """

    area: ServiceArea
    month: Month
    is_closed: bool
    stored: Decimal | None
    seen: Decimal | None
    typed: str
    errors: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"{self.area.code}-{self.month}"

    @property
    def seen_text(self) -> str:
        return _for_input(self.seen)

    @property
    def printed(self) -> str:
        return _in_pounds(self.stored)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """A month, and the cells of its areas."""

    month: Month
    is_closed: bool
    cells: list[Cell]


@dataclass(slots=True, kw_only=True)
class PaymentGrid:
    """A financial year; ``year`` is the one in which it begins."""

    year: int
    years: list[int]
    areas: list[ServiceArea]
    rows: list[PaymentRow]
    problems: list[Problem] = field(default_factory=list)

    @property
    def cells(self) -> list[Cell]:
        return [cell for row in self.rows for cell in row.cells]

    @property
    def has_open(self) -> bool:
        return any(not row.is_closed for row in self.rows)

    @property
    def name(self) -> str:
        return name_of_year(self.year)

    @property
    def earlier(self) -> int | None:
        return self.year - 1 if self.year - 1 in self.years else None

    @property
    def later(self) -> int | None:
        return self.year + 1 if self.year + 1 in self.years else None

    def edits(self, data: Mapping[str, str]) -> list[PaymentEdit]:
        """What was sent, as edits; what is wrong with it is put on the cells and among the problems."""
        edits = []
        for cell in self.cells:
            if cell.id not in data:
                continue
            edit = self._edit(cell, data)
            if edit is not None and edit.amount != edit.seen:
                edits.append(edit)
        return edits

    def _edit(self, cell: Cell, data: Mapping[str, str]) -> PaymentEdit | None:
        typed = data[cell.id]
        try:
            seen = _amount(data.get(f"{cell.id}-seen", ""))
            amount = _amount(typed)
        except NotAFigure as error:
            cell.typed = typed
            self._complain(cell, f"The payment of {cell.area.code} in {cell.month.name} {error}.")
            return None
        if cell.is_closed and amount != seen:
            self._complain(cell, f"{cell.month.name} is closed, so its payments stay; you typed {typed}.")
            return None
        if not cell.is_closed:
            cell.typed, cell.seen = typed, seen
        return PaymentEdit(area=cell.area, month=cell.month, seen=seen, amount=amount)

    def show_crossed(self, crossed: Iterable[CrossedPayment]) -> None:
        """Say which payments somebody else changed meanwhile; sent again, what was typed counts."""
        cells = {cell.id: cell for cell in self.cells}
        for each in crossed:
            cell = cells[f"{each.edit.area.code}-{each.edit.month}"]
            cell.typed, cell.seen = _for_input(each.edit.amount), each.theirs
            what = f"{cell.area.code} in {cell.month.name} to {_in_pounds(each.theirs)}"
            self._complain(cell, f"{each.by} changed {what} while you were typing. Save again to keep yours.")

    def _complain(self, cell: Cell, sentence: str) -> None:
        cell.errors.append(sentence)
        self.problems.append(Problem(sentence=sentence, input="" if cell.is_closed else cell.id))


def load_grid(contract: Contract, year: int) -> PaymentGrid:
    """The payments of a financial year within the contract, in three queries."""
    first, last = (
        max(Month(year, FIRST_OF_YEAR), contract.first_month),
        min(Month(year + 1, FIRST_OF_YEAR) + -1, contract.last_month),
    )
    areas = list(contract.service_areas.order_by("position", "code"))
    periods = Period.objects.filter(contract=contract, month__gte=first, month__lte=last)
    closed = set(periods.exclude(state=PeriodState.OPEN).values_list("month", flat=True))
    payments = ServicePayment.objects.filter(
        service_area__contract=contract, month__gte=first, month__lte=last
    )
    amounts = {
        (area, month): amount
        for area, month, amount in payments.values_list("service_area", "month", "amount")
    }
    rows = [
        PaymentRow(
            month=month,
            is_closed=month in closed,
            cells=[_cell(area, month, month in closed, amounts.get((area.pk, month))) for area in areas],
        )
        for month in months_between(first, last)
    ]
    return PaymentGrid(year=year, years=years_of(contract), areas=areas, rows=rows)


def _cell(area: ServiceArea, month: Month, is_closed: bool, stored: Decimal | None) -> Cell:
    return Cell(
        area=area, month=month, is_closed=is_closed, stored=stored, seen=stored, typed=_for_input(stored)
    )


def years_of(contract: Contract) -> list[int]:
    """The financial years that a contract touches, by the calendar year each begins in."""
    return list(range(year_of(contract.first_month), year_of(contract.last_month) + 1))


def year_of(month: Month) -> int:
    """The year in which a month's financial year begins.

    >>> year_of(Month(2022, 3)), year_of(Month(2022, 4))
    (2021, 2022)
    """
    return month.year if month.number >= FIRST_OF_YEAR else month.year - 1


def name_of_year(year: int) -> str:
    """A financial year as councils write it.

    >>> name_of_year(2021), name_of_year(1999)
    ('2021/22', '1999/00')
    """
    return f"{year}/{(year + 1) % 100:02}"


def _amount(text: str) -> Decimal | None:
    """Pounds and pence as somebody typed them; None for nothing.

    Raises:
        NotAFigure: it is no such amount.
    """
    amount = parse_figure(text)
    if amount is None:
        return None
    if amount < 0:
        raise NotAFigure("cannot be negative")
    if amount != amount.quantize(PENCE):
        raise NotAFigure("can have at most 2 decimals")
    return amount


def _for_input(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount:.2f}"


def _in_pounds(amount: Decimal | None) -> str:
    return NO_FIGURE if amount is None else printed(amount, Unit.CURRENCY)
