"""Whatever stands in a cell, a bundle is refused by name or loaded: the database never has to say no."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpis.actions.rejudging import differences_of
from kpis.bundles.dump import dump_bundle
from kpis.bundles.errors import BrokenBundle
from kpis.bundles.load import load, load_bundle
from kpis.bundles.schema import FILES
from tests.kpis.bundles.small import SmallBundle

EXAMPLES = 60
PLACES = [(file.name, column.name) for file in FILES for column in file.columns]
TEXTS = st.one_of(
    st.sampled_from(["", " ", "0", "-0", "-1", "1e9", "NaN", "99999999999.9999", "0.00001", "½", "\x00"]),
    st.sampled_from(["2021-04", "2021-05", "2021-06", "2021-13", "0001-01", "9999-12", "2021-05-31"]),
    st.sampled_from(["IT_01", "IT_02", "IT_03", "TEL_01", "M1", "M2", "IT", "CS", "CCN1", "O1", "x" * 400]),
    st.sampled_from(sorted({word for file in FILES for column in file.columns for word in column.words})),
    st.integers(-200, 2000).map(str),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=8),
)
CHANGES = st.lists(st.tuples(st.sampled_from(PLACES), st.integers(2, 4), TEXTS), min_size=1, max_size=2)


def changed(folder: Path, changes: list) -> Path:
    bundle = SmallBundle(folder)
    for (name, column), line, text in changes:
        if line <= bundle.length(name):
            bundle.cell(name, line, column, text)
    return bundle.folder


@pytest.mark.django_db
@given(CHANGES)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_bundle_with_any_cells_is_refused_by_name_or_loaded_and_dumped_without_loss(changes: list):
    with TemporaryDirectory() as folder, suppress(BrokenBundle), transaction.atomic():
        contract = load_bundle(changed(Path(folder) / "given", changes))
        assert list(differences_of(contract)) == []
        dump_bundle(contract, Path(folder) / "dumped")
        assert load(Path(folder) / "dumped").nothing
        transaction.set_rollback(True)
