"""Drafts: what somebody typed and has not sent, kept sealed for them alone (R-22, S-06).

Each draft has a key of its own under the master key, as cases have; nothing of a draft is in clear in
the database
but the form's name, the page's path and times. Row-level security shows a draft to its writer only.
"""

import json
import uuid
from datetime import timedelta

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, transaction
from django.db.models import DateTimeField, F, Func
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from accounts.signin.models import Draft
from accounts.vault import decrypt, encrypt, unwrap, wrap

LARGEST = 256 * 1024  # bytes of one posted form
LONGEST_KEY, LONGEST_PATH = 200, 300
LONGEST_VERSION = 10  # digits of the largest number the column holds
SOON = timedelta(days=14)
LABELS = {}


class Newer(Exception):
    """Another tab saved this draft since this one read it. `draft` is the saved one; nothing was written."""

    def __init__(self, draft):
        super().__init__("A newer draft exists.")
        self.draft = draft


def name_drafts(form, label):
    """Gives drafts whose key is `form` or begins with `form:` the words of the list of drafts. Called
    by rooms."""
    LABELS[form] = label


def label_of(draft):
    """What the list calls a draft: the kind of form, never what is in it."""
    return LABELS.get(draft.key.split(":", 1)[0], _("A form"))


def bound_to(draft):
    """Text a sealed draft is bound to: it opens as this row of this person only."""
    return f"draft:{draft.pk}:{draft.user_id}:{draft.key}".encode()


def seal(draft, fields):
    """Puts the fields (name -> list of texts) into the row under a fresh key."""
    key = AESGCM.generate_key(bit_length=256)
    draft.wrapped_key, draft.master_version = wrap(key, f"draft:{draft.pk}")
    draft.sealed = encrypt(key, json.dumps(fields, ensure_ascii=False).encode(), bound_to(draft))


def open_draft(draft):
    """The fields of a draft as a MultiValueDict, ready to be a form's data. InvalidTag or KeyGone if it
    cannot open."""
    key = unwrap(bytes(draft.wrapped_key), f"draft:{draft.pk}", draft.master_version)
    return MultiValueDict(json.loads(decrypt(key, bytes(draft.sealed), bound_to(draft))))


def save_draft(user, key, fields, *, seen=None, path="", case_id=None):
    """Keeps `fields` as the person's draft of the form `key`.

    `seen` is the version this tab read or wrote last; Newer when another one is there. Must run as `user`.
    """
    draft = Draft.objects.select_for_update().filter(user=user, key=key).first()
    if draft is not None and seen is not None and draft.version != seen:
        raise Newer(draft)
    is_first = draft is None
    draft = draft or Draft(id=uuid.uuid4(), user=user, key=key)
    draft.path, draft.case_id, draft.saved_at = path, case_id or draft.case_id, timezone.now()
    seal(draft, fields)
    try:
        with transaction.atomic():
            draft.save(force_insert=is_first)
    except IntegrityError as error:  # two tabs wrote the first draft at the same moment
        raise Newer(Draft.objects.get(user=user, key=key)) from error
    return draft


def with_ends(user):
    """The person's drafts, each with the moment after which it is cleared (`ends`)."""
    ends = Func(F("user"), F("saved_at"), function="draft_ends", output_field=DateTimeField())
    return Draft.objects.filter(user=user).annotate(ends=ends)


def ends_soon(draft):
    """Whether a draft of `with_ends` is cleared within two weeks."""
    return draft.ends < timezone.now() + SOON


def saved_draft(user, key):
    """The row of a draft (its time and version), or None."""
    return Draft.objects.filter(user=user, key=key).first()


def draft_of(user, key):
    """What the person typed into the form `key`, as a MultiValueDict, or None. Must run as `user`."""
    draft = saved_draft(user, key)
    return open_draft(draft) if draft else None


def drop_draft(user, key):
    """Forgets a draft: its form was sent, or the person threw it away."""
    Draft.objects.filter(user=user, key=key).delete()
