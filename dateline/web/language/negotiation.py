"""Content negotiation: whether a browser or a program asks; programs are answered in English."""

from __future__ import annotations

from flask import request

PROBLEM_JSON = "application/problem+json"
MACHINES = (".json", ".jsonl", ".csv", ".atom", ".bib", ".ris", ".xml", "/suggest", "/healthz", "/readyz", "/metrics")
"""Endings of the paths for programs."""


def for_programs() -> bool:
    """Whether the path of the request is one for programs."""
    return request.path.endswith(MACHINES)


def prefers_json() -> bool:
    """Whether the client prefers JSON to HTML."""
    accepted = request.accept_mimetypes
    return max(accepted["application/json"], accepted[PROBLEM_JSON]) > accepted["text/html"]
