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
    pytest.param(
        add("mitigations", "M3", "IT_01", "2021-05", "", "every", "agreed", "Flood"),
        "mitigations.csv line 5 column month_from: found “2021-05”, expected months in which IT_01 is not "
        "under M1, which is agreed from 2021-05 to 2021-05 on line 2",
        id="two agreed mitigations of one KPI",
    ),
    pytest.param(
        add("mitigations", "M3", "IT_02", "2021-04", "2021-05", "every", "agreed", "Flood"),
        "mitigations.csv line 5 column month_from: found “2021-04”, expected months in which IT_02 is not "
        "under M1, which is agreed from 2021-05 on on line 3",
        id="mitigation agreed into another that lasts",
    ),
    # Bands.
    pytest.param(
        cell("kpi_bands", 3, "low", "90.5"),
        "kpi_bands.csv line 2 column low: found bands of IT_01 from 2021-07 of which values between 90 and "
        "90.5 are in no band, expected bands that together hold every possible value once",
        id="gap between bands",
    ),
    pytest.param(
        cell("kpi_bands", 4, "low", "96"),
        "kpi_bands.csv line 2 column low: found bands of IT_01 from 2021-07 of which values between 96 and "
        "96.5 are in two bands, expected bands that together hold every possible value once",
        id="overlap of bands",
    ),
    pytest.param(
        lambda bundle: bundle.drop("kpi_bands", 4),
        "kpi_bands.csv line 2 column low: found bands of IT_01 from 2021-07 of which values above 96.5 are "
        "in no band, expected bands that together hold every possible value once",
        id="no best band",
    ),
    # Credit terms.
    pytest.param(
        lambda bundle: bundle.cell("credit_terms", 2, "amber_share", "").cell(
            "credit_terms", 2, "red_share", ""
        ),
        "credit_terms.csv line 2 column amber_share: found nothing, expected a share, since failures incur "
        "shares of points\n"
        "credit_terms.csv line 2 column red_share: found nothing, expected a share, since failures incur "
        "shares of points",
        id="shares without a share",
    ),
    pytest.param(
        cell("credit_terms", 2, "credit_per_point", ""),
        "credit_terms.csv line 2 column credit_per_point: found nothing, expected pounds, since the price is "
        "flat",
        id="flat price without pounds",
    ),
    pytest.param(
        cell("credit_terms", 3, "credit_per_point", ""),
        "credit_terms.csv line 3 column credit_per_point: found nothing, expected pounds, which the tiers of "
        "a ratchet multiply",
        id="ratchet without pounds",
    ),
    pytest.param(
        cell("credit_terms", 2, "pricing", "share_of_charges"),
        "credit_terms.csv line 2 column charge_percent: found nothing, expected a percentage, since points "
        "cost a share of charges",
        id="share of charges without a percentage",
    ),
    pytest.param(
        lambda bundle: bundle.cell("credit_terms", 2, "pricing", "share_of_charges").without_column(
            "credit_terms", "charge_percent"
        ),
        "credit_terms.csv line 2 column charge_percent: found nothing, expected a percentage, since points "
        "cost a share of charges",
        id="share of charges without the column",
    ),
    pytest.param(
        without("credit_tiers"),
        "credit_terms.csv line 3 column pricing: found “ratchet”, expected tiers of 2021-07 in "
        "credit_tiers.csv",
        id="ratchet without tiers",
    ),
    pytest.param(
        cell("credit_tiers", 2, "effective_from", "2021-04"),
        "credit_tiers.csv line 2 column effective_from: found “2021-04”, expected a month of terms whose "
        "pricing is ratchet",
        id="tiers of a flat price",
    ),
    pytest.param(
        cell("credit_tiers", 2, "effective_from", "2021-08"),
        "credit_tiers.csv line 2 column effective_from: found “2021-08”, expected an effective_from of "
        "credit_terms.csv",
        id="tiers of no terms",
    ),
    # Replacements.
    pytest.param(
        cell("kpis", 5, "replaces", "IT_01"),
        "kpis.csv line 5 column replaces: found “IT_01”, expected a KPI that entered service before 2021-04",
        id="replacement of a KPI of the same month",
    ),
    pytest.param(
        cell("kpis", 6, "replaces", "TEL_02"),
        "kpis.csv line 6 column replaces: found “TEL_02”, expected a KPI that entered service before 2021-07",
        id="KPI that replaces itself",
    ),
    pytest.param(
        cell("warning_rules", 2, "month_to", "2021-03"),
        "warning_rules.csv line 2 column month_to: found “2021-03”, expected a month not before month_from, "
        "2021-04",
        id="warning that ends before it begins",
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("broken", "sentences"), BROKEN)
def test_a_bundle_that_contradicts_itself_is_refused_whole(
    small: SmallBundle, broken: Break, sentences: str, django_assert_num_queries
):
    broken(small)
    assert_refused(small, sentences, django_assert_num_queries)
