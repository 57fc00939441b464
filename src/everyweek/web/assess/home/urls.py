"""The address of the first page of assessments."""

from django.urls import path

from everyweek.web.assess.home import views

urlpatterns = [path("assess/", views.home, name="assess")]
