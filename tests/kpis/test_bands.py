"""A KPI's bands as a dated set: laid down, previewed, withdrawn."""

from __future__ import annotations

import pytest
from django.urls import reverse

from contracts.calculations.months import Month
from contracts.refusals import NotAllowed
from kpis.actions.bands import NewBands, set_bands, why_not_from, withdraw_bands
from kpis.actions.open_months import foresee_open_months
from kpis.actions.rejudging import differences_of
from kpis.bands import fallen_of, lines_of, sets_of, with_new_bands
from kpis.models import KpiBand, Result
from tests.factories import make_contract, make_kpi, make_membership, make_result, make_user
from tests.kpis.crediting import MODEL_BANDS, band, make_bands, make_credit_terms, typed_bands, who_and_why
from tests.kpis.sheets import held, text_of
from tests.kpis.test_credit_terms_pages import errors_of, hidden

JULY = Month(2021, 7)
GAP = (band(None, "94", "severe", "3"), band("95", None, "none", "0"))
OVERLAP = (band(None, "96", "severe", "3"), band("95", None, "none", "0"))


@pytest.fixture
def kpi(contract):
    """IMT_KPI_01, on a contract that goes by bands: 97.5 in June, which is closed, and in July."""
    make_credit_terms(contract, regime="bands", amber_share=None, red_share=None)
    kpi = contract.kpis.get(reference="IMT_KPI_01")
    terms = kpi.terms.get()
    terms.tsl, terms.msl = 99, 97
    terms.save()
    make_result(kpi, "2021-06", "97.5")
    make_result(kpi, "2021-07", "97.5")
    return kpi


@pytest.fixture
def visitor(administrator, client_of):
    return client_of(administrator)


def new(month: Month = JULY, bands=MODEL_BANDS) -> NewBands:
    return NewBands(effective_from=month, bands=bands, reason="As the schedule has it.")


def address(kpi, name: str = "kpi_bands_change", *more) -> str:
    return reverse(name, args=[kpi.contract.reference, kpi.reference, *more])


def months(kpi) -> set[str]:
    return {str(row.effective_from) for row in KpiBand.objects.filter(kpi=kpi)}


def test_new_bands_judge_the_open_month(kpi, administrator):
    changed = set_bands(kpi=kpi, new=new(), by=administrator)
    assert [(each.kpi, str(each.month), each.points_were, each.points_are) for each in changed] == [
        ("IMT_KPI_01", "2021-07", 0, 2)
    ]
    result = Result.objects.get(kpi=kpi, month="2021-07")
    assert (result.points_incurred, result.severity) == (2, "serious")
    assert not list(differences_of(kpi.contract))


def test_what_is_foreseen_is_what_happens(kpi, administrator):
    foreseen = foresee_open_months(kpi.contract, with_new_bands(kpi, new()), kpis=[kpi])
    assert not months(kpi)
    assert foreseen
    assert set_bands(kpi=kpi, new=new(), by=administrator) == foreseen


def test_who_laid_bands_down_and_why_is_kept(kpi, administrator):
    set_bands(kpi=kpi, new=new(), by=administrator)
    for row in KpiBand.objects.filter(kpi=kpi):
        assert who_and_why(row) == (administrator, "As the schedule has it.")


@pytest.mark.parametrize(
    ("bands", "where"),
    [
        pytest.param(GAP, "values between 94 and 95 are in no band", id="gap"),
        pytest.param(OVERLAP, "values between 95 and 96 are in two bands", id="overlap"),
        pytest.param(MODEL_BANDS[1:], "values above 99 are in no band", id="no-best"),
        pytest.param(MODEL_BANDS[:-1], "values below 96 are in no band", id="no-worst"),
        pytest.param((), "there are no bands", id="none"),
    ],
)
def test_bands_that_leave_a_gap_or_overlap_are_refused(kpi, administrator, bands, where):
    with pytest.raises(NotAllowed, match=where):
        set_bands(kpi=kpi, new=new(bands=bands), by=administrator)
    assert not months(kpi)


@pytest.mark.parametrize(
    ("month", "refusal"),
    [
        pytest.param(Month(2021, 6), "Jun 2021, which is submitted or signed off", id="a-closed-month"),
        pytest.param(Month(2021, 3), "runs from April 2021 to March 2024", id="before-the-contract"),
        pytest.param(Month(2024, 4), "runs from April 2021 to March 2024", id="after-the-contract"),
        pytest.param(Month(2023, 1), "is not in service in January 2023", id="after-its-service"),
        pytest.param(Month(2021, 8), "begin in August 2021 already", id="a-month-with-bands"),
        pytest.param(JULY, "", id="the-open-month"),
    ],
)
def test_when_bands_can_begin(kpi, month, refusal):
    make_bands(kpi, "2021-08")
    kpi.in_service_to = Month(2022, 12)
    found = why_not_from(kpi, month)
    assert refusal in found
    assert bool(refusal) is bool(found)


def test_withdrawing_brings_back_the_bands_before(kpi, administrator):
    make_bands(kpi, "2021-04", (band(None, None, "minor", "7"),))
    set_bands(kpi=kpi, new=new(), by=administrator)
    changed = withdraw_bands(kpi=kpi, month=JULY, reason="Typed wrongly", by=administrator)
    assert [(each.points_were, each.points_are) for each in changed] == [(2, 7)]
    assert months(kpi) == {"2021-04"}
    gone = KpiBand.history.filter(history_type="-").latest()
    assert (gone.history_user, gone.history_change_reason) == (administrator, "Typed wrongly")


def test_only_the_latest_open_set_can_be_withdrawn(kpi, administrator):
    make_bands(kpi, "2021-04")
    with pytest.raises(NotAllowed, match="They judged Apr-Jun 2021"):
        withdraw_bands(kpi=kpi, month=Month(2021, 4), reason="A mistake", by=administrator)
    make_bands(kpi, "2021-07")
    make_bands(kpi, "2021-08")
    with pytest.raises(NotAllowed, match="Only the latest"):
        withdraw_bands(kpi=kpi, month=JULY, reason="A mistake", by=administrator)
    with pytest.raises(NotAllowed, match="Say why"):
        withdraw_bands(kpi=kpi, month=Month(2021, 8), reason=" ", by=administrator)
    assert months(kpi) == {"2021-04", "2021-07", "2021-08"}


def test_bands_are_told_in_words_best_values_first(kpi):
    told = [(line.values, line.severity, line.points) for line in lines_of(kpi, MODEL_BANDS[::-1])]
    assert told == [
        ("99.00% or more", "None", "0"),
        ("98.00% to below 99.00%", "Minor", "1"),
        ("97.00% to below 98.00%", "Serious", "2"),
        ("96.00% to below 97.00%", "Severe", "3"),
        ("Below 96.00%", "Below the service threshold", "4"),
    ]


def test_where_lower_is_better_a_limit_belongs_to_the_band_below(contract):
    kpi = contract.kpis.get(reference="IMT_KPI_02")
    bands = (
        band("7", None, "severe", "3"),
        band(None, "4", "none", "0"),
        band("4", "7", "minor", "1"),
    )
    assert [line.values for line in lines_of(kpi, bands)] == ["4 or less", "Above 4, up to 7", "Above 7"]
    assert [line.values for line in lines_of(kpi, (band(None, None, "none", "0"),))] == ["Any value"]


def test_sets_come_latest_first_with_their_last_month(kpi):
    make_bands(kpi, "2021-04")
    make_bands(kpi, "2021-07")
    told = [(each.month, each.until, each.can_be_withdrawn) for each in sets_of(kpi)]
    assert told == [(JULY, None, True), (Month(2021, 4), Month(2021, 6), False)]


def test_the_values_of_twelve_months_fall_into_bands(kpi):
    make_bands(kpi, "2021-04", (band(None, None, "minor", "1"),))
    make_result(kpi, "2021-05", outcome="no_activity")
    found = fallen_of(kpi, new())
    assert [(each.month, each.value, each.now, each.proposed, each.differs) for each in found] == [
        ("July 2021", "97.50%", "Minor, 1 point", "Serious, 2 points", True),
        ("June 2021", "97.50%", "Minor, 1 point", "Serious, 2 points", True),
    ]


def test_a_value_of_thirteen_months_ago_is_left_out(kpi):
    for month in ("2022-06", "2022-07"):
        make_result(kpi, month, "98")
    assert [each.month for each in fallen_of(kpi, new())] == ["July 2022", "June 2022"]


class TestThePages:
    def test_everyone_reads_them(self, kpi, member, client_of):
        make_bands(kpi)
        text = text_of(client_of(member).get(address(kpi, "kpi_bands")))
        assert "From April 2021" in text
        assert "97.00% to below 98.00% Serious 2" in text
        assert "Change the bands" not in text

    def test_a_kpi_without_bands_says_so(self, kpi, visitor):
        assert "This KPI has no bands" in text_of(visitor.get(address(kpi, "kpi_bands")))

    def test_the_kpi_page_leads_administrators_to_them(self, kpi, visitor, member, client_of):
        link = f'href="{address(kpi, "kpi_bands")}"'
        assert link in visitor.get(kpi.get_absolute_url()).content.decode()
        assert link not in client_of(member).get(kpi.get_absolute_url()).content.decode()

    def test_the_form_begins_with_the_bands_of_now(self, kpi, visitor):
        make_bands(kpi)
        form = visitor.get(address(kpi))
        assert held(form, "bands-0-low") == "99"
        assert held(form, "bands-4-high") == "96"

    def test_from_form_to_preview_to_record(self, kpi, visitor):
        preview = visitor.post(address(kpi), typed_bands())
        text = text_of(preview)
        assert "July 2021 97.50% Amber – Serious, 2 points" in text
        assert "IMT_KPI_01 July 2021 Amber 0 2" in text
        assert not months(kpi)
        text = text_of(visitor.post(address(kpi), {**hidden(preview), "then": "confirm"}, follow=True))
        assert "New bands of IMT_KPI_01 hold from July 2021." in text
        assert "IMT_KPI_01 in Jul 21 incurs 2, was 0" in text
        assert KpiBand.objects.filter(kpi=kpi).count() == 5

    def test_nothing_is_confirmed_that_was_not_shown(self, kpi, visitor):
        preview = visitor.post(address(kpi), typed_bands())
        make_result(kpi, "2021-05", "95")
        again = visitor.post(address(kpi), {**hidden(preview), "then": "confirm"})
        assert "The record changed since you looked" in text_of(again)
        assert not months(kpi)

    def test_going_back_and_asking_for_a_row_keep_what_was_typed(self, kpi, visitor):
        for then, rows in (("change", 5), ("add_row", 6)):
            form = visitor.post(address(kpi), typed_bands(then=then))
            assert held(form, "bands-1-low") == "98"
            assert f'name="bands-TOTAL_FORMS" value="{rows}"' in form.content.decode()

    @pytest.mark.parametrize(
        ("sent", "sentences"),
        [
            pytest.param(
                typed_bands(bands=GAP),
                ["These bands cannot be used: values between 94 and 95 are in no band."],
                id="gap",
            ),
            pytest.param(
                typed_bands(**{"bands-0-points": ""}),
                ["Enter the points of this band, 0 for none."],
                id="no-points",
            ),
            pytest.param(
                typed_bands(**{"bands-0-severity": ""}),
                ["Choose how bad a value in this band is."],
                id="no-severity",
            ),
            pytest.param(
                typed_bands(**{"bands-0-low": "ninety"}),
                ["The lower limit must be a number, for example 1,234.5."],
                id="no-number",
            ),
            pytest.param(typed_bands(reason=""), ["Say why the bands change, for the record."], id="reason"),
            pytest.param(
                typed_bands(effective_from="2021-06"),
                [
                    "This would change Jun 2021, which is submitted or signed off: date the change later, or "
                    "have the month sent back or reopened first."
                ],
                id="closed",
            ),
        ],
    )
    def test_what_is_wrong_is_told_and_nothing_is_written(self, kpi, visitor, sent, sentences):
        response = visitor.post(address(kpi), sent)
        assert errors_of(response) == sentences
        assert held(response, "bands-1-low") == sent["bands-1-low"]
        assert not months(kpi)

    def test_withdrawing(self, kpi, visitor):
        make_bands(kpi, "2021-07")
        there = address(kpi, "kpi_bands_withdraw", "2021-07")
        text = text_of(visitor.post(there, {"reason": "Typed wrongly"}, follow=True))
        assert "The bands of IMT_KPI_01 from July 2021 are withdrawn." in text
        assert not months(kpi)

    def test_withdrawing_what_judged_a_closed_month_is_refused(self, kpi, visitor):
        make_bands(kpi, "2021-04")
        response = visitor.post(address(kpi, "kpi_bands_withdraw", "2021-04"), {"reason": "Typed wrongly"})
        assert "They judged Apr-Jun 2021" in errors_of(response)[0]

    def test_bands_that_are_not_there_cannot_be_withdrawn(self, kpi, visitor):
        assert visitor.get(address(kpi, "kpi_bands_withdraw", "2021-05")).status_code == 404

    def test_queries_do_not_grow(self, db, client_of, django_assert_max_num_queries):
        counted = []
        for size in (1, 8):
            contract = make_contract(f"BND-{size}")
            for number in range(size):
                kpi = make_kpi(contract, f"IMT_KPI_{number:02}")
                make_result(kpi, f"2021-{number + 4:02}", "92")
            for month in range(size):
                make_bands(kpi, f"2022-{month + 1:02}")
            person = make_user(f"{size}@council.example")
            make_membership(person, contract, "administrator")
            visitor = client_of(person)
            with django_assert_max_num_queries(40) as queries:
                visitor.get(address(kpi, "kpi_bands"))
                text = text_of(visitor.post(address(kpi), typed_bands("2021-12")))
            assert "Preview, nothing is written yet" in text
            counted.append(len(queries))
        assert counted[0] == counted[1]
