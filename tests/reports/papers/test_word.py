"""A paper as a Word document, read back as Word and its assistive technology would."""

from __future__ import annotations

import io
import time
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt

from reports.papers.word import to_word
from tests.reports.papers.example import (
    EXCEPTIONS,
    PAPER,
    SUMMARY,
    cell,
    line,
    paper_with,
    row,
    section,
    wide_table,
)


@pytest.fixture(scope="module")
def made() -> bytes:
    return to_word(PAPER)


@pytest.fixture(scope="module")
def document(made):
    return Document(io.BytesIO(made))


def opened(paper, template=None):
    return Document(io.BytesIO(to_word(paper, template)))


def whole_text(document) -> str:
    return "".join(node.text or "" for node in document.element.body.iter(qn("w:t")))


def styled(document, style) -> list[str]:
    return [each.text for each in document.paragraphs if each.style.name == style]


def test_its_properties_come_from_the_paper_and_not_from_a_clock(document):
    properties = document.core_properties
    assert (properties.title, properties.language, properties.author) == (
        "Performance of the Corporate Support Services Contract",
        "en-GB",
        "Testshire County Council",
    )
    assert (properties.created.date(), properties.modified.date()) == (date(2022, 1, 19), date(2022, 1, 19))


def test_twice_it_is_the_same_bytes_whatever_the_time(made, monkeypatch):
    monkeypatch.setattr(time, "localtime", lambda *_: time.struct_time((2031, 5, 6, 7, 8, 9, 0, 1, 0)))
    assert to_word(PAPER) == made
    assert {entry.date_time for entry in ZipFile(io.BytesIO(made)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_its_headings_are_real_and_in_order(document):
    headings = [(each.style.name, each.text) for each in document.paragraphs if "Heading" in each.style.name]
    assert headings == [
        ("Heading 1", "Summary"),
        ("Heading 1", "Actions required"),
        ("Heading 1", "1. Performance"),
        ("Heading 1", "2. Exceptions"),
        ("Heading 2", "Below target"),
        ("Heading 1", "3. KPI changes"),
        ("Heading 2", "In December"),
        ("Heading 1", "4. Abatement points"),
        ("Heading 1", "5. Issues"),
        ("Heading 2", "With the provider"),
        ("Heading 3", "Open"),
    ]
    assert styled(document, "Title") == [PAPER.title]


def test_its_head_names_the_meeting_the_day_and_who_answers_for_it(document):
    assert styled(document, "CSG Authority") == ["Testshire County Council"]
    assert styled(document, "CSG Fact") == [
        "Report to:\tOverview and Scrutiny Management Board",
        "Date:\t27 January 2022",
        "Contract:\tTST-1, Testshire County Council with Provider plc",
        "Period:\tJuly to December 2021",
        "On behalf of:\tJane Doe, Executive Director",
        "Officer to ask:\tJohn Roe, Contract Manager, 01522 000000",
    ]


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({}, "Report with exempt information"),
        ({"sections": PAPER.sections[:3]}, "Open report"),
        ({"is_draft": True}, "Draft"),
        ({"corrects": "Publication 1 of 27 January 2022"}, "Addendum"),
        ({"meeting": ""}, "Statement"),
    ],
    ids=["exempt", "open", "draft", "addendum", "no-meeting"],
)
def test_its_head_says_what_sort_of_paper_it_is(facts, kind):
    assert styled(opened(replace(PAPER, **facts)), "CSG Kind") == [kind]


def test_months_that_are_not_signed_off_are_marked_as_under_review(document):
    months = "November 2021 and December 2021"
    marked = f"Provisional: under review. {months} were not signed off, and can still change."
    assert marked in styled(document, "CSG Notice")
    assert "provisional" in document.sections[0].header.paragraphs[0].text
    assert "Provisional" not in whole_text(opened(replace(PAPER, provisional=())))


def test_exempt_items_say_by_which_paragraph_they_are_not_public(document):
    law = "of Part 1 of Schedule 12A to the Local Government Act 1972"
    assert f"Not for publication by virtue of paragraph 5 {law}." in styled(document, "CSG Notice")
    assert (
        f"Rows marked “Exempt (paragraph 3)”: Not for publication by virtue of paragraph 3 {law}."
        in styled(document, "CSG Table Note")
    )
    assert document.tables[1].rows[2].cells[0].text.endswith("Exempt (paragraph 3)")
    assert "Exempt" not in document.tables[1].rows[1].cells[0].text


def test_a_paper_without_exempt_items_speaks_of_none():
    assert "Schedule 12A" not in whole_text(opened(paper_with(SUMMARY)))


def test_a_text_that_is_not_public_beside_tables_that_are_is_marked_so():
    paper = replace(PAPER, sections=(replace(section("performance", 1, "P", SUMMARY), text_exempt="3"),))
    assert (
        "The text of this section, though not its tables: Not for publication by virtue of paragraph 3"
        in (whole_text(opened(paper)))
    )


def test_captions_are_numbered_by_fields_that_word_can_list(document):
    assert [text.partition(":")[0] for text in styled(document, "Caption")] == [
        "Table 1",
        "Table 2",
        "Table 3",
        "Figure 1",
    ]
    fields = [node.text.strip() for node in document.element.body.iter(qn("w:instrText"))]
    assert fields == [r"SEQ Table \* ARABIC"] * 3 + [r"SEQ Figure \* ARABIC"]


def test_a_number_left_out_is_told_to_the_field():
    fields = opened(paper_with(replace(SUMMARY, number=4))).element.body.iter(qn("w:instrText"))
    assert [node.text.strip() for node in fields] == [r"SEQ Table \* ARABIC \r 4"]


def test_header_rows_repeat_and_no_row_is_parted(document):
    for table, headers in zip(document.tables, (2, 1, 2), strict=True):
        rows = [each._tr for each in table.rows]
        repeated = [each.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for each in rows]
        assert repeated == [True] * headers + [False] * (len(rows) - headers)
        assert all(each.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for each in rows)


def test_columns_in_a_group_stand_under_one_header_cell(document):
    first, second = (document.tables[0].rows[place] for place in (0, 1))
    assert [cell.text for cell in first.cells] == ["Level"] + ["Number of KPIs"] * 6
    assert [cell.text for cell in second.cells] == [
        "Level",
        *(column.title for column in SUMMARY.columns[1:]),
    ]
    assert first.cells[1]._tc is first.cells[6]._tc


def test_columns_have_fixed_widths_that_fill_the_page(document):
    for table, width in zip(document.tables, (9638, 9638, 14570), strict=True):
        assert not table.autofit
        assert sum(column.width.twips for column in table.columns) == width


def test_numbers_stand_to_the_right_and_words_to_the_left(document):
    cells = document.tables[1].rows[1].cells
    assert [cell.paragraphs[0].alignment for cell in cells] == [None, None, 2, 2, None, None]


def test_a_rows_name_is_bold_and_the_description_under_it_is_not():
    described = row("IMT_KPI_14", *"123456")
    long = "% of Windows end user devices patched within 21 days"
    cells = (cell("IMT_KPI_14", long), *described.cells[1:])
    document = opened(paper_with(replace(SUMMARY, rows=(replace(described, cells=cells),))))
    name, description = document.tables[0].rows[2].cells[0].paragraphs
    assert (name.runs[0].bold, description.runs[0].bold) == (True, None)


def test_a_status_is_told_in_word_and_fill(document):
    amber, red = (document.tables[1].rows[place].cells[4] for place in (1, 2))
    assert (amber.text, red.text) == ("Amber", "Red")
    fills = [cell._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) for cell in (amber, red)]
    assert fills == ["FFBF00", "B3131B"]
    assert [str(cell.paragraphs[0].runs[0].font.color.rgb) for cell in (amber, red)] == ["0B0C0C", "FFFFFF"]


def test_tables_and_pictures_have_words_for_those_who_do_not_see_them(document):
    properties = [table._tbl.tblPr for table in document.tables]
    captions = [each.find(qn("w:tblCaption")).get(qn("w:val")) for each in properties]
    assert captions[0] == "Table 1: Overall KPI summary performance"
    assert all(each.find(qn("w:tblDescription")).get(qn("w:val")) for each in properties)
    (picture,) = document.element.body.iter(qn("wp:docPr"))
    assert "45" in picture.get("descr")


def test_a_wide_table_lies_across_with_its_headings_and_the_rest_upright(document):
    assert [each.orientation for each in document.sections] == [
        WD_ORIENT.PORTRAIT,
        WD_ORIENT.LANDSCAPE,
        WD_ORIENT.PORTRAIT,
    ]
    assert [each.different_first_page_header_footer for each in document.sections] == [True, False, False]
    texts = [child for child in document.element.body if child.tag == qn("w:p")]
    breaks = [place for place, each in enumerate(texts) if each.find(f".//{qn('w:sectPr')}") is not None]
    after = "".join(node.text or "" for node in texts[breaks[0] + 1].iter(qn("w:t")))
    assert after == "3. KPI changes"


def test_a_document_may_end_across():
    document = opened(paper_with(wide_table()))
    assert [each.orientation for each in document.sections][-1] is WD_ORIENT.LANDSCAPE


def test_every_page_has_its_number(document):
    for footer in (document.sections[0].footer, document.sections[0].first_page_footer):
        (paragraph,) = footer.paragraphs
        assert paragraph.text == "Page 1 of 1"
        fields = [node.text.strip() for node in paragraph._p.iter(qn("w:instrText"))]
        assert fields == ["PAGE", "NUMPAGES"]
    assert document.sections[0].header.paragraphs[0].text.startswith(PAPER.title)


def test_a_list_with_numbers_begins_with_one_each_time():
    from reports.papers.blocks import List

    numbered = List(items=(line("a"), line("b")), is_numbered=True)
    document = opened(paper_with(numbered, numbered))
    lists = [node.get(qn("w:val")) for node in document.element.body.iter(qn("w:numId"))]
    assert lists[0] == lists[1] != lists[2] == lists[3]


def test_texts_are_texts_and_never_markup():
    from reports.papers.blocks import Paragraph

    nasty = "<w:p/> & ]]> \x00\x0b\ud800 \"'"
    document = opened(
        paper_with(Paragraph(line=line(nasty)), replace(SUMMARY, rows=(row(nasty, *"123456"),)))
    )
    assert "<w:p/> & ]]> " in whole_text(document)


@pytest.mark.parametrize(
    ("link", "targets"),
    [
        pytest.param("https://www.example.org/?a=1&b=2", ["https://www.example.org/?a=1&b=2"], id="web"),
        pytest.param("javascript:alert(1)", [], id="script"),
        pytest.param("file:///etc/passwd", [], id="file"),
    ],
)
def test_links_lead_to_the_web_only(link, targets):
    from reports.papers.blocks import Paragraph

    document = opened(paper_with(Paragraph(line=line("there", link=link))))
    found = [each.target_ref for each in document.part.rels.values() if each.is_external]
    assert found == targets
    assert "there" in whole_text(document)


@pytest.fixture
def template() -> bytes:
    """A council's own document: a heading of its own, its name in the footer, and a text."""
    document = Document()
    document.styles["Heading 1"].font.size = Pt(31)
    document.sections[0].footer.paragraphs[0].text = "Printed by Testshire"
    document.add_paragraph("Type your report here")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def test_a_councils_template_gives_its_styles_and_foot_and_not_its_text(template):
    document = opened(PAPER, template)
    assert document.styles["Heading 1"].font.size == Pt(31)
    assert document.sections[0].footer.paragraphs[0].text == "Printed by Testshire"
    assert "Type your report here" not in whole_text(document)
    assert styled(document, "CSG Fact")
    assert to_word(PAPER, template) == to_word(PAPER, template)


def test_a_template_of_several_sections_keeps_its_head_and_gets_page_numbers():
    from docx.enum.section import WD_SECTION

    council = Document()
    council.sections[0].header.paragraphs[0].text = "Testshire"
    council.add_section(WD_SECTION.NEW_PAGE)
    file = io.BytesIO()
    council.save(file)
    document = opened(PAPER, file.getvalue())
    assert document.sections[0].header.paragraphs[0].text == "Testshire"
    assert document.sections[0].footer.paragraphs[0].text == "Page 1 of 1"


def test_a_template_without_a_list_or_pages_of_its_own_will_do():
    council = Document()
    body = council.element.body
    body.remove(body.sectPr)
    numbering = council.part.numbering_part
    for key, relation in list(council.part.rels.items()):
        if relation._target is numbering:
            council.part.rels.pop(key)
    file = io.BytesIO()
    council.save(file)
    document = opened(PAPER, file.getvalue())
    assert [each.text for each in document.paragraphs if each.style.name == "List Number"] == [
        "seek assurance",
        "give feedback",
    ]


def test_the_statuses_it_can_show_are_all_there_are():
    from kpis.calculations.rag import Status
    from reports.papers.fills import FILLS

    assert FILLS.keys() == set(Status)
    assert EXCEPTIONS.rows[0].cells[4].status in FILLS
