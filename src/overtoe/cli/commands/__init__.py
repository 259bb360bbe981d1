"""One file per command; each has a ``register(app)`` that adds it. Found by being here."""
