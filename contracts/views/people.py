"""The people of a contract, and the account of the person signed in."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from contracts import invitations
from contracts.access import Ability, SignedInRequest, contract_for
from contracts.actions.people import LastAdministratorError, add_person, remove_role
from contracts.forms.people import PersonForm

NOT_TOLD = "{} was added, but the e-mail could not be sent: ask them to use “I have forgotten my password”."


@require_safe
def account(request: SignedInRequest) -> HttpResponse:
    """One's own name, roles, password and second step."""
    memberships = request.user.memberships.select_related("contract").order_by("contract__title", "role")
    return render(request, "contracts/account.html", {"memberships": memberships, "section": "account"})


@require_safe
def people(request: SignedInRequest, reference: str) -> HttpResponse:
    """Who has which role on a contract."""
    contract = contract_for(request.user, reference, Ability.MANAGE_PEOPLE)
    memberships = contract.memberships.select_related("user").order_by("user__name", "user__email", "role")
    context = {"contract": contract, "section": "people", "memberships": memberships}
    return render(request, "contracts/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def person_add(request: SignedInRequest, reference: str) -> HttpResponse:
    """Give someone roles on a contract."""
    contract = contract_for(request.user, reference, Ability.MANAGE_PEOPLE)
    form = PersonForm(request.POST or None)
    if form.is_valid():
        added = add_person(contract=contract, by=request.user, **form.person())
        if not added.roles:
            messages.info(request, f"{added.user} had these roles already.")
        elif invitations.tell(request, added, contract):
            messages.success(request, f"{added.user} was added and told by e-mail.")
        else:
            messages.warning(request, NOT_TOLD.format(added.user))
        return redirect("people", contract.reference)
    context = {"contract": contract, "section": "people", "form": form}
    return render(request, "contracts/person_add.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def person_remove(request: SignedInRequest, reference: str, membership: int) -> HttpResponse:
    """Take a role away, after asking."""
    contract = contract_for(request.user, reference, Ability.MANAGE_PEOPLE)
    held = get_object_or_404(contract.memberships.select_related("user"), pk=membership)
    if request.method != "POST":
        context = {"contract": contract, "section": "people", "membership": held}
        return render(request, "contracts/person_remove.html", context)
    try:
        remove_role(membership=held, by=request.user)
    except LastAdministratorError as refusal:
        messages.error(request, str(refusal))
        return redirect("people", contract.reference)
    messages.success(request, f"{held.user} is no longer {held.get_role_display().lower()} here.")
    # Whoever took the role from themselves may not see the page any more.
    return redirect("home") if held.user == request.user else redirect("people", contract.reference)
