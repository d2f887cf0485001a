"""`tell` belongs to the change it is about; what leaves says nothing but that there is something (R-42, R-52, S-32)."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.http import Http404

from accounts.acting import acting
from accounts.models import OutboxMail
from accounts.outbox import delivery
from accounts.outbox.actions import tell, tell_all
from accounts.outbox.kinds import KINDS
from casework.cases.actions import break_glass, offer_case
from tests.cast import new_user

MINUTE = datetime.timedelta(minutes=1)


def test_a_telling_is_undone_with_the_change_it_is_about(office, rows):
    assert rows(office.sam) == []
    with pytest.raises(RuntimeError), transaction.atomic():
        tell(office.sam, "glass")
        raise RuntimeError
    assert rows(office.sam) == []
    tell(office.sam, "glass")
    assert [row.kind for row in rows(office.sam)] == ["glass"]


def test_an_unknown_kind_is_a_mistake_of_the_caller(office, rows):
    assert rows(office.sam) == []
    with pytest.raises(KeyError):
        tell(office.sam, "gossip")
    assert rows(office.sam) == []
    assert all(str(label) for label in KINDS.values())


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM accounts_outboxmail",
        "UPDATE accounts_outboxmail SET attempts = 0",
        "DELETE FROM accounts_outboxmail",
    ],
)
def test_the_web_adds_and_neither_reads_nor_changes(office, statement):
    tell(office.sam, "glass")
    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_broken_glass_tells_the_supervisors_of_the_team_in_the_same_transaction(office, case, rows):
    """S-32"""
    second = new_user("Second", office.organisation, "supervisor", teams=[office.team])
    assert rows(office.sam) == []
    with acting(office.noor):
        break_glass(case.reference, by=office.noor, reason="She is at the hospital now.")
        assert rows(office.sam) == []  # not yet committed: others see nothing
    for told in (office.sam, second):
        assert [row.kind for row in rows(told)] == ["glass"]
    for untold in (office.noor, office.tess, office.amina, office.dara):
        assert rows(untold) == []


def test_glass_that_did_not_break_tells_nobody(office, case, rows):
    with acting(office.noor), pytest.raises(ValidationError):
        break_glass(case.reference, by=office.noor, reason="short")
    with acting(office.noor), pytest.raises(Http404):
        break_glass("AAAA0000AA", by=office.noor, reason="She is at the hospital now.")
    assert rows(office.sam) == []


def test_a_supervisor_who_breaks_the_glass_is_not_told_about_it(office, case, rows):
    assert rows(office.sam) == []
    with acting(office.tess):
        break_glass(case.reference, by=office.tess, reason="She is at the hospital now.")
    assert len(rows(office.sam)) == 1 and rows(office.tess) == []


def test_an_offer_tells_who_is_offered_the_case(office, case, rows):
    with acting(office.amina):
        offer_case(case, office.noor, by=office.amina)
    assert [row.kind for row in rows(office.noor)] == ["offer"]


def deliver_all(*users):
    for row in OutboxMail.objects.filter(user__in=users).order_by("created_at"):
        delivery.deliver(row.pk)


def test_the_mail_says_that_there_is_something_and_where_to_sign_in(office, case, as_worker, mailoutbox):
    as_worker()
    assert office.sam.email
    with acting(office.noor):
        break_glass(case.reference, by=office.noor, reason="She is at the hospital now.")
    became_worker(as_worker)
    deliver_all(office.sam)
    (mail,) = mailoutbox
    assert mail.to == [office.sam.email]
    whole = str(mail.message())
    assert "Sign in to read it" in whole and "https://testserver/sign-in/" in whole
    for hidden in (case.reference, "Noor", "Sam Test", "Trang", "Bridge", "hospital", "mergency", str(case.pk)):
        assert hidden not in whole


def became_worker(as_worker):
    """The process is the worker again, after it was the web."""
    connection.close()
    connection.settings_dict["USER"] = "worker"


def test_the_mail_is_written_in_the_language_of_its_reader(office, as_worker, mailoutbox, monkeypatch):
    seen = []
    real = delivery.render_to_string

    def render(*args):
        from django.utils.translation import get_language

        seen.append(get_language())
        return real(*args)

    monkeypatch.setattr(delivery, "render_to_string", render)
    office.sam.language = "th"
    with acting(office.alex, "test.arrange"):
        office.sam.save()
    tell(office.sam, "glass")
    deliver_all(office.sam)
    assert seen == ["th"] and len(mailoutbox) == 1


def test_who_cannot_be_mailed_is_not(office, as_worker, mailoutbox, rows):
    office.sam.is_active, office.noor.email = False, ""
    with acting(office.alex, "test.arrange"):
        office.sam.save()
        office.noor.save()
    tell_all([office.sam, office.noor], "glass")
    deliver_all(office.sam, office.noor)
    assert mailoutbox == [] and rows(office.sam) == rows(office.noor) == []


def test_several_updates_within_ten_minutes_are_one_mail(office, as_worker, mailoutbox, age, rows):
    tell(office.sam, "glass")
    deliver_all(office.sam)
    age(office.sam, 6 * MINUTE)
    tell(office.sam, "glass")
    deliver_all(office.sam)
    assert len(mailoutbox) == 1
    age(office.sam, 6 * MINUTE)
    tell(office.sam, "glass")
    deliver_all(office.sam)
    assert len(mailoutbox) == 2
    assert [row.joined_id is None for row in rows(office.sam)] == [True, False, True]


def test_what_piled_up_is_one_mail_whatever_comes_first(office, as_worker, mailoutbox, age):
    for _ in range(4):
        tell(office.sam, "glass")
        age(office.sam, 30 * MINUTE)
    for row in OutboxMail.objects.filter(user=office.sam).order_by("-created_at"):
        delivery.deliver(row.pk)
    assert len(mailoutbox) == 1


def test_other_kinds_and_other_people_get_mails_of_their_own(office, as_worker, mailoutbox):
    tell_all([office.sam, office.tess], "glass")
    tell(office.sam, "todo")
    deliver_all(office.sam, office.tess)
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted([office.sam.email] * 2 + [office.tess.email])


def test_a_message_that_comes_twice_mails_once(office, as_worker, mailoutbox):
    tell(office.sam, "glass")
    (row,) = OutboxMail.objects.filter(user=office.sam)
    assert [delivery.deliver(row.pk) for _ in range(3)] == [True, False, False]
    assert mailoutbox[0].extra_headers["Message-ID"].startswith(f"<{row.pk}@")
