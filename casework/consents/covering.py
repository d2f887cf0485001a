"""Which files of a case a consent covers: those ticked one by one, and never one that is added later (C-01)."""

from django.utils.translation import gettext as _

from casework.files.models import StoredFile

FILES = {"paper_copies": "paper", "photo": "photo"}  # item of a consent -> kind of file
KINDS = tuple(FILES.values())


def coverable(case, kinds=KINDS):
    """Files of the case that a consent can name: copies of papers and photos, not those locked away; oldest first."""
    rows = StoredFile.objects.filter(case=case, kind__in=kinds).exclude(state=StoredFile.State.REFUSED)
    return rows.order_by("added_at", "pk")


def file_errors(case, fields):
    """{field: sentence} for ticked files that are not of this case, or whose item was not ticked."""
    wanted = {str(pk) for pk in fields.get("files") or ()}
    if not wanted:
        return {}
    kinds = [kind for item, kind in FILES.items() if item in (fields.get("items") or ())]
    if wanted - {str(pk) for pk in coverable(case).filter(pk__in=wanted).values_list("pk", flat=True)}:
        return {"files": _("Choose one of those shown")}
    if wanted - {str(pk) for pk in coverable(case, kinds).filter(pk__in=wanted).values_list("pk", flat=True)}:
        return {"files": _("Tick copies of papers, or the photo, above as well: without that no file is shown.")}
    return {}


def covered(consent):
    """Ids (text) of the files that this consent names."""
    return {str(pk) for pk in consent.files} if consent is not None else set()
