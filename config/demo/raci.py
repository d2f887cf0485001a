"""The table of who does what of the demo, with one gap to be found: nobody answers for travel documents from Thailand
to Ethiopia. All invented."""

from accounts.acting import acting
from referrals.directory.models import DirectoryEntry
from referrals.raci import actions
from referrals.raci.models import RaciRow

# step, host, home, letter, an entry of config/demo/directory.py or a function of the office, note.
LINES = [
    ("consular_notification", "*", "*", "R", "consular_liaison", ""),
    ("consular_notification", "*", "*", "A", "supervisor", ""),
    ("nationality_check", "*", "*", "A", "supervisor", ""),
    ("nationality_check", "TH", "KE", "R", "Kenyan consulate (demo)", "Written questions only"),
    ("nationality_check", "TH", "*", "R", "consular_liaison", "Asks every Monday"),
    ("travel_document", "TH", "VN", "A", "supervisor", ""),
    ("travel_document", "TH", "MM", "A", "supervisor", ""),
    ("travel_document", "*", "*", "R", "consular_liaison", ""),
    ("exit_clearance", "*", "*", "R", "repatriation_officer", ""),
    ("exit_clearance", "*", "*", "A", "supervisor", ""),
    ("shelter", "TH", "*", "R", "River Lantern Shelter", "Women and children"),
    ("shelter", "TH", "*", "R", "Moei Men's House", "Men"),
    ("shelter", "*", "*", "A", "supervisor", ""),
    ("formal_identification", "*", "*", "R", "caseworker", ""),
    ("formal_identification", "*", "*", "A", "supervisor", ""),
    ("return", "*", "*", "R", "repatriation_officer", ""),
    ("return", "*", "*", "A", "supervisor", ""),
    ("return", "TH", "*", "I", "Border Health Post 7", "Two days before"),
    ("reception", "*", "*", "R", "repatriation_officer", ""),
    ("reception", "*", "*", "A", "supervisor", ""),
    ("follow_up", "*", "*", "R", "caseworker", ""),
    ("follow_up", "*", "*", "A", "supervisor", ""),
]


def load(users):
    """The table, kept by the supervisor's organisation. The directory of the demo is there already."""
    sam = users["sam"]
    with acting(sam, "demo.load"):
        rows = DirectoryEntry.objects.filter(keeper=sam.organisation_id)
        entries = {entry.name: entry for entry in rows}
        for step, host, home, letter, who, note in LINES:
            named = {"entry": entries[who]} if who in entries else {"function": who}
            row = RaciRow(step=step, host=host, home=home, letter=letter, note=note, **named)
            actions.add_row(row, by=sam)
