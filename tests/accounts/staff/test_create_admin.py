"""`create_admin`: the first two, each approved by the other, on an empty house."""

import io
import re
import uuid

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import RoleGrant, User
from tests.accounts.signin.conftest import PASSWORD, new_browser, sign_in


class Undo(Exception):
    """Takes back what a test did to the whole house."""


@pytest.fixture
def empty_house(committed):
    """No administrator stands, until the end of the test."""
    from accounts.acting import acting
    from tests.cast import founder

    try:
        with transaction.atomic():
            with acting(founder(), "test.arrange"):
                RoleGrant.objects.filter(role="administrator").update(ended_at="2026-01-02T00:00:00Z")
            yield
            raise Undo
    except Undo:
        pass


def create(mark, **options):
    """Runs the command; returns what it printed."""
    out = io.StringIO()
    given = {
        "username": [f"First.{mark}", f"second.{mark}"],
        "name": ["First Person", "Second Person"],
        "email": ["first@example.org", "second@example.org"],
        "organisation": f"House {mark}",
        "url": "https://testserver",
    } | options
    call_command("create_admin", stdout=out, **given)
    return out.getvalue()


def test_two_administrators_stand_each_approved_by_the_other(empty_house):
    mark = uuid.uuid4().hex[:8]

    printed = create(mark)

    first, second = User.objects.with_standing().filter(organisation__name=f"House {mark}").order_by("username")
    assert first.role_codes == second.role_codes == ["administrator"]
    grants = {grant.user_id: grant for grant in RoleGrant.objects.filter(user__in=[first, second])}
    assert (grants[first.pk].approved_by, grants[second.pk].approved_by) == (second, first)
    created = User.history.get(id=first.pk, history_type="+")
    assert (created.history_user_id, created.history_change_reason) == (first.pk, "admin.bootstrap")
    link = re.search(rf"first.{mark}: https://testserver(\S+)", printed).group(1)
    visitor = new_browser()
    address = visitor.get(link, follow=True).redirect_chain[-1][0]
    visitor.post(address, {"password1": PASSWORD, "password2": PASSWORD})
    sign_in(visitor, first)
    assert visitor.get("/account/staff/").status_code == 200


def test_it_refuses_when_two_stand_already(empty_house):
    create(uuid.uuid4().hex[:8])

    with pytest.raises(CommandError, match="two administrators already"):
        create(uuid.uuid4().hex[:8])


def test_bad_answers_get_a_sentence_and_leave_nothing(empty_house):
    mark = uuid.uuid4().hex[:8]

    with pytest.raises(CommandError, match="valid email"):
        create(mark, email=["first@example.org", "no address"])

    assert not User.objects.filter(username__endswith=mark).exists()
