"""The outcome page: what the rule says and why, in words and without a percentage (ui/README 8)."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import readable
from accounts.editing import words
from accounts.policy import Group
from screening import follows
from screening.answers_page import LEVELS
from screening.catalogue import ELEMENTS, catalogue
from screening.explaining import ELEMENT_WORDS, counted_in, neutral_in
from screening.models import OUTCOMES, IndicatorAnswer, Screening
from screening.rule import FURTHER, INDICATED, NOTHING, REQUIRED, UNABLE, VULNERABLE

S, Source, State = Screening.Status, IndicatorAnswer.Source, IndicatorAnswer.State
SHORT = {
    "act": gettext_lazy("What was done"),
    "means": gettext_lazy("How the person was made to"),
    "purpose": gettext_lazy("What for"),
}
TITLES = {
    INDICATED: gettext_lazy("Presumed victim of trafficking"),
    FURTHER: gettext_lazy("More must be asked"),
    VULNERABLE: gettext_lazy("Not trafficked on present facts; needs protection"),
    NOTHING: gettext_lazy("No indication on present facts"),
    UNABLE: gettext_lazy("Screening is not possible now"),
}
MEANING = {
    INDICATED: gettext_lazy(
        "The person is protected from now on, also while the review waits. This is a protection finding, not a court"
        " finding."
    ),
    FURTHER: gettext_lazy("Meanwhile the person is treated as presumed to be trafficked."),
    VULNERABLE: gettext_lazy("Help goes on. The person may be screened again at any time."),
    NOTHING: gettext_lazy("The person is told what help there is. The door stays open."),
    UNABLE: gettext_lazy("Help does not depend on it. Offer to try later."),
}
STATUS = {
    S.DRAFT: "todo",
    S.IN_PROGRESS: "now",
    S.STOPPED: "stop",
    S.SUBMITTED: "wait",
    S.RETURNED: "decide",
    S.OVERRIDE_PROPOSED: "wait",
    S.CONFIRMED: "done",
    S.OVERRIDDEN: "done",
    S.SUPERSEDED: "todo",
}


def outcome_words(code):
    """An outcome as a heading; the code itself for one this release does not know."""
    return TITLES.get(code) or dict(OUTCOMES).get(code, code)


def status_tag(screening):
    """(kind, word) of the state."""
    return STATUS[screening.status], screening.get_status_display()


def elements_of(result, answers):
    """What partials/screening/elements.html draws: one dict an element that the profile needs, and for a child means as
    not needed. Nothing for somebody who was not screened."""
    if not result.inputs.screenable:
        return []
    stored = {row.code: row for row in answers}
    needed = REQUIRED[result.profile]
    order = [*needed, *(element for element in ELEMENTS if element not in needed)]
    return [element_of(result, element, stored) for element in order]


def element_of(result, element, stored):
    """Level, counts and the signs behind one element, each with where it comes from."""
    needed = element in REQUIRED[result.profile]
    level = result.levels[element]
    kind, word = LEVELS[level] if needed else ("bar", _("Not needed for a child"))
    signs = [{"words": row.words, "source": source_of(stored.get(row.code))} for row in counted_in(result, element)]
    return {
        "title": ELEMENT_WORDS[element],
        "subtitle": SHORT[element],
        "kind": kind,
        "word": word,
        "border": "" if level == "positive" and needed else level if needed else "none",
        "needed": needed,
        "counts": [{"n": n, "word": w} for n, w in zip(result.counts[element], STRENGTH_WORDS, strict=True)],
        "signs": signs,
    }


STRENGTH_WORDS = (gettext_lazy("strong"), gettext_lazy("medium"), gettext_lazy("weak"))


def source_of(answer):
    """Where a sign comes from when that is more than the person's own account; '' for that."""
    if answer is None or answer.source in ("", Source.TESTIMONY):
        return ""
    return Source(answer.source).label


def beside_the_account(answers):
    """How many present signs rest on more than what the person told."""
    more = (Source.DOCUMENT, Source.OBSERVATION, Source.AGENCY, Source.OTHER)
    return sum(row.state == State.PRESENT and row.source in more for row in answers)


def not_counted(result, answers):
    """What was written down and moved nothing: neutral facts, and signs the person does not know or will not say."""
    if not result.inputs.screenable:
        return []
    known = catalogue(result.catalogue_version)
    unknown = [known[row.code].words for row in answers if row.state == State.UNKNOWN and row.code in known]
    silent = _("%(sign)s: does not know or will not say")
    return [*(row.words for row in neutral_in(result)), *(silent % {"sign": sign} for sign in unknown)]


def known_besides(screening):
    """What else the rule looked at, as (label, words): ages, flags and risks; health for those who may read it."""
    fields = ["age_at_screening", "age_at_recruitment", "vulnerability_flags", "return_risk_factors"]
    fields += ["health_marks"] if Group.HEALTH in readable(screening) else []
    pairs = [(Screening._meta.get_field(name), getattr(screening, name)) for name in fields]
    return [(f.verbose_name, words(screening, f.name, value)) for f, value in pairs if value not in (None, [])]


def verdict(screening, result):
    """The head of the page: the outcome that stands, or the one the rule proposes now."""
    stands = screening.outcome or result.outcome
    return {
        "title": outcome_words(stands),
        "meaning": MEANING.get(stands, ""),
        "line": said_by(screening, result),
        "why": screening.get_hindrance_display() if screening.hindrance else "",
        "grounds": screening.reasonable_grounds if screening.outcome else result.reasonable_grounds,
        "presumed": screening.protection_presumed if screening.outcome else result.protection_presumed,
        "tag": status_tag(screening),
        "by_rule": outcome_words(screening.rule_outcome) if screening.outcome != screening.rule_outcome else "",
    }


def said_by(screening, result):
    """Who says so: the rule, or a supervisor."""
    at = timezone.localtime(screening.decided_at or screening.submitted_at or timezone.now())
    facts = {"version": result.rule_version, "on": date_format(at, "j F Y H:i")}
    if screening.status in Screening.DECIDED or screening.status == S.SUPERSEDED:
        return _("Decided by %(name)s on %(on)s.") % {**facts, "name": screening.decided_by.display_name}
    if screening.status == S.STOPPED:
        return _("By rule version %(version)d. Nobody was screened.") % facts
    if screening.submitted_at:
        return _("Proposed by rule version %(version)d from the answers of %(on)s. A supervisor decides.") % facts
    return _("Proposed by rule version %(version)d from the answers as they stand now. Nothing is sent yet.") % facts


def follow(screening, result):
    """(must, must not) of the outcome that stands or is proposed."""
    if not screening.outcome:
        screening = proposed_copy(screening, result)
    return follows.must(screening), list(follows.MUST_NOT.get(screening.outcome, ()))


def proposed_copy(screening, result):
    """The screening as it would stand if it were sent now; it is never saved."""
    return Screening(
        outcome=result.outcome,
        protection_presumed=result.protection_presumed,
        vulnerability_flags=screening.vulnerability_flags,
    )
