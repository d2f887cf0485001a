"""The form of a to-do: what, who, until when."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.editing import PolicyForm
from accounts.forms import DateBoxes
from accounts.models import User
from casework.cases.forms import PlainLines
from casework.todos.actions import LONGEST_TITLE
from casework.todos.models import Todo
from casework.todos.queries import able


class Owner(forms.ModelChoiceField):
    """One of those who may have it, by name."""

    def to_python(self, value):
        """The account. What is no key at all is answered like a key of nobody here."""
        try:
            return super().to_python(value)
        except ValidationError as error:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from error

    def label_from_instance(self, user):
        """The name, and that it is the supervisor."""
        leads = not getattr(user, "works", True)
        return _("%(name)s, supervisor") % {"name": user.display_name} if leads else user.display_name


class TodoForm(PlainLines, PolicyForm):
    """Also for giving it to somebody else; the words of a workflow's to-do are fixed."""

    title = forms.CharField(
        label=_("What is to be done"),
        help_text=_("In a few words. It begins with a verb."),
        max_length=LONGEST_TITLE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    owner = Owner(label=_("Who does it"), queryset=User.objects.none(), empty_label=_("Choose"))
    due_on = DateBoxes(label=_("Until when"), required=False)

    class Meta:
        model = Todo
        fields = ["title", "owner", "due_on"]

    def __init__(self, *args, instance, **options):
        super().__init__(*args, instance=instance, **options)
        self.fields["owner"].queryset = able(instance.case)
        if self.row.label:
            self.fields.pop("title", None)
