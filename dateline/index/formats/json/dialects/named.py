"""Single articles whose values stand deeper than a name: WordPress, the Guardian, the New York Times, schema.org.

Sources: the WordPress REST API (posts), the Guardian's Open Platform (content), the NYT Article Search API, schema.org
(NewsArticle).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dateline.index.formats.json.dialects.dialect import Context, Report
from dateline.index.formats.json.dialects.values import Values
from dateline.index.raw import Outcome, RejectKind


class WordPress:
    """A post or page of WordPress: `{"title": {"rendered": ...}}`."""

    def owns(self, values: Values) -> bool:
        """Whether title and content are rendered."""
        title, content = values.object("title"), values.object("content", "excerpt")
        return title is not None and content is not None and title.has("rendered") and content.has("rendered")

    def read(self, values: Values, context: Context, depth: int) -> Iterator[Outcome]:
        """Yield the post."""
        del depth
        title, content, excerpt = values.object("title"), values.object("content"), values.object("excerpt")
        date, modified = values.text("dategmt"), values.text("modifiedgmt")
        yield context.report(
            (content.raw("rendered") if content else None) or (excerpt.raw("rendered") if excerpt else None),
            title.text("rendered") if title else None,
            Report(
                given_id=values.text("id"),
                url=values.text("link"),
                published=f"{date}Z" if date else values.text("date"),
                modified=f"{modified}Z" if modified else values.text("modified"),
            ),
        )


class Guardian:
    """An item of the Guardian's content API, with its `fields`."""

    def owns(self, values: Values) -> bool:
        """Whether it has a title for the web."""
        return values.has("webtitle") and values.has("weburl")

    def read(self, values: Values, context: Context, depth: int) -> Iterator[Outcome]:
        """Yield the item."""
        del depth
        fields = values.object("fields") or Values({})
        yield context.report(
            fields.raw("body", "bodytext", "traintext", "trailtext"),
            fields.text("headline") or values.text("webtitle"),
            Report(
                given_id=values.text("id"),
                byline=fields.text("byline"),
                source=fields.text("publication"),
                section=values.text("sectionname"),
                url=values.text("weburl"),
                language=fields.text("lang"),
                published=values.text("webpublicationdate"),
                modified=fields.text("lastmodified"),
                keywords=tuple(name for each in values.objects("tags") if (name := each.text("webtitle"))),
            ),
        )


class NewYorkTimes:
    """An article of the NYT Article Search API: `{"headline": {"main": ...}}`."""

    def owns(self, values: Values) -> bool:
        """Whether the headline has a main part."""
        headline = values.object("headline")
        return headline is not None and headline.has("main")

    def read(self, values: Values, context: Context, depth: int) -> Iterator[Outcome]:
        """Yield the article, of which the API has only the first paragraph."""
        del depth
        headline, byline = values.object("headline"), values.object("byline")
        yield context.report(
            values.raw("body", "leadparagraph", "abstract", "snippet"),
            headline.text("main") if headline else None,
            Report(
                given_id=values.text("id", "uri"),
                byline=byline.text("original") if byline else values.text("byline"),
                source=values.text("source"),
                section=values.text("sectionname", "newsdesk"),
                url=values.text("weburl"),
                published=values.text("pubdate"),
                keywords=tuple(values.names("keywords")),
                genre=values.text("typeofmaterial"),
            ),
        )


class SchemaOrg:
    """JSON-LD of schema.org in a file of its own."""

    _ARTICLES: Final = ("article", "posting", "report", "liveblog")

    def owns(self, values: Values) -> bool:
        """Whether it has a type of schema.org."""
        return "@type" in values.content and not values.has("graph")

    def read(self, values: Values, context: Context, depth: int) -> Iterator[Outcome]:
        """Yield an article; anything else, such as an organisation, is passed over."""
        del depth
        kind = " ".join(values.names("type")).lower()
        if not any(part in kind for part in self._ARTICLES):
            yield context.passed("data that is no article")
            return
        updates = "\n\n".join(text for each in values.objects("liveblogupdate") if (text := each.raw("articlebody")))
        yield context.report(
            values.raw("articlebody", "text") or updates or values.raw("description"),
            values.text("headline", "name"),
            Report(
                byline=", ".join(values.names("author", "creator")) or None,
                source=next(values.names("publisher", "sourceorganization", "provider"), None),
                section=next(values.names("articlesection"), None),
                url=_address(values),
                language=next(values.names("inlanguage"), None),
                published=values.text("datepublished", "datecreated"),
                modified=values.text("datemodified"),
                keywords=tuple(values.names("keywords")),
                genre=next(values.names("genre"), None),
            ),
        )


def _address(values: Values) -> str | None:
    page = values.object("mainentityofpage")
    address = values.text("url", "mainentityofpage") or (page.text("id") if page else None)
    return address if address and address.startswith(("http://", "https://")) else None


class NoArticle:
    """JSON that is known to be something else."""

    _KINDS: Final = (
        (("features", "geometry"), "places on a map (GeoJSON)"),
        (("$schema", "properties"), "a JSON schema"),
        (("devdependencies", "lockfileversion", "dependencies"), "the settings of a program"),
    )

    def owns(self, values: Values) -> bool:
        """Whether it has the names of such a file, and no text."""
        return self._kind(values) is not None and not values.has("headline", "body", "text", "content")

    def read(self, values: Values, context: Context, depth: int) -> Iterator[Outcome]:
        """Reject it by its name."""
        del depth
        yield context.reject(f"no article: {self._kind(values)}", RejectKind.NOT_AN_ARTICLE)

    def _kind(self, values: Values) -> str | None:
        return next((kind for names, kind in self._KINDS if any(name in values.content for name in names)), None)
