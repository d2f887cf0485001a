"""Errors of the API as RFC 9457 problem details, and the rollback that DRF leaves out here (kernel-notes section 4)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler

from accounts.workflow import WrongState


class Conflict(exceptions.APIException):
    """409: the resource is not in a state in which this can be done."""

    status_code = status.HTTP_409_CONFLICT


class PreconditionNeeded(exceptions.APIException):
    """428: a change must say which version it changes."""

    status_code = 428


def sentences(error):
    """{field: [sentence]} of a Django ValidationError; what belongs to no field stands under ''."""
    if hasattr(error, "error_dict"):
        return {("" if name == "__all__" else name): list(texts) for name, texts in error.message_dict.items()}
    return {"": list(error.messages)}


def translate(exc):
    """Our exceptions as DRF's."""
    if isinstance(exc, WrongState):
        return Conflict(" ".join(exc.messages))
    if isinstance(exc, ValidationError):
        return exceptions.ValidationError(sentences(exc))
    if isinstance(exc, IntegrityError):
        # One neutral sentence: which constraint it was could tell that a hidden row exists.
        return Conflict(_("This cannot be saved as it is. Look at the newest version first."))
    return exc


TITLES = {
    400: _("Something must be corrected"),
    401: _("Sign in first"),
    403: _("Somebody else must do this"),
    404: _("There is nothing here"),
    405: _("This is not offered here"),
    409: _("Not possible now"),
    412: _("Somebody saved this in the meantime"),
    415: _("Send JSON"),
    428: _("Say which version you change"),
    429: _("Too many requests"),
}


def sendable(value):
    """The same, without broken characters: a sentence that repeats what was sent must be able to leave (S-77)."""
    if isinstance(value, dict):
        return {sendable(name): sendable(item) for name, item in value.items()}
    if isinstance(value, list):
        return [sendable(item) for item in value]
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def problem(code, detail="", errors=None, **more):
    """A problem response."""
    body = {
        "type": "about:blank",
        "title": TITLES.get(code, _("Not possible")),
        "status": code,
        "detail": sendable(detail),
    }
    if errors:
        body["errors"] = sendable(errors)
    return Response({**body, **more}, status=code, content_type="application/problem+json")


def refuse(exc, context):
    """DRF's EXCEPTION_HANDLER: rolls back, then answers with a problem. None (a 500) for what is not an answer."""
    if transaction.get_connection().in_atomic_block:
        transaction.set_rollback(True)
        context["request"]._request.failed = True
    exc = translate(exc)
    response = exception_handler(exc, context)
    if response is None:
        return None
    errors = response.data if isinstance(exc, exceptions.ValidationError) else None
    if isinstance(errors, list):
        errors = {"": errors}
    # A 401 does not say what was wrong with a session or a token (S-15).
    plain = isinstance(exc, (Http404, PermissionDenied)) or errors or response.status_code == 401
    answer = problem(response.status_code, "" if plain else str(getattr(exc, "detail", "")), errors)
    for header, value in response.items():
        if header.lower() != "content-type":
            answer[header] = value
    return answer
