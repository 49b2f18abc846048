"""Rows that judge results: saving or deleting one judges the open months again at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse

from contracts.access import SignedInRequest
from contracts.admin.base import RecordAdmin
from contracts.models import Contract
from contracts.recording import Recorded
from kpis.actions.rejudging import CREDIT, SUMMARY, rejudge
from kpis.models import Period


class RejudgedAdmin(RecordAdmin):
    """The admin's views are atomic: the row and what follows from it are written together or not at all."""

    def changeform_view(
        self,
        request: SignedInRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        with self._months_held(request, object_id):
            return super().changeform_view(request, object_id, form_url, extra_context)

    def delete_view(
        self, request: SignedInRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        with self._months_held(request, object_id):
            return super().delete_view(request, object_id, extra_context)

    @contextmanager
    def _months_held(self, request: SignedInRequest, object_id: str | None) -> Iterator[None]:
        """While something is sent, nobody closes, opens or enters a month of the contract it concerns.

        Who enters results holds their month before writing anything. So does the admin, or the two
        would wait for one another; and a month that the form finds open is still open when it is saved.
        """
        if request.method != "POST":
            yield
            return
        with transaction.atomic():
            contracts = self._contracts_of(request, object_id)
            periods = Period.objects.select_for_update().filter(contract__in=contracts)
            list(periods.order_by("month"))
            yield

    def _contracts_of(self, request: SignedInRequest, object_id: str | None) -> set[int]:
        """The contracts of the row with a key, and of the row that is typed; what is not there has none."""
        row = self.get_object(request, unquote(object_id)) if object_id else None
        name = self.model.contract_path.split("__")[0]
        try:
            typed = self.opts.get_field(name).formfield().clean(request.POST.get(name))
        except ValidationError:
            typed = None
        return {known.owner_id for known in (row, typed) if known}

    def save_related(self, request: SignedInRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self._judge_again(request, form.instance.owner_id)

    def delete_model(self, request: SignedInRequest, obj: Recorded) -> None:
        owner_id = obj.owner_id
        super().delete_model(request, obj)
        self._judge_again(request, owner_id)

    def _judge_again(self, request: SignedInRequest, contract_id: int) -> None:
        found = rejudge(contract=Contract.objects.get(pk=contract_id), by=request.user)
        changed = {(d.what, d.month) for d in found if d.mendable and d.what != SUMMARY}
        priced = {pair for pair in changed if pair[0].startswith(f"{CREDIT} ")}
        if judged := changed - priced:
            self.message_user(request, f"Results of open months judged otherwise by this: {len(judged)}.")
        if priced:
            self.message_user(request, f"Credits of open months that are others by this: {len(priced)}.")
