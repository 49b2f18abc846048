"""Which contracts a person may see: where every view starts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from contracts.recording import RecordedQuerySet

if TYPE_CHECKING:
    from contracts.models import User


class ContractQuerySet(RecordedQuerySet):
    """Contracts, by who may see them."""

    def visible_to(self, user: User) -> ContractQuerySet:
        """Contracts on which an active person has a role; none for anybody else, superusers included."""
        from contracts.models import Membership

        if not user.is_active:
            return self.none()
        return self.filter(Exists(Membership.objects.filter(contract=OuterRef("pk"), user=user.pk)))
