"""Case numbers: ten characters that tell nothing, the last one checks the rest (R-05)."""

import secrets

LETTERS = "23456789BCDFGHJKLMNPQRSTVWXZ"  # no vowels (no words), no 0 O 1 I


def check_letter(text):
    """The letter that makes a typing slip in nine characters visible (Luhn's scheme over 28 letters)."""
    total = 0
    for place, letter in enumerate(reversed(text)):
        value = LETTERS.index(letter) * (2 if place % 2 == 0 else 1)
        total += value // len(LETTERS) + value % len(LETTERS)
    return LETTERS[-total % len(LETTERS)]


def new_reference():
    """A fresh case number."""
    text = "".join(secrets.choice(LETTERS) for _ in range(9))
    return text + check_letter(text)


def tidy(typed):
    """What somebody typed as a case number, without spaces and in capitals; '' when it cannot be one."""
    text = "".join(typed.split()).replace("-", "").upper()
    good = len(text) == 10 and all(letter in LETTERS for letter in text) and check_letter(text[:9]) == text[9]
    return text if good else ""
