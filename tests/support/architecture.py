"""What may stand where: rules about the source itself, each a function from a text to its complaints.

tests/test_architecture.py applies them to every file, and plants a breach of each to see it found.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("contracts", "kpis", "reports")
PRODUCT = (*APPS, "csg_monitor")

MAY_IMPORT: Mapping[str, frozenset[str]] = {
    "contracts": frozenset({"contracts"}),
    "kpis": frozenset({"contracts", "kpis"}),
    "reports": frozenset({"contracts", "kpis", "reports"}),
    "csg_monitor": frozenset({"csg_monitor"}),
}
JOINS_THE_APPS = frozenset({"csg_monitor/settings.py", "csg_monitor/urls.py"})
"""The two modules of csg_monitor that know which apps there are."""

PURE = frozenset(
    {
        *("__future__", "bisect", "collections", "dataclasses", "datetime", "decimal", "enum", "fractions"),
        *("functools", "itertools", "math", "numpy", "operator", "re", "statistics", "typing"),
    }
)
"""What a calculation may import besides other calculations."""
HEAVY = frozenset(
    {
        "cryptography",
        "docx",
        "fido2",
        "matplotlib",
        "numpy",
        "openpyxl",
        "pandas",
        "plotly",
        "scipy",
        "weasyprint",
    }
)
"""Packages that take longer to import than most pages to make, and more memory: only who uses them waits."""
BRING_HEAVY_PACKAGES = frozenset({"kpis.calculations.xmr"})
"""Modules of ours that import one at their top, and so are themselves imported where they are used."""
CLOCKS = frozenset({"now", "today", "utcnow", "localdate", "localtime"})
OF_A_MOMENT = frozenset({"localdate", "localtime"})
"""Of these, the ones that only say a moment in local time when they are given one."""
MAY_ASK_THE_TIME = frozenset({"views", "views.py", "commands", "conditional.py", "middleware.py"})
PAST_THE_RECORD = frozenset({"_base_manager", "_raw_delete", "cursor", "raw"})
"""Ways to the database that would leave no history."""
KEEPS_THE_RECORD = frozenset({"contracts/recording.py", "contracts/append_only.py"})
"""The modules by which history is written, dated, and kept from being changed."""

MOST_LINES = {".py": 400, ".html": 80}
MOST_LINES_OF_A_FUNCTION = 40
MOST_LINES_OF_A_VIEW = 20

INLINE = re.compile(
    r"""\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*["']|javascript:|<script\b(?![^>]*\ssrc=)""", re.I
)
DECLARED = re.compile(r"\{# .+ Context: .+ #\}")
NO_CONTEXT = re.compile(r"\{# .+ No context\. #\}")
OF_ONE_MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|Users)/(?!somebody)[\w.-]+", re.I)


def modules(*folders: str) -> list[str]:
    """The hand-written Python files under some folders, as paths from the root."""
    found = (path.relative_to(ROOT) for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path.as_posix() for path in found if "migrations" not in path.parts)


def templates() -> list[str]:
    """The product's HTML templates, as paths from the root."""
    return sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*.html"))


def calculations() -> list[str]:
    return [path for path in modules(*APPS) if "/calculations/" in path]


def imported(path: str, source: str) -> Iterator[str]:
    """The full name of all that a module imports, wherever in it."""
    package = ".".join(PurePosixPath(path).parent.parts)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            steps_up = package.rsplit(".", node.level - 1)[0] if node.level else ""
            module = ".".join(part for part in (steps_up, node.module) if part)
            yield from (f"{module}.{alias.name}" for alias in node.names)


def impure_imports(path: str, source: str) -> list[str]:
    """A calculation imports plain values only: no framework, no database, no page."""
    complaints = []
    for name in imported(path, source):
        top, *rest = name.split(".")
        if top not in PURE and not (top in APPS and rest[:1] == ["calculations"]):
            complaints.append(f"{path}: {name} has no place in a calculation")
    return complaints


def backward_imports(path: str, source: str) -> list[str]:
    """reports -> kpis -> contracts, and csg_monitor holds nothing of the domain."""
    if path in JOINS_THE_APPS:
        return []
    app = path.split("/")[0]
    tops = {name.split(".")[0] for name in imported(path, source)}
    barred = tops & ({*PRODUCT, "tests"} - MAY_IMPORT[app])
    return [f"{path}: {app} must not import {top}" for top in sorted(barred)]


def eager_imports(path: str, source: str) -> list[str]:
    """Heavy packages are imported by the function that uses them, so that no other page pays for them."""
    if _module_name(path) in BRING_HEAVY_PACKAGES:
        return []
    at_once = ast.unparse(ast.Module(body=list(_imports_at_once(ast.parse(source))), type_ignores=[]))
    return [
        f"{path}: {name} is to be imported where it is used"
        for name in imported(path, at_once)
        if name.split(".")[0] in HEAVY
        or any(f"{name}.".startswith(f"{ours}.") for ours in BRING_HEAVY_PACKAGES)
    ]


def _module_name(path: str) -> str:
    return ".".join(PurePosixPath(path).with_suffix("").parts)


def _imports_at_once(node: ast.AST) -> Iterator[ast.stmt]:
    """The imports that happen when a module is imported, not when a function runs or types are checked."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child
        elif isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        elif not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from _imports_at_once(child)


def hidden_clocks(path: str, source: str) -> list[str]:
    """Only views and commands ask what time it is, and history, which dates itself; the rest is told."""
    if path in KEEPS_THE_RECORD or MAY_ASK_THE_TIME & set(PurePosixPath(path).parts):
        return []
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    return [
        f"{path}:{call.lineno}: {call.func.attr}() asks the time"
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr in (CLOCKS - _told(call))
    ]


def _told(call: ast.Call) -> frozenset[str]:
    return OF_A_MOMENT if call.args else frozenset()


def unrecorded_writes(path: str, source: str) -> list[str]:
    """Nothing goes to the database past the managers that keep the record."""
    if path in KEEPS_THE_RECORD:
        return []
    return [
        f"{path}:{node.lineno}: {node.attr} leaves no history"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr in PAST_THE_RECORD
    ]


def too_long(path: str, source: str) -> list[str]:
    """A file that nobody reads to its end."""
    most, lines = MOST_LINES[PurePosixPath(path).suffix], len(source.splitlines())
    return [f"{path}: {lines} lines, {most} is the most"] if lines > most else []


def long_functions(path: str, source: str) -> list[str]:
    """Functions of more lines than a reader holds in mind, their docstrings apart."""
    complaints = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            is_view = bool(node.args.args) and node.args.args[0].arg == "request"
            most = MOST_LINES_OF_A_VIEW if is_view else MOST_LINES_OF_A_FUNCTION
            if (lines := _lines_of_code(node)) > most:
                complaints.append(f"{path}:{node.lineno}: {node.name} has {lines} lines, {most} is the most")
    return complaints


def _lines_of_code(function: ast.FunctionDef) -> int:
    first, body = function.body[0], function.body
    if isinstance(first, ast.Expr) and ast.get_docstring(function) is not None:
        body = body[1:]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def inline_script_or_style(path: str, source: str) -> list[str]:
    """The content security policy would refuse it, and the page would break."""
    return [f"{path}: {found[0].strip()!r} stands inline" for found in INLINE.finditer(source)]


def undeclared_context(path: str, source: str) -> list[str]:
    """A component's first line says what it is and what it needs."""
    first = source.partition("\n")[0]
    if DECLARED.fullmatch(first) or NO_CONTEXT.fullmatch(first):
        return []
    return [f"{path}: the first line must be a comment that says what it is and its context"]


def paths_of_one_machine(path: str, source: str) -> list[str]:
    """A path that exists on the machine of whoever wrote it."""
    return [f"{path}: {found[0]} is a path of one machine" for found in OF_ONE_MACHINE.finditer(source)]
