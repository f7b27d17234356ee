"""Every address, and the doors of somebody else's sign-in, as where its settings are given."""

from django.urls import include, path

from afterword.config.urls import urlpatterns as everywhere
from afterword.people.account_urls import plain_methods_only, provider_addresses

doors = plain_methods_only(provider_addresses(["github", "google", "openid_connect"]))
urlpatterns = [*everywhere, path("account/", include(doors))]
