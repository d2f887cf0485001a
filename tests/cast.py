"""The fixed cast and what they work with. Everybody here is invented; each test has an office of its own."""

import itertools
import time
import uuid
from functools import cache, cached_property
from zoneinfo import ZoneInfo

from django.conf import UserSettingsHolder, settings
from django.contrib.auth.models import Group
from django.test import Client
from django.test.client import ClientHandler
from django.utils import timezone

from accounts.acting import acting
from accounts.models import Membership, Organisation, RoleGrant, Team, User

numbers = itertools.count(1)


def their_day():
    """Today as the cast's own clocks say: pages count from it, and from five in the afternoon of UTC it is tomorrow."""
    return timezone.localdate(timezone=ZoneInfo(User._meta.get_field("time_zone").default))


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


# name: roles, and the team they work in. Amina and Noor are caseworkers, Sam their supervisor; Tess supervises the other
# team; Paul keeps a shelter, Audrey is an analyst, Dara guards the data, Alex runs accounts. Lina is a mission's.
CAST = {
    "amina": ("caseworker", "team"),
    "noor": ("caseworker", "team"),
    "sam": ("supervisor", "team"),
    "tess": ("supervisor", "other_team"),
    "paul": ("shelter_manager", "house"),
    "lina": ("external_focal_point", None),
    "audrey": ("statistics_analyst", None),
    "dara": ("data_protection_officer", None),
    "alex": ("administrator", None),
}


class Office:
    """One organisation with two teams; each of the cast gets an account when a test first names them."""

    def __init__(self):
        self.organisation = new_organisation()
        self.team = new_team(self.organisation)
        self.other_team = new_team(self.organisation, "Mae Sai Team")

    @cached_property
    def house(self):
        """The team that keeps Paul's house."""
        return new_team(self.organisation, "Riverside House")

    @cached_property
    def mission(self):
        """The mission Lina works for."""
        return new_organisation("embassy", "VN", represents=["VN"], covers=["TH", "MM"])

    def __getattr__(self, name):
        if name not in CAST:
            raise AttributeError(name)
        role, team = CAST[name]
        organisation = self.mission if name == "lina" else self.organisation
        teams = [getattr(self, team)] if team else []
        setattr(self, name, new_user(name.title(), organisation, role, teams=teams))
        return self.__dict__[name]


@cache
def product(enforce_csrf_checks):
    """The middleware with the usual settings, made once: it reads every static file when it begins."""
    return ClientHandler(enforce_csrf_checks)


class SecureClient(Client):
    """A browser that speaks https, as in production."""

    def __init__(self, enforce_csrf_checks=False, **options):
        super().__init__(enforce_csrf_checks, **options)
        if not isinstance(settings._wrapped, UserSettingsHolder):  # a test's own settings ask for their own middleware
            self.handler = product(enforce_csrf_checks)

    def generic(self, *args, **options):
        """Every request is secure."""
        return super().generic(*args, **{**options, "secure": True})


def browser_of(user, **options):
    """A signed-in browser of this person."""
    client = SecureClient(**options)
    client.force_login(user, backend="accounts.signin.backend.StandingBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "username": user.username}]
    session.save()
    return client
