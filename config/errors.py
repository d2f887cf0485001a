"""Error pages: neutral, with the request's id and nothing else (S-80)."""

from django.shortcuts import render


def csrf_failure(request, reason=""):
    """403 for a form whose token is missing, old or foreign (S-74)."""
    return render(request, "403_csrf.html", status=403)


def not_found(request, exception=None):
    """404: one text for hidden and missing (R-02)."""
    return render(request, "404.html", status=404)


def refused(request, exception=None):
    """403: only for an action on something the reader may see; the exception's text says who can do it."""
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


def bad_request(request, exception=None):
    """400 without a word about the cause."""
    return render(request, "400.html", status=400)


def broken(request):
    """500 with the request's id only."""
    return render(request, "500.html", {"request_id": getattr(request, "id", "")}, status=500)
