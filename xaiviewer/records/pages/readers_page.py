"""Readers' figures as one page to read and to print: no script, nothing loaded from outside."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xaiviewer.records import NOTICE
from xaiviewer.records.pages.html_style import STYLE
from xaiviewer.records.pages.making import engine
from xaiviewer.records.reading_tables import facts_of, heading_of, remarks_of, tables_of, words_of

_PAGE = """\
<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{{ name }} · xaiviewer</title>
<meta name="viewport" content="width=device-width"><style>{{ style | safe }}
@page{margin:16mm}@media print{body{font-size:11px}main{max-width:none;padding:0}section{padding:8px 0;border:0}
h1{font-size:22px}thead{display:table-header-group}tr{break-inside:avoid}}</style></head><body>
<p class="notice">{{ notice }}</p><main><header><h1>{{ name }}</h1><p>{{ told }}</p></header>
{% for remark in remarks %}
<p class="lead">{{ remark }}</p>
{% endfor %}
{% for table in tables %}
<section><h2>{{ table.title }}</h2><p class="lead">{{ table.told }}</p>
<table><thead><tr>{% for each in table.head %}<th>{{ each }}</th>{% endfor %}</tr></thead><tbody>
{%- for row in table.rows %}<tr>{% for cell in row %}<td>{{ cell | words }}</td>{% endfor %}</tr>{% endfor %}</tbody>
</table></section>
{% endfor %}
<section><h2>How this was measured</h2><dl>
<dt>intervals</dt><dd>95 %, {{ resamples }} resamples, seed {{ seed }}; of figures over readers both readers and cases
are drawn</dd>
{% for name, text in facts %}
<dt>{{ name }}</dt><dd>{{ text }}</dd>
{% endfor %}
</dl><table><thead><tr><th>Program</th><th>Version</th></tr></thead><tbody>
{%- for name, version in versions %}<tr><td>{{ name }}</td><td>{{ version }}</td></tr>{% endfor %}</tbody></table>
</section></main><footer>xaiviewer · {{ notice }}</footer></body></html>
"""


def readers_page(fields: Mapping[str, Any]) -> str:
    """The page for the figures of a study (`studies.figures`) or a project (`ledger.concordance`); all is escaped."""
    made = engine()
    made.filters["words"] = words_of
    name, told = heading_of(fields)
    return made.from_string(_PAGE).render(
        style=STYLE,
        notice=NOTICE,
        name=name,
        told=told,
        remarks=remarks_of(fields),
        tables=tables_of(fields),
        resamples=fields["resamples"],
        seed=fields["seed"],
        facts=facts_of(fields),
        versions=list(fields["versions"].items()),
    )
