"""Naming those who look after a language, and setting its texts reviewed."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.performing import performing
from accounts.policy import may
from casework.languages.models import LanguageLead, TextReview
from casework.languages.wording import pieces, reviews, tags


def leads(user, tag):
    """Whether this person looks after the language."""
    return LanguageLead.objects.standing().filter(user=user, language=tag).exists()


def colleague_named(username, by):
    """The colleague of one's own organisation with this account name. One sentence for all that cannot be (R-16)."""
    found = User.objects.with_standing().filter(username__iexact=username.strip(), organisation=by.organisation_id)
    user = found.filter(is_active=True).first()
    if user is None or not may(user, "language.review"):
        raise ValidationError({"username": _("There is no such colleague in your organisation.")})
    if user.pk == by.pk:
        raise ValidationError({"username": _("Somebody else must name you.")})
    return user


def name_lead(language, username, *, by):
    """Makes a colleague the lead of a language. ValidationError for oneself, a stranger, or who already is."""
    with performing(by, "language.lead"):
        if language not in tags():
            raise ValidationError({"language": _("Nothing is written in this language yet.")})
        lead = LanguageLead(language=language, user=colleague_named(username, by), named_by=by)
        try:
            lead.validate_constraints()
            lead.save(force_insert=True)
        except (IntegrityError, ValidationError) as error:
            raise ValidationError({"username": _("This person already looks after that language.")}) from error
    return lead


def end_lead(lead, *, by):
    """Ends the naming; what was read stays reviewed. Only for colleagues of one's own organisation."""
    with performing(by, "language.lead"):
        if lead.user.organisation_id != by.organisation_id:
            raise ValidationError(_("Somebody of that organisation must end this."))
        end(lead, by)
    return lead


def end(row, by):
    """Ends a dated row; nothing where it has ended already."""
    if row.ended_at is None:
        row.ended_by, row.ended_at = by, timezone.now()
        row.save()


def must_lead(user, tag):
    """ValidationError for somebody who does not look after this language."""
    if not leads(user, tag):
        raise ValidationError(_("Only a lead of this language sets its texts reviewed."))


def review(tag, seen, *, by):
    """Sets texts reviewed: `seen` are (what, digest) as the reader had them before their eyes.

    Words that have changed since are left alone. Returns how many are reviewed now that were not before.
    """
    with performing(by, "language.review"):
        must_lead(by, tag)
        held = set(reviews(tag).values_list("what", "digest"))
        read = [p for p in pieces(tag) if (p.what, p.digest) in seen and (p.what, p.digest) not in held]
        made = TextReview.objects.bulk_create(
            [
                TextReview(language=tag, what=p.what, text_version=p.version, digest=p.digest, reviewed_by=by)
                for p in read
            ],
            ignore_conflicts=True,
        )
    return len(made)


def take_back(tag, what, *, by):
    """A text is a draft again. Returns whether it was reviewed."""
    with performing(by, "language.review"):
        must_lead(by, tag)
        known = what in {piece.what for piece in pieces(tag)}
        held = list(reviews(tag).filter(what=what)) if known else []
        for row in held:
            end(row, by)
    return bool(held)
