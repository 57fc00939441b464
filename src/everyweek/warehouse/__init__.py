"""Where numbers live: stored whole or not at all, with every vintage and where each came from."""

from everyweek.warehouse.database import WarehouseError, WarehouseUnavailable
from everyweek.warehouse.home import home, warehouse_url
from everyweek.warehouse.incoming import IncomingRelease, MeasureFigures
from everyweek.warehouse.records import Notice, OrganisationWithData, ReleaseRecord
from everyweek.warehouse.warehouse import Warehouse, open_warehouse

__all__ = [
    "IncomingRelease",
    "MeasureFigures",
    "Notice",
    "OrganisationWithData",
    "ReleaseRecord",
    "Warehouse",
    "WarehouseError",
    "WarehouseUnavailable",
    "home",
    "open_warehouse",
    "warehouse_url",
]
