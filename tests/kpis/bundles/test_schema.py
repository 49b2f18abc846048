"""The format says of every column what the database says of the field behind it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from contracts.fields import MonthField
from kpis.bundles.package import PACKAGE_FILE, package_text
from kpis.bundles.reading import read_bundle
from kpis.bundles.records import CONTRACT, KEEPINGS, RESULTS, Keeping
from kpis.bundles.schema import FILE_NAMED, FILES, Column, Kind
from tests.conftest import EXAMPLES
from tests.kpis.bundles.small import FILES as SMALL
from tests.kpis.bundles.small import SmallBundle

KEPT = [
    pytest.param(keeping, FILE_NAMED[keeping.name].column(name), id=f"{keeping.model.__name__}.{name}")
    for keeping in (CONTRACT, *KEEPINGS, RESULTS)
    for name in keeping.kept_columns
]
FIELD_OF = {
    Kind.TEXT: (models.CharField, models.TextField, models.ForeignKey),
    Kind.WORD: (models.CharField,),
    Kind.MONTH: (MonthField, models.ForeignKey),
    Kind.DATE: (models.DateField,),
    Kind.NUMBER: (models.DecimalField, models.PositiveSmallIntegerField),
}
# The columns of data/README.md, file by file, which the format must have, in their order.
PROMISED = {
    "contract": "reference title authority supplier commencement end trend_from",
    "service_areas": "code name",
    "kpis": "ref service_area description unit better decimals frequency in_service_from in_service_to "
    "baseline baseline_note",
    "kpi_terms": "kpi effective_from tsl msl points change change_notice description reason status",
    "results": "kpi month outcome numerator denominator value comment impact resolution",
    "mitigations": "mitigation kpi month_from month_to covers reason impact path_to_green",
    "change_notices": "reference date title",
    "service_payments": "service_area month amount",
    "credit_terms": "effective_from amber_share red_share credit_per_point cap_percent",
    "credit_suspensions": "month_from month_to reason",
    "periods": "month state",
    "workstream_stages": "workstream stage month_from month_to",
    "workstream_updates": "workstream as_at status narrative",
    "objectives": "ref horizon text",
    "objective_assessments": "objective as_at view rating narrative",
    "savings": "financial_year contracted delivered note",
    "highlights": "as_at service_area text",
    "issues": "ref title kind service_area raised cause impact response under_control status provider_view "
    "client_view",
    "commitments": "ref text kind due status",
    "assurances": "ref meeting requested text owner due status response",
}
# What the format has besides: columns that may be left out, and files.
ADDED = {
    "kpis": "numerator_meaning denominator_meaning owner clause why_it_matters replaces",
    "mitigations": "state expected decision_note ended_because",
    "credit_terms": "regime repeat_multiplier pricing charge_percent change_notice reason",
    "objective_assessments": "state decision_note",
    "issues": "owner lead due resolved_on provider_view_source",
    "commitments": "owner settled_on evidence",
    "assurances": "answered_on",
}
NEW = {
    *("kpi_bands", "kpi_reviews", "credit_tiers", "warning_rules"),
    *("issue_updates", "issue_kpis", "meetings", "meeting_papers"),
}


def test_the_format_has_the_files_and_columns_that_were_promised():
    added = {name: columns.split() for name, columns in ADDED.items()}
    columns = {
        file.name: [
            column.name
            for column in file.columns
            if column.name != "source" and column.name not in added.get(file.name, ())
        ]
        for file in FILES
        if file.name not in NEW
    }
    assert columns == {name: promised.split() for name, promised in PROMISED.items()}


@pytest.mark.parametrize("name", ADDED)
def test_what_was_added_to_a_file_may_be_left_out(name: str):
    assert all(FILE_NAMED[name].column(column).omissible for column in ADDED[name].split())
    assert not any(FILE_NAMED[file].required for file in NEW)


def test_the_small_bundle_has_every_file_and_column():
    assert {name: text.split("\n")[0] for name, text in SMALL.items()} == {
        file.name: ",".join(column.name for column in file.columns) for file in FILES
    }


def test_a_file_stands_after_those_it_refers_to():
    seen = set()
    for file in FILES:
        seen.add(file.name)
        assert {column.refers_to for column in file.columns if column.refers_to} <= seen


@pytest.mark.parametrize(("keeping", "column"), KEPT)
def test_a_column_allows_what_its_field_can_keep(keeping: Keeping, column: Column):
    field = keeping.model._meta.get_field(keeping.attribute(column.name))
    assert isinstance(field, FIELD_OF[column.kind])
    if isinstance(field, models.ForeignKey):
        assert column.required == (not field.null)
    elif isinstance(field, models.DecimalField):
        assert (column.digits, column.decimals) == (field.max_digits, field.decimal_places)
        assert (column.required and not column.unless) == (not field.null)
    elif field.choices:
        assert set(column.words) == {value for value, _ in field.choices}
    elif isinstance(field, models.CharField):
        assert column.longest == field.max_length
    if column.kind in (Kind.DATE, Kind.MONTH):
        assert column.required == (not field.null)
    if column.kind is Kind.TEXT and column.required:
        assert not field.blank


def test_every_field_that_people_fill_in_has_a_column():
    """What no file holds is derived, or is about people and not about the contract."""
    left_out = {
        "Contract": {"id"},
        "ServiceArea": {"id", "contract", "position"},
        "WorkstreamStage": {"id", "contract", "position"},
        "WorkstreamUpdate": {"id", "contract", "position"},
        "KpiTerms": {"id", "better"},
        "ObjectiveAssessment": {"id", "recorded_by", "decided_by"},
        "IssueUpdate": {"id", "recorded_by"},
        "Assurance": {"id", "contract", "assigned_to"},
        "CreditTier": {"id"},
        "Mitigation": {"id", "contract", "proposed_by", "decided_by", "proposed_at", "decided_at"},
        "Period": {
            *{"id", "contract", "submitted_by", "submitted_at", "signed_off_by", "signed_off_at"},
            "returned_because",
        },
        "Result": {
            *{"id", "contract", "period", "entered_by", "version"},
            *{"value", "status", "underlying_status", "tsl", "msl", "points"},
            *{"points_incurred", "is_repeat", "severity"},
        },
    }
    for keeping in (CONTRACT, *KEEPINGS, RESULTS):
        fields = {field.name for field in keeping.model._meta.fields}
        filled = {keeping.attribute(name) for name in keeping.kept_columns}
        model = keeping.model.__name__
        expected = left_out.get(model, {"id", "contract"})
        assert fields - filled - expected == set(), model


@pytest.mark.parametrize("example", EXAMPLES)
def test_a_shipped_example_is_described_by_its_datapackage(example: str):
    """Should the format change: ``manage.py dump_contract REF FOLDER`` writes the new description."""
    folder = Path(apps.get_app_config("kpis").path) / "examples" / example
    assert (folder / PACKAGE_FILE).read_text(encoding="utf-8") == package_text(read_bundle(folder))


def test_a_datapackage_tells_types_rules_keys_and_links(small: SmallBundle):
    package = json.loads(package_text(read_bundle(small.folder)))
    assert (package["profile"], package["name"], package["title"]) == (
        "tabular-data-package",
        "sml-1",
        "A small contract",
    )
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert [resource["path"] for resource in package["resources"]] == [file.file_name for file in FILES]
    results = resources["results"]["schema"]
    fields = {field["name"]: field for field in results["fields"]}
    assert (fields["month"]["type"], fields["numerator"]["type"]) == ("yearmonth", "number")
    assert fields["outcome"]["constraints"] == {
        "required": True,
        "enum": ["measured", "not_reported", "no_activity"],
    }
    assert fields["denominator"]["constraints"] == {"minimum": 0.0001}
    assert results["primaryKey"] == ["kpi", "month"]
    assert results["foreignKeys"] == [
        {"fields": "kpi", "reference": {"resource": "kpis", "fields": "ref"}},
        {"fields": "month", "reference": {"resource": "periods", "fields": "month"}},
    ]
    assert "primaryKey" not in resources["highlights"]["schema"]  # one may belong to no service area


def test_a_datapackage_describes_the_columns_as_they_stand(small: SmallBundle):
    small.without_column("kpis", "baseline").without("change_notices").drop("kpi_terms", 6)
    small.cell("kpi_terms", 3, "change_notice", "").cell("kpi_terms", 7, "change_notice", "")
    small.without("kpi_reviews").cell("credit_terms", 3, "change_notice", "")
    package = json.loads(package_text(read_bundle(small.folder)))
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert "baseline" not in [field["name"] for field in resources["kpis"]["schema"]["fields"]]
    links = resources["kpi_terms"]["schema"]["foreignKeys"]
    assert [link["fields"] for link in links] == ["kpi"]
