"""What is stored of a contract, whole, to tell whether anything changed."""

from __future__ import annotations

from typing import Any

from django.db import models

from contracts.models import Contract, Membership, RecordVersion
from contracts.recording import Recorded
from kpis.bundles.records import CONTRACT, KEEPINGS, RESULTS
from kpis.models import PeriodSummary, ServiceCredit

MODELS: list[type[Recorded]] = [CONTRACT.model, *(keeping.model for keeping in KEEPINGS), RESULTS.model]
DERIVED: list[type[models.Model]] = [PeriodSummary, ServiceCredit]


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of every model that a bundle fills, their histories, what is derived, and versions."""
    stored = [*MODELS, *(model.history.model for model in MODELS), *DERIVED, RecordVersion]
    return {model.__name__: list(model._base_manager.order_by("pk").values()) for model in stored}


def forget(contract: Contract) -> None:
    """Remove a contract with all that hangs on it, as if it had never been loaded; its history stays."""
    for model in (*DERIVED, RecordVersion, Membership):
        _remove(model, [row.pk for row in model._base_manager.filter(contract=contract)])
    for keeping in (RESULTS, *reversed(KEEPINGS), CONTRACT):
        _remove(keeping.model, [row.pk for row in keeping.rows_of(contract)])


def _remove(model: type[models.Model], keys: list[int]) -> None:
    models.QuerySet(model).filter(pk__in=keys)._raw_delete("default")
