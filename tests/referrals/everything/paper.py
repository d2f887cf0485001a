"""Letters of the machine: made and sent on what is shared, handed out by every door, and read as a reader would."""

import io

import pikepdf
from django.urls import reverse

from accounts.acting import acting
from referrals.letters.actions import make_letter
from referrals.letters.transitions import LETTER
from tests.referrals.everything.oracle import WORDS, Paper, words_of
from tests.referrals.everything.world import NO, canary

KINDS = {"embassy": "travel_document", "ngo": "handover"}


def write(world, case, office):
    """The hand of the case writes a letter on what is shared and sends it; whether it goes follows from the oracle."""
    by, told = world.hand(case), world.told[case.pk]
    lent = told.lent.get(office.pk)
    if lent is None or by is None:
        return
    able = told.stands(office) is not None and bool(told.opened(office))
    try:
        with acting(by, "test.act"):
            share, kind = world.share(case, office), KINDS[office.kind]
            letter = make_letter(world.fresh(case), by=by, kind=kind, language="en", share=share)
            LETTER.move(letter, "send", by=by)
    except NO:
        assert not able, (case, office.kind)
        return
    assert able, (case, office.kind)
    told.papers.append(Paper(letter.number, office.pk, frozenset(letter.items), lent, lent.edition))


def compare_papers(world, case, user, office, turn):
    """The newest letters of the case, by page or by REST: handed out to who may read all of it, and no more in it."""
    told = world.told[case.pk]
    for paper in told.papers[-2:]:
        page = ("letter_pdf", [case.reference]) if office is None else ("portal_letter", [])
        name, given = (page, ("api_letter_pdf", []))[turn % 2]
        address = reverse(name, args=[*given, paper.number])
        answer = world.browser(user).post(address)
        may = told.opens(user, paper) if office is None else told.takes(user, office, paper)
        assert (answer.status_code == 200) == may, (user, address, answer.status_code, paper)
        if may:
            text = words_in(answer.getvalue())
            printed = {item for item in WORDS if canary(case, item) in text}
            assert printed == paper.items & set(WORDS), (user, address, printed, paper)
            assert printed <= words_of(told, user, office), (user, address, printed)


def words_in(pdf):
    """All that is printed, in small letters and without spaces: each font's own table says which letters its marks are."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as sheets:
        for sheet in sheets.pages:
            tables = {str(name): table_of(font) for name, font in sheet.Resources.get("/Font", {}).items()}
            marks = {}
            for given, operator in pikepdf.parse_content_stream(sheet):
                if str(operator) == "Tf":
                    marks = tables[str(given[0])]
                for part in shown(given) if str(operator) in ("Tj", "TJ") else ():
                    codes = bytes(part)
                    found += [marks.get(codes[at : at + 2], "") for at in range(0, len(codes), 2)]
    return "".join("".join(found).lower().split())


def shown(given):
    """The strings of an operator that shows text; the numbers between them are distances."""
    parts = given[0] if isinstance(given[0], pikepdf.Array) else given
    return [part for part in parts if isinstance(part, pikepdf.String)]


def table_of(font):
    """{mark: letters} of a font with two bytes a mark."""
    lines = font.ToUnicode.read_bytes().decode().splitlines()
    pairs = (line.split() for line in lines if line.startswith("<"))
    return {
        bytes.fromhex(mark.strip("<>")): bytes.fromhex(letters.strip("<>")).decode("utf-16-be")
        for mark, letters in (pair for pair in pairs if len(pair) == 2 and len(pair[0]) == 6)
    }
