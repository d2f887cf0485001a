"""Buttons on the page of an account: new link, off and on, roles. Each does one thing and leads back."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.organisations.editing import row_or_404, staff_page
from accounts.users import actions
from accounts.users.forms import RoleForm
from accounts.users.models import RoleGrant, User
from accounts.users.views import link_for, user_page


def answered(request, user_id, done, act):
    """Runs `act()` and goes back to the account with a sentence: `done`, or why it could not be."""
    try:
        act()
        messages.success(request, done)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("user_edit", user_id)


@require_POST
@staff_page("user.invite")
def user_link(request, pk):
    """A new link to choose a password."""
    user = row_or_404(User.objects.people(), pk)
    done = _("A new link is on its way.")
    return answered(request, pk, done, lambda: actions.invite_again(user, by=request.user, link_for=link_for(request)))


@require_POST
@staff_page("user.disable")
def user_disable(request, pk):
    """Off (ends all sessions) or, with active=1, on again."""
    user, active = row_or_404(User.objects.people(), pk), request.POST.get("active") == "1"
    done = _("This account may sign in again.") if active else _("The account is off and signed out everywhere.")
    return answered(request, pk, done, lambda: actions.switch_user(user, by=request.user, active=active))


@require_POST
@staff_page("role.request")
def role_request(request, pk):
    """Asks for a role; the same page comes back with a sentence when that cannot be."""
    user = row_or_404(User.objects.people(), pk)
    form = RoleForm(request.POST, instance=RoleGrant(user=user, requested_by=request.user))
    if form.is_valid():
        try:
            actions.request_role(form.instance, by=request.user)
            messages.success(request, _("Asked. Another administrator must approve it."))
            return redirect("user_edit", pk)
        except ValidationError as error:
            form.add_error("role", error.messages)
    return user_page(request, user, role_form=form)


@require_POST
@staff_page("role.approve")
@reauthentication_required
def role_approve(request, pk):
    """Gives the role, after the approver's password was typed within the last five minutes (R-23)."""
    grant = row_or_404(RoleGrant.objects.all(), pk)
    done = _("Approved. The role counts from the next page they open.")
    return answered(request, grant.user_id, done, lambda: actions.approve_role(grant, by=request.user))


@require_POST
@staff_page("role.approve")
def role_refuse(request, pk):
    """Says no to a request."""
    grant = row_or_404(RoleGrant.objects.all(), pk)
    return answered(request, grant.user_id, _("Refused."), lambda: actions.refuse_role(grant, by=request.user))


@require_POST
@staff_page("role.end")
def role_end(request, pk):
    """Ends a role or takes a request back."""
    grant = row_or_404(RoleGrant.objects.all(), pk)
    return answered(request, grant.user_id, _("Ended."), lambda: actions.end_role(grant, by=request.user))
