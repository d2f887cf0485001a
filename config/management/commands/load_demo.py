"""`load_demo`: invented organisations, people with accounts, and cases in every state; safe to run again."""

import json
import os
import secrets

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError

from accounts.acting import acting
from accounts.models import Membership, Organisation, RoleGrant, Team, User
from config.demo import (
    after,
    authorities,
    care,
    cases,
    clients,
    directory,
    law,
    movements,
    raci,
    referrals,
    returns,
    screenings,
    services,
    shelter,
)
from config.demo.people import OFFICES, PEOPLE


class Command(BaseCommand):
    """Refuses to run outside demo mode, because it makes accounts with known passwords."""

    help = "Loads the invented demo data once."

    def handle(self, *args, **options):
        """Accounts first, then cases through the real actions, acting as the people."""
        if not settings.DEMO:
            raise CommandError("load_demo runs in demo mode only.")
        if User.objects.filter(username="amina").exists():
            self.stdout.write("The demo data is there already.")
            return
        passwords = {person["username"]: secrets.token_urlsafe(12) for person in PEOPLE}
        users = make_accounts(passwords)
        made = cases.load(users) + screenings.load(users) + referrals.load(users)
        directory.load(users)
        raci.load(users)
        made += services.load(users) + shelter.load(users)
        made += returns.load(users) + movements.load(users)
        made += after.load(users) + law.load(users) + authorities.load(users)
        made += care.load(users)
        write_accounts(users, passwords, clients.load(users))
        self.stdout.write(f"{len(users)} accounts, {made} cases, all invented.")


def make_accounts(passwords):
    """{username: User}. The first administrator names everything; the second approves the roles."""
    founder = User(username="founder", display_name="Set-up", is_active=True)
    founder.role_codes, founder.team_ids = [], []
    with acting(founder, "demo.load"):
        offices = {row["key"]: make_office(row) for row in OFFICES}
        users = {row["username"]: make_user(row, offices, passwords) for row in PEOPLE}
        for row in PEOPLE:
            for role in row["roles"]:
                first, second = approvers(users, row["username"])
                RoleGrant.objects.create(
                    user=users[row["username"]],
                    role=role,
                    requested_by=first,
                    approved_by=second,
                    approved_at="2026-01-05T08:00:00Z",
                )
    return {name: User.objects.with_standing().get(pk=user.pk) for name, user in users.items()}


def approvers(users, username):
    """Two administrators, neither of them the person."""
    pair = [users[name] for name in ("alex", "robin", "kim") if name != username]
    return pair[:2]


def make_office(row):
    """(organisation, {team name: team})"""
    organisation = Organisation.objects.create(
        **{key: row[key] for key in ("name", "kind", "country")}, **row.get("more", {})
    )
    teams = {}
    for name in row.get("teams", ()):
        group = Group.objects.create(name=f"{row['key']}: {name}")
        teams[name] = Team.objects.create(organisation=organisation, name=name, group=group)
    return organisation, teams


def make_user(row, offices, passwords):
    """One account with a random password, in its teams."""
    organisation, teams = offices[row["office"]]
    user = User.objects.create_user(
        row["username"],
        passwords[row["username"]],
        display_name=row["name"],
        organisation=organisation,
        email=f"{row['username']}@example.org",
    )
    for name in row.get("teams", ()):
        Membership.objects.create(user=user, team=teams[name])
    return user


def write_accounts(users, passwords, client):
    """var/demo.json, readable by its owner only. The url is filled in by the demo command."""
    accounts = [
        {
            "username": name,
            "password": passwords[name],
            "role": ", ".join(user.role_codes),
            "organisation": user.organisation.name,
            "totp_secret": None,
        }
        for name, user in users.items()
    ]
    settings.STATE_DIR.mkdir(parents=True, exist_ok=True)
    path = settings.STATE_DIR / "demo.json"
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump({"url": "", "accounts": accounts, "clients": [client]}, file, indent=1)
