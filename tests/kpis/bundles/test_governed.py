"""What a bundle brings of governance agrees with what the record has besides, or it is refused whole."""

from __future__ import annotations

import pytest

from contracts.models import Contract, Issue, IssueUpdate
from kpis.bundles.errors import ConflictWithRecord
from kpis.bundles.load import load, load_bundle
from tests.kpis.bundles.records import everything
from tests.kpis.bundles.small import SmallBundle

pytestmark = pytest.mark.django_db
LATER = ("I1", "3", "2021-07-05", "All is well.", "substantive", "substantive", "open", "monitoring")


@pytest.fixture
def first(small: SmallBundle) -> Contract:
    """The small contract as it was loaded first."""
    return load_bundle(small.folder)


def refused(small: SmallBundle) -> tuple[str, ...]:
    """Why a bundle is refused, which changes nothing."""
    before = everything()
    with pytest.raises(ConflictWithRecord) as error:
        load_bundle(small.folder)
    assert everything() == before
    return error.value.sentences


def test_an_issue_is_not_changed_past_the_log_that_the_record_has(first: Contract, small: SmallBundle):
    small.without("issue_updates")
    small.cell("issues", 2, "status", "monitoring")
    assert refused(small) == (
        "I1 would not stand as the latest update of its log leaves it, number 2 of 2021-06-20: add an update "
        "to issue_updates.csv that says so.",
    )


def test_an_issue_is_not_set_back_behind_an_update_that_only_the_record_has(
    first: Contract, small: SmallBundle
):
    load_bundle(
        small.add("issue_updates", *LATER, "partly", "yes")
        .cell("issues", 2, "status", "monitoring")
        .cell("issues", 2, "under_control", "yes")
        .folder
    )
    small.drop("issue_updates", 5)
    small.cell("issues", 2, "status", "open").cell("issues", 2, "under_control", "partly")
    assert refused(small) == (
        "I1 would not stand as the latest update of its log leaves it, number 3 of 2021-07-05: add an update "
        "to issue_updates.csv that says so.",
    )


def test_an_issue_moves_on_with_an_update_that_says_so(first: Contract, small: SmallBundle):
    small.add("issue_updates", *LATER, "partly", "yes")
    small.cell("issues", 2, "status", "monitoring").cell("issues", 2, "under_control", "yes")
    loaded = load(small.folder)
    assert (loaded.added[IssueUpdate], loaded.changed[Issue]) == (1, 1)
    assert load(small.folder).nothing


def test_a_bundle_without_the_log_says_the_rest_of_an_issue(first: Contract, small: SmallBundle):
    small.without("issue_updates").cell("issues", 2, "impact", "Hours lost")
    assert load(small.folder).changed == {Issue: 1}


@pytest.mark.parametrize(
    ("name", "column", "change", "sentence"),
    [
        pytest.param(
            "issues",
            "resolved_on",
            ("issues", 3, "status", "monitoring"),
            "issues.csv line 3: with what the record has besides, a rule would be broken: only a resolved "
            "issue has a day on which it was resolved.",
            id="issue that is no longer resolved",
        ),
        pytest.param(
            "issues",
            "resolved_on",
            ("issues", 3, "raised", "2021-04-21"),
            "issues.csv line 3: with what the record has besides, a rule would be broken: it cannot be "
            "resolved before it was raised.",
            id="issue raised after it was resolved",
        ),
        pytest.param(
            "commitments",
            "settled_on",
            ("commitments", 3, "status", "open"),
            "commitments.csv line 3: with what the record has besides, a rule would be broken: an open "
            "commitment has no day on which it was delivered or missed.",
            id="commitment that is open again",
        ),
        pytest.param(
            "assurances",
            "answered_on",
            ("assurances", 3, "requested", "2021-07-21"),
            "assurances.csv line 3: with what the record has besides, a rule would be broken: it cannot be "
            "answered before it was asked for.",
            id="assurance asked for after it was answered",
        ),
        pytest.param(
            "objective_assessments",
            "state",
            ("objective_assessments", 4, "decision_note", ""),
            "objective_assessments.csv line 4: with what the record has besides, a rule would be broken: an "
            "assessment sent back has a reason.",
            id="assessment whose reason is taken away",
        ),
    ],
)
def test_a_row_fits_what_the_record_has_in_columns_that_the_bundle_leaves_out(
    first: Contract, small: SmallBundle, name: str, column: str, change: tuple, sentence: str
):
    small.without_column(name, column).cell(*change)
    if name == "issues":
        small.drop("issue_updates", 4)
        IssueUpdate.objects.get(issue__reference="I2").delete()
    assert refused(small) == (sentence,)


def test_a_column_that_the_bundle_leaves_out_stays_as_it_is(first: Contract, small: SmallBundle):
    small.without_column("commitments", "settled_on").cell("commitments", 3, "status", "missed")
    load_bundle(small.folder)
    commitment = first.commitments.get(reference="C2")
    assert (commitment.status, str(commitment.settled_on)) == ("missed", "2021-05-14")
