"""Measures one database engine; run by ``tests.bench`` with DATABASE_URL set, prints its figures as JSON.

python -m tests.bench.engine pages --contracts 100
python -m tests.bench.engine memory
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import django

HEAVY = {
    "cryptography",
    "docx",
    "fido2",
    "lxml",
    "matplotlib",
    "numpy",
    "openpyxl",
    "pandas",
    "plotly",
    "pydyf",
    "scipy",
    "weasyprint",
}
"""What no page may import: documents are made by another process, one chart needs no numpy, passkeys are
not offered, and what is encrypted is a second step's secret."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("build", "pages", "saving", "judging", "trend", "memory"))
    parser.add_argument("--contracts", type=int, default=1)
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    django.setup()
    steps = {"build": build, "pages": pages, "saving": saving, "judging": judging, "trend": trend}
    json.dump({**steps, "memory": memory}[options.what](options), sys.stdout)


def build(options: argparse.Namespace) -> dict:
    """Clone the loaded example, and add contracts that differ in months and in KPIs."""
    from contracts.models import Contract
    from kpis.bundles.load import load_bundle
    from tests.bench.clones import clone
    from tests.bench.histories import write_history

    example = Contract.objects.get(reference="LCC-CSS")
    with tempfile.TemporaryDirectory() as folder:
        sizes = ((40, 12), (40, 108), (10, 12))
        made = [write_history(Path(folder) / str(size), kpis=size[0], months=size[1]) for size in sizes]
        for size in sizes:
            load_bundle(Path(folder) / str(size))
    clone(example, options.contracts - 1)
    return {"contracts": Contract.objects.count(), "references": made}


def pages(options: argparse.Namespace) -> dict:
    """Pages beside the empty page, for somebody with one contract and for somebody with all of them."""
    from csg_monitor.wsgi import application
    from tests.bench.pages import Browser, page_figures
    from tests.bench.subjects import prepare

    subject = prepare()
    everything = Browser(application, subject.reader_of_all)
    figures = page_figures(
        Browser(application, subject.reader_of_one),
        subject.paths,
        unchanged=["dashboard", "in the round"],
        first=["dashboard", "in the round", "entry"],
    )
    figures += page_figures(everything, subject.portfolio)[1:]
    lengths = page_figures(everything, subject.lengths)[1:]
    return {
        "pages": [asdict(figure) for figure in figures],
        "lengths": [asdict(figure) for figure in lengths],
    }


def saving(options: argparse.Namespace) -> dict:
    """Saving a month of 40 results beside the bare update of the same rows."""
    from tests.bench.saving import saving_figures

    return saving_figures()


def judging(options: argparse.Namespace) -> dict:
    """Judging a month, and a whole contract, beside writing the same rows without judging."""
    from tests.bench.judging import judging_figures

    return judging_figures()


def trend(options: argparse.Namespace) -> dict:
    """The trend of 40 KPIs over 108 months beside the same lines in numpy alone."""
    from tests.bench.trending import trend_figures

    return trend_figures()


def memory(options: argparse.Namespace) -> dict:
    """The resident memory of a worker that has served its pages."""
    from csg_monitor.wsgi import application
    from tests.bench.pages import Browser
    from tests.bench.subjects import prepare

    subject = prepare(name="memory")
    browser = Browser(application, subject.reader_of_one)
    for path in list(subject.paths.values()) * 10:
        browser.get(path)
    return {"megabytes": resident_megabytes(), "heavy": sorted(HEAVY & set(sys.modules))}


def resident_megabytes() -> float:
    status = Path("/proc/self/status").read_text()
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    return int(kilobytes) / 1024


if __name__ == "__main__":
    main()
