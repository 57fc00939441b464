"""Each view understands the request, makes one call and renders."""

from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from everyweek.web.compare.freshness import fresh_unless_signed_in
from everyweek.web.compare.one_measure.asked import ask
from everyweek.web.compare.one_measure.chart_files import picture_file
from everyweek.web.compare.one_measure.chart_shape import ChartSize
from everyweek.web.compare.one_measure.charts import Picture
from everyweek.web.compare.one_measure.downloads import figures_csv
from everyweek.web.compare.one_measure.presenters.compare_page import compare_page
from everyweek.web.compare.what_others_did import state
from everyweek.web.measure.drawings import Form
from everyweek.web.measure.places import UnknownPlace, declared, spelt
from everyweek.web.measure.presenters.links import organisation_address
from everyweek.web.measure.views import CONTENT_TYPES, HOME
from everyweek.web.people.presence import reader


@require_safe
@partial(fresh_unless_signed_in, also=state)
def compare_measure(request: HttpRequest, code: str, measure: str) -> HttpResponse:
    """One measure of an organisation beside others."""
    wanted, found = spelt(code), declared(measure)
    if wanted != code:
        return HttpResponsePermanentRedirect(request.get_full_path().replace(code, wanted, 1))
    asked = ask(request, found, wanted)
    page = compare_page(asked, reader(request), show_all=request.GET.get("show") == "all")
    crumbs = [
        HOME,
        {"href": organisation_address(asked.code), "text": page.organisation},
        {"href": reverse("measure", kwargs={"code": asked.code, "measure": found.name}), "text": found.short_title},
    ]
    return render(request, "compare/one_measure/compare.html", {"page": page, "breadcrumbs": crumbs})


@require_safe
@fresh_unless_signed_in
def picture(request: HttpRequest, code: str, measure: str, picture: Picture, form: Form) -> HttpResponse:
    """The ranked picture or the funnel alone, as SVG, PNG or Vega specification."""
    asked = ask(request, declared(measure), spelt(code), strictly=True)
    size: ChartSize = "narrow" if request.GET.get("size") == "narrow" else "wide"
    drawn = picture_file(asked.comparison, picture, size=size, form=form)
    if drawn is None:
        message = asked.comparison.why_no_funnel if picture == "funnel" else ""
        raise UnknownPlace("There is no such picture", message or "Too few have a figure to draw.", near=asked.code)
    response = HttpResponse(drawn, content_type=CONTENT_TYPES[form])
    response["Content-Disposition"] = f'inline; filename="{asked.code}-{measure}-{picture}.{form}"'
    return response


@require_safe
@fresh_unless_signed_in
def figures(request: HttpRequest, code: str, measure: str) -> HttpResponse:
    """The table of the page as CSV."""
    asked = ask(request, declared(measure), spelt(code), strictly=True)
    response = HttpResponse(figures_csv(asked.comparison), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{asked.code}-{measure}-compared.csv"'
    return response
