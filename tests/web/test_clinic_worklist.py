"""A professional's morning: the list, its filters, many at once, keys aside."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clinic_cast import Cast, cast, event, pain, person
from overtoe.site.clinic.models import AuditEntry, Client, Template
from overtoe.site.people.models import Consent, Person
from overtoe.site.people.queries import visible_people
from overtoe.site.training import services
from overtoe.site.training.log_rows import receive

pytestmark = pytest.mark.django_db


@pytest.fixture
def all_of_them() -> Cast:
    return cast()


def signed_in(user: object) -> Browser:
    browser = Browser()
    browser.force_login(user)  # type: ignore[arg-type]
    return browser


def page(browser: Browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, answer.content[:500]
    return answer.content.decode()


def more_clients(cast: Cast, count: int) -> list[Person]:
    people = [Person(name=f"Client {i:03d}") for i in range(count)]
    Person.objects.bulk_create(people)
    Client.objects.bulk_create([Client(clinic=cast.clinic, person=one) for one in people])
    Consent.objects.bulk_create(
        [Consent(person=one, clinic=cast.clinic, text="I agree.") for one in people]
    )
    return people


def test_pain_that_rises_stands_under_act_today_with_its_reason(all_of_them: Cast) -> None:
    pain(all_of_them.ana, 2, 3, 5)
    text = page(signed_in(all_of_them.cleo), f"/clinic/{all_of_them.clinic.pk}/")
    assert "Act today" in text
    assert "Right knee 2→5 over 2 days" in text
    assert "A clip waits for you" in text  # the further reason stands on the same line


def test_clients_without_standing_consent_are_not_there(all_of_them: Cast) -> None:
    pain(all_of_them.ana, 2, 3, 5)
    all_of_them.consent.withdrawn_at = timezone.now()
    all_of_them.consent.save()
    text = page(signed_in(all_of_them.cleo), f"/clinic/{all_of_them.clinic.pk}/")
    assert "Ana" not in text
    answer = signed_in(all_of_them.cleo).get(
        f"/clinic/{all_of_them.clinic.pk}/clients/{all_of_them.client.pk}/"
    )
    assert answer.status_code == 404


def test_a_consent_to_one_clinic_opens_nothing_to_another(all_of_them: Cast) -> None:
    # Ana is on South Street's list too, but has agreed to North Street alone.
    Client.objects.create(clinic=all_of_them.other, person=all_of_them.ana)
    text = page(signed_in(all_of_them.dan), f"/clinic/{all_of_them.other.pk}/?name=ana")
    assert "No client fits" in text


def test_every_look_at_the_list_is_written_down(all_of_them: Cast) -> None:
    page(signed_in(all_of_them.cleo), f"/clinic/{all_of_them.clinic.pk}/")
    line = AuditEntry.objects.get()
    assert (line.by, line.action, line.detail) == (
        all_of_them.cleo,
        "saw the list of clients",
        "1 clients",
    )


def test_filters_stand_in_the_address(all_of_them: Cast) -> None:
    more_clients(all_of_them, 3)
    browser = signed_in(all_of_them.cleo)
    home = f"/clinic/{all_of_them.clinic.pk}/"
    assert "Client 001" in page(browser, home + "?group=fine")
    assert "Client 001" not in page(browser, home + "?group=fine&who=me")
    assert "Ana" in page(browser, home + "?rule=CLIP")
    assert "Client 001" not in page(browser, home + "?rule=CLIP")
    assert "Client 002" in page(browser, home + "?name=client+002")
    assert "Client 001" not in page(browser, home + "?name=client+002")


def test_the_list_comes_in_pages(all_of_them: Cast) -> None:
    more_clients(all_of_them, 60)
    browser = signed_in(all_of_them.cleo)
    home = f"/clinic/{all_of_them.clinic.pk}/?group=fine"
    assert "Page 1 of 2" in page(browser, home)
    assert "Client 059" in page(browser, home + "&page=2")
    assert "Client 059" not in page(browser, home)


def test_queries_are_bounded_whatever_the_number_of_clients_and_entries(
    all_of_them: Cast, django_assert_max_num_queries
) -> None:
    browser = signed_in(all_of_them.cleo)
    home = f"/clinic/{all_of_them.clinic.pk}/"
    page(browser, home)
    people = more_clients(all_of_them, 120)
    for number, one in enumerate(people[:30]):
        receive(one, [event("morning", number, joint="knee", side="left", value=number % 10)])
    with django_assert_max_num_queries(8):
        page(browser, home)


def test_putting_aside_many_hides_them_until_the_day(all_of_them: Cast) -> None:
    browser = signed_in(all_of_them.cleo)
    address = f"/clinic/{all_of_them.clinic.pk}/bulk"
    browser.post(address, {"action": "snooze", "snooze": "3", "client": [all_of_them.client.pk]})
    all_of_them.client.refresh_from_db()
    today = timezone.localdate()
    assert all_of_them.client.snoozed_until == today + dt.timedelta(days=3)
    text = page(browser, f"/clinic/{all_of_them.clinic.pk}/")
    assert "A clip waits for you" not in text
    all_of_them.client.snoozed_until = today
    all_of_them.client.save()
    assert "A clip waits for you" in page(browser, f"/clinic/{all_of_them.clinic.pk}/")


def test_a_template_given_to_many_becomes_their_limits(all_of_them: Cast) -> None:
    template = Template.objects.create(
        clinic=all_of_them.clinic, name="Kneecap", text='by = "Cleo"\npain_allowed = 3'
    )
    people = more_clients(all_of_them, 2)
    chosen = list(Client.objects.filter(person__in=people).values_list("pk", flat=True))
    signed_in(all_of_them.cleo).post(
        f"/clinic/{all_of_them.clinic.pk}/bulk",
        {"action": "template", "template": template.pk, "client": chosen},
    )
    given = Client.objects.filter(pk__in=chosen)
    assert {(one.limits, one.limits_by, one.template_id) for one in given} == {
        (template.text, "Cleo", template.pk)
    }
    assert AuditEntry.objects.filter(action="assigned a template").count() == 2


def test_many_at_once_never_touches_other_clinics(all_of_them: Cast) -> None:
    stranger = Client.objects.create(clinic=all_of_them.other, person=person("zoe"))
    Consent.objects.create(person=stranger.person, clinic=all_of_them.other, text="I agree.")
    signed_in(all_of_them.cleo).post(
        f"/clinic/{all_of_them.clinic.pk}/bulk",
        {"action": "snooze", "snooze": "3", "client": [stranger.pk]},
    )
    stranger.refresh_from_db()
    assert stranger.snoozed_until is None


def test_readers_look_and_change_nothing(all_of_them: Cast) -> None:
    browser = signed_in(all_of_them.rita)
    assert "With all chosen" not in page(browser, f"/clinic/{all_of_them.clinic.pk}/")
    answer = browser.post(
        f"/clinic/{all_of_them.clinic.pk}/bulk",
        {"action": "snooze", "snooze": "3", "client": [all_of_them.client.pk]},
    )
    assert answer.status_code == 403


def test_names_are_text_and_never_markup(all_of_them: Cast) -> None:
    all_of_them.ana.name = "<script>alert(1)</script>"
    all_of_them.ana.save()
    text = page(signed_in(all_of_them.cleo), f"/clinic/{all_of_them.clinic.pk}/")
    assert "<script>alert" not in text


def test_the_printed_list_holds_everyone_who_is_not_fine(all_of_them: Cast) -> None:
    pain(all_of_them.ana, 2, 3, 5)
    more_clients(all_of_them, 2)
    text = page(signed_in(all_of_them.rita), f"/clinic/{all_of_them.clinic.pk}/print")
    assert "Ana" in text
    assert "Client 000" not in text


@pytest.mark.parametrize(("withdrawn", "by"), [(False, "Cleo"), (True, None)])
def test_a_clinics_limits_act_on_every_new_program_while_consent_stands(
    all_of_them: Cast, monkeypatch: pytest.MonkeyPatch, *, withdrawn: bool, by: str | None
) -> None:
    all_of_them.client.limits = 'by = "Cleo"\npain_allowed = 3'
    all_of_them.client.save()
    if withdrawn:
        all_of_them.consent.withdrawn_at = timezone.now()
        all_of_them.consent.save()
    seen = []
    monkeypatch.setattr(services, "build", lambda *_, limits: seen.append(limits))
    services.make_program(all_of_them.ana)
    assert [limits and limits.by for limits in seen] == [by]


def test_being_on_two_lists_doesnt_lend_one_clinics_consent_to_the_other(all_of_them: Cast) -> None:
    # Dan's clinic lists Ana without her consent; North Street has it. Cleo sees her, Dan doesn't.
    Client.objects.create(clinic=all_of_them.other, person=all_of_them.ana)
    assert all_of_them.ana in visible_people(all_of_them.cleo)
    assert all_of_them.ana not in visible_people(all_of_them.dan)
    # Nor does consent to a clinic that has taken her off its list.
    Consent.objects.create(person=all_of_them.eve, clinic=all_of_them.other, text="I agree.")
    assert all_of_them.eve not in visible_people(all_of_them.dan)
