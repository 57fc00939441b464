"""Addresses of the joint conversation, below an assessment's."""

from django.urls import path

from everyweek.web.assess.conversation import (
    agreeing_views,
    comment_views,
    evidence_views,
    meeting_views,
    saving_views,
    views,
)

HERE = "assess/rounds/<slug:assessment_round>/<slug:place>/"
THEME = f"{HERE}themes/<slug:theme>/"
QUESTION = f"{THEME}<slug:question>/"

urlpatterns = [
    path(f"{HERE}meeting/", meeting_views.begin, name="assessment-meeting-begin"),
    path(f"{HERE}meeting/<slug:theme>/<slug:question>/", meeting_views.meeting, name="assessment-meeting"),
    path(f"{HERE}positions/<slug:theme>/", views.position, name="theme-position"),
    path(THEME, views.theme, name="assessment-theme"),
    path(f"{QUESTION}settle/", agreeing_views.settle, name="answer-settle"),
    path(f"{QUESTION}agree/", agreeing_views.agree, name="answer-agree"),
    path(f"{QUESTION}comments/", comment_views.write, name="answer-comment"),
    path(f"{QUESTION}comments/<int:comment>/remove/", comment_views.remove, name="answer-comment-remove"),
    path(f"{QUESTION}evidence/<int:evidence>/remove/", evidence_views.remove, name="answer-evidence-remove"),
    path(f"{QUESTION}by/<slug:party>/save/", saving_views.save, name="answer-save"),
    path(f"{QUESTION}by/<slug:party>/history/", saving_views.history, name="answer-history"),
    path(f"{QUESTION}by/<slug:party>/evidence/", evidence_views.add, name="answer-evidence"),
    path(HERE, views.overview, name="assessment"),
]
