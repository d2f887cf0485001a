"""A password may not be what an attacker tries first: the words around the person (R-21, S-05)."""

import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST = 128
ALWAYS = ("password", "passwort", "welcome", "letmein", "qwerty", "casework", "daybook")
SHORTEST_WORD = 4
GUESSABLE = _("Leave out what others can guess: your name, your organisation's, this site's, “password”.")
LOOKALIKES = str.maketrans("013457@$!", "oieastasi")


def folded(text):
    """Small letters without marks, look-alike digits as letters, and nothing but letters."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(LOOKALIKES)
    return "".join(letter for letter in plain if letter.isalpha())


class ContextWordsValidator:
    """Refuses passwords longer than 128 characters or made of the site's, organisation's or person's
    own names.

    A long phrase may mention such a name: what counts is that fewer than 12 other letters are left
    without it.
    """

    def __init__(self, rest=12):
        self.rest = rest

    def validate(self, password, user=None):
        """ValidationError with a plain sentence."""
        if len(password) > LONGEST:
            raise ValidationError(_("Use at most 128 characters."), code="password_too_long")
        text = folded(password)
        for word in words_around(user):
            if word in text and len(text.replace(word, "")) < self.rest:
                raise ValidationError(GUESSABLE, code="password_context_word")

    def get_help_text(self):
        """One sentence for the page."""
        return _("12 characters or more. A sentence is easy to remember; spaces are fine.")


def words_around(user):
    """Folded words that are known to everybody who knows the person, longest first."""
    names = [settings.SITE_NAME, *ALWAYS]
    if user is not None and user.pk:
        names += [user.username, user.display_name, user.email.split("@")[0]]
        names += [user.organisation.name] if user.organisation_id else []
    parts = [*names, *(part for name in names for part in re.split(r"[\s_.@-]+", name))]
    return sorted({folded(part) for part in parts if len(folded(part)) >= SHORTEST_WORD}, key=len, reverse=True)
