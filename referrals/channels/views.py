"""Writing a contact down, from a telephone in 20 seconds: on a referral to a mission or a service, or an entry (C8)."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import fetch, refuse
from accounts.pages import page
from accounts.policy import may
from casework.cases.doors import only_for
from casework.cases.views_people import posted
from casework.frame import who
from referrals.channels import actions
from referrals.channels.cards import about, last_with
from referrals.channels.forms import ContactForm, initial_of
from referrals.channels.models import ChannelEntry, DirectoryContact
from referrals.consular.views import referral_here as mission_here
from referrals.consular.views import sent
from referrals.directory.queries import entry_for
from referrals.firewall.views import exemption_here as authority_here
from referrals.services.views import referral_here as service_here

# Kind of referral -> how its page finds it, who reads that page, its room, the page one goes back to.
REFERRALS = {
    "mission": (mission_here, "consular.list", "consular_home", "consular_detail"),
    "service": (service_here, "service.list", "service_home", "service_detail"),
    "authority": (authority_here, "exemption.view", "exemption_list", "exemption_detail"),
}


@require_http_methods(["GET", "HEAD", "POST"])
def channel_referral(request, reference, number, kind, pk=None):
    """A contact about a referral, or the correction of one."""
    here, reads, room, back = REFERRALS[kind]
    here(request.user, reads, reference, number)  # whom somebody talked with is for those who read the referral
    referral = here(request.user, "channel.add", reference, number)
    rows = ChannelEntry.objects.filter(**about(referral))
    old = fetch(ChannelEntry, request.user, "channel.view", queryset=rows, pk=pk) if pk else None
    form = ContactForm(posted(request), initial=initial_of(old) if old else named(rows))
    act = lambda **given: actions.log(referral, by=request.user, corrects=old, **given)  # noqa: E731
    url = reverse(back, args=[reference, number])
    return answer(request, form, act, url, {"case": referral.case, **who(referral.case, request.user, room)}, old)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for("channel.note")
def channel_entry(request, pk, row=None):
    """A contact with somebody of the directory: a touch, and no finding that the entry is true."""
    entry = entry_for(request.user, "directory.view", pk)
    rows = DirectoryContact.objects.filter(entry=entry).select_related("entry")
    old = rows.filter(pk=row).first() if row else None
    if row and old is None:
        refuse(request.user, "channel.note", "referrals.directorycontact", row, visible=False)
    form = ContactForm(posted(request), initial=initial_of(old) if old else named(rows))
    act = lambda **given: actions.touch(entry, by=request.user, corrects=old, **given)  # noqa: E731
    return answer(request, form, act, reverse("directory_detail", args=[pk]), {"entry": entry}, old)


def named(rows):
    """Whom one talked with the last time."""
    with_whom, role = last_with(rows)
    return {"with_whom": with_whom, "role": role}


def answer(request, form, act, url, shown, old):
    """Writes it down and goes back, or shows the form with its sentences."""
    if sent(request, form, act):
        messages.success(request, _("Written down."))
        return HttpResponseRedirect(url)
    status = 422 if form.errors else 200
    return page(request, "referrals/channels/contact.html", status=status, form=form, back=url, old=bool(old), **shown)


def may_touch(user):
    """Whether this person writes contacts with the directory down."""
    return may(user, "channel.note")
