"""The fixed cast and what they work with. Everybody here is invented; each test has an office of its own."""

import itertools
import uuid
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.models import Group
from django.test import Client

from accounts.acting import acting
from accounts.models import Membership, Organisation, RoleGrant, Team, User

numbers = itertools.count(1)


def founder():
    """Somebody who may be named as the actor before any account exists."""
    user = User(id=uuid.UUID(int=1), username="founder")
    user.role_codes, user.team_ids = [], []
    return user


def loaded(user):
    """The account with its standing, as a request would load it."""
    return User.objects.with_standing().get(pk=user.pk)


def new_organisation(kind="ngo", country="TH", **fields):
    """An organisation with an unmistakable name."""
    with acting(founder(), "test.arrange"):
        return Organisation.objects.create(
            name=f"Office {next(numbers)} {uuid.uuid4().hex[:6]}", kind=kind, country=country, **fields
        )


def new_team(organisation, name="Moei Crossing Team"):
    """A team with the group that carries its grants."""
    with acting(founder(), "test.arrange"):
        group = Group.objects.create(name=uuid.uuid4().hex)
        return Team.objects.create(organisation=organisation, name=f"{name} {next(numbers)}", group=group)


@cache
def approvers():
    """Two administrators who ask for and approve roles, and do nothing else."""
    office = new_organisation()
    with acting(founder(), "test.arrange"):
        return [
            User.objects.create_user(f"admin.{uuid.uuid4().hex[:10]}", display_name="Admin", organisation=office)
            for _ in range(2)
        ]


def new_user(name, organisation, *roles, teams=()):
    """An account with approved roles."""
    first, second = approvers()
    with acting(founder(), "test.arrange"):
        username = f"{name.lower()}.{uuid.uuid4().hex[:8]}"
        user = User.objects.create_user(
            username, display_name=f"{name} Test", organisation=organisation, email=f"{username}@example.org"
        )
        for team in teams:
            Membership.objects.create(user=user, team=team)
        for role in roles:
            RoleGrant.objects.create(
                user=user,
                role=role,
                requested_by=first,
                approved_by=second,
                approved_at="2026-01-01T00:00:00Z",
            )
    return loaded(user)


@dataclass
class Office:
    """One organisation with the whole cast."""

    organisation: Organisation
    team: Team
    other_team: Team
    amina: User
    noor: User
    sam: User
    tess: User
    paul: User
    lina: User
    audrey: User
    dara: User
    alex: User


def new_office():
    """Amina and Noor are caseworkers, Sam their supervisor; Tess supervises the other team; Paul keeps a shelter,
    Lina is a mission's focal point, Audrey an analyst, Dara guards the data, Alex runs accounts."""
    organisation = new_organisation()
    mission = new_organisation("embassy", "VN", represents=["VN"], covers=["TH", "MM"])
    team, other = new_team(organisation), new_team(organisation, "Mae Sai Team")
    return Office(
        organisation,
        team,
        other,
        amina=new_user("Amina", organisation, "caseworker", teams=[team]),
        noor=new_user("Noor", organisation, "caseworker", teams=[team]),
        sam=new_user("Sam", organisation, "supervisor", teams=[team]),
        tess=new_user("Tess", organisation, "supervisor", teams=[other]),
        paul=new_user("Paul", organisation, "shelter_manager"),
        lina=new_user("Lina", mission, "external_focal_point"),
        audrey=new_user("Audrey", organisation, "statistics_analyst"),
        dara=new_user("Dara", organisation, "data_protection_officer"),
        alex=new_user("Alex", organisation, "administrator"),
    )


class SecureClient(Client):
    """A browser that speaks https, as in production."""

    def generic(self, *args, **options):
        """Every request is secure."""
        return super().generic(*args, **{**options, "secure": True})


def browser_of(user, **options):
    """A signed-in browser of this person."""
    client = SecureClient(**options)
    client.force_login(user, backend="accounts.signin.backend.StandingBackend")
    return client
