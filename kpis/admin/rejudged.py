"""Rows that judge results: saving or deleting one judges the open months again at once."""

from __future__ import annotations

from typing import Any

from contracts.access import SignedInRequest
from contracts.admin.base import RecordAdmin
from contracts.models import Contract
from contracts.recording import Recorded
from kpis.actions.rejudging import SUMMARY, rejudge


class RejudgedAdmin(RecordAdmin):
    """The admin's views are atomic: the row and what follows from it are written together or not at all."""

    def save_related(self, request: SignedInRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self._judge_again(request, form.instance.owner_id)

    def delete_model(self, request: SignedInRequest, obj: Recorded) -> None:
        owner_id = obj.owner_id
        super().delete_model(request, obj)
        self._judge_again(request, owner_id)

    def _judge_again(self, request: SignedInRequest, contract_id: int) -> None:
        found = rejudge(contract=Contract.objects.get(pk=contract_id), by=request.user)
        judged = {(d.what, d.month) for d in found if d.mendable and d.what != SUMMARY}
        if judged:
            self.message_user(request, f"Results of open months judged otherwise by this: {len(judged)}.")
