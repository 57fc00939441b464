"""Adding organisations up to groups."""

from pathlib import Path

from sqlalchemy import func, select
from support.loading import load
from support.publications import provider_csv, write

from everyweek.warehouse import Warehouse
from everyweek.warehouse.database import writing
from everyweek.warehouse.make_groups import make_groups
from everyweek.warehouse.schema import group_observation


def test_a_publication_without_a_figure_gives_no_group(warehouse: Warehouse, tmp_path: Path) -> None:
    load(warehouse, write(tmp_path, "a.csv", provider_csv()))
    with writing(warehouse.engine) as connection:
        before = connection.scalar(select(func.count()).select_from(group_observation))

        make_groups(connection, "virtual_wards", {20240401}, first=False)

        assert connection.scalar(select(func.count()).select_from(group_observation)) == before > 0
