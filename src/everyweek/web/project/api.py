"""The interface for programs, put together of what each part of the site gives: resources and plans."""

from ninja import NinjaAPI

from everyweek.web.learn.opening.api import router as resources
from everyweek.web.plan.exporting.api import router as plans

api = NinjaAPI(
    title="Everyweek: the library and improvement plans",
    version="1",
    description=(
        "Resources on improving urgent and emergency care; texts are under the licence that each names. Improvement "
        "plans, for those who may read them."
    ),
    urls_namespace="api",
    docs_url=None,  # its page would load scripts from another host
)
for router in (resources, plans):
    api.add_router("", router)
