"""The trend of a dashboard is worked out once for each version of a contract's record."""

from __future__ import annotations

import pytest
from django.urls import reverse

from kpis.models import Kpi, KpiTerms
from reports.trends import of_contract
from tests.factories import make_membership, make_user
from tests.reports.trends.tracking import JUNE, result_of, tracked_contract

ADDRESS = reverse("contract_dashboard", args=["TRK-1"])


@pytest.fixture
def tracked(db):
    return tracked_contract()


@pytest.fixture
def reader(tracked, client_of):
    someone = make_user("reader@council.example")
    make_membership(someone, tracked, "member")
    return client_of(someone)


@pytest.fixture
def reckoned(monkeypatch):
    """The months as at which a trend was worked out."""
    found = []
    plain = of_contract.trend_of_kpis

    def watched(contract, kpis, as_at, previous):
        found.append(as_at)
        return plain(contract, kpis, as_at, previous)

    monkeypatch.setattr(of_contract, "trend_of_kpis", watched)
    return found


def shown(reader):
    html = reader.get(ADDRESS).content.decode()
    section = html[html.index('id="trend"') :]
    return section[: section.index("</section>")]


def test_it_is_not_worked_out_for_a_second_reader(reader, reckoned):
    first, second = shown(reader), shown(reader)
    assert reckoned == [JUNE]
    assert first == second
    assert "60% of the 5 KPIs tracked were stable or improving as at June 2021" in first


def worse_result():
    result = result_of("IMT_KPI_03", JUNE)
    result.value = result.stated_value = 90
    result.save()


def kpi_out_of_service():
    kpi = Kpi.objects.get(reference="CSC_KPI_01", contract__reference="TRK-1")
    kpi.in_service_to = JUNE + -1
    kpi.save()


def higher_target():
    terms = KpiTerms.objects.get(kpi__reference="CSC_KPI_02", kpi__contract__reference="TRK-1")
    terms.tsl = 70
    terms.msl = 60
    terms.save()


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        pytest.param(worse_result, "60% of the 5 KPIs", "40% of the 5 KPIs", id="a-result"),
        pytest.param(kpi_out_of_service, "60% of the 5 KPIs", "50% of the 4 KPIs", id="a-definition"),
        pytest.param(
            higher_target, "CSC_KPI_02 is on course to miss its target", "No KPI is on course", id="terms"
        ),
    ],
)
def test_a_change_shows_at_once(change, before, after, reader, reckoned):
    assert before in shown(reader)
    change()
    assert after in shown(reader)
    assert reckoned == [JUNE, JUNE]


def test_each_month_has_its_own(reader, reckoned):
    assert "as at June 2021" in shown(reader)
    html = reader.get(ADDRESS, {"month": "2021-05"}).content.decode()
    assert "were stable or improving as at May 2021" in html
    assert "as at June 2021" in shown(reader)
    assert reckoned == [JUNE, JUNE + -1]


def test_a_contract_that_is_not_tracked_has_no_such_section(client_of, contract, member):
    html = client_of(member).get(reverse("contract_dashboard", args=["TST-1"])).content.decode()
    assert 'id="trend"' not in html
    assert 'href="#trend"' not in html
