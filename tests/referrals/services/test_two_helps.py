"""Two helps of one provider at once (a share each), the handover pack as a letter, and the queue of those who look after
children and returns."""

import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.acting import acting
from referrals.directory import actions as directory
from referrals.directory.models import DirectoryService
from referrals.letters.actions import composed, sheet_of
from referrals.models import Share
from referrals.services import actions
from referrals.services.transitions import SERVICE
from referrals.sharing.items import shared_values
from tests.cast import browser_of, new_user
from tests.referrals.services.conftest import HOME, Road, fresh, provider_of


def second_service(office, service):
    """Another help of the same entry."""
    with acting(office.sam, "test.arrange"):
        row = DirectoryService(entry=service.entry, name="Talks", kind="mhpss_focused", urgency="immediate")
        return directory.save_part(row, by=office.sam, places=[])


@pytest.fixture
def both(office, woman, clinic):
    """(the first referral, sent; the second, ticked) to the same provider."""
    first = Road(office, woman, clinic).to("sent")
    service = second_service(office, clinic[0])
    with acting(office.amina, "test.arrange"):
        given = {"kind": service.kind, "priority": "normal", "country": "TH", "needs": "She does not sleep."}
        row = actions.begin(woman, by=office.amina, **given)
        row = actions.choose(row, by=office.amina, version=row.version, service=service)
        row = actions.tick(row, by=office.amina, version=row.version, items=["name", "service_kind"])
    return first, row


def test_two_helps_of_one_provider_have_a_share_each_and_show_what_was_ticked_for_it(office, both):
    first, second = both
    assert first.share_id != second.share_id and first.share.purpose == second.share.purpose == "service"
    for who, step in ((office.amina, "request"), (office.sam, "approve"), (office.amina, "send")):
        with acting(who, "test.arrange"):
            SERVICE.move(fresh(second), step, by=who)
    with acting(office.amina):
        values = [set(shared_values(fresh(row).share, fresh(row).case).values) for row in both]
    assert "needs_words" in values[0] and "needs_words" not in values[1]


def test_the_end_of_one_help_leaves_the_other_as_it_is(office, both):
    first, second = both
    with acting(office.amina):
        SERVICE.move(fresh(first), "cancel", by=office.amina, reason="She is well again.")
        assert fresh(second).share.ended_at is None


def test_one_help_is_shared_once_also_by_the_database(office, both):
    first, _second = both
    with acting(office.amina), pytest.raises(IntegrityError), transaction.atomic():
        same = {
            name: getattr(first.share, name) for name in ("case", "recipient", "purpose", "number", "until", "items")
        }
        Share(**same, consent_series=first.share.consent_series).save(force_insert=True)


def test_the_same_service_is_asked_once(office, both, clinic):
    _first, second = both
    with acting(office.amina), pytest.raises(ValidationError):
        row = actions.change(second, by=office.amina, version=second.version, kind=clinic[0].kind)
        actions.choose(row, by=office.amina, version=row.version, service=clinic[0])


def test_the_handover_pack_is_a_letter_with_what_was_done_and_what_comes_next(office, woman):
    partner = provider_of(office, kind="ngo", country="VN", kind_of_help="reception")
    words = {"done_words": "A month in the shelter.", "next_words": "Work near home."}
    row = Road(office, woman, partner, home=True, items=HOME, **words).to("accepted")
    page = browser_of(office.amina).get(reverse("service_detail", args=[woman.reference, row.number])).content.decode()
    url = f"{reverse('letter_new', args=[woman.reference])}?kind=handover_pack&amp;to=share:{row.share_id}"
    assert url in page
    form = browser_of(office.amina).get(url.replace("&amp;", "&")).content.decode()
    assert re.search(r'<input[^>]*value="handover_pack"[^>]*checked', form)
    with acting(office.amina):
        case = fresh(row).case
        sheet = sheet_of(case, by=office.amina, kind="handover_pack", language="en", share=fresh(row).share)
        said = json.dumps(composed(sheet), ensure_ascii=False)
    assert "A month in the shelter." in said and "Work near home." in said and "need not tell everything again" in said


@pytest.mark.parametrize("role", ["child_protection_officer", "repatriation_officer"])
def test_who_looks_after_children_or_returns_has_the_queue_in_the_menu(office, role):
    page = browser_of(new_user("Pim", office.organisation, role, teams=[office.team])).get(reverse("service_queue"))
    said = page.content.decode()
    assert page.status_code == 200 and f'href="{reverse("service_queue")}"' in said
    assert "Referrals to missions" not in said


def test_the_queue_of_a_child_protection_officer_holds_children_and_nobody_else(office, woman, clinic):
    row = Road(office, woman, clinic).to("sent")
    officer = browser_of(new_user("Pim", office.organisation, "child_protection_officer", teams=[office.team]))
    url = reverse("service_detail", args=[woman.reference, row.number])
    assert url not in officer.get(reverse("service_queue")).content.decode()
    assert url in browser_of(office.amina).get(reverse("service_queue")).content.decode()
