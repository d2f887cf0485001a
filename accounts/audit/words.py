"""Field groups, rights and pages, in the words of the report for the person (ui/README, page 20)."""

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
    Group.EMERGENCY: _("why somebody looked in an emergency"),
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
    Right.NAMED: _("Was named to decide on this case"),
    Right.NOTICE: _("Was sent a referral, not received yet"),
}
# The kind of page, by the action under which it was opened.
PAGES = {
    "case.list": _("A list"),
    "case.search": _("A search"),
    "person.list": _("A list of people"),
    "case.view": _("Overview"),
    "case.edit": _("Form of the case"),
    "person.view": _("The person"),
    "person.edit": _("Form of the person"),
    "person.reveal": _("A number or place, shown on request"),
    "consent.view": _("Consents"),
    "consent.print": _("Consents, printed"),
    "file.view": _("Files"),
    "file.add": _("Form of a file"),
    "file.download": _("A file, taken along"),
    "journey.view": _("Journey"),
    "interview.view": _("Interviews"),
    "interview.answer": _("Questions of an interview"),
    "interview.open": _("Form of an interview"),
    "interview.edit": _("Form of an interview"),
    "screening.view": _("The screening"),
    "screening.edit": _("Form of the screening"),
    "screening.print": _("The outcome, printed"),
    "journey.edit": _("Form of the journey"),
    "history.view": _("What changed"),
    "trail.view": _("Who looked"),
    "trail.print": _("Who looked, printed"),
    "glass.list": _("Emergency looks"),
    "glass.review": _("Review of an emergency look"),
    "conflict.view": _("Conflicts"),
    "consular.list": _("Contact with the mission"),
    "consular.tell": _("Form: told of the right"),
    "consular.prepare": _("What a mission will see"),
    "consular.view": _("A referral"),
    "portal.list": _("The recipient's list"),
    "portal.view": _("What was shared"),
    "portal.print": _("What was shared, printed"),
    "portal.file": _("A shared file, taken along"),
    "portal.answer": _("The recipient's answer"),
    "letter.view": _("Letters"),
    "letter.make": _("Form of a letter"),
    "letter.argue": _("Form of a letter"),
    "letter.batch": _("Many letters at once"),
    "letter.read": _("A letter, on the recipient's page"),
    "letter.take": _("A letter, taken along"),
    "consular.acknowledge": _("Receipt of a referral"),
    "consular.ask": _("A question of the recipient"),
    "consular.attach": _("A reply document"),
    "consular.decline": _("Form to decline"),
    "fear.raise": _("Form: a fear of the own state"),
    "fear.ask_lift": _("Form: a fear of the own state"),
    "change.list": _("Copied by a program"),
    "named.view": _("Who decides"),
    "event.list": _("Events"),
    "account.sign_in": _("Sign-in"),
    "todo.view": _("To-dos"),
    "screening.confirm": _("Review of an outcome"),
    "directory.view": _("Restricted entry of the directory"),
    "directory.edit": _("Form of a restricted entry"),
    "directory.verify": _("Restricted entry, found true"),
    "directory.export": _("Directory with restricted entries, taken along"),
    "todo.add": _("Form of a to-do"),
    "todo.reassign": _("Form of a to-do"),
}
LISTS = ("case.list", "case.search", "person.list", "glass.list", "portal.list")
ON_LISTS = {Group.ROUTING, Group.IDENTITY}
MORE_ON = {"person.list": {Group.NATIONALITY}}
# The groups that nearly every page shows are named only where a page shows nothing else.
USUAL = (Group.ROUTING, Group.REFERRAL)
UNSAID = (*USUAL, Group.EMERGENCY)  # never named as hidden: the trail, of which it is a part, says it
MANY = 7


def named(groups):
    """Field groups in words. Where nearly all could be seen, what could not be seen says more."""
    seen = [str(words) for group, words in GROUPS.items() if group in groups and group not in USUAL]
    if len(seen) > MANY:
        hidden = [str(words) for group, words in GROUPS.items() if group not in groups and group not in UNSAID]
        return _("all but %(hidden)s") % {"hidden": ", ".join(hidden)} if hidden else _("all")
    return ", ".join(seen) or str(GROUPS[Group.ROUTING])


def place(action, in_list=False):
    """The kind of page somebody looked at, in words."""
    return str(PAGES.get(action, PAGES["case.list"] if in_list else _("A page of the case")))


def what(groups, in_list=False, action=""):
    """What a look could show, in words. A list never shows more than name and routing."""
    on_list = ON_LISTS | MORE_ON.get(action, set())
    shown = set(groups) & on_list if in_list or action in LISTS else groups
    return _("%(place)s: %(what)s") % {"place": place(action, in_list), "what": named(shown)}


def why(rights, via="page"):
    """Why somebody was allowed to look, in words; the most particular reason first."""
    if via == "client":
        return str(_("A program of the office"))
    return "; ".join(str(words) for right, words in RIGHTS.items() if right in rights)
