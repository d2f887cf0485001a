"""Pages of accounts for administrators (the data protection officer may look), and everybody's own
account page."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.clients.lines import waiting_lines
from accounts.codes import label
from accounts.organisations.editing import edit, row_or_404, staff_page, status_of
from accounts.organisations.models import Organisation
from accounts.organisations.paging import page_by, row_named
from accounts.pages import page
from accounts.policy import may
from accounts.users import actions
from accounts.users.forms import AccountChange, InviteForm, ProfileForm, RoleForm
from accounts.users.links import invitation_path
from accounts.users.models import RoleGrant, User
from accounts.users.roles import grant_lines, role_words


def link_for(request):
    """user -> the full address at which they choose a password."""
    return lambda user: request.build_absolute_uri(invitation_path(user))


@require_GET
@staff_page()
def staff_home(request):
    """Where administrators begin: requests for roles that wait for a second administrator."""
    grants = RoleGrant.objects.waiting().select_related("user", "requested_by").prefetch_related("user__teams")
    waiting = grant_lines(grants.order_by("requested_at", "pk")[:100], request.user)
    return page(request, "accounts/staff_home.html", waiting=waiting, clients=waiting_lines(request.user))


@require_GET
@staff_page()
def user_list(request):
    """Accounts by name, 25 a page; ?organisation=<id> narrows."""
    users = User.objects.with_standing().filter(client__isnull=True)
    organisation = row_named(Organisation.objects.all(), request.GET.get("organisation"))
    found = page_by(users.filter(organisation=organisation) if organisation else users, "display_name", request.GET)
    return page(
        request,
        "accounts/user_list.html",
        users=[{"row": user, "organisation": user.organisation.name, "roles": role_words(user)} for user in found.rows],
        found=found,
        organisation=organisation,
        may_invite=may(request.user, "user.invite"),
    )


@require_http_methods(["GET", "POST"])
@staff_page("user.invite")
def user_invite(request):
    """A new account; its person gets a link by mail."""
    form = InviteForm(request.POST or None, initial={"organisation": request.GET.get("organisation")})
    if request.method == "POST" and form.is_valid():
        user = actions.invite_user(
            form.instance, form.cleaned_data["teams"], by=request.user, link_for=link_for(request)
        )
        messages.success(request, _("The account stands. A link to choose a password is on its way."))
        return redirect("user_edit", user.pk)
    return page(request, "accounts/user_invite.html", form=form, status=status_of(form, None))


@require_http_methods(["GET", "POST"])
@staff_page(writes="user.edit")
def user_edit(request, pk):
    """One account: what is known, its roles, and forms for those who may change it."""
    row = row_or_404(User.objects.people(), pk)

    def save(form):
        given = form.cleaned_data
        actions.change_user(form.instance, given["teams"], by=request.user, version=given["version"])

    form, conflict, saved = edit(request, AccountChange, row, save)
    return redirect("user_edit", pk) if saved else user_page(request, row, form=form, conflict=conflict)


def user_page(request, row, *, form=None, conflict=None, role_form=None):
    """The page of one account, with whatever form was not right."""
    form = form or edit_form(row)
    grants = row.role_grants.filter(ended_at__isnull=True).select_related("user", "requested_by")
    return page(
        request,
        "accounts/user_edit.html",
        status=max(status_of(form, conflict), status_of(role_form, None)),
        account=row,
        language_words=row.get_language_display(),
        organisation=row.organisation,
        teams=", ".join(row.teams.values_list("name", flat=True)),
        grants=grant_lines(grants, request.user),
        form=form,
        conflict=conflict,
        role_form=role_form or RoleForm(),
        may_edit=may(request.user, "user.edit"),
        is_self=row.pk == request.user.pk,
    )


def edit_form(row):
    """The account's form as it is now."""
    return AccountChange(instance=User.objects.get(pk=row.pk), initial={"version": row.version})


def changes_address(request):
    """Whether somebody posts another address for their own account."""
    present = request.user.email
    return request.method == "POST" and request.POST.get("email", present).lower() != present.lower()


@require_http_methods(["GET", "POST"])
@reauthentication_required(enabled=changes_address)
def account_home(request):
    """Everybody's own account: what they may change, their roles, and the way to password, sign-ins and
    drafts. Another address is saved only after the password was typed within the last five minutes (R-23)."""

    def save(form):
        actions.change_profile(form.instance, by=request.user, version=form.cleaned_data["version"])

    form, conflict, saved = edit(request, ProfileForm, User.objects.get(pk=request.user.pk), save)
    if saved:
        messages.success(request, _("Saved."))
        return redirect("account_home")
    return page(
        request,
        "accounts/account_home.html",
        status=status_of(form, conflict),
        account=User.objects.get(pk=request.user.pk),
        organisation=request.user.organisation,
        roles=[str(label("user_roles", code)) for code in request.user.role_codes],
        form=form,
        conflict=conflict,
        may_edit=may(request.user, "profile.edit"),
        may_staff=may(request.user, "staff.view"),
        may_languages=may(request.user, "language.view"),
    )
