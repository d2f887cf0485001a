"""Immigration, police, courts, border commands and armed groups get nothing but through a door of the table (C-12)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.http import Http404

from accounts.acting import acting
from casework.consents import actions as ledger
from casework.consents.firewall import ASKED_FOR, DOORS, WALLED, may_pass
from casework.consents.items import ITEMS
from referrals.firewall.exemptions import EXEMPTION, ask
from referrals.models import Exemption, Share
from referrals.sharing.actions import withdraw_consent
from referrals.sharing.items import shared_values
from referrals.sharing.preparing import RESTS_ON, prepare_share
from tests.cast import new_organisation, new_user
from tests.referrals.conftest import agreed, seen_by, shared

FIVE = ["name", "birth_date", "nationality", "papers", "journey"]
# Kind of organisation -> purposes for which something may go there, typed from C-12 and not read from the table.
BY_HAND = {
    "immigration": {"exit", "identify", "law"},
    "police": {"identify", "law", "rescue"},
    "prosecution_court": {"identify", "law"},
    "border_command": {"exit", "identify", "law", "rescue"},
    "armed_group": {"law"},
}


def test_the_table_is_the_rule_typed_by_hand():
    assert set(BY_HAND) == WALLED
    assert {kind: {p for p in Share.Purpose.values if may_pass(kind, p)} for kind in WALLED} == BY_HAND
    assert [DOORS[purpose].approvals for purpose in ASKED_FOR] == [1, 1, 2]
    assert DOORS["exit"].items == FIVE
    assert not {"contact", "health", "place"} & {code for purpose in ASKED_FOR for code in DOORS[purpose].items}
    assert all(RESTS_ON[Share.Purpose(purpose)] == {DOORS[purpose].consent} for purpose in ASKED_FOR)


@pytest.mark.parametrize("kind", sorted(WALLED))
def test_an_authority_gets_nothing_by_default_whatever_code_writes_the_share(office, case, kind):
    """Refused before a consent is explained, when a share is prepared, and by the database whatever wrote it."""
    authority = new_organisation(kind)
    with acting(office.amina):
        with pytest.raises(ValidationError):
            ledger.inform(case, by=office.amina, type="share_services", recipient=authority, language="vie")
        yes = agreed(case, office.amina, authority, items=["name"], kind="share_law_enforcement")
        for purpose in ("papers", "contact", "service", "transfer", "home"):
            with pytest.raises(ValidationError):
                prepare_share(case, recipient=authority, purpose=purpose, consent=yes, items=["name"])
            with pytest.raises(DatabaseError), transaction.atomic():
                shared(case, yes, authority, items=["name"], purpose=purpose)
        for purpose in ASKED_FOR:  # through a door, and nobody signed
            with pytest.raises(DatabaseError), transaction.atomic():
                shared(case, yes, authority, items=["name"], purpose=purpose)
    with acting(office.amina):
        assert not Share.objects.filter(case=case, sent_at__isnull=False).exists()


@pytest.fixture
def immigration(committed):
    """The immigration service of the host country."""
    return new_organisation("immigration", "TH")


@pytest.fixture
def asked(office, case, immigration):
    """Amina asks for the exit clearance, with the person's yes to it."""
    with acting(office.amina):
        agreed(case, office.amina, immigration, items=FIVE, kind="share_exit_clearance")
        return ask(
            case, by=office.amina, recipient=immigration, purpose="exit", items=FIVE, reason="The bus goes on Friday."
        )


def test_exit_clearance_leaves_once_a_supervisor_agreed(office, case, immigration, asked):
    ivan = new_user("Ivan", immigration, "external_focal_point")
    assert seen_by(ivan, "SELECT 1 FROM referrals_share") == []
    with acting(office.amina), pytest.raises((PermissionDenied, Http404)):
        EXEMPTION.move(asked, "approve", by=office.amina)
    with acting(office.sam):
        assert EXEMPTION.move(asked, "approve", by=office.sam).status == "open"
    assert len(seen_by(ivan, "SELECT 1 FROM referrals_share")) == 1
    assert seen_by(ivan, "SELECT 1 FROM referrals_exemption") == []  # why it was asked is ours
    with acting(office.amina):
        slip = shared_values(Share.objects.get(pk=asked.share_id), case)
    assert set(slip.values) == {"name", "romanised", "birth_date", "nationalities", "papers", "journey"}


def test_exit_clearance_never_names_more_than_its_five_things(office, case, immigration):
    with acting(office.amina):
        agreed(case, office.amina, immigration, items=["name", "family", "home_address"], kind="share_exit_clearance")
        with pytest.raises(ValidationError) as error:
            ask(case, by=office.amina, recipient=immigration, purpose="exit", items=["name", "family"], reason="Bus.")
        assert "items" in error.value.message_dict


def test_without_the_consent_of_its_own_nothing_is_asked(office, case, immigration):
    with acting(office.amina):
        agreed(case, office.amina, immigration, items=FIVE[:3], kind="share_law_enforcement")
        with pytest.raises(ValidationError) as error:
            ask(case, by=office.amina, recipient=immigration, purpose="exit", items=["name"], reason="Bus.")
        assert "consent" in error.value.message_dict
        assert not Exemption.objects.filter(case=case).exists()


def test_anything_else_needs_two_people_who_did_not_ask(office, case):
    police = new_organisation("police")
    with acting(office.amina):
        agreed(case, office.amina, police, items=["name"], kind="share_law_enforcement")
        row = ask(case, by=office.amina, recipient=police, purpose="law", items=["name"], reason="She wants to report.")
    with acting(office.sam):
        half = EXEMPTION.move(row, "approve", by=office.sam)
        assert (half.status, Share.objects.get(pk=row.share_id).sent_at) == ("half", None)
        with pytest.raises(ValidationError):
            EXEMPTION.move(row, "approve", by=office.sam)
    with acting(office.dara):
        assert EXEMPTION.move(row, "approve", by=office.dara).status == "open"
        assert Share.objects.get(pk=row.share_id).sent_at is not None


def test_a_withdrawal_before_the_yes_stops_it_and_after_it_ends_the_access(office, case, immigration, asked):
    with acting(office.amina):
        consent = ledger.Consent.objects.filter(case=case, type="share_exit_clearance").order_by("-number").first()
        withdraw_consent(consent, by=office.amina)
    with acting(office.sam), pytest.raises(ValidationError):
        EXEMPTION.move(asked, "approve", by=office.sam)
    ivan = new_user("Ivan", immigration, "external_focal_point")
    assert seen_by(ivan, "SELECT 1 FROM referrals_share") == []


def test_a_no_needs_a_reason_and_ends_it(office, asked):
    with acting(office.sam):
        with pytest.raises(ValidationError):
            EXEMPTION.move(asked, "refuse", by=office.sam)
        assert EXEMPTION.move(asked, "refuse", by=office.sam, refusal="She is not travelling.").status == "refused"
        assert Share.objects.get(pk=asked.share_id).ended_at is not None


def test_no_item_of_the_table_is_open_to_an_authority_without_being_named_in_a_type():
    """An item that fits every type of consent would fit these too: so only what all five doors may name."""
    assert {code for code, item in ITEMS.items() if not item.types} == {"name", "birth_date", "nationality", "papers"}
