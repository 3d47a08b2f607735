"""The evaluation report's page as a Jinja template; whatever is put in is escaped, charts and the style sheet aside."""

from __future__ import annotations

PAGE = """\
{% macro table(head, rows) -%}
<table><thead><tr>{% for each in head %}<th>{{ each }}</th>{% endfor %}</tr></thead><tbody>
{%- for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</tbody></table>
{%- endmacro %}
{% macro lead(text) %}<p class="lead">{{ text[:1] | upper }}{{ text[1:] }}{{ "" if text.endswith("?") else "." }}</p>
{%- endmacro %}
<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>xaiviewer evaluation</title>
<meta name="viewport" content="width=device-width"><style>{{ style | safe }}</style></head><body>
<p class="notice">{{ notice }}</p><main><header><h1>Evaluation</h1><p>{{ told }}</p></header>

<div class="tiles">
{%- for name, figure in tiles %}
<div class="tile"><span>{{ name }}</span><strong>{{ figure.value | number }}</strong>
<small>{{ figure | interval }}</small></div>
{%- endfor %}</div>
<p class="lead">Beside each figure: {{ report.conventions.interval }}.</p>

{% if stand_ins %}
<section><h2>Patients without a recognised sequence</h2>
{{ lead("The figures hold %d of %d patients that were judged on another sequence" | format(stand_ins | length,
   report.patients | length)) }}
{{ table(("Patient", "Accuracy", "Dice", "Why"), stand_ins) }}</section>
{% endif %}

<section><h2>Classifier</h2>{{ lead("Does the slice show the finding, “%s”?" | format(finding)) }}
<div class="columns"><figure>{{ reliability | safe }}<figcaption>Reliability. On the dashed line, what is
predicted is what is observed; the bars count slices.</figcaption></figure><div>
{{ table(("Figure", "Value", "95 % interval"), figures) }}
{{ table(confusion_head, confusion) }}</div></div></section>

<section><h2>Segmenter</h2>{{ lead(report.conventions.dice_per_patient) }}{{ dice | safe }}</section>

<section><h2>Reliance on the lesion</h2>{{ lead(report.conventions.reliance) }}
{{ table(reliance_head, reliance) }}</section>

{% if curves %}
<section><h2>Agreement of the maps with the clinicians' masks</h2>
{{ lead("%s; IoU and Dice count the cells from %.0f %% of a map's maximum" | format(report.conventions.agreement,
   100 * report.settings.threshold)) }}
{%- for name, curve in curves %}
{%- if loop.index == 2 %}<p class="legend"><i class="key"></i> the method favoured for each layer, with its interval
<i class="key thin"></i> each method alone: {{ methods | join(", ") }}</p><div class="grid2">{% endif %}
<figure><figcaption>{{ name[:1] | upper }}{{ name[1:] }}</figcaption>{{ curve | safe }}</figure>
{%- endfor %}</div></section>

<section><h2>Every layer</h2>
{{ lead("Means by the method favoured for each layer, over the slices where the score is defined; the last column is "
   "their share. It is undefined, for example, where a layer holds no positive evidence") }}
<details><summary>{{ layers | length }} layers</summary>{{ table(layers_head, layers) }}</details></section>
{% endif %}

<section><h2>How this was measured</h2>
{{ table(("Network", "Architecture", "SHA-256 of the weights"), networks) }}
<div class="columns"><dl>
{%- for name, text in report.conventions.items() %}<dt>{{ name.replace("_", " ") }}</dt><dd>{{ text }}</dd>{% endfor %}
<dt>bootstrap</dt><dd>{{ report.bootstrap.resamples }} resamples, seed {{ report.bootstrap.seed }}</dd></dl>
{{ table(("Program", "Version"), report.versions.items()) }}</div>
{%- if report.skipped %}<h3>Left out</h3>
{{- table(("Case", "Why"), skipped) }}{% endif %}</section></main>
<footer>xaiviewer {{ report.versions.xaiviewer }} · {{ notice }}</footer></body></html>
"""
