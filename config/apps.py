"""Connects every process to the worker's broker: without it a task sent by the web would go to another address."""

from django.apps import AppConfig


class Wiring(AppConfig):
    """The app that holds no model."""

    name = "config"

    def ready(self):
        """The Celery application becomes the current one."""
        from config import celery  # noqa: F401
