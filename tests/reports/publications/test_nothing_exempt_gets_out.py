"""Words planted in every field of every exempt item are in the members' documents, and in nothing public."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from contracts.calculations.months import Month
from reports.actions.addenda import Wording, prepare, proposed, publish_addendum
from reports.actions.drafts import start
from reports.actions.review import submit
from reports.models import Audience, ExemptRow, Format, Publication
from reports.papers.notices import exempt_sentence
from reports.papers.sections import SectionKind
from reports.publications.documents import document_of
from reports.publications.freezing import data_for, paper_for
from tests.factories import make_kpi, make_mitigation, make_result, make_terms
from tests.reports.publications.publishing import AT, DETAILS, make_public, published, with_documents
from tests.support.documents import everything_in

IN_ROWS = {
    "exceptions": ["QXDESCRIPTION", "QXCOMMENT", "QXIMPACT", "QXRESOLUTION"],
    "mitigations": ["QXMITIGATED", "QXREASON", "QXEFFECT", "QXPATH"],
    "changes": ["QXCHANGED", "QXCHANGEREASON", "QXSTANDING"],
    "objectives": ["QXOBJECTIVE", "QXPROVIDERSAYS", "QXCLIENTSAYS"],
    "highlights": ["QXHIGHLIGHT"],
    "issues": ["QXISSUE", "QXCAUSE", "QXISSUEIMPACT", "QXRESPONSE", "QXTHEIRVIEW", "QXOURVIEW", "QXLEAD"],
    "commitments": ["QXCOMMITMENT", "QXEVIDENCE"],
    "assurances": ["QXASSURANCE", "QXCOMMITTEE", "QXANSWER"],
    "programme": ["QXWORKSTREAM", "QXSTAGE", "QXNARRATIVE"],
    "savings": ["QXSAVING"],
}
IN_SECTIONS = ["QXSECTIONTITLE", "QXCONCLUSION", "QXBOLD", "QXITEM", "QXLINK"]
IN_TEXTS = ["QXTEXTONLY"]
IN_DATA = [word for words in IN_ROWS.values() for word in words]
IN_PAPER = [*IN_DATA, *IN_SECTIONS, *IN_TEXTS]
READ_IN = {
    Format.CSV: [],
    Format.JSON: [word for word in IN_DATA if word != "QXMITIGATED"],
    Format.SPREADSHEET: IN_DATA,
}
"""What the data says besides references, and a workbook besides tables, is less than the paper does."""
PLANTED = re.compile("QX[A-Z]{3}")
MARKS = {
    SectionKind.EXCEPTIONS: "CSC_KPI_01 2021-05",
    SectionKind.MITIGATIONS: "IMT_KPI_01",
    SectionKind.CHANGES: "IMT_KPI_03 2021-06",
    SectionKind.OBJECTIVES: "O1",
    SectionKind.HIGHLIGHTS: "2021-07-01 - QXHIGHLIGHT of the year",
    SectionKind.ISSUES: "I1",
    SectionKind.COMMITMENTS: "C1",
    SectionKind.ASSURANCES: "A1",
    SectionKind.PROGRAMME: "QXWORKSTREAM",
}


@pytest.fixture
def secrets(contract):
    """Results, a mitigation and a change with a word in every field that a paper prints."""
    missed = contract.kpis.get(reference="CSC_KPI_01")
    missed.description = "QXDESCRIPTION of calls"
    missed.save()
    texts = {"comment": "QXCOMMENT.", "impact": "QXIMPACT.", "resolution": "QXRESOLUTION."}
    make_result(missed, "2021-05", "75", **texts)
    relieved = contract.kpis.get(reference="IMT_KPI_01")
    relieved.description = "QXMITIGATED service"
    relieved.save()
    said = {"reason": "QXREASON.", "impact": "QXEFFECT.", "path_to_green": "QXPATH."}
    make_mitigation(relieved, month_from="2021-05", month_to="2021-05", **said)
    make_result(relieved, "2021-05", "50")
    changed = make_kpi(contract, "IMT_KPI_03", description="QXCHANGED devices")
    make_terms(changed, "2021-06", tsl="97", reason="QXCHANGEREASON.", status="QXSTANDING.")
    make_governance(contract)
    open_to_all = contract.kpis.get(reference="IMT_KPI_02")
    make_result(open_to_all, "2021-05", "6", comment="Open to everybody.")


def make_governance(contract) -> None:
    """A row of each register with a word in every field that a paper prints, and one that is public."""
    day, later = date(2021, 7, 1), date(2021, 12, 31)
    for reference, word in (("O1", "QX"), ("O2", "OPEN")):
        objective = contract.objectives.create(
            reference=reference, horizon="contract", text=f"{word}OBJECTIVE"
        )
        for view in ("provider", "client"):
            objective.assessments.create(
                as_at=day, view=view, rating="mixed", narrative=f"{word}{view.upper()}SAYS"
            )
    contract.highlights.create(as_at=day, text="QXHIGHLIGHT of the year")
    contract.highlights.create(as_at=day, text="OPENHIGHLIGHT of the year")
    for reference, word in (("I1", "QX"), ("I2", "OPEN")):
        contract.issues.create(
            reference=reference,
            title=f"{word}ISSUE",
            kind="snagging",
            raised=day,
            cause=f"{word}CAUSE",
            impact=f"{word}ISSUEIMPACT",
            response=f"{word}RESPONSE",
            under_control="no",
            status="open",
            provider_view=f"{word}THEIRVIEW",
            client_view=f"{word}OURVIEW",
            lead=f"{word}LEAD",
        )
    for reference, word in (("C1", "QX"), ("C2", "OPEN")):
        contract.commitments.create(
            reference=reference,
            text=f"{word}COMMITMENT",
            kind="audit",
            status="delivered",
            evidence=f"{word}EVIDENCE",
        )
    for reference, word in (("A1", "QX"), ("A2", "OPEN")):
        contract.assurances.create(
            reference=reference,
            meeting=f"{word}COMMITTEE",
            requested=day,
            text=f"{word}ASSURANCE",
            owner="provider",
            due=later,
            status="answered",
            response=f"{word}ANSWER",
        )
    for position, word in enumerate(("QX", "OPEN"), 1):
        named = {"workstream": f"{word}WORKSTREAM", "position": position}
        contract.workstream_stages.create(
            **named, stage=f"{word}STAGE", month_from=Month(2021, 5), month_to=Month(2021, 8)
        )
        contract.workstream_updates.create(**named, as_at=day, status="late", narrative=f"{word}NARRATIVE")
    contract.savings.create(financial_year="2021/22", contracted=5, delivered=4, note="QXSAVING")


@pytest.fixture
def publication(contract, officer, manager, secrets) -> Publication:
    report = start(contract=contract, details=DETAILS, by=officer, at=AT)
    for kind, key in MARKS.items():
        ExemptRow.objects.create(report=report, section=kind, row_key=key, paragraph="3")
    conclusion = report.sections.get(kind="conclusion")
    conclusion.title, conclusion.exempt_paragraph, conclusion.is_included = "QXSECTIONTITLE", "5", True
    conclusion.text = "QXCONCLUSION and **QXBOLD**.\n\n* QXITEM\n\n[see](https://example.org/QXLINK)"
    conclusion.save()
    savings = report.sections.get(kind="savings")
    savings.exempt_paragraph = "3"
    savings.save()
    points = report.sections.get(kind="points")
    points.text, points.text_exempt_paragraph, points.is_included = "QXTEXTONLY of points.", "4", True
    points.save()
    return published(submit(report=report, by=officer, at=AT).report, manager)


def read(publication: Publication, audience: Audience, form: Format) -> str:
    paper, data = paper_for(publication, audience), data_for(publication, audience)
    document = document_of(paper, data, form)
    return everything_in(document.content, form) + document.name


@pytest.mark.parametrize("form", Format)
def test_members_read_all_of_it(publication, form):
    text = read(publication, Audience.MEMBERS, form)
    expected = READ_IN.get(form, IN_PAPER)
    assert [word for word in expected if word not in text] == []


@pytest.mark.parametrize("form", Format)
def test_the_public_reads_none_of_it_in_any_format(publication, form):
    text = read(publication, Audience.PUBLIC, form)
    assert [word for word in IN_PAPER if word in text] == []
    assert not PLANTED.search(text)
    if form not in (Format.CSV, Format.PDF):
        assert exempt_sentence("3") in text


def test_the_public_reads_what_is_public(publication):
    text = read(publication, Audience.PUBLIC, Format.HTML)
    assert "Open to everybody." in text
    assert "IMT_KPI_02" in text
    assert exempt_sentence("5") in text
    assert exempt_sentence("4") in text
    words = "OBJECTIVE HIGHLIGHT ISSUE CAUSE OURVIEW COMMITMENT EVIDENCE ASSURANCE ANSWER STAGE NARRATIVE"
    assert [word for word in words.split() if f"OPEN{word}" not in text] == []


def test_the_frozen_texts_for_the_public_hold_none_of_it(publication):
    texts = publication.texts.filter(audience=Audience.PUBLIC).values_list("text", flat=True)
    assert len(texts) == 2
    assert not any("QX" in text for text in texts)
    assert all(
        "QX" in text for text in publication.texts.exclude(audience="public").values_list("text", flat=True)
    )


def test_the_public_page_shows_none_of_it(publication, manager):
    link = make_public(with_documents(publication), manager)
    page = Client().get(reverse("public_publication", args=[link.token]))
    assert page.status_code == 200
    assert "QX" not in html.unescape(page.content.decode())
    assert "Open to everybody." in page.content.decode()


def test_a_kpi_whose_exception_is_exempt_is_not_in_the_public_appendix(publication):
    (appendix,) = (
        each for each in paper_for(publication, Audience.PUBLIC).sections if each.kind == "appendix"
    )
    assert "CSC_KPI_01" not in str(appendix)
    assert "IMT_KPI_02" in str(appendix)


def test_an_addendum_tells_the_public_nothing_of_what_was_exempt(publication, contract, officer, manager):
    for reference, month, word in (
        ("CSC_KPI_01", "2021-05", "QXNEW"),
        ("IMT_KPI_02", "2021-05", "Open anew"),
    ):
        result = contract.kpis.get(reference=reference).results.get(month=month)
        result.comment = word
        result.save()
    change_governance(contract)
    wording = Wording(reason="Late words", text="", meeting=DETAILS.meeting, held_on=DETAILS.held_on)
    draft = prepare(publication=publication, wording=wording, by=officer, at=AT, seen=0)
    seen = proposed(draft, made_on=AT.date()).seen
    addendum = publish_addendum(draft=draft, by=manager, at=AT, seen=seen, ask_for_documents=lambda it: None)
    for form in (Format.HTML, Format.JSON):
        members, public = (read(addendum, audience, form) for audience in (Audience.MEMBERS, Audience.PUBLIC))
        assert [word for word in ("QXNEW", *NEW_WORDS) if word not in members] == []
        assert "QX" not in public
        assert "Open anew" in public
        assert "OPENANEW" in public


NEW_WORDS = ("QXSAIDANEW", "QXREWORDED", "QXRENAMED", "QXTOLDANEW", "QXADDED")


def change_governance(contract) -> None:
    """Change rows that were exempt, name some of them otherwise, and change one that was public."""
    issue = contract.issues.get(reference="I1")
    issue.cause = "QXSAIDANEW"
    issue.save()
    highlight = contract.highlights.get(text__startswith="QX")
    highlight.text = "QXREWORDED"
    highlight.save()
    commitment = contract.commitments.get(reference="C1")
    commitment.reference, commitment.text = "C9", "QXRENAMED"
    commitment.save()
    update = contract.workstream_updates.get(workstream="QXWORKSTREAM")
    update.narrative = "QXTOLDANEW"
    update.save()
    saving = contract.savings.get()
    saving.note = "QXADDED"
    saving.save()
    public = contract.issues.get(reference="I2")
    public.cause = "OPENANEW"
    public.save()
