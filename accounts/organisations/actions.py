"""What administrators do with organisations and teams."""

from django.contrib.auth.models import Group as PermissionGroup

from accounts.performing import performing


def add_organisation(organisation, *, by):
    """Saves a new organisation that a form has checked."""
    with performing(by, "organisation.edit"):
        organisation.save(force_insert=True)
    return organisation


def change_organisation(organisation, *, by, version):
    """Saves a changed organisation; Stale when it is no longer at `version`."""
    with performing(by, "organisation.edit", organisation):
        organisation.version = version
        organisation.save()
    return organisation


def add_team(team, *, by):
    """Saves a new team of an organisation, with the group that will hold its grants."""
    with performing(by, "team.edit", team.organisation):
        team.group = PermissionGroup.objects.create(name=f"team:{team.pk}")
        team.save(force_insert=True)
    return team


def change_team(team, *, by, version):
    """Saves a changed team; Stale when it is no longer at `version`. An inactive team opens no case
    (R-08)."""
    with performing(by, "team.edit", team):
        team.version = version
        team.save()
    return team
