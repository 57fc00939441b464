"""Addresses of registered changes, below a plan."""

from django.urls import path

from everyweek.web.plan.working import views

urlpatterns = [
    path("plans/<slug:plan>/did-it-work/", views.did_it_work, name="did-it-work"),
    path("plans/<slug:plan>/did-it-work/register/", views.register, name="register-change"),
    path("plans/<slug:plan>/did-it-work/<int:registration>/", views.registration, name="registration"),
    path("plans/<slug:plan>/did-it-work/<int:registration>/withdraw/", views.withdraw, name="withdraw-registration"),
    path("plans/<slug:plan>/did-it-work/<int:registration>/draft/", views.draft, name="draft-case-study"),
]
