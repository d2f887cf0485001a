"""What the page of the person shows: each value as this reader may see it, each row with its word and shape."""

import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.access import allowed, readable, writable
from accounts.checks import group_of
from accounts.codes import label
from accounts.editing import words
from accounts.pages import WITHHELD, Shown
from casework.files.words import paper_links
from casework.frame import language_tag
from casework.people.actions import age_of, counts_as_child
from casework.people.forms import ROWS, SECTIONS
from casework.people.models import Contact, IdentityPaper, OtherName, Person, Relative, Speaks

P = IdentityPaper.Where
SAFETY = {
    Contact.Safety.SAFE: "done",
    Contact.Safety.LIMITS: "wait",
    Contact.Safety.NEVER: "stop",
    Contact.Safety.UNKNOWN: "todo",
}
WHERE = {
    P.PERSON: "done",
    P.US: "done",
    P.TAKEN: "stop",
    P.LOST: "stop",
    P.POLICE: "wait",
    P.MISSION: "wait",
    P.UNKNOWN: "todo",
}
PAIRS = {
    "identity": ["name", "romanised", "gender", "birth_date", "marital_status"],
    "background": ["nationalities", "migration_status", "education", "occupation"],
    "home": ["birth_place", "home_address"],
    "health": ["health_notes"],
}
LABELS = {"nationalities": gettext_lazy("Nationality")}
TITLES = {
    "names": gettext_lazy("Other names"),
    "languages": gettext_lazy("Languages"),
    "papers": gettext_lazy("Papers, and where each one is"),
    "contacts": gettext_lazy("How to reach the person"),
    "family": gettext_lazy("Family"),
}


def value_in_words(person, seen, name):
    """A field's value in the words of the page; the mark where it is withheld, a date as a date."""
    value = getattr(seen, name)
    if value is WITHHELD or isinstance(value, datetime.date):
        return value
    return words(person, name, value)


def pairs(person, seen, section):
    """[{label, value, lang}] of one part."""
    found = [
        {
            "label": LABELS.get(name) or Person._meta.get_field(name).verbose_name,
            "value": value_in_words(person, seen, name),
        }
        for name in PAIRS.get(section, ())
    ]
    if section == "identity":
        found[0]["lang"] = language_tag(person.name_language)
        found[4:4] = [{"label": _("Age"), "value": age_in_words(person, seen)}]
    if section == "background" and seen.stateless is True:
        found[0]["value"] = _("None, or not known to have one")
    return found


def age_in_words(person, seen):
    """The age with where it comes from, and what follows from doubt: "17, an estimate by us. Child …"."""
    if seen.birth_date is WITHHELD:
        return WITHHELD
    age, parts = age_of(person), []
    if age is not None:
        noted = date_format(person.age_noted_on, "j F Y") if person.age_noted_on and not person.birth_date else ""
        parts += [str(age), join(person.get_age_basis_display(), noted)]
    if person.presumed_child and counts_as_child(person):
        parts.append(_("Presumed a child until shown otherwise"))
    elif counts_as_child(person):
        parts.append(_("A child"))
    return ". ".join(part for part in parts if part)


def may_write(case, user):
    """Field groups this reader may change on the page."""
    return writable(case) if allowed(user, "person.edit", case) else frozenset()


def sections(case, user):
    """The parts of the person: [{key, title, url, pairs, text}]."""
    person, groups = case.person, may_write(case, user)
    seen = Shown(person, readable(person))
    made = []
    for key, (title, form) in SECTIONS.items():
        open_to = any(group_of(Person._meta.get_field(name)) in groups for name in form._meta.fields)
        url = reverse("person_edit", args=[case.reference, key]) if open_to else ""
        made.append({"key": key, "title": title, "url": url, "pairs": pairs(person, seen, key)})
    return made


def row_words(row):
    """title, line below and (kind, word) of a row of any of the five kinds; `row` is what the reader may see."""
    return DESCRIBED[type(row._row)](row)


def join(*parts):
    """Parts that are there, with commas."""
    return ", ".join(str(part) for part in parts if part)


def of_name(row):
    """Another name of the person."""
    return row.name, row.get_kind_display(), None


def of_language(row):
    """A language."""
    reads = "" if row.reads else _("does not read it")
    return label("languages", row.language), join(row.get_level_display(), reads), None


def of_paper(row):
    """A paper."""
    until = _("valid until %(day)s") % {"day": date_format(row.expires_on, "j F Y")} if row.expires_on else ""
    below = join(row.number, label("countries", row.country), until, row.where_note)
    return row.get_kind_display(), below, (WHERE.get(row.where, "todo"), row.get_where_display())


def of_contact(row):
    """A way to reach the person, without the number."""
    return row.get_kind_display(), row.hours, (SAFETY.get(row.safety, "todo"), row.get_safety_display())


def of_relative(row):
    """Somebody of the family, without how to reach them."""
    here = _("is here with the person") if row.with_person else ""
    below = join(label("countries", row.country), here, row.note)
    return (
        join(row.get_relation_display(), row.name),
        below,
        (SAFETY.get(row.safety, "todo"), row.get_safety_display()),
    )


DESCRIBED = {
    OtherName: of_name,
    Speaks: of_language,
    IdentityPaper: of_paper,
    Contact: of_contact,
    Relative: of_relative,
}
SECRET = {
    Contact: ("value", gettext_lazy("Show number")),
    Relative: ("reach", gettext_lazy("Show how to reach them")),
}


def lists(case, user, revealed=None):
    """The rows around the person: [{key, title, add_url, rows}], six queries whatever their number."""
    groups = may_write(case, user)
    reveals = allowed(user, "person.reveal", case)
    made = []
    for kind, (model, _form, _one) in ROWS.items():
        open_to = any(
            group_of(field) in groups
            for field in model._meta.concrete_fields
            if field.name in ("kind", "language", "relation")
        )
        found = sorted(model.objects.filter(case=case).order_by("pk"), key=place)
        links = paper_links(case, user) if model is IdentityPaper else no_links
        made.append({
            "key": kind,
            "title": TITLES[kind],
            "add_url": reverse("person_row_new", args=[case.reference, kind]) if open_to else "",
            "rows": [entry(case, kind, row, open_to, reveals, revealed) | {"links": links(row)} for row in found],
        })  # fmt: skip
    return made


def no_links(_row):
    """Nothing stands beside most rows."""
    return []


def place(row):
    """First language first; all else in the order of the table."""
    return Speaks.Level.values.index(row.level) if isinstance(row, Speaks) else 0


def entry(case, kind, row, open_to, reveals, revealed):
    """One row as the template prints it. A row whose groups are withheld is one mark and nothing else."""
    seen = Shown(row, readable(row))
    secret, button = SECRET.get(type(row), ("", ""))
    if getattr(seen, row_key(row)) is WITHHELD:
        return {"withheld": True}
    title, below, tag = row_words(seen)
    return {
        "key": str(row.pk),
        "title": title,
        "lang": language_tag(getattr(row, "name_language", "")),
        "below": below,
        "tag": tag,
        "url": reverse("person_row_edit", args=[case.reference, kind, row.pk]) if open_to else "",
        "button": button if secret and reveals and getattr(row, secret) else "",
        "value": getattr(seen, secret) if revealed == str(row.pk) and secret else "",
    }


def row_key(row):
    """The field whose group stands for the row."""
    return {Speaks: "language", Relative: "relation"}.get(type(row), "kind")
