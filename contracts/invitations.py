"""The e-mail that tells someone about their new roles, with a link to choose a password for a new account."""

from __future__ import annotations

import logging

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.http import HttpRequest
from django.urls import reverse

from contracts.actions.people import Added
from contracts.models import Contract, User

logger = logging.getLogger(__name__)


def password_link(request: HttpRequest, user: User) -> str:
    """Where a person without a password chooses one: it works once, and for as long as a reset link."""
    parts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return request.build_absolute_uri(reverse("account_reset_password_from_key", kwargs=parts))


def tell(request: HttpRequest, added: Added, contract: Contract) -> bool:
    """Write to a person about their new roles; whether the message went out.

    The roles stand either way: mail that does not go out must not undo what the administrator did.
    """
    context = {
        "added": added,
        "contract": contract,
        "by": request.user,
        "roles": [role.label for role in added.roles],
        "contract_url": request.build_absolute_uri(contract.get_absolute_url()),
        "password_url": "" if added.user.has_usable_password() else password_link(request, added.user),
    }
    try:
        get_adapter(request).send_mail("contracts/email/added", added.user.email, context)
    except OSError:
        logger.exception("the message about new roles could not be sent")
        return False
    return True
