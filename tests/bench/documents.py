"""``python -m tests.bench.documents FORMAT``: what it costs to make the report of January 2022 in one format.

In a process of its own, so that every library is imported for it: the first time with its imports, the second
without. Loading the figures is told apart from writing them. Seconds are those of the processor, which on a
machine that does nothing else are those of the clock. Those of a PDF leave out the process that draws its
charts, for which it waits at times.
"""

from __future__ import annotations

import json
import os
import sys
import time
from datetime import date

MADE_ON = date(2022, 1, 17)
FORMATS = ("json", "docx", "pdf", "xlsx")


def measure(form: str) -> dict:
    """Processor seconds to load the figures, and to write them the first time and the second."""
    from contracts.calculations.months import Month
    from contracts.models import Contract
    from reports.papers.assemble import default_plan, paper_of
    from reports.papers.material import statement_and_material

    contract = Contract.objects.get(reference="LCC-CSS")
    begun = time.process_time()
    statement, material = statement_and_material(contract, Month(2021, 8), Month(2021, 12))
    paper = paper_of(statement, default_plan(statement, material, made_on=MADE_ON), material)
    loaded = time.process_time() - begun
    (first, content), (again, same) = (timed(form, statement, paper) for _ in range(2))
    if content != same:
        sys.exit(f"{form}: two documents of one paper differ")
    return {"format": form, "loaded": loaded, "first": first, "again": again, "bytes": len(content)}


def timed(form: str, statement, paper) -> tuple[float, bytes]:
    begun = time.process_time()
    content = written(form, statement, paper)
    return time.process_time() - begun, content


def written(form: str, statement, paper) -> bytes:
    from reports.export import as_data, to_json
    from reports.jobs.writing import written as as_document

    if form == "json":
        return to_json(statement).encode()
    return as_document(paper, form, lambda said: None, data=as_data(statement))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csg_monitor.settings")
    import django

    django.setup()
    print(json.dumps(measure(sys.argv[1])))


if __name__ == "__main__":
    main()
