"""What a case's pages say beside a referral: states and missions, a review, whom to ask next, a planned talk."""

from django.urls import reverse

from accounts.access import allowed
from accounts.policy import may
from referrals.consular import appointments, cards, escalation, nowhere, words
from referrals.consular.models import ConsularReferral
from referrals.consular.records import StatelessReview
from referrals.consular.transitions import CONSULAR

S = ConsularReferral.Status


def of_home(case, user, referrals):
    """Routes state by state, and the review for people whom no state confirms."""
    reviews = list(StatelessReview.objects.filter(case=case).select_related("opened_by"))
    for row in reviews:
        row.case = case
    standing = next((row for row in reviews if row.closed_on is None), None)
    perhaps = nowhere.perhaps_stateless(case.person.nationalities, referrals)
    return {
        "routes": nowhere.routes(case, referrals),
        "reviews": [{"row": row, "by": row.opened_by.display_name} for row in reviews],
        "perhaps": perhaps,
        "steps": review_steps(case, user, standing, perhaps),
    }


def review_steps(case, user, standing, perhaps):
    """Addresses of what this person may do about it: [(name, url)]."""
    names = ("refer", "close") if standing else ("open",) if perhaps else ()
    return {
        name: reverse("stateless_step", args=[case.reference, name])
        for name in names
        if allowed(user, f"stateless.{name}", case)
    }


def of_detail(referral, user):
    """Whom to ask next once the first alert has passed, the next mission, the planned talk, the group."""
    case = referral.case
    late = referral.status in referral.THEIRS and words.late(referral)
    goes_on = referral.status in CONSULAR.steps["pass_on"].sources and allowed(user, "consular.pass_on", referral)
    live = referral.share is None or referral.share.ended_at is None
    planned = appointments.planned(referral) if referral.status in appointments.BEFORE else None
    if planned is not None:
        planned.case = case
    return {
        "asks": escalation.people_to_ask(referral, user) if late and may(user, "directory.view") else [],
        "tried": escalation.tried(referral) if late else 0,
        "next_url": cards.address("consular_next", referral) if goes_on and live else "",
        "talk": planned,
        "companion": planned.companion.display_name if planned else "",
        "talk_url": talk_url(referral, user, planned),
        "off_url": cards.address("consular_talk_off", referral)
        if planned and allowed(user, "appointment.change", referral)
        else "",
        "group_url": reverse("consular_group_list", args=[referral.group]) if referral.group else "",
    }


def talk_url(referral, user, planned):
    """Where a talk is planned: once the mission holds the referral and none is planned."""
    if planned or referral.status not in appointments.BEFORE or not allowed(user, "appointment.plan", referral):
        return ""
    return cards.address("consular_talk", referral)
