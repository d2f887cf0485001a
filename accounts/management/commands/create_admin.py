"""`create_admin`: the first organisation and the first two administrators, each approved by the other
(issue 2, item 3)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts.acting import acting
from accounts.models import Organisation, RoleGrant, User
from accounts.policy import Role
from accounts.users.links import invitation_path

ACTION = "admin.bootstrap"
WANTED = 2
QUESTIONS = {"username": "User name", "name": "Name as colleagues see it", "email": "E-mail"}


class Command(BaseCommand):
    """Two, because a role counts only when a second administrator approved it (R-07). Later ones are
    invited on the pages."""

    help = "Makes the first two administrators and prints a link for each, with which they choose a password."

    def add_arguments(self, parser):
        """What is not given is asked for."""
        for name, words in QUESTIONS.items():
            parser.add_argument(f"--{name}", action="append", default=[], help=f"{words}; give it twice.")
        parser.add_argument("--organisation", help="Name of their organisation; made when it does not exist.")
        parser.add_argument("--kind", default="ngo", help="Code from the list organisation_types (ngo).")
        parser.add_argument("--country", default="TH", help="Two letters (TH).")
        parser.add_argument("--url", default=f"https://{settings.ALLOWED_HOSTS[0]}", help="Address of this site.")

    def handle(self, *args, **options):
        """Prints one line an administrator. CommandError with a sentence when something is not right."""
        if RoleGrant.objects.standing().filter(role=Role.ADMINISTRATOR, user__is_active=True).count() >= WANTED:
            raise CommandError("There are two administrators already. They invite others under /account/staff/.")
        people = [self.person(options, number) for number in range(WANTED)]
        name = options["organisation"] or self.ask("Organisation")
        try:
            first, second = bootstrap(people, name, options["kind"], options["country"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write("Each link works once, for three days. Hand it to its person and to nobody else.")
        for user in (first, second):
            self.stdout.write(f"{user.username}: {options['url'].rstrip('/')}{invitation_path(user)}")

    def person(self, options, number):
        """What is known of one of the two; asks for the rest."""
        place = ("first", "second")[number]
        given = {name: options[name][number : number + 1] for name in QUESTIONS}
        return {
            name: given[name][0] if given[name] else self.ask(f"{QUESTIONS[name]} of the {place}") for name in QUESTIONS
        }

    def ask(self, words):
        """One line from the terminal. CommandError where nobody can answer."""
        try:
            return input(f"{words}: ").strip()
        except EOFError as error:
            raise CommandError(f"{words} is missing. Give it as an option; see --help.") from error


def bootstrap(people, organisation_name, kind, country):
    """The organisation, two accounts and their roles, all or nothing. The first acts for themselves,
    for want of others."""
    first, second = (new_user(person) for person in people)
    with transaction.atomic():
        with acting(first, ACTION, via="command"):
            organisation = Organisation.objects.filter(name=organisation_name).first()
            if organisation is None:
                organisation = Organisation(name=organisation_name, kind=kind, country=country)
                organisation.full_clean()
                organisation.save(force_insert=True)
            for user in (first, second):
                user.organisation = organisation
                user.full_clean(exclude=["password"])
                user.save(force_insert=True)
        grants = [ask_for_role(user) for user in (first, second)]
        approve(grants[0], by=second)
        approve(grants[1], by=first)
    return first, second


def new_user(person):
    """An account that is not saved yet; nobody can sign in before its link was used."""
    user = User(username=person["username"].lower(), display_name=person["name"], email=person["email"].lower())
    user.set_unusable_password()
    return user


def ask_for_role(user):
    """The request, in the person's own name: nobody else is there."""
    with acting(user, ACTION, via="command"):
        grant = RoleGrant(user=user, role=Role.ADMINISTRATOR, requested_by=user)
        grant.save(force_insert=True)
    return grant


def approve(grant, *, by):
    """The other one's approval, recorded as theirs."""
    with acting(by, ACTION, via="command"):
        grant.approved_by, grant.approved_at = by, timezone.now()
        grant.validate_constraints()
        grant.save()
