"""What WeasyPrint leaves out of a PDF's tags and PDF/UA asks for: the scope of header cells, and their index.

ISO 14289-1, 7.5: a table's headers are to be found from each of its cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

HEADER = "/TH"
SCOPES = {"/THead": "/Column"}
"""The scope of a header cell by the part of the table it stands in; elsewhere it is of its row."""


def complete_tags(document: Any, pdf: Any) -> None:
    """Add scopes and the index to a PDF that is about to be written (WeasyPrint's ``finisher``)."""
    import pydyf

    by_reference = {thing.reference: thing for thing in pdf.objects if isinstance(thing, pydyf.Dictionary)}
    names = []
    for cell in _elements(by_reference, HEADER):
        part = by_reference[by_reference[cell["P"]]["P"]]
        cell.setdefault("A", pydyf.Dictionary({"O": "/Table"}))["Scope"] = SCOPES.get(part["S"], "/Row")
        if "ID" in cell:
            names.append((cell["ID"], cell.reference))
    if names:
        root = by_reference[pdf.catalog["StructTreeRoot"]]
        root["IDTree"] = _index(pdf, sorted(names, key=lambda pair: pair[0].data))


def _elements(things: dict[Any, Any], kind: str) -> Iterator[Any]:
    return (thing for thing in things.values() if thing.get("S") == kind)


def _index(pdf: Any, names: list[tuple[Any, Any]]) -> Any:
    """A name tree of one leaf: each identifier with the cell that has it, in order."""
    import pydyf

    pairs = pydyf.Array([each for pair in names for each in pair])
    limits = pydyf.Array([names[0][0], names[-1][0]])
    leaf = pydyf.Dictionary({"Limits": limits, "Names": pairs})
    pdf.add_object(leaf)
    root = pydyf.Dictionary({"Kids": pydyf.Array([leaf.reference])})
    pdf.add_object(root)
    return root.reference
