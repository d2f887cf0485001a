"""Trying an act with a form's values: what went wrong stands as a sentence on the form, beside its field."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils.translation import gettext as _

from accounts.editing import add_errors
from accounts.performing import Stale
from accounts.workflow import WrongState
from casework.cases.views_people import SAID_MEANWHILE

DONE, WRONG, REFUSED = 303, 409, 422


def attempt(form, act):
    """DONE where `act` went through; else its sentences are on the form, and WRONG says that the state has changed."""
    try:
        act()
    except WrongState as error:
        add_errors(form, error)
        return WRONG
    except ValidationError as error:
        add_errors(form, error)
    except Stale:
        form.add_error(None, _("Somebody changed this in the meantime. Open it again and look first."))
    except IntegrityError:
        form.add_error(None, SAID_MEANWHILE)
    else:
        return DONE
    return REFUSED


def taken(form, act):
    """The same for a form that may not be in order: REFUSED, or what `act(**values)` came to."""
    return attempt(form, lambda: act(**form.cleaned_data)) if form.is_valid() else REFUSED
