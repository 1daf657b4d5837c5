"""Where we may connect to: public addresses only, unless the owner allows more. Pure.

A feed is written by strangers, and can send its reader anywhere: to the router, the database
next door, the cloud's metadata service. So every address is judged just before we connect to it,
and the address that was judged is the one that is connected to (`connect.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from tidings.errors import ConfigError, FetchError
from tidings.urls import Address, is_ip

__all__ = ["Guard", "is_public"]

WEB_PORTS = frozenset({80, 443, 8080, 8443})

# IANA's special-purpose registries; the standard library's is_global misses 81 of 195 addresses
# of our vectors and changes between releases, decisions/0026
_CLOSED_V4 = tuple(
    map(
        IPv4Network,
        """
        0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24
        192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24
        224.0.0.0/4 240.0.0.0/4 168.63.129.16/32
        """.split(),  # the last of them is a metadata service on a public address
    )
)
_OPEN_V6 = IPv6Network("2000::/3")  # all that is given out; within it:
_CLOSED_V6 = tuple(
    map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16"))
)
_WRAPS_V4 = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))  # mapped, NAT64
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})  # first half of the interface identifier

_LOCAL_NAMES = (
    ".localhost", ".local", ".localdomain", ".internal", ".intranet", ".private", ".corp", ".home",
    ".lan", ".home.arpa", ".svc", ".test", ".invalid", ".onion",
)  # fmt: skip
_METADATA_NAMES = ("metadata.google.internal", "metadata.tencentyun.com", "metadata.packet.net")

Network = IPv4Network | IPv6Network


def is_public(address: str) -> bool:
    """Say whether an IP address is one that anybody on the internet may be given."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    return _public_v4(ip) if isinstance(ip, IPv4Address) else _public_v6(ip)


def _public_v4(ip: IPv4Address) -> bool:
    return not any(ip in network for network in _CLOSED_V4)


def _public_v6(ip: IPv6Address) -> bool:
    if any(ip in network for network in _WRAPS_V4):
        return _public_v4(IPv4Address(int(ip) & 0xFFFF_FFFF))
    if (int(ip) >> 32) & 0xFFFF_FFFF in _ISATAP:
        return False
    return ip in _OPEN_V6 and not any(ip in network for network in _CLOSED_V6)


_IF_YOURS = "if it is yours, name it in the setting allow_networks"


@dataclass(frozen=True)
class Guard:
    """Judges addresses before they are connected to.

    `allow` names what the owner trusts besides the public web: host names ("nas.lan") and
    networks or addresses ("192.168.1.0/24", "127.0.0.1"), on any port.
    """

    allow: tuple[str, ...] = ()
    ports: frozenset[int] = WEB_PORTS
    _names: frozenset[str] = field(init=False, repr=False)
    _networks: tuple[Network, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        networks = {entry: found for entry in self.allow if (found := _network(entry))}
        names = frozenset(entry.lower() for entry in self.allow if entry not in networks)
        object.__setattr__(self, "_names", names)
        object.__setattr__(self, "_networks", tuple(networks.values()))

    def check(self, address: Address) -> None:
        """Refuse what its spelling alone forbids, before any name is looked up; FetchError."""
        if address.userinfo:
            raise FetchError(f"{address.host}: addresses with a user name in them are not fetched")
        if address.host in self._names:
            return
        if is_ip(address.host):
            self.check_resolved(address.host, address.port, [address.host])
            return
        _check_name(address.host)
        if not self._networks:  # else the name may stand for one of them: ask when it is resolved
            _check_scope(address.host)
            self._check_port(address.host, address.port)

    def check_resolved(self, host: str, port: int, ips: list[str]) -> None:
        """Refuse a host when any address that its name stands for is not public; FetchError."""
        if host in self._names:
            return
        if not ips:
            raise FetchError(f"{host} has no address: check its spelling")
        trusted = [self._trusts(ip) for ip in ips]
        for ip, is_trusted in zip(ips, trusted, strict=True):
            if not (is_trusted or is_public(ip)):
                raise FetchError(f"{host} is not on the public web ({ip}): {_IF_YOURS}")
        if not all(trusted):
            self._check_port(host, port)

    def _trusts(self, ip: str) -> bool:
        parsed = ip_address(ip)
        return any(parsed.version == net.version and parsed in net for net in self._networks)

    def _check_port(self, host: str, port: int) -> None:
        if port not in self.ports:
            raise FetchError(f"{host}: port {port} is not one that web servers use")


def _check_name(host: str) -> None:
    if len(host) > 253 or not all(0 < len(label) <= 63 for label in host.split(".")):
        raise FetchError(f"{host[:60]} is no host name: check its spelling")
    if host in _METADATA_NAMES:
        raise FetchError(f"{host} is a cloud's own service, never news")


def _check_scope(host: str) -> None:
    if "." not in host or host.endswith(_LOCAL_NAMES):
        raise FetchError(f"{host} is a name of a local network: {_IF_YOURS}")


def _network(entry: str) -> Network | None:
    if not entry or entry != entry.strip():
        raise ConfigError(f"allow_networks: {entry!r} is neither a host name nor a network")
    try:
        return ip_network(entry, strict=False)
    except ValueError:
        if "/" in entry or ":" in entry:
            raise ConfigError(
                f"allow_networks: {entry!r} is neither a host name nor a network"
            ) from None
        return None
