"""Data files are YAML 1.2 and say each thing once."""

import pytest

from servanda import datafile


def test_words_are_words():
    assert datafile.parse("on: no\nday: 2025-01-02\nyes: [NO, on, off]\nsure: true\n") == {
        "on": "no", "day": "2025-01-02", "yes": ["NO", "on", "off"], "sure": True}


def test_a_key_told_twice_is_an_error():
    with pytest.raises(ValueError, match="duplicate"):
        datafile.parse("forms: [a]\nforms: [b]\n")


def test_the_error_names_the_place():
    with pytest.raises(ValueError, match="line 2"):
        datafile.parse("forms: [a\nb: c\n")
