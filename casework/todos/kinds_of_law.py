"""To-dos of punishment, claims, costs and deaths (P5 to P7, P9, P10); a part of KINDS, in a file of its own
because of its length only."""

from django.utils.translation import gettext_lazy as _

from casework.todos.kind import Kind

OF_LAW = {
    "penalty_letter": Kind(
        _("A punishment stands: ask for it to be lifted"),
        2,
        "penalty_list",
        _("There are reasonable grounds. Next: the letter to who punishes, with the person's yes."),
        law=True,
    ),
    "send_penalty_letter": Kind(
        _("Send the non-punishment letter"), 1, "penalty_list", _("It is approved. Nothing was sent yet.")
    ),
    "hearing": Kind(
        _("A hearing"),
        None,
        "penalty_list",
        _("Lawyer and interpreter come along. Then write what came of it."),
        law=True,
    ),
    "claim_hearing": Kind(
        _("A hearing on a claim"),
        None,
        "claim_list",
        _("Next: prepare it with the person. Then write what came of it."),
        law=True,
    ),
    "visit": Kind(
        _("Visit the person in detention"),
        None,
        "penalty_list",
        _("Whoever is not seen on the day is looked for at once."),
    ),
    "not_seen": Kind(
        _("Not seen in detention: find out today where the person is"),
        0,
        "penalty_list",
        _("People are taken from detention and trafficked again. Next: call the place, the lawyer, whoever saw them."),
    ),
    "approve_cost": Kind(_("Approve a cost"), 2, "cost_list", _("It is over the limit of your office."), lead=True),
    "confirm_death": Kind(
        _("A death was reported: confirm it, or say that it is not so"),
        1,
        "death_home",
        _("Next: read the source, and how certain it is."),
        lead=True,
    ),
    "death_kin": Kind(
        _("Tell the family"),
        1,
        "death_home",
        _("By the person who was agreed, in their language, and not by telephone."),
    ),
    "death_mission": Kind(
        _("Decide: is the mission told of the death"),
        2,
        "death_home",
        _("Supervisor and legal officer, because the person had refused or feared it."),
        law=True,
    ),
    "death_remains": Kind(
        _("Remains and belongings"), 3, "death_home", _("What the family wishes, where they are, who hands them over.")
    ),
    "death_support": Kind(
        _("Look after those who knew the person"), 2, "death_home", _("Other people in our care, and colleagues.")
    ),
}
