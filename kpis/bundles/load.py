"""Loading a bundle: read whole or refused whole, and written only where the record says something else."""

from __future__ import annotations

from pathlib import Path

from contracts.models import Contract, User
from kpis.bundles.reading import read_bundle
from kpis.bundles.writing import Loaded, Watch, unwatched, write_bundle


def load_bundle(path: str | Path, *, by: User | None = None) -> Contract:
    """Load the bundle in a folder; loading it again changes nothing.

    Raises:
        BrokenBundle: the bundle is wrong; nothing was changed.
        ConflictWithRecord: it would change what the record keeps as evidence; nothing was changed.
    """
    return load(path, by=by).contract


def load(path: str | Path, *, by: User | None = None, watch: Watch = unwatched) -> Loaded:
    """Load the bundle in a folder, and say what was added and changed. Raises as ``load_bundle``."""
    return write_bundle(bundle=read_bundle(Path(path)), by=by, watch=watch)
