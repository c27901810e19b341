"""Where the pages can be opened from: this machine, and a phone on the same network."""

import socket
from contextlib import closing

ANYWHERE = "0.0.0.0"  # noqa: S104 -- a phone on the same network has to reach it
# An address kept for documentation (RFC 5737). Nothing is sent to it: choosing a way there is enough.
FAR_AWAY = ("192.0.2.1", 9)


def port_is_free(port: int) -> bool:
    """Whether we could listen there. One that has just been let go counts as free."""
    with closing(socket.socket()) as ours:
        ours.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            ours.bind((ANYWHERE, port))
            ours.listen()
        except OSError:
            return False
    return True


def address_on_the_network() -> str:
    """This machine's address for others near it, or nothing when it is on no network."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as way_out:
        try:
            way_out.connect(FAR_AWAY)
        except OSError:
            return ""
        address: str = way_out.getsockname()[0]
    return "" if address.startswith("127.") else address
