"""Operations of a migration whose models are built once and not once an operation.

After each operation Django builds every related model anew, and in this house every model is related to every other:
a migration of thirty models took half a minute and takes a second so.
"""

from django.db.migrations.operations import (
    AddConstraint,
    AddIndex,
    CreateModel,
    RunPython,
    RunSQL,
    SeparateDatabaseAndState,
)
from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Runs `operations` on the state before the first and after the last of them.

    A model that is created here is created as it is at the end, so what is added to it later in the list is there
    already. What needs a state in between (a data migration, a field that is added and then changed) stays outside.
    """

    serialization_expand_args = ["operations"]

    def __init__(self, operations):
        self.operations = operations
        self.reduces_to_sql = all(operation.reduces_to_sql for operation in operations)
        self.reversible = all(operation.reversible for operation in operations)

    def state_forwards(self, app_label, state):
        """All changes, before any model is built."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def to_run(self):
        """The operations that change the database: what is done to a model that is created here came with it."""
        created = {operation.name_lower for operation in self.operations if isinstance(operation, CreateModel)}
        return [each for each in self.operations if isinstance(each, CreateModel) or model_of(each) not in created]

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Each in turn."""
        for operation in self.to_run():
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Each in turn, the last one first. What was added goes while the columns it names are still known."""
        for operation in reversed(self.to_run()):
            known = from_state if isinstance(operation, (AddConstraint, AddIndex)) else to_state
            operation.database_backwards(app_label, schema_editor, from_state, known)

    def describe(self):
        """One line for `migrate --plan`."""
        return f"{len(self.operations)} changes together"


def model_of(operation):
    """The lower-case name of the model that the operation is about."""
    return getattr(operation, "model_name_lower", None) or getattr(operation, "name_lower", None)


def together(operations):
    """The operations of a migration, every unbroken row of model changes as one `Together`."""
    made: list[Operation] = []
    for operation in operations:
        if isinstance(operation, (RunSQL, RunPython, SeparateDatabaseAndState)):
            made.append(operation)
        elif made and isinstance(made[-1], Together):
            made[-1] = Together([*made[-1].operations, operation])
        else:
            made.append(Together([operation]))
    return made
