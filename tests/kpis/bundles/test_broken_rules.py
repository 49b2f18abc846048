"""Cells that are well written and yet cannot stand together: the whole bundle is refused."""

from __future__ import annotations

import pytest

from tests.kpis.bundles.breaking import Break, add, assert_refused, cell, result, without
from tests.kpis.bundles.small import SmallBundle

BROKEN = [
    pytest.param(
        result("IT_01", "2021-04", "measured", "", "", "95"),
        "results.csv line 10 column month: found “IT_01, 2021-04” a second time, expected one row for each "
        "kpi and month; the first is on line 2",
        id="duplicate result",
    ),
    pytest.param(
        add("kpi_terms", "IT_02", "2021-04", "5", "7", "20", "revision", "", "", "", "", ""),
        "kpi_terms.csv line 9 column effective_from: found “IT_02, 2021-04” a second time, expected one row "
        "for each kpi and effective_from; the first is on line 4",
        id="two rows of terms for one month",
    ),
    pytest.param(
        result("IT_99", "2021-04", "not_reported", "", "", ""),
        "results.csv line 10 column kpi: found “IT_99”, expected a ref of kpis.csv",
        id="unknown KPI",
    ),
    pytest.param(
        result("IT_01", "2021-07", "not_reported", "", "", ""),
        "results.csv line 10 column month: found “2021-07”, expected a month of periods.csv",
        id="result for a month without a period",
    ),
    pytest.param(
        result("IT_03", "2021-06", "not_reported", "", "", ""),
        "results.csv line 10 column month: found “2021-06”, expected a month in which IT_03 was in service, "
        "2021-04 to 2021-05",
        id="result for a month out of service",
    ),
    pytest.param(
        without("change_notices"),
        "kpi_terms.csv line 3 column change_notice: found “CCN1”, expected a reference of "
        "change_notices.csv\n"
        "kpi_terms.csv line 6 column change_notice: found “CCN1”, expected a reference of "
        "change_notices.csv\n"
        "kpi_terms.csv line 8 column change_notice: found “CCN1”, expected a reference of "
        "change_notices.csv\n"
        "kpi_reviews.csv line 2 column change_notice: found “CCN1”, expected a reference of "
        "change_notices.csv\n"
        "credit_terms.csv line 3 column change_notice: found “CCN1”, expected a reference of "
        "change_notices.csv",
        id="change notice of a file that is not there",
    ),
    pytest.param(
        cell("highlights", 2, "service_area", "HR"),
        "highlights.csv line 2 column service_area: found “HR”, expected a code of service_areas.csv",
        id="unknown service area",
    ),
    pytest.param(
        cell("kpis", 4, "in_service_to", "2021-03"),
        "kpis.csv line 4 column in_service_to: found “2021-03”, expected a month not before "
        "in_service_from, 2021-04\n"
        "results.csv line 8 column month: found “2021-04”, expected a month in which IT_03 was in service, "
        "2021-04 to 2021-03",
        id="out of service before in service",
    ),
    pytest.param(
        cell("periods", 2, "month", "2021-03"),
        "periods.csv line 2 column month: found “2021-03”, expected a month of the contract, 2021-04 to "
        "2022-03\n"
        "results.csv line 2 column month: found “2021-04”, expected a month of periods.csv\n"
        "results.csv line 5 column month: found “2021-04”, expected a month of periods.csv\n"
        "results.csv line 8 column month: found “2021-04”, expected a month of periods.csv",
        id="period before commencement",
    ),
    pytest.param(
        add("periods", "2022-04", "open"),
        "periods.csv line 5 column month: found “2022-04”, expected a month of the contract, 2021-04 to "
        "2022-03",
        id="period after the end",
    ),
    pytest.param(
        add("contract", "SML-2", "Another", "A", "B", "2021-04-01", "2022-03-31", "", ""),
        "contract.csv line 3: found 2 rows, expected one contract in each bundle",
        id="two contracts",
    ),
    pytest.param(
        lambda bundle: bundle.drop("contract", 2),
        "contract.csv: found no row below the header, expected one contract in each bundle",
        id="no contract",
    ),
    pytest.param(
        cell("contract", 2, "end", "2021-04-01"),
        "contract.csv line 2 column end: found “2021-04-01”, expected a day after commencement, 2021-04-01\n"
        "periods.csv line 3 column month: found “2021-05”, expected a month of the contract, 2021-04 to "
        "2021-04\n"
        "periods.csv line 4 column month: found “2021-06”, expected a month of the contract, 2021-04 to "
        "2021-04",
        id="contract that ends as it begins",
    ),
    # Terms.
    pytest.param(
        cell("kpi_terms", 2, "msl", "95.01"),
        "kpi_terms.csv line 2 column msl: found “95.01”, expected an MSL of at most the TSL, 95, as higher "
        "is better",
        id="MSL better than TSL where higher is better",
    ),
    pytest.param(
        cell("kpi_terms", 4, "msl", "3.99"),
        "kpi_terms.csv line 4 column msl: found “3.99”, expected an MSL of at least the TSL, 4, as lower is "
        "better",
        id="MSL better than TSL where lower is better",
    ),
    pytest.param(
        cell("kpi_terms", 7, "msl", "5"),
        "kpi_terms.csv line 7 column tsl: found nothing, expected a TSL, since there is an MSL",
        id="MSL without a TSL",
    ),
    pytest.param(
        cell("kpi_terms", 7, "effective_from", "2021-05"),
        "kpis.csv line 5 column in_service_from: found “2021-04”, expected terms of TEL_01 in kpi_terms.csv "
        "from that month or before",
        id="KPI without terms when it enters service",
    ),
    pytest.param(
        lambda bundle: bundle.drop("kpi_terms", 7),
        "kpis.csv line 5 column in_service_from: found “2021-04”, expected terms of TEL_01 in kpi_terms.csv "
        "from that month or before",
        id="KPI without any terms",
    ),
    pytest.param(
        cell("kpi_terms", 6, "tsl", "99"),
        "kpi_terms.csv line 6 column tsl: found “99”, expected nothing, since the KPI is decommissioned",
        id="decommissioned KPI with a target",
    ),
    pytest.param(
        cell("kpi_terms", 6, "effective_from", "2021-05"),
        "kpi_terms.csv line 6 column effective_from: found “2021-05”, expected a month after the last one "
        "in service, which kpis.csv gives as 2021-05",
        id="decommissioned while in service",
    ),
    pytest.param(
        cell("kpis", 4, "in_service_to", ""),
        "kpi_terms.csv line 6 column effective_from: found “2021-06”, expected a month after the last one "
        "in service, which kpis.csv gives as open",
        id="decommissioned KPI that stays in service",
    ),
    # Results and mitigations.
    pytest.param(
        cell("results", 2, "denominator", ""),
        "results.csv line 2 column denominator: found nothing, expected a denominator, since there is a "
        "numerator",
        id="numerator without denominator",
    ),
    pytest.param(
        cell("results", 2, "numerator", ""),
        "results.csv line 2 column numerator: found nothing, expected a numerator, since there is a "
        "denominator",
        id="denominator without numerator",
    ),
    pytest.param(
        cell("results", 5, "value", ""),
        "results.csv line 5 column value: found nothing, expected a value, or a numerator and a "
        "denominator, since the outcome is measured",
        id="measured without a value",
    ),
    pytest.param(
        cell("results", 4, "value", "91"),
        "results.csv line 4 column value: found “91”, expected nothing, since the outcome is not_reported",
        id="not reported with a value",
    ),
    pytest.param(
        result("IT_02", "2021-06", "measured", "99999999999", "0.0001", ""),
        "results.csv line 10 column numerator: found “99999999999”, expected a numerator that makes a value "
        "of at most 11 digits before the point",
        id="figures that make a value too long to keep",
    ),
    pytest.param(
        cell("mitigations", 3, "impact", "None"),
        "mitigations.csv line 3 column impact: found “None”, expected “Some delay” as on line 2, for M1",
        id="rows of one mitigation that disagree",
    ),
    pytest.param(
        cell("mitigations", 2, "month_to", "2021-04"),
        "mitigations.csv line 2 column month_to: found “2021-04”, expected a month not before month_from, "
        "2021-05",
        id="mitigation that ends before it begins",
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("broken", "sentences"), BROKEN)
def test_a_bundle_that_contradicts_itself_is_refused_whole(
    small: SmallBundle, broken: Break, sentences: str, django_assert_num_queries
):
    broken(small)
    assert_refused(small, sentences, django_assert_num_queries)
