"""Beginning a service referral, choosing its provider, ticking what is shown, sending in danger, reviewing, and news
from home. Steps are in transitions.py."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.editing import must_stand_at
from accounts.outbox.actions import tell, tell_all
from accounts.performing import performing
from accounts.vault import EncryptedTextField
from casework.cases.actions import note
from casework.cases.grants import workers
from casework.cases.models import Case
from casework.cases.recipients import focal_points
from casework.todos.actions import raise_todo, settle_todos
from referrals.services import needs
from referrals.services.models import ArrivalFeedback, ServiceReferral, answer_by
from referrals.services.offers import service_for, wanted_by, why_not
from referrals.services.transitions import BY_ITSELF, SERVICE
from referrals.sharing.danger import act_on_danger
from referrals.sharing.ending import end_share
from referrals.sharing.models import Share
from referrals.sharing.preparing import prepare_share
from referrals.sharing.threads import say

LONG = 4_000  # letters
PREPARED_IN = (ServiceReferral.Status.DRAFT, ServiceReferral.Status.PENDING)
CHANGED = ("kind", "priority", "country", "needs", "done_words", "next_words", "expected_on")


def whole():
    """Referrals with what an act on one needs; an entry that this reader may not see is simply not there."""
    return ServiceReferral.objects.select_related(
        "case", "case__person", "case__person__safe_asked_by", "case__team", "case__organisation", "provider", "share",
        "share__recipient", "service_row", "service_row__entry", "requested_by", "approved_by", "sent_by",
        "reviewed_by",
    )  # fmt: skip


def fresh_of(referral):
    """The same referral as it stands, with all that hangs on it."""
    return whole().get(pk=referral.pk)


def begin(case, *, by, **fields):
    """A draft: what is needed, how urgently, in which country. ValidationError beside a field."""
    with performing(by, "service.begin", case):
        if case.status in Case.CLOSED:
            raise ValidationError(_("The case is closed. Reopen it first."))
        referral = ServiceReferral(case=case, **fields)
        check(referral)
        referral.due_at = answer_by(referral.priority, referral.since)
        referral.save(force_insert=True)
        note(case, "service_begin", by, after=referral.status)
    return referral


def check(row):
    """ValidationError for a text nobody could read, and for a code that nobody listed."""
    errors: dict[str, Any] = {
        field.name: _("This is too long: write at most %(most)s letters.") % {"most": f"{LONG:,}"}
        for field in row._meta.concrete_fields
        if isinstance(field, EncryptedTextField) and len(getattr(row, field.attname) or "") > LONG
    }
    if errors:
        raise ValidationError(errors)
    row.clean_fields(exclude=["case", "due_at", "share", "provider", "service_row", "referral", "by"])


def preparing(referral, version):
    """The referral as it stands, while it may still be prepared. Stale when somebody changed it since `version`."""
    must_stand_at(referral, version)
    row = fresh_of(referral)
    if row.status not in PREPARED_IN:
        raise ValidationError(_("This is possible only while it is being prepared. Change it once more first."))
    return row


def change(referral, *, by, version, **fields):
    """What is needed, as long as nothing was sent. A provider that no longer fits is let go."""
    with performing(by, "service.prepare", referral):
        row = preparing(referral, version)
        for name in CHANGED:
            setattr(row, name, fields.get(name, getattr(row, name)))
        check(row)
        row.due_at = answer_by(row.priority, row.since)
        if row.service_row is not None and row.service_row.kind != row.kind:
            let_go(row)
        row.save()
    return row


def let_go(row):
    """No provider any more, and nothing prepared for one."""
    end_share(row.share, Share.Why.TAKEN_BACK)
    row.share = row.service_row = row.provider = None
    row.provider_name, row.by_hand, row.agreed_items, row.agreed_on, row.agreed_how = "", False, [], None, ""


def choose(referral, *, by, version, service):
    """The provider: one of the directory that admits this person (R11, R21). Ticks for another one are let go."""
    with performing(by, "service.prepare", referral):
        row = preparing(referral, version)
        found = service_for(by, getattr(service, "pk", service))
        if found is None:
            raise ValidationError({"service": _("Choose one of those shown")})
        if found.kind != row.kind:
            raise ValidationError({"service": _("This provider offers something else. Choose another one.")})
        if reasons := why_not(found, wanted_by(row.case, row.priority)):
            raise ValidationError({"service": reasons})
        if row.service_row_id != found.pk:
            let_go(row)
        put_provider(row, found)
        row.validate_constraints()
        row.save()
    return row


def put_provider(row, service):
    """The service, the organisation behind it, and its name as it is today; without an account it goes by hand."""
    row.service_row, row.provider = service, service.entry.account
    row.provider_name = f"{service.entry.name}: {service.name}"
    row.by_hand = service.entry.account is None


def tick(referral, *, by, version, items, files=(), until=None):
    """What the provider will see, and until when, within the person's consent to this very provider. Nothing leaves."""
    with performing(by, "service.prepare", referral):
        row = preparing(referral, version)
        if row.provider is None:
            raise ValidationError(_("First choose a provider that has an account here."))
        row.share = prepare_share(
            row.case,
            recipient=row.provider,
            purpose=purpose_of(row),
            consent=needs.consent_to(row.case, row.provider, row.home),
            items=items,
            files=files,
            until=until,
            number=row.number,
            share=row.share,
        )
        row.save()
    return row


def purpose_of(row):
    """For what it is shared."""
    return Share.Purpose.HOME if row.home else Share.Purpose.SERVICE


def say_yes(referral, *, by, version, agreed_on, agreed_how, agreed_items):
    """The person's yes to what is said to a provider without an account, with day and way: no ledger row can name an
    organisation that is not here, so the referral itself keeps it (C-01)."""
    with performing(by, "service.prepare", referral):
        row = preparing(referral, version)
        if row.provider is not None or row.service_row_id is None:
            raise ValidationError(_("This provider has an account here: ask under Consent."))
        row.agreed_on, row.agreed_how, row.agreed_items = agreed_on, agreed_how, list(agreed_items)
        check(row)
        if not row.agreed_items:
            raise ValidationError({"agreed_items": _("Tick at least one thing.")})
        needs.agreed_by_hand(row, {})
        row.save()
    return row


def ask_approval(referral, *, by, **given):
    """Stores the ticks and asks a supervisor to approve them, or does neither. `given` is what `tick` takes."""
    with performing(by, "service.prepare", referral):
        return SERVICE.move(tick(referral, by=by, **given), "request", by=by)


def send_now(referral, *, by, basis, **given):
    """Stores the ticks and sends at once, or does neither: the first two priorities, reviewed within 24 hours."""
    with performing(by, "service.prepare", referral):
        return SERVICE.move(tick(referral, by=by, **given), "send_now", by=by, basis=basis)


def send_in_danger(referral, *, by, version, items, basis):
    """Sends to the provider without a yes, because a life is in danger: what is ticked stands at once, for a day, and
    for three where a second person confirms (C-09). ValidationError beside recipient, items or basis."""
    with performing(by, "service.send_in_danger", referral):
        row = preparing(referral, version)
        needs.cannot_wait(row, {})
        needs.provider_chosen(row, {})
        needs.has_account(row, {})
        needs.a_basis(row, {"basis": basis})
        end_share(row.share, Share.Why.TAKEN_BACK)
        given = {"recipient": row.provider, "purpose": purpose_of(row), "items": list(items), "basis": basis}
        row.share = act_on_danger(row.case, by=by, number=row.number, **given)
        row.save()
        return SERVICE.move(row, "send_in_danger", by=by, basis=basis)


def review(referral, *, by, review):
    """A supervisor who did not send it has read why it could not wait (within 24 hours). ValidationError beside it."""
    with performing(by, "service.review", referral):
        row = ServiceReferral.objects.select_for_update().get(pk=referral.pk)
        needs.sent_by_another(row, {"by": by})
        if not needs.unreviewed(row):
            raise ValidationError(_("This was reviewed already, or needs no review."))
        needs.Fill("review", needed=("review",))(row, {"review": review})
        row.reviewed_by, row.reviewed_at = by, timezone.now()
        row.save()
        note(row.case, "service_review", by, reason=row.review)
        if not ServiceReferral.objects.filter(case=row.case_id).unreviewed().exists():
            settle_todos(row.case, "review_service", by=by)
    return row


# What else follows from news, as (row, by), inside the act: a room that stands after this one adds its own when loaded.
NEWS_CAME: list = []


def tell_news(referral, *, by, news, on=None, **said):
    """What the partner at home knows of the person, dated: met, received, reached, or no contact yet (C7, T5). Without
    contact somebody asks again in 14 days. ValidationError beside a field."""
    with performing(by, "service.feedback", referral):
        if not referral.home or referral.status not in ServiceReferral.RUNNING:
            raise ValidationError(_("News is written down once a partner at home has accepted."))
        row = ArrivalFeedback(
            case=referral.case, referral=referral, provider=referral.provider, by=by, news=news,
            on=on or timezone.localdate(), **said,
        )  # fmt: skip
        check(row)
        if row.on > timezone.localdate():
            raise ValidationError({"on": _("This day is still to come")})
        handed_over(row)
        row.save(force_insert=True)
        note(referral.case, f"service_{row.news}", by)
        settle_todos(referral.case, "arrival_feedback", by=by)
        if row.news == ArrivalFeedback.News.NO_CONTACT:
            raise_todo(referral.case, "arrival_feedback", by=by)
        for follow in NEWS_CAME:
            follow(row, by)
    return row


def handed_over(row):
    """ValidationError unless a handover says who met the person and how they arrived (T5)."""
    if row.news != ArrivalFeedback.News.HANDED_OVER:
        return
    errors: dict[str, Any] = {}
    if not row.met_by.strip():
        errors["met_by"] = _("Write who met the person.")
    if not row.condition:
        errors["condition"] = _("Choose one")
    if errors:
        raise ValidationError(errors)


def end_feared(fear, by):
    """A fear was written down, wherever: each referral whose sharing it ended is over too, in the same transaction
    (C-05)."""
    rows = ServiceReferral.objects.open().filter(case=fear.case_id, share__ended_why=Share.Why.FEARED)
    for referral in rows.filter(status__in=BY_ITSELF.steps["feared"].sources):
        BY_ITSELF.move(referral, "feared", by=by)


def end_service(share, *, by):
    """The service referral of a share that is taken back ends with it. Part of the caller's act."""
    referral = ServiceReferral.objects.open().filter(share=share).first()
    if referral is not None:
        SERVICE.move(referral, "withdraw", by=by)


def write(referral, *, by, text):
    """The caseworker writes to the provider: an answer, or a question. It changes no state."""
    with performing(by, "service.write", referral):
        row = say(shared_with(referral), text, by, from_recipient=False)
        settle_todos(referral.case, "answer_service", by=by)
        tell_all(focal_points([row.recipient_id]), "question")
    return row


def ask(referral, *, by, text):
    """The provider asks, once it has received the referral. It changes no state; a caseworker answers in two days."""
    with performing(by, "service.ask", referral):
        needs.received_first(referral, {})
        row = say(shared_with(referral), text, by, from_recipient=True)
        raise_todo(referral.case, "answer_service", by=by)
        for user in workers(referral.case):
            tell(user, "question")
    return row


def shared_with(referral):
    """The share in which both sides write. ValidationError where it went by hand, or was not sent."""
    if referral.share is None:
        raise ValidationError(_("The provider has no account here, or nothing was sent: write down a contact instead."))
    return referral.share
