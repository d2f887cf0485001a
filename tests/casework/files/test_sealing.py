"""Chunks on disk: what was cut, moved, lengthened or swapped does not open (R-33)."""

import io
import os

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from casework.files.sealing import CHUNK, STEP, TAG, Opener, Sealer, file_key

KEY = bytes(range(32))


def sealed(data, key=KEY, about=b"row:case:original", piece=10_000):
    raw = io.BytesIO()
    sealer = Sealer(raw, key, about)
    for start in range(0, len(data), piece):
        sealer.write(data[start : start + piece])
    sealer.finish()
    return raw.getvalue()


def opened(raw, key=KEY, about=b"row:case:original"):
    return Opener(io.BytesIO(raw), key, about).read()


LONG = os.urandom(3 * CHUNK + 5)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7])
def test_what_was_sealed_comes_back(size):
    data = os.urandom(size)

    assert opened(sealed(data)) == data
    assert opened(sealed(data, piece=CHUNK * 2)) == data


def test_nothing_of_the_file_lies_there_in_clear():
    assert b"Zzcanary" not in sealed(b"Zzcanary" * 20_000)


@given(st.integers(0, len(LONG) + 10), st.integers(0, 2 * CHUNK))
def test_any_place_can_be_read(start, length):
    file = io.BufferedReader(Opener(io.BytesIO(RAW), KEY, b"row:case:original"))
    file.seek(start)

    assert file.read(length) == LONG[start : start + length]


RAW = sealed(LONG)


@pytest.mark.parametrize("cut", [1, TAG, STEP, 2 * STEP, len(RAW) - STEP, len(RAW) - 3, len(RAW)])
def test_a_file_that_was_cut_does_not_open_at_all(cut):
    """Also where it was cut between two chunks."""
    with pytest.raises(InvalidTag):
        Opener(io.BytesIO(RAW[:-cut]), KEY, b"row:case:original")


def test_a_file_that_was_lengthened_does_not_open():
    for more in (b"x", bytes(STEP), RAW[:STEP], RAW[-STEP:]):
        with pytest.raises(InvalidTag):
            opened(RAW + more)


def test_chunks_in_another_order_do_not_open():
    swapped = RAW[STEP : 2 * STEP] + RAW[:STEP] + RAW[2 * STEP :]

    with pytest.raises(InvalidTag):
        opened(swapped)


def test_a_chunk_of_another_file_of_the_same_key_does_not_open():
    other = sealed(os.urandom(len(LONG)), about=b"other:case:original")

    with pytest.raises(InvalidTag):
        opened(RAW[:STEP] + other[STEP : 2 * STEP] + RAW[2 * STEP :])


@pytest.mark.parametrize("place", [0, CHUNK, STEP, 2 * STEP - 1, len(RAW) - 1])
def test_one_changed_byte_is_noticed(place):
    changed = bytearray(RAW)
    changed[place] ^= 1

    with pytest.raises(InvalidTag):
        opened(bytes(changed))


def test_neither_another_key_nor_another_row_opens_it():
    with pytest.raises(InvalidTag):
        opened(RAW, key=bytes(32))
    with pytest.raises(InvalidTag):
        opened(RAW, about=b"row:case:copy")


def test_each_file_has_a_key_of_its_own():
    assert file_key(KEY, b"one") != file_key(KEY, b"two")
    assert file_key(KEY, b"one") != file_key(bytes(32), b"one")
    assert file_key(KEY, b"one") == file_key(KEY, b"one")
