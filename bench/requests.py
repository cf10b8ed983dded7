"""What is measured and how much it may cost.

A new request to watch is a probe and a row here, and nothing else.
"""

from __future__ import annotations

from bench.orders import ID
from bench.probes import SINCE, Row, page, walk

XPORTER = "/api/ims/oneroster/v1p1"
ONEROSTER = "/ims/oneroster/v1p1"

USERS = XPORTER + "/users?limit=100"
ENROLLMENTS = XPORTER + "/enrollments?limit="
ALL_USERS = ONEROSTER + "/users?limit=100"
SMITHS = ALL_USERS + "&filter=familyName%3D%27Smith%27"
CHANGED = f"{ALL_USERS}&filter=dateLastModified%3E%27{SINCE}%27"
ACTIVE = ONEROSTER + "/users?limit=5000&filter=status%3D%27active%27"
SORTED = ALL_USERS + "&sort=familyName"

# Walks end at the last full page that L has: 41,200 users, of whom 40,790 are active, 1,598 are
# called Smith and 412 have changed.
PROBES = (
    page("users", "L", USERS, records=100, times=50),
    page("users on S", "S", USERS, records=100, times=50),
    page("1000 enrollments", "L", ENROLLMENTS + "1000", records=1000, times=25),
    page("5000 enrollments", "L", ENROLLMENTS + "5000", records=5000, times=8),
    walk("deep users", "L", USERS, last=39_900, size=100, pages=50),
    page("smiths", "L", SMITHS, records=100, times=50),
    page("changed", "L", CHANGED, records=100, times=50),
    page("active", "L", ACTIVE, records=5000, times=8),
    page("sorted", "L", SORTED, records=100, times=50),
    page("one user", "L", f"{ONEROSTER}/users/{ID}", records=1, times=100),
    walk("deep smiths", "L", SMITHS, last=1_400, size=100, pages=10, times=5),
    walk("deep changed", "L", CHANGED, last=300, size=100, pages=2, times=25),
    walk("deep active", "L", ACTIVE, last=35_000, size=5000, pages=4, times=2),
    walk("deep sorted", "L", SORTED, last=41_100, size=100, pages=50),
    page("all users", "L", ALL_USERS, records=100, times=50),
    page("signed users", "L", ALL_USERS, records=100, times=50, way="oauth1"),
    page("token", "L", ONEROSTER + "/token", records=1, times=50, way="basic", method="POST"),
)
# "alone" is what was measured before the other tenants came.
ALONE = (page("users alone", "L", USERS, records=100, times=50),)

WHOLE = XPORTER + "/enrollments"
ALL = "all enrolments in one request"
DEEP = "its last pages, page by page"

ROWS = (
    Row("/users?limit=100", "users", 4, "ms CPU", "", "users", 100),
    Row("/enrollments?limit=1000", "1000 enrollments", 8, "ms CPU", "", "enrollments", 1000),
    Row("/enrollments?limit=5000", "5000 enrollments", 30, "ms CPU", "", "enrollments", 5000),
    Row("/users?limit=100&offset=39900, page by page", "deep users", 1.3, "x page one", "users"),
    Row("page one, L against S", "users", 1.2, "x", "users on S"),
    Row("page one, after two more tenants like L", "users", 1.2, "x", "users alone"),
    Row(ALL, "whole seconds", 2.5, "x COPY", "enrollments floor seconds"),
    Row(f"{ALL}: first byte", "whole first byte", 150, "ms"),
    Row("largest Python process, after all of it", "resident", 150, "MB"),
    Row("import of L", "import seconds", 60, "s"),
    Row("import of L: memory", "import resident", 300, "MB"),
    Row("OneRoster users, familyName='Smith'", "smiths", 6, "ms CPU", "", "users", 100),
    Row(f"OneRoster users, familyName: {DEEP}", "deep smiths", 1.3, "x page one", "smiths"),
    Row("OneRoster users, dateLastModified>'…'", "changed", 5, "ms CPU", "", "users", 100),
    Row(f"OneRoster users, dateLastModified: {DEEP}", "deep changed", 1.3, "x page one", "changed"),
    Row("OneRoster users, limit=5000, status='active'", "active", 45, "ms CPU", "", "users", 5000),
    Row(f"OneRoster users, status: {DEEP}", "deep active", 1.3, "x page one", "active"),
    Row("OneRoster users, sort=familyName", "sorted", 8, "ms CPU", "", "users", 100),
    Row(f"OneRoster users, sort: {DEEP}", "deep sorted", 1.3, "x page one", "sorted"),
    Row("OneRoster users/{sourcedId}", "one user", 1.6, "ms CPU", "", "users", 1),
    Row("OneRoster token", "token", 5, "ms CPU"),
    Row("OneRoster users, OAuth 1", "signed users", 1, "ms CPU above bearer", beyond="all users"),
)
