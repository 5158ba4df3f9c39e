"""Copies: articles that appeared more than once in nearly the same words.

`fingerprint` compares texts and is pure, `register` keeps the rows of an archive up to date, `copies` reads them.
"""
