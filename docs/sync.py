"""Keeps a copy of a roster: python docs/sync.py BASE_URL CLIENT_ID CLIENT_SECRET FILE"""

import json
import sys
from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import requests
from requests.adapters import HTTPAdapter, Retry

COLLECTIONS = ("orgs", "academicSessions", "courses", "classes", "users", "enrollments")
PAGE, TRIES, LEAST_LEFT, ACTIVE = 5000, 5, 0.9, "status='active'"


def sync(base, client_id, client_secret, file):
    http, kept = requests.Session(), Path(file)
    # Busy, or a connection that broke: once more, after Retry-After or after 0, 2, 4, … seconds.
    patient = Retry(6, backoff_factor=1, status_forcelist=[429, 503], allowed_methods=None)
    for scheme in ("http://", "https://"):
        http.mount(scheme, HTTPAdapter(max_retries=patient))
    asked = http.post(base + "/token", auth=(client_id, client_secret), timeout=60)
    asked.raise_for_status()
    http.headers["Authorization"] = "Bearer " + asked.json()["access_token"]
    known = json.loads(kept.read_text()) if kept.exists() else {"tag": "", "since": "", "all": {}}
    begun = get(http, base + "/orgs?limit=1", headers={"If-None-Match": known["tag"]})
    if begun.status_code == 304:  # nothing at all has changed
        return known
    # The server's clock, less a minute for clocks that differ: a little comes twice, nothing never.
    since = parsedate_to_datetime(begun.headers["Date"]) - timedelta(minutes=1)
    fresh = {"tag": begun.headers["ETag"], "since": since.isoformat(), "all": {}}
    for name in COLLECTIONS:
        url, before = f"{base}/{name}", known["all"].get(name, {})
        newer = f"dateLastModified>='{known['since']}'"
        after = applied(before, pull(http, url, newer if before else ACTIVE))
        total = get(http, url, params={"filter": ACTIVE, "limit": 1}).headers["X-Total-Count"]
        if len(after) != int(total):  # what we may see became less or more, unchanged itself
            after = applied({}, pull(http, url, ACTIVE))
        if len(after) < len(before) * LEAST_LEFT:  # rather an old copy than an empty one
            raise SystemExit(f"{name}: {len(before)} records would become {len(after)}")
        fresh["all"][name] = after
    kept.with_suffix(".new").write_text(json.dumps(fresh))
    kept.with_suffix(".new").replace(kept)  # the whole or nothing
    return fresh


def pull(http, url, wanted, tries=TRIES):
    """All pages, of one revision if the data hold still for that long."""
    found, page, pin = [], [None] * PAGE, {}
    while len(page) == PAGE:
        params = {"filter": wanted, "limit": PAGE, "offset": len(found)}
        reply = get(http, url, params=params, headers=pin)
        if reply.status_code == 412:  # the data have moved on: begin again
            return pull(http, url, wanted, tries - 1)
        (page,) = reply.json().values()
        found += page
        pin = {"X-Expect-Revision": reply.headers["X-Data-Revision"]} if tries > 1 else {}
    return found


def applied(records, changes):
    """The records after the changes; a tombstone takes its record away."""
    after = {**records, **{change["sourcedId"]: change for change in changes}}
    return {name: one for name, one in after.items() if one["status"] == "active"}


def get(http, url, **asked):
    reply = http.get(url, timeout=60, **asked)
    if reply.status_code != 412:
        reply.raise_for_status()
    return reply


if __name__ == "__main__":
    sync(*sys.argv[1:])
