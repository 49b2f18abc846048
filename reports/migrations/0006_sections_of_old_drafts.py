"""Give reports that were being written before there were these sections what a new report has.

They are left out of the report, as sections that say nothing are, until somebody puts them in. A section
stands behind the one before it, whose place in the report it shares until sections are moved.
"""

from typing import Any

from django.db import migrations
from django.utils import timezone

NEW = (
    ("objectives", "Objectives", "background"),
    ("savings", "Savings", "background"),
    ("baselines", "Compared with before the contract", "performance"),
    ("highlights", "Highlights", "changes"),
    ("issues", "Issues", "changes"),
    ("commitments", "Commitments", "changes"),
    ("assurances", "Assurances asked for", "changes"),
)
"""Kind and title of each, and the kind of section that it stands behind."""
REASON = "There are more sections now"


def add_sections(apps: Any, schema_editor: Any) -> None:
    sections = apps.get_model("reports", "ReportSection")
    history = apps.get_model("reports", "HistoricalReportSection")
    for report in apps.get_model("reports", "Report").objects.exclude(state="published").order_by("pk"):
        places = dict(sections.objects.filter(report=report).values_list("kind", "position"))
        for kind, title, behind in NEW:
            if kind not in places and behind in places:
                values = {"kind": kind, "title": title, "position": places[behind], "is_included": False}
                made = sections.objects.create(report=report, **values)
                history.objects.create(
                    id=made.pk,
                    report_id=report.pk,
                    version=made.version,
                    history_type="+",
                    history_date=timezone.now(),
                    history_change_reason=REASON,
                    **values,
                )


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_performance_in_the_round")]

    operations = [migrations.RunPython(add_sections, migrations.RunPython.noop)]
