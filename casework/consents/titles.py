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


def title_of(kind):
    """The words for one type."""
    return dict(PLAIN).get(kind, kind)
