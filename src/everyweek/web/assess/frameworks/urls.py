"""Addresses of frameworks."""

from django.urls import path, re_path

from everyweek.web.assess.frameworks import views

urlpatterns = [
    path("assess/frameworks/", views.frameworks, name="frameworks"),
    path("assess/frameworks/add/", views.add_framework, name="add-framework"),
    path("assess/frameworks/<int:framework>/", views.framework, name="framework"),
    re_path(
        r"^assess/frameworks/(?P<framework>\d{1,18})/framework\.(?P<form>yaml|csv|xlsx)$",
        views.framework_file,
        name="framework-file",
    ),
    path("assess/frameworks/<int:framework>/withdraw/", views.withdraw, name="framework-withdraw"),
]
