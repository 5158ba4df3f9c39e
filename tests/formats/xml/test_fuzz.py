"""No bytes make a reader of XML raise, and no document is without an outcome."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.index.formats.format import Format
from dateline.index.formats.xml.format import XML_FORMATS
from tests.formats.parsed import certainty, outcomes

NAMES = (
    "newsItem newsMessage itemSet itemMeta contentMeta contentSet inlineXML inlineData headline provider nitf "
    "head body body.head body.content hedline hl1 p block pre br docdata NewsML NewsItem NewsComponent "
    "ContentItem DataContent NewsLines HeadLine add doc field response result str arr RBNews content title "
    "release subject name "
).split()
PIECES = st.one_of(
    st.sampled_from([f"<{name}>" for name in NAMES]),
    st.sampled_from([f"</{name}>" for name in NAMES]),
    st.sampled_from(["&amp;", "&x;", "&", "<", "<![CDATA[", "]]>", "<!--", "-->", "<?x", "?>", "\0", "\ue000", "é"]),
    st.sampled_from(
        ['<!DOCTYPE a [<!ENTITY x "y">]>', "<!DOCTYPE a [", '<field name="text">', '<a xmlns="b">', "<a:b>"]
    ),
    st.text(max_size=9),
)
CONTENT = st.one_of(
    st.lists(PIECES, max_size=40).map("".join).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(max_size=60),
)


@pytest.mark.parametrize("format_", XML_FORMATS, ids=lambda format_: format_.name)
@given(content=CONTENT)
def test_any_bytes_have_outcomes(format_: Format, content: bytes) -> None:
    certainty(format_, content)
    assert outcomes(format_, content)
