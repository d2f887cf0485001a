"""The cases and people of one run, and every act of the machine: done to the product, and told to the oracle."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections, transaction
from django.http import Http404
from django.utils import timezone

from accounts.acting import acting
from casework.cases.actions import open_case
from casework.consents.actions import inform
from casework.models import Case, Consent, Person, Relative
from casework.people.actions import edit_person
from referrals.consular.transitions import CONSULAR
from referrals.models import ConsularReferral, Share
from referrals.sharing import answers, versions
from referrals.sharing.actions import answer_consent, end_now, withdraw_consent
from referrals.sharing.preparing import prepare_share, send_share
from tests.cast import browser_of, new_organisation, new_user
from tests.referrals.everything.oracle import Lent, Told

NO = (ValidationError, PermissionDenied, Http404)
ITEMS = ("name", "birth_place", "home_address", "family")
KINDS = {"embassy": ("share_embassy", Share.Purpose.PAPERS), "ngo": ("share_origin_partner", Share.Purpose.HOME)}
GUARDED = {"giver": "best_interests_basis", "decided_by": "Ann Test, Ben Test", "child_assent": True}


def canary(case, item):
    """The words of this item of this case, found nowhere else."""
    return f"{item.replace('_', '')}{case.reference.lower()}"


class World:
    """Two missions, an agency at home, three cases, and everybody who might look."""

    def __init__(self, office, program):
        self.office, self.program = office, program
        represented = {"VN": ["VN"], "KH": ["KH"]}
        self.recipients = [
            new_organisation("embassy", code, represents=states, covers=["TH"]) for code, states in represented.items()
        ]
        self.recipients.append(new_organisation("ngo", "VN"))
        self.theirs = {row.pk: new_user("Theirs", row, "external_focal_point") for row in self.recipients}
        self.ours = [office.amina, office.noor, office.sam, office.tess, office.dara]
        self.cases, self.told, self.people, self.browsers = [], {}, {}, {}
        program.begin()
        for _ in range(3):
            self.open()

    def open(self):
        """A case by Amina, with words of its own in every item."""
        amina = self.office.amina
        with acting(amina, "test.arrange"):
            case = open_case(self.office.team, by=amina, person={"name": "Somebody"}, language="vie")
            told = {"name": canary(case, "name"), "birth_place": canary(case, "birth_place"),
                    "home_address": canary(case, "home_address"), "nationalities": ["VN", "KH"]}  # fmt: skip
            edit_person(Person.objects.select_related("case").get(case=case), by=amina, **told)
            Relative(case=case, relation="mother", name=canary(case, "family")).save(force_insert=True)
        state = Told(workers={amina.pk})
        state.team, state.organisation = self.office.team.pk, self.office.organisation.pk
        self.cases.append(case)
        self.told[case.pk], self.people[case.pk] = state, case.person.pk

    def browser(self, user):
        """The signed-in browser of this person."""
        if user.pk not in self.browsers:
            self.browsers[user.pk] = browser_of(user)
        return self.browsers[user.pk]

    def hand(self, case):
        """A caseworker who can act on the case now, or None: its worker, whom nobody blocked."""
        told = self.told[case.pk]
        return next((row for row in self.ours[:2] if row.pk in told.workers and told.reaches(row)), None)

    def fresh(self, case):
        """The case as it stands."""
        return Case.objects.select_related("person", "organisation", "team").get(pk=case.pk)

    def share(self, case, office):
        """The newest share to this recipient, whatever became of it."""
        rows = Share.objects.select_related("case", "recipient").filter(case=case, recipient=office)
        return rows.exclude(sent_at=None).order_by("-made_at", "-pk").first()

    def answer(self, case, office, items):
        """The person says yes to these items, or no to all."""
        by, told, kind = self.hand(case), self.told[case.pk], KINDS[office.kind][0]
        with acting(by, "test.act"):
            row = inform(self.fresh(case), by=by, type=kind, recipient=office, language="vie")
            given = GUARDED if told.child else {"giver": "individual"}
            status = Consent.Status.GIVEN if items else Consent.Status.REFUSED
            answer_consent(row, by=by, status=status, how="written", items=list(items), **given)
        told.yes[office.pk] = frozenset(items)
        (told.alone.discard if told.child else told.alone.add)(office.pk)
        lent = told.lent.get(office.pk)
        if lent and not lent.over:
            lent.items &= frozenset(items)
            lent.over, lent.edition = not lent.items, lent.edition + 1

    def take_back(self, case, office, by):
        """The person takes the yes back; whoever guards the data may write it down too."""
        told = self.told[case.pk]
        with acting(by, "test.act"):
            rows = Consent.objects.filter(case=case, recipient=office).newest()
            row = next((row for row in rows if row.status in Consent.YES), None)
            if row is not None:
                withdraw_consent(row, by=by)
        told.yes[office.pk] = None
        self.is_over(case, office)

    def is_over(self, case, office):
        """What this recipient held, it holds no more."""
        if office.pk in self.told[case.pk].lent:
            self.told[case.pk].lent[office.pk].over = True

    def lend(self, case, office, items):
        """Shares these items; whether it is refused follows from the oracle alone. Returns whether it was refused."""
        by, told = self.hand(case), self.told[case.pk]
        kind, purpose = KINDS[office.kind]
        held = told.lent.get(office.pk)
        allowed = items and items <= told.agrees(office) and not told.feared(office) and office.is_active
        if held and not held.over:
            return None
        try:
            with acting(by, "test.act"):
                consent = self.yes_row(case, office, kind)
                share = prepare_share(
                    self.fresh(case), recipient=office, purpose=purpose, consent=consent, items=list(items)
                )
                send_share(share)
                if office.kind == "embassy":
                    self.refer(case, share, by)
        except ValidationError as error:
            assert not allowed, (case, office.kind, items, error)
            return True
        assert allowed, (case, office.kind, items)
        told.lent[office.pk] = Lent(frozenset(items))
        return False

    def yes_row(self, case, office, kind):
        """The newest row of the series that is a yes to this recipient; else of any, to be refused."""
        rows = list(Consent.objects.filter(case=case, recipient=office, type=kind).newest())
        return next((row for row in rows if row.status in Consent.YES), rows[0] if rows else None)

    def refer(self, case, share, by):
        """The consular referral on a share to a mission, as it stands once sent."""
        state = share.recipient.represents[0]
        for old in ConsularReferral.objects.open().filter(case=case, nationality=state):
            old.status, old.closing = "closed", "other"
            old.save()
        ConsularReferral(
            case=case, share=share, number=share.number, nationality=state, host="TH", mission=share.recipient,
            representation="resident", status="sent", told_on=timezone.localdate(), told_by=by, requested_by=by,
            approved_by=self.office.sam, sent_at=share.sent_at,
        ).save(force_insert=True)  # fmt: skip

    def accept(self, case, office):
        """The recipient says that it has received it, where it can see it at all."""
        user, told = self.theirs[office.pk], self.told[case.pk]
        able = told.lists(user, office) and not told.lent[office.pk].accepted
        try:
            with acting(user, "test.act"):
                share = self.share(case, office)
                if share is None:
                    raise Http404
                if office.kind == "embassy":
                    CONSULAR.move(share.consular, "acknowledge", by=user)
                else:
                    answers.accept_share(share, by=user)
        except (*NO, ConsularReferral.DoesNotExist):
            assert not able, (case, office.kind)
            return
        assert able, (case, office.kind)
        told.lent[office.pk].accepted = True

    def narrow(self, case, office, items):
        """Less from now on; refused where it is nothing less, or over."""
        by, told = self.hand(case), self.told[case.pk]
        lent = told.lent.get(office.pk)
        if lent is None:
            return
        able = not lent.over and items < lent.items and items
        try:
            with acting(by, "test.act"):
                versions.narrow(self.share(case, office), by=by, items=list(items))
        except NO:
            assert not able or lent.over, (case, items)
            return
        lent.items, lent.edition = frozenset(items), lent.edition + 1

    def end(self, case, office):
        """Somebody of ours ends it."""
        if office.pk in self.told[case.pk].lent and not self.told[case.pk].lent[office.pk].over:
            with acting(self.hand(case), "test.act"):
                end_now(self.share(case, office), by=self.hand(case), reason="The person left.")
            self.is_over(case, office)

    def run_out(self, case, office):
        """Its time is over by the database's clock, and no job has looked at it: the rows stay as they were, but for
        the end that lies behind now."""
        held = self.told[case.pk].lent.get(office.pk)
        if held is None or held.over:
            return
        with acting(self.office.sam, "test.look"):
            pk = self.share(case, office).pk
        past = timezone.now() - datetime.timedelta(seconds=1)
        with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
            cursor.execute("ALTER TABLE referrals_share DISABLE TRIGGER USER")
            cursor.execute("SET LOCAL ROLE keeper")
            cursor.execute("UPDATE referrals_share SET until = %s WHERE id = %s", [past, pk])
            cursor.execute("UPDATE referrals_receipt SET until = %s, stands_until = %s WHERE id = %s", [past, past, pk])
            names = [f"{kind}:{office.pk}" for kind in ("share", "notice")]
            ended = "UPDATE case_access SET until = %s WHERE case_id = %s AND principal = ANY (%s)"
            cursor.execute(ended, [past, case.pk, names])
            cursor.execute("RESET ROLE")
            cursor.execute("ALTER TABLE referrals_share ENABLE TRIGGER USER")
        held.over = True
