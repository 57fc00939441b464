"""Addresses of the inbox and of mails."""

from django.urls import path

from everyweek.web.people.notifications import views

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/read/", views.mark_read, name="inbox-read"),
    path("inbox/mail/", views.mail_choices_page, name="mail-choices"),
    path("inbox/<int:line>/", views.open_line_page, name="inbox-line"),
    path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
