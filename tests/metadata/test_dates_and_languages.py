"""Datelines, published dates and languages."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dateline.index.article import DateOrigin, Precision
from dateline.index.metadata.dates.datelines import read_dateline
from dateline.index.metadata.dates.published import read_published
from dateline.index.metadata.extract import extract
from dateline.index.metadata.language import detect_language
from dateline.index.raw import RawReport
from dateline.problems import Place

DAY = date(2021, 5, 19)


@pytest.mark.parametrize(
    ("body", "place", "country", "day"),
    [
        ("BAKU, Azerbaijan, May 18\n\nTalks were held.", "Baku", "AZ", "2021-05-18"),
        ("LONDON, Jan 5 - Shares rose.", "London", "GB", "2021-01-05"),
        ("WASHINGTON (Reuters) - The House voted.", "Washington", "US", None),
        ("PARIS/BERLIN — Ministers met.", "Paris/Berlin", "FR", None),
        ("Colombo, Dec 20 (Daily) - Sri Lanka won.", "Colombo", "LK", "2020-12-20"),
        ("Shares fell on Thursday.\n\nThey rose again. (Colombo/Feb29/2024)", "Colombo", "LK", "2024-02-29"),
        ("It is law. (Colombo/Feb29/2024)\n\nTax on cars\n\nTax on tea", "Colombo", "LK", "2024-02-29"),
        ("*Houston, TX*\n\nGood morning to you all.", "Houston", "US", None),
        ("BOSTON, June 18 - A maker of sights won an order.", "Boston", "US", "2021-06-18"),
        ("ATLANTA, Georgia, March 3 - The governor signed.", "Atlanta", "US", "2021-03-03"),
    ],
)
def test_a_dateline_is_read(body: str, place: str, country: str, day: str | None) -> None:
    found = read_dateline(body, DAY)
    assert found is not None
    assert (found.place, found.country, found.date) == (place, country, day)
    assert body[found.place_start : found.place_end].casefold() == place.casefold()
    assert found.start <= found.place_start < found.place_end <= found.end


@pytest.mark.parametrize(
    "body",
    ["ECONOMYNEXT – A delegation left.", "He said - and meant it - that talks go on.", "Talks were held in Baku.", ""],
)
def test_other_openings_are_not_datelines(body: str) -> None:
    assert read_dateline(body, DAY) is None


def test_a_city_belongs_to_the_state_of_its_time() -> None:
    found = read_dateline("MOSCOW, March 31 - Talks began.", date(1987, 3, 31))
    assert found is not None
    assert found.country == "SU"


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("2021-05-18", datetime(2021, 5, 18, tzinfo=UTC), Precision.DAY),
        ("2021-05-18T09:30:00+04:00", datetime(2021, 5, 18, 5, 30, tzinfo=UTC), Precision.SECOND),
        ("26-FEB-1987 15:01:01.79", datetime(1987, 2, 26, 15, 1, 1, tzinfo=UTC), Precision.SECOND),
        ("Tue, 18 May 2021 09:30:00 +0000", datetime(2021, 5, 18, 9, 30, tzinfo=UTC), Precision.SECOND),
        ("May 18, 2021", datetime(2021, 5, 18, tzinfo=UTC), Precision.DAY),
        ("18 May 2021", datetime(2021, 5, 18, tzinfo=UTC), Precision.DAY),
        ("2021-05", datetime(2021, 5, 1, tzinfo=UTC), Precision.MONTH),
    ],
)
def test_a_published_date_keeps_its_precision(text: str, at: datetime, precision: Precision) -> None:
    found, problems = read_published(RawReport("x", Place("x"), "jsonl", published=text), None)
    assert found is not None
    assert (found.at, found.precision, found.origin) == (at, precision, DateOrigin.METADATA)
    assert problems == ()


def test_a_nonexistent_day_is_a_problem_and_no_date() -> None:
    found, problems = read_published(RawReport("x", Place("x", line=3), "jsonl", published="2021-02-30"), None)
    assert found is None
    (problem,) = problems
    assert "2021-02-30" in problem.text


def test_the_url_gives_the_date_if_nothing_else_does() -> None:
    raw = RawReport("x", Place("x"), "jsonl", url="https://example.org/news/2021/05/18/talks.html")
    found, _ = read_published(raw, None)
    assert found is not None
    assert (found.at.date(), found.origin) == (date(2021, 5, 18), DateOrigin.URL)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ministers of the two countries said that they would meet again in the spring."),
        ("fr", "Les ministres des deux pays ont dit qu'ils se rencontreraient au printemps."),
        ("de", "Die Minister der beiden Länder haben gesagt, dass sie sich im Frühjahr wieder treffen."),
        ("es", "Los ministros de los dos países dijeron que se reunirán en la primavera."),
        (
            "ru",
            (
                "Министры двух стран заявили на встрече, что они будут и дальше работать над договором, который был "
                "подписан в прошлом году, но не вступил в силу."
            ),
        ),
        ("ar", "قال وزيرا البلدين إنهما سيلتقيان في الربيع، وذلك بعد أن التقيا في العاصمة يوم الخميس على هامش مؤتمر"),
        (
            "az",
            (
                "Azərbaycan və Belarus arasında əməkdaşlıq haqqında bu gün deyilib ki, o, daha çox ölkələr üçün də "
                "olacaq, amma bir il sonra."
            ),
        ),
        (
            "az",
            (
                "Nazir həmkarı ilə görüşüb. Görüşdə hərbi əməkdaşlıq və bir sıra məsələlər müzakirə olunub, bu barədə "
                "nazirlik məlumat verib."
            ),
        ),
        ("zh", "两国部长表示将于春季再次会晤。"),
    ],
)
def test_one_sentence_identifies_the_language(language: str, text: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "12 345", "xqz vbn"])
def test_the_language_of_a_doubtful_text_is_unknown(text: str) -> None:
    assert detect_language(text) is None


def test_the_same_report_always_gives_the_same_article() -> None:
    raw = RawReport("BAKU, May 18 - Azerbaijan's defence minister, Zakir Hasanov, spoke.", Place("x"), "plain")
    assert extract(raw, read_at=datetime(2026, 1, 1, tzinfo=UTC)) == extract(
        raw, read_at=datetime(2026, 1, 1, tzinfo=UTC)
    )
