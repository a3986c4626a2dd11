"""Names and messages that strangers wrote: escapes can be undone and leave nothing that harms a terminal."""

import os
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.printable import escape, shortened, unescape


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_escaping_can_be_undone(text: str) -> None:
    assert unescape(escape(text)) == text


@given(st.binary(max_size=60))
def test_file_names_of_any_bytes_come_back(name: bytes) -> None:
    assert os.fsencode(unescape(escape(os.fsdecode(name)))) == name


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_what_is_escaped_can_be_stored_and_shown(text: str) -> None:
    escaped = escape(text)
    escaped.encode()
    assert not {unicodedata.category(character) for character in escaped} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("été.pdf", "été.pdf"),
        ("a b (1).pdf", "a b (1).pdf"),
        ("new\nline", "new\\u000aline"),
        ("report\u202efdp.exe", "report\\u202efdp.exe"),
        ("bad\udcff\udcfe", "bad\\xff\\xfe"),
        ("back\\slash", "back\\\\slash"),
        ("\U000e0041", "\\U000e0041"),
    ],
)
def test_how_names_are_shown(name: str, shown: str) -> None:
    assert escape(name) == shown


def test_messages_are_cut() -> None:
    assert shortened("x" * 1000, 10) == "xxxxxxxxx…"
