"""The window's texts in the reader's language, through Qt's translation.

The texts in the code are English; `resources/language/xaiviewer_de.ts` holds the German ones, `xaiviewer_en.ts` the
English singulars. `packaging/translations.py` brings both up to date after a text was changed and makes the .qm files
that the program loads. A text is written as ``tr("Slice {here} of {count}").format(here=1, count=20)``, and where a
number decides between singular and plural as ``tr("%Ln slices", None, count)``: never as an f-string, which nobody
could look up, nor within one, where lupdate does not look.

What the field writes in one way everywhere stays as it is: names of methods, sequences, layers (stage, block) and
classes. So do errors and notices, which carry a code instead (`xaiviewer.codes`), exports, and the manual; but why a
network is not taken is said in the reader's language (`refusals`), to whom the wizard speaks.

Glossary, English to German; words of one line are never mixed:

* slice: Schicht. layer (of a network): Layer. plane (of acquisition): Schnittebene.
* case: Fall. series: Serie. sequence: Sequenz. file: Datei. skipped: übersprungen. notice: Hinweis.
* clinician's mask: ärztliche Maske. model's segmentation: Segmentierung des Modells. outline: Kontur. label: Label.
* heat map: Heatmap. evidence: Evidenz. opacity: Deckkraft. threshold: Schwellenwert. fused: fusioniert.
* agreement: Übereinstimmung. score: Kennzahl. chance level: Zufallsniveau. decision: Entscheidung.
* window (of grey levels): Fenster, Fensterung. flip: spiegeln. invert: invertieren. zoom: zoomen. position: Ausschnitt.
* pass: Durchlauf. seed: Startwert. noise: Rauschen. baseline: Referenz. gap (of a sum): Abweichung.
* unit (of a network): Einheit. position (in a layer): Stelle. sample: Stichprobe. the paper's: der Originalarbeit.
"""

from xaiviewer.ui.language.texts import figure, later, tr

__all__ = ["figure", "later", "tr"]
