"""One page about all cases: nothing is loaded from elsewhere, no script, black on white on paper."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from functools import partial

from xaiviewer import __version__
from xaiviewer.exports.kind import Kind, Made
from xaiviewer.exports.told import Told
from xaiviewer.records import NOTICE
from xaiviewer.records.pages.html_style import STYLE
from xaiviewer.records.pages.making import engine, number
from xaiviewer.records.provenance import versions
from xaiviewer.requests import method_title

_PAGE = """\
<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>xaiviewer cases</title>
<meta name="viewport" content="width=device-width"><style>{{ style | safe }}{{ further | safe }}</style></head><body>
<p class="notice">{{ notice }}</p><main><header><h1>Cases</h1><p>{{ cases | length }}
{{ "case" if cases | length == 1 else "cases" }}, as the networks called them and readers judged them.</p></header>
<section><h2>All cases</h2><table><thead><tr><th>Case</th><th>Finding</th><th>Slices called</th>
<th>Highest probability</th><th>Map in the mask</th><th>Readers</th></tr></thead><tbody>
{%- for each in cases %}<tr><td><a href="#case-{{ loop.index }}">{{ each.name }}</a></td><td>{{ each.finding }}</td>
<td>{{ each.called }} of {{ each.slices }}</td><td>{{ each.probability | number }} (slice {{ each.surest }})</td>
<td>{{ each.mass | number }}{{ ", " ~ each.worth if each.worth else "" }}</td>
<td>{{ each.readings | selectattr("holds") | list | length }} answers</td></tr>{% endfor %}</tbody></table></section>
{%- for each in cases %}
<section id="case-{{ loop.index }}"><h2>{{ each.name }}</h2><div class="case">
<figure><img src="data:image/png;base64,{{ picture(each) }}" alt="{{ each.name }}: the telling slice under the map">
<figcaption>{{ title(each) }}</figcaption></figure>
<div><p>{{ each.words }}</p>
{%- if each.readings %}<h3>Readers</h3><table><thead><tr><th>Reader</th><th>About</th><th>Question</th><th>Answer</th>
<th>When (UTC)</th></tr></thead><tbody>{% for said in each.readings %}<tr><td>{{ said.reader }}</td>
<td>{{ said.about }}</td><td>{{ said.question }}</td><td>{{ said.value }}{{ "" if said.holds else " (replaced)" }}</td>
<td>{{ said.at }}</td></tr>{% endfor %}</tbody></table>{% endif %}
{%- if each.notices %}<h3>Notices</h3><ul>{% for told in each.notices %}<li>{{ told }}</li>{% endfor %}</ul>{% endif %}
</div></div></section>{% endfor %}
<section><h2>How this was made</h2><table><thead><tr><th>Program</th><th>Version</th></tr></thead><tbody>
{%- for name, version in versions.items() %}<tr><td>{{ name }}</td><td>{{ version }}</td></tr>{% endfor %}</tbody>
</table><table><thead><tr><th>Network</th><th>SHA-256 of the weights</th></tr></thead><tbody>
{%- for name, sha in networks %}<tr><td>{{ name }}</td><td>{{ sha }}</td></tr>{% endfor %}</tbody></table></section>
</main><footer>xaiviewer {{ version }} · {{ notice }}</footer></body></html>
"""
_FURTHER = """
.case{display:grid;grid-template-columns:minmax(220px,360px) 1fr;gap:24px;align-items:start}
.case img{width:100%;height:auto;border-radius:4px}a{color:var(--accent)}
@media(max-width:720px){.case{grid-template-columns:1fr}}@media print{section{border:0;padding:0}}
"""


def together(told: Sequence[Told]) -> Iterator[Made]:
    """cases.html."""
    yield Made("cases.html", partial(_page, told))


def _page(told: Sequence[Told]) -> bytes:
    networks = {(each["name"], each["sha256"]): None for case in told for each in case.models.values()}
    page = engine().from_string(_PAGE)
    drawn = page.render(
        cases=told,
        style=STYLE,
        further=_FURTHER,
        notice=NOTICE,
        version=__version__,
        versions=versions(),
        networks=list(networks),
        number=number,
        picture=lambda each: base64.b64encode(each.picture).decode("ascii"),
        title=lambda each: f"{each.layer} · {method_title(each.method)}" if each.layer else "the slice",
    )
    return drawn.encode("utf-8", "replace")


KIND = Kind("html", "HTML: one page about all cases, to read and to print", together=together)
