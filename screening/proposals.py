"""What the interview proposes for a screening. A proposal marks nothing: the screener accepts it or not."""

from accounts.access import readable
from accounts.policy import Group
from casework.interviews.queries import proposals_for
from screening.catalogue import catalogue
from screening.models import HEALTH_CODES, IndicatorAnswer, Screening
from screening.reading import in_doubt
from screening.rule import ADULT_AGE

Source, State = IndicatorAnswer.Source, IndicatorAnswer.State
SOURCES = {"testimony": Source.TESTIMONY, "observation": Source.OBSERVATION}
LISTS = ("vulnerability_flags", "return_risk_factors")


def key_of(proposal):
    """What a button names: the target and the answer in the version that proposes it."""
    return f"{proposal.target}|{proposal.answer.pk}|{proposal.answer.version}"


def source_of(proposal):
    """Whose word it is, in the words of a screening."""
    if proposal.speaker == "agency":
        return Source.AGENCY
    return SOURCES.get(proposal.source, Source.OTHER)


def child_or_adult(screening):
    """The profile for which proposals are shown; the rule decides by the same facts."""
    ages = (screening.age_at_screening, screening.age_at_recruitment)
    young = any(age is not None and age < ADULT_AGE for age in ages)
    doubt = in_doubt(screening) or "age_disputed" in screening.vulnerability_flags
    return Screening.Profile.CHILD if young or doubt else Screening.Profile.ADULT


def waiting(screening, answers):
    """{target: [Proposal]} that nobody accepted or declined, newest first. `answers` are the stored rows."""
    stored = {row.code: row for row in answers}
    rows, profile = catalogue(screening.catalogue_version), child_or_adult(screening)
    found: dict[str, list] = {}
    for proposal in proposals_for(screening.case):
        if key_of(proposal) not in screening.declined and fits(screening, proposal, rows, stored, profile):
            found.setdefault(proposal.target, []).append(proposal)
    return found


def fits(screening, proposal, rows, stored, profile):
    """Whether a proposal still says something new for this screening and this reader."""
    listed, _dot, code = proposal.target.partition(".")
    if listed in LISTS:
        return flag_is_new(screening, code, listed)
    row = rows.get(proposal.target)
    if row is None or row.applies_to not in ("both", profile):
        return False
    answer = stored.get(proposal.target)
    return answer is None or answer.state == State.NOT_ASKED or newer(proposal, answer)


def newer(proposal, answer):
    """The person said something after the sign was marked, and it is not what stands."""
    return proposal.answer.told_at > answer.set_at and proposal.state != answer.state


def flag_is_new(screening, code, listed):
    """A flag that is not ticked yet; one of health only for those who may read health."""
    if code in HEALTH_CODES:
        return Group.HEALTH in readable(screening) and code not in screening.health_marks
    return code not in getattr(screening, listed)


def find(screening, answers, key):
    """The waiting proposal that a button names, or None."""
    return next((p for several in waiting(screening, answers).values() for p in several if key_of(p) == key), None)


def as_mark(proposal):
    """What accepting it marks: its state, its source, and where it was said."""
    origin = {"sitting": str(proposal.sitting.pk), "question": proposal.question.code, "on": proposal.on.isoformat()}
    return {"state": proposal.state, "source": source_of(proposal), "origin": origin}
