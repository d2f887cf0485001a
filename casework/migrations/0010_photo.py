"""A photo of the face is a kind of file of its own: it can be shown to a mission."""

from django.db import migrations, models

from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("casework", "0009_changes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="historicalstoredfile",
            name="kind",
            field=models.CharField(
                choices=[
                    ("paper", "A paper of the person"),
                    ("consent", "A signed consent"),
                    ("photo", "A photo of the face"),
                    ("reply", "A reply of a mission"),
                    ("answer", "Given in an interview"),
                    ("evidence", "Something else that shows what happened"),
                ],
                max_length=10,
                verbose_name="What is it?",
            ),
        ),
        migrations.AlterField(
            model_name="storedfile",
            name="kind",
            field=models.CharField(
                choices=[
                    ("paper", "A paper of the person"),
                    ("consent", "A signed consent"),
                    ("photo", "A photo of the face"),
                    ("reply", "A reply of a mission"),
                    ("answer", "Given in an interview"),
                    ("evidence", "Something else that shows what happened"),
                ],
                max_length=10,
                verbose_name="What is it?",
            ),
        ),
    ]
    operations = together(operations)
