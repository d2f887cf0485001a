"""A talk full of canaries, for tests that look for what must not be shown."""

from django.utils import timezone

from casework.models import Answer, Sitting

# route name -> its arguments, as in tests/test_withheld.py
ROUTES = {
    "interview_home": {"reference": "case"}, "interview_start": {"reference": "case", "code": "intake_interview"},
    "interview_sitting": {"reference": "case", "pk": "sitting"}, "interview_setting": {"reference": "case", "pk": "sitting"},
    "interview_discard": {"reference": "case", "pk": "sitting"},
    "interview_step": {"reference": "case", "pk": "sitting", "name": "resume"},
    "interview_part": {"reference": "case", "pk": "sitting", "section": "int.you"},
    "interview_repeat": {"reference": "case", "pk": "sitting", "section": "int.trip", "number": 1},
    "api_interviews": {}, "api_interview": {"pk": "sitting"}, "api_answers": {"sitting": "sitting"},
    "api_answer": {"sitting": "sitting", "pk": "answer"}, "api_interview_step": {"pk": "sitting", "step": "resume"},
}  # fmt: skip
SEALED = {"told_by": "contact", "interpreter": "facts", "interpreter_number": "facts", "place": "facts", "present": "facts",
          "beside": "family"}  # fmt: skip
# A question of each field group that answers can belong to.
ASKED = {"int_story": "facts", "int_full_name": "identity", "int_medical": "health", "int_keep_away": "contact",
         "int_family": "family", "int_embassy": "immigration", "int_country": "nationality", "int_penalties": "justice",
         "int_kept": "evidence"}  # fmt: skip


def plant_talk(case, by):
    """(the talk, one of its answers)."""
    canaries = {name: f"CANARY-{group}-Sitting-{name}" for name, group in SEALED.items()}
    sitting = Sitting(
        case=case, set_code="intake_interview", set_version=1, status="in_progress", held_by=by, language="vie",
        setting="room", started_at=timezone.now(), **canaries,
    )  # fmt: skip
    sitting.save(force_insert=True)
    rows = [
        Answer(
            case=case, sitting=sitting, question=code, speaker="person", state="answered", written_by=by,
            value=f"CANARY-{group}-Answer-value", note=f"CANARY-{group}-Answer-note",
        )
        for code, group in ASKED.items()
    ]  # fmt: skip
    for row in rows:
        row.save(force_insert=True)
    return sitting, rows[0]
