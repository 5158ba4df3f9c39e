"""Copies: reports that appeared more than once, in nearly the same words.

`fingerprint.py` is pure and says what is a copy of what; `register.py` keeps the rows; `copies.py` reads them.
"""
