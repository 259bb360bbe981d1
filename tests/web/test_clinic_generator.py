"""The made-up clinic is always the same, and its worklist has something in every busy group."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction
from django.utils import timezone

from clinic_cast import ROOT
from overtoe.movements import catalogue
from overtoe.program.build import build
from overtoe.program.intake import parse_intake
from overtoe.program.types import Program
from overtoe.site.clinic.queries import rows
from overtoe.site.core.generator import Made, generate
from overtoe.site.training.models import EventRow

pytestmark = pytest.mark.django_db


def made(clients: int, program: Program, intake: str) -> Made:
    today = timezone.localdate()
    return generate(clients, days=42, today=today, program=program, intake=intake)


@pytest.fixture(scope="module")
def intake() -> str:
    text = (ROOT / "examples/ana.toml").read_text(encoding="utf-8")
    begin = timezone.localdate() - dt.timedelta(days=28)
    return text.replace("start = 2026-12-01", f"start = {begin.isoformat()}")


@pytest.fixture(scope="module")
def program(intake: str) -> Program:
    built = build(parse_intake(intake), catalogue())
    assert isinstance(built, Program)
    return built


def test_the_same_seed_writes_the_same_logs(program: Program, intake: str) -> None:
    found = []
    for _ in range(2):
        with transaction.atomic():
            count = made(3, program, intake).events
            found.append(list(EventRow.objects.order_by("id").values_list("id", "kind", "made_at")))
            assert len(found[-1]) == count
            transaction.set_rollback(True)
    assert found[0] == found[1]


def test_hundreds_of_made_up_clients_fill_the_groups(program: Program, intake: str) -> None:
    clinic = made(40, program, intake).clinic
    found = rows(clinic.pk, today=timezone.localdate())
    codes = {reason.rule.code for row in found for reason in row.reasons}
    assert len(found) == 40
    assert {"PAIN_RISE", "SILENT"} <= codes
    assert {row.group for row in found} >= {"act", "fine"}
