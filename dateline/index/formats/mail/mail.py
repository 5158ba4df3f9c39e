"""Internet mail: the body of one message.

Sources: RFC 5322, RFC 2045 to 2047 (MIME), RFC 3464 and 8098 (reports), RFC 3834 (automatic replies), RFC 6047
(invitations).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dateline.index.formats.format import Certainty, Head, Reads
from dateline.index.formats.options import ReadOptions
from dateline.index.formats.packages import whole_file
from dateline.index.raw import Document, Outcome, RawReject
from dateline.index.sources.blob import Blob

_FIELD = re.compile(r"(?P<name>[!-9;-~]{1,70}):(?:[ \t]|\r?$)")
_ADDRESSED: Final = frozenset({"from", "sender"})
_ABOUT: Final = frozenset({"subject", "date"})
_TECHNICAL: Final = frozenset(
    "message-id mime-version received return-path delivered-to content-type content-transfer-encoding dkim-signature "
    "x-mailer".split()
)


class Mail:
    """One message; attachments are inputs of their own, made by the container."""

    name = "mail"
    reads = Reads.BYTES
    extra = None

    def recognise(self, head: Head) -> Certainty:
        """Likely if it starts with fields of mail: of a sender, a subject or date, and of transport."""
        names = set(_field_names(head.text))
        is_mail = names & _ADDRESSED and names & _ABOUT and names & _TECHNICAL
        return Certainty.LIKELY if is_mail else Certainty.NO

    def split(self, blob: Blob, options: ReadOptions) -> Iterator[Document | RawReject]:
        """Yield the message as one document."""
        del options
        return whole_file(blob, self.name)

    def parse(self, document: Document, options: ReadOptions) -> Iterator[Outcome]:
        """Yield the report of the message."""
        # Imported with the first mail: the standard library takes long for it.
        from dateline.index.formats.mail.message import read_message

        return read_message(document, options)


def _field_names(text: str) -> Iterator[str]:
    """Yield the names of the fields at the start, in lower case."""
    for number, line in enumerate(_lines(text)):
        if line[:1] in {" ", "\t"} or (number == 0 and line.startswith(("From ", ">From "))):
            continue
        match = _FIELD.match(line)
        if match is None:
            return
        yield match["name"].lower()


def _lines(text: str) -> Iterator[str]:
    """Yield lines one by one: most inputs are known to be no mail by their first."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]
