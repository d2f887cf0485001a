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
        _("Refer to protection"), 3, "case_detail", _("The case cannot close before somebody looks after the person.")
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
}
WITHOUT_CASE = {"review_queue", "glass_list"}  # pages whose address has no case number
LEADS = [code for code, kind in KINDS.items() if kind.lead]
