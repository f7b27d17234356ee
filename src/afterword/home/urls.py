from django.urls import path

from afterword.home import views

app_name = "home"
urlpatterns = [path("", views.desk, name="desk")]
