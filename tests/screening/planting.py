"""A screening full of canaries, for the test that visits every page as every role."""

from screening.models import IndicatorAnswer, Screening


def plant_screening(case, by, plant):
    """A screening that was returned with a question, and one answer; saved by `by`, who acts. Returns the Screening."""
    screening = plant(Screening(case=case, screener=by, status=Screening.Status.RETURNED))
    screening.save(force_insert=True)
    answer = IndicatorAnswer(
        case=case, screening=screening, code="A-REC-01", state="present", source="document", set_by=by
    )
    plant(answer).save(force_insert=True)
    return screening
