"""Who may do what: one line for each address and each operation of the API.

A new address needs a line here, or the tests fail; without one nobody is allowed anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ANONYMOUS = "anonymous"
SELF, PARTNER, STRANGER = "ana", "ben", "eve"
PROFESSIONAL, OTHER_CLINIC, READER, OWNER = "cleo", "dan", "rita", "olga"
ROLES = (ANONYMOUS, SELF, PARTNER, STRANGER, PROFESSIONAL, OTHER_CLINIC, READER, OWNER)

ANYONE = frozenset(ROLES)
NOBODY: frozenset[str] = frozenset()
SIGNED_IN = ANYONE - {ANONYMOUS}
TRAINING = frozenset({SELF, PARTNER, STRANGER})
STAFF = frozenset({PROFESSIONAL, READER, OWNER})
WRITERS = STAFF - {READER}
LOOKERS = STAFF | {SELF}
ME = frozenset({SELF})
OWNERS = frozenset({OWNER})


@dataclass(frozen=True)
class Call:
    """One request and who is answered.

    ``path`` names the address' parts by keys of the facts that the test makes. Whoever isn't in
    ``allowed`` gets 401, 403, 404 or a page that asks to sign in, or to prove it once more.
    """

    allowed: frozenset[str]
    method: str = "get"
    path: tuple[str, ...] = ()
    data: dict[str, Any] | None = None
    headers: dict[str, str] = field(default_factory=dict)


def get(allowed: frozenset[str], *path: str) -> Call:
    """Look."""
    return Call(allowed, "get", path)


def post(allowed: frozenset[str], *path: str, **data: Any) -> Call:
    """Change."""
    return Call(allowed, "post", path, data)


TUS = {"HTTP_TUS_RESUMABLE": "1.0.0"}
CLIENT = ("clinic", "client")

PAGES: dict[str, tuple[Call, ...]] = {
    "health": (get(ANYONE),),
    # Account: the framework's own pages.
    "account_login": (get(ANYONE),),
    "account_logout": (get(ANYONE), post(ANYONE)),
    "account_inactive": (get(ANYONE),),
    "account_signup": (get(ANYONE),),
    "account_reauthenticate": (get(SIGNED_IN),),
    "account_email": (get(SIGNED_IN), post(SIGNED_IN, email="new@example.org")),
    "account_email_verification_sent": (get(ANYONE),),
    "account_change_password": (get(SIGNED_IN), post(SIGNED_IN)),
    "account_set_password": (get(SIGNED_IN), post(SIGNED_IN)),
    "account_reset_password": (get(ANYONE),),
    "account_reset_password_done": (get(ANYONE),),
    "account_reset_password_from_key": (get(ANYONE, "uidb36", "key"),),
    "account_reset_password_from_key_done": (get(ANYONE),),
    "account_confirm_login_code": (get(SIGNED_IN),),  # leads home; no codes are sent
    "account_confirm_email": (get(ANYONE, "key"),),  # says that the link is wrong
    "mfa_index": (get(SIGNED_IN),),
    "mfa_authenticate": (get(SIGNED_IN),),  # leads home, except between two factors
    "mfa_reauthenticate": (get(NOBODY),),
    "mfa_view_recovery_codes": (get(NOBODY),),  # nobody has codes here
    "mfa_generate_recovery_codes": (get(NOBODY),),
    "mfa_download_recovery_codes": (get(NOBODY),),
    "mfa_list_webauthn": (get(SIGNED_IN),),
    "mfa_add_webauthn": (get(NOBODY),),
    "mfa_reauthenticate_webauthn": (post(NOBODY),),
    "mfa_remove_webauthn": (get(NOBODY, "number"), post(NOBODY, "number")),
    "mfa_edit_webauthn": (get(NOBODY, "number"), post(NOBODY, "number")),
    "mfa_login_webauthn": (get(SIGNED_IN),),  # without its script it leads to signing in
    # Nobody here has signed in with a password just now, so the last ones ask for it first.
    # People.
    "home": (get(ANYONE),),
    "step": (get(SIGNED_IN, "step"), post(SIGNED_IN, "step")),
    "build": (post(SIGNED_IN),),
    "no_program": (get(SIGNED_IN),),
    "me": (get(SIGNED_IN),),
    "share": (post(SIGNED_IN),),
    "invite": (post(SIGNED_IN),),
    "leave": (post(SIGNED_IN),),
    "join": (get(NOBODY, "token"), post(NOBODY, "token")),  # a link that nobody made
    # Training.
    "today": (get(SIGNED_IN),),
    "together": (get(SIGNED_IN),),
    "log_set": (post(SIGNED_IN),),
    "log_pain": (post(SIGNED_IN),),
    "finish": (post(SIGNED_IN),),
    "progress": (get(SIGNED_IN),),
    "log_test": (post(SIGNED_IN),),
    "guide": (get(SIGNED_IN),),
    "drawing": (get(ANYONE, "rung"),),
    "sync_hello": (get(SIGNED_IN),),
    "sync_events": (post(TRAINING, events="none"),),
    "sync_day": (get(TRAINING),),
    "manifest": (get(ANYONE),),
    "worker": (get(ANYONE),),
    # Film.
    "film": (get(SIGNED_IN),),
    "clips": (get(SIGNED_IN),),
    "clip": (get(LOOKERS, "clip"),),
    "clip_state": (get(LOOKERS, "clip"),),
    "clip_report": (get(LOOKERS, "clip"),),
    "clip_overlay": (get(LOOKERS, "clip"),),
    "clip_video": (get(ME, "clip"),),
    "clip_document": (get(LOOKERS, "clip"),),
    "clip_keep": (post(ME, "clip"),),
    "clip_again": (post(ME, "clip"),),
    "clip_delete": (post(ME, "clip"),),
    "uploads": (Call(TRAINING, "post", headers=TUS), Call(ANYONE, "options")),
    "upload": (
        Call(ME, "head", ("upload",), headers=TUS),
        Call(ME, "delete", ("upload",), headers=TUS),
        # The type of a chunk is checked before whose it is; nothing is told or taken by that.
        Call(TRAINING, "patch", ("upload",), headers=TUS),
    ),
    # Clinic.
    "clinics": (get(SIGNED_IN),),
    "clinic_new": (post(SIGNED_IN, name="West"),),
    "clinic_join": (get(ANYONE, "open_token"), get(NOBODY, "token"), post(NOBODY, "token")),
    "clinic_rules": (get(SIGNED_IN),),
    "worklist": (get(STAFF, "clinic"),),
    "worklist_print": (get(STAFF, "clinic"),),
    "clinic_bulk": (post(WRITERS, "clinic", action="snooze", snooze="1"),),
    "clinic_people": (get(STAFF, "clinic"),),
    "clinic_invite": (post(WRITERS, "clinic"), post(OWNERS, "clinic", role="reader")),
    "clinic_remove": (post(OWNERS, "clinic", "member"),),
    "clinic_templates": (get(STAFF, "clinic"), post(WRITERS, "clinic", name="A", text="?")),
    "clinic_template": (
        get(STAFF, "clinic", "template"),
        post(WRITERS, "clinic", "template", delete="yes"),
    ),
    "clinic_trail": (get(OWNERS, "clinic"),),
    "client": (get(STAFF, *CLIENT),),
    "client_limits": (post(WRITERS, *CLIENT, limits='by = "Cleo"'),),
    "client_note": (post(WRITERS, *CLIENT, text="Hello"),),
    "client_care": (post(WRITERS, *CLIENT, snooze="1"),),
    "client_clip": (post(WRITERS, *CLIENT, "clip"),),
    # Privacy.
    "privacy": (get(ANYONE),),
    "export": (post(SIGNED_IN),),
    "withdraw": (post(ME, "consent"),),
    "delete_everything": (post(SIGNED_IN),),
    # Tokens.
    "tokens": (get(SIGNED_IN),),
    "token_new": (post(SIGNED_IN, name="A", scope="read"),),
    "token_revoke": (post(ME, "api_token"),),
    "api:openapi-json": (get(ANYONE),),
    "api:api-root": (get(NOBODY),),
}

OPERATIONS: dict[str, Call] = {
    "me": get(SIGNED_IN),
    "program": get(ME | {PROFESSIONAL, OTHER_CLINIC, READER, OWNER}),  # staff: a 400, no answers
    "today": get(SIGNED_IN),
    "log_events": post(SIGNED_IN, events=[]),
    "read_events": get(SIGNED_IN),
    "clips": get(SIGNED_IN),
    "analysis": get(ME | {PROFESSIONAL, OTHER_CLINIC, READER, OWNER}, "clip"),
    "clinics": get(SIGNED_IN),
    "worklist": get(STAFF, "clinic"),
    "client": get(STAFF, *CLIENT),
    "set_limits": Call(WRITERS, "put", CLIENT, {"limits": 'by = "Cleo"'}),
}
