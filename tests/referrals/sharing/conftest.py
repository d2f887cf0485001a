"""A partner that may receive: an organisation with somebody who answers for it and opens cases there."""

import pytest

from accounts.acting import acting
from casework.cases.transitions import CASE
from casework.consents.actions import answer, inform
from casework.models import Case
from referrals.models import Share
from referrals.sharing.preparing import open_share, prepare_share, send_share
from tests.cast import new_organisation, new_team, new_user
from tests.referrals.conftest import agreed

SEEN = ["name", "birth_date", "nationality"]
KINDS = {"service": "share_services", "transfer": "share_services", "home": "share_origin_partner"}


class Partner:
    """Another organisation: Pia answers for it and opens cases, Finn only answers for it."""

    def __init__(self):
        self.organisation = new_organisation("ngo", "TH")
        self.team = new_team(self.organisation, "Partner Team")
        self.pia = new_user("Pia", self.organisation, "external_focal_point", "caseworker", teams=[self.team])
        self.finn = new_user("Finn", self.organisation, "external_focal_point")


@pytest.fixture
def partner():
    """The other organisation."""
    return Partner()


def ready(case, office):
    """The case is open, so that it can be given away."""
    with acting(office.amina, "test.arrange"):
        row = inform(Case.objects.get(pk=case.pk), by=office.amina, type="case_data", language="vie")
        answer(row, by=office.amina, status="given", giver="individual", how="written")
        fresh = Case.objects.get(pk=case.pk)
        fresh.safety_checked_on, fresh.language = "2026-01-05", "vie"
        fresh.save()
        return CASE.move(fresh, "start", by=office.amina)


def given(case, office, partner, purpose="service", items=SEEN, live=True, **consent):
    """(share, consent): something is shared with the partner for this purpose; `live` says that it was accepted."""
    with acting(office.amina, "test.arrange"):
        fresh = Case.objects.select_related("person").get(pk=case.pk)
        yes = agreed(
            fresh, office.amina, partner.organisation, items=[*SEEN, "birth_place"], kind=KINDS[purpose], **consent
        )
        share = prepare_share(
            fresh, recipient=partner.organisation, purpose=Share.Purpose(purpose), consent=yes, items=list(items)
        )
        send_share(share)
        if live:
            open_share(share)
    return share, yes
