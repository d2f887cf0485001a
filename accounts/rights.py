"""The words that the policy tables are written in: roles, rights and field groups."""

from enum import StrEnum


class Role(StrEnum):
    """Codes of accounts/codelists/user_roles.csv."""

    CASEWORKER = "caseworker"
    SUPERVISOR = "supervisor"
    CHILD_PROTECTION = "child_protection_officer"
    SHELTER_MANAGER = "shelter_manager"
    CONSULAR_LIAISON = "consular_liaison"
    REPATRIATION = "repatriation_officer"
    LEGAL = "legal_officer"
    DATA_PROTECTION = "data_protection_officer"
    ANALYST = "statistics_analyst"
    EXTERNAL = "external_focal_point"
    CLIENT = "api_client"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """Why somebody reaches a case. The value is the first word of the principal in `case_access`."""

    USER = "user"  # assigned to the case
    GLASS = "glass"  # broke the glass: one hour, reason given
    TEAM = "team"  # the case belongs to a team of theirs
    ORG = "org"  # the case belongs to their organisation
    SHARE = "share"  # the case was shared with their organisation
    CHILD = "child"  # a presumed child in their organisation
    BED = "bed"  # a bed in their shelter was asked for
    RESIDENT = "resident"  # stays in their shelter
    CONSULAR = "consular"  # of the team, from `rights_told` on
    RETURN = "return"  # has an open return in the team
    LEGAL = "legal"  # has a legal service or penalty in the team
    HEALTH = "health"  # a dated health grant to this user
    DUTY = "duty"  # twelve hours on duty
    OFFER = "offer"  # was offered the case and has not answered
    NAMED = "named"  # a partner organisation's supervisor named to act on this one record
    NOTICE = "notice"  # their organisation was sent a referral: number, date and purpose, until it acknowledges


class Group(StrEnum):
    """Field groups F0 to F13 of security-rules.md section 4; STAFF is for records that are not about a person."""

    ROUTING = "routing"  # F0
    REFERRAL = "referral"  # inside F0: number, status and dates of a referral
    IDENTITY = "identity"  # F1
    CONTACT = "contact"  # F2
    FACTS = "facts"  # F3
    HEALTH = "health"  # F4
    IMMIGRATION = "immigration"  # F5
    NATIONALITY = "nationality"  # inside F5
    JUSTICE = "justice"  # F6
    FAMILY = "family"  # F7
    EVIDENCE = "evidence"  # F8
    SCREENING = "screening"  # F9
    CONSENT = "consent"  # F10
    TRAIL = "trail"  # F11
    ORIGIN = "origin"  # F12
    TRAVEL = "travel"  # F13
    STAFF = "staff"  # organisations, teams, accounts: run by administrators, never case content
    EMERGENCY = "emergency"  # inside F11: why somebody broke the glass, and what the review found
