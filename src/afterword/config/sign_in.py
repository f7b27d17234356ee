"""Signing in with somebody else's account: on where its settings are given."""

from afterword.config import environment


def sign_in_providers() -> dict[str, dict[str, object]]:
    """allauth's settings for the providers that the environment names."""
    found: dict[str, dict[str, object]] = {}
    for name in ("github", "google"):
        app = {"client_id": _of(name, "ID"), "secret": _of(name, "SECRET"), "key": ""}
        if app["client_id"]:
            found[name] = {"APPS": [app], "VERIFIED_EMAIL": True}
    if server := _of("oidc", "SERVER"):
        app = {
            "provider_id": "oidc",
            "name": _of("oidc", "NAME") or "Single sign-on",
            "client_id": _of("oidc", "ID"),
            "secret": _of("oidc", "SECRET"),
        }
        found["openid_connect"] = {"APPS": [{**app, "settings": {"server_url": server}}]}
    return found


def _of(provider: str, part: str) -> str:
    return environment.text(f"{provider.upper()}_{part}")
