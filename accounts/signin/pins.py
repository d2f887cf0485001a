"""The PIN with which a person opens their own locked page (R-22): what may be one, setting it, and trying it."""

import re
import unicodedata

from django.contrib.auth.hashers import check_password, make_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.performing import performing
from accounts.signin.models import Pin

FEWEST, MOST = 4, 8
RUN = "01234567890"
# Patterns of the keypad, and what counts of typed PINs find most often besides runs and repeats.
COMMON = {"2580", "0852", "1470", "1590", "3570", "1379", "1397", "1245", "1004", "5683", "1478", "147258", "159753"}
REPEATED = re.compile(r"(\d{1,4})\1+")
PAIRS = re.compile(r"(?:(\d)\1)+")
YEAR = re.compile(r"(?:19|20|25)\d\d")  # also of the Buddhist calendar


def digits(text):
    """What was typed as 0 to 9, whatever script's digits they are; other signs stay as they are."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text.strip())


def is_weak(pin):
    """What somebody tries first: repeats, runs, years, patterns."""
    patterns = any(pattern.fullmatch(pin) for pattern in (REPEATED, PAIRS, YEAR))
    return patterns or pin in COMMON or pin in RUN or pin in RUN[::-1]


def checked(text):
    """The PIN in plain digits. ValidationError with a sentence for what may not be one."""
    pin = digits(text)
    if not re.fullmatch(rf"[0-9]{{{FEWEST},{MOST}}}", pin):
        raise ValidationError(_("Use %(fewest)d to %(most)d digits.") % {"fewest": FEWEST, "most": MOST})
    if is_weak(pin):
        raise ValidationError(_("Others would try this first. Leave out rows such as 1234, repeats and years."))
    return pin


def set_pin(text, *, by):
    """Sets one's own PIN, or another one. ValidationError for what may not be one."""
    pin = checked(text)
    with performing(by, "profile.edit", by):
        Pin.objects.update_or_create(
            user=by, defaults={"encoded": make_password(pin, hasher="argon2"), "set_at": timezone.now()}
        )


def drop_pin(*, by):
    """Takes one's own PIN away: an idle session ends again, whatever is open."""
    with performing(by, "profile.edit", by):
        Pin.objects.filter(user=by).delete()


def has_pin(user):
    """Whether this person has a PIN. Must run as `user`: nobody else's can be seen."""
    return Pin.objects.filter(user=user).exists()


def fits(user, text):
    """Whether this is the person's PIN. Without one nothing is. Must run as `user`."""
    row = Pin.objects.filter(user=user).first()
    return row is not None and check_password(digits(text), row.encoded)
