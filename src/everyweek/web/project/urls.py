"""The root of all addresses."""

from django.urls import include, path

from everyweek.web.project import views
from everyweek.web.project.api import api

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("api/v1/", api.urls),
    path("", include("everyweek.web.people.urls")),  # before the measures: none is called people
    path("", include("everyweek.web.assess.urls")),
    path("", include("everyweek.web.plan.urls")),
    path("", include("everyweek.web.learn.urls")),  # before the measures: none is called library
    path("", include("everyweek.web.compare.urls")),  # before the measures: none is called compare or peers
    path("", include("everyweek.web.measure.urls")),
]

handler400 = "everyweek.web.project.views.bad_request"
handler404 = "everyweek.web.project.views.not_found"
handler429 = "everyweek.web.project.views.too_many"
handler500 = "everyweek.web.project.views.server_error"
