"""The demo's service referrals stand in every state, so that every queue of every side has something in it."""

from collections import Counter

from accounts.acting import acting
from config.demo import directory, services
from config.demo.people import OFFICES
from referrals.models import ArrivalFeedback, ChannelEntry, ServiceReferral
from tests.cast import founder, new_organisation, new_user

S = ServiceReferral.Status
SPREAD = {
    S.DRAFT: 1, S.READY: 1, S.APPROVED: 1, S.SENT: 2, S.ACKNOWLEDGED: 1, S.ACCEPTED: 2, S.IN_PROGRESS: 1, S.ON_HOLD: 1,
    S.COMPLETED: 1, S.DECLINED: 1, S.CANCELLED: 1,
}  # fmt: skip


def named(key):
    """An office of the demo under its own name, which the directory finds it by."""
    row = next(row for row in OFFICES if row["key"] == key)
    organisation = new_organisation(row["kind"], row["country"])
    with acting(founder(), "test.arrange"):
        organisation.name = f"{row['name']} {organisation.pk.hex[:6]}"
        organisation.save()
    return organisation


def test_the_demo_has_a_referral_in_each_state(office, monkeypatch):
    users = {"sam": office.sam, "amina": office.amina, "noor": office.noor}
    homes = {"ploy": named("health-post"), "huong": named("red-river")}
    users |= {name: new_user(name.title(), home, "external_focal_point") for name, home in homes.items()}
    wanted = {services.CLINIC[0]: homes["ploy"], services.HOME[0]: homes["huong"]}
    rows = [row for row in directory.ENTRIES if row[0] in {*wanted, services.HOUSE[0]}]
    with acting(office.sam, "test.arrange"):
        for number, (name, kind, country, town, months, offers, people, more) in enumerate(rows, 1):
            accounts = {more.get("account", ""): wanted.get(name)}
            directory.make(office.sam, users, accounts, number, name, kind, country, town, months, offers, people, more)
    assert services.load(users) == sum(SPREAD.values())
    found = Counter()
    for name in ("amina", "noor"):
        with acting(users[name]):
            found += Counter(S(row.status) for row in ServiceReferral.objects.all())
    assert found == SPREAD
    with acting(office.amina):
        assert ArrivalFeedback.objects.count() == 1 and ServiceReferral.objects.unreviewed().count() == 1
        assert ServiceReferral.objects.late().exists() and ChannelEntry.objects.exists()
