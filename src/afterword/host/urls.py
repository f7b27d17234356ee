app_name = "host"
urlpatterns: list[object] = []
