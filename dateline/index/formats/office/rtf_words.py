"""The control words of RTF that matter for text.

Source: Rich Text Format Specification 1.9.1.
"""

from __future__ import annotations

from typing import Final

TARGETS: Final = {"info": "", "title": "title", "author": "author", "keywords": "keywords"}
LEFT_OUT: Final = frozenset(
    "pict object header headerl headerr headerf footer footerl footerr footerf footnote annotation colortbl fldinst "
    "listtable listoverridetable rsidtbl themedata datastore colorschememapping latentstyles generator xmlnstbl sp "
    "nonshppict filetbl revtbl atrfstart atrfend atnid atnauthor bkmkstart bkmkend subject operator company comment "
    "doccomm manager category hlinkbase creatim revtim printim buptim template xe tc tcn txe rxe falt panose".split()
)
STARRED: Final = frozenset({"shpinst", "shptxt"})
"""Destinations with text that old programs ignore: text boxes."""
LETTERS: Final = {
    "tab": "\t",
    "line": "\n",
    "emdash": "\u2014",
    "endash": "\u2013",
    "emspace": " ",
    "enspace": " ",
    "bullet": "\u2022",
    "lquote": "\u2018",
    "rquote": "\u2019",
    "ldblquote": "\u201c",
    "rdblquote": "\u201d",
}
SYMBOLS: Final = {"~": " ", "_": "-", "-": "", "{": "{", "}": "}", "\\": "\\"}
ENDS: Final = frozenset({"par", "column", "sect", "page", "row", "nestrow"})
CELLS: Final = frozenset({"cell", "nestcell"})
CHARSETS: Final = {
    0: "cp1252",
    77: "mac_roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "big5hkscs",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    255: "cp437",
}
"""Codecs by the number of the character set of a font."""
OLD_CODECS: Final = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
