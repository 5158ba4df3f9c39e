"""Terms with a prefix, on every engine, compared with brute force."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from dateline.index.analysis import folded
from dateline.index.article import Article
from dateline.index.terms import TextColumn, terms_of
from dateline.search.engine import EngineKind
from tests.engine.conformance import GivenArticle, article_of
from tests.engine.effort import USUAL

WORDS = st.sampled_from(["mini", "minister", "ministers", "mint", "m", "Müsli", "oil", "\U0001d7ce1", "маршал"])
BODIES = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=8)


def _by_brute_force(articles: list[Article], start: str) -> list[str]:
    counts = Counter(word for article in articles for word in set(folded(article.body)) if word.startswith(start))
    return sorted(counts, key=lambda word: (-counts[word], word))


@USUAL
@given(
    bodies=BODIES, start=st.sampled_from(["", "m", "mi", "min", "mini", "minister", "x", "м"]), most=st.integers(0, 5)
)
def test_the_commonest_terms_come_first(kind: EngineKind, bodies: list[str], start: str, most: int) -> None:
    articles = [article_of(GivenArticle(id=str(number), body=body)) for number, body in enumerate(bodies)]
    # Tantivy may still be removing merged files when its writer is closed.
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        kind.create(Path(name))
        writer = kind.open_writer(Path(name))
        for article in articles:
            writer.add([terms_of(article)])
            writer.commit()
        writer.close()
        reader = kind.open_reader(Path(name))
        found = list(reader.snapshot().terms(TextColumn.BODY_FOLDED, start, most))
        reader.close()
    assert found == _by_brute_force(articles, start)[:most]
