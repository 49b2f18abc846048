"""A paper as a PDF, read back as assistive technology would, and held to what PDF/UA-1 asks."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest

from reports.papers import pdf
from reports.papers.blocks import Paragraph
from reports.papers.pdf import NotInstalled, to_pdf
from tests.reports.papers.example import PAPER, line, paper_with, wide_table


@pytest.fixture(scope="module")
def made() -> bytes:
    return to_pdf(PAPER)


@pytest.fixture(scope="module")
def document(made) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made))


def structure(node, depth=0) -> Iterator[pikepdf.Object]:
    """Every element of the structure below one, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from structure(kid)


def elements(document, *kinds) -> list[pikepdf.Object]:
    return [each for each in structure(document.Root.StructTreeRoot) if str(each["/S"]) in kinds]


def test_it_says_that_it_is_tagged_accessible_british_and_what_it_is_called(document):
    root = document.Root
    assert bool(root.MarkInfo.Marked)
    assert str(root.Lang) == "en-GB"
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    with document.open_metadata() as metadata:
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert metadata["dc:title"] == PAPER.title
    assert str(document.docinfo["/CreationDate"]).startswith("D:20220119")


def test_its_headings_are_real_and_in_order(document):
    kinds = [str(each["/S"]) for each in elements(document, "/H1", "/H2", "/H3", "/H4")]
    assert kinds == ["/H1", "/H2", "/H2", "/H2", "/H2", "/H3", "/H2", "/H3", "/H2", "/H2", "/H3", "/H4"]


def test_its_bookmarks_are_its_headings(document):
    with document.open_outline() as outline:
        (title,) = outline.root
        assert title.title == PAPER.title
        assert [each.title for each in title.children] == [
            "Summary",
            "Actions required",
            "1. Performance",
            "2. Exceptions",
            "3. KPI changes",
            "4. Abatement points",
            "5. Issues",
        ]


def test_every_picture_has_words_for_those_who_do_not_see_it(document):
    (figure,) = elements(document, "/Figure")
    assert "45" in str(figure["/Alt"])


def test_header_cells_say_what_they_head_and_cells_find_them(document):
    by_part = {
        str(part["/S"]): {str(cell["/A"]["/Scope"]) for cell in structure(part) if str(cell["/S"]) == "/TH"}
        for part in elements(document, "/THead", "/TBody")
    }
    assert by_part == {"/THead": {"/Column"}, "/TBody": {"/Row"}}
    (leaf,) = document.Root.StructTreeRoot.IDTree.Kids
    names = [str(name) for name in list(leaf.Names)[::2]]
    assert names == sorted(names)
    used = {str(name) for cell in elements(document, "/TD") for name in cell["/A"]["/Headers"]}
    assert used
    assert used <= set(names)


def test_every_table_and_figure_has_a_caption(document):
    assert [len(elements(document, kind)) for kind in ("/Table", "/Figure", "/Caption")] == [3, 1, 4]


def test_a_wide_table_lies_across(document):
    sizes = [tuple(round(float(side)) for side in page.mediabox[2:]) for page in document.pages]
    assert (842, 595) in sizes
    assert (595, 842) in sizes


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
def test_what_follows_a_wide_table_is_upright_again(made, document):
    texts = words_of(made).split("\f")
    across = [text for text, page in zip(texts, document.pages, strict=False) if page.mediabox[2] > 600]
    assert len(across) == 1
    assert "3. KPI changes" in across[0]
    assert "4. Abatement points" not in across[0]


def words_of(page) -> str:
    found = subprocess.run(["pdftotext", "-layout", "-", "-"], input=page, capture_output=True, check=True)
    return found.stdout.decode()


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
def test_every_page_has_its_number_and_all_but_the_first_a_head(made):
    first, *others = words_of(made).rstrip("\f").split("\f")
    pages = len(others) + 1
    assert f"Page 1 of {pages}" in first
    for number, text in enumerate(others, start=2):
        assert f"Page {number} of {pages}" in text
        assert text.strip().startswith(PAPER.title)
    assert "Provisional: under review" in first


def test_twice_it_is_the_same_bytes_also_in_another_process(made, tmp_path):
    program = (
        "import django; django.setup()\n"
        "from hashlib import sha256\n"
        "from reports.papers.pdf import to_pdf\n"
        "from tests.reports.papers.example import PAPER\n"
        "print(sha256(to_pdf(PAPER)).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    environment["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    found = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, check=True, text=True
    )
    from hashlib import sha256

    assert found.stdout.split()[-1] == sha256(made).hexdigest()


@pytest.mark.parametrize(
    "address", ["https://example.org/a.png", "file:///etc/passwd", "csg:chart/9.svg", "data:text/css,p{}"]
)
def test_nothing_is_fetched_from_anywhere(address, monkeypatch):
    from django.utils.html import format_html
    from weasyprint.urls import FatalURLFetchingError

    asked = format_html('<img src="{}" alt="a">', address)
    monkeypatch.setattr(pdf, "article", lambda *args, **kwargs: asked)
    with pytest.raises(FatalURLFetchingError):
        to_pdf(PAPER)


def test_texts_are_texts_and_never_markup(made):
    nasty = '<script>alert(1)</script> <img src="https://example.org/x.png"> " \\ }'
    paper = replace(paper_with(Paragraph(line=line(nasty)), wide_table()), title=nasty)
    document = pikepdf.open(io.BytesIO(to_pdf(paper)))
    with document.open_metadata() as metadata:
        assert metadata["dc:title"] == nasty
    assert elements(document, "/Figure") == []


def test_where_the_library_is_missing_it_says_which_and_how_to_get_it(monkeypatch):
    class Missing:
        def find_spec(self, name, *args):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(NotInstalled, match=r"install libpango-1\.0-0, libpangoft2-1\.0-0"):
        to_pdf(PAPER)


@pytest.mark.skipif(not shutil.which("verapdf"), reason="veraPDF is not installed")
def test_verapdf_finds_it_conforms(made, tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(made)
    found = subprocess.run(
        ["verapdf", "--flavour", "ua1", "--format", "text", file], capture_output=True, text=True
    )
    assert found.stdout.startswith("PASS"), found.stdout
