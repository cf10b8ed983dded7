"""A cluster that answers without a server."""

from __future__ import annotations

from local.cluster import Cluster


class FakeCluster(Cluster):
    """Answers without a server."""

    def __init__(self) -> None:
        pass

    def login_connection(self, login: str, database: str) -> str:
        return f"SERVER=/new;DATABASE={database};UID={login};PWD=new"

    def sql(self, text: str, database: str = "postgres", **variables: str) -> str:
        return "school1\nschool2"
