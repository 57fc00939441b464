"""Addresses of rounds, returns and answers."""

from django.urls import path, re_path

from everyweek.web.people.champions import answer_views, return_views, round_views, sheet_views

ROUND = r"^champions/(?P<round>[-a-z0-9]{1,60})/"
RETURN = ROUND + r"(?P<system>[A-Z0-9]{2,12})/"
FORM = r"\.(?P<form>csv|xlsx)$"

urlpatterns = [
    path("champions/", round_views.rounds, name="rounds"),
    path("champions/new/", round_views.new_round, name="new-round"),
    re_path(r"^champions/answer/(?P<token>[-A-Za-z0-9_]{1,100})/$", answer_views.nomination, name="nomination"),
    re_path(ROUND + "$", round_views.round_page, name="round"),
    re_path(ROUND + "edit$", round_views.edit_round, name="edit-round"),
    re_path(ROUND + "close$", round_views.close_round, name="close-round"),
    re_path(ROUND + "champions" + FORM, round_views.round_export, name="round-export"),
    re_path(RETURN + "$", return_views.return_page, name="return"),
    re_path(RETURN + "longer$", round_views.longer, name="return-longer"),
    re_path(RETURN + "executive-contact$", return_views.executive, name="return-executive"),
    re_path(RETURN + "add$", return_views.new_nominee, name="new-nominee"),
    re_path(RETURN + r"nominee/(?P<nominee>\d{1,12})$", return_views.edit_nominee, name="edit-nominee"),
    re_path(RETURN + r"nominee/(?P<nominee>\d{1,12})/take-out$", return_views.remove, name="remove-nominee"),
    re_path(RETURN + "upload$", sheet_views.upload, name="return-upload"),
    re_path(RETURN + "send-in$", return_views.submit, name="return-submit"),
    re_path(RETURN + "champions" + FORM, return_views.export, name="return-export"),
]
