"""The board and the debrief with 10,000 applications, over HTTP as they are served: see served.py.

`search_board` and `search_debrief` ask inside one process, where a bare view costs next to nothing.
"""

from bench import long_search, served


def run() -> None:
    client, addresses = long_search.debrief()
    from django.conf import settings

    session = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    with served.both(session) as (us, bare):
        for name, url in addresses.items():
            served.measure(f"search/served {name}", us, bare, url, goal=long_search.GOAL,
                           command="make bench ONLY=search_served", seed=long_search.SEED,
                           scale=long_search.SCALE)  # fmt: skip


if __name__ == "__main__":
    run()
