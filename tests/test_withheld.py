"""Canaries in every confidential field, every route as every role and as nobody (S-24, S-42, S-45, S-58).

A canary names its field group. What a reader is shown may hold canaries only of groups that policy gives the role for
the right it holds on that case; a route that is not listed here fails.
"""

import json
import re
import uuid

import pytest
from django.db import models
from django.urls import URLPattern, get_resolver, reverse

from accounts.acting import acting
from accounts.checks import group_of
from accounts.policy import READABLE, Group, Right, Role
from accounts.vault import EncryptedDateField, EncryptedTextField
from casework.cases import actions, blocking, naming
from casework.consents.actions import inform
from casework.models import (
    Answer,
    Case,
    CaseStep,
    ConflictBlock,
    Contact,
    Exploitation,
    IdentityPaper,
    Leg,
    MoneyNamed,
    OtherName,
    Person,
    Relative,
    Sitting,
    Speaks,
    StateFear,
    StoredFile,
    Todo,
)
from casework.todos.actions import add_todo
from referrals.models import (
    ArrivalFeedback,
    ChannelEntry,
    ConsularReferral,
    Message,
    ServiceReferral,
    ShareMessage,
)
from screening.models import IndicatorAnswer, Screening
from tests.casework.files.planting import plant_file
from tests.casework.interviews.planting import plant_talk
from tests.casework.needs.planting import CARE_MODELS, plant_care
from tests.casework.penalties.planting import LAW_MODELS, plant_law
from tests.cast import SecureClient, browser_of, new_organisation, new_team, new_user
from tests.referrals.after.planting import MODELS as AFTER_MODELS
from tests.referrals.after.planting import plant_after
from tests.referrals.directory.planting import plant_partner
from tests.referrals.missions.planting import MODELS as MISSION_MODELS
from tests.referrals.missions.planting import plant_missions
from tests.referrals.movements.planting import MODELS as MOVEMENT_MODELS
from tests.referrals.movements.planting import plant_movement
from tests.referrals.planting import plant_referral
from tests.referrals.returns.planting import RETURN_MODELS, plant_return
from tests.referrals.services.planting import plant_service
from tests.referrals.shelter.planting import MODELS as SHELTER_MODELS
from tests.referrals.shelter.planting import plant_shelter
from tests.routes import ROUTES
from tests.screening.planting import plant_screening

CANARY = re.compile(r"CANARY-([a-z]+)-")
PLANTED = (Case, Person, OtherName, IdentityPaper, Contact, Relative, Leg, Exploitation, MoneyNamed, StoredFile,
           Sitting, Answer, StateFear, ConsularReferral, Message, ShareMessage, ServiceReferral, ArrivalFeedback,
           ChannelEntry, Screening, IndicatorAnswer, Todo, *LAW_MODELS, *CARE_MODELS, *MISSION_MODELS, *SHELTER_MODELS, *RETURN_MODELS,
           *MOVEMENT_MODELS, *AFTER_MODELS)  # fmt: skip

ENDS_THE_SESSION = {"leave", "account_logout"}
PARTS = {"parts", "parts_case", "parts_conflict"}  # invented data only, demo mode only


def names_of(patterns):
    for entry in patterns:
        if isinstance(entry, URLPattern):
            yield entry.name
        else:
            yield from names_of(entry.url_patterns)


def test_every_route_is_listed_here():
    found = set(names_of(get_resolver().url_patterns)) - ENDS_THE_SESSION - PARTS
    assert found - set(ROUTES) == set(), "add the new route to ROUTES, with what fills its address"


def plant(row):
    """A canary in every sealed text of the row."""
    for field in type(row)._meta.concrete_fields:
        if isinstance(field, EncryptedTextField):
            setattr(row, field.attname, f"CANARY-{group_of(field).value}-{type(row).__name__}-{field.name}")
    return row


@pytest.fixture
def planted(office):
    """A case full of canaries, with one row of everything, offered to Noor."""
    with acting(office.amina, "test.plant"):
        case = actions.open_case(office.team, by=office.amina, language="vie")
        plant(case).save()
        person = plant(Person.objects.get(case=case))
        person.save()
        rows = {model: plant(model(case=case)) for model in (OtherName, IdentityPaper, Contact, Relative)}
        rows[IdentityPaper].kind, rows[Relative].relation = "passport", "mother"
        for row in [*rows.values(), Speaks(case=case, language="vie")]:
            row.save(force_insert=True)
        told = {"case": case, "source": "other_person"}
        leg = plant(Leg(kind="held", position=0, price=5, currency="CNY", **told))
        work, money = plant(Exploitation(leg=leg, **told)), plant(MoneyNamed(leg=leg, kind="fine", **told))
        for row in (leg, work, money):
            row.save(force_insert=True)
        file = plant_file(case, office.amina)
        sitting, answer = plant_talk(case, office.amina)
        referred, vera = plant_referral(case, office.amina, plant)
        served, clara = plant_service(case, office.amina, plant)
        housed, _manager = plant_shelter(case, office.amina, plant)
        around = plant_missions(case, office.amina, plant, vera)
        screening = plant_screening(case, office.amina, plant)
        law = plant_law(case, office.amina, plant)
        going = plant_return(case, office.amina, plant)
        going |= plant_movement(case, office.amina, plant, going["way"]) | plant_after(case, office.amina, plant)
        going |= plant_care(case, office.amina, plant)
        todo = add_todo(case, by=office.amina, title="CANARY-facts-Todo-title")
        actions.note(case, "hold", office.amina, reason="CANARY-facts-CaseStep-reason")
        consent = inform(
            case,
            by=office.amina,
            type="interview",
            language="vie",
            interpreter="CANARY-consent-Consent-interpreter",
            purpose="CANARY-consent-Consent-purpose",
        )
        offer = actions.offer_case(
            case, office.noor, by=office.amina, from_user=office.amina, note_text="CANARY-facts-HandOver-note"
        )
    partner = new_organisation()
    asked = new_user("Pia", partner, "supervisor", teams=[new_team(partner)])
    with acting(office.sam, "test.plant"):
        named = naming.name_supervisor(case, asked, by=office.sam, days=7, reason="CANARY-facts-NamedGrant-reason")
    looked = new_user("Kim", office.organisation, "caseworker")
    with acting(looked, "test.plant"):
        glass = actions.break_glass(case.reference, by=looked, reason="CANARY-emergency-BreakGlass-reason")
    with acting(new_user("Ada", office.organisation, "administrator"), "test.plant") as state:
        blocking.raise_by_number(case.reference, by=state.user, user=looked, reason="CANARY-typed-TypedBlock-reason")
    with acting(office.sam, "test.plant"):
        block = ConflictBlock.objects.get(case=case)
        kept = plant_partner(office.sam)
    keys = {
        "block": block.pk,
        "named": named.pk,
        "glass": glass.pk,
        "case": case.reference,
        "person": person.pk,
        "name": rows[OtherName].pk,
        "consent": consent.pk,
        "offer": offer.pk,
        "file": file.pk,
        "leg": leg.pk,
        "sitting": sitting.pk,
        "answer": answer.pk,
        "work": work.pk,
        "money": money.pk,
        "screening": screening.pk,
        "todo": todo.pk,
        "any": uuid.uuid4(),
    }
    return {
        "case": case,
        "keys": keys | law | going | around | housed | referred | served | kept,
        "clara": clara,
        "asked": asked,
        "vera": vera,
    }


def address(name, keys):
    arguments = {
        key: keys.get(value, value) if isinstance(value, str) else value for key, value in ROUTES[name].items()
    }
    return reverse(name, kwargs=arguments)


def readers(office):
    """role -> (account, rights it holds on the planted case). Everybody is in the same organisation."""
    everybody = {
        role: (new_user(role.name.title(), office.organisation, role.value, teams=[office.team]), set())
        for role in Role
    }
    everybody[Role.SUPERVISOR] = (office.sam, {Right.TEAM})
    everybody[Role.CONSULAR_LIAISON] = (everybody[Role.CONSULAR_LIAISON][0], {Right.CONSULAR})
    everybody[Role.REPATRIATION] = (everybody[Role.REPATRIATION][0], {Right.RETURN})
    everybody[Role.DATA_PROTECTION] = (office.dara, {Right.ORG})
    everybody[Role.CLIENT] = (everybody[Role.CLIENT][0], {Right.ORG})
    everybody[Role.LEGAL] = (everybody[Role.LEGAL][0], {Right.LEGAL})
    return everybody


# What an administrator typed to keep somebody away: for administrators, who guards the data, and who may lift it.
READ_TYPED = {Role.ADMINISTRATOR, Role.DATA_PROTECTION, Role.SUPERVISOR}


def open_to(role, rights):
    typed = {"typed"} if role in READ_TYPED and rights != {Right.NAMED} else set()
    return typed | {group.value for right in rights for group in READABLE.get((role, right), ())}


def bodies(browser, name, url):
    """Everything a reader can get out of one address: the answer, what junk in the query gives, what a form answers.

    Who is refused the address has their refusal before the query is read."""
    first = browser.get(url)
    yield first
    if first.status_code == 200:
        yield browser.get(url, {"q": "CANARY", "case": "x", "label__startswith": "CANARY"})
    if name.startswith("api_"):
        body = json.dumps({"status": "x"})
        yield browser.generic("PATCH", url, body, content_type="application/json", headers={"If-Match": '"1"'})
    yield browser.post(url, {"version": "1", "q": "CANARY", "word": "CANARY", "reason": "", "keep_label": "theirs"})


def leaks(browser, planted, allowed, routes=None):
    found = {}
    for name in routes or sorted(ROUTES):
        url = address(name, planted["keys"])
        for answer in bodies(browser, name, url):
            text = answer.getvalue().decode(errors="replace") + str(dict(answer.headers))
            seen = set(CANARY.findall(text)) - allowed
            if seen or answer.status_code >= 500:
                found[f"{name} {answer.status_code}"] = seen
    return found


def test_the_planted_fields_are_all_sealed_fields_there_are(planted):
    """Every sealed text of the storey carries a canary somewhere, so that none is forgotten."""
    sealed = {
        f"{model.__name__}.{field.name}"
        for model in PLANTED
        for field in model._meta.concrete_fields
        if isinstance(field, (EncryptedTextField, EncryptedDateField))
    }
    texts = {
        f"{m.__name__}.{f.name}" for m in PLANTED for f in m._meta.concrete_fields if isinstance(f, EncryptedTextField)
    }
    assert sealed - texts == {
        "Birth.born_on", "Person.birth_date", "IdentityPaper.expires_on", "ConsularReferral.document_expires_on",
    }  # fmt: skip


@pytest.mark.parametrize("role", list(Role))
def test_no_route_shows_a_role_more_than_its_field_groups(office, planted, role):
    user, rights = readers(office)[role]
    assert leaks(browser_of(user), planted, open_to(role, rights)) == {}


def test_no_route_shows_anything_to_nobody(office, planted):
    assert leaks(SecureClient(), planted, set()) == {}


def test_no_route_shows_anything_to_another_organisation_whatever_its_people_are(office, elsewhere, planted):
    """One person with every role of a case's staff, and one of a mission that this case is not shared with."""
    roles = ("caseworker", "supervisor", "child_protection_officer", "consular_liaison", "data_protection_officer")
    everything = new_user("Elsa", elsewhere.organisation, *roles, teams=[elsewhere.team])
    for user in (everything, office.lina):
        assert leaks(browser_of(user), planted, set()) == {}, user


def test_who_is_offered_a_case_reads_routing_and_nothing_else(office, planted):
    unanswered = sorted(set(ROUTES) - {"offer_answer"})
    assert leaks(browser_of(office.noor), planted, open_to(Role.CASEWORKER, {Right.OFFER}), unanswered) == {}


def test_a_supervisor_named_from_elsewhere_reads_what_the_decision_needs_and_nothing_else(office, planted):
    """And does read it, the reason of an emergency look included, which lies inside the trail."""
    stays = sorted(set(ROUTES) - {"named_end"})  # giving it back would end what is tested here
    browser, open_now = browser_of(planted["asked"]), open_to(Role.SUPERVISOR, {Right.NAMED})
    assert leaks(browser, planted, open_now, stays) == {}
    browser = browser_of(planted["asked"])  # the one above pressed "Cover names" on its way
    pages = ("case_detail", "consent_detail", "named_list", "glass_review")
    text = "".join(browser.get(address(name, planted["keys"])).content.decode() for name in pages)
    assert {"identity", "facts", "consent", "emergency"} <= set(CANARY.findall(text))


def test_the_assigned_caseworker_does_read_what_was_planted(office, planted):
    """The test above would pass on empty pages: so the canaries must be there for those who may read them."""
    browser = browser_of(office.amina)
    text = "".join(
        browser.get(address(name, planted["keys"])).content.decode()
        for name in ("case_detail", "person_detail", "case_history", "consent_detail", "case_edit")
    )
    person = planted["keys"]["person"]
    text += browser.get(f"/api/v1/people/{person}/").content.decode()
    seen = set(CANARY.findall(text))
    assert {"identity", "contact", "facts", "family", "origin", "consent"} <= seen
    assert "health" not in seen


def test_sealed_columns_hold_no_canary_in_the_database(office, planted):
    """S-60, at rest: no table of the database holds a canary, whatever its owner."""
    from django.db import connections, transaction

    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        cursor.execute("SET LOCAL ROLE keeper")
        for table in tables:
            cursor.execute("SELECT has_table_privilege('keeper', %s, 'SELECT')", [table])
            if cursor.fetchone()[0]:
                cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', ["%CANARY-%"])
                assert cursor.fetchone() == (0,), table


# Codes that the program takes from its own tables; nobody types them.
FROM_TABLES = {"Stay.sex", "RiskFactor.effect", "EndingStep.code"}


def test_no_model_text_field_of_a_case_is_left_unsealed(office):
    """A free text in clear on a confidential model is a fault: only codes, dates, numbers and flags may stay in clear."""
    free = [
        f"{model.__name__}.{field.name}"
        for model in (*PLANTED, Speaks, CaseStep)
        for field in model._meta.concrete_fields
        if isinstance(field, (models.TextField, models.CharField))
        and not isinstance(field, EncryptedTextField)
        and not field.choices
        and f"{model.__name__}.{field.name}" not in FROM_TABLES
        and field.name
        not in (
            "reference",
            "step",
            "before",
            "after",
            "blob",
            "copy",
            "set_code",
            "question",
            "once_for",
            "kind",
            "number",
            "group",
        )
    ]
    assert free == []


def test_an_unlisted_group_is_visible_to_nobody():
    assert all(Group.STAFF not in groups for groups in READABLE.values())
