"""Files of a case. What somebody may see of them is decided by fetch and permitted, never here."""

from collections.abc import Callable

from django.db import connection, models

from casework.files.models import StoredFile

# Floors above keep blobs too: each function says which of some names none of its rows knows.
ELSEWHERE: list[Callable] = []


def files_for(case, kind=None):
    """Files of a case, newest first, with what they belong to; of one StoredFile.Kind where one is named."""
    rows = StoredFile.objects.filter(case=case).select_related("case", "paper", "consent", "added_by")
    return rows.filter(kind=kind) if kind else rows


def scans_of(consent):
    """Files that belong to any row of the consent's series, newest first."""
    return files_for(consent.case).filter(consent__series=consent.series)


def scans_by_paper(case):
    """{id of a paper: how many files belong to it}, in one query."""
    papers = StoredFile.objects.filter(case=case, paper__isnull=False).order_by()
    return dict(papers.values_list("paper").annotate(models.Count("pk")))


def waiting(most):
    """[(file id, user id in whose name it may be scanned)] of files that no task scanned. For the worker."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT file, actor FROM files_waiting(%s)", [most])
        return cursor.fetchall()


def unknown(names):
    """Which of these blob names no row knows. For the worker."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT files_unknown(%s)", [names])
        found = [name for (name,) in cursor.fetchall()]
    for unknown_to in ELSEWHERE:
        found = unknown_to(found) if found else []
    return found


def totals():
    """{organisation id: (files, bytes)}: what administrators may know of files, and nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisation, files, bytes FROM file_totals()")
        return {organisation: (files, size) for organisation, files, size in cursor.fetchall()}
