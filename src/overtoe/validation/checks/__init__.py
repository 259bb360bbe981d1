"""The checks, by what they look at; each file has a list ``CHECKS``. Found by being here."""
