"""A referral full of canaries: a mission holds a live share of two items, another was refused, a third state is feared."""

from django.utils import timezone

from casework.models import StateFear
from referrals.models import ConsularReferral, Message, ShareMessage
from tests.cast import new_organisation, new_user
from tests.referrals.conftest import agreed, shared
from tests.referrals.letters.planting import plant_letter

SHOWN = ["name", "birth_place"]
# Routes of this floor for tests/test_withheld.py: name -> its arguments, by hand.
REFERRAL_ROUTES = {
    "consular_queue": {}, "consular_home": {"reference": "case"}, "consular_tell": {"reference": "case"},
    "fear_new": {"reference": "case"}, "fear_ask": {"reference": "case", "pk": "fear"},
    "fear_decide": {"reference": "case", "pk": "fear", "word": "lift"},
    "consular_detail": {"reference": "case", "number": "referral"},
    "consular_mission": {"reference": "case", "number": "referral"},
    "consular_prepare": {"reference": "case", "number": "referral"},
    "consular_write": {"reference": "case", "number": "referral"},
    "consular_step": {"reference": "case", "number": "referral", "name": "revoke"},
    "portal_list": {}, "portal_detail": {"number": "referral"}, "portal_acknowledge": {"number": "referral"},
    "portal_answer": {"number": "referral"}, "portal_ask": {"number": "referral"},
    "portal_attach": {"number": "referral"}, "portal_decline": {"number": "referral"},
    "portal_file": {"number": "referral", "pk": "file"}, "api_consular_referrals": {},
    "api_consular_referral": {"number": "referral"}, "api_consular_missions": {"number": "referral"},
    "api_consular_referral_step": {"number": "referral", "step": "revoke"},
    "sharing_home": {"reference": "case"}, "sharing_detail": {"reference": "case", "pk": "share"},
    "sharing_write": {"reference": "case", "pk": "share"},
    "sharing_change": {"reference": "case", "pk": "share", "word": "extend"},
    "sharing_transfer": {"reference": "case"}, "sharing_danger": {"reference": "case"},
    "share_list": {}, "share_detail": {"number": "shared"}, "share_accept": {"number": "shared"},
    "share_decline": {"number": "shared"}, "share_ask": {"number": "shared"},
    "share_file": {"number": "shared", "pk": "file"}, "api_shares": {}, "api_share": {"pk": "share"},
    "api_share_step": {"pk": "share", "step": "extend"},
}  # fmt: skip
# Every canary the mission may find anywhere: the two items, its own words, and what is written to it.
OPEN_TO_MISSION = {
    "CANARY-identity-Person-name", "CANARY-identity-Person-romanised", "CANARY-origin-Person-birth_place",
    "CANARY-immigration-Message-text", "CANARY-immigration-ConsularReferral-answer",
    "CANARY-identity-ConsularReferral-document_number", "CANARY-immigration-ShareMessage-text",
}  # fmt: skip


def plant_referral(case, by, plant):
    """(keys of the rows, an account of the mission). `plant` puts a canary into every sealed text of a row."""
    mission = new_organisation("embassy", "VN", represents=["VN"], covers=["TH"])
    consent = agreed(case, by, mission, items=[*SHOWN, "family"])
    share = shared(case, consent, mission, items=SHOWN)
    told = {"case": case, "told_on": timezone.localdate(), "told_by": by}
    plant(ConsularReferral(status="refused_by_person", nationality="LA", **told)).save(force_insert=True)
    referral = plant(
        ConsularReferral(
            status="nationality_check",
            nationality="VN",
            host="TH",
            mission=mission,
            share=share,
            number=share.number,
            requested_by=by,
            sent_at=share.sent_at,
            acknowledged_at=share.live_from,
            answered_at=share.live_from,
            document_type="passport",
            **told,
        )
    )
    referral.approved_by = new_user("Ned", case.organisation, "supervisor")
    referral.save(force_insert=True)
    message = plant(Message(case=case, referral=referral, mission=mission, by=by, from_mission=False))
    message.save(force_insert=True)
    fear = plant(StateFear(case=case, kind="fear", countries=["MM"], raised_by=by))
    fear.lift_asked_by, fear.lift_asked_at = by, timezone.now()
    fear.save(force_insert=True)
    keys = {"referral": referral.number, "fear": fear.pk, **plant_letter(case, by, share)}
    keys |= plant_share(case, by, plant, mission)
    return keys, new_user("Vera", mission, "external_focal_point")


def plant_share(case, by, plant, mission):
    """Keys of a share that stands for itself, with a word in its thread: the same two items, for help."""
    share = shared(
        case, agreed(case, by, mission, items=SHOWN, kind="share_services"), mission, SHOWN, purpose="service"
    )
    words = ShareMessage(case=case, number=share.number, recipient=mission, by=by, from_recipient=False)
    plant(words).save(force_insert=True)
    return {"share": share.pk, "shared": share.number}
