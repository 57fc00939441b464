"""Addresses of the library."""

from django.urls import path

from everyweek.web.learn.attachments import views as attachments
from everyweek.web.learn.effects import views as effects
from everyweek.web.learn.finding import views as finding
from everyweek.web.learn.finding.saved_urls import urlpatterns as saved_searches
from everyweek.web.learn.library import views as library
from everyweek.web.learn.opening.feed import feed
from everyweek.web.learn.opening.site_map import site_map
from everyweek.web.learn.sharing.urls import urlpatterns as sharing
from everyweek.web.learn.using.urls import urlpatterns as using
from everyweek.web.learn.versions.urls import urlpatterns as versions

urlpatterns = [
    path("library/", finding.library, name="library"),
    path("library/feed/", feed, name="library-feed"),
    path("sitemap.xml", site_map, name="site-map"),
    path("library/complete/", finding.complete, name="library-complete"),
    path("library/what-works/", effects.what_works, name="what-works"),
    path("library/what-works/<slug:intervention>/", effects.intervention, name="intervention"),
    path("library/what-works/<slug:intervention>/forest.svg", effects.forest, name="what-works-plot"),
    *sharing,  # before the resources: “share” and “review” are no resources
    *using,
    *versions,
    *saved_searches,
    path("library/<slug:slug>/", library.resource, name="resource"),
    path("library/<slug:slug>/effects/<int:number>/chart.svg", effects.effect_chart, name="effect-chart"),
    path("library/<slug:slug>/files/", attachments.files, name="resource-files"),
    path("library/<slug:slug>/files/<int:attachment>/", attachments.file, name="resource-file"),
    path("library/<slug:slug>/files/<int:attachment>/preview/", attachments.preview, name="resource-file-preview"),
    path("library/<slug:slug>/files/<int:attachment>/remove/", attachments.remove, name="resource-file-remove"),
]
