"""A PostgreSQL database is saved and brought back whole, whatever happened in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection

from overtoe.errors import UnreadableError
from overtoe.site.operations import databases
from overtoe.site.people.models import Person

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="needs PostgreSQL; run the tests through scripts/postgres.sh",
    ),
    pytest.mark.django_db(transaction=True),
]


def test_rows_come_back_and_later_ones_go(tmp_path: Path) -> None:
    path = tmp_path / databases.POSTGRES
    kept = Person.objects.create(name="Ann")
    databases.dump(path)
    databases.check(path)
    kept.delete()
    Person.objects.create(name="Later")
    connection.close()
    databases.load(path)
    assert [person.name for person in Person.objects.all()] == ["Ann"]


def test_a_damaged_dump_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / databases.POSTGRES
    databases.dump(path)
    path.write_bytes(path.read_bytes()[:300])
    Person.objects.create(name="Ann")
    with pytest.raises(UnreadableError):
        databases.check(path)
    connection.close()
    with pytest.raises(UnreadableError):
        databases.load(path)
    assert Person.objects.count() == 1


def test_it_knows_whether_someones_data_is_there(django_user_model: type) -> None:
    assert not databases.holds_data()
    django_user_model.objects.create_user("ann@example.org", "long enough for two")  # type: ignore[attr-defined]
    assert databases.holds_data()
