"""Pages of machine clients for administrators; the data protection officer may look (matrix, section 3)."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.clients import actions
from accounts.clients.forms import ClientForm, GrantForm
from accounts.clients.lines import client_line, grant_lines, secret_lines
from accounts.clients.models import Client, ClientGrant, ClientSecret
from accounts.organisations.editing import row_or_404, staff_page, status_of
from accounts.organisations.paging import page_by
from accounts.pages import page
from accounts.policy import may

ASKED = {"grant": ClientGrant, "secret": ClientSecret}
WORDS = {
    ("grant", "approve"): (actions.approve_grant, _("Approved. It counts from the next token on.")),
    ("secret", "approve"): (actions.approve_secret, _("Approved. The older secret works for seven more days.")),
    ("grant", "refuse"): (actions.refuse, _("Ended. Nothing changed.")),
    ("secret", "refuse"): (actions.refuse, _("Ended. Nothing changed.")),
    ("secret", "end"): (actions.end_secret, _("Ended. It opens nothing any more.")),
}


def clients():
    """Clients with what the list says of them, in one statement."""
    grants = ClientGrant.objects.filter(client=OuterRef("pk"))
    live = ClientSecret.objects.live().filter(client=OuterRef("pk")).order_by("-ends_at").values("ends_at")[:1]
    return Client.objects.select_related("organisation").annotate(
        waits=Exists(grants.waiting()) | Exists(ClientSecret.objects.waiting().filter(client=OuterRef("pk"))),
        stands=Exists(grants.standing()),
        secret_ends_at=Subquery(live),
    )


@require_GET
@staff_page()
def client_list(request):
    """All clients by name, 25 a page."""
    found = page_by(clients(), "name", request.GET)
    return page(
        request,
        "accounts/client_list.html",
        clients=[client_line(row) for row in found.rows],
        found=found,
        may_request=may(request.user, "client.request"),
    )


@require_http_methods(["GET", "POST"])
@staff_page("client.request")
@reauthentication_required
def client_new(request):
    """A new client. The answer to the form shows its secret, once: it is stored nowhere (R-23, R-25)."""
    form = ClientForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        client, secret = actions.request_client(form.instance, given["scopes"], given["addresses"], by=request.user)
        return secret_page(request, client, secret)
    return page(request, "accounts/client_new.html", form=form, status=status_of(form, None))


def secret_page(request, client, secret):
    """The secret, for this answer only; pages are never kept by a browser."""
    return page(request, "accounts/client_secret.html", status=201, client=client, secret=secret)


@require_GET
@staff_page()
def client_detail(request, pk):
    """One client: what it may do, its secrets, what waits for a second administrator."""
    return client_page(request, row_or_404(Client.objects.select_related("organisation"), pk))


def client_page(request, client, form=None):
    """The page of one client, with the form where it was not right."""
    grants, secrets = grant_lines(client, request.user), secret_lines(client, request.user)
    asks = client.ended_at is None and may(request.user, "client.request")
    stands = next((line["row"] for line in grants if not line["waits"]), None)
    initial = {"scopes": stands.scopes, "addresses": "\n".join(stands.addresses)} if stands else {}
    return page(
        request,
        "accounts/client_detail.html",
        status=status_of(form, None),
        client=client,
        organisation=client.organisation,
        grants=grants,
        secrets=secrets,
        form=form or GrantForm(initial=initial),
        may_request=asks and not any(line["waits"] for line in grants),
        may_rotate=asks and stands is not None and not any(line["waits"] for line in secrets),
        may_end=client.ended_at is None and may(request.user, "client.end"),
    )


def answered(request, client_id, done, act):
    """Runs `act()` and goes back to the client with a sentence: `done`, or why it could not be."""
    try:
        act()
        messages.success(request, done)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("client_detail", client_id)


@require_POST
@staff_page("client.request")
@reauthentication_required
def client_change(request, pk):
    """Asks for other scopes or addresses."""
    client, form = row_or_404(Client.objects.select_related("organisation"), pk), GrantForm(request.POST)
    if not form.is_valid():
        return client_page(request, client, form)
    given = form.cleaned_data
    done = _("Asked. Another administrator must approve it.")
    return answered(
        request, pk, done, lambda: actions.request_grant(client, given["scopes"], given["addresses"], by=request.user)
    )


@require_POST
@staff_page("client.request")
@reauthentication_required
def client_rotate(request, pk):
    """A new secret, shown once; it works when another administrator approved it."""
    client = row_or_404(Client.objects.select_related("organisation"), pk)
    try:
        return secret_page(request, client, actions.request_secret(client, by=request.user))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("client_detail", pk)


@require_POST
@staff_page("client.approve")
@reauthentication_required
def client_answer(request, kind, pk, word):
    """Approves, refuses or ends what was asked for, after the password was typed within five minutes (R-23)."""
    if (kind, word) not in WORDS:
        raise Http404
    row = row_or_404(ASKED[kind].objects.select_related("client"), pk)
    act, done = WORDS[kind, word]
    return answered(request, row.client_id, done, lambda: act(row, by=request.user))


@require_POST
@staff_page("client.end")
@reauthentication_required
def client_end(request, pk):
    """Ends a client for good."""
    client, done = row_or_404(Client.objects.all(), pk), _("Ended. Its tokens and secrets open nothing any more.")
    return answered(request, pk, done, lambda: actions.end_client(client, by=request.user))
