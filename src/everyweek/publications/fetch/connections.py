"""The connections themselves: through the proxy where one is set, with the system's own certificates."""

from collections.abc import Mapping
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3

from everyweek.publications.fetch.manners import Limits


class Connections:
    """Opens connections and keeps them for the next request to the same host."""

    def __init__(self, limits: Limits) -> None:
        self.timeout = urllib3.Timeout(connect=limits.connect_seconds, read=limits.silence_seconds)
        self.managers: dict[str | None, urllib3.PoolManager] = {}

    def open(self, address: str, *, headers: Mapping[str, str]) -> urllib3.BaseHTTPResponse:
        """Send one request; nothing is followed, nothing tried again, and the body is still to be read.

        Raises urllib3.exceptions.HTTPError.
        """
        return self.manager(proxy_for(address)).request(
            "GET",
            address,
            headers=dict(headers),
            timeout=self.timeout,
            redirect=False,
            retries=False,
            preload_content=False,
        )

    def manager(self, proxy: str | None) -> urllib3.PoolManager:
        """The keeper of connections, direct or through a proxy."""
        if proxy not in self.managers:
            self.managers[proxy] = urllib3.PoolManager() if proxy is None else through(proxy)
        return self.managers[proxy]


def through(proxy: str) -> urllib3.ProxyManager:
    """Connections through a proxy, with the name and password that its address may hold."""
    parts = urlsplit(proxy)
    headers = None
    if parts.username is not None:
        named = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
        headers = urllib3.make_headers(proxy_basic_auth=named)
    return urllib3.ProxyManager(proxy, proxy_headers=headers)


def proxy_for(address: str) -> str | None:
    """The proxy to go through (HTTPS_PROXY, HTTP_PROXY, NO_PROXY, or the system's own setting); None goes directly."""
    parts = urlsplit(address)
    if proxy_bypass(parts.hostname or ""):
        return None
    named = getproxies().get(parts.scheme)
    return f"http://{named}" if named and "://" not in named else named
