"""Field groups, rights and ways of looking, in the words of the report for the person (ui/README, page 20)."""

from django.utils.translation import gettext_lazy as _

from accounts.policy import Group, Right

GROUPS = {
    Group.ROUTING: _("case number and status"),
    Group.REFERRAL: _("referrals"),
    Group.IDENTITY: _("name and age"),
    Group.CONTACT: _("how to reach the person, and what is safe"),
    Group.FACTS: _("what happened"),
    Group.HEALTH: _("health notes"),
    Group.IMMIGRATION: _("status in this country"),
    Group.NATIONALITY: _("nationality"),
    Group.JUSTICE: _("fines and charges"),
    Group.FAMILY: _("family"),
    Group.EVIDENCE: _("evidence"),
    Group.SCREENING: _("screening"),
    Group.CONSENT: _("consents"),
    Group.TRAIL: _("who looked, and why"),
    Group.ORIGIN: _("place of origin"),
    Group.TRAVEL: _("travel papers and return"),
}
RIGHTS = {
    Right.USER: _("Works on the case"),
    Right.GLASS: _("Emergency. A reason was given"),
    Right.TEAM: _("Leads the team"),
    Right.ORG: _("Guards the data of the office"),
    Right.SHARE: _("The person said yes to sharing"),
    Right.CHILD: _("Protects children in this office"),
    Right.RESIDENT: _("Runs the shelter where the person stays"),
    Right.CONSULAR: _("Works with the missions for this team"),
    Right.RETURN: _("Prepares a return"),
    Right.LEGAL: _("Gives legal help"),
    Right.HEALTH: _("May read the health notes"),
    Right.DUTY: _("Was on duty"),
    Right.OFFER: _("Was offered the case"),
}
ACTS = {
    "trail.print": _("Printed this list"),
    "person.reveal": _("Had a number or place shown"),
}
# The groups that nearly every page shows are named only where a page shows nothing else.
USUAL = (Group.ROUTING, Group.REFERRAL)


def what(groups, in_list=False, action=""):
    """What a look showed, in words."""
    named = [str(words) for group, words in GROUPS.items() if group in groups and group not in USUAL]
    text = ", ".join(named) or str(GROUPS[Group.ROUTING])
    text = text[:1].upper() + text[1:]
    if action in ACTS:
        return f"{ACTS[action]}. {text}"
    return _("In a list: %(what)s") % {"what": text[:1].lower() + text[1:]} if in_list else text


def why(rights):
    """Why somebody was allowed to look, in words; the most particular reason first."""
    return "; ".join(str(words) for right, words in RIGHTS.items() if right in rights)
