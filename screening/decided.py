"""What a decided screening says of a person, for rooms below that build on it."""

from accounts.access import readable
from accounts.policy import Group
from screening.models import Screening


def decided_flags(case):
    """Flags of vulnerability of the newest decided screening; those of health only for who may read health."""
    row = Screening.objects.filter(case=case).decided().order_by("-number").first()
    if row is None:
        return []
    open_to = readable(row)
    flags = list(row.vulnerability_flags) if Group.SCREENING in open_to else []
    return flags + (list(row.health_marks) if Group.HEALTH in open_to else [])
