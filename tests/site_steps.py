"""What people do on the site, step by step, for tests in a browser."""

from __future__ import annotations

from typing import Any

PASSWORD = "long enough for two"


def sign_up(page: Any, email: str) -> None:
    """Make an account, up to the first question of the intake."""
    page.goto("/")
    page.get_by_role("link", name="Begin").click()
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Next").click()
    page.wait_for_url("**/start/about")


def answer(page: Any, *, name: str = "Ana", days: tuple[str, ...] = (), sore: bool = True) -> None:
    """Answer the intake as quickly as a person would, up to the first program."""
    page.get_by_label("Name").fill(name)
    page.get_by_label("Year of birth").fill("1988")
    page.get_by_text("Female", exact=True).click()
    page.get_by_label("Height, cm").fill("168")
    page.get_by_label("Body weight, kg").fill("64")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("group", name="Most of all").get_by_text("stairs up and down").click()
    page.get_by_role("button", name="Next").click()
    for day in ("Monday", "Wednesday", "Friday"):
        page.get_by_label(day).uncheck()
    for day in days:
        page.get_by_label(day).check()
    page.get_by_role("button", name="Next").click()
    for thing in ("Mat", "Low step", "Rings or straps to row from"):
        page.get_by_label(thing, exact=True).check()
    page.get_by_label("Dumbbells, kg").fill("5x2 10x2")
    page.get_by_role("button", name="Next").click()
    if sore:
        page.get_by_label("Left knee").select_option("2")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Make my program").click()
    page.wait_for_url("**/today")
