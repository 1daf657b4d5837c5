"""Addresses: one parser for all of them, and one canonical form that ids are made of.

Everything that takes a URL from outside goes through the WHATWG parser here, the one browsers
use, so that no two parts of the program can see another host in the same text. Pure.
"""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import ip_address
from typing import NamedTuple

import ada_url

from tidings.errors import UsageError

__all__ = [
    "Address",
    "canonical",
    "host_of",
    "is_ip",
    "is_loopback",
    "join",
    "outlet",
    "parse",
    "same_site",
]

MAX_LENGTH = 8192  # characters; servers and proxies refuse longer ones (RFC 9110 asks for 8000)
CACHED = 65_536  # addresses; a front page links to the same few hundred again and again

TRACKING_PREFIXES = (
    "utm_",
    "pk_",
    "mtm_",
    "matomo_",
    "piwik_",
    "hsa_",
    "at_custom",
    "at_link_",
    "at_ptr_",
    "ns_",
    "trk_",
    "fb_action_",
    "guce_referrer",
    "aspsessionid",
)
"""Beginnings of parameter names that analytics and mailing services add to links."""

TRACKING_NAMES = frozenset(
    """
    fbclid gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid msclkid yclid ysclid twclid
    ttclid igshid igsh li_fat_id mibextid scid epik rb_clickid zanpid irclickid wickedid
    _ga _gl ga_source ga_medium ga_campaign _openstat xtor at_medium at_campaign at_creation
    at_variant at_network at_term at_platform at_format at_detail_placement
    mc_cid mc_eid _hsenc _hsmi __hssc __hstc __hsfp hsctatracking mkt_tok oly_enc_id oly_anon_id
    vero_id vero_conv elqtrack elqtrackid sfmc_id dm_i ml_subscriber ml_subscriber_hash _ke _kx
    s_cid s_kwcid ef_id icid cmpid wt_mc wt.mc_id wtmc
    fb_source fb_ref __twitter_impression ref_src ref_url sr_share spm
    guccounter phpsessid jsessionid
    """.split()
)
"""Whole parameter names that say where a reader came from, never what is shown."""

NAMES_OF_ORIGIN = frozenset(
    "ref source src from via origin partner mod cmp maca wprss cid campaign medium referrer referer"
    " __source".split()
)
"""Parameter names that say where a reader came from where their value is such a channel."""

AMP_PARAMETERS = frozenset({"amp", "amp=1", "amp=true", "amp=amp", "outputtype=amp"})

_PARTS = re.compile(r"(https?)://([^/]*)(/[^?#]*)(?:\?([^#]*))?")
_IPV4 = re.compile(r"(?:^|@)(\d+\.\d+\.\d+\.\d+)(?::\d+)?$")
_USERINFO = re.compile(r"[/\\]{2}[^/?#]*@")
_CHANNEL = re.compile(  # "rss", "rss2", "en-rss-all", "newsletter_daily"; but not "feedback"
    r"(?:^|[^a-z])(?:rss(?:feed)?|feed|newsletter)(?![a-z])"
)
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_AMP_CACHE = re.compile(
    r"https?://(?:[^/]+\.cdn\.ampproject\.org/[cv]|(?:www\.)?google\.com/amp)/(s/)?([^/?]+\..+)"
)


class Address(NamedTuple):
    """The parts of an http or https URL as a browser reads them, ready to connect to."""

    scheme: str  # "http" or "https"
    host: str  # ASCII, lower case; IPv6 without brackets
    port: int
    userinfo: str  # "" for nearly every address
    target: str  # path and query, percent-encoded

    @property
    def authority(self) -> str:
        """What the Host header says: the host, and the port where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"http": 80, "https": 443}[self.scheme]
        return host if self.port == usual else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The address as text, without userinfo and fragment."""
        return f"{self.scheme}://{self.authority}{self.target}"


@lru_cache(CACHED)
def canonical(url: str) -> str:
    """Return the one form of an address that stands for all its spellings.

    Drops the fragment, the default port and parameters that only track readers, and unwraps
    AMP caches. Keeps scheme, path (with its trailing slash or without) and the order of the
    other parameters, because servers may tell them apart. Local `file:` addresses are left as
    they are. `canonical(canonical(u)) == canonical(u)`. Raises UsageError.
    """
    if url.startswith("file:"):
        return url
    plain = _canonical_spelling(url)
    while "amp" in plain and (found := _AMP_CACHE.fullmatch(plain)):
        scheme = "https" if found[1] else "http"
        try:
            plain = _canonical_spelling(f"{scheme}://{found[2]}")
        except UsageError:
            break
    return plain


def parse(url: str, base: str = "") -> Address:
    """Return the parts of an http or https address, resolved against `base`; UsageError else."""
    scheme, authority, path, query = _split(url, base)
    userinfo, _, hostport = authority.rpartition("@")
    host, port = _host_and_port(scheme, hostport)
    target = path if query is None else f"{path}?{query}"
    return Address(scheme, host, port, userinfo, target)


def join(base: str, ref: str) -> str:
    """Return the absolute http or https address that `ref` means on the page `base`.

    Not canonical: nothing but the fragment is dropped. Raises UsageError for any other scheme.
    """
    scheme, authority, path, query = _split(ref, base)
    return f"{scheme}://{authority}{path}" + ("" if query is None else f"?{query}")


@lru_cache(CACHED)
def host_of(url: str) -> str:
    """Return the host of an address, lower case; "" where it has none or makes no sense."""
    try:
        return parse(url).host
    except UsageError:
        return ""


def outlet(publisher: str, url: str) -> str:
    """Return the name by which a publisher is counted: its own, else its host; "" for neither."""
    return publisher or host_of(url)


def is_loopback(host: str) -> bool:
    """Say whether a host, without brackets, is this machine itself and nothing else."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def is_ip(host: str) -> bool:
    """Say whether a host is an IP address, of version 4 or 6 without brackets, and no name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def same_site(a: str, b: str) -> bool:
    """Say whether two addresses are on the same site: same host, or one host below the other.

    Careful rather than complete: two sister hosts (`m.` and `feeds.`) do not count.
    """
    one, other = sorted((host_of(a).removeprefix("www."), host_of(b).removeprefix("www.")), key=len)
    return bool(one) and (one == other or ("." in one and other.endswith(f".{one}")))


def _canonical_spelling(url: str) -> str:
    scheme, authority, path, query = _split(url, "")
    if "@" in authority:
        where = authority.rpartition("@")[2]  # never the secret itself
        raise UsageError(f"an address on {where} holds a user name or password: give it without")
    host = authority.removesuffix(".").replace(".:", ":")
    kept = _untracked(query) if query else ""
    target = f"{path}?{kept}" if kept else path
    if "%" in target:
        target = _ESCAPE.sub(lambda escape: escape[0].upper(), target)
    return f"{scheme}://{host}{target}"


def _untracked(query: str) -> str:
    return "&".join(pair for pair in query.split("&") if pair and not _is_tracking(pair))


def _is_tracking(pair: str) -> bool:
    lowered = pair.lower()
    name, _, value = lowered.partition("=")
    if name in NAMES_OF_ORIGIN and _CHANNEL.search(value):
        return True
    return name in TRACKING_NAMES or name.startswith(TRACKING_PREFIXES) or lowered in AMP_PARAMETERS


def _split(url: str, base: str) -> tuple[str, str, str, str | None]:
    """Return scheme, authority, path and query as the WHATWG parser sees them."""
    if len(url) > MAX_LENGTH:
        raise UsageError(f"{_shown(url)} is longer than {MAX_LENGTH} characters: not an address")
    try:
        href = ada_url.join_url(base, url) if base else ada_url.normalize_url(url)
    except (ValueError, UnicodeError):
        raise UsageError(f"{_shown(url)} is no address: write it like https://host/path") from None
    parts = _PARTS.match(href)
    if parts is None:
        raise UsageError(f"{_shown(url)} can't be fetched: only http and https addresses can")
    scheme, authority, path, query = parts.groups()
    _check_spelling(url, base, authority)
    return scheme, authority, path, query


def _check_spelling(url: str, base: str, authority: str) -> None:
    """Refuse what programs read differently: it is only ever written to fool one of them."""
    if authority.startswith(".") or ".." in authority:
        raise UsageError(f"{_shown(url)} has an empty part in its host name: check its spelling")
    if "\\" in url and "@" in url:  # http://a\@b/ is host a for a browser, and b for others
        raise UsageError(f"{_shown(url)} can be read in two ways: write it without a backslash")
    numbers = _IPV4.search(authority)
    if numbers and numbers[1] not in url and numbers[1] not in base:
        # 010.0.0.1 is 8.0.0.1 for a browser and 10.0.0.1 for others
        raise UsageError(f"{_shown(url)} writes {numbers[1]} in an odd way: give it as it is")


def _host_and_port(scheme: str, hostport: str) -> tuple[str, int]:
    usual = {"http": 80, "https": 443}[scheme]
    host, colon, port = hostport.rpartition(":")
    if not colon or hostport.endswith("]"):
        host, port = hostport, ""
    return host.strip("[]").removesuffix("."), int(port) if port else usual


def _shown(url: str) -> str:
    """The address as an error message shows it: printable, without a secret, on one line."""
    url = _USERINFO.sub("//", url[:MAX_LENGTH], count=1)
    return ascii(url if len(url) <= 120 else url[:117] + "...")
