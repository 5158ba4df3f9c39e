"""Who asks: a person with a browser, or a program."""

from __future__ import annotations

from flask import request

PROBLEM_JSON = "application/problem+json"
MACHINES = (".json", ".jsonl", ".csv", ".atom", ".bib", ".ris", ".xml", "/suggest", "/healthz", "/readyz", "/metrics")
"""Ends of the addresses that programs ask."""


def for_programs() -> bool:
    """Whether the address is one that programs ask."""
    return request.path.endswith(MACHINES)


def prefers_json() -> bool:
    """Whether the one who asks would rather have JSON than a page."""
    accepted = request.accept_mimetypes
    return max(accepted["application/json"], accepted[PROBLEM_JSON]) > accepted["text/html"]
