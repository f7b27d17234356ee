"""The API: each part's router, under one roof."""

from ninja import NinjaAPI

api = NinjaAPI(
    title="Afterword",
    version="1",
    description="Read what you can see, and create interviews and notes, with a personal token.",
    urls_namespace="api",
)
