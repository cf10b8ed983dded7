"""The page for people who open the base address in a browser."""

from __future__ import annotations

from html import escape

from flask import Response

from web.profiles import Profile

_PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Xporter</title>
<style>
  body {{ font: 1rem/1.6 system-ui, sans-serif; color: #1d2733; background: #fff;
          max-width: 44rem; margin: 4rem auto; padding: 0 1.5rem }}
  h1 {{ font-size: 1.75rem; margin-bottom: 0 }}
  h2 {{ font-size: 1.1rem; margin-top: 2.5rem }}
  code {{ font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere }}
  pre {{ background: #f3f5f8; padding: 1rem; border-radius: .4rem; overflow-x: auto }}
  td {{ padding: .15rem 1.5rem .15rem 0; vertical-align: top }}
  @media (prefers-color-scheme: dark) {{
    body {{ color: #dde4ec; background: #14191f }} pre {{ background: #1f2731 }}
  }}
</style>
<h1>Xporter</h1>
<p>School rosters for other systems: organisations, users, classes, enrolments and academic
sessions, as a <strong>OneRoster 1.1</strong> API. It is read by programs; this page is for you.</p>
{profiles}
<h2>A first request</h2>
<pre><code>curl -X POST -u "$CLIENT_ID:$CLIENT_SECRET" {first}/token
curl -H "Authorization: Bearer $ACCESS_TOKEN" "{first}/users?limit=10"</code></pre>
<p>A token is good for an hour; use it again until then.</p>
</html>
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"


def home_page(profiles: tuple[Profile, ...], public_url: str) -> Response:
    """What is served and under which bases; made of the profiles, without outside assets."""
    page = _PAGE.format(
        profiles="\n".join(_section(profile, public_url) for profile in profiles),
        first=escape(public_url + profiles[0].base),
    )
    headers = {"Content-Security-Policy": _POLICY}
    return Response(page, headers=headers, content_type="text/html; charset=utf-8")


def _section(profile: Profile, public_url: str) -> str:
    rows = [
        *(("POST", path) for path in profile.token_paths),
        *((offer.call.method, offer.call.path) for offer in profile.offers),
        *(("GET", path) for path in profile.version_paths),
    ]
    cells = "\n".join(
        f"<tr><td><code>{method}</code><td><code>{escape(path)}</code>" for method, path in rows
    )
    base = escape(public_url + profile.base)
    return f"<h2><code>{base}</code></h2>\n<table>\n{cells}\n</table>"
