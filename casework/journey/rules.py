"""What cannot be on a journey: a station that ends before it starts, a day before birth, a negative debt.

Each function raises ValidationError with a sentence beside the field. Only what is certain is refused: rough dates
that may fit are left alone, and stations need not follow each other (memory after fear is broken).
"""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import codes
from accounts.codes import label
from casework import money, vague
from casework.people.models import Person

OLDEST = datetime.timedelta(days=120 * 366)
ONE_DAY = datetime.timedelta(days=1)


def read_when(row, changed, said, ends, today):
    """Fills the two days of `said` where its words are new. What was said earlier keeps the meaning of that day."""
    if said in changed:
        found = vague.read(getattr(row, said), today)
        setattr(row, ends[0], found.earliest)
        setattr(row, ends[1], found.latest)


def read_end(leg, changed, today):
    """The same for the end; "about two weeks" counts from the beginning."""
    read_when(leg, changed, "ended_said", ("ended_earliest", "ended_latest"), today)
    length = vague.read(leg.ended_said)
    if length.least_days is None or not {"began_said", "ended_said"} & set(changed):
        return
    leg.ended_earliest = after(leg.began_earliest, length.least_days)
    leg.ended_latest = after(leg.began_latest, length.most_days)


def after(day, count):
    """So many days later, None without a day or beyond the calendar."""
    try:
        return day and day + ONE_DAY * count
    except OverflowError:
        return None


def born_on(case_id):
    """The birth date of the person, or None."""
    person = Person.objects.filter(case=case_id).first()
    return person.birth_date if person else None


def check_span(field, earliest, latest, born):
    """ValidationError for days that cannot be, whatever they mean."""
    today = timezone.localdate()
    if earliest and earliest > today:
        raise ValidationError({field: _("This day is still to come. Check the year.")})
    if latest and latest < today - OLDEST:
        raise ValidationError({field: _("This day is more than 120 years ago. Check the year.")})
    if born and latest and latest < born:
        raise ValidationError(
            {field: _("This is before the person was born. Check the year, here or in the date of birth.")}
        )


def check_days(leg):
    """ValidationError for a station that certainly ends before it starts, or lies outside the person's life."""
    born = born_on(leg.case_id)
    check_span("began_said", leg.began_earliest, leg.began_latest, born)
    check_span("ended_said", leg.ended_earliest, leg.ended_latest, born)
    if leg.ended_latest and leg.began_earliest and leg.ended_latest < leg.began_earliest:
        raise ValidationError({"ended_said": _("This ends before it begins. Check both.")})


def check_place(leg):
    """The country of a listed place is known; ValidationError where another one was chosen."""
    row = next((row for row in codes.rows("locations") if row["code"] == leg.location), None)
    country = row["country"] if row else ""
    if country and leg.country and leg.country != country:
        names = {"place": label("locations", leg.location), "country": label("countries", country)}
        raise ValidationError({"country": _("%(place)s is in %(country)s. Change one of the two.") % names})
    leg.country = leg.country or country


def check_amount(row, field):
    """ValidationError for less than nothing, parts of the smallest coin, and figures without a currency."""
    amount = getattr(row, field)
    if amount is None:
        return
    try:
        money.check_amount(amount, row.currency)
    except ValidationError as error:
        raise ValidationError({field: error.messages}) from error
    if not row.currency:
        raise ValidationError({"currency": _("Choose the currency of the amount.")})


def check_says_something(row):
    """ValidationError for an entry about money that says nothing."""
    if row.amount is None and not row.note and not row.reason:
        raise ValidationError({"amount": _("Write the amount, or in a few words what was said about it.")})


def check_station(row):
    """ValidationError for a station of another case, in the words for one that does not exist (R-16)."""
    if row.leg is not None and row.leg.case_id != row.case_id:
        raise ValidationError({"leg": _("Choose one of those shown")})
