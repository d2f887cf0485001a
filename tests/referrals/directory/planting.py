"""What tests/test_withheld.py plants for the directory, and the addresses that show it."""

from referrals.directory.actions import add_entry, save_part
from referrals.directory.models import DirectoryEntry, FocalPoint

DIRECTORY_ROUTES = {
    "directory_list": {}, "directory_search": {}, "directory_new": {}, "directory_export": {}, "directory_import": {},
    "directory_detail": {"pk": "secret_entry"}, "directory_edit": {"pk": "secret_entry"},
    "directory_true": {"pk": "secret_entry"}, "directory_part_new": {"pk": "secret_entry", "kind": "people"},
    "directory_part_edit": {"pk": "secret_entry", "kind": "people", "part": "secret_person"},
    "directory_part_remove": {"pk": "secret_entry", "kind": "people", "part": "any"},
    "api_directory": {}, "api_directory_hsds": {}, "api_directory_entry": {"pk": "secret_entry"},
    "api_directory_step": {"pk": "secret_entry", "step": "verify"},
    "api_directory_parts": {"entry": "secret_entry", "kind": "people"},
    "api_directory_part": {"entry": "secret_entry", "kind": "people", "pk": "secret_person"},
}  # fmt: skip


def plant_partner(by):
    """A restricted entry that `by`, a supervisor, keeps. It is not about a person of a case, so it is not sealed and has
    no canaries here: tests/referrals/directory/test_restricted.py looks for them."""
    made = DirectoryEntry(name="A partner at risk", kind="ngo", country="TH", restricted=True)
    entry = add_entry(made, by=by)
    person = save_part(FocalPoint(entry=entry, name="Somebody there", country="TH"), by=by)
    return {"secret_entry": entry.pk, "secret_person": person.pk}
