"""Rules of what was mitigated."""

from __future__ import annotations

from kpis.bundles.checks.common import Problems, problem
from kpis.bundles.errors import quoted
from kpis.bundles.overlaps import Relief, clashes
from kpis.bundles.records import MITIGATION
from kpis.bundles.values import Bundle, Row
from kpis.models import MitigationState


def mitigations_agree_with_themselves(bundle: Bundle) -> Problems:
    """Rows with one id say the same of what they have in common."""
    first: dict[str, Row] = {}
    for row in bundle.rows("mitigations"):
        if row.knows("mitigation"):
            before = first.setdefault(row["mitigation"], row)
            for column in MITIGATION:
                if row.knows(column) and before.knows(column) and row[column] != before[column]:
                    same = f"{quoted(before.cells[column])} as on line {before.line}"
                    yield problem("mitigations", row, column, f"{same}, for {row['mitigation']}")


def one_agreed_mitigation_at_a_time(bundle: Bundle) -> Problems:
    """No two mitigations are agreed for one KPI in the same month."""
    agreed = [_relief(row) for row in bundle.rows("mitigations") if _is_agreed(row)]
    rows = {row.line: row for row in bundle.rows("mitigations")}
    for before, relief in clashes(agreed):
        until = f"to {before.last}" if before.last else "on"
        expected = (
            f"months in which {relief.kpi} is not under {before.mitigation}, "
            f"which is agreed from {before.first} {until} on line {before.line}"
        )
        yield problem("mitigations", rows[relief.line], "month_from", expected)


def _is_agreed(row: Row) -> bool:
    """Whether a row is read and counts; where there is no such column, all are agreed."""
    if not row.knows("mitigation", "kpi", "month_from", "month_to"):
        return False
    return "state" not in row.cells or (row.knows("state") and row["state"] == MitigationState.AGREED)


def _relief(row: Row) -> Relief:
    return Relief(
        kpi=row["kpi"],
        mitigation=row["mitigation"],
        first=row["month_from"],
        last=row["month_to"],
        line=row.line,
    )
