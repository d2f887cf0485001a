"""What happened in the rooms around missions and authorities, in sentences."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from referrals.arrivals.models import Arrival, IdentificationMeeting
from referrals.consular.records import Appointment, StatelessReview
from referrals.firewall.exemptions import EXEMPTION
from referrals.firewall.models import Exemption
from referrals.rescue.models import RescueRequest
from referrals.sought.models import SoughtMatch

TIMELINE: dict[str, Any] = {
    "exemption_ask": (_("Somebody asked to tell an authority. Nothing was sent."), "decide", "steps"),
    "exemption_hand": (_("What an authority is shown was handed over by hand."), "done", "steps"),
    "exemption_approve": (_("Somebody agreed to tell an authority."), "done", "steps"),
    "exemption_refuse": (_("It was not agreed to tell an authority."), "stop", "steps"),
    "rescue_ask": (_("Somebody was asked to get the person out."), "now", "steps"),
    "rescue_renew": (_("The rescue request was opened anew."), "now", "steps"),
    "rescue_prolong": (_("The rescue request stands for 30 more days."), "now", "steps"),
    "rescue_end": (_("The rescue request ended."), "done", "steps"),
    "arrival_plan": (_("An arrival was planned."), "now", "steps"),
    "arrival_call_off": (_("The arrival was called off."), "stop", "steps"),
    "arrival_arrived": (_("The person has come."), "done", "steps"),
    "meeting_record": (_("A joint meeting on identification was written down."), "done", "steps"),
    "meeting_correct": (_("The record of a joint meeting was corrected."), "done", "steps"),
    "sought_match": (_("A mission may be looking for this person. The person is asked first."), "decide", "steps"),
    "consular_pass_on": (_("On to the next mission: the sharing with the first one ended."), "now", "steps"),
    "stateless_open": (_("Somebody looks into it that no state may know the person."), "now", "steps"),
    "stateless_refer": (_("It was taken to a body that decides."), "now", "steps"),
    "stateless_close": (_("The review was closed."), "done", "steps"),
    "appointment_plan": (_("A talk of the mission with the person was planned."), "now", "steps"),
    "appointment_call_off": (_("The planned talk was called off."), "stop", "steps"),
}
ACTIONS = {
    "exemption.ask": _("Asked to tell an authority"),
    "exemption.hand": _("Handed over by hand what an authority is shown"),
    "rescue.ask": _("Asked for a rescue"),
    "rescue.renew": _("Opened a rescue request anew"),
    "rescue.prolong": _("Prolonged a rescue request"),
    "rescue.end": _("Ended a rescue request"),
    "arrival.plan": _("Planned an arrival"),
    "arrival.change": _("Changed an arrival"),
    "arrival.receive": _("Wrote that the person has come, for who receives"),
    "meeting.record": _("Wrote down a joint meeting"),
    "sought.match": _("Thought of this person when a mission looked for somebody"),
    "consular.group": _("Made a referral in a group"),
    "consular.pass_on": _("Went on with the next mission"),
    "stateless.open": _("Began a review of nationality"),
    "stateless.refer": _("Took a review to a body"),
    "stateless.close": _("Closed a review of nationality"),
    "appointment.plan": _("Planned a talk with the mission"),
    "appointment.change": _("Called off a talk with the mission"),
    **{EXEMPTION.action(step): step.label for step in EXEMPTION.steps.values()},
}
MODELS: dict = {
    Exemption: _("That an authority may be told"),
    RescueRequest: _("A rescue request"),
    StatelessReview: _("A review of nationality"),
    Appointment: _("A talk with the mission"),
    Arrival: _("An arrival"),
    IdentificationMeeting: _("A joint meeting"),
    SoughtMatch: _("That a mission may look for this person"),
}
