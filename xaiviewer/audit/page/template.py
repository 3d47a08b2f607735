"""The audit's page as a Jinja template; whatever is put in is escaped, charts and the style sheet aside."""

from __future__ import annotations

PAGE = """\
{% macro table(each) -%}
<div class="wide"><table><caption>{{ each.caption }}</caption>
<thead><tr>{% for name in each.head %}<th scope="col">{{ name }}</th>{% endfor %}</tr></thead><tbody>
{%- for row in each.cells %}<tr>{% for cell in row -%}
<{{ "td" if loop.index0 else 'th scope="row"' | safe }}{% if cell.role %} class="{{ cell.role }}"{% endif %}
{%- if cell.told %} title="{{ cell.told }}"{% endif %}>{{ cell.text }}</{{ "td" if loop.index0 else "th" }}>
{%- endfor %}</tr>{% endfor %}</tbody></table></div>
{%- endmacro %}
{% macro block(each) -%}
{% if each.kind == "said" %}<p{% if each.role %} class="{{ each.role }}"{% endif %}>{{ each.text }}</p>
{% elif each.kind == "listed" %}<ul>{% for text in each.sentences %}<li>{{ text }}</li>{% endfor %}</ul>
{% elif each.kind == "table" %}{{ table(each) }}
{% elif each.kind == "chart" %}<figure>{% if each.title %}<h3>{{ each.title }}</h3>{% endif %}
{{ each.svg | safe }}{% if each.caption %}<figcaption>{{ each.caption }}</figcaption>{% endif %}</figure>
{% elif each.kind == "legend" %}<ul class="keys">{% for key in each.keys %}
<li><svg viewBox="0 0 28 12" aria-hidden="true">{% if key.mark in ("dot", "hollow") %}<circle cx="14" cy="6" r="4.5"
 {%- else %}<path d="M2 6L26 6"{% endif %} class="{{ key.mark }}"/></svg>{{ key.name }}</li>
{%- endfor %}</ul>
{% elif each.kind == "picture" %}<figure class="picture"><img src="{{ each.data }}" alt="{{ each.alternative }}">
<figcaption>{{ each.caption }}</figcaption></figure>
{% elif each.kind == "tiles" %}<div class="tiles">{% for tile in each.tiles %}
<div class="tile"><span>{{ tile.name }}</span><strong>{{ tile.value }}</strong><small>{{ tile.small }}</small></div>
{%- endfor %}</div>
{% elif each.kind == "command" %}<pre><code>{{ each.line }}</code></pre>
{% elif each.kind == "terms" %}<dl>{% for term, text in each.terms %}<dt>{{ term }}</dt><dd>{{ text }}</dd>
{%- endfor %}</dl>
{% elif each.kind == "beside" %}<div class="columns">{% for one in each.blocks %}<div>{{ block(one) }}</div>
{%- endfor %}</div>
{% elif each.kind == "folded" %}<details><summary>{{ each.summary }}</summary>
{%- for one in each.blocks %}{{ block(one) }}{% endfor %}</details>
{% endif %}
{%- endmacro %}
<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{{ title }}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{{ style | safe }}</style></head><body>
<p class="notice">{{ notice }}</p><main><header><h1>{{ title }}</h1><p>{{ told }}</p>
<nav aria-label="Sections"><ol>{% for each in sections %}<li><a href="#{{ each.key }}">{{ each.title }}</a></li>
{%- endfor %}</ol></nav></header>
{% for each in sections %}
<section id="{{ each.key }}" aria-labelledby="{{ each.key }}-title"><h2 id="{{ each.key }}-title">{{ each.title }}</h2>
{% for one in each.blocks %}{{ block(one) }}{% endfor %}</section>
{% endfor %}</main>
<footer>xaiviewer {{ version }} · {{ notice }}</footer></body></html>
"""
