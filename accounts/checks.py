"""System checks: a house with a hole in a wall does not start."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, register

from accounts.policy import Group

OURS = ("accounts", "casework", "screening", "referrals")


def our_models():
    """Models of the four storeys, history tables left out (their fields are copies)."""
    return [
        model
        for label in OURS
        if apps.is_installed(label)
        for model in apps.get_app_config(label).get_models()
        if not hasattr(model, "instance_type")
    ]


def group_of(field):
    """The field group, or None where nobody gave one. Keys that Django itself adds belong to the row's routing."""
    group = getattr(field, "group", None) or field.model.__dict__.get("field_groups", {}).get(field.name)
    return group if isinstance(group, Group) else None


@register()
def every_field_has_a_group(app_configs, **kwargs):
    """A model field without a field group is visible to nobody, so it must not start unnoticed (R-01, S-50)."""
    return [
        Error(
            f"{model._meta.label}.{field.name} names no field group.",
            hint="Use of(Group.…, field).",
            id="casework.E001",
        )
        for model in our_models()
        for field in model._meta.concrete_fields
        if group_of(field) is None and field.name not in getattr(model, "framework_fields", ())
    ]


@register()
def history_is_on(app_configs, **kwargs):
    """simple-history may not be switched off by its setting (A-07)."""
    if getattr(settings, "SIMPLE_HISTORY_ENABLED", True):
        return []
    return [Error("SIMPLE_HISTORY_ENABLED may not be False.", id="casework.E002")]
