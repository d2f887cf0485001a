"""History in django-simple-history's tables, written by the database alone (A-07, kernel-notes section 1)."""

from collections.abc import Callable

from django.conf import settings
from django.db import models
from django.db.models.signals import post_delete, post_save, pre_delete
from simple_history.models import HistoricalRecords

from accounts.policy import Group
from accounts.walls import AppendOnly, DatabaseObject, HistoryTrigger, VersionGuard, Wall


def add_constraint(model, constraint):
    """Adds to both places Django reads constraints from; with one of them the autodetector sees nothing."""
    model._meta.constraints = [*model._meta.constraints, constraint]
    model._meta.original_attrs["constraints"] = model._meta.constraints


class DatabaseHistory(HistoricalRecords):
    """simple-history's tables and reading API; its signals are disconnected and a trigger writes the rows."""

    def fields_included(self, model):
        """All fields but those the model keeps out (a password hash is no history)."""
        return [f for f in super().fields_included(model) if f.name not in model.unrecorded]

    def copy_fields(self, model):
        """Without indexes but for the row and its case, by which history is read: the others would double the
        price of every write and serve no question."""
        fields = super().copy_fields(model)
        for name, field in fields.items():
            column = model._meta.get_field(name).column
            field.db_index = column in (model._meta.pk.column, model.case_column, model.wall_column)
        return fields

    @property
    def _date_indexing(self):
        return False

    def _get_history_user_fields(self):
        # The default SET_NULL would have to UPDATE history when an account goes.
        user = models.ForeignKey(
            settings.AUTH_USER_MODEL,
            models.DO_NOTHING,
            null=True,
            related_name="+",
            db_constraint=False,
            db_index=False,
        )
        return {"history_user": user}

    def _get_history_id_field(self):
        return models.BigAutoField(primary_key=True)

    def _get_history_change_reason_field(self):
        return models.TextField(null=True)

    def get_meta_options(self, model):
        """The wall of the model itself, and append-only for everybody."""
        table = f"{model._meta.app_label}_historical{model._meta.model_name}"
        constraints: list[DatabaseObject] = [AppendOnly(name=f"{table}_frozen", grants="SELECT")]
        column = model.case_column or model.wall_column
        if column:
            constraints.insert(0, model.history_wall(name=f"{table}_wall", column=column, erasable=False))
        return {**super().get_meta_options(model), "constraints": constraints}

    def finalize(self, sender, **kwargs):
        """Makes the history model, cuts the signals and gives the model its trigger."""
        super().finalize(sender, **kwargs)
        if not issubclass(sender, self.cls):
            return
        for signal, receiver in (
            (post_save, self.post_save),
            (post_delete, self.post_delete),
            (pre_delete, self.pre_delete),
        ):
            signal.disconnect(receiver, sender=sender)
        history = getattr(sender, self.manager_name).model
        trigger = HistoryTrigger(
            name=f"{sender._meta.db_table}_history",
            history=history._meta.db_table,
            columns=[f.column for f in self.fields_included(sender)],
            key=sender._meta.pk.column,
            only_changes=bool(sender.unrecorded),
        )
        add_constraint(sender, trigger)


class Audited(models.Model):
    """A model with a history that the program cannot forget. `unrecorded` names fields that are not history;
    `history_wall` makes the wall of the history table where it is narrower than the case; `wall_column` is what it asks
    about where no case is behind the row."""

    case_column = ""
    wall_column = ""
    history_wall: Callable[..., DatabaseObject] = Wall
    unrecorded: frozenset[str] = frozenset()
    field_groups: dict[str, Group] = {}
    history = DatabaseHistory(inherit=True)

    class Meta:
        abstract = True


def wall(*, fixed=(), **options):
    """Wall and version guard for the Meta of a confidential model. A row never moves to another case, and `fixed`
    columns never change either."""
    stays = [*([options["column"]] if options["column"] != "id" else []), *fixed]
    return [
        Wall(name="%(app_label)s_%(class)s_wall", **options),
        VersionGuard(name="%(app_label)s_%(class)s_version", **({"fixed": stays} if stays else {})),
    ]
