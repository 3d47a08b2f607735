"""The style sheet of reports: the window's dark look; black on white on paper, and where the reader's system is."""

from __future__ import annotations

from xaiviewer.display import palette
from xaiviewer.display.palette import hexadecimal

_SCREEN = {
    "background": palette.BACKGROUND,
    "panel": palette.PANEL,
    "line": palette.LINE,
    "text": palette.TEXT,
    "muted": palette.MUTED,
    "faint": palette.FAINT,
    "accent": palette.CLINICIAN,
    "caution": palette.CAUTION,
}

_COLOURS = "".join(f"--{name}:{hexadecimal(colour)};" for name, colour in _SCREEN.items())

_RULES = """
@media print,(prefers-color-scheme:light){:root{--background:#fff;--panel:#fff;--line:#d5dae0;--text:#10161d;
--muted:#39434d;--faint:#5b6671;--accent:#0b6e8f;--caution:#8a4b00;color-scheme:light}}
*{box-sizing:border-box}
body{margin:0;background:var(--background);color:var(--text);
font:15px/1.5 Inter,"Segoe UI","SF Pro Text","Helvetica Neue","Noto Sans",Cantarell,sans-serif}
.notice{margin:0;padding:8px 24px;text-align:center;color:var(--caution);background:var(--panel);
border-bottom:1px solid var(--line);position:sticky;top:0;z-index:1;font-weight:600}
main{max-width:1160px;margin:0 auto;padding:24px}
header p,.lead{color:var(--muted);margin:0 0 16px;max-width:80ch}
h1{font-size:32px;line-height:1.2;margin:16px 0 4px}
h2{font-size:20px;margin:0 0 4px}
h3{font-size:16px;margin:24px 0 8px}
section{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:24px;margin:24px 0;
overflow-x:auto;break-inside:avoid-page}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(168px,1fr));gap:16px;margin:24px 0 8px}
.tile{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:16px}
.tile span,.tile small{display:block;color:var(--muted);font-size:13px}
.tile strong{display:block;font-size:28px;line-height:1.3;font-variant-numeric:tabular-nums}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(400px,1fr));gap:32px;align-items:start}
.grid2{display:grid;grid-template-columns:repeat(auto-fit,minmax(440px,1fr));gap:16px}
figure{margin:0}
figcaption,.legend{color:var(--muted);font-size:13px}
.legend{margin:8px 0 24px}
.key{display:inline-block;width:24px;height:3px;background:var(--accent);vertical-align:middle;margin:0 4px 0 0}
.key.thin{height:1px;background:var(--faint);margin-left:16px}
table{border-collapse:collapse;width:100%;margin:0 0 24px;font-size:13px;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:6px 12px 6px 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
th{color:var(--muted);font-weight:600;overflow-wrap:normal}
details table{margin-top:16px}
summary{cursor:pointer;color:var(--accent)}
dl{margin:0;font-size:13px}
dt{font-weight:600}
dd{margin:0 0 12px;color:var(--muted)}
footer{color:var(--faint);text-align:center;padding:8px 24px 32px;font-size:13px}
svg{display:block;width:100%;height:auto;font-family:inherit}
.tick{fill:var(--faint);font-size:12px}.name{fill:var(--text);font-size:12px}.label{fill:var(--muted);font-size:13px}
.grid{stroke:var(--line);stroke-width:1}.part{stroke:var(--faint);stroke-width:1;stroke-dasharray:2 4}
.ideal{stroke:var(--faint);stroke-width:1.5;stroke-dasharray:5 5;fill:none}
.line{stroke:var(--accent);stroke-width:2;fill:none}.thin{stroke:var(--faint);stroke-width:1;fill:none;opacity:.7}
.band{fill:var(--accent);opacity:.16}.dot{fill:var(--accent)}.bar{fill:var(--accent);opacity:.55}
@media print{.notice{position:static}details::details-content{content-visibility:visible;height:auto}}
"""

STYLE = f":root{{{_COLOURS}color-scheme:dark}}{_RULES}"
