"""Tasks of the storey, gathered from its rooms for Celery."""

from casework.cases.tasks import tell_ended_consents
from casework.files.tasks import scan_file, scan_waiting, sweep_blobs

__all__ = ["scan_file", "scan_waiting", "sweep_blobs", "tell_ended_consents"]
