"""Amounts as people write them: never a float, never below nothing, with the places of their currency."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from accounts import codes
from casework.money import minor_units, read_amount, said

CURRENCIES = st.sampled_from(sorted(minor_units()))


@pytest.mark.parametrize(
    ("written", "currency", "amount"),
    [
        ("3000", "USD", "3000"),
        ("60,000", "CNY", "60000"),
        ("60.000", "CNY", "60000"),
        ("60 000", "CNY", "60000"),
        ("60'000", "CNY", "60000"),
        ("1,200,000", "VND", "1200000"),
        ("1.200.000", "VND", "1200000"),
        ("1,200.50", "USD", "1200.50"),
        ("1.200,50", "USD", "1200.50"),
        ("12,5", "USD", "12.5"),
        ("0", "USD", "0"),
        ("0.5", "USD", "0.5"),
        ("0.123", "X-BTC", "0.123"),
        ("0.00000001", "X-BTC", "0.00000001"),
        ("1.000001", "X-USDT", "1.000001"),
        ("๖๐,๐๐๐", "THB", "60000"),
        ("၃၀၀၀", "MMK", "3000"),
        ("  900 ", "", "900"),
        ("", "USD", None),
        ("   ", "USD", None),
    ],
)
def test_an_amount_is_read_as_it_is_meant(written, currency, amount):
    assert read_amount(written, currency) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    ("written", "currency", "sentence"),
    [
        ("-500", "USD", "without a minus"),
        ("−500", "USD", "without a minus"),
        ("- 1,000", "USD", "without a minus"),
        ("a lot", "USD", "numbers only"),
        ("12.345.6", "USD", "numbers only"),
        ("1e9", "USD", "numbers only"),
        ("NaN", "USD", "numbers only"),
        ("1,00,000,0", "USD", "numbers only"),
        ("<b>5</b>", "USD", "numbers only"),
        ("12.5", "VND", "nothing after the point"),
        ("12.5", "JPY", "nothing after the point"),
        ("0.123", "USD", "at most 2 figures"),
        ("0.1234567", "X-USDT", "USDT has at most 6"),
        ("60.000", "X-USDT", "60000, or 60.0000"),
        ("60,000", "X-BTC", "could be two amounts"),
        ("1000000000000000", "USD", "Check the zeros"),
        ("9" * 60, "VND", "Check the zeros"),
    ],
)
def test_what_is_no_amount_is_asked_back_in_a_sentence(written, currency, sentence):
    with pytest.raises(ValidationError, match=sentence):
        read_amount(written, currency)


@given(text=st.text(max_size=40), currency=st.one_of(st.just(""), CURRENCIES))
@example(text="²", currency="USD")
@example(text="٫٣", currency="USD")
def test_no_text_breaks_the_reading(text, currency):
    try:
        amount = read_amount(text, currency)
    except ValidationError as error:
        assert error.messages
        return
    assert amount is None or (isinstance(amount, Decimal) and 0 <= amount < 10**15)


@given(currency=CURRENCIES, amount=st.integers(0, 10**12))
def test_what_is_said_can_be_read_again(currency, amount):
    places = minor_units()[currency]
    exact = Decimal(amount).scaleb(-min(places, 2))
    words = said(exact, currency).removesuffix(currency.removeprefix("X-")).strip()
    if places <= 2:
        assert read_amount(words, currency) == exact


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        ("60000", "CNY", "60,000 CNY"),
        ("60000.00000000", "CNY", "60,000 CNY"),
        ("12.5", "USD", "12.50 USD"),
        ("0.12300000", "X-BTC", "0.123 BTC"),
        ("0", "VND", "0 VND"),
        ("1200000", "VND", "1,200,000 VND"),
        ("5", "", "5"),
    ],
)
def test_an_amount_is_said_with_its_currency(amount, currency, words):
    assert said(Decimal(amount), currency) == words
    assert said(None, currency) == ""


def test_every_currency_knows_its_smallest_part():
    assert set(minor_units()) == {code for code, _label in codes.choices("currencies")}
    assert minor_units()["VND"] == 0 and minor_units()["X-BTC"] == 8
    assert {code for code, places in minor_units().items() if places == 3} == {
        "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND",
    }  # fmt: skip
    assert len(minor_units()) > 150, "every currency of ISO 4217, not a choice of ours"
