"""What the description promises holds for made-up requests; none of them breaks the server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
)

from clinic_cast import Cast, cast
from overtoe.site.api.access import SCOPES, new_token
from overtoe.site.wsgi import application

if TYPE_CHECKING:
    from collections.abc import Iterator

schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]


@pytest.fixture(autouse=True)
def _kept_connection() -> Iterator[None]:
    """Keep the test's own connection open, as Django's test client does between requests."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def all_of_them(db: None) -> Cast:
    return cast()


@pytest.fixture
def token(all_of_them: Cast, settings: Any) -> str:
    settings.API_RATE = "1000000/m"
    cache.clear()
    # Ana works at a clinic too, so that one token reaches every operation.
    assert all_of_them.ana.user is not None
    all_of_them.clinic.members.create(user=all_of_them.ana.user, role="owner")
    return new_token(all_of_them.ana.user, "test", list(SCOPES))


@schema.parametrize()
@settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_no_request_breaks_the_server(
    case: schemathesis.Case, token: str, all_of_them: Cast
) -> None:
    for name, value in (("clinic", all_of_them.clinic.pk), ("clip", all_of_them.clip.pk)):
        if case.path_parameters.get(name):
            case.path_parameters[name] = str(value)
    answer = case.call(headers={"Authorization": f"Bearer {token}", "Host": "localhost"})
    if answer.status_code == 404 and "json" not in answer.headers["content-type"][0]:
        return  # no operation has this path, so the site's own page answers
    case.validate_response(answer, checks=CHECKS)
