"""A service referral full of canaries: a provider holds a live share of two items, with contacts and news beside it."""

from django.utils import timezone

from referrals.models import ArrivalFeedback, ChannelEntry, ConsularReferral, ServiceReferral
from referrals.services.models import answer_by
from tests.cast import new_organisation, new_user
from tests.referrals.conftest import agreed, shared

SHOWN = ["name", "needs_words"]
ONE = {"reference": "case", "number": "service"}
# Routes of services and of the channel log for tests/test_withheld.py: name -> its arguments, by hand.
SERVICE_ROUTES = {
    "service_queue": {}, "service_group": {}, "service_home": {"reference": "case"}, "service_new": {"reference": "case"},
    "service_new_where": {"reference": "case", "where": "home"}, "service_detail": ONE, "service_edit": ONE,
    "service_provider": ONE, "service_tick": ONE, "service_yes": ONE, "service_danger": ONE, "service_write": ONE,
    "service_review": ONE, "service_news": ONE, "service_step": {**ONE, "name": "cancel"}, "provider_list": {},
    "provider_detail": {"number": "service"}, "provider_ask": {"number": "service"},
    "provider_news": {"number": "service"}, "provider_step": {"number": "service", "name": "accept"},
    "provider_file": {"number": "service", "pk": "file"}, "api_service_referrals": {},
    "api_service_referral": {"number": "service"}, "api_service_providers": {"number": "service"},
    "api_service_referral_step": {"number": "service", "step": "revoke"},
    "channel_mission": {"reference": "case", "number": "referral"},
    "channel_mission_correct": {"reference": "case", "number": "referral", "pk": "contact"}, "channel_service": ONE,
    "channel_service_correct": {**ONE, "pk": "call"}, "channel_entry": {"pk": "secret_entry"},
    "channel_entry_correct": {"pk": "secret_entry", "row": "any"},
}  # fmt: skip
# Every canary the provider may find anywhere: the two items, and what it answered itself.
OPEN_TO_PROVIDER = {
    "CANARY-identity-Person-name", "CANARY-identity-Person-romanised", "CANARY-facts-ServiceReferral-needs",
    "CANARY-facts-ServiceReferral-answer", "CANARY-facts-ServiceReferral-result_words",
    "CANARY-facts-ArrivalFeedback-words", "CANARY-facts-ArrivalFeedback-met_by",
}  # fmt: skip


def plant_service(case, by, plant):
    """(keys of the rows, an account of the provider). `plant` puts a canary into every sealed text of a row. The referral
    to a mission was planted before."""
    provider = new_organisation("health", "TH")
    consent = agreed(case, by, provider, items=[*SHOWN, "contact"], kind="share_services")
    share = shared(case, consent, provider, items=SHOWN, purpose="service")
    now = timezone.now()
    consular = ConsularReferral.objects.get(case=case, status="nationality_check")
    referral = ServiceReferral(
        case=case, share=share, number=share.number, status="acknowledged", kind="srh", priority="immediate",
        country="TH", provider=provider, sent_by=by, sent_at=share.sent_at, acknowledged_at=share.live_from,
        review_by=now, due_at=answer_by("immediate", now), home=True,
    )  # fmt: skip
    plant(referral).save(force_insert=True)
    rows = {
        "news": ArrivalFeedback(case=case, referral=referral, provider=provider, news="arrived", by=by),
        "call": ChannelEntry(case=case, service=referral, by=by),
        "contact": ChannelEntry(case=case, consular=consular, by=by),
    }
    for row in rows.values():
        plant(row)
    for name in ChannelEntry.OWN:  # with a mission it is as private as the talk with it
        setattr(rows["contact"], name, f"CANARY-immigration-ChannelEntry-{name}")
    for row in rows.values():
        row.save(force_insert=True)
    keys = {name: row.pk for name, row in rows.items()} | {"service": referral.number}
    return keys, new_user("Clara", provider, "external_focal_point")
