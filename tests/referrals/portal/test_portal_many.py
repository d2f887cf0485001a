"""The list of a mission that was told of very many people: few statements, and few pages whatever their number.

CASEWORK_REFERRALS=50000 by hand (docs/performance.md); the suite takes fewer. The rows are copies of a true one, put
beside it as years of work would have left them.
"""

import os
import uuid

import pytest
from django.db import connection, connections, transaction
from django.urls import reverse

from accounts.acting import acting
from accounts.vault import new_key
from config.bench.measuring import pages_of, plan_of
from referrals.models import Receipt
from referrals.portal.queries import statement
from tests.cast import browser_of
from tests.referrals.steps import Way

MANY = int(os.environ.get("CASEWORK_REFERRALS", "3000"))
PAGES = 260
# table: the column that names the case, what is new in each copy, and the rows that are copied
COPIED = {
    "casework_case": (
        "id",
        "'reference', 'X' || lpad(n::text, 9, '0'), 'opened_at', x.opened_at - n * interval '1 minute'",
    ),
    "casework_person": ("case_id", "'id', md5('person' || n)::uuid"),
    "casework_consent": ("case_id", "'id', md5(x.id::text || n)::uuid, 'series', md5(x.series::text || n)::uuid"),
    "referrals_share": (
        "case_id",
        "'id', md5('share' || n)::uuid, 'number', 'X' || lpad(n::text, 9, '0'),"
        " 'consent_series', md5(x.consent_series::text || n)::uuid",
    ),
    "referrals_consularreferral": (
        "case_id",
        "'id', md5('referral' || n)::uuid, 'number', 'X' || lpad(n::text, 9, '0'), 'share_id', md5('share' || n)::uuid,"
        " 'since', x.since + n * interval '1 second'",
    ),
}


def copies(case, many):
    """Copies the case with its share and referral, and what the triggers would have written."""
    ids = [uuid.uuid5(uuid.NAMESPACE_OID, f"{case.pk}:{n}") for n in range(1, many + 1)]
    keys = [(pk, *new_key(pk)) for pk in ids]
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table, (column, new) in COPIED.items():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute("SET LOCAL ROLE keeper")
            cursor.execute(
                f"INSERT INTO {table} SELECT (jsonb_populate_record(x, jsonb_build_object('{column}', u.id, {new}))).*"
                f" FROM {table} x, unnest(%s::uuid[]) WITH ORDINALITY u(id, n) WHERE x.{column} = %s",
                [ids, case.pk],
            )
            cursor.execute("RESET ROLE")
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.executemany("INSERT INTO case_key (case_id, wrapped, master_version) VALUES (%s, %s, %s)", keys)
        cursor.execute(
            "INSERT INTO referrals_receipt (id, recipient_id, number, sent_at, until)"
            " SELECT id, recipient_id, number, sent_at, until FROM referrals_share WHERE case_id = ANY (%s)",
            [ids],
        )
        cursor.execute("SELECT refresh_access(%s)", [ids])
        cursor.execute("RESET ROLE")
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def takes_away(case, many):
    """The copies go again: no other test need meet cases that no trigger has seen."""
    ids = [uuid.uuid5(uuid.NAMESPACE_OID, f"{case.pk}:{n}") for n in range(1, many + 1)]
    tables = [*reversed(COPIED.items()), ("case_key", ("case_id", ""))]
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute(
            "DELETE FROM referrals_receipt WHERE id IN (SELECT id FROM referrals_share WHERE case_id = ANY (%s))", [ids]
        )
        cursor.execute("DELETE FROM case_access WHERE case_id = ANY (%s)", [ids])
        cursor.execute("RESET ROLE")
        for table, (column, _new) in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute("SET LOCAL ROLE keeper")
            cursor.execute(f"DELETE FROM {table} WHERE {column} = ANY (%s)", [ids])
            cursor.execute("RESET ROLE")
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def pages_touched(user):
    """Pages that the list's statement touches for this person, and how many ids it names."""
    with acting(user, "portal.list"):
        sql, params = statement(user)
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            named = len(cursor.fetchone()[0])
        return pages_of(plan_of((sql, params))), named


@pytest.fixture
def many(committed, office, case):
    """How many people beside the first one; they are gone afterwards."""
    Way(office, case, items=["birth_date", "needs_paper"]).to("acknowledged")
    with acting(office.amina, "test.arrange"):  # who makes a key is named
        copies(case, MANY)
    yield MANY
    takes_away(case, MANY)


def test_the_list_of_a_mission_costs_the_same_however_many_people_it_was_told_of(
    office, many, django_assert_max_num_queries
):
    browser = browser_of(office.lina)
    browser.get(reverse("portal_list"))  # the first click of a session writes it down
    with django_assert_max_num_queries(10):
        text = browser.get(reverse("portal_list")).content.decode()
    pages, named = pages_touched(office.lina)

    assert text.count('class="title"') == 25 and "?older=" in text
    with acting(office.lina, "test.look"):
        assert Receipt.objects.filter(stands_until__isnull=False).count() == many + 1
    assert named == 26
    assert pages <= PAGES, pages
