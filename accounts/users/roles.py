"""Roles as the pages show them."""

from accounts.codes import label
from accounts.policy import may


def role_words(user):
    """The roles of an account that was loaded with its standing, in words."""
    return ", ".join(str(label("user_roles", code)) for code in user.role_codes)


def grant_lines(grants, reader):
    """Role grants that have not ended, each with what this reader may do about it."""
    answers, ends = may(reader, "role.approve"), may(reader, "role.end")
    lines = []
    for grant in grants:
        waits = grant.approved_at is None
        second = reader.pk not in (grant.requested_by_id, grant.user_id)
        lines.append(
            {
                "row": grant,
                "role": label("user_roles", grant.role),
                "name": grant.user.display_name,
                "email": grant.user.email,
                "teams": ", ".join(team.name for team in grant.user.teams.all()),
                "asked_by": grant.requested_by.display_name,
                "waits": waits,
                "may_answer": answers and waits and second,
                "may_end": ends and (grant.requested_by_id == reader.pk if waits else grant.user_id != reader.pk),
            }
        )
    return lines
