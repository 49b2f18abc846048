"""From an entered result to its stored judgement, and to the counts of its month."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from contracts.calculations.months import Month
from kpis.calculations.rag import Covers, Status, Terms, UnusableMeasurement
from kpis.judging import JUDGED, Rulebook, apply_judgement, judge_all
from kpis.models import KpiTerms, MitigatedKpi, PeriodSummary, Result
from kpis.models.periods import COUNTED
from kpis.summaries import derive, status_without_result, summarise
from tests.factories import make_kpi, make_mitigation, make_period, make_result, make_terms
from tests.kpis.oracle import Case, verdict_on


@pytest.fixture
def kpi(contract):
    """A percentage, higher is better, TSL 95, MSL 90, 10 points from April 2021."""
    return contract.kpis.get(reference="IMT_KPI_01")


def judgement_of(result):
    """What is stored about a result, read back from the database."""
    result.refresh_from_db()
    return tuple(getattr(result, column) for column in JUDGED)


def test_a_result_keeps_the_terms_it_was_judged_by(kpi):
    assert judgement_of(make_result(kpi, value="91.005")) == (
        *(Decimal("91.01"), "amber", "amber", 95, 90, 10),
        *(0, False, ""),
    )


@pytest.mark.parametrize(
    ("month", "status", "terms"),
    [
        pytest.param("2021-03", "information", (None, None, None), id="before-the-first-terms"),
        pytest.param("2021-04", "green", (80, 70, 5), id="first-month-of-the-first"),
        pytest.param("2021-05", "green", (80, 70, 5), id="last-month-of-the-first"),
        pytest.param("2021-06", "amber", (90, 80, 10), id="first-month-of-the-second"),
        pytest.param("2021-09", "red", (95, 90, 15), id="long-after-the-last"),
    ],
)
def test_a_result_is_judged_by_the_terms_in_force_in_its_month(month, status, terms, contract):
    gliding = make_kpi(contract, "IMT_KPI_18", with_terms=False)
    make_terms(gliding, "2021-07", tsl=95, msl=90, points=15)
    make_terms(gliding, "2021-04", tsl=80, msl=70, points=5)
    make_terms(gliding, "2021-06", tsl=90, msl=80, points=10)
    result = make_result(gliding, month, "85")
    assert (result.status, result.tsl, result.msl, result.points) == (status, *terms)


@pytest.mark.parametrize(
    ("state", "status"), [("proposed", "amber"), ("agreed", "blue"), ("declined", "amber")]
)
def test_only_an_agreed_mitigation_counts(state, status, kpi):
    make_mitigation(kpi, state=state)
    result = make_result(kpi, value="91")
    assert (result.status, result.underlying_status, result.value) == (status, "amber", 91)


@pytest.mark.parametrize(
    ("first", "last", "status"),
    [
        pytest.param("2021-07", None, "blue", id="from-this-month-on"),
        pytest.param("2021-07", "2021-07", "blue", id="this-month-only"),
        pytest.param("2021-05", "2021-07", "blue", id="to-this-month"),
        pytest.param("2021-05", "2021-06", "amber", id="to-last-month"),
        pytest.param("2021-08", None, "amber", id="from-next-month"),
    ],
)
def test_a_mitigation_counts_in_its_first_and_last_month_and_between(first, last, status, kpi):
    make_mitigation(kpi, month_from=first, month_to=last)
    assert make_result(kpi, value="91").status == status


def test_a_mitigation_relieves_its_own_kpis_only(contract, kpi):
    make_mitigation(contract.kpis.get(reference="CSC_KPI_01"))
    assert make_result(kpi, value="91").status == "amber"


@pytest.mark.parametrize("references", [("M1", "M2"), ("M2", "M1")])
def test_where_two_mitigations_meet_the_wider_one_counts(references, kpi):
    for reference, covers in zip(references, (Covers.SHORTFALL, Covers.EVERY), strict=True):
        make_mitigation(kpi, reference=reference, covers=covers)
    assert make_result(kpi, outcome="not_reported").status == "blue"


def test_figures_that_make_no_value_are_not_judged(contract, kpi):
    result = Result(kpi=kpi, month=Month(2021, 7), outcome="measured", numerator=1, denominator=0)
    with pytest.raises(UnusableMeasurement):
        apply_judgement(result, Rulebook.of_contract(contract))
    assert (result.status, result.value) == ("", None)


def test_judging_says_what_it_changed(contract, kpi):
    same, better = make_result(kpi, "2021-07", "96"), make_result(kpi, "2021-08", "91")
    rulebook = Rulebook.of_contract(contract)
    rows = list(Result.objects.filter(kpi=kpi).order_by("month"))
    assert judge_all(rows, rulebook) == []
    rows[1].stated_value = Decimal("95")
    assert judge_all(rows, rulebook) == [better]
    assert rows[1].status == "green"
    assert judge_all(rows, rulebook) == []
    assert judgement_of(better)[1] == "amber", "judging does not save"
    assert same.status == "green"


@pytest.mark.parametrize("name", ["tsl", "msl", "points"])
def test_a_change_of_terms_alone_is_a_change_of_judgement(name, contract, kpi):
    result = make_result(kpi, value="99")
    terms = KpiTerms.objects.get(kpi=kpi)
    setattr(terms, name, getattr(terms, name) - 1)
    if name == "tsl":
        terms.msl = None
    terms.save()
    assert apply_judgement(result, Rulebook.of_contract(contract))
    assert getattr(result, name) == getattr(terms, name)


def test_a_rulebook_takes_three_queries_whatever_the_number_of_kpis(
    contract, lincolnshire, django_assert_num_queries
):
    for one in (contract, lincolnshire):
        with django_assert_num_queries(3):
            rulebook = Rulebook.of_contract(one)
    assert rulebook.terms.keys() == set(lincolnshire.kpis.values_list("pk", flat=True))


def test_a_rulebook_holds_one_contract_only(contract, other_contract):
    make_mitigation(other_contract.kpis.get())
    rulebook = Rulebook.of_contract(contract)
    foreign = other_contract.kpis.get()
    assert rulebook.terms_in(foreign, Month(2021, 7)) == Terms()
    assert rulebook.cover_in(foreign, Month(2021, 7)) is None


# The counts of a month.


def test_a_month_without_results_awaits_what_is_due(period):
    counts = period.summary.counts
    assert (counts.awaiting, counts.not_reported, counts.not_due, counts.information) == (3, 3, 1, 1)
    assert counts.total == 3


def test_a_recorded_result_is_counted_and_no_longer_awaited(contract, period):
    make_result(contract.kpis.get(reference="IMT_KPI_01"), value="91")
    make_result(contract.kpis.get(reference="IMT_KPI_02"), outcome="not_reported")
    make_result(contract.kpis.get(reference="CSC_KPI_03"), value="17")
    counts = PeriodSummary.objects.get(period=period).counts
    assert (counts.amber, counts.not_reported, counts.awaiting, counts.information) == (1, 2, 1, 1)


@pytest.mark.parametrize(
    ("reference", "month", "status"),
    [
        pytest.param("IMT_KPI_01", "2021-07", None, id="monthly-is-awaited"),
        pytest.param("CSC_KPI_02", "2021-07", Status.NOT_DUE, id="quarterly-between-its-months"),
        pytest.param("CSC_KPI_02", "2021-09", None, id="quarterly-in-its-month"),
        pytest.param("CSC_KPI_03", "2021-07", Status.INFORMATION, id="without-a-target"),
    ],
)
def test_without_a_result_a_kpi_is_not_due_for_information_or_awaited(reference, month, status, contract):
    kpi, month = contract.kpis.get(reference=reference), Month.parse(month)
    rulebook = Rulebook.of_contract(contract)
    assert status_without_result(kpi, month, contract.month_number(month), rulebook) is status


@pytest.mark.parametrize(
    ("first", "last", "counted"),
    [
        pytest.param("2021-07", None, True, id="enters-this-month"),
        pytest.param("2021-08", None, False, id="enters-next-month"),
        pytest.param("2021-04", "2021-07", True, id="leaves-after-this-month"),
        pytest.param("2021-04", "2021-06", False, id="left-before"),
    ],
)
@pytest.mark.parametrize("recorded", [True, False], ids=["with-a-result", "without"])
def test_only_kpis_in_service_are_counted(recorded, first, last, counted, contract, period):
    before = period.summary.counts.total
    kpi = make_kpi(contract, "IMT_KPI_03", in_service_from=first, in_service_to=last)
    if recorded:
        make_result(kpi, value="99")
    summarise(contract, [period], Rulebook.of_contract(contract))
    assert PeriodSummary.objects.get(period=period).counts.total == before + counted


def test_several_months_are_summarised_at_once_each_with_its_own(contract, kpi, django_assert_num_queries):
    make_result(kpi, "2021-07", "96")
    make_result(kpi, "2021-08", "50")
    periods = list(contract.periods.filter(month__gte="2021-06"))
    rulebook = Rulebook.of_contract(contract)
    with django_assert_num_queries(3):
        derived = derive(contract, periods, rulebook)
    summaries = {str(period.month): derived[period.pk].summary for period in periods}
    colours = {month: (found.green, found.red, found.awaiting) for month, found in summaries.items()}
    assert colours == {"2021-06": (0, 0, 4), "2021-07": (1, 0, 2), "2021-08": (0, 1, 2)}


def test_summarising_again_corrects_the_row_that_is_there(contract, period, kpi):
    summary = period.summary
    for name in COUNTED:
        setattr(summary, name, 7)
    summary.save()
    summarise(contract, [period], Rulebook.of_contract(contract))
    assert PeriodSummary.objects.get(period=period).counts.green == 0
    assert PeriodSummary.objects.filter(contract=contract).count() == contract.periods.count()


def test_a_new_period_is_summarised(contract):
    period = make_period(contract, "2021-09")
    assert (period.summary.contract, period.summary.month) == (contract, Month(2021, 9))
    assert period.summary.counts.awaiting == 4


# The whole of a real contract.


def test_lincolnshire_counts_as_table_1_of_its_report(lincolnshire, expected):
    summaries = PeriodSummary.objects.filter(contract=lincolnshire, month__range=("2021-07", "2021-12"))
    counted = []
    for summary in summaries.order_by("month"):
        # The report has no column for a missing value: each is under a mitigation, and so blue.
        counts = summary.counts
        assert counts.total == counts.green + counts.amber + counts.red + counts.blue
        colours = {name: str(getattr(counts, name)) for name in ("green", "amber", "red", "blue", "total")}
        counted.append({"month": str(summary.month), **colours})
    assert counted == expected("table1_summary")


def test_what_is_stored_of_lincolnshire_is_what_the_rulebook_derives(lincolnshire):
    results = list(Result.objects.filter(contract=lincolnshire).select_related("kpi"))
    assert len(results) == 2872
    assert judge_all(results, Rulebook.of_contract(lincolnshire)) == []


def test_every_result_of_lincolnshire_is_what_the_oracle_says(lincolnshire):
    """Terms and mitigations are looked up anew too, one by one, as nobody would in a product."""
    terms = list(KpiTerms.objects.filter(kpi__contract=lincolnshire))
    covers = list(MitigatedKpi.objects.filter(kpi__contract=lincolnshire).select_related("mitigation"))
    for result in Result.objects.filter(contract=lincolnshire).select_related("kpi"):
        held = [row for row in terms if row.kpi_id == result.kpi_id and row.effective_from <= result.month]
        latest = max(held, key=lambda row: row.effective_from)
        relief = {
            row.mitigation.covers
            for row in covers
            if row.kpi_id == result.kpi_id
            and row.month_from <= result.month <= (row.month_to or result.month)
            and row.mitigation.state == "agreed"
        }
        verdict = verdict_on(
            Case(
                unit=result.kpi.unit,
                better=result.kpi.better,
                decimals=result.kpi.decimals,
                tsl=exact(latest.tsl),
                msl=exact(latest.msl),
                outcome=result.outcome,
                numerator=exact(result.numerator),
                denominator=exact(result.denominator),
                stated=exact(result.stated_value),
                covers="every" if "every" in relief else next(iter(relief), None),
            )
        )
        assert (result.status, result.underlying_status) == (verdict.status, verdict.underlying), result
        assert exact(result.value) == verdict.value, result


def exact(figure):
    return None if figure is None else Fraction(figure)
