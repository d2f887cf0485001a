"""The kinds of to-dos that workflows raise: what is to be done, in how many days, and on which page."""

from django.utils.translation import gettext_lazy as _

from casework.todos.kind import Kind
from casework.todos.kinds_of_law import OF_LAW

OWN = "own"  # written by hand, with a title of its own


# A room that raises to-dos adds its kinds here. On reasonable grounds: R08, R10, R12 and workflows.md section 3.
KINDS = {
    **OF_LAW,
    "non_punishment_letter": Kind(
        _("Write the non-punishment letter"),
        7,
        "penalty_list",
        _("It states grounds and law, not the story."),
        law=True,
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
    "approve_letter": Kind(
        _("Approve a letter to an authority"),
        2,
        "letter_list",
        _("Next: read it whole. To an office of force two others say yes."),
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
    "child_assessment": Kind(
        _("Best interests: assess at once"), 1, "child_home", _("Next: hear the child, and name who answers for it.")
    ),
    "child_panel": Kind(
        _("Best interests: bring it before the panel"),
        14,
        "child_home",
        _("Three people at least, and the child heard."),
    ),
    "child_review": Kind(
        _("Best interests: look at the decision again"),
        None,
        "child_home",
        _("Next: hear the child again, and write what has changed."),
    ),
    "age_dispute": Kind(
        _("Decide: the age is in doubt"), 14, "child_home", _("Until then a child, in a quarter apart.")
    ),
    "birth_registration": Kind(
        _("Have the birth registered"), 14, "child_home", _("Next: ask the mother first, then the register office.")
    ),
    "arrange_help": Kind(
        _("Find somebody who helps"), 2, "need_home", _("A need is written down and nobody sees to it yet.")
    ),
    "talk_safety": Kind(
        _("Talk the safety plan through again"),
        None,
        "safety_plan",
        _("Next: read it aloud together, and change what no longer holds."),
    ),
    "answer_bed": Kind(
        _("A bed is offered: ask the person"),
        1,
        "stay_home",
        _("Held for 24 hours. No is an answer too; help goes on."),
    ),
    "other_house": Kind(_("Find another house"), 1, "stay_home", _("Next: look who has a free bed, and ask.")),
    "restricted_house": Kind(
        _("Look at this: a house that people may not leave"),
        1,
        "stay_home",
        _("A stay is never a detention. Next: find an open house, or write why not."),
    ),
    "child_placed": Kind(
        _("A child has a bed: the child protection officer is told"),
        3,
        "stay_home",
        _("Without best interests it is an emergency bed, for 72 hours."),
    ),
    "came_back_worried": Kind(
        _("Came back, and something is wrong: ask"), 1, "stay_home", _("Next: a quiet word, without those who watch.")
    ),
    "left_house": Kind(
        _("Left the house without notice: look for the person"),
        1,
        "stay_home",
        _("Next: the safe ways to reach the person, friends, other houses. Tell nobody who may be a danger."),
    ),
    "custody": Kind(
        _("Held in custody: visit, and ask for release"),
        1,
        "stay_home",
        _("Custody is never a shelter. Next: a lawyer, a visit, a letter; every day counts."),
    ),
    "confirm_danger": Kind(
        _("Confirm that a life was in danger"),
        1,
        "sharing_home",
        _("Within 24 hours of the act, else what is shared ends. Next: read what it rests on."),
        lead=True,
    ),
    "clear_return": Kind(
        _("Read a risk assessment before a return"),
        2,
        "return_home",
        _("Next: is there a measure for each risk?"),
        lead=True,
    ),
    "blocked_return": Kind(
        _("A risk forbids a return"),
        2,
        "return_home",
        _("Next: talk with the legal officer. No role can pass it."),
        lead=True,
    ),
    "suspended_return": Kind(
        _("A return is suspended"), 1, "return_home", _("Something it rests on is gone. Next: talk with the person.")
    ),
    "ask_return": Kind(
        _("Ask once more before the journey"), 2, "return_home", _("Within 72 hours. No is an answer too.")
    ),
    "follow_return": Kind(
        _("Ask how life is after the return"), None, "after_home", _("Next: call, in the way that is safe.")
    ),
    "close_return": Kind(
        _("Close a return: the last call was made"), 14, "return_home", _("Next: read how life is there."), lead=True
    ),
    "followup_worry": Kind(
        _("A call found that something is not well"),
        1,
        "after_home",
        _("Next: what helps now, and who there can do it."),
    ),
    "trafficked_again": Kind(
        _("Held again, says a call: open a new case"),
        0,
        "after_home",
        _("Intake in another call, in the way that is safe. Then link the two cases."),
    ),
    "retrafficked": Kind(
        _("Trafficked again: look at what the last way home rested on"),
        2,
        "earlier_home",
        _("Next: which risk was not seen, and who else went the same way."),
        lead=True,
    ),
    "followup_consent": Kind(
        _("Record that the person wants no calls"), 2, "consent_list", _("All calls have ended already.")
    ),
    "review_reintegration": Kind(
        _("Look at the plan for the new life again"), 7, "reintegration_plan", _("With the person, after each call.")
    ),
    "arrival_help": Kind(
        _("Arrived and needs help: ask the partner at home today"), 0, "service_home", _("Who goes with the person?")
    ),
    "ending_appeal": Kind(
        _("Refused: advice on an appeal"), 3, "ways_home", _("In the person's language, and in time."), law=True
    ),
    "ending_permit": Kind(
        _("A permit ends: ask for a longer one"), None, "ways_home", _("Ask the person first what they want."), law=True
    ),
}
WITHOUT_CASE = {"review_queue", "glass_list"}  # pages whose address has no case number
LAW = [code for code, kind in KINDS.items() if kind.law]
LEADS = [code for code, kind in KINDS.items() if kind.lead]
# Decisions that have a part of their own on My work; all others stand there as to-dos.
ELSEWHERE = ("review_screening", "emergency_look", "lift_fear", "approve_referral", "approve_service", "review_service",
             "confirm_danger")  # fmt: skip
