"""Every engine and the oracle must pass the cases in `tests/conformance/`; this is their runner."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import ExitStack
from functools import cache

import pytest

from dateline.search.archive_service import ArchiveService
from tests import oracle
from tests.engine import conformance
from tests.engine.conformance import Case
from tests.engine.opened import OpenService

GROUPS = conformance.groups()
ALL = [(name, case) for name, group in GROUPS.items() for case in group.cases]
each_case = pytest.mark.parametrize(
    ("group", "case"),
    [
        pytest.param(
            name, case, id=f"{name}: {case.name}", marks=[pytest.mark.xfail(reason=case.fails)] if case.fails else []
        )
        for name, case in ALL
    ],
)


class Services:
    """Services over the archive of each group, each opened once."""

    def __init__(self, open_service: OpenService, stack: ExitStack) -> None:
        self._open = open_service
        self._stack = stack
        self.over = cache(self._opened)

    def _opened(self, group: str) -> ArchiveService:
        return self._stack.enter_context(self._open(conformance.articles_of(GROUPS[group])))


@pytest.fixture(scope="module")
def services(open_service: OpenService) -> Generator[Services, None, None]:
    """The services, on each engine."""
    with ExitStack() as stack:
        yield Services(open_service, stack)


def test_there_are_many_cases_with_unique_names() -> None:
    assert len(ALL) >= 200
    assert len({(name, case.name) for name, case in ALL}) == len(ALL)


@each_case
def test_an_engine_passes_the_case(services: Services, group: str, case: Case) -> None:
    conformance.check(case, services.over(group))


@each_case
def test_the_oracle_passes_the_case(services: Services, group: str, case: Case) -> None:
    request = conformance.request_of(case, services.over(group))
    answer = oracle.answer(request, conformance.articles_of(GROUPS[group]))
    assert conformance.compared(case, conformance.Answer(*answer)) == conformance.expected(case)
