"""Lists by key: every account once, in order, 25 a page, no name in an address."""

import uuid

import pytest
from django.urls import reverse

from accounts.acting import acting
from accounts.models import User
from tests.accounts.staff.conftest import desk_of
from tests.cast import founder, new_organisation


@pytest.fixture
def crowd(committed):
    """53 people of one organisation, some with the same name."""
    organisation = new_organisation()
    with acting(founder(), "test.arrange"):
        for number in range(53):
            User.objects.create_user(
                f"p.{uuid.uuid4().hex}", display_name=f"Person {number // 3:02}", organisation=organisation
            )
    return organisation


def walk(client, address, way):
    """All pages in one direction, as lists of ids."""
    pages, query = [], address
    while query:
        context = client.get(query).context
        pages.append([line["row"].pk for line in context["users"]])
        step = getattr(context["found"], way)
        query = reverse("user_list") + step if step else ""
    return pages, context["found"]


def test_pages_hold_every_account_once_in_order_both_ways(crowd, alex):
    client, address = desk_of(alex), f"{reverse('user_list')}?organisation={crowd.pk}"
    expected = list(User.objects.filter(organisation=crowd).order_by("display_name", "pk").values_list("pk", flat=True))

    forwards, last = walk(client, address, "later")
    backwards, first = walk(client, reverse("user_list") + last.earlier, "earlier")

    assert [len(page) for page in forwards] == [25, 25, 3]
    assert [pk for page in forwards for pk in page] == expected
    assert [pk for page in reversed(backwards) for pk in page] == expected[:50]
    assert first.earlier == "" and "Person" not in last.earlier


def test_a_page_costs_the_same_whatever_the_number_of_rows(crowd, alex, django_assert_max_num_queries):
    client = desk_of(alex)
    client.get(reverse("user_list"))

    with django_assert_max_num_queries(8):
        client.get(f"{reverse('user_list')}?organisation={crowd.pk}")


def test_a_key_that_no_row_can_have_starts_at_the_top(crowd, alex):
    client = desk_of(alex)

    for key in ("nonsense", "' OR 1=1", str(uuid.uuid4()), "\x00"):
        assert client.get(reverse("user_list"), {"after": key, "organisation": crowd.pk}).status_code == 200
    assert client.get(reverse("user_list"), {"organisation": "nonsense"}).status_code == 200
    assert client.get(reverse("organisation_list"), {"before": str(crowd.pk)}).status_code == 200
