"""The channel log."""

import uuid

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import accounts.vault
import accounts.walls
import referrals.channels.walls
from accounts.together import together


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_pin"),
        ("casework", "0014_standing"),
        ("referrals", "0006_letters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ChannelEntry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("call", "Telephone"),
                            ("message", "Message or mail"),
                            ("personal", "Personal contact"),
                            ("meeting", "Meeting"),
                            ("letter", "Letter"),
                        ],
                        default="call",
                        max_length=10,
                        verbose_name="By",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("out", "We reached out"), ("in", "They did")],
                        default="out",
                        max_length=10,
                        verbose_name="Who began",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="When")),
                (
                    "came",
                    models.CharField(
                        choices=[
                            ("reached", "Reached"),
                            ("promised", "They will come back to us"),
                            ("nobody", "Nobody answered"),
                            ("refused", "They cannot or will not"),
                        ],
                        default="reached",
                        max_length=10,
                        verbose_name="What came of it",
                    ),
                ),
                ("with_whom", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="With whom")),
                ("role", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Their post")),
                ("note", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="In a sentence")),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "abstract": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="DirectoryContact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("call", "Telephone"),
                            ("message", "Message or mail"),
                            ("personal", "Personal contact"),
                            ("meeting", "Meeting"),
                            ("letter", "Letter"),
                        ],
                        default="call",
                        max_length=10,
                        verbose_name="By",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("out", "We reached out"), ("in", "They did")],
                        default="out",
                        max_length=10,
                        verbose_name="Who began",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="When")),
                (
                    "came",
                    models.CharField(
                        choices=[
                            ("reached", "Reached"),
                            ("promised", "They will come back to us"),
                            ("nobody", "Nobody answered"),
                            ("refused", "They cannot or will not"),
                        ],
                        default="reached",
                        max_length=10,
                        verbose_name="What came of it",
                    ),
                ),
                ("with_whom", models.CharField(blank=True, max_length=200, verbose_name="With whom")),
                ("role", models.CharField(blank=True, max_length=200, verbose_name="Their post")),
                ("note", models.TextField(blank=True, max_length=1000, verbose_name="In a sentence")),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalChannelEntry",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("call", "Telephone"),
                            ("message", "Message or mail"),
                            ("personal", "Personal contact"),
                            ("meeting", "Meeting"),
                            ("letter", "Letter"),
                        ],
                        default="call",
                        max_length=10,
                        verbose_name="By",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("out", "We reached out"), ("in", "They did")],
                        default="out",
                        max_length=10,
                        verbose_name="Who began",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="When")),
                (
                    "came",
                    models.CharField(
                        choices=[
                            ("reached", "Reached"),
                            ("promised", "They will come back to us"),
                            ("nobody", "Nobody answered"),
                            ("refused", "They cannot or will not"),
                        ],
                        default="reached",
                        max_length=10,
                        verbose_name="What came of it",
                    ),
                ),
                ("with_whom", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="With whom")),
                ("role", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="Their post")),
                ("note", accounts.vault.EncryptedTextField(blank=True, null=True, verbose_name="In a sentence")),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("history_id", models.BigAutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField()),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
            ],
            options={
                "verbose_name": "historical channel entry",
                "verbose_name_plural": "historical channel entrys",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="channelentry",
            name="by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="channelentry",
            name="case",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="channelentry",
            name="consular",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="contacts",
                to="referrals.consularreferral",
            ),
        ),
        migrations.AddField(
            model_name="channelentry",
            name="corrects",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="corrected",
                to="referrals.channelentry",
            ),
        ),
        migrations.AddField(
            model_name="channelentry",
            name="service",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="contacts",
                to="referrals.servicereferral",
            ),
        ),
        migrations.AddField(
            model_name="directorycontact",
            name="by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="directorycontact",
            name="corrects",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="corrected",
                to="referrals.directorycontact",
            ),
        ),
        migrations.AddField(
            model_name="directorycontact",
            name="entry",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="contacts",
                to="referrals.directoryentry",
            ),
        ),
        migrations.AddField(
            model_name="historicalchannelentry",
            name="by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalchannelentry",
            name="case",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="casework.case",
            ),
        ),
        migrations.AddField(
            model_name="historicalchannelentry",
            name="consular",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="referrals.consularreferral",
            ),
        ),
        migrations.AddField(
            model_name="historicalchannelentry",
            name="corrects",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="referrals.channelentry",
            ),
        ),
        migrations.AddField(
            model_name="historicalchannelentry",
            name="history_user",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalchannelentry",
            name="service",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="referrals.servicereferral",
            ),
        ),
        migrations.AddConstraint(
            model_name="channelentry",
            constraint=referrals.channels.walls.OurWall(
                column="case_id", name="referrals_channelentry_wall", revision="7f2f4302", signed="by_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="channelentry",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT, INSERT", name="referrals_channelentry_frozen", revision="c1132b5e"
            ),
        ),
        migrations.AddConstraint(
            model_name="channelentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("consular__isnull", False), ("service__isnull", True)),
                    models.Q(("consular__isnull", True), ("service__isnull", False)),
                    _connector="OR",
                ),
                name="referrals_channelentry_of_one_referral",
            ),
        ),
        migrations.AddConstraint(
            model_name="channelentry",
            constraint=accounts.walls.HistoryTrigger(
                columns=[
                    "id",
                    "case_id",
                    "consular_id",
                    "service_id",
                    "way",
                    "direction",
                    "at",
                    "came",
                    "with_whom",
                    "role",
                    "note",
                    "corrects_id",
                    "by_id",
                    "written_at",
                ],
                history="referrals_historicalchannelentry",
                key="id",
                name="referrals_channelentry_history",
                only_changes=False,
                revision="13ed5ce2",
            ),
        ),
        migrations.AddIndex(
            model_name="directorycontact",
            index=models.Index(fields=["entry", "-at"], name="referrals_touch_newest"),
        ),
        migrations.AddConstraint(
            model_name="directorycontact",
            constraint=referrals.channels.walls.EntryLogWall(
                name="referrals_directorycontact_wall", revision="9fb444b5"
            ),
        ),
        migrations.AddConstraint(
            model_name="directorycontact",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT, INSERT", name="referrals_directorycontact_frozen", revision="c1132b5e"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalchannelentry",
            constraint=referrals.channels.walls.OurWall(
                column="case_id", erasable=False, name="referrals_historicalchannelentry_wall", revision="86f4f107"
            ),
        ),
        migrations.AddConstraint(
            model_name="historicalchannelentry",
            constraint=accounts.walls.AppendOnly(
                grants="SELECT", name="referrals_historicalchannelentry_frozen", revision="2d20bc05"
            ),
        ),
    ]
    operations = together(operations)
