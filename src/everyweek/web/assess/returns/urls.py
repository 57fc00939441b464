"""Addresses of returns: taking one away, bringing one back, beginning from last time."""

from django.urls import path

from everyweek.web.assess.returns import carrying_views, import_views, views

ROUND = "assess/rounds/<slug:assessment_round>/"
HERE = f"{ROUND}<slug:place>/"

urlpatterns = [
    path(f"{ROUND}results/returns.xlsx", views.system, name="assessment-returns"),
    path(f"{HERE}return/", views.overview, name="assessment-return"),
    path(f"{HERE}return.<slug:form>", views.file, name="assessment-return-file"),
    path(f"{HERE}import/", import_views.bring, name="assessment-import"),
    path(f"{HERE}import/use/", import_views.use, name="assessment-import-use"),
    path(f"{HERE}begin-from-last-time/", carrying_views.begin, name="assessment-carry-over"),
]
