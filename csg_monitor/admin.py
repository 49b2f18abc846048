"""The Django admin asks for the same sign-in as every page, and leaves out what would only mislead."""

from __future__ import annotations

from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialApp, SocialToken
from axes.models import AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib import admin

admin.site.site_header = f"CSG Monitor – {settings.COUNCIL_NAME}"
admin.site.site_title = "CSG Monitor"
admin.site.index_title = "Administration"
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

# An account's address stands on the account; single sign-on is set up in settings.
for model in (EmailAddress, SocialApp, SocialToken, AccessLog, AccessFailureLog):
    if admin.site.is_registered(model):
        admin.site.unregister(model)
