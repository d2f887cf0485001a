"""Folding: names that sound alike in the region become the same letters, whoever wrote them down (I3, R-32).

The result is for comparing only and is never stored or shown. Rules only shorten a text or leave it as long, so that
repeating them ends, and folding a folded name changes nothing.
"""

import re
import unicodedata

# Letters that Unicode does not take apart, and signs that differ in writing more than in speech.
SINGLE = str.maketrans({
    "đ": "d", "ð": "d", "ł": "l", "ø": "o", "ı": "i", "ß": "s", "æ": "e", "œ": "e", "ơ": "o", "ư": "u",
    # Burmese: the two signs for -y- sound alike; the -h- below, final a-vowel forms and "killed" signs come and go
    "ြ": "ျ", "ါ": "ာ", "ှ": "", "့": "", "း": "", "်": "", "္": "", "ဥ": "ဉ", "ီ": "ိ", "ူ": "ု", "ဿ": "သ",
    # Thai: tone marks and the silent mark; short and long vowels; the two ai; consonants of one sound
    "่": "", "้": "", "๊": "", "๋": "", "์": "", "็": "", "ํ": "", "ฺ": "", "ื": "ิ", "ี": "ิ", "ึ": "ิ", "ู": "ุ", "ไ": "ใ",
    "ณ": "น", "ศ": "ส", "ษ": "ส", "ฬ": "ล", "ฑ": "ท", "ฒ": "ท", "ธ": "ท", "ฐ": "ท", "ฆ": "ค", "ฅ": "ค", "ภ": "พ", "ญ": "ย",
    "ฎ": "ด", "ฏ": "ต", "ๆ": "",
    # Lao: the same
    "່": "", "້": "", "໊": "", "໋": "", "໌": "", "ໍ": "", "ື": "ິ", "ີ": "ິ", "ຶ": "ິ", "ູ": "ຸ", "ໄ": "ໃ", "ໆ": "",
    # Khmer: signs above that change the series or kill a letter; short and long vowels; the subscript sign
    "៉": "", "៊": "", "់": "", "៌": "", "៍": "", "៎": "", "៏": "", "័": "", "្": "", "ៈ": "", "ី": "ិ", "ឹ": "ិ", "ឺ": "ិ", "ូ": "ុ",
    "ៗ": "", "\u200b": " ",
})  # fmt: skip
PAIRS = [("เเ", "แ"), ("ໜ", "ຫນ"), ("ໝ", "ຫມ")]

# In this order, again and again until nothing changes. "j" stands for ch, tr, j and Burmese ky, gy.
SPELLINGS = [
    (r"ngh", "ng"),
    (r"ph", "f"),
    (r"sh|ts", "s"),
    (r"ch|tr|zh", "j"),
    (r"[kg]y(?=[aeiou])", "j"),
    (r"h(?=[^aeiouy\W\d_])|(?<=[^aeiouy\W\d_])h", ""),
    (r"oo|ou", "u"),
    (r"ee", "i"),
    (r"aw|au", "o"),
    (r"w", "v"),
    (r"y", "i"),
    (r"ai|ei|ae|ea|ia|ie", "e"),
    (r"[cq]", "k"),
    (r"[xz]", "s"),
]
RULES = [(re.compile(pattern), letters) for pattern, letters in SPELLINGS]
DOUBLED = re.compile(r"(\w)\1+")


def plain(text):
    """Lower case without marks and signs, words apart by one space: close to what was written."""
    lower = unicodedata.normalize("NFKD", text).casefold()
    for pair, single in PAIRS:
        lower = lower.replace(pair, single)
    lower = unicodedata.normalize("NFKD", lower).translate(SINGLE)
    letters = "".join(sign for sign in lower if unicodedata.category(sign) != "Mn" or not sign_of_latin(sign))
    return " ".join(spaced(letters).split())


def sign_of_latin(sign):
    """Accents and tone marks of Latin letters: those outside the blocks of the region's scripts."""
    return not "\u0e00" <= sign <= "\u17ff"


def spaced(text):
    """Everything that is no letter, digit or mark becomes a space. `\\w` leaves out vowel signs, hence by category."""
    return "".join(sign if unicodedata.category(sign)[0] in "LNM" else " " for sign in text)


def respelled(word):
    """One word in the spelling that all variants share."""
    before = None
    while before != word:
        before = word
        for pattern, letters in RULES:
            word = pattern.sub(letters, word)
        word = DOUBLED.sub(r"\1", word)
    return word


def fold(text):
    """The name as it is compared: "Nguyễn Phương" and "nguyen fuong" are one. Idempotent; '' for no letters."""
    folded = plain(text)
    while (again := " ".join(respelled(word) for word in plain(folded).split())) != folded:
        folded = again
    return folded


def joined(folded):
    """The same without spaces: syllables are split and joined as people like."""
    return DOUBLED.sub(r"\1", folded.replace(" ", ""))
