"""Bar charts as SVG, on a logarithmic scale with one grid line for each factor of ten."""

from __future__ import annotations

import math
from collections.abc import Mapping
from xml.sax.saxutils import escape

from benchmarks.tables import milliseconds

_LABEL, _PLOT, _VALUE = 130, 420, 90
_ROW, _BAR, _TOP = 26, 16, 40
_FONT = 'font-family="sans-serif" font-size="12"'


def bars(title: str, values: Mapping[str, float]) -> str:
    """One bar for each name, in the given order; values are milliseconds."""
    least = math.floor(math.log10(min(values.values())))
    most = max(math.ceil(math.log10(max(values.values()))), least + 1)
    step = _PLOT / (most - least)
    width, height = _LABEL + _PLOT + _VALUE, _TOP + _ROW * len(values) + 24
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" {_FONT}>',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text x="8" y="20" font-weight="bold">{escape(title)}</text>',
        *(_line(_LABEL + step * n, f"{10.0 ** (least + n):g} ms", height) for n in range(most - least + 1)),
        *(
            _bar(_TOP + _ROW * row, name, step * (math.log10(value) - least), value)
            for row, (name, value) in enumerate(values.items())
        ),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _line(x: float, label: str, height: int) -> str:
    return (
        f'<line x1="{x:.1f}" y1="{_TOP - 6}" x2="{x:.1f}" y2="{height - 20}" stroke="#ddd"/>'
        f'<text x="{x:.1f}" y="{height - 6}" text-anchor="middle" fill="#555">{label}</text>'
    )


def _bar(y: float, name: str, length: float, value: float) -> str:
    shown = max(length, 1)
    return (
        f'<text x="{_LABEL - 8}" y="{y + 13}" text-anchor="end">{escape(name)}</text>'
        f'<rect x="{_LABEL}" y="{y}" width="{shown:.1f}" height="{_BAR}" fill="#3a6ea5"/>'
        f'<text x="{_LABEL + shown + 6:.1f}" y="{y + 13}">{milliseconds(value)}</text>'
    )
