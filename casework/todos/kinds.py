"""The kinds of to-dos that workflows raise: what is to be done, in how many days, and on which page."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

OWN = "own"  # written by hand, with a title of its own


@dataclass(frozen=True)
class Kind:
    """`days` until it is due (None: no date), `address` the url name of the page where it is done (it takes the case
    number), `text` the next thing to do, in a sentence, `lead`: a supervisor decides, never who raised it."""

    label: Any
    days: int | None = None
    address: str = "todo_list"
    text: Any = ""
    lead: bool = False


# A room that raises to-dos adds its kinds here. On reasonable grounds: R08, R10, R12 and workflows.md section 3.
KINDS = {
    "non_punishment_letter": Kind(
        _("Write the non-punishment letter"), 7, "case_detail", _("It states grounds and law, not the story.")
    ),
    "consular_rights_information": Kind(
        _("Tell the person about consular rights"), 2, "consular_home", _("Also that she or he may say no.")
    ),
    "legal_counsel": Kind(_("Find a lawyer"), 7, "case_detail", _("Next: ask whom the person trusts, and call.")),
    "release_request": Kind(
        _("Ask for release from detention"), 1, "case_detail", _("Detention is never a shelter. Next: write today.")
    ),
    "protection_referral": Kind(
        _("Refer to protection"), 3, "service_home", _("The case cannot close before somebody looks after the person.")
    ),
    "next_interview": Kind(
        _("Hold the next interview"), 14, "interview_home", _("Next: offer a day, a place and an interpreter.")
    ),
    "review_screening": Kind(
        _("Review the outcome"), 2, "review_queue", _("Next: read what it rests on, then decide."), lead=True
    ),
    "answer_review": Kind(
        _("Answer the question of the review"), 2, "screening_home", _("About the record, not about the person.")
    ),
    "emergency_look": Kind(
        _("Review an emergency look"), 1, "glass_list", _("Next: read the reason and say what you found."), lead=True
    ),
    "lift_fear": Kind(
        _("Decide: a fear of the own state"),
        2,
        "consular_home",
        _("Next: read what the person says now. Nothing goes to that state before."),
        lead=True,
    ),
    "approve_referral": Kind(
        _("Approve what a mission will see"), 2, "consular_home", _("Next: read it item by item."), lead=True
    ),
    "send_referral": Kind(
        _("Send the referral to the mission"), 2, "consular_home", _("It is approved. Nothing was sent yet.")
    ),
    "returned_referral": Kind(
        _("Look at the referral again"), 3, "consular_home", _("A supervisor gave it back with a reason.")
    ),
    "read_mission": Kind(
        _("Read what the mission answered"), 2, "consular_home", _("Next: tell the person, in words they understand.")
    ),
    "stateless_review": Kind(
        _("Review: perhaps without a nationality"),
        14,
        "consular_home",
        _("The mission did not confirm. Next: another nationality, or the way for people who have none."),
    ),
    "answer_mission": Kind(
        _("Answer the mission's question"), 3, "consular_home", _("Only what the person agreed to share.")
    ),
    "ask_service": Kind(
        _("Ask the person: may we share with the provider?"), 2, "service_home", _("No is an answer too.")
    ),
    "approve_service": Kind(
        _("Approve what a provider will see"), 1, "service_home", _("Next: read it item by item."), lead=True
    ),
    "review_service": Kind(
        _("Review: sent at once"), 1, "service_home", _("Next: read why it could not wait."), lead=True
    ),
    "send_service": Kind(
        _("Send the referral to the provider"), 1, "service_home", _("It is approved. Nothing was sent yet.")
    ),
    "returned_service": Kind(
        _("Look at the referral again"), 2, "service_home", _("A supervisor gave it back with a reason.")
    ),
    "read_service": Kind(
        _("Read what the provider answered"), 1, "service_home", _("Next: tell the person, in words they understand.")
    ),
    "other_provider": Kind(_("Find another provider"), 1, "service_home", _("One declined. Next: choose another one.")),
    "answer_service": Kind(
        _("Answer the provider's question"), 2, "service_home", _("Only what the person agreed to share.")
    ),
    "arrival_feedback": Kind(
        _("Ask the partner at home for news"), 14, "service_home", _("Has the person arrived? Did they meet?")
    ),
    "approve_sharing": Kind(
        _("Decide what another organisation may see"), 2, "sharing_home", _("Next: read it item by item."), lead=True
    ),
    "ask_mission": Kind(
        _("Ask the person: may the next mission be told"), 3, "consent_list", _("No is an answer too; help goes on.")
    ),
    "approve_exemption": Kind(
        _("Decide: may an authority be told"),
        2,
        "exemption_list",
        _("Next: read what it would see, and why."),
        lead=True,
    ),
    "consular_talk": Kind(
        _("The mission's talk with the person"), None, "consular_home", _("Somebody of us is there, or in the call.")
    ),
    "screen_arrival": Kind(
        _("Screen after arrival"), 7, "screening_home", _("First rest, food and a doctor. Then offer a day.")
    ),
    "answer_recipient": Kind(
        _("Answer an organisation that something is shared with"),
        3,
        "sharing_home",
        _("Only what the person agreed to share."),
    ),
    "confirm_danger": Kind(
        _("Confirm that a life was in danger"),
        1,
        "sharing_home",
        _("Within 24 hours of the act, else what is shared ends. Next: read what it rests on."),
        lead=True,
    ),
}
WITHOUT_CASE = {"review_queue", "glass_list"}  # pages whose address has no case number
LEADS = [code for code, kind in KINDS.items() if kind.lead]
