"""Restricted entries (R26): nobody unlisted finds one on a page, by search, over REST, in a file or in the database."""

import uuid

import pytest
from django.db import DatabaseError, connections, transaction
from django.urls import reverse

from accounts.acting import acting
from accounts.policy import Role
from referrals.directory.hsds import export
from referrals.directory.models import (
    DirectoryEntry,
    DirectoryOffer,
    DirectoryPlace,
    DirectoryService,
    FocalPoint,
)
from referrals.directory.queries import seen_by
from tests.cast import SecureClient, browser_of, new_user
from tests.referrals.directory.conftest import aged

MODELS = (DirectoryEntry, DirectoryPlace, DirectoryService, DirectoryOffer, FocalPoint)
CANARY = "CANARY-"


def everything(browser, secret):
    """All that one browser can get out of the directory."""
    pages = ["/directory/", "/directory/?show=ours", "/directory/?show=restricted", "/directory/?show=mine",
             "/directory/?service=shelter", "/directory/?country=TH", "/directory/?town=TH-MSO",
             f"/directory/?after={secret.pk}", f"/directory/{secret.pk}/", f"/directory/{secret.pk}/edit/",
             f"/directory/{secret.pk}/services/new/", "/api/v1/directory/?limit=200",
             "/api/v1/directory/?show=restricted", f"/api/v1/directory/{secret.pk}/", "/api/v1/directory/hsds/",
             "/directory/export/", "/directory/import/", "/", "/cases/"]  # fmt: skip
    for url in pages:
        yield url, browser.get(url)
    yield "search", browser.post("/directory/search/", {"word": CANARY})
    yield "true", browser.post(reverse("directory_true", args=[secret.pk]), {"version": "1"}, follow=True)
    yield "export", browser.post("/directory/export/", {"with_restricted": "on"})
    yield (
        "patch",
        browser.patch(
            f"/api/v1/directory/{secret.pk}/", "{}", content_type="application/json", headers={"If-Match": '"1"'}
        ),
    )


def leaks(browser, secret):
    found = {}
    for where, answer in everything(browser, secret):
        text = answer.getvalue().decode(errors="replace").replace('value="CANARY-"', "")
        if CANARY in text or str(secret.pk) in text.replace(f"after={secret.pk}", "") or answer.status_code >= 500:
            found[where] = answer.status_code
    return found


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SUPERVISOR])
def test_nobody_unlisted_in_the_same_organisation_learns_of_it(office, secret, role):
    user = new_user(role.name.title(), office.organisation, role.value, teams=[office.team])
    assert leaks(browser_of(user), secret) == {}


def test_nobody_of_another_organisation_learns_of_it(office, elsewhere, secret):
    for user in (elsewhere.sam, elsewhere.amina, elsewhere.dara, elsewhere.alex, office.lina):
        assert leaks(browser_of(user), secret) == {}, user
    assert leaks(SecureClient(), secret) == {}


def test_a_hidden_entry_answers_like_one_that_is_not_there(office, secret):
    """R-02"""
    browser = browser_of(office.amina)
    there, nowhere = (browser.get(f"/directory/{pk}/") for pk in (secret.pk, uuid.uuid4()))
    assert there.status_code == nowhere.status_code == 404
    strip = lambda answer: answer.content.decode().split("<main")[-1]  # noqa: E731
    assert strip(there) == strip(nowhere)


def test_supervisors_who_keep_it_and_whom_it_names_do_read_it(office, secret, reader):
    for user in (office.sam, office.tess, reader):
        browser = browser_of(user)
        text = browser.get(f"/directory/{secret.pk}/").content.decode()
        assert all(f"CANARY-{word}" in text for word in ("partner", "words", "service", "person", "street")), user
        assert "CANARY-partner" in browser.post("/directory/search/", {"word": "canary"}).content.decode()
        assert browser.get(f"/api/v1/directory/{secret.pk}/").json()["name"] == "CANARY-partner"


def test_a_named_reader_who_loses_the_role_or_leaves_reads_nothing(office, elsewhere, secret, keeper):
    outsider = elsewhere.amina
    with acting(keeper, "test.arrange"):
        row = DirectoryEntry.objects.get(pk=secret.pk)
        row.readers = [outsider.pk, office.lina.pk]
        row.save()
    assert leaks(browser_of(outsider), secret) == {} and leaks(browser_of(office.lina), secret) == {}


def test_the_database_alone_keeps_it_from_them(office, elsewhere, secret, reader):
    """Wall 5 with everything else taken away: all objects asked for, and their histories."""
    for user in (office.amina, office.dara, office.alex, elsewhere.sam, office.lina):
        with acting(user):
            assert not DirectoryEntry.objects.filter(pk=secret.pk).exists(), user
            for model in MODELS[1:]:
                assert not model.objects.filter(entry=secret.pk).exists(), (user, model)
                assert not model.history.filter(entry=secret.pk).exists(), (user, model)
            assert not DirectoryEntry.history.filter(id=secret.pk).exists(), user
    for user in (office.sam, reader):
        with acting(user):
            assert DirectoryEntry.history.filter(id=secret.pk).exists()
            assert all(model.objects.filter(entry=secret.pk).exists() for model in MODELS[1:])


def test_without_an_actor_there_is_no_directory(entry):
    with acting(None):
        assert not any(model.objects.exists() for model in MODELS)


def test_the_database_alone_lets_only_the_keepers_people_write(office, elsewhere, entry, secret):
    for user in (elsewhere.sam, office.dara, office.alex, office.paul):
        with acting(user):
            assert DirectoryEntry.objects.filter(pk=entry.pk).update(name="Taken", version=9) == 0, user
            assert FocalPoint.objects.filter(entry=entry).delete()[0] == 0, user
            with pytest.raises(DatabaseError, match="row-level"), transaction.atomic():
                DirectoryPlace(entry=entry, name="x", country="TH").save(force_insert=True)
            with pytest.raises(DatabaseError, match="row-level"), transaction.atomic():
                DirectoryEntry(name="x", kind="ngo", country="TH", keeper_id=user.organisation_id if user is not
                               elsewhere.sam else office.organisation.pk).save(force_insert=True)  # fmt: skip


@pytest.mark.parametrize("model", MODELS)
def test_each_table_and_its_history_is_walled_for_everybody(committed, model):
    """R-11, S-38: enabled, forced, one policy a command, none for all; history frozen."""
    from tests.accounts.test_catalog import rows

    table = model._meta.db_table
    past = model.history.model._meta.db_table
    for name in (table, past):
        found = rows("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = %s", name)
        assert found == [(True, True)]
        commands = dict(rows("SELECT policyname, cmd FROM pg_policies WHERE tablename = %s", name))
        drops = {"drop": "DELETE"} if name == table and model is not DirectoryEntry else {}
        assert commands == {"see": "SELECT", "add": "INSERT", "change": "UPDATE"} | drops
    assert rows("SELECT 1 FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = 'frozen'", past)


def looked(user, action):
    """What the read log holds of this person: the rows shown, by action."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute("SELECT case_ids FROM audit_look WHERE actor = %s AND action = %s", [user.pk, action])
        return [key for (keys,) in cursor.fetchall() for key in keys]


def test_each_look_at_it_is_recorded_and_looks_at_open_entries_are_not(office, secret, entry):
    browser = browser_of(office.sam)
    browser.get(f"/directory/{secret.pk}/")
    browser.get(f"/directory/{entry.pk}/")
    browser.get("/directory/?show=ours")
    browser.post("/directory/search/", {"word": "canary"})
    browser.get(f"/api/v1/directory/{secret.pk}/")
    assert looked(office.sam, "directory.view") == [secret.pk] * 4
    browser.post("/directory/export/", {"with_restricted": "on"})
    assert looked(office.sam, "directory.export") == [secret.pk]


def test_a_refused_try_is_recorded(office, secret):
    browser_of(office.amina).get(f"/directory/{secret.pk}/")
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        cursor.execute(
            "SELECT outcome FROM audit_refusal WHERE wanted = %s AND actor = %s", [str(secret.pk), office.amina.pk]
        )
        assert cursor.fetchall() == [("not found",)]


def test_only_a_supervisor_restricts_and_opens(office, entry, secret, reader):
    given = {"name": "n", "kind": "ngo", "country": "TH", "status": "active", "restricted": "on"}
    browser = browser_of(reader)
    browser.post(f"/directory/{entry.pk}/edit/", given | {"version": entry.version})
    browser.post(f"/directory/{secret.pk}/edit/", given | {"version": secret.version, "restricted": ""})
    with acting(office.sam):
        assert not DirectoryEntry.objects.get(pk=entry.pk).restricted
        assert DirectoryEntry.objects.get(pk=secret.pk).restricted
    row = aged(entry, entry.verified_on, office.sam)
    patch = browser.patch(
        f"/api/v1/directory/{entry.pk}/",
        {"restricted": True},
        content_type="application/json",
        headers={"If-Match": f'"{row.version}"'},
    )
    assert patch.status_code == 400
    posted = given | {"version": row.version, "readers": str(reader.pk)}
    assert browser_of(office.sam).post(f"/directory/{entry.pk}/edit/", posted).status_code == 302
    with acting(office.sam):
        assert DirectoryEntry.objects.get(pk=entry.pk).readers == [reader.pk]


def test_readers_are_colleagues_and_named_for_what_is_restricted(office, elsewhere, entry):
    given = {"name": "n", "kind": "ngo", "country": "TH", "status": "active", "version": entry.version}
    browser = browser_of(office.sam)
    for more in ({"readers": str(office.amina.pk)}, {"restricted": "on", "readers": str(elsewhere.amina.pk)}):
        assert browser.post(f"/directory/{entry.pk}/edit/", given | more).status_code == 422


def test_a_file_holds_restricted_entries_only_when_asked_by_who_may_see_them(office, elsewhere, secret):
    for user, wanted, holds in (
        (office.sam, True, True),
        (office.sam, False, False),
        (elsewhere.sam, True, False),
    ):
        with acting(user):
            text = str(export.tables(user, wanted))
        assert ("CANARY-partner" in text) == holds
        assert "CANARY-street" not in text  # the address of a safe house leaves with nobody


def test_a_reader_who_left_stands_in_nobodys_way(office, secret, reader, keeper):
    left = new_user("Left", office.organisation, "caseworker")
    with acting(keeper, "test.arrange"):
        row = DirectoryEntry.objects.get(pk=secret.pk)
        row.readers = [reader.pk, left.pk]
        row.save()
    with acting(office.alex, "test.arrange"):
        left.is_active = False
        left.save()
    given = {"name": "Renamed", "kind": "ngo", "country": "TH", "status": "active", "version": row.version}
    assert browser_of(reader).post(f"/directory/{secret.pk}/edit/", given).status_code == 302
    with acting(keeper):
        row = DirectoryEntry.objects.get(pk=secret.pk)
        assert row.name == "Renamed" and row.restricted and set(row.readers) == {reader.pk, left.pk}


def with_the_walls_down(user):
    """Ids that the filter of the queries alone lets through: asked as the table's keeper, whom no policy narrows."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE keeper")
        return set(seen_by(user).using("owner").values_list("pk", flat=True))


def test_the_filter_of_the_queries_hides_a_restricted_entry_also_without_row_level_security(office, elsewhere, secret):
    """Two walls, each of which holds alone: here the database's is down (R26)."""
    lead = new_user("Sol", office.organisation, "supervisor", teams=[office.team])
    far = new_user("Far", elsewhere.organisation, "supervisor", teams=[elsewhere.team])
    named = new_user("Nan", office.organisation, "caseworker", teams=[office.team])
    unlisted = new_user("Uma", office.organisation, "caseworker", teams=[office.team])
    outside = new_user("Vera", elsewhere.organisation, "external_focal_point")
    with acting(lead, "test.arrange"):
        entry = DirectoryEntry.objects.get(pk=secret.pk)
        entry.readers = [named.pk, far.pk]
        entry.save()
    people = (lead, far, named, unlisted, outside)
    found = {user.display_name: secret.pk in with_the_walls_down(user) for user in people}
    assert found == {
        "Sol Test": True, "Far Test": False, "Nan Test": True, "Uma Test": False, "Vera Test": False,
    }  # fmt: skip
