"""The debrief of a cycle with 10,000 applications: its steps and its report, against a bare view.

What is counted over the whole search is remembered until something is written in it. So each page
is also asked once when nobody has asked since: `first_seconds` says how long that takes.
"""

import gc
import time

from bench import long_search, pages


def run() -> None:
    client, addresses = long_search.debrief()
    from django.core.cache import cache

    del addresses["board"]  # measured by search_board
    gc.freeze()  # as config/asgi.py does
    for name, url in addresses.items():
        cache.clear()
        begun = time.process_time()
        client.get(url)
        first = time.process_time() - begun
        pages.measure(f"search/debrief {name}", lambda url=url: client.get(url),
                      goal=long_search.GOAL, seed=long_search.SEED, scale=long_search.SCALE,
                      first_seconds=round(first, 3))  # fmt: skip


if __name__ == "__main__":
    run()
