"""Immigration, police, courts, border commands and armed groups get nothing but through a door of the table (C-12)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.http import Http404
from django.urls import reverse

from accounts.acting import acting
from casework.consents import actions as ledger
from casework.consents.firewall import ASKED_FOR, DOORS, WALLED, may_pass
from casework.consents.items import ITEMS
from casework.consents.models import Consent
from referrals.channels.actions import log
from referrals.firewall.exemptions import EXEMPTION, ask
from referrals.firewall.handing import hand_over
from referrals.models import ChannelEntry, Exemption, Share
from referrals.sharing.actions import withdraw_consent
from referrals.sharing.items import shared_values
from referrals.sharing.preparing import RESTS_ON, prepare_share
from tests.cast import browser_of, new_organisation, new_user
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


def opened(office, asked):
    """The exemption, agreed."""
    with acting(office.sam, "test.arrange"):
        return EXEMPTION.move(asked, "approve", by=office.sam)


def test_what_is_handed_over_by_hand_is_a_row_that_stays(office, case, asked):
    amina, url = browser_of(office.amina), reverse("exemption_detail", args=[case.reference, asked.number])
    assert "It was handed over" not in amina.get(url).content.decode()
    with acting(office.amina), pytest.raises(ValidationError, match="not agreed yet"):
        hand_over(asked, by=office.amina, way="personal", with_whom="Sgt. Chai")
    opened(office, asked)
    assert "It was handed over" in amina.get(url).content.decode()
    given = {"way": "personal", "with_whom": "Sgt. Chai", "role": "Desk 3", "when": "hour", "note": "He signed."}
    assert amina.post(reverse("exemption_hand", args=[case.reference, asked.number]), given).status_code == 302
    page = amina.get(url).content.decode()
    assert "Sgt. Chai" in page and "Given:" in page and "Date of birth" in page and "on this consent" in page
    with acting(office.amina):
        row = ChannelEntry.objects.get(exemption=asked)
        assert (row.by, row.items, row.consent.recipient_id) == (office.amina, asked.share.items, asked.recipient_id)
        assert row.consent.status == "given"
        assert Share.objects.get(pk=asked.share_id).live_from is not None
        assert case.casesteps.filter(step="exemption_hand").exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            ChannelEntry.objects.filter(pk=row.pk).update(items=[])


def test_a_correction_of_a_hand_over_keeps_what_was_given(office, case, asked):
    row = opened(office, asked)
    with acting(office.amina):
        first = hand_over(row, by=office.amina, way="personal", with_whom="Sgt. Chai")
        again = log(row, by=office.amina, corrects=first, way="letter", with_whom="Sgt. Chai")
        assert (again.items, again.consent_id) == (first.items, first.consent_id)


def test_nothing_goes_by_hand_to_who_has_an_account_or_after_the_yes_was_taken_back(office, case, immigration, asked):
    row = opened(office, asked)
    yes = Consent.objects.filter
    with acting(office.amina):
        withdraw_consent(yes(series=row.share.consent_series).latest("number"), by=office.amina)
        with pytest.raises(ValidationError, match="has ended"):
            hand_over(row, by=office.amina, way="personal", with_whom="Sgt. Chai")
    new_user("Ivan", immigration, "external_focal_point")
    with acting(office.amina), pytest.raises(ValidationError, match="have an account"):
        hand_over(row, by=office.amina, way="personal", with_whom="Sgt. Chai")
        assert not ChannelEntry.objects.filter(exemption=row).exists()


def test_a_call_with_the_authority_that_gave_nothing_is_written_down_too(office, case, asked):
    url = reverse("channel_authority", args=[case.reference, asked.number])
    given = {"way": "call", "came": "promised", "direction": "out", "when": "now", "with_whom": "Sgt. Chai"}
    assert browser_of(office.amina).post(url, given).status_code == 302
    with acting(office.amina):
        row = ChannelEntry.objects.get(exemption=asked)
        assert (row.items, row.consent_id) == ([], None)
