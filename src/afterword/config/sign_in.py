"""Signing in with somebody else's account: on where its settings are given."""

from urllib.parse import urlsplit

from afterword.config import environment


def sign_in_providers() -> dict[str, dict[str, object]]:
    """allauth's settings for the providers that the environment names."""
    found: dict[str, dict[str, object]] = {}
    for name in ("github", "google"):
        app = {"client_id": _of(name, "ID"), "secret": _of(name, "SECRET"), "key": ""}
        if app["client_id"]:
            found[name] = {"APPS": [app], "OAUTH_PKCE_ENABLED": True}
    if server := _of("oidc", "SERVER"):
        app = {
            "provider_id": "oidc",
            "name": _of("oidc", "NAME") or "Single sign-on",
            "client_id": _of("oidc", "ID"),
            "secret": _of("oidc", "SECRET"),
        }
        settings = {"server_url": server, "oauth_pkce_enabled": True}
        found["openid_connect"] = {"APPS": [{**app, "settings": settings}]}
    return found


def sign_in_origins() -> list[str]:
    """Where a sign-in form may lead to, by way of us: browsers hold the whole way to the policy."""
    server = urlsplit(_of("oidc", "SERVER"))
    origins = {
        "https://github.com": _of("github", "ID"),
        "https://accounts.google.com": _of("google", "ID"),
        f"{server.scheme}://{server.netloc}": server.netloc,
    }
    return [origin for origin, is_on in origins.items() if is_on]


def _of(provider: str, part: str) -> str:
    return environment.text(f"{provider.upper()}_{part}")
