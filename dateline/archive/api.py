"""The public Python API: an archive to search, count, read and add to. `dateline.open` opens one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Self

from msgspec.structs import replace

from dateline.archive import arguments
from dateline.archive.arguments import ALL, Choices, Day, FacetRequest, Facets, OrderName, Paths, SortName
from dateline.archive.reading import OpenArchive, open_archive
from dateline.archive.results import Facet, Results, public_facet, public_results
from dateline.errors import ArchiveMissingError, UsageError
from dateline.index.article import Article
from dateline.index.database import FILE as DATABASE_FILE
from dateline.index.people.person import Person
from dateline.search.query.tree import Query
from dateline.search.request import ReadQuery, Request

if TYPE_CHECKING:
    # These import the extractor, which takes long, and most programs only search.
    from dateline.index.pipeline import Progress, Summary


def open_public(path: Paths, *, create: bool) -> Archive:
    """Open an archive; see `dateline.open`."""
    folder = arguments.read_path(path)
    if create and not (folder / DATABASE_FILE).exists():
        from dateline.archive.writing import index_into
        from dateline.index.formats.options import ReadOptions

        index_into(folder, (), ReadOptions())
    return Archive(folder)


class Archive:
    """An open archive; `dateline.open` returns one. Use it in a `with` statement, or call `close`.

    Every search sees the latest state of the archive: it finds articles that `index`, or another process, has added
    since the archive was opened. All methods may be called from several threads at once, except `close`. After
    a fork, open the archive again in the new process.

    Every method raises UsageError for an argument that cannot be used and after `close`, StoreError where the articles
    cannot be read, and SearchIndexError where the index cannot.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: OpenArchive | None = None
        self._closing = ExitStack()
        try:
            self._open = self._closing.enter_context(open_archive(path))
        except ArchiveMissingError as error:
            remedy = f"check the path, or make an archive there with dateline.open({str(path)!r}, create=True)"
            raise ArchiveMissingError(error.message, remedy=remedy) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the archive's files. Closing twice does nothing."""
        self._open = None
        self._closing.close()

    @property
    def path(self) -> Path:
        """The data folder."""
        return self._path

    def search(
        self,
        query: str | Query = "",
        *,
        facets: Facets = (),
        choose: Choices | None = None,
        since: Day | None = None,
        until: Day | None = None,
        sort: SortName | None = None,
        page: int = 1,
        size: int = 10,
        strict: bool = False,
    ) -> Results:
        """Find articles, best first: one page of results, with counts for `facets`.

        - `query`: text in the query language, or a tree of `dateline.query` nodes; without one, all articles.
        - `facets`: facets to count, each by name (its ten largest values) or as a `FacetRequest`.
        - `choose`: values chosen in facets: OR within a facet, AND between facets.
        - `since`, `until`: the first and last UTC day of publication, both inclusive.
        - `sort`: None is relevance where the query has words to rank by, else newest.
        - `page`, `size`: page number from 1, and results per page, at most 1,000. A page after the last gives the last.
        - `strict`: raise QueryError for a problem in the query's text; without it, see `results.query.problems`.
        """
        counted = arguments.read_facets(facets)
        request = replace(
            _request(query, choose, since, until, strict=strict),
            sort=arguments.read_sort(sort),
            page=arguments.read_page(page),
            size=arguments.read_page_size(size),
            facets=tuple(counted.values()),
        )
        return public_results(self._opened().service.search(request), tuple(counted))

    def walk(
        self,
        query: str | Query = "",
        *,
        choose: Choices | None = None,
        since: Day | None = None,
        until: Day | None = None,
        sort: SortName | None = None,
        strict: bool = False,
    ) -> Iterator[Article]:
        """Every article that matches, as a stream; arguments as for `search`.

        The matches are those at the time of the call: articles added later do not appear, and none is repeated.
        """
        request = replace(_request(query, choose, since, until, strict=strict), sort=arguments.read_sort(sort))
        found = self._opened().service.walk(request)
        return (ranked.article for ranked in found.articles if self._opened())  # raises after close

    def count(
        self,
        query: str | Query = "",
        *,
        choose: Choices | None = None,
        since: Day | None = None,
        until: Day | None = None,
        strict: bool = False,
    ) -> int:
        """The exact number of articles that match; arguments as for `search`."""
        request = replace(_request(query, choose, since, until, strict=strict), size=0)
        return self._opened().service.search(request).total.count

    def facet(
        self,
        name: str,
        query: str | Query = "",
        *,
        size: int | None = None,
        contains: str | None = None,
        order: OrderName = "count",
        choose: Choices | None = None,
        since: Day | None = None,
        until: Day | None = None,
        strict: bool = False,
    ) -> Facet:
        """Count the articles that match by the values of one facet.

        `size` is the number of values to list, all where it is None; `contains` and `order` are as in `FacetRequest`,
        the rest as for `search`.
        """
        wanted = FacetRequest(name, ALL if size is None else size, order=order, contains=contains)
        counted = arguments.read_facet(wanted)
        request = replace(_request(query, choose, since, until, strict=strict), size=0)
        return public_facet(name, self._opened().service.facet(request, counted))

    def article(self, article_id: str) -> Article | None:
        """The article with this id, with its text and metadata; None where there is none."""
        view = self._opened().service.article(arguments.read_text("article_id", article_id))
        return view.article if view else None

    def officials(self, name: str = "", *, size: int | None = None) -> tuple[Person, ...]:
        """Officials whose names contain these words, in any spelling, with the offices they held.

        Those in most articles come first; at most `size` of them, or all. Without `name`, all officials.
        """
        most = ALL if size is None else arguments.read_number("size", size, 0, ALL, "give the number of officials")
        return self._opened().officials.find(arguments.read_text("name", name), most).officials

    def parse(self, query: str, *, strict: bool = False) -> ReadQuery:
        """How a query's text is understood, without searching; `strict` as for `search`."""
        return arguments.read_query(arguments.read_text("query", query), strict=strict)

    def index(
        self,
        paths: Paths | Iterable[Paths],
        *,
        source: str | None = None,
        mapping: Mapping[str, str] | None = None,
        format: str | None = None,  # noqa: A002 - the name that everybody expects, and nothing here formats
        encoding: str | None = None,
        day_first: bool | None = None,
        follow_links: bool = False,
        workers: int = 1,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> Summary:
        """Read articles from files, folders and archives (.gz, .zip, .tar) into this archive.

        Unchanged articles stay as they are; a changed one replaces its older version. The summary counts inputs that
        cannot be read, and `dateline rejects` lists them.

        - `source`: publisher of articles that name none.
        - `mapping`: what the input calls a field: `{"headline": "TITLE"}`.
        - `format`, `encoding`: of the input, where Dateline does not recognise them.
        - `day_first`: whether `05/06/2021` is in June; None lets the other dates of the input decide.
        - `follow_links`: whether symbolic links inside folders are followed.
        - `workers`: processes that extract metadata. A script that asks for more than one must start below
          `if __name__ == "__main__":`, because each process imports the script.
        - `on_progress`: called about once a second with the progress so far.

        Only one process or thread can write at a time: raises LockedError, which names the other. Raises SourceError
        for a path that does not exist, before anything is read.
        """
        from dateline.archive.writing import index_into

        self._opened()
        return index_into(
            self._path,
            arguments.read_paths(paths),
            arguments.read_options(
                mapping,
                {
                    "source": source,
                    "format": format,
                    "encoding": encoding,
                    "day_first": day_first,
                    "follow_links": follow_links,
                },
            ),
            workers=arguments.read_number("workers", workers, 1, 1_000, "give the number of processes, from 1"),
            on_progress=on_progress,
        )

    def _opened(self) -> OpenArchive:
        """The open archive. Raises UsageError once it is closed."""
        if self._open is None:
            raise UsageError("this archive is closed", remedy="open it again with dateline.open")
        return self._open


def _request(
    query: str | Query, choose: Choices | None, since: Day | None, until: Day | None, *, strict: bool
) -> Request:
    return Request(
        arguments.read_query(query, strict=strict),
        arguments.read_choices(choose),
        arguments.read_day("since", since),
        arguments.read_day("until", until),
    )
