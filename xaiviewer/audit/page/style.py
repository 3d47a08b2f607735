"""What the audit's page adds to the style sheet of all reports."""

from __future__ import annotations

from xaiviewer.records.pages.html_style import STYLE

_RULES = """
nav ol{display:flex;flex-wrap:wrap;gap:4px 20px;margin:0 0 8px;padding:0;list-style:none;font-size:13px}
a{color:var(--accent);text-decoration:none}a:hover{text-decoration:underline}
section{scroll-margin-top:48px}
section>ul:not(.keys){margin:0 0 8px;padding-left:20px;max-width:90ch}
li{margin:0 0 6px}
p:not(.notice){margin:0 0 16px;max-width:90ch}
.tiles{margin:16px 0 24px}
details>:nth-child(2){margin-top:12px}
.small{color:var(--muted);font-size:13px}
.caution{color:var(--caution)}
.weak{color:var(--faint)}
.wide{overflow-x:auto}
.wide td,.wide th{overflow-wrap:normal}
.wide .code{overflow-wrap:anywhere;font:12px/1.5 ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace}
caption{text-align:left;color:var(--muted);font-size:13px;padding:0 0 6px}
tbody th{color:var(--text);font-weight:400}
.columns>div{min-width:0}
figure{margin:0 0 24px}
figure h3{margin:0 0 8px}
figcaption{max-width:100ch;margin-top:8px}
.picture{break-inside:avoid}
.picture img{display:block;width:100%;height:auto;border-radius:4px}
pre{margin:0 0 16px;padding:12px 16px;background:var(--background);border:1px solid var(--line);border-radius:6px;
white-space:pre-wrap;overflow-wrap:anywhere;font:13px/1.5 ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace}
.keys{display:flex;flex-wrap:wrap;gap:4px 24px;margin:0 0 16px;padding:0;list-style:none;color:var(--muted);
font-size:13px}
.keys li{margin:0}
.keys svg{display:inline-block;width:28px;height:12px;vertical-align:-2px;margin-right:8px}
.keys .band{stroke:var(--accent);stroke-width:10}.keys .wash{stroke:var(--faint);stroke-width:10}
.zero{stroke:var(--muted);stroke-width:1}
.whisker{stroke:var(--accent);stroke-width:1.5}.whisker.weak{stroke:var(--faint)}
.hollow{fill:var(--panel);stroke:var(--faint);stroke-width:1.5}
.hard{stroke:var(--caution);stroke-width:1.75;fill:none;stroke-dasharray:2 4;stroke-linecap:round}
.moved{stroke:var(--muted);stroke-width:1.5;fill:none}
.even{stroke:var(--muted);stroke-width:1.25;fill:none;stroke-dasharray:7 5}
.masks{stroke:var(--muted);stroke-width:1.25;fill:none;stroke-dasharray:3 3}
.networks{stroke:var(--muted);stroke-width:1.5;fill:none;stroke-dasharray:10 3 2 3}
.outline{stroke:var(--caution);stroke-width:1.25;fill:none;opacity:.8}
.ceiling{stroke:var(--faint);stroke-width:1.25;fill:none;stroke-dasharray:1 4;stroke-linecap:round}
.second,.third,.fourth,.fifth{stroke:var(--accent);stroke-width:1.75;fill:none}
.second{stroke-dasharray:8 4}.third{stroke-dasharray:2 3}.fourth{stroke-dasharray:10 3 2 3}
.fifth{stroke-width:1;opacity:.8}
.wash{fill:var(--faint);opacity:.25;stroke:none}
.above{fill:var(--accent)}.below{fill:var(--caution)}
.keys .swatch{stroke-width:12;opacity:.7}.keys .above{stroke:var(--accent)}.keys .below{stroke:var(--caution)}
.hatch{stroke:var(--faint);stroke-width:1;opacity:.6}
.cell{fill:var(--text);font-size:11px}.cell.weak{fill:var(--faint)}.cell.strong{fill:var(--panel);font-weight:600}
.mark{fill:var(--text);font-size:12px}.mark.weak{fill:var(--faint)}
@media print{details:not([open]){display:none}section{break-inside:auto}figure,tr{break-inside:avoid}}
"""

AUDIT_STYLE = STYLE + _RULES
