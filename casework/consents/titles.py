"""Consent types in the words of the page (ui/README 5): short, from the person's side, without "victim" or "data"."""

from django.utils.translation import gettext_lazy as _

from accounts.codes import choices

TITLES = {
    "interview": _("Interview"),
    "case_data": _("Keeping a record"),
    "share_services": _("Telling a service"),
    "share_embassy": _("Contact with their own mission"),
    "share_authority_identification": _("Telling the authority that recognises people officially"),
    "share_law_enforcement": _("Telling police or prosecutor"),
    "share_origin_partner": _("Telling an organisation at home"),
    "share_family": _("Contact with the family"),
    "tracing": _("Looking for somebody"),
    "shelter_admission": _("A place in a shelter"),
    "medical": _("Examination or treatment"),
    "return": _("Going back"),
    "reintegration_followup": _("Calls after the return"),
    "statistics": _("Being counted in figures"),
    "evidence_retention": _("Keeping pictures, messages or papers"),
    "media": _("Story or picture in public"),
    "share_exit_clearance": _("Telling immigration and carrier for the exit"),
}
# Pairs for forms and lists, in the order of the code list; a type that is new there keeps its own words.
PLAIN = [(code, TITLES.get(code, words)) for code, words in choices("consent_types")]


# Texts that belong to no type: what a language lead reads them under.
OF_ALL = {
    "glance": _("The pictures beside every text"),
    "sheet": _("Above a signature"),
    "proof": _("When a yes was taken back"),
    "proof_shared": _("When a yes to tell others was taken back"),
}


def title_of(kind):
    """The words for one type."""
    return OF_ALL.get(kind) or dict(PLAIN).get(kind, kind)


# Four choices that are asked one by one (C-02): help, keeping a record, telling others, being counted. A yes to one is
# never a yes to another, and help depends on none of the last two. A type that is new in the code list tells others.
HELP, KEEP, SHARE, COUNT = "help", "keep", "share", "count"
CHOICES = {
    HELP: _("Getting help"),
    KEEP: _("Keeping what is written"),
    SHARE: _("Telling others"),
    COUNT: _("Being counted"),
}
OF_HELP = {"interview", "shelter_admission", "medical", "return", "reintegration_followup"}
OF_KEEPING = {"case_data", "evidence_retention"}
OF_COUNTING = {"statistics"}


def choice_of(kind):
    """Which of the four choices a type belongs to."""
    belongs = ((HELP, OF_HELP), (KEEP, OF_KEEPING), (COUNT, OF_COUNTING))
    return next((choice for choice, kinds in belongs if kind in kinds), SHARE)
