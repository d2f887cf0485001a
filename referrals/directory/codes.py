"""Words of the directory that stand in no code list: steps, week days, time zones by country."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from accounts.codes import choices

# Requirement C1: the steps for which somebody can be called.
STEPS = (
    ("identification", _("Identification")),
    ("protection", _("Protection")),
    ("justice", _("Justice")),
    ("repatriation", _("Repatriation")),
    ("reintegration", _("Reintegration")),
)
# HSDS `schedule.byday` and RFC 5545, Monday first.
DAYS = (
    ("MO", _("Monday")),
    ("TU", _("Tuesday")),
    ("WE", _("Wednesday")),
    ("TH", _("Thursday")),
    ("FR", _("Friday")),
    ("SA", _("Saturday")),
    ("SU", _("Sunday")),
)
SEXES = (("female", _("Women and girls")), ("male", _("Men and boys")), ("other", _("Other genders")))
# What the settings name as enumerations of the interface.
STATUSES, TOWNS, PRIORITIES = choices("org_service_status"), choices("locations"), choices("referral_priorities")
# Every gender of the code list falls under one of the three that services admit.
SEX_OF = {
    "female": "female",
    "male": "male",
    "trans_female": "other",
    "trans_male": "other",
    "non_conforming": "other",
}

# Country of accounts/codelists/countries.csv -> its zones in the IANA database, the most usual first.
ZONES = {
    "ID": ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"),
    "LA": ("Asia/Vientiane",),
    "MY": ("Asia/Kuala_Lumpur",),
    "MM": ("Asia/Yangon",),
    "PH": ("Asia/Manila",),
    "SG": ("Asia/Singapore",),
    "TH": ("Asia/Bangkok",),
    "VN": ("Asia/Ho_Chi_Minh",),
    "KH": ("Asia/Phnom_Penh",),
    "BN": ("Asia/Brunei",),
    "TL": ("Asia/Dili",),
    "CN": ("Asia/Shanghai",),
    "HK": ("Asia/Hong_Kong",),
    "TW": ("Asia/Taipei",),
    "JP": ("Asia/Tokyo",),
    "KR": ("Asia/Seoul",),
    "BD": ("Asia/Dhaka",),
    "BT": ("Asia/Thimphu",),
    "IN": ("Asia/Kolkata",),
    "NP": ("Asia/Kathmandu",),
    "PK": ("Asia/Karachi",),
    "LK": ("Asia/Colombo",),
    "ET": ("Africa/Addis_Ababa",),
    "KE": ("Africa/Nairobi",),
    "TZ": ("Africa/Dar_es_Salaam",),
    "EG": ("Africa/Cairo",),
    "TR": ("Europe/Istanbul",),
    "BR": ("America/Sao_Paulo", "America/Manaus"),
    "RU": ("Europe/Moscow", "Asia/Yekaterinburg", "Asia/Vladivostok"),
    "UA": ("Europe/Kyiv",),
    "KZ": ("Asia/Almaty",),
    "UZ": ("Asia/Tashkent",),
    "AE": ("Asia/Dubai",),
    "UG": ("Africa/Kampala",),
    "ZA": ("Africa/Johannesburg",),
    "ZW": ("Africa/Harare",),
    "MA": ("Africa/Casablanca",),
    "NG": ("Africa/Lagos",),
    "GH": ("Africa/Accra",),
    "PG": ("Pacific/Port_Moresby",),
}
ZONE_NAMES = tuple(sorted({zone for zones in ZONES.values() for zone in zones}))
ZONE_CHOICES = tuple((zone, zone.split("/")[-1].replace("_", " ")) for zone in ZONE_NAMES)


def zone_of(country):
    """The usual time zone of a country, or UTC for one that the table does not know."""
    return ZoneInfo(ZONES.get(country, ("UTC",))[0])
