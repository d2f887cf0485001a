"""The worker. A task acts for the person whose id is in its header; without one it sees no rows (S-37)."""

import os

from celery import Celery, Task

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class ActingTask(Task):
    """Opens the transaction and names the actor of the header `actor` (a user id), action = the task's name."""

    abstract = True

    def __call__(self, *args, **kwargs):
        from accounts.acting import acting
        from accounts.models import User

        actor = (self.request.headers or {}).get("actor") or getattr(self.request, "actor", None)
        user = User.objects.with_standing().filter(pk=actor).first() if actor else None
        with acting(user, self.name.rsplit(".", 1)[-1], via="task"):
            return super().__call__(*args, **kwargs)


app = Celery("casework", task_cls=ActingTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
