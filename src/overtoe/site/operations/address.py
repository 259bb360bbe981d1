"""Where the site is reached: on this machine only, unless asked for more."""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from typing import Final

from overtoe.errors import UsageError

LOCAL: Final = ("127.0.0.1", "localhost", "::1")
ANY: Final = ("0.0.0.0", "::")  # noqa: S104  (recognized, never chosen)


@dataclass(frozen=True)
class Address:
    """What to listen on, and what people type."""

    host: str
    port: int

    @property
    def bind(self) -> str:
        """As the server takes it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host in LOCAL

    @property
    def url(self) -> str:
        """What to type into a browser; for all networks, the address in the home's own.

        >>> Address("127.0.0.1", 8000).url
        'http://127.0.0.1:8000/'
        """
        host = network_host() if self.host in ANY else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}/"


def network_host() -> str:
    """Return this machine's address in its own network, without sending anything."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            # Reserved for documentation (RFC 5737); a datagram socket only looks up the route.
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return LOCAL[0]
        return str(probe.getsockname()[0])


def check_free(address: Address) -> None:
    """Refuse an address that can't be listened on.

    Raises
    ------
    UsageError
        When something else listens there, or the host isn't this machine's.
    """
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address.host, address.port))
        except OSError as error:
            raise UsageError(
                "ADDRESS_TAKEN",
                f"{address.bind} can't be used ({os.strerror(error.errno or 0)}). Perhaps Overtoe "
                "already runs there; else choose another with --port.",
            ) from error


def open_to(address: Address) -> None:
    """Let the site answer under its network address, unless hosts were chosen by hand.

    Without a certificate that is http, so the switches that need https stay off.
    """
    if address.local or os.environ.get("OVERTOE_HOSTS"):
        return
    os.environ["OVERTOE_HOSTS"] = network_host() if address.host in ANY else address.host
    os.environ.setdefault("OVERTOE_HTTPS", "no")
