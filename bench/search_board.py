"""The board and the table with 10,000 applications, each against a bare view with one query."""

import gc

from bench import long_search, pages


def run() -> None:
    client, addresses = long_search.board()
    gc.freeze()  # as config/asgi.py does
    for name, url in addresses.items():
        pages.measure(f"search/{name}", lambda url=url: client.get(url), goal=long_search.GOAL,
                      seed=long_search.SEED, scale=long_search.ALONE)  # fmt: skip


if __name__ == "__main__":
    run()
