"""The figures as a table, each beside its aim."""

from __future__ import annotations

from dataclasses import dataclass

AIMS = {"dashboard": 6.0, "dashboard, unchanged": 1.3, "entry": 8.0}
PAGE_BYTES = 30_000
WORKER_MEGABYTES = 90
SAVING_RATIO = 1.5
TREND_RATIO = 30.0
DOCUMENT_SECONDS = {"docx": 0.5, "pdf": 2.0}
DOCUMENT_MEGABYTES = 150
LOAD_SECONDS = 5.0
LOAD_MEGABYTES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The figures of one engine."""

    load_seconds: float
    load_megabytes: float
    pages: list[dict]
    lengths: list[dict]
    saving: dict
    judging: dict
    trend: dict
    documents: list[dict]
    memory: dict


def print_report(engine: str, contracts: int, measured: Measured) -> None:
    """Print all figures of one engine."""
    print(f"\n{engine}, {contracts} contract{'s' if contracts != 1 else ''}")
    print(f"{'page':34}{'ms':>8}{'x empty':>9}{'aim':>6}{'queries':>9}{'bytes':>8}")
    for page in measured.pages:
        print(page_line(page))
    print("The same page at other sizes (KPIs-months):")
    for page in measured.lengths:
        print(page_line(page))
    print_others(measured)


def page_line(page: dict) -> str:
    aim = AIMS.get(page["name"])
    flag = " over" if (aim and page["ratio"] > aim) or page["compressed_bytes"] > PAGE_BYTES else ""
    shown = f"{aim:.1f}" if aim else ""
    return (
        f"{page['name']:34}{page['milliseconds']:8.2f}{page['ratio']:9.2f}{shown:>6}"
        f"{page['queries']:9}{page['compressed_bytes']:8}  {page['status']}{flag}"
    )


def print_others(measured: Measured) -> None:
    saving, memory = measured.saving, measured.memory
    note = f"{saving['queries']} queries; {saving['ratio_to_statements']:.1f} to a statement for each row"
    print(line("Saving 40 results / bulk update", saving["ratio"], SAVING_RATIO, note))
    for what, name in (("month", "Judging a month"), ("contract", "Judging 108 months")):
        judging = measured.judging[what]
        note = (
            f"{judging['queries']} queries; {judging['ratio_to_statements']:.1f} to a statement for each row"
        )
        print(line(f"{name}, {judging['rows']} rows / bulk", judging["ratio"], SAVING_RATIO, note))
    print_trend(measured.trend)
    print_documents(measured.documents)
    heavy = ", ".join(memory["heavy"]) or "none"
    print(line("Worker memory, MB", memory["megabytes"], WORKER_MEGABYTES, f"heavy imports: {heavy}"))
    print(line("Load of the example, seconds", measured.load_seconds, LOAD_SECONDS))
    print(line("Load of the example, peak MB", measured.load_megabytes, LOAD_MEGABYTES))


def print_documents(documents: list[dict]) -> None:
    """Each format by its processor seconds with every library loaded, and the most memory of its process."""
    for each in documents:
        name, aim = f"Report as {each['format']}", DOCUMENT_SECONDS.get(each["format"])
        note = f"{each['first']:.2f} with imports; {each['loaded']:.2f} to load the figures"
        print(line(f"{name}, seconds", each["again"], aim, note))
        note = f"{each['bytes'] / 1000:,.0f} kB"
        print(line(f"{name}, peak MB", each["megabytes"], DOCUMENT_MEGABYTES, note))


def print_trend(trend: dict) -> None:
    size = f"{trend['kpis']} KPIs, {trend['months']} months"
    milliseconds = trend["milliseconds"]
    print(f"Trend of {size}, to mean and limits in numpy alone ({milliseconds['numpy alone']:.2f} ms)")
    print(line("  on the same array", trend["charts"], TREND_RATIO, "special causes and all"))
    print(
        f"{'  from kept figures to plain values':34}{trend['trends']:8.2f}   {milliseconds['trends']:.1f} ms"
    )
    note = f"{trend['queries']} queries, now and at the report before, with forecasts"
    print(f"{'  green trend from rows, ms':34}{milliseconds['from rows']:8.2f}   {note}")


def line(name: str, figure: float, aim: float | None, note: str = "") -> str:
    if aim is None:
        return f"{name:34}{figure:8.2f}   {note}"
    return f"{name:34}{figure:8.2f}   aim {aim:g}{'  over' if figure > aim else ''}  {note}"
