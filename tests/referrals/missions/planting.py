"""One row of every record around missions and authorities, full of canaries; what hangs on no case is sealed with a key
of its own and tested in test_sought.py and tests/referrals/firewall."""

import datetime

from django.utils import timezone

from accounts.acting import acting
from referrals.firewall.demands import receive
from referrals.models import (
    Appointment,
    Arrival,
    ConsularReferral,
    Exemption,
    IdentificationMeeting,
    RescueRequest,
    StatelessReview,
)
from referrals.sought.actions import send
from tests.cast import new_organisation
from tests.referrals.conftest import agreed, shared

MODELS = (Appointment, Arrival, Exemption, IdentificationMeeting, RescueRequest, StatelessReview)


def plant_missions(case, by, plant, vera):
    """{name: key} of the rows. `vera` is of the mission of the planted referral."""
    helper, today = new_organisation("international"), timezone.localdate()
    share = shared(case, agreed(case, by, helper, items=["name"], kind="share_services"), helper, purpose="service",
                   sent_at=None, live_from=None)  # fmt: skip
    exemption = Exemption(
        case=case, share=share, recipient=helper, purpose="identify", asked_by=by, number=share.number
    )
    rescue = RescueRequest(case=case, recipient=helper, share=share, asked_by=by, number=share.number,
                           until=timezone.now() + datetime.timedelta(days=30))  # fmt: skip
    arrival = Arrival(case=case, way="back", expected_on=today, planned_by=by)
    meeting = IdentificationMeeting(case=case, held_on=today, decision="more", by=by, agencies=[helper.pk],
                                    views={str(helper.pk): "CANARY-screening-IdentificationMeeting-views"})  # fmt: skip
    review = StatelessReview(case=case, opened_by=by)
    referral = ConsularReferral.objects.get(case=case, status="nationality_check")
    talk = Appointment(case=case, referral=referral, at=timezone.now(), how="video", companion=by, planned_by=by)
    for row in (exemption, rescue, arrival, meeting, review, talk):
        plant(row).save(force_insert=True)
    demand = receive(by=by, kind="police", received_on=today, asker="Station 4", asked="A list", basis="none")
    with acting(vera, "test.plant"):
        notice = send(by=vera, kind="list", people=[{"name": "Somebody", "born": "2001", "place": "Hà Nội"}])
    return {"exemption": exemption.number, "rescue": rescue.number, "rescue_row": rescue.pk, "arrival": arrival.number, "meeting": meeting.pk,
            "demand": demand.number, "sought": notice.number, "sought_person": notice.pk,
            "group": referral.number}  # fmt: skip
