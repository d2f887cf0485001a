"""Which field group an answer belongs to: decided by the fact that its question holds (security-rules.md section 4).

One table, the most particular name first. A fact that nobody listed is as closed as health.
"""

from functools import cache

from accounts.policy import Group
from casework.interviews import catalogue

G = Group
FIELDS = {
    # health and mind: only with a health grant
    "need.health_now": G.HEALTH,
    "need.medicine": G.HEALTH,
    "need.illness": G.HEALTH,
    "need.pregnancy": G.HEALTH,
    "need.functioning": G.HEALTH,
    "need.doctor": G.HEALTH,
    "need.substance_care": G.HEALTH,
    "need.sleep": G.HEALTH,
    "need.feeling": G.HEALTH,
    "need.coping": G.HEALTH,
    "need.suicide_risk": G.HEALTH,
    "need.counselling": G.HEALTH,
    "harm.substances": G.HEALTH,
    "harm.medical": G.HEALTH,
    "harm.private": G.HEALTH,
    "return.self_harm": G.HEALTH,
    "return.care": G.HEALTH,
    "follow_up.health": G.HEALTH,
    "follow_up.sleep": G.HEALTH,
    # where the person is and who may know it
    "need.shelter_wish": G.CONTACT,
    "need.call": G.CONTACT,
    "safety.tonight": G.CONTACT,
    "safety.home_known": G.CONTACT,
    "case.places_since": G.CONTACT,
    "report.reporter_contact": G.CONTACT,
    "report.reporter_relation": G.CONTACT,
    "follow_up.housing": G.CONTACT,
    "follow_up.safety": G.CONTACT,
    # what must never reach the own state
    "person.nationalities": G.NATIONALITY,
    "return.nationality": G.NATIONALITY,
    "person.papers_refused": G.IMMIGRATION,
    "person.stay_permit": G.IMMIGRATION,
    "safety.identity": G.IMMIGRATION,
    "safety.left_danger": G.IMMIGRATION,
    "safety.fears": G.IMMIGRATION,
    "case.embassy_contact": G.IMMIGRATION,
    # the people around them
    "person.family": G.FAMILY,
    "person.dependants": G.FAMILY,
    "person.carers": G.FAMILY,
    "return.family_part": G.FAMILY,
    "return.home_safe": G.FAMILY,
    "return.carer": G.FAMILY,
    "follow_up.people": G.FAMILY,
    # police and courts
    "safety.asked_to_testify": G.JUSTICE,
}
KINDS = {
    "person": G.IDENTITY,
    "contact": G.CONTACT,
    "need": G.FACTS,
    "safety": G.FACTS,
    "return": G.IMMIGRATION,
    "recruitment": G.FACTS,
    "leg": G.FACTS,
    "stay": G.FACTS,
    "work": G.FACTS,
    "charge": G.FACTS,
    "harm": G.FACTS,
    "report": G.FACTS,
    "interview": G.FACTS,
    "case": G.FACTS,
    "follow_up": G.FACTS,
    "penalty": G.JUSTICE,
    "evidence": G.EVIDENCE,
    "": G.FACTS,  # what is only said, and holds no fact
}
STRICTEST = G.HEALTH


@cache
def group_of_field(field):
    """The group of a fact such as "harm.kinds"; the strictest for one that is not in the tables."""
    return FIELDS.get(field) or KINDS.get(field.partition(".")[0], STRICTEST)


@cache
def group_of_question(code):
    """The group of a question's answers; the strictest for a code that nobody ever asked."""
    try:
        return group_of_field(catalogue.question(code).field)
    except KeyError:
        return STRICTEST
