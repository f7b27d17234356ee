"""Where a handshake comes from."""

from collections.abc import Mapping

from django.conf import settings
from django.http.request import split_domain_port, validate_host

Headers = Mapping[str, list[str]]


def is_ours(headers: Headers, *, scheme: str) -> bool:
    """Whether the one Origin header names this very server: scheme, host and port."""
    origins, hosts = headers.get("origin", []), headers.get("host", [])
    if len(origins) != 1 or len(hosts) != 1:
        return False
    domain, _ = split_domain_port(hosts[0])
    if not domain or not validate_host(domain, settings.ALLOWED_HOSTS):
        return False
    here = f"{_page_scheme(headers, scheme)}://{hosts[0].lower()}"
    return origins[0].lower() in {here, *settings.CSRF_TRUSTED_ORIGINS}


def _page_scheme(headers: Headers, scheme: str) -> str:
    if settings.SECURE_PROXY_SSL_HEADER is not None:
        name, secure = settings.SECURE_PROXY_SSL_HEADER
        header = name.removeprefix("HTTP_").replace("_", "-").lower()
        if headers.get(header) == [secure]:
            return "https"
    return "https" if scheme in {"wss", "https"} else "http"
