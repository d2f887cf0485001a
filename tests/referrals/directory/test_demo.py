"""The demo's directory: real codes, every age of an entry, two restricted ones."""

from collections import Counter

from accounts.acting import acting
from config.demo import directory
from referrals.directory import clock
from referrals.directory.models import DirectoryEntry, DirectoryPlace, DirectoryService, FocalPoint
from tests.cast import browser_of


def test_the_directory_of_the_demo_is_whole_and_has_every_age(office):
    count = directory.load({"sam": office.sam, "amina": office.amina})
    with acting(office.sam):
        rows = list(DirectoryEntry.objects.filter(keeper=office.organisation))
        states = Counter(clock.state(row) for row in rows)
        assert len(rows) == count == 25 and sum(row.restricted for row in rows) == 2
        assert states["due"] >= 1 and states["old"] >= 2 and states["too_old"] == 1
        assert {row.country for row in rows} >= {"TH", "MM", "LA", "KH", "VN", "PH", "ID", "ET", "KE", "CN", "IN"}
        for row in rows:
            row.clean_fields()
        for model in (DirectoryPlace, DirectoryService, FocalPoint):
            for row in model.objects.filter(entry__in=rows):
                row.clean_fields()
    shown = browser_of(office.amina).get("/directory/", {"show": "ours", "country": "MM"}).context["lines"]
    assert "Shan Hills Women" in {line["entry"].name for line in shown}
    assert "Friends across the bridge" not in {line["entry"].name for line in shown}
