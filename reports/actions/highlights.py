"""Which highlights a report tells of: all of its months, but for those that its writers leave out."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction

from contracts.actions import remove
from contracts.models import User
from contracts.recording import record_new
from reports.actions import EditedMeanwhile, permitted
from reports.drafts.rules import ReportStep
from reports.models import LeftOutHighlight, Report


@transaction.atomic
def leave_out_highlights(
    *, report: Report, left_out: Collection[int], among: Collection[int], by: User, seen: Collection[int]
) -> bool:
    """Say which highlights a report does not tell of.

    Args:
        left_out: their primary keys.
        among: those that the person chose from; what is said of any other stays.
        seen: those of ``among`` that were left out when the person looked.

    Returns:
        whether any is left out now that was not, or the other way round.

    Raises:
        NotAllowed: the report is no draft, or the person may not.
        EditedMeanwhile: somebody chose otherwise since.
    """
    report = permitted(ReportStep.CHANGE, report, by)
    rows = {row.highlight_id: row for row in report.left_out_highlights.filter(highlight__in=among)}
    wanted = set(left_out) & set(among)
    changed = rows.keys() ^ wanted
    if changed and rows.keys() != set(seen):
        lines = LeftOutHighlight.history.filter(report=report)
        raise EditedMeanwhile(lines, called="the choice of highlights", fields={})
    new = [LeftOutHighlight(report=report, highlight_id=pk) for pk in sorted(wanted - rows.keys())]
    record_new(new, contract=report.contract, by=by)
    for pk in sorted(rows.keys() - wanted):
        remove(rows[pk], by=by, reason="The report tells of it again")
    return bool(changed)
