<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source> ({reason})</source>
        <translation> ({reason})</translation>
    </message>
    <message>
        <source> ({skipped} files were left out: {listed})</source>
        <translation> ({skipped} Dateien weggelassen: {listed})</translation>
    </message>
    <message>
        <source> Nothing reaches it.</source>
        <translation> Nichts erreicht das.</translation>
    </message>
    <message>
        <source> The nearest, {name}, differs: {why}.</source>
        <translation> Das nächste, {name}, ist anders: {why}.</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source> and in place of {absent}</source>
        <translation> und anstelle von {absent}</translation>
    </message>
    <message>
        <source> and names a contrast agent (ce-)</source>
        <translation> und nennt ein Kontrastmittel (ce-)</translation>
    </message>
    <message>
        <source> and the folders below it hold</source>
        <translation> und die Ordner darunter enthalten</translation>
    </message>
    <message>
        <source> but has 1 channel</source>
        <translation> hat aber 1 Kanal</translation>
    </message>
    <message>
        <source> but has {samples} channels</source>
        <translation> hat aber {samples} Kanäle</translation>
    </message>
    <message>
        <source> holds</source>
        <translation> enthält</translation>
    </message>
    <message>
        <source> on the grid of {key}</source>
        <translation> auf dem Raster von {key}</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source> · {seconds} s</source>
        <translation> · {seconds} s</translation>
    </message>
    <message numerus="yes">
        <source>%Ln answers</source>
        <translation>
            <numerusform>%Ln Antwort</numerusform>
            <numerusform>%Ln Antworten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln boxes</source>
        <translation>
            <numerusform>%Ln Rechteck</numerusform>
            <numerusform>%Ln Rechtecke</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln cases</source>
        <translation>
            <numerusform>%Ln Fall</numerusform>
            <numerusform>%Ln Fälle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln cases are not where they were; open the folder in which they lie now.</source>
        <translation>
            <numerusform>%Ln Fall ist nicht mehr, wo er war; den Ordner öffnen, in dem er jetzt liegt.</numerusform>
            <numerusform>%Ln Fälle sind nicht mehr, wo sie waren; den Ordner öffnen, in dem sie jetzt liegen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln classes</source>
        <translation>
            <numerusform>%Ln Klasse</numerusform>
            <numerusform>%Ln Klassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files</source>
        <translation>
            <numerusform>%Ln Datei</numerusform>
            <numerusform>%Ln Dateien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files skipped</source>
        <translation>
            <numerusform>%Ln Datei übersprungen</numerusform>
            <numerusform>%Ln Dateien übersprungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln input channels</source>
        <translation>
            <numerusform>%Ln Eingangskanal</numerusform>
            <numerusform>%Ln Eingangskanäle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln labels</source>
        <translation>
            <numerusform>%Ln Label</numerusform>
            <numerusform>%Ln Labels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln masks</source>
        <translation>
            <numerusform>%Ln Maske</numerusform>
            <numerusform>%Ln Masken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not acquired</source>
        <translation>
            <numerusform>%Ln nicht aufgenommen</numerusform>
            <numerusform>%Ln nicht aufgenommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not saved</source>
        <translation>
            <numerusform>%Ln nicht gespeichert</numerusform>
            <numerusform>%Ln nicht gespeichert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln notices</source>
        <translation>
            <numerusform>%Ln Hinweis</numerusform>
            <numerusform>%Ln Hinweise</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln notices about how the case was read</source>
        <translation>
            <numerusform>%Ln Hinweis dazu, wie der Fall gelesen wurde</numerusform>
            <numerusform>%Ln Hinweise dazu, wie der Fall gelesen wurde</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln open</source>
        <translation>
            <numerusform>%Ln offen</numerusform>
            <numerusform>%Ln offen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln passes</source>
        <translation>
            <numerusform>%Ln Durchlauf</numerusform>
            <numerusform>%Ln Durchläufe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln patients</source>
        <translation>
            <numerusform>%Ln Patient</numerusform>
            <numerusform>%Ln Patienten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln patients: salted hashes are stored, and no names.</source>
        <translation>
            <numerusform>%Ln Patient: gespeichert wird ein gesalzener Hash, kein Name.</numerusform>
            <numerusform>%Ln Patienten: gespeichert werden gesalzene Hashes, keine Namen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pixels</source>
        <translation>
            <numerusform>%Ln Pixel</numerusform>
            <numerusform>%Ln Pixel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln places {where}  ·  Enter: the next</source>
        <translation>
            <numerusform>%Ln Stelle {where}  ·  Eingabetaste: die nächste</numerusform>
            <numerusform>%Ln Stellen {where}  ·  Eingabetaste: die nächste</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln points</source>
        <translation>
            <numerusform>%Ln Punkt</numerusform>
            <numerusform>%Ln Punkte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln readers</source>
        <translation>
            <numerusform>%Ln Befunder</numerusform>
            <numerusform>%Ln Befunder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln salted hashes</source>
        <translation>
            <numerusform>%Ln gesalzener Hash</numerusform>
            <numerusform>%Ln gesalzene Hashes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln series</source>
        <translation>
            <numerusform>%Ln Serie</numerusform>
            <numerusform>%Ln Serien</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln slices</source>
        <translation>
            <numerusform>%Ln Schicht</numerusform>
            <numerusform>%Ln Schichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln voxels</source>
        <translation>
            <numerusform>%Ln Voxel</numerusform>
            <numerusform>%Ln Voxel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without a picture</source>
        <translation>
            <numerusform>%Ln ohne Bild</numerusform>
            <numerusform>%Ln ohne Bild</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <comment>between coordinates</comment>
        <translation>; </translation>
    </message>
    <message>
        <source>, and in colour it mixes the sequences</source>
        <translation>, in Farbe auch die Sequenzen vermischt</translation>
    </message>
    <message>
        <source>, of which the first {most_times}</source>
        <translation>, von denen die ersten {most_times}</translation>
    </message>
    <message>
        <source>, of which {left_out} cannot be used here and are left out</source>
        <translation>, von denen {left_out} hier nicht brauchbar und weggelassen sind</translation>
    </message>
    <message>
        <source>, recognised as {kind},</source>
        <translation>, erkannt als {kind},</translation>
    </message>
    <message>
        <source>, {seconds} s apart</source>
        <translation>, im Abstand von {seconds} s</translation>
    </message>
    <message>
        <source>.keras, .h5 or .hdf5: a network of Keras&apos;s applications with a head of yours. .onnx: any graph, explained by its outputs alone (methods that mask the input)</source>
        <translation>.keras, .h5 oder .hdf5: ein Netz aus Keras applications mit eigenem Kopf. .onnx: ein beliebiger Graph, nur über seine Ausgaben erklärt (Methoden, die die Eingabe verdecken)</translation>
    </message>
    <message>
        <source>.safetensors, .pth or .pt: a state dict of a torchvision, timm or MONAI network</source>
        <translation>.safetensors, .pth oder .pt: ein state dict eines Netzes von torchvision, timm oder MONAI</translation>
    </message>
    <message>
        <source>0 of {count}</source>
        <translation>0 von {count}</translation>
    </message>
    <message>
        <source>1 and 2 take an answer, further digits another one</source>
        <translation>1 und 2 übernehmen eine Antwort, weitere Ziffern eine andere</translation>
    </message>
    <message>
        <source>1 contour of {name} lies</source>
        <translation>1 Kontur von {name} liegt</translation>
    </message>
    <message>
        <source>1 of {all} slices holds no picture: nothing is analysed, scored or counted there.</source>
        <translation>1 von {all} Schichten enthält kein Bild: Dort wird nichts analysiert, bewertet oder gezählt.</translation>
    </message>
    <message>
        <source>1 picture</source>
        <translation>1 Bild</translation>
    </message>
    <message>
        <source>1 writes, Return saves and goes on</source>
        <translation>1 schreibt, Eingabetaste speichert und geht weiter</translation>
    </message>
    <message>
        <source>2D: slices are not known to be neighbours, so that each one&apos;s parts stand for themselves.</source>
        <translation>2D: Ob Schichten benachbart sind, ist nicht bekannt; die Teile jeder Schicht stehen für sich.</translation>
    </message>
    <message>
        <source>3D: what touches, at a corner at least, is one lesion.</source>
        <translation>3D: Was sich berührt, und sei es an einer Ecke, ist eine Läsion.</translation>
    </message>
    <message>
        <source>99th percentile</source>
        <translation>99. Perzentil</translation>
    </message>
    <message>
        <source>99th percentile of {known} of {count} slices</source>
        <translation>99. Perzentil von {known} der {count} Schichten</translation>
    </message>
    <message>
        <source>: it is not called so any more</source>
        <translation>: sie wird nicht mehr so eingestuft</translation>
    </message>
    <message>
        <source>: it is still called so</source>
        <translation>: sie wird weiter so eingestuft</translation>
    </message>
    <message>
        <source>; it covers {share} % of it</source>
        <translation>; davon abgedeckt: {share} %</translation>
    </message>
    <message>
        <source>; its pixels are {spacing} x {spacing2} mm</source>
        <translation>; die Pixel sind {spacing} x {spacing2} mm groß</translation>
    </message>
    <message>
        <source>; the others</source>
        <translation>; die anderen stehen</translation>
    </message>
    <message>
        <source>; their pixels are {spacing} x {spacing2} mm</source>
        <translation>; ihre Pixel sind {spacing} x {spacing2} mm groß</translation>
    </message>
    <message>
        <source>A case</source>
        <translation>Ein Fall</translation>
    </message>
    <message>
        <source>A channel&apos;s contribution is the sum over positions of activation x gradient, to first order the logit&apos;s fall.</source>
        <translation>Der Beitrag eines Kanals ist die Summe von Aktivierung x Gradient über alle Stellen, in erster Ordnung das Sinken des Logits.</translation>
    </message>
    <message>
        <source>A click goes there and leaves the sheet open</source>
        <translation>Ein Klick geht dorthin und lässt das Blatt offen</translation>
    </message>
    <message>
        <source>A column per slice: above, the probability of the finding (dashed line: one half); below, the area of the clinician&apos;s mask beside that of the model&apos;s segmentation.</source>
        <translation>Eine Spalte je Schicht: oben die Wahrscheinlichkeit für den Befund (gestrichelte Linie: ein Halb), unten die Fläche der ärztlichen Maske neben der Segmentierung des Modells.</translation>
    </message>
    <message>
        <source>A control reached with Tab keeps the arrow keys for itself.</source>
        <translation>Ein Bedienelement, das mit der Tabulatortaste erreicht wurde, behält die Pfeiltasten für sich.</translation>
    </message>
    <message>
        <source>A cross: called wrongly, although the map lies in the lesion. A ring with a dot beside it: called rightly, although the map is no better than null models or lies outside. Those called wrongly stand first; a click shows slice, layer and method.</source>
        <translation>Kreuz: falsch beurteilt, obwohl die Karte in der Läsion liegt. Ring mit einem Punkt daneben: richtig beurteilt, obwohl die Karte nicht besser als Nullmodelle ist oder außerhalb liegt. Die falsch beurteilten stehen zuerst; ein Klick zeigt Schicht, Layer und Methode.</translation>
    </message>
    <message>
        <source>A dot per slice, to the right what speaks for the class; a click shows its slice.</source>
        <translation>Ein Punkt je Schicht, rechts, was für die Klasse spricht; ein Klick zeigt die Schicht.</translation>
    </message>
    <message>
        <source>A fixed limit.</source>
        <translation>Eine feste Grenze.</translation>
    </message>
    <message>
        <source>A folder</source>
        <translation>Ein Ordner</translation>
    </message>
    <message>
        <source>A folder beside the case&apos;s exports</source>
        <translation>Ordner neben den Exporten des Falls</translation>
    </message>
    <message>
        <source>A folder for the curves</source>
        <translation>Ein Ordner für die Kurven</translation>
    </message>
    <message>
        <source>A folder of their cases</source>
        <translation>Ein Ordner ihrer Fälle</translation>
    </message>
    <message>
        <source>A folder of their cases, or a text file with one name per line, written as the list of cases shows it. Stored are salted hashes and no name: nobody can read a name from them, though whoever knows one can try whether it is among them.</source>
        <translation>Ein Ordner ihrer Fälle, oder eine Textdatei mit einem Namen je Zeile, wie ihn die Liste der Fälle zeigt. Gespeichert werden gesalzene Hashes und kein Name: Niemand kann daraus einen Namen lesen; wer einen kennt, kann aber probieren, ob er darunter ist.</translation>
    </message>
    <message>
        <source>A folder to make</source>
        <translation>Ein anzulegender Ordner</translation>
    </message>
    <message>
        <source>A frame marks those that the networks take, and below stands for which sequence; one that stands in for another is named as what it is. Double-click a series, or drag it into a view.</source>
        <translation>Ein Rahmen kennzeichnet die, die die Netze verwenden, darunter steht, für welche Sequenz; eine, die für eine andere einspringt, heißt, was sie ist. Eine Serie doppelklicken oder in eine Ansicht ziehen.</translation>
    </message>
    <message>
        <source>A full disc is a check that is passed, a crossed square one that is failed, a dash one that says nothing here. Press the row for each number and its limit.</source>
        <translation>Ein voller Kreis ist eine bestandene Prüfung, ein durchkreuztes Quadrat eine nicht bestandene, ein Strich eine hier nicht anwendbare. Ein Klick auf die Zeile zeigt jede Zahl und ihre Grenze.</translation>
    </message>
    <message>
        <source>A graphics card by NVIDIA</source>
        <translation>Eine Grafikkarte von NVIDIA</translation>
    </message>
    <message>
        <source>A heat map is not the finding&apos;s location. Displays are not calibrated.</source>
        <translation>Eine Heatmap zeigt nicht, wo der Befund liegt. Bildschirme werden nicht kalibriert.</translation>
    </message>
    <message>
        <source>A heat map is not the outline of the finding, not a probability and not an uncertainty.</source>
        <translation>Eine Heatmap ist nicht die Kontur des Befunds, keine Wahrscheinlichkeit und keine Unsicherheit.</translation>
    </message>
    <message>
        <source>A high probability does not say that the network is right, nor why.</source>
        <translation>Eine hohe Wahrscheinlichkeit sagt nicht, dass das Netz recht hat, und nicht, warum.</translation>
    </message>
    <message>
        <source>A lower one outlines more slices: every further slice costs what the outline of a slice costs.</source>
        <translation>Eine niedrigere umrandet mehr Schichten: Jede weitere kostet so viel wie die Kontur einer Schicht.</translation>
    </message>
    <message>
        <source>A map that fails a check may still be right; it is no evidence by itself.</source>
        <translation>Eine Karte, die eine Prüfung nicht besteht, kann dennoch richtig sein; für sich allein belegt sie nichts.</translation>
    </message>
    <message>
        <source>A mark on the image</source>
        <translation>Eine Markierung im Bild</translation>
    </message>
    <message>
        <source>A mask multiplies the input: what it hides becomes the input&apos;s zero, each sequence&apos;s mean.</source>
        <translation>Eine Maske multipliziert die Eingabe: Was sie verbirgt, wird zur Null der Eingabe, dem Mittelwert jeder Sequenz.</translation>
    </message>
    <message>
        <source>A model package</source>
        <translation>Ein Modellpaket</translation>
    </message>
    <message>
        <source>A model package. It says what it is, and its weights are those that it names.</source>
        <translation>Ein Modellpaket. Es sagt, was es ist, und seine Gewichte sind die, die es nennt.</translation>
    </message>
    <message>
        <source>A network is added by itself; drop its file or folder alone.</source>
        <translation>Ein Netz wird für sich hinzugefügt; ziehen Sie nur seine Datei oder seinen Ordner hierher.</translation>
    </message>
    <message>
        <source>A new folder: type its path, or choose where it is made</source>
        <translation>Ein neuer Ordner: Pfad eingeben oder wählen, wo er angelegt wird</translation>
    </message>
    <message>
        <source>A new question</source>
        <translation>Eine neue Frage</translation>
    </message>
    <message>
        <source>A number</source>
        <translation>Eine Zahl</translation>
    </message>
    <message>
        <source>A package, a folder of timm, or a MONAI bundle</source>
        <translation>Ein Paket, ein Ordner von timm oder ein MONAI-Bundle</translation>
    </message>
    <message>
        <source>A picture of the sample shows the regions of the set, and of the others each with probability one half.</source>
        <translation>Ein Bild der Stichprobe zeigt die Regionen der Menge und von den übrigen jede mit Wahrscheinlichkeit ein Halb.</translation>
    </message>
    <message>
        <source>A pixel shows the density of the region that it was added with: above any value lie the regions ranked best.</source>
        <translation>Ein Pixel zeigt die Dichte der Region, mit der es hinzukam: Über jedem Wert liegen die am besten gereihten Regionen.</translation>
    </message>
    <message>
        <source>A plane through the case</source>
        <translation>Eine Ebene durch den Fall</translation>
    </message>
    <message>
        <source>A score is grey where a null model reaches as much. A click goes to that layer or slice and closes the sheet, unless it stays open. The slider changes the size of the pictures.</source>
        <translation>Eine Kennzahl ist grau, wo ein Nullmodell ebenso viel erreicht. Ein Klick führt zu diesem Layer oder dieser Schicht und schließt das Blatt, wenn es nicht offen bleiben soll. Der Regler ändert die Bildgröße.</translation>
    </message>
    <message>
        <source>A segmenter: it outlines beside a classifier, and explains no decision.</source>
        <translation>Ein Segmentierer: Er umrandet neben einem Klassifikator und erklärt keine Entscheidung.</translation>
    </message>
    <message>
        <source>A sequence that several channels take is left out of all of them at once.</source>
        <translation>Eine Sequenz, die mehrere Kanäle bekommen, wird in allen zugleich weggelassen.</translation>
    </message>
    <message>
        <source>A series of which nothing says what it shows</source>
        <translation>Eine Serie, von der nichts sagt, was sie zeigt,</translation>
    </message>
    <message>
        <source>A series recognised as {kind}</source>
        <translation>Eine als {kind} erkannte Serie</translation>
    </message>
    <message>
        <source>A slice is called {label} above {threshold} (the tick).</source>
        <translation>Eine Schicht gilt ab mehr als {threshold} als {label} (der Strich).</translation>
    </message>
    <message>
        <source>A slice that is not listed is not thereby explained rightly.</source>
        <translation>Eine Schicht, die hier fehlt, ist damit noch nicht richtig erklärt.</translation>
    </message>
    <message>
        <source>A step of a scale</source>
        <translation>Eine Stufe einer Skala</translation>
    </message>
    <message>
        <source>A study…</source>
        <translation>Eine Studie…</translation>
    </message>
    <message>
        <source>A text</source>
        <translation>Ein Text</translation>
    </message>
    <message>
        <source>A text file with one name per line</source>
        <translation>Eine Textdatei mit einem Namen je Zeile</translation>
    </message>
    <message>
        <source>A volume has one size for rows and columns, and a depth.</source>
        <translation>Ein Volumen hat eine Größe für Zeilen und Spalten und eine Tiefe.</translation>
    </message>
    <message>
        <source>ADC</source>
        <translation>ADC</translation>
    </message>
    <message>
        <source>AI contour outline prediction</source>
        <translation>KI Kontur Umriss Vorhersage</translation>
    </message>
    <message>
        <source>AIC</source>
        <translation>AIC</translation>
    </message>
    <message>
        <source>AUROC</source>
        <translation>AUROC</translation>
    </message>
    <message>
        <source>AUROC of pixels</source>
        <translation>AUROC der Pixel</translation>
    </message>
    <message>
        <source>About xaiviewer</source>
        <translation>Über xaiviewer</translation>
    </message>
    <message>
        <source>About, licences, folders</source>
        <translation>Über, Lizenzen, Ordner</translation>
    </message>
    <message>
        <source>Above a probability of your own</source>
        <translation>Oberhalb einer selbst gewählten Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Above my own</source>
        <translation>Eigene Schwelle</translation>
    </message>
    <message>
        <source>Above the probability that suited outlines best</source>
        <translation>Oberhalb der Wahrscheinlichkeit, die für Konturen am besten war</translation>
    </message>
    <message>
        <source>Acquired slices are missing and the axial slices cut through them: {share} % of the pixels have no picture. The networks see them dark; look for the files.</source>
        <translation>Aufgenommene Schichten fehlen, und die axialen Schichten schneiden sie: {share} % der Pixel haben kein Bild. Die Netze sehen sie dunkel; suchen Sie die Dateien.</translation>
    </message>
    <message>
        <source>AcquisitionContrast is {contrast}</source>
        <translation>AcquisitionContrast ist {contrast}</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Dazu</translation>
    </message>
    <message>
        <source>Add a network</source>
        <translation>Netz hinzufügen</translation>
    </message>
    <message>
        <source>Add a network…</source>
        <translation>Netz hinzufügen…</translation>
    </message>
    <message>
        <source>Add an explanation</source>
        <translation>Erklärung hinzufügen</translation>
    </message>
    <message>
        <source>Add it now</source>
        <translation>Jetzt hinzufügen</translation>
    </message>
    <message>
        <source>Add packages of the same architecture, trained on other patients or from other weights.</source>
        <translation>Pakete derselben Architektur hinzufügen, an anderen Patienten oder von anderen Gewichten aus trainiert.</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen…</translation>
    </message>
    <message>
        <source>Advice followed and rejected</source>
        <translation>Rat befolgt und abgelehnt</translation>
    </message>
    <message>
        <source>Agreement between readers</source>
        <translation>Übereinstimmung der Befunder</translation>
    </message>
    <message>
        <source>Agreement is not correctness: the network looked where the clinician drew, perhaps for other reasons.</source>
        <translation>Übereinstimmung ist nicht Richtigkeit: Das Netz sah dorthin, wo ärztlich gezeichnet wurde, vielleicht aus anderen Gründen.</translation>
    </message>
    <message>
        <source>Agreement of</source>
        <translation>Übereinstimmung</translation>
    </message>
    <message>
        <source>Agreement of all layers and slices; arrows choose a layer and a slice</source>
        <translation>Übereinstimmung aller Layer und Schichten; Pfeile wählen Layer und Schicht</translation>
    </message>
    <message>
        <source>Agreement over the layers; arrows choose a layer</source>
        <translation>Übereinstimmung über die Layer; Pfeiltasten wählen einen Layer</translation>
    </message>
    <message>
        <source>Agreement scores of the current layer; arrows choose which one the curve shows</source>
        <translation>Kennzahlen der Übereinstimmung des aktuellen Layers; Pfeiltasten wählen, welche die Kurve zeigt</translation>
    </message>
    <message>
        <source>Agreement with the mask</source>
        <translation>Übereinstimmung mit der Maske</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All as colours</source>
        <translation>Alle als Farben</translation>
    </message>
    <message>
        <source>All cases</source>
        <translation>Alle Fälle</translation>
    </message>
    <message>
        <source>All cases ({count})</source>
        <translation>Alle Fälle ({count})</translation>
    </message>
    <message>
        <source>All evidence is too weak to be seen</source>
        <translation>Alle Evidenz ist zu schwach, um sichtbar zu sein</translation>
    </message>
    <message>
        <source>All evidence lies below the threshold</source>
        <translation>Alle Evidenz liegt unter dem Schwellenwert</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>All have their strongest {share} in common on {observed} of the head; chance would give {chance}.</source>
        <translation>Ihre stärksten {share} haben alle auf {observed} des Kopfes gemeinsam; der Zufall ergäbe {chance}.</translation>
    </message>
    <message>
        <source>All keys and the mouse are as usual.</source>
        <translation>Alle Tasten und die Maus sind auf Standard.</translation>
    </message>
    <message>
        <source>All layers</source>
        <translation>Alle Layer</translation>
    </message>
    <message>
        <source>All of the slice, padded to a square</source>
        <translation>Die ganze Schicht, zum Quadrat ergänzt</translation>
    </message>
    <message>
        <source>All other series have no part in the network&apos;s decision.</source>
        <translation>Alle anderen Serien haben an der Entscheidung des Netzes keinen Anteil.</translation>
    </message>
    <message>
        <source>All other slices, in the background, the nearest first</source>
        <translation>Alle übrigen Schichten im Hintergrund, die nächsten zuerst</translation>
    </message>
    <message>
        <source>All overlays on or off</source>
        <translation>Alle Overlays ein/aus</translation>
    </message>
    <message>
        <source>All reasons ({count})</source>
        <translation>Alle Gründe ({count})</translation>
    </message>
    <message>
        <source>All series</source>
        <translation>Alle Serien</translation>
    </message>
    <message>
        <source>All slices get the same class with certainty: a wrong scale often looks like this.</source>
        <translation>Alle Schichten bekommen mit Gewissheit dieselbe Klasse: So sieht oft eine falsche Skala aus.</translation>
    </message>
    <message>
        <source>All views again</source>
        <translation>Wieder alle Ansichten</translation>
    </message>
    <message>
        <source>All {count} mark {seen} of the head (by chance {chance})</source>
        <translation>Alle {count} markieren {seen} des Kopfs (zufällig {chance})</translation>
    </message>
    <message>
        <source>Along columns</source>
        <translation>Entlang der Spalten</translation>
    </message>
    <message>
        <source>Along rows</source>
        <translation>Entlang der Zeilen</translation>
    </message>
    <message>
        <source>Also compare maps with networks that have random weights</source>
        <translation>Karten auch mit Netzen aus zufälligen Gewichten vergleichen</translation>
    </message>
    <message>
        <source>Always slice {number}</source>
        <translation>Immer Schicht {number}</translation>
    </message>
    <message>
        <source>Always {explanation}</source>
        <translation>Immer {explanation}</translation>
    </message>
    <message>
        <source>An action, a case, a method, a layer, or a slice&apos;s number</source>
        <translation>Ein Befehl, ein Fall, eine Methode, ein Layer oder die Nummer einer Schicht</translation>
    </message>
    <message>
        <source>An unexpected error; see the log.</source>
        <translation>Ein unerwarteter Fehler; siehe Protokoll.</translation>
    </message>
    <message>
        <source>Analyse the cases that come next while nothing else is done</source>
        <translation>Die nächsten Fälle analysieren, solange sonst nichts zu tun ist</translation>
    </message>
    <message>
        <source>Analysing case {number} of {count}</source>
        <translation>Fall {number} von {count} wird analysiert</translation>
    </message>
    <message>
        <source>Analysing slices</source>
        <translation>Schichten werden analysiert</translation>
    </message>
    <message>
        <source>Analysing this slice</source>
        <translation>Diese Schicht wird analysiert</translation>
    </message>
    <message>
        <source>Analysis</source>
        <translation>Analyse</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>Another patient</source>
        <translation>Ein anderer Patient</translation>
    </message>
    <message>
        <source>Another plane</source>
        <translation>Andere Ebene</translation>
    </message>
    <message>
        <source>Another study</source>
        <translation>Andere Untersuchung</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Answers are about the network in use, “{own}”, not about “{other}” beside it.</source>
        <translation>Die Antworten betreffen das verwendete Netz „{own}“, nicht „{other}“ daneben.</translation>
    </message>
    <message>
        <source>Answers are taken as soon as the case is shown.</source>
        <translation>Antworten werden angenommen, sobald der Fall zu sehen ist.</translation>
    </message>
    <message>
        <source>Answers to former questions stay in the project.</source>
        <translation>Antworten auf frühere Fragen bleiben im Projekt.</translation>
    </message>
    <message>
        <source>Any series</source>
        <translation>Beliebige Serie</translation>
    </message>
    <message>
        <source>Apache-2.0; the networks&apos; weights CC BY-NC-SA 4.0, as the data they were trained on</source>
        <translation>Apache-2.0; die Gewichte der Netze CC BY-NC-SA 4.0 wie die Daten, mit denen sie trainiert wurden</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>Area below the curve of deletion: small where what goes first matters.</source>
        <translation>Fläche unter der Löschkurve: klein, wo zählt, was zuerst weicht.</translation>
    </message>
    <message>
        <source>Area below the curve of insertion: large where what comes first matters.</source>
        <translation>Fläche unter der Einfügekurve: groß, wo zählt, was zuerst kommt.</translation>
    </message>
    <message>
        <source>Area below the softmax information curve: how soon the probability comes back as the blurred slice gets its detail back. A dash where the blurred slice is called the same.</source>
        <translation>Fläche unter der Softmax-Informationskurve: wie bald die Wahrscheinlichkeit wiederkehrt, wenn die weichgezeichnete Schicht ihre Einzelheiten zurückerhält. Ein Strich, wo die weichgezeichnete Schicht ebenso eingestuft wird.</translation>
    </message>
    <message>
        <source>Area under the ROC curve, sensitivity and specificity, of all readers their mean; with 95 % intervals over readers and cases.</source>
        <translation>Fläche unter der ROC-Kurve, Sensitivität und Spezifität, von allen Befundern ihr Mittel; mit 95-%-Intervallen über Befunder und Fälle.</translation>
    </message>
    <message>
        <source>Arm</source>
        <translation>Arm</translation>
    </message>
    <message>
        <source>As chosen for all views</source>
        <translation>Wie für alle Ansichten gewählt</translation>
    </message>
    <message>
        <source>As far as that memory goes; it stops as soon as you want anything.</source>
        <translation>Soweit dieser Speicher reicht; es hält an, sobald Sie etwas wollen.</translation>
    </message>
    <message>
        <source>As in most tools</source>
        <translation>Wie meist üblich</translation>
    </message>
    <message>
        <source>As it was written beside its weights:</source>
        <translation>Wie es neben seinen Gewichten geschrieben steht:</translation>
    </message>
    <message>
        <source>As listed</source>
        <translation>Wie in der Liste</translation>
    </message>
    <message>
        <source>As measured</source>
        <translation>Wie gemessen</translation>
    </message>
    <message>
        <source>As most tools draw it: late layers lie up to 16 pixels down and to the right</source>
        <translation>Wie die meisten Werkzeuge: Späte Layer liegen bis zu 16 Pixel weiter unten rechts</translation>
    </message>
    <message>
        <source>As the network gets it</source>
        <translation>Wie das Netz es bekommt</translation>
    </message>
    <message>
        <source>Ask again what a new project asks</source>
        <translation>Wieder fragen, was ein neues Projekt fragt</translation>
    </message>
    <message>
        <source>Ask this</source>
        <translation>Dies fragen</translation>
    </message>
    <message>
        <source>Asked about</source>
        <translation>Gefragt zu</translation>
    </message>
    <message>
        <source>Asked about case, slice, lesion or layer</source>
        <translation>Gefragt zu Fall, Schicht, Läsion oder Layer</translation>
    </message>
    <message>
        <source>Asked after KernelSHAP with the same settings, it takes no further pass.</source>
        <translation>Nach KernelSHAP mit denselben Einstellungen angefordert, braucht es keinen weiteren Durchlauf.</translation>
    </message>
    <message>
        <source>Asked after LIME with the same settings, it takes no further pass.</source>
        <translation>Nach LIME mit denselben Einstellungen angefordert, braucht es keinen weiteren Durchlauf.</translation>
    </message>
    <message>
        <source>At a random place in the head the mask would hold as much with a probability of p {p}.</source>
        <translation>An einem zufälligen Ort im Kopf enthielte die Maske ebenso viel mit einer Wahrscheinlichkeit von p {p}.</translation>
    </message>
    <message>
        <source>At a random place in the head the mask would hold as much with a probability of p {p}: this may be chance.</source>
        <translation>An einem zufälligen Ort im Kopf enthielte die Maske ebenso viel mit einer Wahrscheinlichkeit von p {p}: Das kann Zufall sein.</translation>
    </message>
    <message>
        <source>At an inner layer other paths may lead round it, so that its values need not add up.</source>
        <translation>An einem inneren Layer können andere Wege vorbeiführen, sodass sich seine Werte nicht aufsummieren müssen.</translation>
    </message>
    <message>
        <source>At most as many channels are silenced as the layer has; the others get no weight.</source>
        <translation>Höchstens so viele Kanäle werden stillgelegt, wie der Layer hat; die übrigen erhalten kein Gewicht.</translation>
    </message>
    <message>
        <source>At most as many channels are tried as the layer has; the others get no weight.</source>
        <translation>Höchstens so viele Kanäle werden geprüft, wie der Layer hat; die übrigen erhalten kein Gewicht.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>Automatic window</source>
        <translation>Automatische Fensterung</translation>
    </message>
    <message>
        <source>Ax</source>
        <translation>Ax</translation>
    </message>
    <message>
        <source>Axes run to</source>
        <translation>Achsen laufen nach</translation>
    </message>
    <message>
        <source>Axial</source>
        <translation>Axial</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back ({keys})</source>
        <translation>Zurück ({keys})</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>Rücktaste</translation>
    </message>
    <message>
        <source>Because of</source>
        <translation>Erkannt an</translation>
    </message>
    <message>
        <source>Becomes 0</source>
        <translation>Wird 0</translation>
    </message>
    <message>
        <source>Becomes 0 to 1</source>
        <translation>Wird 0 bis 1</translation>
    </message>
    <message>
        <source>Becomes 1</source>
        <translation>Wird 1</translation>
    </message>
    <message>
        <source>Begin or go on</source>
        <translation>Beginnen oder fortsetzen</translation>
    </message>
    <message>
        <source>Begin with the model&apos;s mask, or the clinician&apos;s where the model outlined nothing</source>
        <translation>Mit der Maske des Modells beginnen, oder der ärztlichen, wo das Modell nichts umrandet hat</translation>
    </message>
    <message>
        <source>Being compared with null models, slice by slice</source>
        <translation>Wird Schicht für Schicht mit Nullmodellen verglichen</translation>
    </message>
    <message>
        <source>Being computed</source>
        <translation>Wird berechnet</translation>
    </message>
    <message>
        <source>Beside it: the difference from the strongest null model, and p, the share of random places in the head at which the mask reaches as much.</source>
        <translation>Daneben: der Unterschied zum stärksten Nullmodell und p, der Anteil zufälliger Orte im Kopf, an denen die Maske ebenso viel erreicht.</translation>
    </message>
    <message>
        <source>Beside it: the difference from the strongest null model, and p, the share of random places in the head at which the mask reaches as much; q is p corrected for the number of layers.</source>
        <translation>Daneben: der Unterschied zum stärksten Nullmodell und p, der Anteil zufälliger Orte im Kopf, an denen die Maske ebenso viel erreicht; q ist p, für die Anzahl der Layer berichtigt.</translation>
    </message>
    <message>
        <source>Beside them</source>
        <translation>Daneben</translation>
    </message>
    <message>
        <source>Best for this layer ({method})</source>
        <translation>Beste für diesen Layer ({method})</translation>
    </message>
    <message>
        <source>Best for this layer: {method}; share of its map in masks {difference} above {null}.</source>
        <translation>Beste für diesen Layer: {method}; Anteil der Karte in Masken {difference} gegenüber {null}.</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>Blue-orange</source>
        <translation>Blau-Orange</translation>
    </message>
    <message>
        <source>Borders of the regions on or off</source>
        <translation>Grenzen der Regionen ein/aus</translation>
    </message>
    <message>
        <source>Both diameters are of the outline in the plane of the slice: an outline that is wrong is measured wrong.</source>
        <translation>Beide Durchmesser gelten der Kontur in der Ebene der Schicht: Eine falsche Kontur ergibt falsche Maße.</translation>
    </message>
    <message>
        <source>Both must be computed for this slice.</source>
        <translation>Beide müssen für diese Schicht berechnet sein.</translation>
    </message>
    <message>
        <source>Both signs in two colours</source>
        <translation>Beide Vorzeichen in zwei Farben</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Brush for marks</source>
        <translation>Pinsel für Markierungen</translation>
    </message>
    <message>
        <source>By Grad-CAM&apos;s rule a convolution before instance normalisation has no weights at all: its map is zero.</source>
        <translation>Nach der Regel von Grad-CAM hat eine Faltung vor einer Instanznormalisierung gar keine Gewichte: Ihre Karte ist null.</translation>
    </message>
    <message>
        <source>By chance: each marks as many pixels, at independent places.</source>
        <translation>Zufällig: Jede markiert ebenso viele Pixel, an unabhängigen Orten.</translation>
    </message>
    <message>
        <source>By how much does the logit fall when this place is covered?</source>
        <translation>Um wie viel sinkt das Logit, wenn diese Stelle verdeckt wird?</translation>
    </message>
    <message>
        <source>By how much would the logit change with a small change of this pixel?</source>
        <translation>Um wie viel änderte sich das Logit mit einer kleinen Änderung dieses Pixels?</translation>
    </message>
    <message>
        <source>By how much would the logit fall, to first order, if this pixel were the case&apos;s mean?</source>
        <translation>Um wie viel sänke das Logit, in erster Ordnung, wenn dieses Pixel der Mittelwert des Falls wäre?</translation>
    </message>
    <message>
        <source>By how much would the logit fall, to first order, without a position&apos;s activations?</source>
        <translation>Um wie viel sänke das Logit, in erster Ordnung, ohne die Aktivierungen einer Stelle?</translation>
    </message>
    <message>
        <source>By its own logits this slice is not called {label}: there is little to take away, and the curves tell nothing of the map.</source>
        <translation>Nach ihren eigenen Logits wird diese Schicht nicht als {label} eingestuft: Es ist wenig wegzunehmen, und die Kurven sagen nichts über die Karte.</translation>
    </message>
    <message>
        <source>By this code the message is known, whatever it names</source>
        <translation>Unter diesem Code ist die Meldung bekannt, was auch immer sie nennt</translation>
    </message>
    <message>
        <source>By this slice&apos;s own logits: with the clinician&apos;s mask filled in, {label} goes from {whole} to {without}{still}.</source>
        <translation>Nach den eigenen Logits dieser Schicht: Ist die ärztliche Maske ausgefüllt, geht {label} von {whole} auf {without}{still}.</translation>
    </message>
    <message>
        <source>By this slice&apos;s own logits: with the model&apos;s outline filled in, {label} goes from {whole} to {without}{still}.</source>
        <translation>Nach den eigenen Logits dieser Schicht: Ist die Kontur des Modells ausgefüllt, geht {label} von {whole} auf {without}{still}.</translation>
    </message>
    <message>
        <source>By which fraction does the map change at most when a little noise is added to the slice (max-sensitivity)?</source>
        <translation>Um welchen Anteil ändert sich die Karte höchstens, wenn der Schicht etwas Rauschen zugefügt wird (Max-Sensitivity)?</translation>
    </message>
    <message>
        <source>By which fraction does the map change at most when the slice is shifted by a pixel, and the map shifted back (max-sensitivity)?</source>
        <translation>Um welchen Anteil ändert sich die Karte höchstens, wenn die Schicht um ein Pixel verschoben wird und die Karte zurück (Max-Sensitivity)?</translation>
    </message>
    <message>
        <source>By which fraction does the map change when it is computed again?</source>
        <translation>Um welchen Anteil ändert sich die Karte, wenn sie noch einmal berechnet wird?</translation>
    </message>
    <message>
        <source>By which fraction of the logit&apos;s change does the map&apos;s sum miss it at most?</source>
        <translation>Um welchen Anteil verfehlt die Summe der Karte die Änderung des Logits höchstens?</translation>
    </message>
    <message>
        <source>CSV: a row for each case, slice, layer, method and score</source>
        <translation>CSV: eine Zeile je Fall, Schicht, Layer, Methode und Maß</translation>
    </message>
    <message>
        <source>CT, abdomen window: −160 to 240 HU</source>
        <translation>CT, Abdomenfenster: −160 bis 240 HU</translation>
    </message>
    <message>
        <source>CT, bone window: −500 to 1500 HU</source>
        <translation>CT, Knochenfenster: −500 bis 1500 HU</translation>
    </message>
    <message>
        <source>CT, brain window: 0 to 80 HU</source>
        <translation>CT, Hirnfenster: 0 bis 80 HU</translation>
    </message>
    <message>
        <source>CT, lung window: −1350 to 150 HU</source>
        <translation>CT, Lungenfenster: −1350 bis 150 HU</translation>
    </message>
    <message>
        <source>CT, subdural window: −50 to 200 HU</source>
        <translation>CT, Subduralfenster: −50 bis 200 HU</translation>
    </message>
    <message>
        <source>CUDA where there is some, else the processor</source>
        <translation>CUDA, wo vorhanden, sonst der Prozessor</translation>
    </message>
    <message>
        <source>Called rightly, but this map is no better than null models or lies outside the lesion.</source>
        <translation>Richtig beurteilt, doch ist diese Karte nicht besser als Nullmodelle oder liegt außerhalb der Läsion.</translation>
    </message>
    <message>
        <source>Called wrongly, although this map lies in the lesion.</source>
        <translation>Falsch beurteilt, obwohl diese Karte in der Läsion liegt.</translation>
    </message>
    <message>
        <source>Calls every output that has no name yet by its number</source>
        <translation>Benennt jede Ausgabe, die noch keinen Namen hat, nach ihrer Nummer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancel the case</source>
        <translation>Fall abbrechen</translation>
    </message>
    <message>
        <source>Cancel the sanity checks</source>
        <translation>Plausibilitätsprüfungen abbrechen</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>Abgebrochen; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>Cancelling, after the file that is being written…</source>
        <translation>Wird abgebrochen, nach der Datei, die gerade geschrieben wird …</translation>
    </message>
    <message>
        <source>Cannot be laid beside {sequence}: without positions both must have one size</source>
        <translation>Passt nicht zu {sequence}: Ohne Positionsangaben müssen beide gleich groß sein</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>Fall</translation>
    </message>
    <message>
        <source>Case {number}</source>
        <translation>Fall {number}</translation>
    </message>
    <message>
        <source>Case {number} of {count}</source>
        <translation>Fall {number} von {count}</translation>
    </message>
    <message>
        <source>Case {number} of {count}, {both} read by both</source>
        <translation>Fall {number} von {count}, {both} von beiden befundet</translation>
    </message>
    <message numerus="yes">
        <source>Case, %Ln slices: </source>
        <translation>
            <numerusform>Fall, %Ln Schicht: </numerusform>
            <numerusform>Fall, %Ln Schichten: </numerusform>
        </translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>Fälle</translation>
    </message>
    <message>
        <source>Cases opened last</source>
        <translation>Zuletzt geöffnete Fälle</translation>
    </message>
    <message>
        <source>Cases that are done ({count})</source>
        <translation>Erledigte Fälle ({count})</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>Zufall</translation>
    </message>
    <message>
        <source>Chance level: {value}</source>
        <translation>Zufallsniveau: {value}</translation>
    </message>
    <message>
        <source>Change keys and mouse</source>
        <translation>Tasten und Maus ändern</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
    <message>
        <source>Channel {number}</source>
        <translation>Kanal {number}</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>Channels of the layer; arrows choose one, Enter shows what activates it most</source>
        <translation>Kanäle des Layers; Pfeiltasten wählen einen, die Eingabetaste zeigt, was ihn am stärksten aktiviert</translation>
    </message>
    <message>
        <source>Channels of the picture</source>
        <translation>Kanäle des Bildes</translation>
    </message>
    <message>
        <source>Chapter</source>
        <translation>Kapitel</translation>
    </message>
    <message>
        <source>Chapters, or what was found</source>
        <translation>Kapitel oder Fundstellen</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Antworten zur Wahl</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Ordner wählen…</translation>
    </message>
    <message>
        <source>Choose a method of one pass over all layers to see the layers&apos; maps again.</source>
        <translation>Eine Methode mit einem Durchlauf über alle Layer wählen, um deren Karten wieder zu sehen.</translation>
    </message>
    <message>
        <source>Choose a preset or settings, then Compute: this slice is answered first, and refined on the screen. Whole case computes all other slices in the background.</source>
        <translation>Eine Voreinstellung oder Einstellungen wählen, dann „Berechnen“: Diese Schicht kommt zuerst und wird auf dem Schirm verfeinert. „Ganzer Fall“ berechnet alle übrigen Schichten im Hintergrund.</translation>
    </message>
    <message>
        <source>Choose a tool above the views and draw on the image. A click on a line shows its slice; the bin deletes what is chosen, and every step can be undone.</source>
        <translation>Über den Ansichten ein Werkzeug wählen und im Bild zeichnen. Ein Klick auf eine Zeile zeigt ihre Schicht; der Papierkorb löscht das Gewählte, und jeder Schritt lässt sich zurücknehmen.</translation>
    </message>
    <message>
        <source>Choose another study below</source>
        <translation>Unten eine andere Untersuchung wählen</translation>
    </message>
    <message>
        <source>Choose automatically</source>
        <translation>Automatisch wählen</translation>
    </message>
    <message>
        <source>Choose what your own program did: Keras&apos;s preprocess_input, or a division by 255 (nothing else).</source>
        <translation>Wählen Sie, was Ihr eigenes Programm tat: preprocess_input von Keras oder eine Division durch 255 (nichts weiter).</translation>
    </message>
    <message>
        <source>Choose what your own program got (.npz)</source>
        <translation>Wählen, was Ihr eigenes Programm erhielt (.npz)</translation>
    </message>
    <message>
        <source>Choose where: a folder that is made for it.</source>
        <translation>Wählen Sie, wohin: ein Ordner, der dafür angelegt wird.</translation>
    </message>
    <message>
        <source>Choose whose figures you want.</source>
        <translation>Wählen Sie, wessen Zahlen Sie wollen.</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Chosen per layer</source>
        <translation>Je Layer gewählt</translation>
    </message>
    <message>
        <source>Chosen per layer ({method})</source>
        <translation>Je Layer gewählt ({method})</translation>
    </message>
    <message>
        <source>Chosen: {file}</source>
        <translation>Gewählt: {file}</translation>
    </message>
    <message>
        <source>Cine: an animated PNG that runs through the slices</source>
        <translation>Cine: ein bewegtes PNG, das durch die Schichten läuft</translation>
    </message>
    <message>
        <source>Cividis</source>
        <translation>Cividis</translation>
    </message>
    <message>
        <source>Class probabilities; up and down choose the class that is explained</source>
        <translation>Wahrscheinlichkeiten der Klassen; Pfeil auf und ab wählen die Klasse, die erklärt wird</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Classifying without the lesion</source>
        <translation>Beurteilung ohne die Läsion</translation>
    </message>
    <message>
        <source>Click a case to open it; the field above finds one by its name. Patients&apos; names can be hidden.</source>
        <translation>Ein Klick öffnet einen Fall; das Feld darüber findet ihn am Namen. Patientennamen lassen sich verbergen.</translation>
    </message>
    <message>
        <source>Click a channel to see what activates it most.</source>
        <translation>Ein Klick auf einen Kanal zeigt, was ihn am stärksten aktiviert.</translation>
    </message>
    <message>
        <source>Click a point: its value stays on the image.</source>
        <translation>Einen Punkt anklicken: Sein Wert bleibt im Bild.</translation>
    </message>
    <message>
        <source>Click into a closed line of marks.</source>
        <translation>In eine geschlossene Linie von Markierungen klicken.</translation>
    </message>
    <message>
        <source>Click the image to choose the pixel.</source>
        <translation>Ein Klick ins Bild wählt das Pixel.</translation>
    </message>
    <message>
        <source>Clinician</source>
        <translation>Ärztlich</translation>
    </message>
    <message>
        <source>Clinician against model</source>
        <translation>Ärztlich gegen Modell</translation>
    </message>
    <message>
        <source>Clinician against model on or off</source>
        <translation>Ärztlich gegen Modell ein/aus</translation>
    </message>
    <message>
        <source>Clinician and model agree on the volume.</source>
        <translation>Ärztlicher Befund und Modell stimmen über das Volumen überein.</translation>
    </message>
    <message>
        <source>Clinician {number}</source>
        <translation>Ärztlich {number}</translation>
    </message>
    <message>
        <source>Clinician&apos;s area</source>
        <translation>Ärztl. Fläche</translation>
    </message>
    <message>
        <source>Clinician&apos;s lesion</source>
        <translation>Ärztliche Läsion</translation>
    </message>
    <message>
        <source>Clinician&apos;s mask</source>
        <translation>Ärztliche Maske</translation>
    </message>
    <message>
        <source>Clinician&apos;s mask on or off</source>
        <translation>Ärztliche Maske ein/aus</translation>
    </message>
    <message>
        <source>Clinician: no mask drawn</source>
        <translation>Ärztlich: keine Maske gezeichnet</translation>
    </message>
    <message>
        <source>Clinician: {area} px</source>
        <translation>Ärztlich: {area} px</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close message, tool, single view</source>
        <translation>Meldung, Werkzeug, Einzelansicht schließen</translation>
    </message>
    <message>
        <source>Close the comparison</source>
        <translation>Vergleich schließen</translation>
    </message>
    <message>
        <source>Close the form</source>
        <translation>Das Formular schließen</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>Programm beenden</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
    <message>
        <source>Coarse layers have few cells: those at the rim of the head count as air by their centres.</source>
        <translation>Grobe Layer haben wenige Zellen: Die am Rand des Kopfes zählen nach ihrer Mitte zur Luft.</translation>
    </message>
    <message>
        <source>Cohen&apos;s kappa</source>
        <translation>Cohens Kappa</translation>
    </message>
    <message>
        <source>Colour bar of the heat map</source>
        <translation>Farbskala der Heatmap</translation>
    </message>
    <message>
        <source>Colour is proportional to the map</source>
        <translation>Die Farbe ist proportional zur Karte</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Colours, opacity, threshold, smoothing, overlays and windows as they are at the first start.</source>
        <translation>Farben, Deckkraft, Schwelle, Glättung, Overlays und Fensterungen wie beim ersten Start.</translation>
    </message>
    <message>
        <source>Column {here}</source>
        <translation>Spalte {here}</translation>
    </message>
    <message>
        <source>Columns × rows × slices</source>
        <translation>Matrix × Schichten</translation>
    </message>
    <message>
        <source>Command palette: find anything by its name</source>
        <translation>Befehlspalette: alles per Namen finden</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Compare explanations side by side</source>
        <translation>Erklärungen nebeneinander vergleichen</translation>
    </message>
    <message>
        <source>Compare the maps with chance and with null models, which takes longer</source>
        <translation>Die Karten mit Zufall und Nullmodellen vergleichen (dauert länger)</translation>
    </message>
    <message>
        <source>Compare the pictures with those of the network&apos;s training. Slices are shown with the front at the top and the patient&apos;s right on the left; where those of the training lie otherwise, say how. Maps and outlines come back onto the slices as they are shown.</source>
        <translation>Vergleichen Sie die Bilder mit denen, an denen das Netz trainiert wurde. Schichten werden mit vorn oben und der rechten Seite des Patienten links angezeigt; lagen die des Trainings anders, geben Sie an, wie. Karten und Konturen kommen auf die Schichten zurück, wie sie angezeigt werden.</translation>
    </message>
    <message>
        <source>Compare with it</source>
        <translation>Damit vergleichen</translation>
    </message>
    <message>
        <source>Compare with no other network</source>
        <translation>Mit keinem anderen Netz vergleichen</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>Verglichen</translation>
    </message>
    <message>
        <source>Compared is “{class_a}” with “{class_b}” of {network}.</source>
        <translation>Verglichen wird „{class_a}“ mit „{class_b}“ von {network}.</translation>
    </message>
    <message>
        <source>Compared when the analysis is done.</source>
        <translation>Wird verglichen, wenn die Analyse fertig ist.</translation>
    </message>
    <message>
        <source>Comparing the case with null models</source>
        <translation>Der Fall wird mit Nullmodellen verglichen</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Vergleich läuft…</translation>
    </message>
    <message>
        <source>Complete on linear networks alone: the gap tells how far this one is from it.</source>
        <translation>Vollständig nur bei linearen Netzen: Die Abweichung sagt, wie weit dieses davon entfernt ist.</translation>
    </message>
    <message>
        <source>Complete where the network is piecewise linear, as with ReLUs; elsewhere the gap tells.</source>
        <translation>Vollständig, wo das Netz stückweise linear ist, wie mit ReLUs; anderswo sagt es die Abweichung.</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>Berechnen</translation>
    </message>
    <message>
        <source>Compute curves</source>
        <translation>Kurven berechnen</translation>
    </message>
    <message>
        <source>Compute the chosen method on this slice, or stop</source>
        <translation>Die gewählte Methode an dieser Schicht berechnen, oder anhalten</translation>
    </message>
    <message>
        <source>Compute {explanation} for this slice</source>
        <translation>{explanation} für diese Schicht berechnen</translation>
    </message>
    <message>
        <source>Computed for this slice</source>
        <translation>Für diese Schicht berechnet</translation>
    </message>
    <message>
        <source>Computing</source>
        <translation>Berechnung</translation>
    </message>
    <message>
        <source>Computing heat maps</source>
        <translation>Heatmaps werden berechnet</translation>
    </message>
    <message>
        <source>Computing, with a thousand resamples…</source>
        <translation>Wird berechnet, mit tausend Stichproben…</translation>
    </message>
    <message>
        <source>Consensus</source>
        <translation>Konsens</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>Kontaktbogen</translation>
    </message>
    <message>
        <source>Contact sheet of the layers</source>
        <translation>Kontaktbogen der Layer</translation>
    </message>
    <message>
        <source>Contact sheet of the slices</source>
        <translation>Kontaktbogen der Schichten</translation>
    </message>
    <message>
        <source>Contact sheet; arrows move through it, Enter goes there</source>
        <translation>Kontaktbogen; Pfeile bewegen sich darin, die Eingabetaste geht dorthin</translation>
    </message>
    <message>
        <source>Contour lines around 50 and 80 % of the map&apos;s sum</source>
        <translation>Konturlinien um 50 und 80 % der Summe der Karte</translation>
    </message>
    <message>
        <source>Contours</source>
        <translation>Konturen</translation>
    </message>
    <message>
        <source>Contours of one structure of {name} overlap in part; they were united.</source>
        <translation>Konturen einer Struktur von {name} überlappen sich teilweise; sie wurden vereinigt.</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Contrast changes the colours: they are no longer proportional to the map.</source>
        <translation>Der Kontrast verändert die Farben: Sie sind nicht mehr proportional zur Karte.</translation>
    </message>
    <message>
        <source>Contrast-limited adaptive histogram equalisation (CLAHE)</source>
        <translation>Kontrastbegrenzte adaptive Histogrammangleichung (CLAHE)</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>Faltung</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>Alles kopieren</translation>
    </message>
    <message>
        <source>Copy all measurements as text</source>
        <translation>Alle Messungen als Text kopieren</translation>
    </message>
    <message>
        <source>Copy line</source>
        <translation>Zeile kopieren</translation>
    </message>
    <message>
        <source>Copy the view</source>
        <translation>Ansicht kopieren</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>Cor</source>
        <translation>Kor</translation>
    </message>
    <message>
        <source>Coronal</source>
        <translation>Koronar</translation>
    </message>
    <message>
        <source>Correlation</source>
        <translation>Korrelation</translation>
    </message>
    <message>
        <source>Could not be opened</source>
        <translation>Konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Ctrl + click a layer</source>
        <translation>Strg + Klick</translation>
    </message>
    <message>
        <source>Ctrl + left drag</source>
        <translation>Strg + links ziehen</translation>
    </message>
    <message>
        <source>Ctrl + wheel</source>
        <translation>Strg + Mausrad</translation>
    </message>
    <message>
        <source>DICOM Blending Presentation State: the map over the images</source>
        <translation>DICOM Blending Presentation State: die Karte über den Bildern</translation>
    </message>
    <message>
        <source>DICOM Parametric Map: every map on its own grid</source>
        <translation>DICOM Parametric Map: jede Karte auf ihrem eigenen Raster</translation>
    </message>
    <message>
        <source>DICOM Presentation State: the window</source>
        <translation>DICOM Presentation State: die Fensterung</translation>
    </message>
    <message>
        <source>DICOM Secondary Capture: pictures</source>
        <translation>DICOM Secondary Capture: Bilder</translation>
    </message>
    <message>
        <source>DICOM Segmentation: outlines and marks</source>
        <translation>DICOM Segmentation: Konturen und Markierungen</translation>
    </message>
    <message>
        <source>DICOM Structured Report: figures and verdict</source>
        <translation>DICOM Structured Report: Zahlen und Urteil</translation>
    </message>
    <message>
        <source>DICOM objects refer to de-identified images, which only those have who get them too: add the form “source”.</source>
        <translation>DICOM-Objekte verweisen auf de-identifizierte Bilder, die nur hat, wer sie auch bekommt: Nehmen Sie die Form „source“ hinzu.</translation>
    </message>
    <message>
        <source>DICOM or NIfTI images</source>
        <translation>Bilder in DICOM oder NIfTI</translation>
    </message>
    <message>
        <source>DICOM tags attributes metadata</source>
        <translation>DICOM Tags Attribute Metadaten</translation>
    </message>
    <message>
        <source>DICOM, also zipped; NIfTI; TIFF or PNG slices; with the clinician&apos;s masks.</source>
        <translation>DICOM, auch gezippt; NIfTI; Schichten als TIFF oder PNG; mit den ärztlichen Masken.</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Date of the study</source>
        <translation>Datum der Untersuchung</translation>
    </message>
    <message>
        <source>De-identify: pseudonyms, shifted dates, no names in file names</source>
        <translation>De-identifizieren: Pseudonyme, verschobene Daten, keine Namen in Dateinamen</translation>
    </message>
    <message>
        <source>Decide between two readers</source>
        <translation>Zwischen zwei Befundern entscheiden</translation>
    </message>
    <message>
        <source>Decide between two readers…</source>
        <translation>Zwischen zwei Befundern entscheiden…</translation>
    </message>
    <message>
        <source>Decided by {name}: {answer}.</source>
        <translation>Entschieden von {name}: {answer}.</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Default ({method})</source>
        <translation>Standard ({method})</translation>
    </message>
    <message>
        <source>Default in this layer ({method})</source>
        <translation>Layer-Standard ({method})</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Delete what is chosen</source>
        <translation>Gewähltes löschen</translation>
    </message>
    <message>
        <source>Delete {name}</source>
        <translation>{name} löschen</translation>
    </message>
    <message>
        <source>Deletion and insertion curves</source>
        <translation>Lösch- und Einfügekurven</translation>
    </message>
    <message>
        <source>Deletion: strongest pixels removed first</source>
        <translation>Löschen: stärkste Pixel zuerst entfernt</translation>
    </message>
    <message>
        <source>Depth, pixels</source>
        <translation>Tiefe, Pixel</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>Streuung</translation>
    </message>
    <message>
        <source>Diameters</source>
        <translation>Durchmesser</translation>
    </message>
    <message>
        <source>Diameters: the longest in the plane of the slice and the longest at right angles to it, as RANO measures. Prob.: the mean of the model&apos;s probability over what it outlined. Map: the share of the positive evidence of the map shown, over all slices, that lies in the lesion.</source>
        <translation>Durchmesser: der längste in der Ebene der Schicht und der längste senkrecht dazu, wie RANO misst. Wahrsch.: der Mittelwert der Wahrscheinlichkeit des Modells über das, was es umrandet hat. Karte: der Anteil der positiven Evidenz der gezeigten Karte, über alle Schichten, der in der Läsion liegt.</translation>
    </message>
    <message>
        <source>Dice</source>
        <translation>Dice</translation>
    </message>
    <message>
        <source>Dice at Otsu&apos;s threshold</source>
        <translation>Dice an Otsus Schwelle</translation>
    </message>
    <message>
        <source>Dice of marks</source>
        <translation>Dice der Markierungen</translation>
    </message>
    <message>
        <source>Dice of outline and mask</source>
        <translation>Dice von Kontur und Maske</translation>
    </message>
    <message>
        <source>Dice {value}</source>
        <translation>Dice {value}</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Differenz</translation>
    </message>
    <message>
        <source>Difference shows where one marks more than the other, Consensus the share of them that mark a place. Explanations that give the same map count once; beside every share stands what chance would give.</source>
        <translation>„Differenz“ zeigt, wo die eine mehr markiert als die andere, „Konsens“, welcher Anteil eine Stelle markiert. Erklärungen mit derselben Karte zählen einmal; neben jedem Anteil steht, was der Zufall ergäbe.</translation>
    </message>
    <message>
        <source>Differences of the areas by Obuchowski and Rockette, readers and cases random.</source>
        <translation>Unterschiede der Flächen nach Obuchowski und Rockette, Befunder und Fälle zufällig.</translation>
    </message>
    <message>
        <source>Digits answer the current question; comma and full stop step through the questions. An answer is saved at once, with what was on the screen; a later one stands beside it and never overwrites it.</source>
        <translation>Ziffern beantworten die aktuelle Frage; Komma und Punkt wechseln die Frage. Eine Antwort ist sofort gespeichert, mit dem, was auf dem Bildschirm war; eine spätere tritt daneben und überschreibt sie nie.</translation>
    </message>
    <message>
        <source>Digits answer, comma and full stop step through the questions, Return goes on.</source>
        <translation>Ziffern antworten, Komma und Punkt wechseln die Frage, die Eingabetaste geht weiter.</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Display only: scores and exports use the unsmoothed map</source>
        <translation>Nur Darstellung: Kennzahlen und Exporte verwenden die ungeglättete Karte</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Strecke</translation>
    </message>
    <message>
        <source>Do not link</source>
        <translation>Nicht verknüpfen</translation>
    </message>
    <message>
        <source>Does the marked place matter?</source>
        <translation>Zählt der markierte Ort?</translation>
    </message>
    <message>
        <source>Does the network attend to the lesion?</source>
        <translation>Achtet das Netz auf die Läsion?</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Double-click</source>
        <translation>Doppelklick</translation>
    </message>
    <message>
        <source>Double-click, Enter, or drag it into a view</source>
        <translation>Doppelklick, Eingabetaste oder in eine Ansicht ziehen</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Drag a series here from the list on the left, or choose one by the arrow above</source>
        <translation>Ziehen Sie eine Serie aus der Liste links hierher, oder wählen Sie eine über den Pfeil oben</translation>
    </message>
    <message>
        <source>Drag from corner to corner.</source>
        <translation>Von Ecke zu Ecke ziehen.</translation>
    </message>
    <message>
        <source>Drag from one end to the other.</source>
        <translation>Von einem Ende zum anderen ziehen.</translation>
    </message>
    <message>
        <source>Drag one leg to the vertex, then click the end of the other.</source>
        <translation>Einen Schenkel zum Scheitel ziehen, dann das Ende des anderen anklicken.</translation>
    </message>
    <message>
        <source>Drag the box around it.</source>
        <translation>Das Rechteck darum aufziehen.</translation>
    </message>
    <message>
        <source>Draw around the region; it closes by itself.</source>
        <translation>Die Region umfahren; sie schließt sich von selbst.</translation>
    </message>
    <message>
        <source>Drawn as</source>
        <translation>Gezeichnet als</translation>
    </message>
    <message>
        <source>Drop a patient, a study or a folder of many here</source>
        <translation>Patient, Untersuchung oder Ordner mit vielen hier ablegen</translation>
    </message>
    <message>
        <source>Drop files or a folder</source>
        <translation>Dateien ablegen</translation>
    </message>
    <message>
        <source>Each by itself</source>
        <translation>Jede für sich</translation>
    </message>
    <message>
        <source>Each cell at the centre of its receptive field: its true position in the image</source>
        <translation>Jede Zelle in der Mitte ihres rezeptiven Felds: ihr wahrer Ort im Bild</translation>
    </message>
    <message>
        <source>Each layer has a scale of its own: the colour bar below is that of the layer shown.</source>
        <translation>Jeder Layer hat seine eigene Skala: Die Farbskala unten ist die des gezeigten Layers.</translation>
    </message>
    <message>
        <source>Each place in the colour of its value</source>
        <translation>Jeder Ort in der Farbe seines Werts</translation>
    </message>
    <message>
        <source>Each sequence&apos;s mean: a flat grey that no scan shows.</source>
        <translation>Der Mittelwert jeder Sequenz: ein flaches Grau, das keine Aufnahme zeigt.</translation>
    </message>
    <message>
        <source>Each slice from its darkest to its brightest</source>
        <translation>Jede Schicht vom Dunkelsten zum Hellsten</translation>
    </message>
    <message>
        <source>Each slice to mean 0, deviation 1</source>
        <translation>Jede Schicht auf Mittel 0, Streuung 1</translation>
    </message>
    <message>
        <source>Earlier: {answers}</source>
        <translation>Früher: {answers}</translation>
    </message>
    <message>
        <source>Ellipse</source>
        <translation>Ellipse</translation>
    </message>
    <message>
        <source>Ember</source>
        <translation>Glut</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Equal numbers of threads give equal results, to the last bit.</source>
        <translation>Gleich viele Threads ergeben gleiche Ergebnisse, bis aufs letzte Bit.</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>Radierer</translation>
    </message>
    <message>
        <source>Even with nothing of the head left the network calls this slice {label}: the curves tell nothing of the map. Choose another way of taking away.</source>
        <translation>Selbst wenn vom Kopf nichts bleibt, stuft das Netz diese Schicht als {label} ein: Die Kurven sagen nichts über die Karte. Eine andere Art des Wegnehmens wählen.</translation>
    </message>
    <message>
        <source>Every case that was found, and how far it is analysed: a hollow ring waits, a half disc has begun, a full disc is done, a cross could not be opened.</source>
        <translation>Jeder gefundene Fall und wie weit er analysiert ist: Leerer Ring: wartet; halber Kreis: begonnen; voller Kreis: fertig; Kreuz: konnte nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>Every layer of the network</source>
        <translation>Jeder Layer des Netzes</translation>
    </message>
    <message>
        <source>Every network of the package looks at each slice and its mirror image</source>
        <translation>Jedes Netz des Pakets betrachtet jede Schicht und ihr Spiegelbild</translation>
    </message>
    <message>
        <source>Every other case is done.</source>
        <translation>Alle anderen Fälle sind erledigt.</translation>
    </message>
    <message>
        <source>Every picture states another frame of reference, as some anonymisers leave it: taken as one.</source>
        <translation>Jedes Bild nennt ein anderes Bezugssystem, wie es nach mancher Anonymisierung der Fall ist: Sie gelten als eines.</translation>
    </message>
    <message>
        <source>Every series of the open study, with its plane and its number of slices.</source>
        <translation>Jede Serie der geöffneten Untersuchung, mit Schnittebene und Anzahl der Schichten.</translation>
    </message>
    <message>
        <source>Every slice is outlined, also those without a finding: the dearest, and more false outlines.</source>
        <translation>Jede Schicht wird umrandet, auch ohne Befund: am teuersten, und mehr falsche Konturen.</translation>
    </message>
    <message>
        <source>Every slice of {which} was scaled by itself: how bright slices are beside each other is lost, so decisions are less sure; give the images as acquired.</source>
        <translation>Jede Schicht von {which} wurde für sich skaliert: Wie hell Schichten im Vergleich sind, ist verloren, Entscheidungen sind also weniger sicher; die Bilder wie aufgenommen verwenden.</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Everything outside the head has one and the same value; {verb} unaltered air.</source>
        <translation>Alles außerhalb des Kopfes hat ein und denselben Wert; {verb} unveränderter Luft.</translation>
    </message>
    <message>
        <source>Everything that the program can do works on it: layers, methods, agreement, review, export. How far its maps and probabilities can be trusted was not measured, and the window says so.</source>
        <translation>Alles, was das Programm kann, geht auch mit ihm: Layer, Methoden, Übereinstimmung, Beurteilung, Export. Wie weit seinen Karten und Wahrscheinlichkeiten zu trauen ist, wurde nicht gemessen, und das Fenster sagt es.</translation>
    </message>
    <message>
        <source>Everything that was measured on this case.</source>
        <translation>Alles, was an diesem Fall gemessen wurde.</translation>
    </message>
    <message>
        <source>Everywhere, and with the same result to the last bit on machines of one kind</source>
        <translation>Überall, auf Rechnern einer Bauart mit gleichem Ergebnis bis aufs letzte Bit</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>Evidenz</translation>
    </message>
    <message>
        <source>Evidence: logit per cell</source>
        <translation>Evidenz: Logit je Zelle</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>Genau</translation>
    </message>
    <message>
        <source>Exact, for up to four sequences.</source>
        <translation>Exakt, für bis zu vier Sequenzen.</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Erklärung</translation>
    </message>
    <message>
        <source>Explanation {letter}</source>
        <translation>Erklärung {letter}</translation>
    </message>
    <message>
        <source>Explanations side by side</source>
        <translation>Erklärungen nebeneinander</translation>
    </message>
    <message>
        <source>Explanations that agree may be wrong together.</source>
        <translation>Erklärungen, die übereinstimmen, können gemeinsam falsch sein.</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Export computed explanations to a folder</source>
        <translation>Berechnete Erklärungen in einen Ordner exportieren</translation>
    </message>
    <message>
        <source>Export the case</source>
        <translation>Den Fall exportieren</translation>
    </message>
    <message>
        <source>Exported is the network in use, “{own}”, and not “{other}” beside it.</source>
        <translation>Exportiert wird das verwendete Netz „{own}“, nicht „{other}“ daneben.</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>FLAIR and T1 + contrast</source>
        <translation>FLAIR und T1 + contrast</translation>
    </message>
    <message>
        <source>FLAIR cannot be left out: the networks see it in place of others; name a series for it.</source>
        <translation>FLAIR kann nicht weggelassen werden: Die Netze sehen es anstelle anderer; wählen Sie eine Serie dafür.</translation>
    </message>
    <message>
        <source>Fewer than two are computed for this slice</source>
        <translation>Für diese Schicht sind weniger als zwei berechnet</translation>
    </message>
    <message>
        <source>Figure for a paper: 300 dpi, scale bar, colour bar, caption</source>
        <translation>Abbildung für eine Arbeit: 300 dpi, Maßstab, Farbleiste, Legende</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Figures of a study or a project</source>
        <translation>Zahlen einer Studie oder eines Projekts</translation>
    </message>
    <message>
        <source>Figures…</source>
        <translation>Zahlen…</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Files, exports and reviews stay.</source>
        <translation>Dateien, Exporte und Begutachtungen bleiben.</translation>
    </message>
    <message>
        <source>Files…</source>
        <translation>Dateien…</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllen</translation>
    </message>
    <message>
        <source>Fill a closed line of marks</source>
        <translation>Geschlossene Linie von Markierungen füllen</translation>
    </message>
    <message>
        <source>Fill the slices between those that are painted from their outlines</source>
        <translation>Die Schichten zwischen den bemalten aus deren Konturen füllen</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Erste</translation>
    </message>
    <message>
        <source>First of the two</source>
        <translation>Erste der beiden</translation>
    </message>
    <message>
        <source>First reader</source>
        <translation>Erster Befunder</translation>
    </message>
    <message>
        <source>First slice</source>
        <translation>Erste Schicht</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassung</translation>
    </message>
    <message>
        <source>Flag the case, or take the flag off</source>
        <translation>Den Fall kennzeichnen, oder das Kennzeichen entfernen</translation>
    </message>
    <message>
        <source>Flagged</source>
        <translation>Gekennzeichnet</translation>
    </message>
    <message>
        <source>Flagged cases ({count})</source>
        <translation>Gekennzeichnete Fälle ({count})</translation>
    </message>
    <message>
        <source>Fleiss&apos; kappa</source>
        <translation>Fleiss&apos; Kappa</translation>
    </message>
    <message>
        <source>Flip left and right</source>
        <translation>Links und rechts spiegeln</translation>
    </message>
    <message>
        <source>Flip top and bottom</source>
        <translation>Oben und unten spiegeln</translation>
    </message>
    <message>
        <source>Flipped left to right</source>
        <translation>Links-rechts gespiegelt</translation>
    </message>
    <message>
        <source>Flipped left to right and top to bottom</source>
        <translation>Links-rechts und oben-unten gespiegelt</translation>
    </message>
    <message>
        <source>Flipped top to bottom</source>
        <translation>Oben-unten gespiegelt</translation>
    </message>
    <message>
        <source>Fold the series away, or show them</source>
        <translation>Serien ein- oder ausklappen</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Folder…</source>
        <translation>Ordner…</translation>
    </message>
    <message>
        <source>Followed wrong advice</source>
        <translation>Falschem Rat gefolgt</translation>
    </message>
    <message>
        <source>Follows after the curves.</source>
        <translation>Folgt nach den Kurven.</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Dafür</translation>
    </message>
    <message>
        <source>For and against</source>
        <translation>Für und wider</translation>
    </message>
    <message>
        <source>For networks that end in the mean over positions and one linear layer.</source>
        <translation>Für Netze, die mit dem Mittel über die Stellen und einem linearen Layer enden.</translation>
    </message>
    <message>
        <source>For networks with ReLUs: no others can be guided.</source>
        <translation>Für Netze mit ReLUs: Andere lassen sich nicht führen.</translation>
    </message>
    <message>
        <source>For the cases you came from, and those you come to next, which are read ahead. The rest is forgotten.</source>
        <translation>Für die Fälle, von denen Sie kommen, und die nächsten, die im Voraus gelesen werden. Der Rest wird vergessen.</translation>
    </message>
    <message>
        <source>Forget all preferences and everything the window remembers?</source>
        <translation>Alle Einstellungen und alles vergessen, was das Fenster sich merkt?</translation>
    </message>
    <message>
        <source>Forget these</source>
        <translation>Diese vergessen</translation>
    </message>
    <message>
        <source>Forward ({keys})</source>
        <translation>Vor ({keys})</translation>
    </message>
    <message>
        <source>Four views</source>
        <translation>Vier Ansichten</translation>
    </message>
    <message>
        <source>Freehand</source>
        <translation>Freihand</translation>
    </message>
    <message>
        <source>Freehand region</source>
        <translation>Freihandregion</translation>
    </message>
    <message>
        <source>From now on asked: {name}</source>
        <translation>Ab jetzt gefragt: {name}</translation>
    </message>
    <message>
        <source>From now on asked: {name}. The network beside it is no longer compared.</source>
        <translation>Von jetzt an gefragt: {name}. Mit dem Netz daneben wird nicht mehr verglichen.</translation>
    </message>
    <message>
        <source>From now on outlined by: {name}</source>
        <translation>Von nun an umrandet: {name}</translation>
    </message>
    <message>
        <source>From stored values to the network&apos;s</source>
        <translation>Von den gespeicherten Werten zu denen des Netzes</translation>
    </message>
    <message>
        <source>From the audit</source>
        <translation>Aus dem Audit</translation>
    </message>
    <message>
        <source>From the next start on: the networks that are loaded stay where they are.</source>
        <translation>Ab dem nächsten Start: Geladene Netze bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>From their neighbours, with a little noise: no shape is left. Slow.</source>
        <translation>Aus ihren Nachbarn, mit etwas Rauschen: Keine Form bleibt zurück. Langsam.</translation>
    </message>
    <message>
        <source>From what surrounds them: bright edges are carried inwards.</source>
        <translation>Aus dem, was sie umgibt: Helle Ränder werden nach innen getragen.</translation>
    </message>
    <message>
        <source>From, to</source>
        <translation>Von, bis</translation>
    </message>
    <message>
        <source>Full colour</source>
        <translation>Volle Farbe</translation>
    </message>
    <message>
        <source>Full colour is that of the case, so that slices can be compared</source>
        <translation>Volle Farbe ist die des Falls, damit Schichten vergleichbar sind</translation>
    </message>
    <message>
        <source>Full colour is that of this slice: a slice without a lesion looks as hot as any</source>
        <translation>Volle Farbe ist die dieser Schicht: Eine Schicht ohne Läsion sieht so auffällig aus wie jede</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Fuse it with the layers shown</source>
        <translation>Mit den gezeigten Layern fusionieren</translation>
    </message>
    <message>
        <source>Fusion</source>
        <translation>Fusion</translation>
    </message>
    <message>
        <source>GIF: the same in 256 colours, for slides</source>
        <translation>GIF: dasselbe in 256 Farben, für Folien</translation>
    </message>
    <message>
        <source>Give it its usual keys again</source>
        <translation>Auf Standardtasten zurücksetzen</translation>
    </message>
    <message>
        <source>Give the network a name.</source>
        <translation>Geben Sie dem Netz einen Namen.</translation>
    </message>
    <message>
        <source>Give two numbers, the lower one first.</source>
        <translation>Geben Sie zwei Zahlen an, die kleinere zuerst.</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Go on (Return)</source>
        <translation>Weiter (Eingabetaste)</translation>
    </message>
    <message>
        <source>Golden output</source>
        <translation>Golden Output</translation>
    </message>
    <message>
        <source>Grad-CAM saliency attention explanation</source>
        <translation>Grad-CAM Saliency Aufmerksamkeit Erklärung</translation>
    </message>
    <message>
        <source>Guided methods fail the sanity check of Adebayo 2018: a network of random weights gives nearly the same picture. They show edges of the slice, not what decided.</source>
        <translation>Geführte Methoden bestehen die Plausibilitätsprüfung von Adebayo 2018 nicht: Ein Netz mit Zufallsgewichten gibt fast dasselbe Bild. Sie zeigen Kanten der Schicht, nicht, was entschieden hat.</translation>
    </message>
    <message>
        <source>HTML: one page about all cases, to read and to print</source>
        <translation>HTML: eine Seite über alle Fälle, zum Lesen und Drucken</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Header of the file</source>
        <translation>Header der Datei</translation>
    </message>
    <message>
        <source>Header of the file shown</source>
        <translation>Header der gezeigten Datei</translation>
    </message>
    <message>
        <source>Heat for the finding is pale on slices that the network calls negative</source>
        <translation>Die Heatmap des Befunds ist blass auf Schichten, die das Netz negativ beurteilt</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>Heat map less transparent</source>
        <translation>Heatmap deckender</translation>
    </message>
    <message>
        <source>Heat map more transparent</source>
        <translation>Heatmap durchsichtiger</translation>
    </message>
    <message>
        <source>Heat map on or off</source>
        <translation>Heatmap ein/aus</translation>
    </message>
    <message>
        <source>Heat map switched off</source>
        <translation>Heatmap ausgeschaltet</translation>
    </message>
    <message>
        <source>Heat without a lesion: not known, as no lesion slice has heat in this layer.</source>
        <translation>Heatmap ohne Läsion: nicht bekannt, da die Heatmap in diesem Layer auf keiner Läsionsschicht etwas zeigt.</translation>
    </message>
    <message>
        <source>Heat without a lesion: peak {peak} of that on lesion slices; {marked} of the head marked.</source>
        <translation>Heatmap ohne Läsion: Maximum {peak} von dem auf Läsionsschichten; {marked} des Kopfes markiert.</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Highest agreement ({method})</source>
        <translation>Höchste Übereinstimmung ({method})</translation>
    </message>
    <message>
        <source>Highest agreement: {method}, {mass} of its map in masks; not compared with null models.</source>
        <translation>Höchste Übereinstimmung: {method}, {mass} der Karte in Masken; nicht mit Nullmodellen verglichen.</translation>
    </message>
    <message>
        <source>Holds no picture</source>
        <translation>Enthält kein Bild</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Pos1</translation>
    </message>
    <message>
        <source>How confident are you?</source>
        <translation>Wie sicher sind Sie?</translation>
    </message>
    <message>
        <source>How difficult is the case?</source>
        <translation>Wie schwierig ist der Fall?</translation>
    </message>
    <message>
        <source>How do the pixels and the biases of all layers add up to the logit?</source>
        <translation>Wie summieren sich die Pixel und die Bias-Werte aller Layer zum Logit?</translation>
    </message>
    <message>
        <source>How far the export is</source>
        <translation>Wie weit der Export ist</translation>
    </message>
    <message>
        <source>How far the maps of the slice shown agree with its mask</source>
        <translation>Wie weit die Karten der gezeigten Schicht mit ihrer Maske übereinstimmen</translation>
    </message>
    <message>
        <source>How far the readers of the open project agree</source>
        <translation>Wie weit die Befunder des offenen Projekts übereinstimmen</translation>
    </message>
    <message>
        <source>How far this network&apos;s maps and probabilities can be trusted was not measured: xaiviewer model measure does it.</source>
        <translation>Wie weit den Karten und Wahrscheinlichkeiten dieses Netzes zu trauen ist, wurde nicht gemessen: xaiviewer model measure misst es.</translation>
    </message>
    <message>
        <source>How far this segmenter&apos;s outlines can be trusted was not measured.</source>
        <translation>Wie weit den Konturen dieses Segmentierers zu trauen ist, wurde nicht gemessen.</translation>
    </message>
    <message>
        <source>How its values are read is shown once it is used.</source>
        <translation>Wie ihre Werte gelesen werden, steht hier, sobald sie verwendet wird.</translation>
    </message>
    <message>
        <source>How much higher is the logit on average when this place is seen, whatever else is?</source>
        <translation>Um wie viel höher ist das Logit im Mittel, wenn diese Stelle zu sehen ist, was auch immer sonst?</translation>
    </message>
    <message>
        <source>How often a pixel of the head inside the mask is stronger than one outside of it, ties counting half; one half is chance.</source>
        <translation>Wie oft ein Pixel des Kopfes in der Maske stärker ist als eines außerhalb, Gleichstand zählt halb; ein Halb ist Zufall.</translation>
    </message>
    <message>
        <source>How often each reader gave which answer.</source>
        <translation>Wie oft jeder Befunder welche Antwort gab.</translation>
    </message>
    <message>
        <source>How often readers took over what the network said wrongly, and turned down what it said rightly.</source>
        <translation>Wie oft Befunder übernahmen, was das Netz falsch sagte, und ablehnten, was es richtig sagte.</translation>
    </message>
    <message>
        <source>How similar is the map (rank correlation, sign ignored) when all layers behind its own have random weights?</source>
        <translation>Wie ähnlich ist die Karte (Rangkorrelation ohne Vorzeichen), wenn alle Layer hinter dem eigenen zufällige Gewichte haben?</translation>
    </message>
    <message>
        <source>How similar is the map of another class (rank correlation)? The opposite map is as dissimilar as can be.</source>
        <translation>Wie ähnlich ist die Karte einer anderen Klasse (Rangkorrelation)? Die gegenteilige Karte ist so unähnlich wie möglich.</translation>
    </message>
    <message>
        <source>How similar is the map on average (rank correlation, sign ignored) when one part of the network behind its layer has random weights, and all others their own?</source>
        <translation>Wie ähnlich ist die Karte im Mittel (Rangkorrelation ohne Vorzeichen), wenn ein Teil des Netzes hinter ihrem Layer zufällige Gewichte hat und alle anderen die eigenen?</translation>
    </message>
    <message>
        <source>How similar is the map&apos;s structure (SSIM) when all layers behind its own have random weights?</source>
        <translation>Wie ähnlich ist die Struktur der Karte (SSIM), wenn alle Layer hinter dem eigenen zufällige Gewichte haben?</translation>
    </message>
    <message>
        <source>How strongly each place counts, whether for or against</source>
        <translation>Wie stark jede Stelle zählt, ob dafür oder dagegen</translation>
    </message>
    <message>
        <source>How well each layer&apos;s map agrees with the clinician&apos;s mask, on this slice or over the whole case.</source>
        <translation>Wie gut die Karte jedes Layers mit der ärztlichen Maske übereinstimmt, auf dieser Schicht oder über den ganzen Fall.</translation>
    </message>
    <message>
        <source>How well the map ranks mask pixels before all others, over every possible threshold; 1 is perfect.</source>
        <translation>Wie gut die Karte die Pixel der Maske vor alle anderen stellt, über alle möglichen Schwellenwerte; 1 ist vollkommen.</translation>
    </message>
    <message>
        <source>Images of another patient state the same study; they are a case of their own. Look whether that is right.</source>
        <translation>Bilder eines anderen Patienten nennen dieselbe Untersuchung; sie sind ein eigener Fall. Prüfen Sie, ob das stimmt.</translation>
    </message>
    <message>
        <source>Importing, and trying whether it opens…</source>
        <translation>Wird übernommen, und geprüft, ob es sich öffnen lässt…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>In a network that decides by local evidence it is the evidence of every cell, of which the strongest decide.</source>
        <translation>In einem Netz, das nach lokaler Evidenz entscheidet, ist sie die Evidenz jeder Zelle, von denen die stärksten entscheiden.</translation>
    </message>
    <message>
        <source>In common</source>
        <translation>Gemeinsam</translation>
    </message>
    <message>
        <source>In its training</source>
        <translation>Im Training gesehen</translation>
    </message>
    <message>
        <source>In shallow layers it mostly follows the activations, whatever the layers behind have learnt.</source>
        <translation>In flachen Layern folgt sie meist den Aktivierungen, was auch immer die Layer dahinter gelernt haben.</translation>
    </message>
    <message>
        <source>In the audit another network judged this slice.</source>
        <translation>Im Audit hat ein anderes Netz diese Schicht beurteilt.</translation>
    </message>
    <message>
        <source>In the place of {sequence} the networks saw a series of which nothing says what it shows; they were not trained on that.</source>
        <translation>Anstelle von {sequence} sahen die Netze eine Serie, von der nichts sagt, was sie zeigt; darauf wurden sie nicht trainiert.</translation>
    </message>
    <message>
        <source>In the place of {sequence} the networks saw a series recognised as {kind}, on which they were not trained.</source>
        <translation>Anstelle von {sequence} sahen die Netze eine als {kind} erkannte Serie, auf der sie nicht trainiert wurden.</translation>
    </message>
    <message numerus="yes">
        <source>In this layer {mass} of the {method} map lies in clinicians&apos; masks, the most of all methods; not compared with null models (%Ln patients).</source>
        <translation>
            <numerusform>In diesem Layer liegen {mass} der {method}-Karte in ärztlichen Masken, das meiste aller Methoden; nicht mit Nullmodellen verglichen (%Ln Patient).</numerusform>
            <numerusform>In diesem Layer liegen {mass} der {method}-Karte in ärztlichen Masken, das meiste aller Methoden; nicht mit Nullmodellen verglichen (%Ln Patienten).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In this layer {mass} of the {method} map lies in clinicians&apos; masks, {difference} more than {null} ({low} to {high}, %Ln patients).</source>
        <translation>
            <numerusform>In diesem Layer liegen {mass} der {method}-Karte in ärztlichen Masken, {difference} mehr als {null} ({low} bis {high}, %Ln Patient).</numerusform>
            <numerusform>In diesem Layer liegen {mass} der {method}-Karte in ärztlichen Masken, {difference} mehr als {null} ({low} bis {high}, %Ln Patienten).</numerusform>
        </translation>
    </message>
    <message>
        <source>In words</source>
        <translation>In Worten</translation>
    </message>
    <message>
        <source>In-painting carries bright edges inwards, which can look like a lesion (with whole outlines in-painted, 6 % of decisions flipped where a healthy region was, against none with a ring&apos;s median), and takes its time beside the passes.</source>
        <translation>Inpainting trägt helle Kanten nach innen, was wie eine Läsion aussehen kann (mit Inpainting ganzer Konturen kippten 6 % der Entscheidungen, wo eine gesunde Region war, mit dem Median eines Rings keine), und braucht neben den Durchläufen eigene Zeit.</translation>
    </message>
    <message>
        <source>Inferno</source>
        <translation>Inferno</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Insertion: strongest pixels restored first</source>
        <translation>Einfügen: stärkste Pixel zuerst wieder da</translation>
    </message>
    <message>
        <source>Interpolate between cells</source>
        <translation>Zwischen Zellen interpolieren</translation>
    </message>
    <message>
        <source>Invert grey levels</source>
        <translation>Grauwerte invertieren</translation>
    </message>
    <message>
        <source>IoU</source>
        <translation>IoU</translation>
    </message>
    <message>
        <source>IoU at Otsu&apos;s threshold</source>
        <translation>IoU an Otsus Schwelle</translation>
    </message>
    <message>
        <source>Is outlined</source>
        <translation>Umrandet wird</translation>
    </message>
    <message>
        <source>Is the clinician&apos;s mask right?</source>
        <translation>Stimmt die ärztliche Maske?</translation>
    </message>
    <message>
        <source>Is the prediction right?</source>
        <translation>Stimmt die Vorhersage?</translation>
    </message>
    <message>
        <source>It could not be printed; choose another printer or file.</source>
        <translation>Drucken nicht möglich; einen anderen Drucker oder eine andere Datei wählen.</translation>
    </message>
    <message>
        <source>It decides once for a whole volume, and its maps are volumes, by Grad-CAM and its kin. How far they can be trusted was not measured, and the window says so.</source>
        <translation>Es entscheidet einmal für ein ganzes Volumen, und seine Karten sind Volumina, nach Grad-CAM und Verwandten. Wie weit ihnen zu trauen ist, wurde nicht gemessen, und das Fenster sagt es.</translation>
    </message>
    <message>
        <source>It explains the first network of the segmenter&apos;s package: a thorough outline is the mean of all of them.</source>
        <translation>Sie erklärt das erste Netz im Paket des Segmentierers: Eine gründliche Kontur ist das Mittel aller.</translation>
    </message>
    <message>
        <source>It falls as far at {as_far} of {count} other places in the head ({p}).</source>
        <translation>Ebenso weit fällt sie an {as_far} von {count} anderen Orten im Kopf ({p}).</translation>
    </message>
    <message>
        <source>It gives lengths in {name}; they were turned into millimetres.</source>
        <translation>Die Längen sind in {name} angegeben; sie wurden in Millimeter umgerechnet.</translation>
    </message>
    <message>
        <source>It gives neither orientation nor usable voxel sizes: nothing can be measured in it.</source>
        <translation>Die Datei nennt weder Orientierung noch brauchbare Voxelgrößen: Darin lässt sich nichts messen.</translation>
    </message>
    <message>
        <source>It gives no orientation</source>
        <translation>Die Datei nennt keine Orientierung</translation>
    </message>
    <message>
        <source>It gives outputs alone: methods that mask the input explain it, and layers cannot be looked into. How far its maps and probabilities can be trusted was not measured, and the window says so.</source>
        <translation>Es liefert nur Ausgaben: Methoden, die die Eingabe verdecken, erklären es, und seine Layer lassen sich nicht einsehen. Wie weit seinen Karten und Wahrscheinlichkeiten zu trauen ist, wurde nicht gemessen, und das Fenster sagt das.</translation>
    </message>
    <message>
        <source>It holds more bytes than its header describes: its size or its type may be stated wrongly; compare with another program.</source>
        <translation>Die Datei enthält mehr Bytes, als ihr Header beschreibt: Größe oder Typ sind vielleicht falsch angegeben; vergleichen Sie mit einem anderen Programm.</translation>
    </message>
    <message>
        <source>It is about the current layer alone, not the fusion.</source>
        <translation>Es geht nur um den aktuellen Layer, nicht um die Fusion.</translation>
    </message>
    <message>
        <source>It is asked about as soon as it is there.</source>
        <translation>Danach wird gefragt, sobald sie da ist.</translation>
    </message>
    <message>
        <source>It judges what the network did; it is no report about the patient.</source>
        <translation>Beurteilt wird, was das Netz getan hat; ein Befund über den Patienten ist es nicht.</translation>
    </message>
    <message>
        <source>It knows of no class: what it marks is active, not evidence.</source>
        <translation>Sie kennt keine Klasse: Was sie markiert, ist aktiv, keine Evidenz.</translation>
    </message>
    <message>
        <source>It outlines beside the classifier in use once it is chosen, by the sequences that it takes itself. How well it outlines was not measured, and the window says so.</source>
        <translation>Es umrandet neben dem Klassifikator in Gebrauch, sobald Sie es verwenden, nach den Sequenzen, die es selbst nimmt. Wie gut es umrandet, wurde nicht gemessen, und das Fenster sagt das.</translation>
    </message>
    <message>
        <source>It says that its voxels start at byte {stated}, inside its header; they were read from {least}.</source>
        <translation>Laut Datei beginnen die Voxel bei Byte {stated}, in ihrem Header; sie wurden ab {least} gelesen.</translation>
    </message>
    <message>
        <source>It states values of {stated} bits and a type of {taken}, which was taken; compare with another program.</source>
        <translation>Die Datei nennt Werte von {stated} Bit und einen Typ von {taken}, der genommen wurde; vergleichen Sie mit einem anderen Programm.</translation>
    </message>
    <message>
        <source>It takes a name, and years from 0 to 100 or none.</source>
        <translation>Nötig sind ein Name und 0 bis 100 Jahre oder keine Angabe.</translation>
    </message>
    <message>
        <source>It takes {limits}.</source>
        <translation>Nötig ist {limits}.</translation>
    </message>
    <message>
        <source>It tells what the decision is sensitive to, not what it rests on.</source>
        <translation>Sie sagt, worauf die Entscheidung empfindlich reagiert, nicht, worauf sie beruht.</translation>
    </message>
    <message>
        <source>Its axes are not perpendicular to each other but sheared by {off}°.</source>
        <translation>Die Achsen stehen nicht senkrecht zueinander, sondern sind um {off}° geschert.</translation>
    </message>
    <message>
        <source>Its decision and its maps stand beside those of the network in use</source>
        <translation>Seine Entscheidung und seine Karten stehen neben denen des benutzten Netzes</translation>
    </message>
    <message>
        <source>Its error falls with the root of the number of masks: what a second seed does not show again is noise.</source>
        <translation>Ihr Fehler sinkt mit der Wurzel der Anzahl der Masken: Was ein zweiter Startwert nicht wieder zeigt, ist Rauschen.</translation>
    </message>
    <message>
        <source>Its name</source>
        <translation>Sein Name</translation>
    </message>
    <message>
        <source>Its scaling ({slope} x value + {inter}) is not usable; {usable} and 0 were taken.</source>
        <translation>Die Skalierung ({slope} x Wert + {inter}) ist nicht brauchbar; {usable} und 0 wurden genommen.</translation>
    </message>
    <message>
        <source>Its sform and qform disagree, by up to {apart} mm and {turned}°; the sform was taken.</source>
        <translation>sform und qform der Datei widersprechen sich um bis zu {apart} mm und {turned}°; genommen wurde sform.</translation>
    </message>
    <message>
        <source>Its {key} is not a usable affine (zero, singular or not finite) and was left out.</source>
        <translation>{key} der Datei ist keine brauchbare affine Abbildung (null, singulär oder nicht endlich) und wurde weggelassen.</translation>
    </message>
    <message>
        <source>JSON: the same table, with its schema</source>
        <translation>JSON: dieselbe Tabelle, mit ihrem Schema</translation>
    </message>
    <message>
        <source>Jet</source>
        <translation>Jet</translation>
    </message>
    <message>
        <source>Jet shows edges where the map has none and misleads colour-blind readers.</source>
        <translation>Jet zeigt Kanten, wo die Karte keine hat, und führt Farbenfehlsichtige in die Irre.</translation>
    </message>
    <message>
        <source>Kappas of what is said, alpha of how sure it is said; 1 is full agreement, 0 is chance.</source>
        <translation>Kappas dessen, was gesagt wird, Alpha dessen, wie sicher; 1 ist volle Übereinstimmung, 0 der Zufall.</translation>
    </message>
    <message>
        <source>Keras and ONNX</source>
        <translation>Keras und ONNX</translation>
    </message>
    <message>
        <source>Keras&apos;s preprocess_input turns the channels of such a network round: say whether yours did (--preprocessing caffe), or how it was fed (--preprocessing rescaled, or --mean and --std).</source>
        <translation>preprocess_input von Keras dreht die Kanäle eines solchen Netzes um: Sagen Sie, ob Ihres es tat („Dann“: caffe), oder was es sonst bekam (geteilt durch 255, oder Mittel und Abweichung).</translation>
    </message>
    <message>
        <source>Keyboard and mouse</source>
        <translation>Tastatur und Maus</translation>
    </message>
    <message>
        <source>Keyboard and mouse: this overview</source>
        <translation>Tastatur und Maus: diese Übersicht</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Keys (*.json)</source>
        <translation>Tasten (*.json)</translation>
    </message>
    <message>
        <source>Keys and mouse</source>
        <translation>Tasten und Maus</translation>
    </message>
    <message>
        <source>Keys and mouse are those of the file.</source>
        <translation>Tasten und Maus sind die der Datei.</translation>
    </message>
    <message>
        <source>Kind of answer</source>
        <translation>Art der Antwort</translation>
    </message>
    <message>
        <source>Known for the layers&apos; maps only, not for methods of many passes</source>
        <translation>Nur für die Karten der Layer bekannt, nicht für Methoden mit vielen Durchläufen</translation>
    </message>
    <message>
        <source>Krippendorff&apos;s alpha</source>
        <translation>Krippendorffs Alpha</translation>
    </message>
    <message>
        <source>Label {number}</source>
        <translation>Label {number}</translation>
    </message>
    <message>
        <source>Labels of the mask</source>
        <translation>Labels der Maske</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Language · Sprache</source>
        <translation>Sprache · Language</translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation>Größerer Pinsel</translation>
    </message>
    <message>
        <source>Largest disagreement: slice {number}</source>
        <translation>Größte Abweichung: Schicht {number}</translation>
    </message>
    <message>
        <source>Largest of the maps</source>
        <translation>Größter Wert der Karten</translation>
    </message>
    <message>
        <source>Last slice</source>
        <translation>Letzte Schicht</translation>
    </message>
    <message>
        <source>Late layers tell whether there is a lesion, not where: each of their cells sees the whole head.</source>
        <translation>Späte Layer sagen, ob es eine Läsion gibt, nicht, wo: Jede ihrer Zellen sieht den ganzen Kopf.</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>Layer towards the input</source>
        <translation>Layer in Richtung Eingang</translation>
    </message>
    <message>
        <source>Layer towards the output</source>
        <translation>Layer in Richtung Ausgang</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>Layers chosen with Ctrl+click</source>
        <translation>Mit Strg+Klick gewählte Layer</translation>
    </message>
    <message>
        <source>Layers of a slice</source>
        <translation>Layer einer Schicht</translation>
    </message>
    <message>
        <source>Layers of slice {here} of {count}</source>
        <translation>Layer der Schicht {here} von {count}</translation>
    </message>
    <message>
        <source>Layers on the sheet</source>
        <translation>Layer auf dem Bogen</translation>
    </message>
    <message>
        <source>Layers shown</source>
        <translation>Gezeigte Layer</translation>
    </message>
    <message>
        <source>Layout: {layout}</source>
        <translation>Layout: {layout}</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Verlassen</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>Belassen</translation>
    </message>
    <message>
        <source>Leave the key where it is</source>
        <translation>Die Taste lassen, wo sie ist</translation>
    </message>
    <message>
        <source>Leave without adding the network? What was answered here is lost.</source>
        <translation>Ohne das Netz hinzuzufügen verlassen? Was hier beantwortet wurde, geht verloren.</translation>
    </message>
    <message>
        <source>Left drag</source>
        <translation>Links ziehen</translation>
    </message>
    <message>
        <source>Left edge of the picture: {letter}</source>
        <translation>Linker Bildrand: {letter}</translation>
    </message>
    <message>
        <source>Left goes through the slices, middle moves, right sets the window, Ctrl + wheel zooms</source>
        <translation>Links geht durch die Schichten, Mitte verschiebt, rechts ändert die Fensterung, Strg + Mausrad zoomt</translation>
    </message>
    <message>
        <source>Left out as copies of other files of the series: {names}.</source>
        <translation>Weggelassen als Kopien anderer Dateien der Serie: {names}.</translation>
    </message>
    <message>
        <source>Left out because another slice lies at the same position: {names}.</source>
        <translation>Weggelassen, weil an derselben Position schon eine Schicht liegt: {names}.</translation>
    </message>
    <message>
        <source>Left out, as they could not be read: {names}</source>
        <translation>Ausgelassen, weil nicht lesbar: {names}</translation>
    </message>
    <message>
        <source>Left out, though {series} looks like it</source>
        <translation>Weggelassen, obwohl {series} danach aussieht</translation>
    </message>
    <message>
        <source>Left out: {case} ({reason})</source>
        <translation>Ausgelassen: {case} ({reason})</translation>
    </message>
    <message>
        <source>Left panel folded away or not</source>
        <translation>Linke Leiste eingeklappt oder nicht</translation>
    </message>
    <message>
        <source>Left sets the window, middle moves, right zooms, the wheel goes through the slices</source>
        <translation>Links ändert die Fensterung, Mitte verschiebt, rechts zoomt, das Mausrad geht durch die Schichten</translation>
    </message>
    <message>
        <source>Lesion</source>
        <translation>Läsion</translation>
    </message>
    <message>
        <source>Lesion removed (clinician&apos;s mask): {label} {value}</source>
        <translation>Läsion entfernt (ärztliche Maske): {label} {value}</translation>
    </message>
    <message>
        <source>Lesions</source>
        <translation>Läsionen</translation>
    </message>
    <message>
        <source>Lesions are being measured…</source>
        <translation>Läsionen werden gemessen…</translation>
    </message>
    <message>
        <source>Lesions of this case</source>
        <translation>Läsionen dieses Falls</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Like areas are no overlap: the Dice stands under Decision.</source>
        <translation>Gleiche Flächen sind keine Überlappung: Der Dice steht unter „Entscheidung“.</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Linear</translation>
    </message>
    <message>
        <source>Lines of other planes</source>
        <translation>Linien der anderen Ebenen</translation>
    </message>
    <message>
        <source>Link by position</source>
        <translation>Nach Position verknüpfen</translation>
    </message>
    <message>
        <source>Listing the series</source>
        <translation>Serien werden aufgelistet</translation>
    </message>
    <message>
        <source>List…</source>
        <translation>Liste…</translation>
    </message>
    <message>
        <source>Loading the networks</source>
        <translation>Netze werden geladen</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>Lokal</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Logit without any: {base}; with all: {total}.</source>
        <translation>Logit ohne alle: {base}; mit allen: {total}.</translation>
    </message>
    <message>
        <source>Look for a high bar above none, or none above a high one: there clinician and model disagree. A click shows the slice. A blue dot marks the slice that is being computed; hatched slices have no image.</source>
        <translation>Ein hoher Balken über keinem oder keiner über einem hohen: Dort sind ärztlicher Befund und Modell uneins. Ein Klick zeigt die Schicht. Ein blauer Punkt markiert die Schicht, die gerade berechnet wird; schraffierte Schichten haben kein Bild.</translation>
    </message>
    <message>
        <source>Looked at, and found so far</source>
        <translation>Bisher durchgesehen und gefunden</translation>
    </message>
    <message>
        <source>Looking at {file}…</source>
        <translation>{file} wird angesehen…</translation>
    </message>
    <message>
        <source>Looking for cases</source>
        <translation>Suche nach Fällen</translation>
    </message>
    <message>
        <source>Looking for cases…</source>
        <translation>Suche nach Fällen…</translation>
    </message>
    <message>
        <source>MPR sagittal coronal axial reslice</source>
        <translation>MPR sagittal koronar axial Ebenen</translation>
    </message>
    <message>
        <source>Made for activations above zero: where a channel&apos;s sum is below zero, as the evidence&apos;s may be, its map turns.</source>
        <translation>Für Aktivierungen über null gemacht: Ist die Summe eines Kanals negativ, wie bei der Evidenz möglich, so kehrt sich seine Karte um.</translation>
    </message>
    <message>
        <source>Made from the numbers by rules, of the map and the slice shown; no language model wrote it.</source>
        <translation>Nach Regeln aus den Zahlen gemacht, zur gezeigten Karte und Schicht; kein Sprachmodell hat es geschrieben.</translation>
    </message>
    <message>
        <source>Made out of the slice: what appears here is not in the patient.</source>
        <translation>Aus der Schicht gemacht: Was hier erscheint, ist nicht im Patienten.</translation>
    </message>
    <message>
        <source>Made with {code}: pictures as the network gets them, and its probabilities or logits. Where it gives something else here, it is refused.</source>
        <translation>Geschrieben mit {code}: Bilder, wie das Netz sie bekommt, und seine Wahrscheinlichkeiten oder Logits. Gibt es hier etwas anderes, wird es abgelehnt.</translation>
    </message>
    <message>
        <source>Made wrong</source>
        <translation>Falsch gemacht</translation>
    </message>
    <message>
        <source>Magma</source>
        <translation>Magma</translation>
    </message>
    <message>
        <source>Magnitude</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Make a project</source>
        <translation>Ein Projekt anlegen</translation>
    </message>
    <message>
        <source>Make a project…</source>
        <translation>Ein Projekt anlegen…</translation>
    </message>
    <message>
        <source>Making the picture {done} of {all}</source>
        <translation>Bild {done} von {all} wird gemacht</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>Handbuch (englisch)</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Map against mask</source>
        <translation>Karte gegen Maske</translation>
    </message>
    <message>
        <source>Map and mask</source>
        <translation>Karte und Maske</translation>
    </message>
    <message>
        <source>Map less readers</source>
        <translation>Karte minus Befunder</translation>
    </message>
    <message>
        <source>Map: {values}</source>
        <translation>Karte: {values}</translation>
    </message>
    <message>
        <source>Maps of</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Markierung</translation>
    </message>
    <message>
        <source>Marked is</source>
        <translation>Markiert ist</translation>
    </message>
    <message>
        <source>Marks are painted on the case&apos;s own slices.</source>
        <translation>Markierungen werden auf den eigenen Schichten des Falls gemalt.</translation>
    </message>
    <message>
        <source>Mask</source>
        <translation>Maske</translation>
    </message>
    <message>
        <source>Mask left out: {error}</source>
        <translation>Maske weggelassen: {error}</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>Masken</translation>
    </message>
    <message>
        <source>Masks saved as JPEG, which smears edges; what reaches {cut}, {where}, counted as lesion: {name}. Use the originals if you have them.</source>
        <translation>Masken als JPEG gespeichert, was Kanten verwischt; was {cut} erreicht, {where}, zählt als Läsion: {name}. Nehmen Sie die Originale, wenn Sie sie haben.</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Mean Dice over the cases that hold the finding; above 0 in the last column the map is nearer to the mask than two readers are to each other.</source>
        <translation>Mittlerer Dice über die Fälle mit Befund; über 0 in der letzten Spalte ist die Karte der Maske näher als zwei Befunder einander.</translation>
    </message>
    <message>
        <source>Mean and deviation are one number for each of the {count} channels, with semicolons.</source>
        <translation>Mittel und Streuung sind je eine Zahl für jeden der {count} Kanäle, mit Semikolons.</translation>
    </message>
    <message>
        <source>Mean of all maps, each first divided by its root mean square in the head</source>
        <translation>Mittelwert aller Karten, jede zuvor durch ihr quadratisches Mittel im Kopf geteilt</translation>
    </message>
    <message>
        <source>Mean of the maps</source>
        <translation>Mittelwert der Karten</translation>
    </message>
    <message>
        <source>Mean of {number} networks</source>
        <translation>Mittelwert von {number} Netzen</translation>
    </message>
    <message>
        <source>Mean probability {value}</source>
        <translation>Mittlere Wahrscheinlichkeit {value}</translation>
    </message>
    <message>
        <source>Means over the slices with a mask; all slices are compared with null models, which takes a while and can be stopped</source>
        <translation>Mittelwerte über die Schichten mit Maske; alle Schichten werden mit Nullmodellen verglichen, was dauert und sich anhalten lässt</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Measure</source>
        <comment>sanity checks of a map</comment>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Measure on this case</source>
        <translation>An diesem Fall messen</translation>
    </message>
    <message>
        <source>Measure the sanity checks</source>
        <translation>Plausibilität messen</translation>
    </message>
    <message>
        <source>Measured on</source>
        <translation>Gemessen an</translation>
    </message>
    <message>
        <source>Measured on request only: that takes about {count} more maps of this case, {time}.</source>
        <translation>Nur auf Anforderung gemessen: Das braucht etwa {count} weitere Karten dieses Falls, {time}.</translation>
    </message>
    <message>
        <source>Measured on request only: that takes about {count} more maps of this case.</source>
        <translation>Nur auf Anforderung gemessen: Das braucht etwa {count} weitere Karten dieses Falls.</translation>
    </message>
    <message>
        <source>Measured on this case: {slices} slices, {pairs} pairs of slices far apart.</source>
        <translation>An diesem Fall gemessen: {slices} Schichten, {pairs} Paare weit entfernter Schichten.</translation>
    </message>
    <message>
        <source>Measured on {name}, {patients} patients and {slices} slices, by networks that did not train on them.</source>
        <translation>Gemessen an {name}, {patients} Patienten und {slices} Schichten, mit Netzen, die nicht an ihnen trainiert wurden.</translation>
    </message>
    <message>
        <source>Measured on {name}, {patients} patients and {slices} slices, by this network itself.</source>
        <translation>Gemessen an {name}, {patients} Patienten und {slices} Schichten, mit diesem Netz selbst.</translation>
    </message>
    <message>
        <source>Measured on {name}: {slices} slices, {pairs} pairs of slices without relation.</source>
        <translation>Gemessen an {name}: {slices} Schichten, {pairs} Paare von Schichten ohne Beziehung.</translation>
    </message>
    <message>
        <source>Measurements</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>Measurements and lesions</source>
        <translation>Messungen und Läsionen</translation>
    </message>
    <message>
        <source>Measurements and marks on or off</source>
        <translation>Messungen und Markierungen ein oder aus</translation>
    </message>
    <message>
        <source>Measurements of this case</source>
        <translation>Messungen dieses Falls</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Measuring and marking: in a view of the slice; a click on a picture goes there</source>
        <translation>Messen und Markieren: in einer Ansicht der Schicht; ein Klick auf ein Bild führt dorthin</translation>
    </message>
    <message>
        <source>Measuring and marking: on the case&apos;s own slices only</source>
        <translation>Messen und Markieren: nur auf den Schichten des Falls</translation>
    </message>
    <message>
        <source>Measuring and marking: on the case&apos;s slices only; a plane is cut between voxels of several</source>
        <translation>Messen und Markieren: nur auf den Schichten des Falls; eine Ebene schneidet zwischen den Voxeln mehrerer</translation>
    </message>
    <message>
        <source>Measuring and marking: on the slice of all views only; link scrolling, or go there</source>
        <translation>Messen und Markieren: nur auf der Schicht aller Ansichten; Blättern koppeln oder dorthin gehen</translation>
    </message>
    <message>
        <source>Measuring: not on a cut through the other study; drag its series here from the list on the left</source>
        <translation>Messen: nicht auf einem Schnitt durch die andere Untersuchung; ziehen Sie ihre Serie aus der Liste links hierher</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Memory for cases that are not on the screen, quarters of a gigabyte</source>
        <translation>Speicher für Fälle, die nicht auf dem Schirm sind, in Viertelgigabyte</translation>
    </message>
    <message>
        <source>Mended</source>
        <translation>Berichtigt</translation>
    </message>
    <message>
        <source>Menu of the view</source>
        <translation>Menü der Ansicht</translation>
    </message>
    <message>
        <source>Menu: everything that can be done</source>
        <translation>Menü: alles, was sich tun lässt</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>Methoden</translation>
    </message>
    <message>
        <source>Methods of many passes</source>
        <translation>Methoden mit vielen Durchläufen</translation>
    </message>
    <message>
        <source>Methods that run the network again and again; how often, and about how long, stands below the settings.</source>
        <translation>Methoden, die das Netz immer wieder durchlaufen; wie oft und etwa wie lange, steht unter den Einstellungen.</translation>
    </message>
    <message>
        <source>Middle drag</source>
        <translation>Mitte ziehen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Model {number}</source>
        <translation>Modell {number}</translation>
    </message>
    <message>
        <source>Model&apos;s area</source>
        <translation>Modellfläche</translation>
    </message>
    <message>
        <source>Model&apos;s lesion</source>
        <translation>Läsion des Modells</translation>
    </message>
    <message>
        <source>Model&apos;s segmentation</source>
        <translation>Segmentierung des Modells</translation>
    </message>
    <message>
        <source>Model&apos;s segmentation on or off</source>
        <translation>Segmentierung des Modells ein/aus</translation>
    </message>
    <message>
        <source>Model: not outlined</source>
        <translation>Modell: keine Kontur</translation>
    </message>
    <message>
        <source>Model: {area} px</source>
        <translation>Modell: {area} px</translation>
    </message>
    <message>
        <source>More display choices</source>
        <translation>Weitere Darstellungsoptionen</translation>
    </message>
    <message>
        <source>More in the manual</source>
        <translation>Mehr im Handbuch (englisch)</translation>
    </message>
    <message>
        <source>More scores</source>
        <translation>Weitere Werte</translation>
    </message>
    <message>
        <source>More than a quarter of the picture is cut off at the bright end: is the range too narrow?</source>
        <translation>Mehr als ein Viertel des Bildes ist am hellen Ende abgeschnitten: Ist der Bereich zu eng?</translation>
    </message>
    <message>
        <source>More than half of every slice is outlined: is another class meant?</source>
        <translation>Mehr als die Hälfte jeder Schicht ist umrandet: Ist eine andere Klasse gemeint?</translation>
    </message>
    <message>
        <source>More than this share of the map&apos;s own maximum</source>
        <translation>Mehr als dieser Anteil des eigenen Maximums der Karte</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>Maus</translation>
    </message>
    <message>
        <source>Mouse as in</source>
        <translation>Maus wie in</translation>
    </message>
    <message>
        <source>Move the slice</source>
        <translation>Schicht verschieben</translation>
    </message>
    <message>
        <source>My own project</source>
        <translation>Mein eigenes Projekt</translation>
    </message>
    <message>
        <source>N next open</source>
        <translation>N nächster offener</translation>
    </message>
    <message>
        <source>NIfTI: maps, outlines and marks on the acquired grid</source>
        <translation>NIfTI: Karten, Konturen und Markierungen auf dem Aufnahmeraster</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name all {count} classes, in the order of the outputs.</source>
        <translation>Benennen Sie alle {count} Klassen in der Reihenfolge der Ausgänge.</translation>
    </message>
    <message>
        <source>Names of the classes, one per line, in the order of the outputs</source>
        <translation>Namen der Klassen, je Zeile einer, in der Reihenfolge der Ausgänge</translation>
    </message>
    <message>
        <source>Neither</source>
        <translation>Keines</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Netze</translation>
    </message>
    <message>
        <source>Networks ({files})</source>
        <translation>Netze ({files})</translation>
    </message>
    <message>
        <source>Networks run on</source>
        <translation>Netze laufen auf</translation>
    </message>
    <message>
        <source>Networks run on: {device} (Preferences, Computing).</source>
        <translation>Die Netze laufen auf: {device} (Einstellungen, Rechnen).</translation>
    </message>
    <message>
        <source>Networks with random weights</source>
        <translation>Netze mit zufälligen Gewichten</translation>
    </message>
    <message>
        <source>Networks with random weights are no null model here: the sanity checks ask them, on request.</source>
        <translation>Netze mit zufälligen Gewichten sind hier kein Nullmodell: Die Plausibilitätsprüfungen fragen sie, auf Anforderung.</translation>
    </message>
    <message>
        <source>Networks: which one is asked</source>
        <translation>Netze: welches gefragt wird</translation>
    </message>
    <message>
        <source>Neurological convention: the patient&apos;s left is on your left</source>
        <translation>Neurologische Konvention: die linke Seite des Patienten ist links</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Next MR sequence</source>
        <translation>Nächste MR-Sequenz</translation>
    </message>
    <message>
        <source>Next case</source>
        <translation>Nächster Fall</translation>
    </message>
    <message>
        <source>Next case to do</source>
        <translation>Nächster offener Fall</translation>
    </message>
    <message>
        <source>Next layer</source>
        <translation>Nächster Layer</translation>
    </message>
    <message>
        <source>Next question</source>
        <translation>Nächste Frage</translation>
    </message>
    <message>
        <source>Next slice</source>
        <translation>Nächste Schicht</translation>
    </message>
    <message>
        <source>No case is open</source>
        <translation>Kein Fall ist geöffnet</translation>
    </message>
    <message>
        <source>No case is open.</source>
        <translation>Kein Fall ist offen.</translation>
    </message>
    <message>
        <source>No case is read ahead, and of those you came from only the last one is kept.</source>
        <translation>Kein Fall wird im Voraus gelesen, und von den vorigen bleibt nur der letzte.</translation>
    </message>
    <message>
        <source>No case is told to have been left out.</source>
        <translation>Ausgelassene Fälle sind nicht angegeben.</translation>
    </message>
    <message>
        <source>No case was opened yet</source>
        <translation>Noch kein Fall wurde geöffnet</translation>
    </message>
    <message>
        <source>No class is called so</source>
        <translation>Keine Klasse heißt so</translation>
    </message>
    <message>
        <source>No clinician&apos;s mask was drawn for this slice</source>
        <translation>Für diese Schicht wurde keine ärztliche Maske gezeichnet</translation>
    </message>
    <message>
        <source>No clinician&apos;s mask was drawn for this slice.</source>
        <translation>Für diese Schicht wurde keine ärztliche Maske gezeichnet.</translation>
    </message>
    <message>
        <source>No file is known of what is shown: the case did not come from disk.</source>
        <translation>Zum Gezeigten ist keine Datei bekannt: Der Fall kam nicht von einem Datenträger.</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Keine Taste</translation>
    </message>
    <message>
        <source>No map of the slice: two views show it (Shift+2)</source>
        <translation>Keine Karte der Schicht: Zwei Ansichten zeigen sie (Umschalt+2)</translation>
    </message>
    <message>
        <source>No mask</source>
        <translation>Keine Maske</translation>
    </message>
    <message>
        <source>No method beats {null} in this layer.</source>
        <translation>Keine Methode übertrifft {null} in diesem Layer.</translation>
    </message>
    <message numerus="yes">
        <source>No method beats {null} in this layer; {method} comes nearest ({difference}; {low} to {high}, %Ln patients).</source>
        <translation>
            <numerusform>Keine Methode übertrifft {null} in diesem Layer; {method} kommt am nächsten ({difference}; {low} bis {high}, %Ln Patient).</numerusform>
            <numerusform>Keine Methode übertrifft {null} in diesem Layer; {method} kommt am nächsten ({difference}; {low} bis {high}, %Ln Patienten).</numerusform>
        </translation>
    </message>
    <message>
        <source>No more than {null}.</source>
        <translation>Nicht mehr als {null}.</translation>
    </message>
    <message>
        <source>No other case is in the list</source>
        <translation>Kein anderer Fall in der Liste</translation>
    </message>
    <message>
        <source>No other case is in the list: open the folder that holds the patient&apos;s other study</source>
        <translation>Kein anderer Fall in der Liste: öffnen Sie den Ordner mit der anderen Studie des Patienten</translation>
    </message>
    <message>
        <source>No positive evidence for {label} in this layer</source>
        <translation>Keine positive Evidenz für {label} in diesem Layer</translation>
    </message>
    <message>
        <source>No positive evidence for {label} in this slice</source>
        <translation>Keine positive Evidenz für {label} in dieser Schicht</translation>
    </message>
    <message>
        <source>No segmenter stands beside this network.</source>
        <translation>Neben diesem Netz steht kein Segmentierer.</translation>
    </message>
    <message>
        <source>No series is recognised as FLAIR; {name}{kind} stands in its place{also}. </source>
        <translation>Keine Serie wird als FLAIR erkannt; {name}{kind} steht an dessen Stelle{also}. </translation>
    </message>
    <message>
        <source>No series was recognised as {main}: {name}{kind} stands in its place.</source>
        <translation>Keine Serie wurde als {main} erkannt: {name}{kind} steht an dessen Stelle.</translation>
    </message>
    <message>
        <source>No slice of {all} is called {finding}; the highest probability is {probability}, on slice {surest}.</source>
        <translation>Von {all} Schichten wird keine als {finding} eingestuft; die höchste Wahrscheinlichkeit beträgt {probability}, auf Schicht {surest}.</translation>
    </message>
    <message>
        <source>No such case</source>
        <translation>Kein solcher Fall</translation>
    </message>
    <message>
        <source>No voxel of {name} is 0: {most}.</source>
        <translation>Kein Voxel von {name} ist 0: {most}.</translation>
    </message>
    <message>
        <source>No voxel on any slice.</source>
        <translation>Kein Voxel auf irgendeiner Schicht.</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Noise is itself something that the network was not trained on.</source>
        <translation>Rauschen ist selbst etwas, womit das Netz nicht trainiert wurde.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>None of them marks anything</source>
        <translation>Keine davon markiert etwas</translation>
    </message>
    <message>
        <source>None was found beside the images</source>
        <translation>Neben den Bildern wurde keine gefunden</translation>
    </message>
    <message>
        <source>None was recognised</source>
        <translation>Keine wurde erkannt</translation>
    </message>
    <message>
        <source>Not acquired: only other sequences show this slice</source>
        <translation>Nicht aufgenommen: Nur andere Sequenzen zeigen diese Schicht</translation>
    </message>
    <message>
        <source>Not acquired: there is no picture of it</source>
        <translation>Nicht aufgenommen: Es gibt kein Bild davon</translation>
    </message>
    <message>
        <source>Not acquired: there is no picture of this slice</source>
        <translation>Nicht aufgenommen: Es gibt kein Bild dieser Schicht</translation>
    </message>
    <message>
        <source>Not analysed</source>
        <translation>Nicht analysiert</translation>
    </message>
    <message>
        <source>Not analysed yet</source>
        <translation>Noch nicht analysiert</translation>
    </message>
    <message>
        <source>Not compared with null models.</source>
        <translation>Nicht mit Nullmodellen verglichen.</translation>
    </message>
    <message>
        <source>Not computed for this slice yet</source>
        <translation>Für diese Schicht noch nicht berechnet</translation>
    </message>
    <message>
        <source>Not drawn: an error of the program ({kind}), which its log tells of</source>
        <translation>Nicht gezeichnet: ein Fehler des Programms ({kind}), von dem sein Protokoll berichtet</translation>
    </message>
    <message>
        <source>Not drawn: there is too little memory</source>
        <translation>Nicht gezeichnet: zu wenig Speicher</translation>
    </message>
    <message>
        <source>Not linked: another frame of reference</source>
        <translation>Nicht verknüpft: anderes Bezugssystem</translation>
    </message>
    <message>
        <source>Not measured</source>
        <translation>Nicht gemessen</translation>
    </message>
    <message>
        <source>Not measured yet.</source>
        <translation>Noch nicht gemessen.</translation>
    </message>
    <message>
        <source>Not measured.</source>
        <translation>Nicht gemessen.</translation>
    </message>
    <message>
        <source>Not opened yet</source>
        <translation>Noch nicht geöffnet</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>Nicht gelesen</translation>
    </message>
    <message>
        <source>Not registered: by position in the stack</source>
        <translation>Nicht registriert: nach Position im Stapel</translation>
    </message>
    <message>
        <source>Not registered: nothing says that both studies lie in one space</source>
        <translation>Nicht registriert: Nichts sagt, dass beide Untersuchungen in einem Raum liegen</translation>
    </message>
    <message>
        <source>Not right.</source>
        <translation>Nicht richtig.</translation>
    </message>
    <message>
        <source>Nothing in a file is ever run: of .pth and .pt files only numbers are taken, in a process apart.</source>
        <translation>Nichts in einer Datei wird je ausgeführt: Aus .pth und .pt werden nur Zahlen genommen, in einem eigenen Prozess.</translation>
    </message>
    <message>
        <source>Nothing is known of this case yet.</source>
        <translation>Über diesen Fall ist noch nichts bekannt.</translation>
    </message>
    <message>
        <source>Nothing is outlined on this slice.</source>
        <translation>Auf dieser Schicht ist nichts umrandet.</translation>
    </message>
    <message>
        <source>Nothing is outlined.</source>
        <translation>Nichts ist umrandet.</translation>
    </message>
    <message>
        <source>Nothing was measured for these weights.</source>
        <translation>Für diese Gewichte wurde nichts gemessen.</translation>
    </message>
    <message>
        <source>Notices of this case</source>
        <translation>Hinweise zu diesem Fall</translation>
    </message>
    <message>
        <source>Nowhere in the manual</source>
        <translation>Nirgends im Handbuch</translation>
    </message>
    <message>
        <source>NumPy (*.npz)</source>
        <translation>NumPy (*.npz)</translation>
    </message>
    <message>
        <source>Number the rest</source>
        <translation>Übrige nummerieren</translation>
    </message>
    <message>
        <source>Obl</source>
        <translation>Obl</translation>
    </message>
    <message>
        <source>Oblique</source>
        <translation>Schräg</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Of all evidence in the map, the share that lies inside the clinician&apos;s mask. Uniform evidence over the head would reach the chance level.</source>
        <translation>Der Anteil aller Evidenz der Karte, der in der ärztlichen Maske liegt. Gleichmäßig über den Kopf verteilte Evidenz erreichte das Zufallsniveau.</translation>
    </message>
    <message>
        <source>Of the mask {name} the {which} taken as the lesion, not {listed}: choose under “Sequences and masks” (--segments).</source>
        <translation>Von der Maske {name} als Läsion genommen: {which}, nicht {listed}. Wählen Sie unter „Sequenzen und Masken“ (--segments).</translation>
    </message>
    <message>
        <source>Of the slices with a clinician&apos;s mask, those called {finding} are the ones on which something is outlined.</source>
        <translation>Von den Schichten mit ärztlicher Maske werden genau jene als {finding} eingestuft, auf denen etwas umrandet ist.</translation>
    </message>
    <message>
        <source>Of the strongest pixels, as many as the mask has, the share that lies inside the mask.</source>
        <translation>Von den stärksten Pixeln, so vielen wie die Maske hat, der Anteil, der in der Maske liegt.</translation>
    </message>
    <message>
        <source>Of the two signs that an eigenvector has, the one that goes with HiResCAM.</source>
        <translation>Von den beiden Vorzeichen eines Eigenvektors das, das zu HiResCAM passt.</translation>
    </message>
    <message>
        <source>Of the two signs that an eigenvector has, the one that goes with more active positions.</source>
        <translation>Von den beiden Vorzeichen eines Eigenvektors das, das zu mehr aktiven Stellen passt.</translation>
    </message>
    <message>
        <source>Of two classes the maps are often each other&apos;s opposite: that is as unlike as can be.</source>
        <translation>Bei zwei Klassen sind die Karten oft das Gegenteil voneinander: Unähnlicher geht es nicht.</translation>
    </message>
    <message>
        <source>Of {called} slices called {finding}, 1 is still called so.</source>
        <translation>Von {called} als {finding} eingestuften Schichten wird 1 weiter so eingestuft.</translation>
    </message>
    <message>
        <source>Of {called} slices called {finding}, none is still called so.</source>
        <translation>Von {called} als {finding} eingestuften Schichten wird keine mehr so eingestuft.</translation>
    </message>
    <message>
        <source>Of {called} slices called {finding}, {left} are still called so.</source>
        <translation>Von {called} als {finding} eingestuften Schichten werden {left} weiter so eingestuft.</translation>
    </message>
    <message>
        <source>On average over noisy copies of the slice, by how much would the logit change with this pixel?</source>
        <translation>Um wie viel änderte sich das Logit, im Mittel über verrauschte Kopien der Schicht, mit diesem Pixel?</translation>
    </message>
    <message>
        <source>On average over noisy copies of the slice, how strongly does the logit change with this pixel, whichever way?</source>
        <translation>Wie stark ändert sich das Logit, im Mittel über verrauschte Kopien der Schicht, mit diesem Pixel, gleich in welche Richtung?</translation>
    </message>
    <message>
        <source>On slice {slice} the evidence for {finding} ({map}) is spread out; most of it, {share}, lies in the {part}.</source>
        <translation>Auf Schicht {slice} ist die Evidenz für {finding} ({map}) weit verteilt; der größte Teil, {share}, liegt im {part}.</translation>
    </message>
    <message>
        <source>On slice {slice} the evidence for {finding} ({map}) lies mostly in the {part} and the {other}: {share} and {rest} of it.</source>
        <translation>Auf Schicht {slice} liegt die Evidenz für {finding} ({map}) überwiegend im {part} und im {other}: {share} und {rest} davon.</translation>
    </message>
    <message>
        <source>On slice {slice} the evidence for {finding} ({map}) lies mostly in the {part}: {share} of it.</source>
        <translation>Auf Schicht {slice} liegt die Evidenz für {finding} ({map}) überwiegend im {part}: {share} davon.</translation>
    </message>
    <message>
        <source>On slice {slice} the map ({map}) shows no evidence for {finding}.</source>
        <translation>Auf Schicht {slice} zeigt die Karte ({map}) keine Evidenz für {finding}.</translation>
    </message>
    <message>
        <source>On the open case, about which the network decides once: three planes through one place.</source>
        <translation>Am geöffneten Fall, über den das Netz einmal entscheidet: drei Ebenen durch eine Stelle.</translation>
    </message>
    <message>
        <source>On the open case.</source>
        <translation>Am geöffneten Fall.</translation>
    </message>
    <message>
        <source>On the synthetic head: no decision about it is right or wrong. Open a case to see yours.</source>
        <translation>Am synthetischen Kopf: Keine Entscheidung über ihn ist richtig oder falsch. Öffnen Sie einen Fall, um Ihren zu sehen.</translation>
    </message>
    <message>
        <source>One class</source>
        <translation>Eine Klasse</translation>
    </message>
    <message>
        <source>One map: its scores stand below</source>
        <translation>Eine Karte: Ihre Kennzahlen stehen unten</translation>
    </message>
    <message>
        <source>One more…</source>
        <translation>Weitere…</translation>
    </message>
    <message>
        <source>One network looks at each slice</source>
        <translation>Ein Netz betrachtet jede Schicht</translation>
    </message>
    <message>
        <source>One of several words</source>
        <translation>Eines von mehreren Wörtern</translation>
    </message>
    <message>
        <source>One of the two is not computed for this slice</source>
        <translation>Eine der beiden ist für diese Schicht nicht berechnet</translation>
    </message>
    <message>
        <source>One of the two numbers is taken.</source>
        <translation>Eine der beiden Zahlen wird genommen.</translation>
    </message>
    <message>
        <source>One of {all} slices is called {finding}: slice {surest} ({probability}).</source>
        <translation>Eine von {all} Schichten wird als {finding} eingestuft: Schicht {surest} ({probability}).</translation>
    </message>
    <message>
        <source>One pass through one network for each outlined slice.</source>
        <translation>Ein Durchlauf durch ein Netz für jede umrandete Schicht.</translation>
    </message>
    <message>
        <source>One view</source>
        <translation>Eine Ansicht</translation>
    </message>
    <message>
        <source>One weight per channel: it says little in shallow layers.</source>
        <translation>Ein Gewicht je Kanal: In flachen Layern sagt sie wenig.</translation>
    </message>
    <message>
        <source>One window for a sequence in all views</source>
        <translation>Eine Fensterung je Sequenz in allen Ansichten</translation>
    </message>
    <message>
        <source>One word or a few to a line</source>
        <translation>Ein Wort oder wenige je Zeile</translation>
    </message>
    <message>
        <source>One, two, four or six views</source>
        <translation>Eine, zwei, vier oder sechs Ansichten</translation>
    </message>
    <message>
        <source>Only computed explanations are exported here: choose a method of many passes and press Compute.</source>
        <translation>Exportiert werden hier nur berechnete Erklärungen: eine Methode mit vielen Durchläufen wählen und „Berechnen“ drücken.</translation>
    </message>
    <message>
        <source>Only maps of layers are compared, not those of methods of many passes.</source>
        <translation>Verglichen werden nur Karten der Layer, nicht die von Methoden mit vielen Durchläufen.</translation>
    </message>
    <message>
        <source>Only one distinct map: no consensus.</source>
        <translation>Nur eine unterscheidbare Karte: kein Konsens.</translation>
    </message>
    <message>
        <source>Only the strongest place has full colour</source>
        <translation>Nur der stärkste Ort hat volle Farbe</translation>
    </message>
    <message>
        <source>Only what lies behind the layer runs anew for each channel: the later the layer, the quicker.</source>
        <translation>Nur was hinter dem Layer liegt, läuft für jeden Kanal neu: je später der Layer, desto schneller.</translation>
    </message>
    <message>
        <source>Only {file} is open; {whole} opens it with the other images of the same subject.</source>
        <translation>Nur {file} ist geöffnet; {whole} öffnet es mit den anderen Bildern derselben Person.</translation>
    </message>
    <message>
        <source>Only {path} is open; open its folder for the other images of the same study.</source>
        <translation>Nur {path} ist geöffnet; öffnen Sie den Ordner, um die anderen Bilder derselben Untersuchung zu sehen.</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>Opacity of the heat map</source>
        <translation>Deckkraft der Heatmap</translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Open a folder: a patient, a study, or many</source>
        <translation>Ordner öffnen: ein Patient, eine Untersuchung oder viele</translation>
    </message>
    <message>
        <source>Open a patient, a study, or a folder of many</source>
        <translation>Patient, Untersuchung oder Ordner mit vielen öffnen</translation>
    </message>
    <message>
        <source>Open a project</source>
        <translation>Ein Projekt öffnen</translation>
    </message>
    <message>
        <source>Open a project…</source>
        <translation>Ein Projekt öffnen…</translation>
    </message>
    <message>
        <source>Open a released session</source>
        <translation>Freigegebene Sitzung öffnen</translation>
    </message>
    <message>
        <source>Open a released session…</source>
        <translation>Freigegebene Sitzung öffnen…</translation>
    </message>
    <message>
        <source>Open files</source>
        <translation>Dateien öffnen</translation>
    </message>
    <message>
        <source>Open files: a volume, a DICOMDIR, a zipped study</source>
        <translation>Dateien öffnen: ein Volumen, ein DICOMDIR, eine gezippte Untersuchung</translation>
    </message>
    <message>
        <source>Open files…</source>
        <translation>Dateien öffnen…</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Ordner öffnen…</translation>
    </message>
    <message>
        <source>Open it now</source>
        <translation>Jetzt öffnen</translation>
    </message>
    <message>
        <source>Open log folder</source>
        <translation>Protokollordner öffnen</translation>
    </message>
    <message>
        <source>Open slices, volumes, a DICOMDIR or a zipped study</source>
        <translation>Schichten, Volumen, ein DICOMDIR oder eine gezippte Untersuchung öffnen</translation>
    </message>
    <message>
        <source>Open the cases in it</source>
        <translation>Die Fälle darin öffnen</translation>
    </message>
    <message>
        <source>Open the key of a study&apos;s owner, and the readers&apos; answers</source>
        <translation>Den Schlüssel des Eigentümers einer Studie und die Antworten der Befunder öffnen</translation>
    </message>
    <message>
        <source>Open the package of another training</source>
        <translation>Paket eines anderen Trainings öffnen</translation>
    </message>
    <message>
        <source>Opened last…</source>
        <translation>Zuletzt geöffnet…</translation>
    </message>
    <message>
        <source>Opening another case</source>
        <translation>Ein anderer Fall wird geöffnet</translation>
    </message>
    <message>
        <source>Opening the case</source>
        <translation>Fall wird geöffnet</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Orientation as stored: the files do not state it</source>
        <translation>Orientierung wie gespeichert: Die Dateien nennen sie nicht</translation>
    </message>
    <message>
        <source>Orientation letters</source>
        <translation>Orientierungsbuchstaben</translation>
    </message>
    <message>
        <source>Other stored values</source>
        <translation>Andere gespeicherte Werte</translation>
    </message>
    <message>
        <source>Other study</source>
        <translation>Andere Untersuchung</translation>
    </message>
    <message>
        <source>Other study of {date}</source>
        <translation>Andere Untersuchung vom {date}</translation>
    </message>
    <message>
        <source>Other trainings</source>
        <translation>Andere Trainings</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Kontur</translation>
    </message>
    <message>
        <source>Outline against mask</source>
        <translation>Kontur gegen Maske</translation>
    </message>
    <message>
        <source>Outline as usual</source>
        <translation>Wie üblich umranden</translation>
    </message>
    <message>
        <source>Outline with it</source>
        <translation>Damit umranden</translation>
    </message>
    <message>
        <source>Outline with it now</source>
        <translation>Jetzt damit umranden</translation>
    </message>
    <message>
        <source>Outlined as usual again.</source>
        <translation>Es wird wieder wie üblich umrandet.</translation>
    </message>
    <message>
        <source>Outlined region removed (model): {label} {value}</source>
        <translation>Umrandetes entfernt (Modell): {label} {value}</translation>
    </message>
    <message>
        <source>Outlined slices</source>
        <translation>Umrandete Schichten</translation>
    </message>
    <message>
        <source>Outlines</source>
        <translation>Konturen</translation>
    </message>
    <message>
        <source>Outlines and the colours of heat maps are the same in all of them.</source>
        <translation>Konturen und die Farben der Heatmaps sind in allen gleich.</translation>
    </message>
    <message>
        <source>Outlines: clinician {area} px; model: slice below its threshold</source>
        <translation>Konturen: ärztlich {area} px; Modell: Schicht unter seiner Schwelle</translation>
    </message>
    <message>
        <source>Outlines: clinician {area} px; no segmenter</source>
        <translation>Konturen: ärztlich {area} px; kein Segmentierer</translation>
    </message>
    <message>
        <source>Outlines: clinician {area} px; no segmenter stands beside this network</source>
        <translation>Konturen: ärztlich {area} px; neben diesem Netz steht kein Segmentierer</translation>
    </message>
    <message>
        <source>Outlines: clinician {clinician} px, model {model} px</source>
        <translation>Konturen: ärztlich {clinician} px, Modell {model} px</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message numerus="yes">
        <source>Over %Ln slices</source>
        <translation>
            <numerusform>Über %Ln Schicht</numerusform>
            <numerusform>Über %Ln Schichten</numerusform>
        </translation>
    </message>
    <message>
        <source>Over the case the outlines overlap with a Dice of {dice}.</source>
        <translation>Über den Fall überlappen die Konturen mit einem Dice von {dice}.</translation>
    </message>
    <message>
        <source>Over the slices analysed so far the outlines overlap with a Dice of {dice}.</source>
        <translation>Über die bisher analysierten Schichten überlappen die Konturen mit einem Dice von {dice}.</translation>
    </message>
    <message>
        <source>Overlap of the map, cut at {cut} of its maximum whatever the threshold of the display, with the mask: shared area over joint area.</source>
        <translation>Überlappung der Karte, bei {cut} ihres Maximums geschnitten, gleich welcher Schwellenwert angezeigt wird, mit der Maske: Schnittfläche durch Vereinigungsfläche.</translation>
    </message>
    <message>
        <source>Overlap of the map, cut at {cut} of its maximum whatever the threshold of the display, with the mask: twice the shared area over the sum of both.</source>
        <translation>Überlappung der Karte, bei {cut} ihres Maximums geschnitten, gleich welcher Schwellenwert angezeigt wird, mit der Maske: doppelte Schnittfläche durch die Summe beider Flächen.</translation>
    </message>
    <message>
        <source>Overlap of the map, cut where Otsu&apos;s method parts its values in two, with the mask: shared area over joint area.</source>
        <translation>Überlappung der Karte, geschnitten, wo Otsus Verfahren ihre Werte teilt, mit der Maske: gemeinsame Fläche durch Gesamtfläche.</translation>
    </message>
    <message>
        <source>Overlap of the map, cut where Otsu&apos;s method parts its values in two, with the mask: twice the shared area over the sum of both.</source>
        <translation>Überlappung der Karte, geschnitten, wo Otsus Verfahren ihre Werte teilt, mit der Maske: das Doppelte der gemeinsamen Fläche durch die Summe beider.</translation>
    </message>
    <message>
        <source>Overlays</source>
        <translation>Overlays</translation>
    </message>
    <message>
        <source>PDF: a report of each case</source>
        <translation>PDF: ein Bericht je Fall</translation>
    </message>
    <message>
        <source>PNG: every slice; sheets of layers, slices and methods</source>
        <translation>PNG: jede Schicht; Bögen der Layer, Schichten und Methoden</translation>
    </message>
    <message>
        <source>Page (*.html)</source>
        <translation>Seite (*.html)</translation>
    </message>
    <message>
        <source>Page Down</source>
        <translation>Bild ↓</translation>
    </message>
    <message>
        <source>Page Up</source>
        <translation>Bild ↑</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Paint marks.</source>
        <translation>Markierungen malen.</translation>
    </message>
    <message>
        <source>Pale on slices called negative</source>
        <translation>Blass auf negativen Schichten</translation>
    </message>
    <message>
        <source>Pale, as the network does not call this slice {finding}.</source>
        <translation>Blass, da das Netz diese Schicht nicht als {finding} einstuft.</translation>
    </message>
    <message>
        <source>Part seen</source>
        <translation>Gesehener Teil</translation>
    </message>
    <message>
        <source>Parts by others, and their licences</source>
        <translation>Teile von anderen und ihre Lizenzen</translation>
    </message>
    <message>
        <source>Passes through the network</source>
        <translation>Durchläufe durch das Netz</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Passphrase of the session</source>
        <translation>Passphrase der Sitzung</translation>
    </message>
    <message>
        <source>Patient</source>
        <translation>Patient</translation>
    </message>
    <message>
        <source>Patients</source>
        <translation>Patienten</translation>
    </message>
    <message>
        <source>Patients&apos; names on or off</source>
        <translation>Patientennamen ein/aus</translation>
    </message>
    <message>
        <source>Percentiles of each slice</source>
        <translation>Perzentile jeder Schicht</translation>
    </message>
    <message>
        <source>Percentiles of the case</source>
        <translation>Perzentile des Falls</translation>
    </message>
    <message>
        <source>PgDown</source>
        <translation>Bild ↓</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>Bild ↑</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <source>Picture of the network; arrows choose a layer</source>
        <translation>Bild des Netzes; Pfeiltasten wählen einen Layer</translation>
    </message>
    <message>
        <source>Picture that was made to raise what the method is pointed at</source>
        <translation>Bild, das gemacht wurde, um zu steigern, worauf die Methode gerichtet ist</translation>
    </message>
    <message>
        <source>Picture, {times} × as large (*.png)</source>
        <translation>Bild, {times} × so groß (*.png)</translation>
    </message>
    <message>
        <source>Pictures are called by their own logits alone; slices beside are not heeded as in a slice&apos;s probability.</source>
        <translation>Bilder werden nach ihren eigenen Logits allein beurteilt; Nachbarschichten zählen anders als bei der Wahrscheinlichkeit einer Schicht nicht mit.</translation>
    </message>
    <message>
        <source>Pixels are removed and restored in the map&apos;s order; beside it in random order, by brightness.</source>
        <translation>Pixel werden in der Reihenfolge der Karte entfernt und wiederhergestellt; daneben zufällig und nach Helligkeit.</translation>
    </message>
    <message>
        <source>Pixels are written as they are: text that is burned into them, or a face, would still tell who it is.</source>
        <translation>Pixel werden geschrieben, wie sie sind: eingebrannter Text oder ein Gesicht verriete weiter, wer es ist.</translation>
    </message>
    <message>
        <source>Plane</source>
        <translation>Schnittebene</translation>
    </message>
    <message>
        <source>Play through the slices, or stop</source>
        <translation>Schichten abspielen/anhalten</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <source>Point value</source>
        <translation>Punktwert</translation>
    </message>
    <message>
        <source>Pointer</source>
        <translation>Zeiger</translation>
    </message>
    <message>
        <source>Portable</source>
        <translation>Portabel</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Lage</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>Prediction against mask</source>
        <translation>Vorhersage gegen Maske</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Voreinstellung</translation>
    </message>
    <message>
        <source>Press a further key for it</source>
        <translation>Eine weitere Taste dafür drücken</translation>
    </message>
    <message>
        <source>Press another key in place of those it has (Enter)</source>
        <translation>Eine andere Taste statt der bisherigen drücken (Eingabetaste)</translation>
    </message>
    <message>
        <source>Press for numbers and meaning</source>
        <translation>Drücken für Zahlen und Bedeutung</translation>
    </message>
    <message>
        <source>Press the key for “{title}”; Esc leaves it as it is.</source>
        <translation>Taste für „{title}“ drücken; Esc lässt es, wie es ist.</translation>
    </message>
    <message>
        <source>Preview: three slices, what the network gets of them, and what it decides</source>
        <translation>Vorschau: drei Schichten, was das Netz von ihnen bekommt und wie es entscheidet</translation>
    </message>
    <message>
        <source>Previous case</source>
        <translation>Voriger Fall</translation>
    </message>
    <message>
        <source>Previous layer</source>
        <translation>Voriger Layer</translation>
    </message>
    <message>
        <source>Previous slice</source>
        <translation>Vorige Schicht</translation>
    </message>
    <message>
        <source>Print the view</source>
        <translation>Ansicht drucken</translation>
    </message>
    <message>
        <source>Private elements</source>
        <translation>Private Elemente</translation>
    </message>
    <message>
        <source>Prob.</source>
        <translation>Wkt.</translation>
    </message>
    <message>
        <source>Probabilities are calibrated for such images.</source>
        <translation>Die Wahrscheinlichkeiten sind für solche Bilder kalibriert.</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Probability above which a slice is outlined, per cent</source>
        <translation>Wahrscheinlichkeit in Prozent, oberhalb derer eine Schicht umrandet wird</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>Sonde</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Projects of reviews (*{suffix})</source>
        <translation>Review-Projekte (*{suffix})</translation>
    </message>
    <message>
        <source>Proposed mask</source>
        <translation>Vorgeschlagene Maske</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Question before</source>
        <translation>Vorige Frage</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Questions of the project</source>
        <translation>Fragen des Projekts</translation>
    </message>
    <message>
        <source>Questions…</source>
        <translation>Fragen…</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>In der Warteschlange</translation>
    </message>
    <message>
        <source>Quick</source>
        <translation>Schnell</translation>
    </message>
    <message>
        <source>RANO volume diameters results</source>
        <translation>RANO Volumen Durchmesser Ergebnisse</translation>
    </message>
    <message>
        <source>ROAD</source>
        <translation>ROAD</translation>
    </message>
    <message>
        <source>ROI region contour</source>
        <translation>ROI Region Kontur</translation>
    </message>
    <message>
        <source>ROI region mean</source>
        <translation>ROI Region Mittelwert</translation>
    </message>
    <message>
        <source>Radiological convention: the patient&apos;s right is on your left</source>
        <translation>Radiologische Konvention: die rechte Seite des Patienten ist links</translation>
    </message>
    <message>
        <source>Rank correlation</source>
        <translation>Rangkorrelation</translation>
    </message>
    <message>
        <source>Rank correlation inside the head over {number} networks: {overall} (each with this one: {each}).</source>
        <translation>Rangkorrelation im Kopf über {number} Netze: {overall} (jedes mit diesem: {each}).</translation>
    </message>
    <message>
        <source>Read as {meaning}.</source>
        <translation>Gelesen als: {meaning}.</translation>
    </message>
    <message>
        <source>Read it</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Read keys and mouse</source>
        <translation>Tasten und Maus lesen</translation>
    </message>
    <message>
        <source>Read keys and mouse from such a file</source>
        <translation>Tasten und Maus aus einer solchen Datei lesen</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>Befunder</translation>
    </message>
    <message>
        <source>Reader and map</source>
        <translation>Befunder und Karte</translation>
    </message>
    <message>
        <source>Reader and mask</source>
        <translation>Befunder und Maske</translation>
    </message>
    <message>
        <source>Reader and reader</source>
        <translation>Befunder und Befunder</translation>
    </message>
    <message>
        <source>Reader study</source>
        <translation>Befunderstudie</translation>
    </message>
    <message>
        <source>Reader {name}</source>
        <translation>Befunder {name}</translation>
    </message>
    <message>
        <source>Reader, map and mask</source>
        <translation>Befunder, Karte und Maske</translation>
    </message>
    <message>
        <source>Readers and arms</source>
        <translation>Befunder und Arme</translation>
    </message>
    <message>
        <source>Reading the case</source>
        <translation>Fall wird gelesen</translation>
    </message>
    <message>
        <source>Reading the other slices</source>
        <translation>Die übrigen Schichten werden gelesen</translation>
    </message>
    <message>
        <source>Reading the series</source>
        <translation>Die Serie wird gelesen</translation>
    </message>
    <message>
        <source>Reading was stopped</source>
        <translation>Lesen angehalten</translation>
    </message>
    <message>
        <source>Reading {done} of {all}</source>
        <translation>{done} von {all} gelesen</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Recognised</source>
        <translation>Erkannt</translation>
    </message>
    <message>
        <source>Recognised as</source>
        <translation>Erkannt als</translation>
    </message>
    <message>
        <source>Recognised: {reason}</source>
        <translation>Erkannt: {reason}</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>Reference standard, and cases left out</source>
        <translation>Referenzstandard und ausgelassene Fälle</translation>
    </message>
    <message>
        <source>Reference: {told}</source>
        <translation>Referenz: {told}</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>Regions are superpixels of six sizes, not those of the paper.</source>
        <translation>Regionen sind Superpixel in sechs Größen, nicht die der Originalarbeit.</translation>
    </message>
    <message>
        <source>Rejected right advice</source>
        <translation>Richtigen Rat abgelehnt</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove a network</source>
        <translation>Netz entfernen</translation>
    </message>
    <message>
        <source>Remove this explanation</source>
        <translation>Diese Erklärung entfernen</translation>
    </message>
    <message>
        <source>Remove “{name}” from this program? Its files are deleted.</source>
        <translation>„{name}“ aus diesem Programm entfernen? Seine Dateien werden gelöscht.</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Removing the outlined region</source>
        <translation>Umrandete Region wird entfernt</translation>
    </message>
    <message>
        <source>Replaced by</source>
        <translation>Ersetzt durch</translation>
    </message>
    <message>
        <source>Research use, not for diagnosis</source>
        <translation>Nur für die Forschung, nicht zur Diagnose</translation>
    </message>
    <message>
        <source>Research use, not for diagnosis.</source>
        <translation>Für die Forschung, nicht zur Diagnose.</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Reset display</source>
        <translation>Darstellung zurücksetzen</translation>
    </message>
    <message>
        <source>Reset display: colours, overlays, windows</source>
        <translation>Darstellung zurücksetzen: Farben, Overlays, Fensterungen</translation>
    </message>
    <message>
        <source>Reset everything</source>
        <translation>Alles zurücksetzen</translation>
    </message>
    <message>
        <source>Reset everything…</source>
        <translation>Alles zurücksetzen…</translation>
    </message>
    <message>
        <source>Reset zoom, position, flips and window</source>
        <translation>Ansicht und Fensterung zurücksetzen</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Eingabetaste</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Richtig</translation>
    </message>
    <message>
        <source>Right beside another map</source>
        <translation>Richtig neben anderer Karte</translation>
    </message>
    <message>
        <source>Right beside its own map</source>
        <translation>Richtig neben eigener Karte</translation>
    </message>
    <message>
        <source>Right click</source>
        <translation>Rechtsklick</translation>
    </message>
    <message>
        <source>Right drag</source>
        <translation>Rechts ziehen</translation>
    </message>
    <message>
        <source>Right panel folded away or not</source>
        <translation>Rechte Leiste eingeklappt oder nicht</translation>
    </message>
    <message>
        <source>Right.</source>
        <translation>Richtig.</translation>
    </message>
    <message>
        <source>Round {done} of {all}</source>
        <translation>Runde {done} von {all}</translation>
    </message>
    <message>
        <source>Row {here}</source>
        <translation>Zeile {here}</translation>
    </message>
    <message>
        <source>SIC</source>
        <translation>SIC</translation>
    </message>
    <message>
        <source>SVG: curves of decision and agreement</source>
        <translation>SVG: Kurven von Entscheidung und Übereinstimmung</translation>
    </message>
    <message>
        <source>SYNTHETIC</source>
        <translation>SYNTHETISCH</translation>
    </message>
    <message>
        <source>Sag</source>
        <translation>Sag</translation>
    </message>
    <message>
        <source>Sagittal</source>
        <translation>Sagittal</translation>
    </message>
    <message>
        <source>Same answer</source>
        <translation>Gleiche Antwort</translation>
    </message>
    <message>
        <source>Sanity checks</source>
        <translation>Plausibilität</translation>
    </message>
    <message>
        <source>Sanity checks ask whether a map depends on what the network has learnt: would random weights, another class or nearly the same slice give another map? A map that fails one may still be right; it is no evidence by itself.</source>
        <translation>Plausibilitätsprüfungen fragen, ob eine Karte von dem abhängt, was das Netz gelernt hat: Gäben zufällige Gewichte, eine andere Klasse oder fast dieselbe Schicht eine andere Karte? Eine Karte, die eine nicht besteht, kann dennoch richtig sein; für sich allein belegt sie nichts.</translation>
    </message>
    <message>
        <source>Sanity checks of a network of volumes need several cases: xaiviewer model measure measures them.</source>
        <translation>Plausibilitätsprüfungen eines Netzes für Volumina brauchen mehrere Fälle: xaiviewer model measure misst sie.</translation>
    </message>
    <message>
        <source>Sanity checks of the map</source>
        <translation>Plausibilität der Karte</translation>
    </message>
    <message>
        <source>Sanity checks of the map shown</source>
        <translation>Plausibilität der gezeigten Karte</translation>
    </message>
    <message>
        <source>Sanity checks: not measured</source>
        <translation>Prüfungen: nicht gemessen</translation>
    </message>
    <message>
        <source>Sanity checks: {passed} of {all} passed</source>
        <translation>Prüfungen: {passed} von {all} bestanden</translation>
    </message>
    <message>
        <source>Save list…</source>
        <translation>Liste speichern…</translation>
    </message>
    <message>
        <source>Save the curves…</source>
        <translation>Kurven sichern…</translation>
    </message>
    <message>
        <source>Save the figures</source>
        <translation>Die Zahlen speichern</translation>
    </message>
    <message>
        <source>Save the list</source>
        <translation>Liste speichern</translation>
    </message>
    <message>
        <source>Save the points, boxes and marks that are drawn as the answer</source>
        <translation>Die gezeichneten Punkte, Rechtecke und Markierungen als Antwort speichern</translation>
    </message>
    <message>
        <source>Save the view as a picture</source>
        <translation>Ansicht als Bild sichern</translation>
    </message>
    <message>
        <source>Save this comparison</source>
        <translation>Diesen Vergleich speichern</translation>
    </message>
    <message>
        <source>Save this contact sheet</source>
        <translation>Diesen Kontaktbogen speichern</translation>
    </message>
    <message>
        <source>Save this view</source>
        <translation>Diese Ansicht sichern</translation>
    </message>
    <message>
        <source>Save what is whole</source>
        <translation>Das Heile speichern</translation>
    </message>
    <message>
        <source>Save what is whole…</source>
        <translation>Das Heile speichern…</translation>
    </message>
    <message>
        <source>Saved as {file}</source>
        <translation>Gespeichert als {file}</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <source>Say in the verdict form who answers; that is who decides.</source>
        <translation>Sagen Sie im Formular des Urteils, wer antwortet; der entscheidet.</translation>
    </message>
    <message>
        <source>Say which of the classes is outlined.</source>
        <translation>Geben Sie an, welche der Klassen umrandet wird.</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Skala</translation>
    </message>
    <message>
        <source>Scale bar</source>
        <translation>Maßstab</translation>
    </message>
    <message>
        <source>Scores and chance are of this network&apos;s own map.</source>
        <translation>Werte und Zufall gelten für die Karte dieses Netzes selbst.</translation>
    </message>
    <message>
        <source>Scores are of the current layer alone, not of the fusion.</source>
        <translation>Die Kennzahlen gelten nur für den aktuellen Layer, nicht für die Fusion.</translation>
    </message>
    <message>
        <source>Scores are of the map that was asked for: of what speaks for the class.</source>
        <translation>Die Kennzahlen gelten der angeforderten Karte: dem, was für die Klasse spricht.</translation>
    </message>
    <message>
        <source>Scroll all views together</source>
        <translation>Alle Ansichten gemeinsam scrollen</translation>
    </message>
    <message>
        <source>Search actions or keys</source>
        <translation>Befehle oder Tasten suchen</translation>
    </message>
    <message>
        <source>Search all chapters</source>
        <translation>Alle Kapitel durchsuchen</translation>
    </message>
    <message>
        <source>Search cases</source>
        <translation>Fälle suchen</translation>
    </message>
    <message>
        <source>Search classes</source>
        <translation>Klassen suchen</translation>
    </message>
    <message>
        <source>Search tags, names and values</source>
        <translation>Tags, Namen und Werte suchen</translation>
    </message>
    <message>
        <source>Search what can be done</source>
        <translation>Suchen, was getan werden kann</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>Zweite</translation>
    </message>
    <message>
        <source>Second of the two</source>
        <translation>Zweite der beiden</translation>
    </message>
    <message>
        <source>Second reader</source>
        <translation>Zweiter Befunder</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>See what a network looked at, layer by layer</source>
        <translation>Sehen, worauf ein Netz geschaut hat, Layer für Layer</translation>
    </message>
    <message>
        <source>Sensitivity</source>
        <translation>Sensitivität</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Sequenz</translation>
    </message>
    <message>
        <source>SequenceName is {attributes}</source>
        <translation>SequenceName ist {attributes}</translation>
    </message>
    <message>
        <source>Sequences</source>
        <translation>Sequenzen</translation>
    </message>
    <message>
        <source>Sequences and masks</source>
        <translation>Sequenzen und Masken</translation>
    </message>
    <message>
        <source>Sequences and masks…</source>
        <translation>Sequenzen und Masken…</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>Series for {sequence}</source>
        <translation>Serie für {sequence}</translation>
    </message>
    <message>
        <source>Series of this case</source>
        <translation>Serien dieses Falls</translation>
    </message>
    <message>
        <source>Series {number}</source>
        <translation>Serie {number}</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Session {number} of {count}</source>
        <translation>Sitzung {number} von {count}</translation>
    </message>
    <message>
        <source>Share of the map in the mask</source>
        <translation>Anteil der Karte in der Maske</translation>
    </message>
    <message>
        <source>Share of the map in the mask, on this slice: {verdict}</source>
        <translation>Anteil der Karte in der Maske auf dieser Schicht: {verdict}</translation>
    </message>
    <message>
        <source>Share of the map in the masks, whole case: {verdict}</source>
        <translation>Anteil der Karte in den Masken, ganzer Fall: {verdict}</translation>
    </message>
    <message>
        <source>Share, per cent</source>
        <translation>Anteil in Prozent</translation>
    </message>
    <message>
        <source>Shares of right answers, and of answers that the step turned to right or to wrong; the median time.</source>
        <translation>Anteile richtiger Antworten und solcher, die der Schritt zum Richtigen oder Falschen wandte; die mediane Zeit.</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Shift Z takes back</source>
        <translation>Umschalt Z nimmt zurück</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Show the slice at the same height of the stack: the places may be others</source>
        <translation>Die Schicht in gleicher Höhe des Stapels zeigen: Die Orte können andere sein</translation>
    </message>
    <message>
        <source>Show this view alone, or all again (double-click)</source>
        <translation>Diese Ansicht allein oder wieder alle zeigen (Doppelklick)</translation>
    </message>
    <message>
        <source>Show this view alone, or both again (double-click)</source>
        <translation>Diese Ansicht allein oder wieder beide zeigen (Doppelklick)</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Gezeigt</translation>
    </message>
    <message>
        <source>Shows why a network decided what it decided, layer by layer, beside the clinician&apos;s mask. It opens no network connection; images never leave this computer.</source>
        <translation>Zeigt Layer für Layer und neben der ärztlichen Maske, warum ein Netz so entschieden hat. Das Programm öffnet keine Netzwerkverbindung; Bilder verlassen diesen Rechner nie.</translation>
    </message>
    <message>
        <source>Shuffle anew</source>
        <translation>Neu mischen</translation>
    </message>
    <message>
        <source>Shuffled</source>
        <translation>Gemischt</translation>
    </message>
    <message>
        <source>Side by side · slice {here} of {count}</source>
        <translation>Nebeneinander · Schicht {here} von {count}</translation>
    </message>
    <message>
        <source>Six views</source>
        <translation>Sechs Ansichten</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Size of letters</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>Size of letters, tens of per cent</source>
        <translation>Schriftgröße in Zehnteln</translation>
    </message>
    <message>
        <source>Size of pictures</source>
        <translation>Bildgröße</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>Größe der Bilder</translation>
    </message>
    <message>
        <source>Size {radius} px</source>
        <translation>Größe {radius} px</translation>
    </message>
    <message>
        <source>Size, pixels</source>
        <translation>Größe, Pixel</translation>
    </message>
    <message>
        <source>Skipped files</source>
        <translation>Übersprungene Dateien</translation>
    </message>
    <message>
        <source>Slice</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Slice left black: {fault}</source>
        <translation>Schicht schwarz gelassen: {fault}</translation>
    </message>
    <message>
        <source>Slice left out: {label} is {signature} where the other slices are {usual}; export all slices alike.</source>
        <translation>Schicht weggelassen: {label} hat {signature}, wo die anderen Schichten {usual} haben; exportieren Sie alle Schichten gleich.</translation>
    </message>
    <message>
        <source>Slice left out: {sentence}</source>
        <translation>Schicht weggelassen: {sentence}</translation>
    </message>
    <message>
        <source>Slice under the heat map</source>
        <translation>Schicht unter der Heatmap</translation>
    </message>
    <message>
        <source>Slice with the clinician&apos;s mask</source>
        <translation>Schicht mit der ärztlichen Maske</translation>
    </message>
    <message>
        <source>Slice {here}</source>
        <translation>Schicht {here}</translation>
    </message>
    <message>
        <source>Slice {here} of {count}</source>
        <translation>Schicht {here} von {count}</translation>
    </message>
    <message>
        <source>Slice {index} is missing from the files; look for the one that holds it.</source>
        <translation>Schicht {index} fehlt in den Dateien; suchen Sie die Datei, die sie enthält.</translation>
    </message>
    <message>
        <source>Slice {number}</source>
        <translation>Schicht {number}</translation>
    </message>
    <message>
        <source>Slice {number} is being analysed, this one is next</source>
        <translation>Schicht {number} wird analysiert, diese ist die nächste</translation>
    </message>
    <message>
        <source>Slice {number} of {count}</source>
        <translation>Schicht {number} von {count}</translation>
    </message>
    <message>
        <source>Slice {number} with the mask&apos;s outline</source>
        <translation>Schicht {number} mit der Kontur der Maske</translation>
    </message>
    <message>
        <source>Slice {number}, which holds most of the mask</source>
        <translation>Schicht {number}, die das meiste der Maske enthält</translation>
    </message>
    <message>
        <source>Slice {number}: {voxels}</source>
        <translation>Schicht {number}: {voxels}</translation>
    </message>
    <message>
        <source>Slice {surest} is called {finding} ({probability}).</source>
        <translation>Schicht {surest} wird als {finding} eingestuft ({probability}).</translation>
    </message>
    <message>
        <source>Slice {surest} is not called {finding}; its probability is {probability}.</source>
        <translation>Schicht {surest} wird nicht als {finding} eingestuft; die Wahrscheinlichkeit beträgt {probability}.</translation>
    </message>
    <message>
        <source>Slice {which}</source>
        <translation>Schicht {which}</translation>
    </message>
    <message>
        <source>Slices</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Slices a second</source>
        <translation>Schichten pro Sekunde</translation>
    </message>
    <message>
        <source>Slices are shifted against each other by a tilt of {angle} degrees; positions follow it.</source>
        <translation>Die Schichten sind durch eine Kippung von {angle} Grad gegeneinander versetzt; die Positionen folgen ihr.</translation>
    </message>
    <message>
        <source>Slices between</source>
        <translation>Schichten dazwischen</translation>
    </message>
    <message>
        <source>Slices lie</source>
        <translation>Schichten liegen</translation>
    </message>
    <message>
        <source>Slices lie at uneven positions ({apart} apart; {label} is off by {strays} mm.</source>
        <translation>Die Schichtpositionen sind ungleichmäßig ({apart} voneinander entfernt; {label} weicht um {strays} mm ab.</translation>
    </message>
    <message>
        <source>Slices of the case</source>
        <translation>Schichten des Falls</translation>
    </message>
    <message>
        <source>Slices of the case; arrows choose a slice</source>
        <translation>Schichten des Falls; Pfeiltasten wählen eine Schicht</translation>
    </message>
    <message>
        <source>Slices under a layer</source>
        <translation>Schichten unter einem Layer</translation>
    </message>
    <message>
        <source>Slices under {layer}</source>
        <translation>Schichten unter {layer}</translation>
    </message>
    <message>
        <source>Slices whose probability of the finding is above the one measured with the outlines{gate}.</source>
        <translation>Schichten, deren Wahrscheinlichkeit für den Befund über der mit den Konturen gemessenen liegt{gate}.</translation>
    </message>
    <message>
        <source>Slices {which}</source>
        <translation>Schichten {which}</translation>
    </message>
    <message>
        <source>Slices, mm</source>
        <translation>Schichten, mm</translation>
    </message>
    <message>
        <source>Small picture</source>
        <translation>Kleines Bild</translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation>Kleinerer Pinsel</translation>
    </message>
    <message>
        <source>Smooth (Gaussian, 0.7 cells)</source>
        <translation>Glätten (Gauß, 0,7 Zellen)</translation>
    </message>
    <message>
        <source>So far 1 of {all} slices is analysed.</source>
        <translation>Bisher ist 1 von {all} Schichten analysiert.</translation>
    </message>
    <message>
        <source>So far {done} of {all} slices are analysed.</source>
        <translation>Bisher sind {done} von {all} Schichten analysiert.</translation>
    </message>
    <message>
        <source>So large a share of the head&apos;s pixels</source>
        <translation>Ein so großer Anteil der Pixel des Kopfs</translation>
    </message>
    <message>
        <source>Somebody else answers…</source>
        <translation>Jemand anderes antwortet…</translation>
    </message>
    <message>
        <source>Something is outlined on {called} of the {all} slices called {finding}; number of these still called so: {left}.</source>
        <translation>Umrandet ist etwas auf {called} der {all} als {finding} eingestuften Schichten; Zahl derer, die weiter so eingestuft werden: {left}.</translation>
    </message>
    <message>
        <source>Something is still being written.</source>
        <translation>Es wird noch etwas geschrieben.</translation>
    </message>
    <message>
        <source>Something unexpected went wrong. The review so far is kept, and you can go on.</source>
        <translation>Etwas Unerwartetes ist schiefgegangen. Die bisherige Begutachtung bleibt erhalten, und Sie können weiterarbeiten.</translation>
    </message>
    <message>
        <source>Spacing, mm</source>
        <translation>Abstand, mm</translation>
    </message>
    <message>
        <source>Spearman, over the {pixels} pixels of the head, on the slice&apos;s grid of {grid}.</source>
        <translation>Spearman, über die {pixels} Pixel des Kopfs, auf dem Raster der Schicht von {grid}.</translation>
    </message>
    <message>
        <source>Specificity</source>
        <translation>Spezifität</translation>
    </message>
    <message>
        <source>Spoilt</source>
        <translation>Verdorben</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>Streuung</translation>
    </message>
    <message>
        <source>Spread between the 2nd and the 98th percentile</source>
        <translation>Gespreizt zwischen dem 2. und dem 98. Perzentil</translation>
    </message>
    <message>
        <source>Spread over {number} networks</source>
        <translation>Streuung über {number} Netze</translation>
    </message>
    <message>
        <source>Stands in: nothing tells what it is</source>
        <translation>Springt ein: Nichts sagt, was sie ist</translation>
    </message>
    <message>
        <source>Stands in: recognised as {label}</source>
        <translation>Springt ein: erkannt als {label}</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet…</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source>Stay open</source>
        <translation>Offen bleiben</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Stop looking for cases</source>
        <translation>Suche nach Fällen anhalten</translation>
    </message>
    <message>
        <source>Stop or resume the analysis</source>
        <translation>Analyse anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Stopped at {done} / {all}</source>
        <translation>Angehalten bei {done} / {all}</translation>
    </message>
    <message>
        <source>Stopped at {done} of {all} passes</source>
        <translation>Angehalten bei {done} von {all} Durchläufen</translation>
    </message>
    <message>
        <source>Stopped before it was complete.</source>
        <translation>Angehalten, bevor es vollständig war.</translation>
    </message>
    <message>
        <source>Stopped by an error</source>
        <translation>Durch einen Fehler abgebrochen</translation>
    </message>
    <message>
        <source>Stopped. The second network is asked again at another slice</source>
        <translation>Angehalten. Das zweite Netz wird bei einer anderen Schicht wieder gefragt</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>Wird angehalten</translation>
    </message>
    <message>
        <source>Stored values 0 to 255 (8-bit pictures, ToTensor)</source>
        <translation>Gespeicherte Werte 0 bis 255 (8-Bit-Bilder, ToTensor)</translation>
    </message>
    <message>
        <source>Stretched</source>
        <translation>Gespreizt</translation>
    </message>
    <message>
        <source>Strip of slices folded away or not</source>
        <translation>Streifen der Schichten eingeklappt oder nicht</translation>
    </message>
    <message>
        <source>Strongest null model: {null}, {value}</source>
        <translation>Stärkstes Nullmodell: {null}, {value}</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>Untersuchung</translation>
    </message>
    <message>
        <source>Synthetic phantom, no patient</source>
        <translation>Synthetisches Phantom, kein Patient</translation>
    </message>
    <message>
        <source>System ({language})</source>
        <translation>System ({language})</translation>
    </message>
    <message>
        <source>T1 + contrast holds the same pictures as T1: a sequence was missing when the files were made.</source>
        <translation>T1 + contrast enthält dieselben Bilder wie T1: Beim Erstellen der Dateien fehlte eine Sequenz.</translation>
    </message>
    <message>
        <source>T1 and FLAIR</source>
        <translation>T1 und FLAIR</translation>
    </message>
    <message>
        <source>T1 and FLAIR and T1 + contrast</source>
        <translation>T1, FLAIR und T1 + contrast</translation>
    </message>
    <message>
        <source>T1 and T1 + contrast</source>
        <translation>T1 und T1 + contrast</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Take a tool above the views and draw; the pointer moves and changes what is there.</source>
        <translation>Über den Ansichten ein Werkzeug nehmen und zeichnen; der Zeiger verschiebt und ändert, was da ist.</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Take its keys away</source>
        <translation>Seine Tasten entfernen</translation>
    </message>
    <message>
        <source>Take the key from what has it</source>
        <translation>Die Taste dem nehmen, was sie hat</translation>
    </message>
    <message>
        <source>Take the last answer back</source>
        <translation>Die letzte Antwort zurücknehmen</translation>
    </message>
    <message>
        <source>Take what is drawn</source>
        <translation>Gezeichnetes übernehmen</translation>
    </message>
    <message>
        <source>Taking away first what this map marks lowers the probability faster than brightness order: area {map} against {brightness}, and {random} by chance.</source>
        <translation>Zuerst wegzunehmen, was diese Karte markiert, senkt die Wahrscheinlichkeit schneller als nach Helligkeit: Fläche {map} gegen {brightness}, und {random} durch Zufall.</translation>
    </message>
    <message>
        <source>Taking away first what this map marks lowers the probability faster than chance, but no faster than brightness order: area {map} against {brightness}, and {random} by chance.</source>
        <translation>Zuerst wegzunehmen, was diese Karte markiert, senkt die Wahrscheinlichkeit schneller als der Zufall, doch nicht schneller als nach Helligkeit: Fläche {map} gegen {brightness}, und {random} durch Zufall.</translation>
    </message>
    <message>
        <source>Taking away first what this map marks lowers the probability faster than chance: area {map} against {random} in random order.</source>
        <translation>Zuerst wegzunehmen, was diese Karte markiert, senkt die Wahrscheinlichkeit schneller als der Zufall: Fläche {map} gegen {random} in zufälliger Reihenfolge.</translation>
    </message>
    <message>
        <source>Taking away first what this map marks lowers the probability no faster than chance: area {map} against {random} in random order, {least} in the quickest.</source>
        <translation>Zuerst wegzunehmen, was diese Karte markiert, senkt die Wahrscheinlichkeit nicht schneller als der Zufall: Fläche {map} gegen {random} in zufälliger Reihenfolge, {least} in der schnellsten.</translation>
    </message>
    <message>
        <source>Tell</source>
        <translation>Angeben</translation>
    </message>
    <message>
        <source>Ten layers towards the input</source>
        <translation>Zehn Layer in Richtung Eingang</translation>
    </message>
    <message>
        <source>Ten layers towards the output</source>
        <translation>Zehn Layer in Richtung Ausgang</translation>
    </message>
    <message>
        <source>Ten networks of the same architecture look at each slice you stay with, while nothing else is done: a few seconds each. Their scores are the band behind the curve.</source>
        <translation>Zehn Netze derselben Architektur sehen jede Schicht an, bei der Sie bleiben, solange nichts anderes läuft: je ein paar Sekunden. Ihre Werte sind das Band hinter der Kurve.</translation>
    </message>
    <message>
        <source>Ten slices back</source>
        <translation>Zehn Schichten zurück</translation>
    </message>
    <message>
        <source>Ten slices on</source>
        <translation>Zehn Schichten weiter</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <source>Text on the pictures</source>
        <translation>Text auf den Bildern</translation>
    </message>
    <message>
        <source>Text on the pictures on or off</source>
        <translation>Text auf den Bildern ein/aus</translation>
    </message>
    <message>
        <source>The Analyze format keeps no orientation</source>
        <translation>Das Analyze-Format bewahrt keine Orientierung</translation>
    </message>
    <message>
        <source>The argument “{name}” may not be given to {network}; allowed: {names}.</source>
        <translation>Das Argument „{name}“ darf {network} nicht bekommen; erlaubt: {names}.</translation>
    </message>
    <message>
        <source>The argument “{name}” of {network} is no plain, small value.</source>
        <translation>Das Argument „{name}“ von {network} ist kein einfacher, kleiner Wert.</translation>
    </message>
    <message>
        <source>The arms compared</source>
        <translation>Die Arme im Vergleich</translation>
    </message>
    <message>
        <source>The audit found no slice on which decision and heat map disagree.</source>
        <translation>Das Audit fand keine Schicht, auf der Entscheidung und Heatmap auseinandergehen.</translation>
    </message>
    <message>
        <source>The background of {which} has the value {value}, among the head&apos;s values, as after z-scoring: the networks see it dark. Whether the head is inverted besides cannot be told; if it is, give other images.</source>
        <translation>Der Hintergrund von {which} hat den Wert {value}, mitten unter den Werten des Kopfes, wie nach einer Z-Transformation: Die Netze sehen ihn dunkel. Ob der Kopf außerdem invertiert ist, lässt sich nicht sagen; wenn ja, andere Bilder verwenden.</translation>
    </message>
    <message>
        <source>The background&apos;s logits are computed once more for every request.</source>
        <translation>Die Logits des Hintergrunds werden bei jeder Anforderung noch einmal berechnet.</translation>
    </message>
    <message>
        <source>The baseline decides what counts as nothing: compare two.</source>
        <translation>Die Referenz entscheidet, was als nichts gilt: zwei vergleichen.</translation>
    </message>
    <message>
        <source>The best method was not measured for these weights; {method} is the default.</source>
        <translation>Die beste Methode wurde für diese Gewichte nicht gemessen; {method} ist der Standard.</translation>
    </message>
    <message>
        <source>The blending names maps that only those have who get them too: add the form “pm”.</source>
        <translation>Die Überlagerung verweist auf Karten, die nur hat, wer sie auch bekommt: die Form „pm“ hinzunehmen.</translation>
    </message>
    <message>
        <source>The bundle {path} asks for “{target}”, which is not on the list of factories; nothing was run. MONAI&apos;s networks that are: {names}.</source>
        <translation>Das Bundle {path} verlangt „{target}“, das nicht auf der Liste der Netze steht; nichts wurde ausgeführt. Netze von MONAI, die dort stehen: {names}.</translation>
    </message>
    <message>
        <source>The bundle {path} computes “{key}” by an expression; write the number in its place.</source>
        <translation>Das Bundle {path} berechnet „{key}“ mit einem Ausdruck; schreiben Sie statt dessen die Zahl.</translation>
    </message>
    <message>
        <source>The bundle {path} defines no network (network_def with _target_) in its inference.json.</source>
        <translation>Das Bundle {path} nennt in seiner inference.json kein Netz (network_def mit _target_).</translation>
    </message>
    <message>
        <source>The bundle {path} does not say how many classes and channels its network has.</source>
        <translation>Das Bundle {path} sagt nicht, wie viele Klassen und Kanäle sein Netz hat.</translation>
    </message>
    <message>
        <source>The case from its darkest to its brightest</source>
        <translation>Der Fall vom Dunkelsten zum Hellsten</translation>
    </message>
    <message>
        <source>The case has one {what}, taken as FLAIR.</source>
        <translation>Im Fall gibt es nur eines: {what}, als FLAIR genommen.</translation>
    </message>
    <message>
        <source>The case has one {what}, taken as FLAIR; a network that asks for {absent} gets the same.</source>
        <translation>Im Fall gibt es nur eines: {what}, als FLAIR genommen; ein Netz, das {absent} verlangt, erhält dasselbe.</translation>
    </message>
    <message>
        <source>The case has {count} slices where the network takes {depth}: between them it sees what was interpolated, not acquired.</source>
        <translation>Der Fall hat {count} Schichten, wo das Netz {depth} nimmt: Dazwischen sieht es Interpoliertes, nicht Aufgenommenes.</translation>
    </message>
    <message>
        <source>The case in words</source>
        <translation>Der Fall in Worten</translation>
    </message>
    <message>
        <source>The case is not in the list; open its folder to see it here.</source>
        <translation>Der Fall steht nicht in der Liste; öffnen Sie seinen Ordner, um ihn hier zu sehen.</translation>
    </message>
    <message>
        <source>The case is still being analysed</source>
        <translation>Der Fall wird noch analysiert</translation>
    </message>
    <message>
        <source>The case is still being analysed; export it when that is done.</source>
        <translation>Der Fall wird noch analysiert; exportieren Sie ihn danach.</translation>
    </message>
    <message>
        <source>The case is still being analysed; write when that is done.</source>
        <translation>Der Fall wird noch analysiert; schreiben, wenn das fertig ist.</translation>
    </message>
    <message>
        <source>The case&apos;s slice again</source>
        <translation>Wieder die Schicht des Falls</translation>
    </message>
    <message>
        <source>The cases that the list shows ({count})</source>
        <translation>Die Fälle, die die Liste zeigt ({count})</translation>
    </message>
    <message>
        <source>The classifier was trained on this patient: how sure it is here says nothing about others.</source>
        <translation>Der Klassifikator hat an diesem Patienten gelernt: wie sicher er hier ist, sagt nichts über andere.</translation>
    </message>
    <message>
        <source>The clinician outlined a lesion in the volume, which is not called {finding}.</source>
        <translation>Im Volumen ist ärztlich eine Läsion umrandet, und es wird nicht als {finding} eingestuft.</translation>
    </message>
    <message>
        <source>The clinician outlined a lesion on {slices}, not called {finding}.</source>
        <translation>Ärztlich umrandet, aber nicht als {finding} eingestuft: {slices}.</translation>
    </message>
    <message>
        <source>The clinician outlined nothing in the volume, which is called {finding}.</source>
        <translation>Im Volumen ist ärztlich nichts umrandet, und es wird als {finding} eingestuft.</translation>
    </message>
    <message>
        <source>The clinician outlined nothing on {slices}, called {finding}.</source>
        <translation>Als {finding} eingestuft, aber ärztlich nicht umrandet: {slices}.</translation>
    </message>
    <message>
        <source>The clinician outlined nothing, and no slice with a mask is called {finding}.</source>
        <translation>Ärztlich ist nichts umrandet, und keine Schicht mit Maske wird als {finding} eingestuft.</translation>
    </message>
    <message>
        <source>The clinician&apos;s mask has {pixels} px on slices without a picture: they are not counted.</source>
        <translation>Die ärztliche Maske hat {pixels} px auf Schichten ohne Bild: Sie werden nicht gezählt.</translation>
    </message>
    <message>
        <source>The clinician&apos;s mask is empty on every slice</source>
        <translation>Die ärztliche Maske ist auf jeder Schicht leer</translation>
    </message>
    <message>
        <source>The clinician&apos;s mask is empty on this slice</source>
        <translation>Die ärztliche Maske ist auf dieser Schicht leer</translation>
    </message>
    <message>
        <source>The comparison was copied, with its caption.</source>
        <translation>Der Vergleich wurde samt Bildunterschrift kopiert.</translation>
    </message>
    <message>
        <source>The connected parts of the clinician&apos;s mask and of the model&apos;s segmentation.</source>
        <translation>Die zusammenhängenden Teile der ärztlichen Maske und der Segmentierung des Modells.</translation>
    </message>
    <message>
        <source>The contact sheet was copied, with its caption.</source>
        <translation>Der Kontaktbogen wurde mit seiner Beschriftung kopiert.</translation>
    </message>
    <message>
        <source>The contours of {name} were drawn in other planes than the image&apos;s slices and were mapped to its grid by nearest neighbour.</source>
        <translation>Die Konturen von {name} wurden in anderen Ebenen als den Schichten des Bildes gezeichnet und auf dessen Raster übertragen (nächster Nachbar).</translation>
    </message>
    <message>
        <source>The curve shows the {score} of every layer.</source>
        <translation>Die Kurve zeigt für jeden Layer: {score}.</translation>
    </message>
    <message>
        <source>The decision is close on {slices}: within 10 percentage points of the threshold of {threshold}.</source>
        <translation>Knapp ist die Entscheidung hier: {slices}, höchstens 10 Prozentpunkte von der Schwelle ({threshold}) entfernt.</translation>
    </message>
    <message>
        <source>The decision is close: within 10 percentage points of the threshold of {threshold}.</source>
        <translation>Die Entscheidung ist knapp: höchstens 10 Prozentpunkte von der Schwelle ({threshold}) entfernt.</translation>
    </message>
    <message>
        <source>The decision, which is calibrated and counts the adjacent slices, these filled in as well, comes to {decided}.</source>
        <translation>Die Entscheidung, die kalibriert ist und die benachbarten Schichten mitzählt, auch diese ausgefüllt, kommt auf {decided}.</translation>
    </message>
    <message>
        <source>The depth is a whole number from {least} to {most} pixels, or empty.</source>
        <translation>Die Tiefe ist eine ganze Zahl von {least} bis {most} Pixeln oder leer.</translation>
    </message>
    <message>
        <source>The explanation chosen on the right</source>
        <translation>Die rechts gewählte Erklärung</translation>
    </message>
    <message>
        <source>The explanations alone</source>
        <translation>Nur die Erklärungen</translation>
    </message>
    <message>
        <source>The file&apos;s own window</source>
        <translation>Fensterung aus der Datei</translation>
    </message>
    <message>
        <source>The files state no spacing: lengths are in pixels of the picture, taken as square.</source>
        <translation>Die Dateien nennen keinen Pixelabstand: Längen sind in Pixeln des Bildes, als quadratisch angenommen.</translation>
    </message>
    <message>
        <source>The finding</source>
        <translation>Der Befund</translation>
    </message>
    <message>
        <source>The finding is not present.</source>
        <translation>Der Befund liegt nicht vor.</translation>
    </message>
    <message>
        <source>The finding is present, as outlined.</source>
        <translation>Der Befund liegt vor, wie umrandet.</translation>
    </message>
    <message>
        <source>The folder of a package of the same kind, such as another fold&apos;s</source>
        <translation>Der Ordner eines Pakets derselben Art, etwa das einer anderen Faltung</translation>
    </message>
    <message>
        <source>The golden input of “{name}” is {shape}; model.json says {wanted}.</source>
        <translation>Die Referenzeingabe von „{name}“ ist {shape}; model.json sagt {wanted}.</translation>
    </message>
    <message>
        <source>The golden output of “{name}” is {shape}; the network gives {wanted}.</source>
        <translation>Die Referenzausgabe von „{name}“ ist {shape}; das Netz gibt {wanted}.</translation>
    </message>
    <message>
        <source>The gradient and its powers are averaged over the noisy slices; the activations are the slice&apos;s own.</source>
        <translation>Der Gradient und seine Potenzen werden über die verrauschten Schichten gemittelt; die Aktivierungen sind die der Schicht selbst.</translation>
    </message>
    <message>
        <source>The graphics part of Apple&apos;s processors</source>
        <translation>Der Grafikteil der Prozessoren von Apple</translation>
    </message>
    <message>
        <source>The grey values of {which} were equalised: how bright tissue was is lost, so neither the head nor the decisions can be relied on; give the images as acquired.</source>
        <translation>Die Grauwerte von {which} wurden angeglichen: Wie hell Gewebe war, ist verloren, weder der Kopf noch die Entscheidungen sind also verlässlich; die Bilder wie aufgenommen verwenden.</translation>
    </message>
    <message>
        <source>The head fills {share} of the square around it, {low} to {high} {where}: is it cropped, or not an axial slice through a head?</source>
        <translation>Der Kopf füllt {share} des Quadrats um ihn, {where} {low} bis {high}: Ist er beschnitten, oder ist es keine axiale Schicht durch einen Kopf?</translation>
    </message>
    <message>
        <source>The head has no room to try the region elsewhere.</source>
        <translation>Der Kopf hat keinen Platz, die Region anderswo zu erproben.</translation>
    </message>
    <message>
        <source>The head shows only {levels} grey levels; {verb} at least {least}.</source>
        <translation>Der Kopf zeigt nur {levels} Graustufen; {verb} mindestens {least}.</translation>
    </message>
    <message>
        <source>The head spans only {pixels} pixels; {verb} at least {least}.</source>
        <translation>Der Kopf ist nur {pixels} Pixel groß; {verb} mindestens {least}.</translation>
    </message>
    <message>
        <source>The head&apos;s voxels to mean 0, deviation 1</source>
        <translation>Die Voxel des Kopfes auf Mittel 0, Streuung 1</translation>
    </message>
    <message>
        <source>The header cannot be read; see the log.</source>
        <translation>Der Header lässt sich nicht lesen; siehe Protokoll.</translation>
    </message>
    <message>
        <source>The heat map alone, or both views</source>
        <translation>Nur die Heatmap oder beide</translation>
    </message>
    <message>
        <source>The heat map explains the class that is selected; click another to explain that one. Lesion removed: the probability after the outlined region was filled in on every slice. Where it falls, the decision rests on the lesion; where it stays, on something else.</source>
        <translation>Die Heatmap erklärt die gewählte Klasse; ein Klick auf eine andere erklärt diese. „Läsion entfernt“: die Wahrscheinlichkeit, nachdem die umrandete Region auf jeder Schicht ausgefüllt wurde. Wo sie fällt, beruht die Entscheidung auf der Läsion; wo sie bleibt, auf etwas anderem.</translation>
    </message>
    <message>
        <source>The heat map explains the selected class; click another to explain that one.</source>
        <translation>Die Heatmap erklärt die gewählte Klasse; ein Klick auf eine andere erklärt diese.</translation>
    </message>
    <message>
        <source>The heat map explains this slice&apos;s own share, not that of the adjacent slices.</source>
        <translation>Die Heatmap erklärt den Anteil dieser Schicht selbst, nicht den der Nachbarschichten.</translation>
    </message>
    <message>
        <source>The heat map follows when all slices are read</source>
        <translation>Die Heatmap folgt, wenn alle Schichten gelesen sind</translation>
    </message>
    <message>
        <source>The heat map for {label} comes next</source>
        <translation>Die Heatmap für {label} folgt als Nächstes</translation>
    </message>
    <message>
        <source>The heat map for {label} is being made</source>
        <translation>Die Heatmap für {label} wird berechnet</translation>
    </message>
    <message>
        <source>The heat map for {label} was not made</source>
        <translation>Die Heatmap für {label} wurde nicht berechnet</translation>
    </message>
    <message>
        <source>The heat maps of this class come next</source>
        <translation>Die Heatmaps dieser Klasse folgen als Nächstes</translation>
    </message>
    <message>
        <source>The input of {file} is {shape}; the network takes {wanted}; write it with numpy.savez(&quot;golden.npz&quot;, input=pictures, output=network.predict(pictures)).</source>
        <translation>Die Eingabe in {file} ist {shape}; das Netz nimmt {wanted}; schreiben Sie sie mit numpy.savez(&quot;golden.npz&quot;, input=pictures, output=network.predict(pictures)).</translation>
    </message>
    <message>
        <source>The key of the study&apos;s owner</source>
        <translation>Der Schlüssel des Eigentümers der Studie</translation>
    </message>
    <message>
        <source>The largest come first, whatever their sign: channels against the class count as much as channels for it.</source>
        <translation>Die größten zuerst, gleich welchen Vorzeichens: Kanäle gegen die Klasse zählen so viel wie Kanäle dafür.</translation>
    </message>
    <message>
        <source>The last channel is taken as opacity and left out ({listed}).</source>
        <translation>Der letzte Kanal gilt als Deckkraft und wurde weggelassen ({listed}).</translation>
    </message>
    <message>
        <source>The layer shown</source>
        <translation>Der gezeigte Layer</translation>
    </message>
    <message>
        <source>The layers of one slice, or the slices under one layer, side by side, each with its score.</source>
        <translation>Die Layer einer Schicht oder die Schichten unter einem Layer nebeneinander, jeweils mit ihrer Kennzahl.</translation>
    </message>
    <message>
        <source>The lesion that is chosen in the list</source>
        <translation>Die in der Liste gewählte Läsion</translation>
    </message>
    <message>
        <source>The manual, exports and some errors stay English.</source>
        <translation>Handbuch, Exporte und manche Fehlermeldungen bleiben englisch.</translation>
    </message>
    <message>
        <source>The map depends on the settings, above all on the baseline or the filling: compare two of them.</source>
        <translation>Die Karte hängt von den Einstellungen ab, vor allem von Referenz oder Füllung: zwei davon vergleichen.</translation>
    </message>
    <message>
        <source>The map of the network that is loaded</source>
        <translation>Die Karte des geladenen Netzes</translation>
    </message>
    <message>
        <source>The maps of the other networks come next</source>
        <translation>Die Karten der anderen Netze kommen als Nächstes</translation>
    </message>
    <message>
        <source>The mask</source>
        <translation>Die Maske</translation>
    </message>
    <message>
        <source>The mask of {count} files ({listed})</source>
        <translation>Die Maske aus {count} Dateien ({listed})</translation>
    </message>
    <message>
        <source>The mask {name}</source>
        <translation>Die Maske {name}</translation>
    </message>
    <message>
        <source>The masks belong to {files} slices, not {shape}; choose a mask of this case.</source>
        <translation>Die Masken gehören zu {files} Schichten, nicht {shape}; wählen Sie eine Maske dieses Falls.</translation>
    </message>
    <message>
        <source>The mean of every network of the package, each for the slice and its mirror image: two passes for each network, so the outlines take that many times as long.</source>
        <translation>Das Mittel aller Netze des Pakets, jedes für die Schicht und ihr Spiegelbild: zwei Durchläufe je Netz, entsprechend vielmal länger dauern die Konturen.</translation>
    </message>
    <message>
        <source>The mean over random pairs of unrelated slices.</source>
        <translation>Der Mittelwert über zufällige Paare unverwandter Schichten.</translation>
    </message>
    <message>
        <source>The mean square of the gradient: large values stand out more than with SmoothGrad.</source>
        <translation>Das mittlere Quadrat des Gradienten: Große Werte treten stärker hervor als bei SmoothGrad.</translation>
    </message>
    <message>
        <source>The memory of the graphics processor was too small even for single pictures: the networks run on the processor from here on, which takes longer; last digits may differ.</source>
        <translation>Der Speicher des Grafikprozessors war selbst für einzelne Bilder zu klein: Die Netze laufen von hier an auf dem Prozessor, was länger dauert; letzte Stellen können abweichen.</translation>
    </message>
    <message>
        <source>The memory of the graphics processor was too small for the usual batches: fewer pictures pass through the network at a time, which takes longer.</source>
        <translation>Der Speicher des Grafikprozessors war für die üblichen Stapel zu klein: Weniger Bilder gehen auf einmal durch das Netz, was länger dauert.</translation>
    </message>
    <message>
        <source>The method that exceeded the strongest null model most where it was measured</source>
        <translation>Die Methode, die bei der Messung das stärkste Nullmodell am weitesten übertraf</translation>
    </message>
    <message>
        <source>The model outlines slices above a probability of {label} that suits outlines best.</source>
        <translation>Das Modell umrandet Schichten oberhalb der Wahrscheinlichkeit für {label}, die für Konturen am besten ist.</translation>
    </message>
    <message>
        <source>The network appears with the first case</source>
        <translation>Das Netz erscheint mit dem ersten Fall</translation>
    </message>
    <message>
        <source>The network calls {finding} on {called} of {count} slices.</source>
        <translation>Das Netz erkennt {finding} auf {called} von {count} Schichten.</translation>
    </message>
    <message>
        <source>The network decides once for the whole volume: every slice shows that decision, and maps are the volume&apos;s as they pass through the slice.</source>
        <translation>Das Netz entscheidet einmal für das ganze Volumen: Jede Schicht zeigt diese Entscheidung, und Karten sind die des Volumens, wie sie durch die Schicht gehen.</translation>
    </message>
    <message>
        <source>The network does not take an input of {shape} ({why}).</source>
        <translation>Das Netz nimmt keine Eingabe von {shape} ({why}).</translation>
    </message>
    <message>
        <source>The network from its input (top) to its output (bottom): a square is a convolution, a round cell an activation. On the right stands the grid of the layer shown, or of the last one of its line.</source>
        <translation>Das Netz vom Eingang (oben) zum Ausgang (unten): Ein Quadrat ist eine Faltung, eine runde Zelle eine Aktivierung. Rechts steht das Raster des gezeigten Layers, sonst das des letzten der Zeile.</translation>
    </message>
    <message>
        <source>The network gets the same value everywhere: the scale does not suit these pictures.</source>
        <translation>Das Netz bekommt überall denselben Wert: Die Skala passt nicht zu diesen Bildern.</translation>
    </message>
    <message>
        <source>The network gets values from {low} to {high}, mean {mean}, deviation {deviation}.</source>
        <translation>Das Netz bekommt Werte von {low} bis {high}, Mittel {mean}, Streuung {deviation}.</translation>
    </message>
    <message>
        <source>The network gives more than its logits; wrap it so that it gives these alone.</source>
        <translation>Das Netz gibt mehr als seine Logits; umhüllen Sie es so, dass es nur diese gibt.</translation>
    </message>
    <message>
        <source>The network gives numbers that are not finite for an input of ordinary ones: its weights are damaged, or it divides by a variance of zero; save the weights anew where it works.</source>
        <translation>Das Netz gibt Zahlen, die nicht endlich sind, für eine Eingabe gewöhnlicher: Die Gewichte sind beschädigt, oder es teilt durch eine Varianz von null; speichern Sie die Gewichte dort neu, wo es funktioniert.</translation>
    </message>
    <message>
        <source>The network gives {given} where {file} says {said}: another input, other weights or another output; nothing was imported.</source>
        <translation>Das Netz gibt {given}, wo {file} {said} sagt: eine andere Eingabe, andere Gewichte oder eine andere Ausgabe; nichts wurde importiert.</translation>
    </message>
    <message>
        <source>The network has {count} input channels, and {named} are named; name each (--channels).</source>
        <translation>Das Netz hat {count} Eingangskanäle, und {named} sind benannt; benennen Sie jeden (--channels).</translation>
    </message>
    <message>
        <source>The network has {count} input channels; at most {most} are taken.</source>
        <translation>Das Netz hat {count} Eingangskanäle; höchstens {most} werden genommen.</translation>
    </message>
    <message>
        <source>The network in use gives its outputs alone: use “{name}”, and compare this one with it.</source>
        <translation>Das verwendete Netz gibt nur seine Ausgaben her: „{name}“ verwenden und dieses damit vergleichen.</translation>
    </message>
    <message>
        <source>The network sees slices {first} to {last} of this case alone; on others its maps are empty.</source>
        <translation>Das Netz sieht von diesem Fall nur die Schichten {first} bis {last}; auf anderen sind die Karten leer.</translation>
    </message>
    <message>
        <source>The network takes pixels {spacing} mm apart, and the files of {case} do not say how far apart theirs are; open it as DICOM or NIfTI.</source>
        <translation>Das Netz nimmt Pixel im Abstand von {spacing} mm, und die Dateien von {case} sagen nicht, wie weit ihre auseinander liegen; öffnen Sie den Fall als DICOM oder NIfTI.</translation>
    </message>
    <message>
        <source>The network takes volumes of {shape}, {axes}; the slices of {case} are not axial, as it needs them.</source>
        <translation>Das Netz nimmt Volumen von {shape}, {axes}; die Schichten von {case} sind nicht axial, wie es sie braucht.</translation>
    </message>
    <message>
        <source>The network takes volumes oriented {axes}, and the files of {case} do not say which way the patient lies; open it as DICOM or NIfTI.</source>
        <translation>Das Netz nimmt Volumen mit den Achsen {axes}, und die Dateien von {case} sagen nicht, wie der Patient liegt; öffnen Sie den Fall als DICOM oder NIfTI.</translation>
    </message>
    <message>
        <source>The network takes whole volumes, and {case} has one slice with a picture; open the whole series.</source>
        <translation>Das Netz nimmt ganze Volumen, und {case} hat nur eine Schicht mit Bild; öffnen Sie die ganze Serie.</translation>
    </message>
    <message>
        <source>The network takes whole volumes: what is tried on single slices, as the curves of deletion and insertion are, would take hundreds of passes through the volume. Look at the decision without the outlined region, which stands beside every decision, and at how the maps agree with the mask beside chance.</source>
        <translation>Das Netz nimmt ganze Volumen: Was an einzelnen Schichten versucht wird, wie die Kurven von Deletion und Insertion, bräuchte Hunderte von Durchläufen durch das Volumen. Sehen Sie die Entscheidung ohne die umrandete Region an, die bei jeder Entscheidung steht, und wie die Karten neben dem Zufall mit der Maske übereinstimmen.</translation>
    </message>
    <message>
        <source>The network takes windows of CT, and no value is as low as that of air: look whether these are Hounsfield units.</source>
        <translation>Das Netz verwendet CT-Fenster, und kein Wert ist so niedrig wie der von Luft: Prüfen Sie, ob das Hounsfield-Einheiten sind.</translation>
    </message>
    <message>
        <source>The network takes windows of CT, and the files do not say that these are Hounsfield units.</source>
        <translation>Das Netz verwendet CT-Fenster, und die Dateien sagen nicht, dass das Hounsfield-Einheiten sind.</translation>
    </message>
    <message>
        <source>The network takes windows of CT, and the pictures of {case} are {modality}; open a CT, or use another network.</source>
        <translation>Das Netz nimmt CT-Fenster, und die Bilder von {case} sind {modality}; öffnen Sie ein CT, oder nehmen Sie ein anderes Netz.</translation>
    </message>
    <message>
        <source>The network takes {names}, and these pictures are in grey: it gets the same picture in each.</source>
        <translation>Das Netz nimmt {names}, und diese Bilder sind grau: Es erhält in jedem dasselbe Bild.</translation>
    </message>
    <message>
        <source>The network “{name}” cannot be removed ({why}); is it in use?</source>
        <translation>Das Netz „{name}“ lässt sich nicht entfernen ({why}); ist es in Gebrauch?</translation>
    </message>
    <message>
        <source>The network “{name}” gives {count} outputs, and model.json names {wanted} classes.</source>
        <translation>Das Netz „{name}“ gibt {count} Ausgaben, und model.json nennt {wanted} Klassen.</translation>
    </message>
    <message>
        <source>The network “{name}” gives {given} where {said}: other weights, arguments or a library of another version; {remedy}.</source>
        <translation>Das Netz „{name}“ gibt {given}, wo {said}: andere Gewichte, Argumente oder eine Bibliothek anderer Version; {remedy}.</translation>
    </message>
    <message>
        <source>The network “{name}” is not there any longer; the program&apos;s own is asked.</source>
        <translation>Das Netz „{name}“ ist nicht mehr da; gefragt wird das Netz des Programms.</translation>
    </message>
    <message>
        <source>The network&apos;s input of {channel} has the mean {mean} and the deviation {deviation}; {where} it had {usual} and {spread}: another scale, or another kind of image?</source>
        <translation>Die Eingabe {channel} des Netzes hat das Mittel {mean} und die Streuung {deviation}; {where} waren es {usual} und {spread}: eine andere Skala oder eine andere Art von Bild?</translation>
    </message>
    <message>
        <source>The network&apos;s probability of each class on this slice; adjacent slices count as stated below the bars.</source>
        <translation>Die Wahrscheinlichkeit jeder Klasse auf dieser Schicht laut Netz; Nachbarschichten zählen mit, wie unter den Balken angegeben.</translation>
    </message>
    <message>
        <source>The networks are being loaded</source>
        <translation>Die Netze werden geladen</translation>
    </message>
    <message>
        <source>The networks are still busy with another case</source>
        <translation>Die Netze sind noch mit einem anderen Fall beschäftigt</translation>
    </message>
    <message>
        <source>The networks tell other classes apart: {classes_a} – {classes_b}.</source>
        <translation>Die Netze unterscheiden andere Klassen: {classes_a} – {classes_b}.</translation>
    </message>
    <message>
        <source>The networks were not trained on that.</source>
        <translation>Darauf wurden die Netze nicht trainiert.</translation>
    </message>
    <message>
        <source>The networks were trained for research and are not a medical device. A heat map shows what drove the network&apos;s decision; it is not the finding&apos;s location. This program does not calibrate displays.</source>
        <translation>Die Netze wurden für die Forschung trainiert und sind kein Medizinprodukt. Eine Heatmap zeigt, was die Entscheidung des Netzes bestimmt hat, nicht, wo der Befund liegt. Dieses Programm kalibriert keine Bildschirme.</translation>
    </message>
    <message>
        <source>The number beside a case counts the slices that the network calls positive; it is no report.</source>
        <translation>Die Zahl bei einem Fall zählt die Schichten, die das Netz positiv beurteilt; sie ist kein Befund.</translation>
    </message>
    <message>
        <source>The numbers are the map&apos;s own values, in units of the class logit; they are not probabilities. Full colour begins at the 99th percentile of the values above zero, unless the maximum is chosen.</source>
        <translation>Die Zahlen sind die eigenen Werte der Karte, in Einheiten des Klassenlogits; Wahrscheinlichkeiten sind sie nicht. Volle Farbe beginnt am 99. Perzentil der Werte über null, wenn nicht das Maximum gewählt ist.</translation>
    </message>
    <message>
        <source>The one slice called {finding} is no longer called so.</source>
        <translation>Die eine als {finding} eingestufte Schicht wird nicht mehr so eingestuft.</translation>
    </message>
    <message>
        <source>The one slice called {finding} is still called so.</source>
        <translation>Die eine als {finding} eingestufte Schicht wird weiter so eingestuft.</translation>
    </message>
    <message>
        <source>The one that is asked judges every case. Another one can be chosen at any time.</source>
        <translation>Das gefragte Netz beurteilt jeden Fall. Ein anderes kann jederzeit gewählt werden.</translation>
    </message>
    <message>
        <source>The only slice is called {finding} ({probability}).</source>
        <translation>Die einzige Schicht wird als {finding} eingestuft ({probability}).</translation>
    </message>
    <message>
        <source>The only slice is not called {finding}; its probability is {probability}.</source>
        <translation>Die einzige Schicht wird nicht als {finding} eingestuft; die Wahrscheinlichkeit beträgt {probability}.</translation>
    </message>
    <message>
        <source>The open case has no series to show; the arrow above chooses another kind of view</source>
        <translation>Der geöffnete Fall hat keine Serie zum Anzeigen; der Pfeil oben wählt eine andere Art von Ansicht</translation>
    </message>
    <message>
        <source>The open case is none of theirs.</source>
        <translation>Der offene Fall ist keiner von ihnen.</translation>
    </message>
    <message>
        <source>The open case is one of theirs.</source>
        <translation>Der offene Fall ist einer von ihnen.</translation>
    </message>
    <message>
        <source>The order cannot be read from a file. Classes in another order are a mistake that nobody sees later.</source>
        <translation>Die Reihenfolge steht in keiner Datei. Vertauschte Klassen sind ein Fehler, den später niemand sieht.</translation>
    </message>
    <message>
        <source>The other study does not reach to this slice</source>
        <translation>Die andere Untersuchung reicht nicht bis zu dieser Schicht</translation>
    </message>
    <message>
        <source>The outlined region</source>
        <translation>Die umrandete Region</translation>
    </message>
    <message>
        <source>The outlined region, without any map</source>
        <translation>Die umrandete Region, ohne jede Karte</translation>
    </message>
    <message>
        <source>The outlined regions were filled in with their surroundings on all slices, and the case was classified again. Where the probability falls, the decision rests on what is outlined; where it stays, it rests on something else.</source>
        <translation>Die umrandeten Bereiche wurden auf allen Schichten mit ihrer Umgebung gefüllt, und der Fall wurde erneut klassifiziert. Wo die Wahrscheinlichkeit fällt, beruht die Entscheidung auf dem Umrandeten; wo sie bleibt, beruht sie auf etwas anderem.</translation>
    </message>
    <message>
        <source>The output of {file} is {shape}; the network gives {wanted}; write it with numpy.savez(&quot;golden.npz&quot;, input=pictures, output=network.predict(pictures)).</source>
        <translation>Die Ausgabe in {file} ist {shape}; das Netz gibt {wanted}; schreiben Sie sie mit numpy.savez(&quot;golden.npz&quot;, input=pictures, output=network.predict(pictures)).</translation>
    </message>
    <message>
        <source>The patients are being read…</source>
        <translation>Die Patienten werden gelesen…</translation>
    </message>
    <message>
        <source>The picture was made, not taken: it begins with noise, and of the slice it has the range of each sequence.</source>
        <translation>Das Bild wurde gemacht, nicht aufgenommen: Es beginnt mit Rauschen und hat von der Schicht den Wertebereich jeder Sequenz.</translation>
    </message>
    <message>
        <source>The picture was made, not taken: what appears in it is in the network, not in the patient.</source>
        <translation>Das Bild wurde gemacht, nicht aufgenommen: Was darin erscheint, ist im Netz, nicht im Patienten.</translation>
    </message>
    <message>
        <source>The pictures are grey saved in colour: their three equal channels are taken as one.</source>
        <translation>Die Bilder sind grau, aber farbig gespeichert: Ihre drei gleichen Kanäle gelten als einer.</translation>
    </message>
    <message>
        <source>The pictures are in colour and shown as their luminance in grey.</source>
        <translation>Die Bilder sind farbig und werden als Helligkeit in Grau gezeigt.</translation>
    </message>
    <message>
        <source>The pictures are {what}; the networks were trained on MR.</source>
        <translation>Die Bilder sind {what}; die Netze wurden mit MR trainiert.</translation>
    </message>
    <message>
        <source>The pictures have three planes, taken for {names}, none of which the network names: it sees {sequences} alone, of pictures in colour the {colour}. Import a network of colours with the channels red, green, blue, or store pictures in colour as grey.</source>
        <translation>Die Bilder haben drei Ebenen, als {names} genommen, von denen das Netz keine nennt: Es sieht nur {sequences}, bei Farbbildern also {colour}. Importieren Sie ein Farbnetz mit den Kanälen Rot, Grün, Blau, oder speichern Sie farbige Bilder in Grau.</translation>
    </message>
    <message>
        <source>The pictures {assumed} ({listed}).</source>
        <translation>Die Bilder {assumed} ({listed}).</translation>
    </message>
    <message>
        <source>The pictures {wrong}; compare with another program ({listed}).</source>
        <translation>Die Bilder {wrong}; vergleichen Sie mit einem anderen Programm ({listed}).</translation>
    </message>
    <message>
        <source>The planes of {path} are unevenly spaced; each was moved to the nearest even place.</source>
        <translation>Die Ebenen von {path} haben ungleiche Abstände; jede wurde an die nächste gleichmäßige Stelle verschoben.</translation>
    </message>
    <message>
        <source>The precision that is told comes from pictures drawn anew when the search is over.</source>
        <translation>Die genannte Präzision stammt von Bildern, die nach dem Ende der Suche neu gezogen wurden.</translation>
    </message>
    <message>
        <source>The probability with this share of the head alone, all else taken away.</source>
        <translation>Die Wahrscheinlichkeit mit diesem Anteil des Kopfes allein, alles andere weggenommen.</translation>
    </message>
    <message>
        <source>The project that your answers go into</source>
        <translation>Das Projekt, in das Ihre Antworten gehen</translation>
    </message>
    <message>
        <source>The project {path} is not there any more; bring its disk or share back and open it again. Until then your answers go into your own project.</source>
        <translation>Das Projekt {path} ist nicht mehr da; binden Sie seinen Datenträger oder die Freigabe wieder ein und öffnen Sie es erneut. Bis dahin gehen Ihre Antworten in Ihr eigenes Projekt.</translation>
    </message>
    <message>
        <source>The readers&apos; answers, one file or several</source>
        <translation>Die Antworten der Befunder, eine Datei oder mehrere</translation>
    </message>
    <message>
        <source>The relevance mass in the mask over what a uniform map would have there: 1 is chance.</source>
        <translation>Die Relevanzmasse in der Maske, geteilt durch das, was eine gleichförmige Karte dort hätte: 1 ist Zufall.</translation>
    </message>
    <message>
        <source>The rest is elsewhere: a hot cell does not say what lies there.</source>
        <translation>Der Rest liegt anderswo: Eine Zelle mit viel Evidenz sagt nicht, was dort liegt.</translation>
    </message>
    <message>
        <source>The same for the decision: 1 less the information that it takes.</source>
        <translation>Dasselbe für die Entscheidung: 1 weniger die Information, die sie braucht.</translation>
    </message>
    <message>
        <source>The same on all other slices, or stop</source>
        <translation>Dasselbe an allen übrigen Schichten, oder anhalten</translation>
    </message>
    <message>
        <source>The second network</source>
        <translation>Das zweite Netz</translation>
    </message>
    <message>
        <source>The second network is asked next</source>
        <translation>Das zweite Netz wird als Nächstes befragt</translation>
    </message>
    <message>
        <source>The segmenter came without a golden output: whether it computes here what it computed for its author is not known.</source>
        <translation>Der Segmentierer kam ohne Golden Output: Ob er hier rechnet, was er bei seinem Autor rechnete, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The segmenter normalises every layer over the slice: a pixel&apos;s logit heeds the whole picture, if little.</source>
        <translation>Der Segmentierer normalisiert jeden Layer über die Schicht: Das Logit eines Pixels hängt, wenn auch wenig, vom ganzen Bild ab.</translation>
    </message>
    <message>
        <source>The segmenter outlines the whole volume: its thorough outline is the quick one.</source>
        <translation>Der Segmentierer umrandet das ganze Volumen: Die gründliche Kontur ist die schnelle.</translation>
    </message>
    <message>
        <source>The segmenter takes {lacking}, which this case lacks: it sees {other} instead, so that its outlines are to be doubted.</source>
        <translation>Der Segmentierer verwendet {lacking}, was diesem Fall fehlt: Er sieht stattdessen {other}; seine Konturen sind also zu bezweifeln.</translation>
    </message>
    <message>
        <source>The segmenter “{name}” gives {shape} for one picture; an output for each of its classes and pixels is {wanted}.</source>
        <translation>Der Segmentierer „{name}“ gibt {shape} für ein Bild; eine Ausgabe für jede seiner Klassen und jedes Pixel ist {wanted}.</translation>
    </message>
    <message>
        <source>The segmenter “{name}” is not there any longer: outlined as usual.</source>
        <translation>Der Segmentierer „{name}“ ist nicht mehr da: umrandet wird wie üblich.</translation>
    </message>
    <message>
        <source>The segmenter&apos;s package holds one network: the thorough outline is its mean over the slice and its mirror image.</source>
        <translation>Das Paket des Segmentierers enthält ein Netz: Die gründliche Kontur ist sein Mittel über die Schicht und ihr Spiegelbild.</translation>
    </message>
    <message>
        <source>The series is divided where it has gaps: {listed}.</source>
        <translation>Die Serie ist dort geteilt, wo sie Lücken hat: {listed}.</translation>
    </message>
    <message>
        <source>The series of {path}</source>
        <translation>Die Serie von {path}</translation>
    </message>
    <message>
        <source>The series was acquired in {plane} slices; its voxels are shown, unchanged, as axial ones.</source>
        <translation>Die Serie wurde in Schichten der Ebene {plane} aufgenommen; ihre Voxel werden unverändert als axiale gezeigt.</translation>
    </message>
    <message>
        <source>The series {name} was left out: {error}</source>
        <translation>Die Serie {name} wurde weggelassen: {error}</translation>
    </message>
    <message>
        <source>The series {why} and was resampled to {slices} axial slices of {columns} x {rows} pixels, {new_slice_mm} mm apart, {pixel_mm} mm wide.</source>
        <translation>Die Serie {why} und wurde auf {slices} axiale Schichten von {columns} x {rows} Pixeln umgerechnet, Abstand {new_slice_mm} mm, Breite {pixel_mm} mm.</translation>
    </message>
    <message>
        <source>The session is finished. Thank you.</source>
        <translation>Die Sitzung ist beendet. Vielen Dank.</translation>
    </message>
    <message>
        <source>The size is a whole number from {least} to {most} pixels, or two: rows x columns.</source>
        <translation>Die Größe ist eine ganze Zahl von {least} bis {most} Pixel oder zwei davon: Zeilen x Spalten.</translation>
    </message>
    <message>
        <source>The skull seems to have been removed; {verb} whole heads.</source>
        <translation>Der Schädel scheint entfernt worden zu sein; {verb} ganzen Köpfen.</translation>
    </message>
    <message>
        <source>The slice numbers have gaps: {listed} missing; neighbouring slices there are not neighbours.</source>
        <translation>Die Schichtnummern haben Lücken: es fehlt {listed}; benachbarte Schichten sind dort keine Nachbarn.</translation>
    </message>
    <message>
        <source>The slice shown</source>
        <translation>Die gezeigte Schicht</translation>
    </message>
    <message>
        <source>The slices are saved as JPEG, which loses detail{extra}; use the originals if you have them.</source>
        <translation>Die Schichten sind als JPEG gespeichert, was Einzelheiten verliert{extra}; nehmen Sie die Originale, wenn Sie sie haben.</translation>
    </message>
    <message>
        <source>The slices are stored in printing inks (CMYK): their values are turned into red, green and blue by the plain formula and are no longer those of the scanner; use the originals if you have them.</source>
        <translation>Die Schichten sind in Druckfarben (CMYK) gespeichert: Ihre Werte sind nach der einfachen Formel in Rot, Grün und Blau umgerechnet und nicht mehr die des Scanners; nehmen Sie die Originale, wenn Sie sie haben.</translation>
    </message>
    <message>
        <source>The slices called {finding} are those that the clinician outlined.</source>
        <translation>Als {finding} eingestuft werden genau die ärztlich umrandeten Schichten.</translation>
    </message>
    <message>
        <source>The slices of an audit on which the decision and the heat map disagree.</source>
        <translation>Die Schichten eines Audits, auf denen Entscheidung und Heatmap auseinandergehen.</translation>
    </message>
    <message>
        <source>The slices store white as 0 in fractions, for which no black is stated; shown as stored.</source>
        <translation>Die Schichten speichern Weiß als 0 in Bruchteilen, zu denen kein Schwarz angegeben ist; gezeigt wie gespeichert.</translation>
    </message>
    <message>
        <source>The slices&apos; spacing is a number of millimetres, or empty.</source>
        <translation>Der Abstand der Schichten ist eine Zahl in Millimetern oder leer.</translation>
    </message>
    <message>
        <source>The source images, de-identified</source>
        <translation>Die Quellbilder, de-identifiziert</translation>
    </message>
    <message>
        <source>The spacing is a number of millimetres, or empty.</source>
        <translation>Der Abstand ist eine Zahl in Millimetern, oder leer.</translation>
    </message>
    <message>
        <source>The square around the head</source>
        <translation>Das Quadrat um den Kopf</translation>
    </message>
    <message>
        <source>The stronger a cell stands out, the better that layer&apos;s map agrees with the clinician&apos;s mask. A cell is struck out where a null model, such as the brightness of the image, agrees as well. Click a cell to see its map; Ctrl+click fuses several.</source>
        <translation>Je kräftiger eine Zelle, desto besser stimmt die Karte des Layers mit der ärztlichen Maske überein. Gestrichen ist eine Zelle, wo ein Nullmodell, etwa die Helligkeit des Bildes, ebenso gut übereinstimmt. Ein Klick zeigt die Karte; Strg+Klick fusioniert mehrere.</translation>
    </message>
    <message>
        <source>The strongest 1 % saturate, so that all else can be seen</source>
        <translation>Das stärkste 1 % sättigt, damit alles Übrige zu sehen ist</translation>
    </message>
    <message>
        <source>The study&apos;s owner may ask you for the head of your answers: {hash}</source>
        <translation>Die Studienleitung kann Sie nach dem Prüfwert Ihrer Antworten fragen: {hash}</translation>
    </message>
    <message>
        <source>The system&apos;s language, or English where the window does not speak it</source>
        <translation>Die Sprache des Systems oder Englisch, wo das Fenster sie nicht spricht</translation>
    </message>
    <message>
        <source>The thickness of {label} is not stated; 1 mm is assumed.</source>
        <translation>Die Dicke von {label} ist nicht angegeben; 1 mm wird angenommen.</translation>
    </message>
    <message>
        <source>The two marks overlap with Dice {value}.</source>
        <translation>Die beiden Markierungen decken sich mit Dice {value}.</translation>
    </message>
    <message>
        <source>The usual ones</source>
        <translation>Die üblichen</translation>
    </message>
    <message>
        <source>The values add up to {total}, which misses the change of the logit that they share by {gap}.</source>
        <translation>Die Summe der Werte ist {total} und verfehlt die Änderung des Logits, die sie aufteilen, um {gap}.</translation>
    </message>
    <message>
        <source>The values of {label} lie in bits {first} to {last}, as its HighBit says, and are read there.</source>
        <translation>Die Werte von {label} liegen laut HighBit in den Bits {first} bis {last} und werden dort gelesen.</translation>
    </message>
    <message>
        <source>The view was copied, with its caption.</source>
        <translation>Die Ansicht wurde kopiert, mit ihrer Bildunterschrift.</translation>
    </message>
    <message>
        <source>The views again</source>
        <translation>Wieder die Ansichten</translation>
    </message>
    <message>
        <source>The weights {what} cannot be loaded into {network} ({why}).</source>
        <translation>Die Gewichte {what} lassen sich nicht in {network} laden ({why}).</translation>
    </message>
    <message>
        <source>The weights {what} do not fit the architecture {network}: {why}.</source>
        <translation>Die Gewichte {what} passen nicht zur Architektur {network}: {why}.</translation>
    </message>
    <message>
        <source>The whole case</source>
        <translation>Der ganze Fall</translation>
    </message>
    <message>
        <source>The whole volume is called {finding} ({probability}).</source>
        <translation>Das ganze Volumen wird als {finding} eingestuft ({probability}).</translation>
    </message>
    <message>
        <source>The whole volume is not called {finding}; its probability is {probability}.</source>
        <translation>Das ganze Volumen wird nicht als {finding} eingestuft; die Wahrscheinlichkeit beträgt {probability}.</translation>
    </message>
    <message>
        <source>The window speaks it from the next start on.</source>
        <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>The zip {path} holds more than one package; give each a zip of its own.</source>
        <translation>Das Zip {path} enthält mehr als ein Paket; geben Sie jedem ein eigenes Zip.</translation>
    </message>
    <message>
        <source>The zip {path} holds the link “{name}”; put the file itself in its place.</source>
        <translation>Das Zip {path} enthält die Verknüpfung „{name}“; legen Sie die Datei selbst an ihre Stelle.</translation>
    </message>
    <message>
        <source>The zip {path} holds “{name}”, which points out of the package.</source>
        <translation>Das Zip {path} enthält „{name}“, das aus dem Paket hinauszeigt.</translation>
    </message>
    <message>
        <source>The zip {path} holds “{name}”; a package holds {names} alone.</source>
        <translation>Das Zip {path} enthält „{name}“; ein Paket enthält nur {names}.</translation>
    </message>
    <message>
        <source>The zip {path} is damaged ({why}); get it again.</source>
        <translation>Das Zip {path} ist beschädigt ({why}); besorgen Sie es neu.</translation>
    </message>
    <message>
        <source>The zip {path} is encrypted; pack it without a password.</source>
        <translation>Das Zip {path} ist verschlüsselt; packen Sie es ohne Kennwort.</translation>
    </message>
    <message>
        <source>Their standard deviation, on that common scale</source>
        <translation>Ihre Standardabweichung, auf dieser gemeinsamen Skala</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>There are {count} masks; {name} is shown, not {listed}: choose under “Sequences and masks” (--mask).</source>
        <translation>Es gibt {count} Masken; gezeigt wird {name}, nicht {listed}: Wählen Sie unter „Sequenzen und Masken“ (--mask).</translation>
    </message>
    <message>
        <source>There is a network “{name}” already: give this one another name, or remove that one first.</source>
        <translation>Es gibt schon ein Netz „{name}“: Geben Sie diesem einen anderen Namen, oder entfernen Sie zuerst jenes.</translation>
    </message>
    <message>
        <source>There is a network “{name}” already; remove it first, or give this one another name (--name).</source>
        <translation>Ein Netz „{name}“ gibt es schon; entfernen Sie es zuerst, oder geben Sie diesem einen anderen Namen.</translation>
    </message>
    <message>
        <source>There is no file or folder “{name}”.</source>
        <translation>Es gibt keine Datei und keinen Ordner „{name}“.</translation>
    </message>
    <message>
        <source>There is no file “{name}”.</source>
        <translation>Es gibt keine Datei „{name}“.</translation>
    </message>
    <message>
        <source>There is no library “{library}” on the list of factories; it has {names}.</source>
        <translation>Die Bibliothek „{library}“ steht nicht auf der Liste; dort stehen {names}.</translation>
    </message>
    <message>
        <source>There is no map of this slice yet, or it is still being refined.</source>
        <translation>Von dieser Schicht gibt es noch keine Karte, oder sie wird noch verfeinert.</translation>
    </message>
    <message>
        <source>There is no network “{name}” ({known}); name one of `xaiviewer model list`, or a package.</source>
        <translation>Ein Netz „{name}“ gibt es nicht ({known}); nennen Sie eines aus `xaiviewer model list` oder ein Paket.</translation>
    </message>
    <message>
        <source>There is no network “{name}” to remove; see `xaiviewer model list`.</source>
        <translation>Ein Netz „{name}“, das zu entfernen wäre, gibt es nicht; siehe `xaiviewer model list`.</translation>
    </message>
    <message>
        <source>There is no picture of this slice</source>
        <translation>Von dieser Schicht gibt es kein Bild</translation>
    </message>
    <message>
        <source>There is no sequence “{sequence}”; choose from {names}.</source>
        <translation>Es gibt keine Sequenz „{sequence}“; zur Wahl stehen {names}.</translation>
    </message>
    <message>
        <source>There is no {names}; the networks see FLAIR in {place}.</source>
        <translation>Es gibt kein {names}; die Netze sehen FLAIR {place}.</translation>
    </message>
    <message>
        <source>There is nothing to compare yet: the networks have not answered.</source>
        <translation>Noch gibt es nichts zu vergleichen: Die Netze haben noch nicht geantwortet.</translation>
    </message>
    <message>
        <source>There may be too little room: about {size} will be written, and {free} are free there.</source>
        <translation>Der Platz reicht vielleicht nicht: Etwa {size} werden geschrieben, {free} sind dort frei.</translation>
    </message>
    <message>
        <source>These cases are analysed on the way, as the window is set; what else was asked is not asked of them.</source>
        <translation>Diese Fälle werden dabei analysiert, so wie das Fenster eingestellt ist; was darüber hinaus gefragt wurde, wird bei ihnen nicht gefragt.</translation>
    </message>
    <message>
        <source>These preferences, keys and mouse, the display, the places of the window and its parts, and the list of cases opened last. Files, exports and reviews stay.</source>
        <translation>Diese Einstellungen, Tasten und Maus, die Darstellung, die Lage des Fensters und seiner Teile und die Liste der zuletzt geöffneten Fälle. Dateien, Exporte und Begutachtungen bleiben.</translation>
    </message>
    <message>
        <source>These weights belong to none of the networks that are known here.{nearest} Name the network (--factory).</source>
        <translation>Diese Gewichte gehören zu keinem der hier bekannten Netze.{nearest} Nennen Sie das Netz (xaiviewer model import --factory).</translation>
    </message>
    <message>
        <source>They are not compared</source>
        <translation>Sie werden nicht verglichen</translation>
    </message>
    <message>
        <source>They belong to no case that can be opened. Nothing on disk was changed.</source>
        <translation>Sie gehören zu keinem Fall, der sich öffnen lässt. Auf dem Datenträger wurde nichts verändert.</translation>
    </message>
    <message>
        <source>They differ on none of the cases that both have read.</source>
        <translation>Bei keinem der von beiden befundeten Fälle unterscheiden sie sich.</translation>
    </message>
    <message>
        <source>Thin lines are null models, which know nothing of the lesion: the mask at random places, the brightness of the image, networks with random weights. Grey: a null model reaches as much. p: the share of random places at which the map scores as high.</source>
        <translation>Dünne Linien sind Nullmodelle, die von der Läsion nichts wissen: die Maske an zufälligen Stellen, die Helligkeit des Bildes, Netze mit zufälligen Gewichten. Grau: Ein Nullmodell erreicht ebenso viel. p: der Anteil zufälliger Stellen, an denen die Karte ebenso viel erreicht.</translation>
    </message>
    <message>
        <source>Third-party licences</source>
        <translation>Lizenzen Dritter</translation>
    </message>
    <message>
        <source>This case</source>
        <translation>Dieser Fall</translation>
    </message>
    <message>
        <source>This case could not be opened</source>
        <translation>Dieser Fall konnte nicht geöffnet werden</translation>
    </message>
    <message>
        <source>This case has no clinician&apos;s mask</source>
        <translation>Dieser Fall hat keine ärztliche Maske</translation>
    </message>
    <message>
        <source>This case has no clinician&apos;s mask.</source>
        <translation>Dieser Fall hat keine ärztliche Maske.</translation>
    </message>
    <message>
        <source>This description of “{name}” does not hold: {why}.</source>
        <translation>Diese Beschreibung von „{name}“ stimmt nicht: {why}.</translation>
    </message>
    <message>
        <source>This layer alone</source>
        <translation>Nur dieser Layer</translation>
    </message>
    <message>
        <source>This layer does not show where a lesion is.</source>
        <translation>Dieser Layer zeigt nicht, wo eine Läsion ist.</translation>
    </message>
    <message>
        <source>This layer has no influence on {label}</source>
        <translation>Dieser Layer hat keinen Einfluss auf {label}</translation>
    </message>
    <message>
        <source>This layer shows neither whether there is a lesion nor where.</source>
        <translation>Dieser Layer zeigt weder, ob es eine Läsion gibt, noch, wo.</translation>
    </message>
    <message>
        <source>This layer shows where a lesion is, not whether there is one.</source>
        <translation>Dieser Layer zeigt, wo eine Läsion ist, nicht, ob es eine gibt.</translation>
    </message>
    <message>
        <source>This layer shows where a lesion is.</source>
        <translation>Dieser Layer zeigt, wo eine Läsion ist.</translation>
    </message>
    <message>
        <source>This layer shows whether there is a lesion, and where.</source>
        <translation>Dieser Layer zeigt, ob und wo eine Läsion ist.</translation>
    </message>
    <message>
        <source>This layer shows whether there is a lesion, not where.</source>
        <translation>Dieser Layer zeigt, ob es eine Läsion gibt, nicht, wo.</translation>
    </message>
    <message>
        <source>This layer shows whether there is a lesion; where was not compared with null models.</source>
        <translation>Dieser Layer zeigt, ob es eine Läsion gibt; wo, wurde nicht mit Nullmodellen verglichen.</translation>
    </message>
    <message>
        <source>This method, with these settings, was not measured at this layer for the class that is explained.</source>
        <translation>Diese Methode wurde mit diesen Einstellungen an diesem Layer für die erklärte Klasse nicht gemessen.</translation>
    </message>
    <message>
        <source>This network came without a golden output: whether it computes here what it computed for its author is not known.</source>
        <translation>Dieses Netz kam ohne Golden Output: Ob es hier rechnet, was es bei seinem Autor rechnete, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>This network gives its outputs alone: no maps of layers</source>
        <translation>Dieses Netz gibt nur seine Ausgaben her: keine Karten von Layern</translation>
    </message>
    <message>
        <source>This network is a graph of ONNX, which gives its outputs alone, without layers and gradients: ask a method that masks the input, such as Occlusion, RISE, LIME or SHAP.</source>
        <translation>Dieses Netz ist ein ONNX-Graph, der nur seine Ausgaben liefert, ohne Layer und Gradienten: Wählen Sie eine Methode, die die Eingabe verdeckt, etwa Occlusion, RISE, LIME oder SHAP.</translation>
    </message>
    <message>
        <source>This network needs timm, which is not installed; run `pip install timm`.</source>
        <translation>Dieses Netz braucht timm, das nicht installiert ist: `pip install timm`.</translation>
    </message>
    <message>
        <source>This network needs {library}, which is not installed ({why}); run `pip install {again}`.</source>
        <translation>Dieses Netz braucht {library}, das nicht installiert ist ({why}): `pip install {again}`.</translation>
    </message>
    <message>
        <source>This network takes volumes: ask Grad-CAM, Grad-CAM++, HiResCAM, LayerCAM or XGrad-CAM.</source>
        <translation>Dieses Netz nimmt Volumina: Fragen Sie Grad-CAM, Grad-CAM++, HiResCAM, LayerCAM oder XGrad-CAM.</translation>
    </message>
    <message>
        <source>This network was trained on this patient: how sure it is here flatters it.</source>
        <translation>Dieses Netz wurde mit diesem Patienten trainiert: Wie sicher es hier ist, schmeichelt ihm.</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>Dieses</translation>
    </message>
    <message>
        <source>This passphrase does not open the session; ask the study&apos;s owner for it.</source>
        <translation>Diese Passphrase öffnet die Sitzung nicht; fragen Sie die Studienleitung danach.</translation>
    </message>
    <message>
        <source>This project</source>
        <translation>Dieses Projekt</translation>
    </message>
    <message>
        <source>This releases a session of another study or reader; ask the study&apos;s owner for yours.</source>
        <translation>Das gibt eine Sitzung einer anderen Studie oder eines anderen Befunders frei; fragen Sie die Studienleitung nach Ihrer.</translation>
    </message>
    <message>
        <source>This series is none of the open case</source>
        <translation>Diese Serie gehört nicht zum offenen Fall</translation>
    </message>
    <message>
        <source>This slice</source>
        <translation>Diese Schicht</translation>
    </message>
    <message>
        <source>This slice has no influence on {label}</source>
        <translation>Diese Schicht hat keinen Einfluss auf {label}</translation>
    </message>
    <message>
        <source>This slice holds no picture</source>
        <translation>Diese Schicht enthält kein Bild</translation>
    </message>
    <message>
        <source>This slice holds no picture: nothing is said about it.</source>
        <translation>Diese Schicht enthält kein Bild: Über sie wird nichts gesagt.</translation>
    </message>
    <message>
        <source>This slice is in the {level}.</source>
        <translation>Diese Schicht liegt im {level}.</translation>
    </message>
    <message>
        <source>This slice was not acquired</source>
        <translation>Diese Schicht wurde nicht aufgenommen</translation>
    </message>
    <message>
        <source>This slice was not acquired: nothing is said about it.</source>
        <translation>Diese Schicht wurde nicht aufgenommen: Über sie wird nichts gesagt.</translation>
    </message>
    <message>
        <source>This view alone</source>
        <translation>Nur diese Ansicht</translation>
    </message>
    <message>
        <source>This view alone, or both</source>
        <translation>Diese Ansicht allein oder beide</translation>
    </message>
    <message>
        <source>Thorough</source>
        <translation>Gründlich</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Threads that share a pass through a network</source>
        <translation>Threads, die sich einen Durchlauf durch ein Netz teilen</translation>
    </message>
    <message>
        <source>Three planes beside the heat map</source>
        <translation>Drei Ebenen neben der Heatmap</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Threshold, per cent of full colour</source>
        <translation>Schwelle, Prozent der vollen Farbe</translation>
    </message>
    <message>
        <source>Through the slices</source>
        <translation>Durch die Schichten</translation>
    </message>
    <message>
        <source>Through the slices, down to the previous</source>
        <translation>Durch die Schichten, abwärts zur vorigen</translation>
    </message>
    <message>
        <source>Tick a label, or choose No mask</source>
        <translation>Ein Label ankreuzen oder „Keine Maske“ wählen</translation>
    </message>
    <message>
        <source>Tick what is to be written.</source>
        <translation>Haken Sie an, was geschrieben werden soll.</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>Trainiert an</translation>
    </message>
    <message>
        <source>Trained on this patient</source>
        <translation>Hat an diesem Patienten gelernt</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Turned, as seen from the front</source>
        <translation>Gedreht, von vorne gesehen</translation>
    </message>
    <message>
        <source>Turned, as seen from the side</source>
        <translation>Gedreht, von der Seite gesehen</translation>
    </message>
    <message>
        <source>Turning the wheel down goes to the previous slice</source>
        <translation>Mausrad abwärts geht zur vorigen Schicht</translation>
    </message>
    <message>
        <source>Two classes have the same name.</source>
        <translation>Zwei Klassen haben denselben Namen.</translation>
    </message>
    <message>
        <source>Two to six explanations of one slice, and the rank correlation (Spearman) of any two.</source>
        <translation>Zwei bis sechs Erklärungen einer Schicht und die Rangkorrelation (Spearman) von je zweien.</translation>
    </message>
    <message>
        <source>Two views: the slice and its heat map</source>
        <translation>Zwei Ansichten: die Schicht und ihre Heatmap</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Uncertain decisions first</source>
        <translation>Unsichere Entscheidungen zuerst</translation>
    </message>
    <message>
        <source>Under which name are your answers kept? They wait until you say it.</source>
        <translation>Unter welchem Namen werden Ihre Antworten geführt? Sie warten, bis Sie ihn nennen.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Verwenden</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Use these</source>
        <translation>Diese verwenden</translation>
    </message>
    <message>
        <source>Used as</source>
        <translation>Dient als</translation>
    </message>
    <message>
        <source>Usual keys and mouse again</source>
        <translation>Tasten und Maus auf Standard</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Values beyond −6 and 6 are unusual: is it scaled before mean and deviation are taken off?</source>
        <translation>Werte jenseits von −6 und 6 sind ungewöhnlich: Wird vor Mittel und Streuung skaliert?</translation>
    </message>
    <message>
        <source>Values of other pixels: grain that no scan shows.</source>
        <translation>Werte anderer Pixel: Körner, die keine Aufnahme zeigt.</translation>
    </message>
    <message>
        <source>Values that are no numbers are shown as 0 in {listed}; export again to be sure.</source>
        <translation>Werte, die keine Zahlen sind, werden als 0 gezeigt in {listed}; exportieren Sie erneut, um sicherzugehen.</translation>
    </message>
    <message>
        <source>Values under the pointer</source>
        <translation>Werte unter dem Mauszeiger</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Verdict form on or off</source>
        <translation>Formular des Urteils ein oder aus</translation>
    </message>
    <message>
        <source>Viridis</source>
        <translation>Viridis</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>Volumen</translation>
    </message>
    <message>
        <source>Volume {background} of {name} fills the background and was left out.</source>
        <translation>Volumen {background} von {name} füllt den Hintergrund und wurde weggelassen.</translation>
    </message>
    <message>
        <source>Volume, and the longest diameter with the longest at right angles to it, as RANO measures. Prob.: the model&apos;s mean probability inside. Map: the share of the map&apos;s positive evidence inside. A click shows the slice where the lesion is longest.</source>
        <translation>Volumen sowie der längste Durchmesser und der längste senkrecht dazu, wie RANO misst. Wahrsch.: die mittlere Wahrscheinlichkeit des Modells darin. Karte: der Anteil der positiven Evidenz der Karte darin. Ein Klick zeigt die Schicht, auf der die Läsion am längsten ist.</translation>
    </message>
    <message>
        <source>Voxel (mm)</source>
        <translation>Voxel (mm)</translation>
    </message>
    <message>
        <source>Voxels of the mask on each slice</source>
        <translation>Voxel der Maske auf jeder Schicht</translation>
    </message>
    <message>
        <source>Waiting for the networks</source>
        <translation>Warten auf die Netze</translation>
    </message>
    <message>
        <source>Warm colours speak for the class; with For and against, blue speaks against it. Full colour is the 99th percentile of the case; the colour bar names the value and its unit. The threshold hides weaker values.</source>
        <translation>Warme Farben sprechen für die Klasse; bei „Für und wider“ spricht Blau dagegen. Volle Farbe ist das 99. Perzentil des Falls; die Farbskala nennt den Wert und seine Einheit. Der Schwellenwert blendet schwächere Werte aus.</translation>
    </message>
    <message>
        <source>Weak heat is more transparent</source>
        <translation>Schwache Werte durchsichtiger</translation>
    </message>
    <message>
        <source>Weighted over 2 slices: this {own} %, adjacent {share} %</source>
        <translation>Über 2 Schichten gewichtet: diese {own} %, Nachbar {share} %</translation>
    </message>
    <message>
        <source>Weighted over 3 slices: this {own} %, adjacent {share} % each</source>
        <translation>Über 3 Schichten gewichtet: diese {own} %, Nachbarn je {share} %</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Weights of a network, or a package</source>
        <translation>Gewichte eines Netzes oder ein Paket</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>What a network saw, layer by layer</source>
        <translation>Was ein Netz sah, Layer für Layer</translation>
    </message>
    <message>
        <source>What an export that was never finished had left there is removed</source>
        <translation>Was ein nie beendeter Export dort hinterlassen hatte, ist entfernt</translation>
    </message>
    <message>
        <source>What comes of these answers</source>
        <translation>Was diese Antworten ergeben</translation>
    </message>
    <message>
        <source>What covers is itself a picture that the network was not trained on: compare two fillings.</source>
        <translation>Was verdeckt, ist selbst ein Bild, mit dem das Netz nicht trainiert wurde: zwei Füllungen vergleichen.</translation>
    </message>
    <message>
        <source>What does a layer see in this slice, if what it sees is exaggerated?</source>
        <translation>Was sieht ein Layer in dieser Schicht, wenn das, was er sieht, übertrieben wird?</translation>
    </message>
    <message>
        <source>What does each MR sequence add to the logit, on average over all orders of adding them?</source>
        <translation>Was trägt jede MR-Sequenz zum Logit bei, im Mittel über alle Reihenfolgen?</translation>
    </message>
    <message>
        <source>What does each pixel bring to the logit on the way from the baseline to the slice?</source>
        <translation>Was trägt jedes Pixel auf dem Weg von der Referenz zur Schicht zum Logit bei?</translation>
    </message>
    <message>
        <source>What does each pixel bring to the logit, compared with slices that have no finding?</source>
        <translation>Was trägt jedes Pixel zum Logit bei, verglichen mit Schichten ohne Befund?</translation>
    </message>
    <message>
        <source>What does each position of the last layer add to the logit?</source>
        <translation>Was trägt jede Stelle des letzten Layers zum Logit bei?</translation>
    </message>
    <message>
        <source>What does each region add to the logit, on average over all orders of adding them?</source>
        <translation>Was trägt jede Region zum Logit bei, im Mittel über alle Reihenfolgen?</translation>
    </message>
    <message>
        <source>What does this part of the picture add to the logit, when halves share first and their halves after?</source>
        <translation>Was trägt dieser Teil des Bildes zum Logit bei, wenn zuerst Hälften teilen und dann deren Hälften?</translation>
    </message>
    <message>
        <source>What each sequence adds to the class logit</source>
        <translation>Was jede Sequenz zum Logit der Klasse beiträgt</translation>
    </message>
    <message>
        <source>What each sequence adds to the class logit, over the slices of the case</source>
        <translation>Was jede Sequenz zum Logit der Klasse beiträgt, über die Schichten des Falls</translation>
    </message>
    <message>
        <source>What each step changed</source>
        <translation>Was jeder Schritt änderte</translation>
    </message>
    <message>
        <source>What every block of the network gives on: its last layer</source>
        <translation>Was jeder Block des Netzes weitergibt: sein letzter Layer</translation>
    </message>
    <message>
        <source>What follows is to be doubted.</source>
        <translation>Was folgt, ist zu bezweifeln.</translation>
    </message>
    <message>
        <source>What in each of the segmenter&apos;s layers made it outline this region?</source>
        <translation>Was in jedem Layer des Segmentierers ließ ihn diese Region umranden?</translation>
    </message>
    <message>
        <source>What is drawn in the main window</source>
        <translation>Was im Hauptfenster gezeichnet ist</translation>
    </message>
    <message>
        <source>What is kept with the network&apos;s weights</source>
        <translation>Was bei den Gewichten des Netzes liegt</translation>
    </message>
    <message>
        <source>What is known of it</source>
        <translation>Was von ihm bekannt ist</translation>
    </message>
    <message>
        <source>What is not yet due is sealed. Your answers are saved as you give them; you can stop at any time.</source>
        <translation>Was noch nicht an der Reihe ist, ist versiegelt. Ihre Antworten werden sofort gespeichert; Sie können jederzeit aufhören.</translation>
    </message>
    <message>
        <source>What is this? {panel}</source>
        <translation>Was ist das? {panel}</translation>
    </message>
    <message>
        <source>What is to be had on every machine.</source>
        <translation>Was auf jedem Rechner vorhanden ist.</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was sie tut</translation>
    </message>
    <message>
        <source>What of the logit&apos;s falls, random squares being taken away, the map does not foretell: 0 all is foretold, 1 nothing is.</source>
        <translation>Was die Karte vom Fall des Logits, wenn zufällige Quadrate weggenommen werden, nicht vorhersagt: 0 alles, 1 nichts ist vorhergesagt.</translation>
    </message>
    <message>
        <source>What raises one unit raises many: it tells what the unit responds to, not what it is there for.</source>
        <translation>Was eine Einheit steigert, steigert viele: Es sagt, worauf sie anspricht, nicht, wofür sie da ist.</translation>
    </message>
    <message>
        <source>What speaks for the class (positive values only, as in Grad-CAM)</source>
        <translation>Was für die Klasse spricht (nur positive Werte, wie bei Grad-CAM)</translation>
    </message>
    <message>
        <source>What the first of the two marks more than the second</source>
        <translation>Was die erste der beiden stärker markiert als die zweite</translation>
    </message>
    <message>
        <source>What the networks take</source>
        <translation>Was die Netze verwenden</translation>
    </message>
    <message>
        <source>What the open project asks about this case, slice, lesion or layer, and what you answered.</source>
        <translation>Was das geöffnete Projekt zu diesem Fall, dieser Schicht, Läsion oder diesem Layer fragt, und was Sie geantwortet haben.</translation>
    </message>
    <message>
        <source>What the project asks</source>
        <translation>Was das Projekt fragt</translation>
    </message>
    <message>
        <source>What the segmenter&apos;s maps mark decides nothing; choose a map of the classifier.</source>
        <translation>Was Karten des Segmentierers markieren, entscheidet nichts; eine Karte des Klassifikators wählen.</translation>
    </message>
    <message>
        <source>What this view shows</source>
        <translation>Was diese Ansicht zeigt</translation>
    </message>
    <message>
        <source>What trained it, as far as you want to say: all of this may stay empty. A case of a patient named here is marked in the window and in every result, because what is shown on it flatters the network.</source>
        <translation>Womit es trainiert wurde, soweit Sie es angeben wollen: Alles hier darf leer bleiben. Ein Fall eines hier genannten Patienten wird im Fenster und in jedem Ergebnis gekennzeichnet, weil das Netz an ihm besser aussieht, als es ist.</translation>
    </message>
    <message>
        <source>What was dropped did not arrive from the program that it came from; drop it once more.</source>
        <translation>Was abgelegt wurde, kam aus dem Programm, aus dem es stammt, nicht an; legen Sie es noch einmal ab.</translation>
    </message>
    <message>
        <source>What was left out or assumed while reading</source>
        <translation>Was beim Lesen weggelassen oder angenommen wurde</translation>
    </message>
    <message>
        <source>What was left out, and why</source>
        <translation>Was weggelassen wurde und warum</translation>
    </message>
    <message>
        <source>What was marked is not held against map and mask: no reader&apos;s folder lies beside the owner&apos;s key.</source>
        <translation>Was markiert wurde, wird nicht mit Heatmap und Maske verglichen: Neben dem Schlüssel des Studienleiters liegt kein Ordner eines Befunders.</translation>
    </message>
    <message>
        <source>What was measured on the open case</source>
        <translation>Was am offenen Fall gemessen wurde</translation>
    </message>
    <message>
        <source>What will be written</source>
        <translation>Was geschrieben wird</translation>
    </message>
    <message>
        <source>What your own program got (.npz)</source>
        <translation>Was Ihr eigenes Programm erhielt (.npz)</translation>
    </message>
    <message>
        <source>Whatever the classifier says</source>
        <translation>Was auch immer der Klassifikator sagt</translation>
    </message>
    <message>
        <source>Wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>When the analysis is done</source>
        <translation>Wenn die Analyse fertig ist</translation>
    </message>
    <message>
        <source>When the lesion is filled in, {share} ({low} to {high}) of the change in this layer lies where the lesion is.</source>
        <translation>Wird die Läsion ausgefüllt, liegen {share} ({low} bis {high}) der Änderung in diesem Layer dort, wo die Läsion ist.</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wohin</translation>
    </message>
    <message>
        <source>Where another sequence stands in for one that the case lacks, the two share what that one adds.</source>
        <translation>Wo eine andere Sequenz eine fehlende vertritt, teilen sich beide, was diese beiträgt.</translation>
    </message>
    <message>
        <source>Where are activations whose growth would speak for the class?</source>
        <translation>Wo sind Aktivierungen, deren Zunahme für die Klasse spräche?</translation>
    </message>
    <message>
        <source>Where are the channels active that on the whole speak for the class?</source>
        <translation>Wo sind die Kanäle aktiv, die im Ganzen für die Klasse sprechen?</translation>
    </message>
    <message>
        <source>Where are the channels active that speak for the class anywhere, whatever little noise there is?</source>
        <translation>Wo sind die Kanäle aktiv, die irgendwo für die Klasse sprechen, auch bei ein wenig Rauschen?</translation>
    </message>
    <message>
        <source>Where are the channels active that speak for the class anywhere?</source>
        <translation>Wo sind die Kanäle aktiv, die irgendwo für die Klasse sprechen?</translation>
    </message>
    <message>
        <source>Where are the channels active that, as masks over the slice, leave in view what speaks for the class?</source>
        <translation>Wo sind die Kanäle aktiv, die, als Masken über der Schicht, sichtbar lassen, was für die Klasse spricht?</translation>
    </message>
    <message>
        <source>Where are the channels active whose activations speak for the class?</source>
        <translation>Wo sind die Kanäle aktiv, deren Aktivierungen für die Klasse sprechen?</translation>
    </message>
    <message>
        <source>Where are the channels active without which the logit falls?</source>
        <translation>Wo sind die Kanäle aktiv, ohne die das Logit sinkt?</translation>
    </message>
    <message>
        <source>Where decision and heat map disagree</source>
        <translation>Wo Entscheidung und Heatmap auseinandergehen</translation>
    </message>
    <message>
        <source>Where decision and heat map disagree, wrong decisions first</source>
        <translation>Wo Entscheidung und Heatmap auseinandergehen, falsche Entscheidungen zuerst</translation>
    </message>
    <message>
        <source>Where do the layer&apos;s channels do, together, what they do most?</source>
        <translation>Wo tun die Kanäle des Layers gemeinsam, was sie am meisten tun?</translation>
    </message>
    <message>
        <source>Where do the layer&apos;s channels, weighted by what they mean for the class, do what they do most?</source>
        <translation>Wo tun die Kanäle des Layers, nach ihrer Bedeutung für die Klasse gewichtet, was sie am meisten tun?</translation>
    </message>
    <message>
        <source>Where it is not to be had, no network is loaded, and the window says so.</source>
        <translation>Wo es nicht vorhanden ist, wird kein Netz geladen, und das Fenster sagt es.</translation>
    </message>
    <message>
        <source>Where several layers are joined before that mean, the map is of all of them.</source>
        <translation>Wo vor diesem Mittel mehrere Layer zusammengeführt werden, gilt die Karte für alle.</translation>
    </message>
    <message>
        <source>Where the files state no spacing, lengths are in pixels, not in mm.</source>
        <translation>Wo die Dateien keinen Pixelabstand nennen, sind Längen in Pixeln, nicht in mm.</translation>
    </message>
    <message>
        <source>Where the place is among the strongest tenth of every network&apos;s map</source>
        <translation>Wo der Ort zum stärksten Zehntel der Karte jedes Netzes gehört</translation>
    </message>
    <message>
        <source>Where {number} networks agree</source>
        <translation>Worin {number} Netze übereinstimmen</translation>
    </message>
    <message>
        <source>Where: on the patients measured a larger share of the map lies in clinicians&apos; masks than of any null model, and position in the layer is position in the image. Whether: the map&apos;s maximum tells slices with an outline from those without, with an area under the ROC curve of at least {whether}.</source>
        <translation>Wo: An den gemessenen Patienten liegt ein größerer Anteil der Karte in ärztlichen Masken als von jedem Nullmodell, und ein Ort im Layer ist ein Ort im Bild. Ob: Das Maximum der Karte trennt Schichten mit Kontur von denen ohne, mit einer Fläche unter der ROC-Kurve von mindestens {whether}.</translation>
    </message>
    <message>
        <source>Whether position in this layer means position in the image was not measured.</source>
        <translation>Ob ein Ort in diesem Layer ein Ort im Bild ist, wurde nicht gemessen.</translation>
    </message>
    <message>
        <source>Whether the map depends on what the network has learnt.</source>
        <translation>Ob die Karte von dem abhängt, was das Netz gelernt hat.</translation>
    </message>
    <message>
        <source>Whether the single strongest pixel lies inside the mask or no farther from it than one cell of the layer&apos;s grid: yes is 1, no is 0.</source>
        <translation>Ob das stärkste Pixel in der Maske liegt oder nicht weiter von ihr als eine Zelle des Gitters des Layers: ja ist 1, nein 0.</translation>
    </message>
    <message>
        <source>Whether the single strongest pixel lies inside the mask or within this distance of it: yes is 1, no is 0.</source>
        <translation>Ob das stärkste Pixel in der Maske liegt oder in diesem Abstand von ihr: ja ist 1, nein 0.</translation>
    </message>
    <message>
        <source>Whether the single strongest pixel lies inside the mask: yes is 1, no is 0.</source>
        <translation>Ob das eine stärkste Pixel in der Maske liegt: Ja ist 1, Nein ist 0.</translation>
    </message>
    <message>
        <source>Which cases</source>
        <translation>Welche Fälle</translation>
    </message>
    <message>
        <source>Which cases are listed, in which order, and what is told of them</source>
        <translation>Welche Fälle in welcher Reihenfolge stehen, und was von ihnen gesagt wird</translation>
    </message>
    <message>
        <source>Which few regions are enough for the decision, whatever becomes of the others?</source>
        <translation>Welche wenigen Regionen genügen für die Entscheidung, was auch immer aus den anderen wird?</translation>
    </message>
    <message>
        <source>Which network? Its weights, or a folder that holds them, can also be dropped on this window.</source>
        <translation>Welches Netz? Seine Gewichte, oder ein Ordner mit ihnen, lassen sich auch auf dieses Fenster ziehen.</translation>
    </message>
    <message>
        <source>Which of the layer&apos;s channels change the logit most on this slice, and where are they active?</source>
        <translation>Welche Kanäle des Layers ändern das Logit auf dieser Schicht am meisten, und wo sind sie aktiv?</translation>
    </message>
    <message>
        <source>Which picture raises this class, channel or unit most?</source>
        <translation>Welches Bild steigert diese Klasse, diesen Kanal oder diese Einheit am meisten?</translation>
    </message>
    <message>
        <source>Which pixels drive activations that all speak for the class?</source>
        <translation>Welche Pixel bewirken Aktivierungen, die alle für die Klasse sprechen?</translation>
    </message>
    <message>
        <source>Which pixels drive activations that speak for the class, where the layer&apos;s Grad-CAM is above zero?</source>
        <translation>Welche Pixel bewirken Aktivierungen, die für die Klasse sprechen, wo das Grad-CAM des Layers über null liegt?</translation>
    </message>
    <message>
        <source>Which positions of the layer, if changed, would change the logit of the class that is explained.</source>
        <translation>Welche Stellen des Layers, würden sie verändert, das Logit der erklärten Klasse verändern würden.</translation>
    </message>
    <message>
        <source>Which regions bring most to the logit for their size?</source>
        <translation>Welche Regionen tragen, gemessen an ihrer Größe, am meisten zum Logit bei?</translation>
    </message>
    <message>
        <source>Which regions carry the logit, in a linear model that holds for pictures much like this slice?</source>
        <translation>Welche Regionen tragen das Logit in einem linearen Modell, das für dieser Schicht sehr ähnliche Bilder gilt?</translation>
    </message>
    <message>
        <source>Which share of the distinct explanations marks a place</source>
        <translation>Welcher Anteil der unterscheidbaren Erklärungen eine Stelle markiert</translation>
    </message>
    <message>
        <source>Which share of the maps is blank, or holds values that are not numbers?</source>
        <translation>Welcher Anteil der Karten ist leer oder enthält Werte, die keine Zahlen sind?</translation>
    </message>
    <message>
        <source>Which share of the positive evidence lies on cells centred outside the head?</source>
        <translation>Welcher Anteil der positiven Evidenz liegt auf Zellen, deren Mitte außerhalb des Kopfs liegt?</translation>
    </message>
    <message>
        <source>While reading this case</source>
        <translation>Beim Lesen dieses Falls</translation>
    </message>
    <message>
        <source>White is stated to be 0 in {listed}, as ImageJ and tifffile write masks: the stored values are taken, with 0 as background.</source>
        <translation>Als 0 ist Weiß angegeben in {listed}, wie ImageJ und tifffile Masken schreiben: Genommen werden die gespeicherten Werte, mit 0 als Hintergrund.</translation>
    </message>
    <message>
        <source>Who answers</source>
        <translation>Wer antwortet</translation>
    </message>
    <message>
        <source>Who drew the masks is not told.</source>
        <translation>Wer die Masken gezeichnet hat, ist nicht angegeben.</translation>
    </message>
    <message>
        <source>Whole case</source>
        <translation>Ganzer Fall</translation>
    </message>
    <message>
        <source>Whole slice</source>
        <translation>Ganze Schicht</translation>
    </message>
    <message>
        <source>Whole {level}</source>
        <translation>Ganzer Abschnitt ({level})</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Why it was skipped</source>
        <translation>Warum sie übersprungen wurde</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Window and level</source>
        <translation>Fensterung</translation>
    </message>
    <message>
        <source>Window from a region</source>
        <translation>Fensterung nach Bereich</translation>
    </message>
    <message>
        <source>Window: right widens, down darkens</source>
        <translation>Fenster: → weiter, ↓ dunkler</translation>
    </message>
    <message>
        <source>Wipe marks away.</source>
        <translation>Markierungen wegwischen.</translation>
    </message>
    <message>
        <source>With another outline the open case is analysed anew; the choice is kept.</source>
        <translation>Mit einer anderen Kontur wird der offene Fall neu analysiert; die Wahl bleibt erhalten.</translation>
    </message>
    <message>
        <source>With everything else filled in, it is {alone}.</source>
        <translation>Ist alles andere ausgefüllt, ist sie {alone}.</translation>
    </message>
    <message>
        <source>With simulated brain extraction they were right on {extracted} of the test patients&apos; slices instead of {whole}.</source>
        <translation>Mit simulierter Hirnextraktion waren sie auf {extracted} der Schichten der Testpatienten richtig statt auf {whole}.</translation>
    </message>
    <message>
        <source>With {region} filled in on every slice, the probability on slice {slice} goes from {before} to {after}.</source>
        <translation>Ist {region} auf jeder Schicht ausgefüllt, geht die Wahrscheinlichkeit auf Schicht {slice} von {before} auf {after}.</translation>
    </message>
    <message>
        <source>With {region} filled in on every slice, the volume&apos;s probability goes from {before} to {after}.</source>
        <translation>Ist {region} auf jeder Schicht ausgefüllt, geht die Wahrscheinlichkeit des Volumens von {before} auf {after}.</translation>
    </message>
    <message>
        <source>With {settings}.</source>
        <translation>Mit {settings}.</translation>
    </message>
    <message>
        <source>Within a part that was not halved further, the share is spread evenly.</source>
        <translation>In einem Teil, der nicht weiter halbiert wurde, ist der Anteil gleichmäßig verteilt.</translation>
    </message>
    <message>
        <source>Without a finding maps explain “{name}” first; a click on another class explains that one.</source>
        <translation>Ohne Befund erklären Karten zuerst „{name}“; ein Klick auf eine andere Klasse erklärt diese.</translation>
    </message>
    <message>
        <source>Without a project pseudonyms hold for this export alone: the next one calls its cases otherwise.</source>
        <translation>Ohne Projekt gelten Pseudonyme nur für diesen Export: der nächste nennt seine Fälle anders.</translation>
    </message>
    <message>
        <source>Without detail: what is left of a lesion may still be seen.</source>
        <translation>Ohne Einzelheiten: Was von einer Läsion bleibt, ist vielleicht noch zu sehen.</translation>
    </message>
    <message>
        <source>Without the clinician&apos;s mask</source>
        <translation>Ohne die ärztliche Maske</translation>
    </message>
    <message>
        <source>Without the model&apos;s outline</source>
        <translation>Ohne die Kontur des Modells</translation>
    </message>
    <message>
        <source>Workbook (*.xlsx)</source>
        <translation>Arbeitsmappe (*.xlsx)</translation>
    </message>
    <message>
        <source>Would another training of the network have looked there?</source>
        <translation>Hätte ein anderes Training des Netzes dorthin gesehen?</translation>
    </message>
    <message>
        <source>Write keys and mouse</source>
        <translation>Tasten und Maus schreiben</translation>
    </message>
    <message>
        <source>Write keys and mouse to a file for another machine</source>
        <translation>Tasten und Maus in eine Datei für einen anderen Rechner schreiben</translation>
    </message>
    <message>
        <source>Write the source images too, as NIfTI</source>
        <translation>Auch die Quellbilder schreiben, als NIfTI</translation>
    </message>
    <message>
        <source>Writing {file}</source>
        <translation>{file} wird geschrieben</translation>
    </message>
    <message>
        <source>Written to {folder}</source>
        <translation>Geschrieben nach {folder}</translation>
    </message>
    <message>
        <source>Wrong by itself</source>
        <translation>Von selbst falsch</translation>
    </message>
    <message>
        <source>XLSX: the same table as a workbook</source>
        <translation>XLSX: dieselbe Tabelle als Arbeitsmappe</translation>
    </message>
    <message>
        <source>Years</source>
        <translation>Jahre</translation>
    </message>
    <message>
        <source>Years of experience, if you like</source>
        <translation>Jahre Erfahrung, wenn Sie mögen</translation>
    </message>
    <message>
        <source>Your answers are in {file}.</source>
        <translation>Ihre Antworten stehen in {file}.</translation>
    </message>
    <message>
        <source>Your answers are kept and saved as soon as that is possible.</source>
        <translation>Ihre Antworten werden behalten und gespeichert, sobald das möglich ist.</translation>
    </message>
    <message>
        <source>Your answers go into {name} from now on.</source>
        <translation>Ihre Antworten kommen von jetzt an in {name}.</translation>
    </message>
    <message>
        <source>Your choice: nothing tells what it is</source>
        <translation>Ihre Wahl: Nichts sagt, was sie ist</translation>
    </message>
    <message>
        <source>Your choice: recognised as {label}</source>
        <translation>Ihre Wahl: erkannt als {label}</translation>
    </message>
    <message>
        <source>Your data</source>
        <translation>Ihre Daten</translation>
    </message>
    <message>
        <source>Your pseudonym</source>
        <translation>Ihr Pseudonym</translation>
    </message>
    <message>
        <source>Your pseudonym (Return)</source>
        <translation>Ihr Pseudonym (Eingabetaste)</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>Zoomen</translation>
    </message>
    <message>
        <source>Zoom and move all views together</source>
        <translation>Alle Ansichten gemeinsam zoomen und verschieben</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>a folder of explanations that this program wrote: its pictures are no scans</source>
        <translation>ein Ordner mit Erklärungen, den dieses Programm geschrieben hat: Die Bilder darin sind keine Aufnahmen</translation>
    </message>
    <message>
        <source>a folder that cannot be entered ({why})</source>
        <translation>ein Ordner, der sich nicht öffnen lässt ({why})</translation>
    </message>
    <message>
        <source>a format that is not read ({kind}); convert it to NIfTI or DICOM</source>
        <translation>ein Format, das nicht gelesen wird ({kind}); wandeln Sie es in NIfTI oder DICOM um</translation>
    </message>
    <message>
        <source>a layer</source>
        <translation>ein Layer</translation>
    </message>
    <message>
        <source>a lesion</source>
        <translation>eine Läsion</translation>
    </message>
    <message>
        <source>a little noise</source>
        <translation>etwas Rauschen</translation>
    </message>
    <message>
        <source>a map</source>
        <translation>eine Karte</translation>
    </message>
    <message>
        <source>a mask at random places</source>
        <translation>eine Maske an zufälligen Stellen</translation>
    </message>
    <message>
        <source>a network of slices takes no volumes</source>
        <translation>ein Netz für Schichten nimmt keine Volumen</translation>
    </message>
    <message>
        <source>a network trained on permuted labels</source>
        <translation>ein mit vertauschten Etiketten trainiertes Netz</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a number from {low} to {high}</source>
        <translation>eine Zahl von {low} bis {high}</translation>
    </message>
    <message>
        <source>a number of at least {low}</source>
        <translation>eine Zahl von mindestens {low}</translation>
    </message>
    <message>
        <source>a number of at most {high}</source>
        <translation>eine Zahl von höchstens {high}</translation>
    </message>
    <message>
        <source>a palette of colours</source>
        <translation>eine Farbpalette</translation>
    </message>
    <message>
        <source>a pickle: loading it runs what is inside</source>
        <translation>ein Pickle: Beim Laden wird ausgeführt, was darin steht</translation>
    </message>
    <message>
        <source>a program of torch.export (.pt2)</source>
        <translation>ein Programm von torch.export (.pt2)</translation>
    </message>
    <message>
        <source>a program of torch.export: loading it runs what is inside</source>
        <translation>ein Programm von torch.export: Beim Laden wird ausgeführt, was darin steht</translation>
    </message>
    <message>
        <source>a sequence was missing when the files were made</source>
        <translation>beim Erstellen der Dateien fehlte eine Sequenz</translation>
    </message>
    <message>
        <source>a series of which nothing says what it shows</source>
        <translation>eine Serie, von der nichts sagt, was sie zeigt,</translation>
    </message>
    <message>
        <source>a series recognised as {kind}</source>
        <translation>eine als {kind} erkannte Serie</translation>
    </message>
    <message>
        <source>a shift by a pixel</source>
        <translation>um ein Pixel verschoben</translation>
    </message>
    <message>
        <source>a slice</source>
        <translation>eine Schicht</translation>
    </message>
    <message>
        <source>a uniform map</source>
        <translation>eine gleichmäßige Karte</translation>
    </message>
    <message>
        <source>a zip or folder with model.json: nothing else is asked</source>
        <translation>ein Zip oder Ordner mit model.json: Mehr wird nicht gefragt</translation>
    </message>
    <message>
        <source>about what</source>
        <translation>wozu</translation>
    </message>
    <message>
        <source>about {number} h</source>
        <translation>etwa {number} h</translation>
    </message>
    <message>
        <source>about {number} min</source>
        <translation>etwa {number} min</translation>
    </message>
    <message>
        <source>about {number} s</source>
        <translation>etwa {number} s</translation>
    </message>
    <message>
        <source>above a share of the maximum</source>
        <translation>über einem Anteil des Maximums</translation>
    </message>
    <message>
        <source>accept</source>
        <translation>annehmen</translation>
    </message>
    <message>
        <source>active, whatever the class</source>
        <translation>aktiv, gleich für welche Klasse</translation>
    </message>
    <message>
        <source>against</source>
        <translation>dagegen</translation>
    </message>
    <message>
        <source>against {label}</source>
        <translation>gegen {label}</translation>
    </message>
    <message>
        <source>alike</source>
        <translation>ähnlich</translation>
    </message>
    <message>
        <source>all behind the layer random</source>
        <translation>hinter dem Layer alles zufällig</translation>
    </message>
    <message>
        <source>all of it, with air beside</source>
        <translation>alles, mit Luft daneben</translation>
    </message>
    <message>
        <source>all of them</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>all pixels of each slice have one value</source>
        <translation>alle Pixel jeder Schicht haben denselben Wert</translation>
    </message>
    <message>
        <source>all readers</source>
        <translation>alle Befunder</translation>
    </message>
    <message>
        <source>all saved</source>
        <translation>alles gespeichert</translation>
    </message>
    <message>
        <source>along a side of each mask, before it is made smooth</source>
        <translation>entlang einer Seite jeder Maske, bevor sie geglättet wird</translation>
    </message>
    <message>
        <source>an archive that is not opened ({kind}); unpack it first</source>
        <translation>ein Archiv, das nicht geöffnet wird ({kind}); entpacken Sie es zuerst</translation>
    </message>
    <message>
        <source>an archive without images</source>
        <translation>ein Archiv ohne Bilder</translation>
    </message>
    <message>
        <source>an empty file</source>
        <translation>eine leere Datei</translation>
    </message>
    <message>
        <source>an unknown method ({printable})</source>
        <translation>einem unbekannten Verfahren ({printable})</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>und {count} weitere</translation>
    </message>
    <message>
        <source>angiography</source>
        <translation>Angiographie</translation>
    </message>
    <message>
        <source>annotations letters orientation</source>
        <translation>Beschriftung Buchstaben Orientierung</translation>
    </message>
    <message>
        <source>anonymise hide identity privacy</source>
        <translation>anonymisieren verbergen Identität Datenschutz</translation>
    </message>
    <message>
        <source>another class</source>
        <translation>andere Klasse</translation>
    </message>
    <message>
        <source>another patient</source>
        <translation>anderer Patient</translation>
    </message>
    <message>
        <source>another series</source>
        <translation>eine andere Serie</translation>
    </message>
    <message>
        <source>another-slice</source>
        <translation>andere Schicht</translation>
    </message>
    <message>
        <source>answer</source>
        <comment>what digits do</comment>
        <translation>antworten</translation>
    </message>
    <message>
        <source>anti-transposed (NIfTI [:, :, k] in RAS)</source>
        <translation>antitransponiert (NIfTI [:, :, k] in RAS)</translation>
    </message>
    <message>
        <source>are</source>
        <translation>sind</translation>
    </message>
    <message>
        <source>are label maps</source>
        <translation>sind Labelmaps</translation>
    </message>
    <message>
        <source>arrows turn the slices</source>
        <translation>Pfeile blättern die Schichten</translation>
    </message>
    <message>
        <source>as Keras&apos;s ResNet and VGG (caffe, channels turned round)</source>
        <translation>wie ResNet und VGG in Keras (caffe, Kanäle vertauscht)</translation>
    </message>
    <message>
        <source>as a graph of ONNX: {why}</source>
        <translation>als Graph von ONNX: {why}</translation>
    </message>
    <message>
        <source>as a network of Keras: {why}</source>
        <translation>als Netz von Keras: {why}</translation>
    </message>
    <message>
        <source>as a state dict ({why}); write it with safetensors.torch.save_file(network.state_dict(), &quot;weights.safetensors&quot;)</source>
        <translation>als State-Dict ({why}); schreiben Sie es mit safetensors.torch.save_file(network.state_dict(), &quot;weights.safetensors&quot;)</translation>
    </message>
    <message>
        <source>as deep among its network&apos;s layers with cells of {pixels} input pixels</source>
        <translation>gleich tief unter den Layern des Netzes mit Zellen von {pixels} Eingangspixeln</translation>
    </message>
    <message>
        <source>as deep in this grid</source>
        <translation>gleich tief im Raster</translation>
    </message>
    <message>
        <source>as deep, other grid</source>
        <translation>gleich tief, anderes Raster</translation>
    </message>
    <message>
        <source>as for photographs (ImageNet)</source>
        <translation>wie bei Fotos (ImageNet)</translation>
    </message>
    <message>
        <source>as the size</source>
        <translation>wie die Größe</translation>
    </message>
    <message>
        <source>as they are shown</source>
        <translation>wie angezeigt</translation>
    </message>
    <message>
        <source>as timm or Hugging Face writes it (config.json), or a MONAI bundle</source>
        <translation>wie timm oder Hugging Face ihn schreibt (config.json), oder ein MONAI-Bundle</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>wie üblich</translation>
    </message>
    <message>
        <source>as within slices</source>
        <translation>wie in der Schicht</translation>
    </message>
    <message>
        <source>ask the author for a package made anew</source>
        <translation>bitten Sie den Autor um ein neu gemachtes Paket</translation>
    </message>
    <message>
        <source>asked again</source>
        <translation>noch einmal gefragt</translation>
    </message>
    <message>
        <source>at least {least}: {seen} ({chance})</source>
        <translation>mindestens {least}: {seen} ({chance})</translation>
    </message>
    <message>
        <source>at most; the parts with the largest shares are halved first</source>
        <translation>höchstens; die Teile mit den größten Anteilen werden zuerst halbiert</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>sofort</translation>
    </message>
    <message>
        <source>automatic</source>
        <comment>number of threads</comment>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>average precision</source>
        <translation>average precision</translation>
    </message>
    <message>
        <source>axial</source>
        <translation>axial</translation>
    </message>
    <message>
        <source>back left quadrant of the head</source>
        <translation>hinteren linken Quadranten des Kopfes</translation>
    </message>
    <message>
        <source>back right quadrant of the head</source>
        <translation>hinteren rechten Quadranten des Kopfes</translation>
    </message>
    <message>
        <source>back third of the head</source>
        <translation>hinteren Drittel des Kopfes</translation>
    </message>
    <message>
        <source>background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>Referenz</translation>
    </message>
    <message>
        <source>beam</source>
        <translation>Suchbreite</translation>
    </message>
    <message>
        <source>behind its {name} stand {layers}: weights alone do not say what happens between these; save the whole network (network.save(&quot;network.keras&quot;)) and import that</source>
        <translation>hinter seinem {name} stehen {layers}: Gewichte allein sagen nicht, was dazwischen geschieht; speichern Sie das ganze Netz (network.save(&quot;network.keras&quot;)) und importieren Sie dieses</translation>
    </message>
    <message>
        <source>being drawn</source>
        <translation>wird gezeichnet</translation>
    </message>
    <message>
        <source>below a null model</source>
        <translation>unter einem Nullmodell</translation>
    </message>
    <message>
        <source>beside a layer of logits: the last layer of this network</source>
        <translation>neben einem Layer aus Logits: der letzte Layer dieses Netzes</translation>
    </message>
    <message>
        <source>black-white</source>
        <translation>Schwarz-Weiß</translation>
    </message>
    <message>
        <source>blank maps</source>
        <translation>leere Karten</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>blur</source>
        <translation>Weichzeichnung</translation>
    </message>
    <message>
        <source>blurred</source>
        <translation>weichgezeichnet</translation>
    </message>
    <message>
        <source>both</source>
        <translation>beide</translation>
    </message>
    <message>
        <source>both are their network&apos;s last layer with cells of {pixels} input pixels</source>
        <translation>beide sind der letzte Layer ihres Netzes mit Zellen von {pixels} Eingangspixeln</translation>
    </message>
    <message>
        <source>bright: marked by more</source>
        <translation>hell: von mehr markiert</translation>
    </message>
    <message>
        <source>bright: marked by more of the distinct explanations</source>
        <translation>hell: von mehr unterscheidbaren Erklärungen markiert</translation>
    </message>
    <message>
        <source>brightness order</source>
        <translation>nach Helligkeit</translation>
    </message>
    <message>
        <source>by which share at most it is enlarged or shrunk before each pass</source>
        <translation>um welchen Anteil es vor jedem Durchlauf höchstens vergrößert oder verkleinert wird</translation>
    </message>
    <message>
        <source>by which the best set may be missed</source>
        <translation>um die die beste Menge verfehlt werden darf</translation>
    </message>
    <message>
        <source>calibrated {kind}</source>
        <translation>kalibrierte {kind}</translation>
    </message>
    <message>
        <source>cancel pause continue</source>
        <translation>abbrechen Pause weiter</translation>
    </message>
    <message>
        <source>cannot judge</source>
        <translation>nicht zu beurteilen</translation>
    </message>
    <message>
        <source>ceiling</source>
        <comment>a line of the curve</comment>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>cells</source>
        <translation>Zellen</translation>
    </message>
    <message>
        <source>centred</source>
        <translation>zentriert</translation>
    </message>
    <message>
        <source>chance</source>
        <comment>a line of the curve</comment>
        <translation>Zufall</translation>
    </message>
    <message>
        <source>chance {value}</source>
        <translation>Zufall {value}</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>channel {number}</source>
        <translation>Kanal {number}</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>choose a smaller series</source>
        <translation>wählen Sie eine kleinere Serie</translation>
    </message>
    <message>
        <source>choose one</source>
        <translation>bitte wählen</translation>
    </message>
    <message>
        <source>cine movie loop</source>
        <translation>Cine Film Schleife</translation>
    </message>
    <message>
        <source>class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>class explained</source>
        <translation>erklärte Klasse</translation>
    </message>
    <message>
        <source>clinician {area} px; model: none</source>
        <translation>ärztlich {area} px; Modell: keine</translation>
    </message>
    <message>
        <source>clinician {area} px; no segmenter</source>
        <translation>ärztlich {area} px; kein Segmentierer</translation>
    </message>
    <message>
        <source>clinician {clinician} px, model {model} px</source>
        <translation>ärztlich {clinician} px, Modell {model} px</translation>
    </message>
    <message>
        <source>clockwise (NIfTI [:, :, k] in LAS)</source>
        <translation>im Uhrzeigersinn (NIfTI [:, :, k] in LAS)</translation>
    </message>
    <message>
        <source>coins</source>
        <translation>Münzwurf</translation>
    </message>
    <message>
        <source>colour space {photometric}</source>
        <translation>den Farbraum {photometric}</translation>
    </message>
    <message>
        <source>colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>column {column}, row {row}</source>
        <translation>Spalte {column}, Zeile {row}</translation>
    </message>
    <message>
        <source>column {column}, row {row}, slice {slice}</source>
        <translation>Spalte {column}, Zeile {row}, Schicht {slice}</translation>
    </message>
    <message>
        <source>comma and full stop step</source>
        <translation>Komma und Punkt blättern</translation>
    </message>
    <message>
        <source>compactness</source>
        <translation>Kompaktheit</translation>
    </message>
    <message>
        <source>compare with another program.</source>
        <translation>vergleichen Sie mit einem anderen Programm.</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>vollständig</translation>
    </message>
    <message>
        <source>complete: signed, all that lies on the picture, so that it adds up to the logit; display: the paper&apos;s picture, each channel&apos;s size scaled to its range</source>
        <translation>vollständig: mit Vorzeichen, alles, was auf dem Bild liegt, sodass es sich zum Logit summiert; Darstellung: das Bild der Originalarbeit, der Betrag jedes Kanals auf seinen Bereich skaliert</translation>
    </message>
    <message>
        <source>completeness</source>
        <translation>Vollständigkeit</translation>
    </message>
    <message>
        <source>contrast raised: colours are not in proportion</source>
        <translation>Kontrast erhöht: Farben nicht im Verhältnis</translation>
    </message>
    <message>
        <source>coronal</source>
        <translation>koronar</translation>
    </message>
    <message>
        <source>count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>counterclockwise (NIfTI [:, :, k] in RPS)</source>
        <translation>gegen den Uhrzeigersinn (NIfTI [:, :, k] in RPS)</translation>
    </message>
    <message>
        <source>cover the head alone and leave the air around it as it is: no scan shows grey there</source>
        <translation>nur den Kopf verdecken und die Luft um ihn lassen, wie sie ist: Keine Aufnahme zeigt dort Grau</translation>
    </message>
    <message>
        <source>cropped: what stands out is not seen</source>
        <translation>beschnitten: was übersteht, wird nicht gesehen</translation>
    </message>
    <message>
        <source>dashed: model&apos;s segmentation</source>
        <translation>gestrichelt: Segmentierung des Modells</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>degrees</source>
        <translation>Grad</translation>
    </message>
    <message>
        <source>deletion</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>describes {at} of its {stack} pages</source>
        <translation>beschreibt {at} der {stack} Seiten</translation>
    </message>
    <message>
        <source>deviations</source>
        <translation>Standardabweichungen</translation>
    </message>
    <message>
        <source>diffusion</source>
        <translation>Diffusion</translation>
    </message>
    <message>
        <source>display</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>do not say whether 0 is black; that is assumed: compare with another program</source>
        <translation>sagen nicht, ob 0 schwarz ist; das wird angenommen: Vergleichen Sie mit einem anderen Programm</translation>
    </message>
    <message>
        <source>does not name the axis of its {lengths} pages</source>
        <translation>nennt die Achse der {lengths} Seiten nicht</translation>
    </message>
    <message>
        <source>does not say how its colours are stored (PlanarConfiguration)</source>
        <translation>sagt nicht, wie die Farben gespeichert sind (PlanarConfiguration)</translation>
    </message>
    <message>
        <source>does not say where it lies</source>
        <translation>sagt nicht, wo die Maske liegt</translation>
    </message>
    <message>
        <source>does not say whether high values are bright (PhotometricInterpretation)</source>
        <translation>sagt nicht, ob hohe Werte hell sind (PhotometricInterpretation)</translation>
    </message>
    <message>
        <source>does not say whether its values have a sign (PixelRepresentation)</source>
        <translation>sagt nicht, ob die Werte ein Vorzeichen haben (PixelRepresentation)</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>doubtful: a stand-in</source>
        <translation>zweifelhaft: ein Ersatz</translation>
    </message>
    <message>
        <source>draw paint correct</source>
        <translation>zeichnen malen korrigieren</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>Ziehung</translation>
    </message>
    <message>
        <source>each class may hold or not, by itself (sigmoid)</source>
        <translation>jede Klasse trifft für sich zu oder nicht (Sigmoid)</translation>
    </message>
    <message>
        <source>each its own</source>
        <translation>jeder seine eigene</translation>
    </message>
    <message>
        <source>each layer&apos;s own method</source>
        <translation>je Layer die eigene Methode</translation>
    </message>
    <message>
        <source>easy</source>
        <translation>leicht</translation>
    </message>
    <message>
        <source>enlarge single view</source>
        <translation>vergrößern Einzelansicht</translation>
    </message>
    <message>
        <source>enlarged by this share of its radius</source>
        <translation>vergrößert um diesen Anteil des Radius</translation>
    </message>
    <message>
        <source>every colour but black counted</source>
        <translation>jede Farbe außer Schwarz zählte</translation>
    </message>
    <message>
        <source>every slice</source>
        <translation>jeder Schicht</translation>
    </message>
    <message>
        <source>everything is kept beside the program</source>
        <translation>alles liegt neben dem Programm</translation>
    </message>
    <message>
        <source>evidence for {label}</source>
        <translation>Evidenz für {label}</translation>
    </message>
    <message>
        <source>explained: {name}</source>
        <translation>erklärt: {name}</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>nicht bestanden</translation>
    </message>
    <message>
        <source>faithfulness deletion insertion perturbation lesion removed</source>
        <translation>Faithfulness Löschen Einfügen Perturbation Läsion entfernt</translation>
    </message>
    <message>
        <source>fax compression is for 1-bit pictures</source>
        <translation>Fax-Kompression ist für Bilder mit 1 Bit</translation>
    </message>
    <message>
        <source>feature visualisation</source>
        <translation>Merkmalsvisualisierung</translation>
    </message>
    <message>
        <source>field map</source>
        <translation>Feldkarte</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>filling</source>
        <translation>Füllung</translation>
    </message>
    <message>
        <source>fillings</source>
        <translation>Füllungen</translation>
    </message>
    <message>
        <source>fit original</source>
        <translation>einpassen Original</translation>
    </message>
    <message>
        <source>flag</source>
        <translation>kennzeichnen</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>gekennzeichnet</translation>
    </message>
    <message>
        <source>flip</source>
        <translation>Spiegelung</translation>
    </message>
    <message>
        <source>for</source>
        <translation>dafür</translation>
    </message>
    <message>
        <source>for or against {label}</source>
        <translation>für oder gegen {label}</translation>
    </message>
    <message>
        <source>for {label}</source>
        <translation>für {label}</translation>
    </message>
    <message>
        <source>for {sequence}</source>
        <translation>für {sequence}</translation>
    </message>
    <message>
        <source>form</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>fractions</source>
        <translation>Bruchteile</translation>
    </message>
    <message>
        <source>fractions, cut at {half}</source>
        <translation>Anteile, Schwelle {half}</translation>
    </message>
    <message>
        <source>frame {number}</source>
        <translation>Bild {number}</translation>
    </message>
    <message>
        <source>from one place to the next</source>
        <translation>von einer Stelle zur nächsten</translation>
    </message>
    <message>
        <source>from one size to the next</source>
        <translation>von einer Größe zur nächsten</translation>
    </message>
    <message>
        <source>front</source>
        <translation>von vorn</translation>
    </message>
    <message>
        <source>front left quadrant of the head</source>
        <translation>vorderen linken Quadranten des Kopfes</translation>
    </message>
    <message>
        <source>front right quadrant of the head</source>
        <translation>vorderen rechten Quadranten des Kopfes</translation>
    </message>
    <message>
        <source>front third of the head</source>
        <translation>vorderen Drittel des Kopfes</translation>
    </message>
    <message>
        <source>full colour: maximum</source>
        <translation>volle Farbe: Maximum</translation>
    </message>
    <message>
        <source>full colour: the case&apos;s 99th percentile</source>
        <translation>volle Farbe: 99. Perzentil des Falls</translation>
    </message>
    <message>
        <source>full colour: the case&apos;s maximum</source>
        <translation>volle Farbe: Maximum des Falls</translation>
    </message>
    <message>
        <source>full colour: the slice&apos;s 99th percentile</source>
        <translation>volle Farbe: 99. Perzentil der Schicht</translation>
    </message>
    <message>
        <source>full colour: the slice&apos;s maximum</source>
        <translation>volle Farbe: Maximum der Schicht</translation>
    </message>
    <message>
        <source>full colour: {scale}</source>
        <translation>volle Farbe: {scale}</translation>
    </message>
    <message>
        <source>functional</source>
        <translation>funktionell</translation>
    </message>
    <message>
        <source>fused layers</source>
        <translation>fusionierte Layer</translation>
    </message>
    <message>
        <source>fused, upsampled</source>
        <translation>fusioniert, hochskaliert</translation>
    </message>
    <message>
        <source>gauss-legendre</source>
        <translation>Gauß-Legendre</translation>
    </message>
    <message>
        <source>get the package again</source>
        <translation>besorgen Sie das Paket neu</translation>
    </message>
    <message>
        <source>gives no usable pair of {names}</source>
        <translation>nennt kein brauchbares Paar {names}</translation>
    </message>
    <message>
        <source>grad-cam</source>
        <translation>Grad-CAM</translation>
    </message>
    <message>
        <source>graded values</source>
        <translation>abgestufte Werte</translation>
    </message>
    <message>
        <source>gradients at the input</source>
        <translation>Gradienten an der Eingabe</translation>
    </message>
    <message>
        <source>green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>ground truth contour segmentation outline</source>
        <translation>Ground Truth Kontur Segmentierung Umriss</translation>
    </message>
    <message>
        <source>half of the scale to {scale}</source>
        <translation>die Hälfte der Skala bis {scale}</translation>
    </message>
    <message>
        <source>hang layout tile grid series beside</source>
        <translation>Layout Kachel Raster Serien nebeneinander</translation>
    </message>
    <message>
        <source>hard</source>
        <translation>schwer</translation>
    </message>
    <message>
        <source>has</source>
        <translation>hat</translation>
    </message>
    <message>
        <source>has pixels of {column_mm} x {row_mm} mm</source>
        <translation>hat Pixel von {column_mm} x {row_mm} mm</translation>
    </message>
    <message>
        <source>have</source>
        <translation>haben</translation>
    </message>
    <message>
        <source>head only</source>
        <translation>nur Kopf</translation>
    </message>
    <message>
        <source>heat map for {label}</source>
        <translation>Heatmap für {label}</translation>
    </message>
    <message>
        <source>heat outside the head</source>
        <translation>Evidenz außerhalb des Kopfes</translation>
    </message>
    <message>
        <source>help documentation</source>
        <translation>Hilfe Dokumentation</translation>
    </message>
    <message>
        <source>hires-cam</source>
        <translation>HiResCAM</translation>
    </message>
    <message>
        <source>hold</source>
        <translation>enthalten</translation>
    </message>
    <message>
        <source>hold more, or other parts, than their size needs: it may be stated wrongly</source>
        <translation>enthalten mehr oder andere Teile, als ihre Größe braucht: Sie ist vielleicht falsch angegeben</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>enthält</translation>
    </message>
    <message>
        <source>holds an OME description that cannot be used ({error})</source>
        <translation>enthält eine OME-Beschreibung, die nicht brauchbar ist ({error})</translation>
    </message>
    <message>
        <source>holds pages along axes that are not known here ({axes})</source>
        <translation>enthält Seiten entlang Achsen, die hier nicht bekannt sind ({axes})</translation>
    </message>
    <message>
        <source>holds pages along axes that it does not name ({axes})</source>
        <translation>enthält Seiten entlang Achsen, die nicht benannt sind ({axes})</translation>
    </message>
    <message>
        <source>holds pages of different size or type ({alike}; {alike2})</source>
        <translation>enthält Seiten verschiedener Größe oder Art ({alike}; {alike2})</translation>
    </message>
    <message>
        <source>holds slices that name their channels differently</source>
        <translation>enthält Schichten, die ihre Kanäle verschieden benennen</translation>
    </message>
    <message>
        <source>holds {held} bytes of pixels where its rows, columns, bits and frames make {described}</source>
        <translation>enthält {held} Bytes Pixel, nach Zeilen, Spalten, Bits und Frames müssten es {described} sein</translation>
    </message>
    <message>
        <source>how activations and gradients become a map, as in the one-pass methods; grad-cam is the paper&apos;s own</source>
        <translation>wie aus Aktivierungen und Gradienten eine Karte wird, wie in den Methoden mit einem Durchlauf; Grad-CAM ist die der Originalarbeit</translation>
    </message>
    <message>
        <source>how far at most it is turned before each pass</source>
        <translation>wie weit es vor jedem Durchlauf höchstens gedreht wird</translation>
    </message>
    <message>
        <source>how far at most the picture is shifted before each pass</source>
        <translation>wie weit das Bild vor jedem Durchlauf höchstens verschoben wird</translation>
    </message>
    <message>
        <source>how far at most the slice is shifted before each pass</source>
        <translation>wie weit die Schicht vor jedem Durchlauf höchstens verschoben wird</translation>
    </message>
    <message>
        <source>how many are tried, of those that should change the logit most, by activation x gradient</source>
        <translation>wie viele geprüft werden, von denen, die das Logit nach Aktivierung x Gradient am meisten ändern sollten</translation>
    </message>
    <message>
        <source>how many are tried, of those whose activations vary most over the slice</source>
        <translation>wie viele geprüft werden, von denen, deren Aktivierungen über die Schicht am meisten schwanken</translation>
    </message>
    <message>
        <source>how many channels are shown</source>
        <translation>wie viele Kanäle gezeigt werden</translation>
    </message>
    <message>
        <source>how many noisy slices are averaged over</source>
        <translation>über wie viele verrauschte Schichten gemittelt wird</translation>
    </message>
    <message>
        <source>how many regions the head is parted into, about</source>
        <translation>in wie viele Regionen der Kopf geteilt wird, ungefähr</translation>
    </message>
    <message>
        <source>how much sooner coarse structures change than fine ones: the power of their wavelength; 0: as pixels do</source>
        <translation>wie viel eher sich grobe Strukturen ändern als feine: der Exponent ihrer Wellenlänge; 0: wie Pixel</translation>
    </message>
    <message>
        <source>how much unevenness counts against the picture</source>
        <translation>wie sehr Unebenheit gegen das Bild zählt</translation>
    </message>
    <message>
        <source>how strongly coefficients are held down</source>
        <translation>wie stark Koeffizienten klein gehalten werden</translation>
    </message>
    <message>
        <source>if the networks outline anything</source>
        <translation>wenn die Netze etwas umranden</translation>
    </message>
    <message>
        <source>imaginary part</source>
        <translation>Imaginärteil</translation>
    </message>
    <message numerus="yes">
        <source>in %Ln chapters</source>
        <translation>
            <numerusform>in %Ln Kapitel</numerusform>
            <numerusform>in %Ln Kapiteln</numerusform>
        </translation>
    </message>
    <message>
        <source>in a set, at most</source>
        <translation>in einer Menge, höchstens</translation>
    </message>
    <message>
        <source>in pixels:
no spacing stated</source>
        <translation>in Pixeln:
kein Abstand angegeben</translation>
    </message>
    <message>
        <source>in pixels: no spacing is stated, so proportions are not the patient&apos;s</source>
        <translation>in Pixeln: Kein Abstand ist angegeben, die Proportionen sind nicht die des Patienten</translation>
    </message>
    <message>
        <source>in place of {sequence}</source>
        <translation>anstelle von {sequence}</translation>
    </message>
    <message>
        <source>in the clinician&apos;s mask</source>
        <translation>in der ärztlichen Maske</translation>
    </message>
    <message>
        <source>in this layer always the same map as {method}</source>
        <translation>in diesem Layer immer dieselbe Karte wie {method}</translation>
    </message>
    <message>
        <source>in training</source>
        <translation>im Training</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>in work</source>
        <translation>in Arbeit</translation>
    </message>
    <message>
        <source>in-painted</source>
        <translation>übermalt</translation>
    </message>
    <message>
        <source>in-painting</source>
        <translation>Inpainting</translation>
    </message>
    <message>
        <source>inch</source>
        <translation>Zoll</translation>
    </message>
    <message>
        <source>infidelity</source>
        <translation>Infidelity</translation>
    </message>
    <message>
        <source>input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>input pixels</source>
        <translation>Pixel der Eingabe</translation>
    </message>
    <message>
        <source>input, {size}</source>
        <translation>Eingabe, {size}</translation>
    </message>
    <message>
        <source>insertion</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>install the program again</source>
        <translation>installieren Sie das Programm neu</translation>
    </message>
    <message>
        <source>intensity grey value pixel</source>
        <translation>Intensität Grauwert Pixel</translation>
    </message>
    <message>
        <source>is</source>
        <translation>ist</translation>
    </message>
    <message>
        <source>is a FluoView stack of {count} pages whose axes are not read here</source>
        <translation>ist ein FluoView-Stapel von {count} Seiten, deren Achsen hier nicht gelesen werden</translation>
    </message>
    <message>
        <source>is a MetaMorph stack of {planes} planes whose axes are not named</source>
        <translation>ist ein MetaMorph-Stapel von {planes} Ebenen, deren Achsen nicht benannt sind</translation>
    </message>
    <message>
        <source>is a ScanImage stack of {count} pages whose axes are not read here</source>
        <translation>ist ein ScanImage-Stapel von {count} Seiten, deren Achsen hier nicht gelesen werden</translation>
    </message>
    <message>
        <source>is a Zeiss LSM stack ({axes}) whose pages do not tell their axes</source>
        <translation>ist ein Zeiss-LSM-Stapel ({axes}), dessen Seiten ihre Achsen nicht nennen</translation>
    </message>
    <message>
        <source>is a label map</source>
        <translation>ist eine Labelmap</translation>
    </message>
    <message>
        <source>it</source>
        <translation>sie</translation>
    </message>
    <message>
        <source>it by itself</source>
        <translation>sie für sich</translation>
    </message>
    <message>
        <source>it cannot be read ({why})</source>
        <translation>die Datei lässt sich nicht lesen ({why})</translation>
    </message>
    <message>
        <source>it declares a document type</source>
        <translation>ein Dokumenttyp ist vereinbart</translation>
    </message>
    <message>
        <source>it defines operations of its own (functions); export it with these in line</source>
        <translation>er definiert eigene Operationen (functions); exportieren Sie ihn mit diesen ausgeschrieben</translation>
    </message>
    <message>
        <source>it describes no image</source>
        <translation>kein Bild ist beschrieben</translation>
    </message>
    <message>
        <source>it does not begin with its size</source>
        <translation>am Anfang steht nicht die Größe</translation>
    </message>
    <message>
        <source>it ends in the middle</source>
        <translation>es endet mittendrin</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>das Ende kommt zu früh</translation>
    </message>
    <message>
        <source>it ends without a dense layer: it gives features and no classes</source>
        <translation>es endet ohne Dense-Layer: Es gibt Merkmale und keine Klassen</translation>
    </message>
    <message>
        <source>it folds other axes into {axes}</source>
        <translation>andere Achsen stecken in {axes}</translation>
    </message>
    <message>
        <source>it has a b-value</source>
        <translation>es hat einen b-Wert</translation>
    </message>
    <message>
        <source>it has {count} inputs and {outputs} outputs; export it with one picture and the logits</source>
        <translation>er hat {count} Eingänge und {outputs} Ausgänge; exportieren Sie ihn mit einem Bild und den Logits</translation>
    </message>
    <message>
        <source>it holds another number of channels than it states</source>
        <translation>die Anzahl der Kanäle ist eine andere als angegeben</translation>
    </message>
    <message>
        <source>it holds fewer parts than its size needs</source>
        <translation>es gibt weniger Teile, als die Größe braucht</translation>
    </message>
    <message>
        <source>it holds no one graph; export it anew with torch.onnx.export</source>
        <translation>darin liegt nicht ein Graph; exportieren Sie ihn neu mit torch.onnx.export</translation>
    </message>
    <message>
        <source>it holds no one pickle of a state dict</source>
        <translation>darin liegt nicht ein Pickle eines State-Dicts</translation>
    </message>
    <message>
        <source>it holds no picture</source>
        <translation>kein Bild ist enthalten</translation>
    </message>
    <message>
        <source>it holds no state dict, a mapping from names to tensors</source>
        <translation>darin liegt kein State-Dict, eine Zuordnung von Namen zu Tensoren</translation>
    </message>
    <message>
        <source>it holds no weights</source>
        <translation>darin liegen keine Gewichte</translation>
    </message>
    <message>
        <source>it holds pixels without a value</source>
        <translation>Pixel ohne Wert sind enthalten</translation>
    </message>
    <message>
        <source>it is Python code, which is never run: what it does to the picture belongs into the normalisation</source>
        <translation>das ist Python-Code, der nie ausgeführt wird: Was er mit dem Bild macht, gehört in die Normierung</translation>
    </message>
    <message>
        <source>it is a {name}, a class of the user&apos;s own; only Functional and Sequential are read</source>
        <translation>es ist {name}, eine eigene Klasse; nur Functional und Sequential werden gelesen</translation>
    </message>
    <message>
        <source>it is nested too deeply</source>
        <translation>die Verschachtelung ist zu tief</translation>
    </message>
    <message>
        <source>it is no HDF5 file</source>
        <translation>es ist keine HDF5-Datei</translation>
    </message>
    <message>
        <source>it is no protocol buffer</source>
        <translation>es ist kein Protocol Buffer</translation>
    </message>
    <message>
        <source>it is no zip, which a .keras is</source>
        <translation>es ist kein Zip, was eine .keras ist</translation>
    </message>
    <message>
        <source>it is none of Keras&apos;s applications that are known here ({names}){nearest}</source>
        <translation>es ist keines der hier bekannten Netze von keras.applications ({names}){nearest}</translation>
    </message>
    <message>
        <source>it lacks the weights of “{name}”</source>
        <translation>ihm fehlen die Gewichte von „{name}“</translation>
    </message>
    <message>
        <source>it may be a mask of several studies in the same folder; put it into a folder with the images of one</source>
        <translation>es kann eine Maske mehrerer Untersuchungen im selben Ordner sein; legen Sie sie in einen Ordner mit den Bildern einer einzigen</translation>
    </message>
    <message>
        <source>it names a plane that it does not have</source>
        <translation>eine Ebene ist genannt, die es nicht gibt</translation>
    </message>
    <message>
        <source>it names its axes in an unknown way</source>
        <translation>die Achsen sind auf unbekannte Art benannt</translation>
    </message>
    <message>
        <source>it needs a picture, and that is flat</source>
        <translation>sie braucht ein Bild, und was kommt, ist flach</translation>
    </message>
    <message>
        <source>it needs {name}“{domain}”, which are somebody&apos;s own code; export it with ONNX&apos;s own operations</source>
        <translation>er braucht {name}„{domain}“, fremden Code; exportieren Sie ihn mit den Operationen von ONNX selbst</translation>
    </message>
    <message>
        <source>it shows the {part}, not the magnitude, of the signal</source>
        <translation>zeigt vom Signal {part}, nicht die Magnitude</translation>
    </message>
    <message>
        <source>it states an unknown kind of pixels</source>
        <translation>eine unbekannte Art von Pixeln ist angegeben</translation>
    </message>
    <message>
        <source>it states more than {max_pages} pages</source>
        <translation>mehr als {max_pages} Seiten sind angegeben</translation>
    </message>
    <message>
        <source>it states no size</source>
        <translation>eine Größe ist nicht angegeben</translation>
    </message>
    <message>
        <source>it states too many planes</source>
        <translation>zu viele Ebenen sind angegeben</translation>
    </message>
    <message>
        <source>it would call {name}</source>
        <translation>es würde {name} aufrufen</translation>
    </message>
    <message>
        <source>it would run code (its pickle uses {name})</source>
        <translation>es würde Code ausführen (sein Pickle benutzt {name})</translation>
    </message>
    <message>
        <source>its JPEG colours are {colours}, which it says beside more channels than that has</source>
        <translation>die JPEG-Farben sind {colours}, angegeben neben mehr Kanälen, als diese haben</translation>
    </message>
    <message>
        <source>its JPEG data are not sound</source>
        <translation>die JPEG-Daten sind fehlerhaft</translation>
    </message>
    <message>
        <source>its JPEG data are of a rare kind</source>
        <translation>die JPEG-Daten sind von seltener Art</translation>
    </message>
    <message>
        <source>its JPEG data are of {segment} bits, not 8</source>
        <translation>die JPEG-Daten haben {segment} Bit, nicht 8</translation>
    </message>
    <message>
        <source>its JPEG data do not begin as such</source>
        <translation>die JPEG-Daten beginnen nicht als solche</translation>
    </message>
    <message>
        <source>its JPEG data end too early</source>
        <translation>die JPEG-Daten enden zu früh</translation>
    </message>
    <message>
        <source>its JPEG data go over a large picture too often</source>
        <translation>die JPEG-Daten gehen zu oft über ein großes Bild</translation>
    </message>
    <message>
        <source>its JPEG data have another size than it states</source>
        <translation>die JPEG-Daten haben eine andere Größe als angegeben</translation>
    </message>
    <message>
        <source>its JPEG data hold no picture</source>
        <translation>die JPEG-Daten enthalten kein Bild</translation>
    </message>
    <message>
        <source>its JPEG data lack a table</source>
        <translation>den JPEG-Daten fehlt eine Tabelle</translation>
    </message>
    <message>
        <source>its JPEG data state no size</source>
        <translation>die JPEG-Daten nennen keine Größe</translation>
    </message>
    <message>
        <source>its author&apos;s, and reproduced here</source>
        <translation>vom Autor, und hier reproduziert</translation>
    </message>
    <message>
        <source>its axes stand in {elsewhere}</source>
        <translation>die Achsen stehen in {elsewhere}</translation>
    </message>
    <message>
        <source>its channels are not those of its pages</source>
        <translation>die Kanäle sind nicht die der Seiten</translation>
    </message>
    <message>
        <source>its channels have different numbers of samples</source>
        <translation>die Kanäle haben verschieden viele Werte</translation>
    </message>
    <message>
        <source>its checksum is wrong</source>
        <translation>die Prüfsumme stimmt nicht</translation>
    </message>
    <message>
        <source>its compressed data are of another depth</source>
        <translation>die komprimierten Daten haben eine andere Bittiefe</translation>
    </message>
    <message>
        <source>its compressed data are too short for its size</source>
        <translation>die komprimierten Daten sind zu kurz für die Größe</translation>
    </message>
    <message>
        <source>its compressed data cannot be decoded</source>
        <translation>die komprimierten Daten lassen sich nicht dekodieren</translation>
    </message>
    <message>
        <source>its compressed data end too early</source>
        <translation>die komprimierten Daten enden zu früh</translation>
    </message>
    <message>
        <source>its compressed data hold more than its size</source>
        <translation>die komprimierten Daten enthalten mehr als die Größe</translation>
    </message>
    <message>
        <source>its directory cannot be read</source>
        <translation>das Verzeichnis lässt sich nicht lesen</translation>
    </message>
    <message>
        <source>its directory ends beyond the file</source>
        <translation>das Verzeichnis endet hinter dem Ende der Datei</translation>
    </message>
    <message>
        <source>its input does not say how many channels it has; export it with those fixed</source>
        <translation>der Eingang sagt nicht, wie viele Kanäle er hat; exportieren Sie ihn mit festen</translation>
    </message>
    <message>
        <source>its layers&apos; names are those of none of {names}; save the whole network (network.save(&quot;network.keras&quot;)) and import that</source>
        <translation>die Namen seiner Layer sind die von keinem von {names}; speichern Sie das ganze Netz (network.save(&quot;network.keras&quot;)) und importieren Sie dieses</translation>
    </message>
    <message>
        <source>its name “{text}”</source>
        <translation>der Name „{text}“</translation>
    </message>
    <message>
        <source>its name “{text}” says “{word}”</source>
        <translation>der Name „{text}“ sagt „{word}“</translation>
    </message>
    <message>
        <source>its number in the layer, counted from 0</source>
        <translation>seine Nummer im Layer, gezählt ab 0</translation>
    </message>
    <message>
        <source>its number in the layer, counted from 0; -1: all channels together</source>
        <translation>seine Nummer im Layer, gezählt ab 0; -1: alle Kanäle zusammen</translation>
    </message>
    <message>
        <source>its pages lead in a circle</source>
        <translation>die Seiten führen im Kreis</translation>
    </message>
    <message>
        <source>its palette is missing or damaged</source>
        <translation>die Palette fehlt oder ist beschädigt</translation>
    </message>
    <message>
        <source>its palette is too short</source>
        <translation>die Palette ist zu kurz</translation>
    </message>
    <message>
        <source>its parts are not where it says</source>
        <translation>die Teile liegen nicht, wo sie liegen sollen</translation>
    </message>
    <message>
        <source>its pickle is damaged ({why})</source>
        <translation>sein Pickle ist beschädigt ({why})</translation>
    </message>
    <message>
        <source>its pictures lie on one another</source>
        <translation>die Bilder liegen übereinander</translation>
    </message>
    <message>
        <source>its pixels end too early</source>
        <translation>die Pixel enden zu früh</translation>
    </message>
    <message>
        <source>its place</source>
        <translation>an dessen Stelle</translation>
    </message>
    <message>
        <source>its response here</source>
        <translation>seine Antwort hier</translation>
    </message>
    <message>
        <source>its weights lie in another file, which is not opened; export it as one file</source>
        <translation>die Gewichte liegen in einer anderen Datei, die nicht geöffnet wird; exportieren Sie ihn als eine Datei</translation>
    </message>
    <message>
        <source>its {name} is no number</source>
        <translation>{name} ist keine Zahl</translation>
    </message>
    <message>
        <source>its {source} “{text}”</source>
        <translation>{source} „{text}“</translation>
    </message>
    <message>
        <source>its {source} “{text}” says “{word}”</source>
        <translation>{source} „{text}“ sagt „{word}“</translation>
    </message>
    <message>
        <source>jitter</source>
        <translation>Versatz</translation>
    </message>
    <message>
        <source>kernel width</source>
        <translation>Kernbreite</translation>
    </message>
    <message>
        <source>label {number}</source>
        <translation>Label {number}</translation>
    </message>
    <message>
        <source>labels its slices {listed} otherwise than its axes have them</source>
        <translation>beschriftet die Schichten {listed} anders, als es die Achsen tun</translation>
    </message>
    <message>
        <source>largest</source>
        <translation>größter Betrag</translation>
    </message>
    <message>
        <source>last layer</source>
        <translation>letzter Layer</translation>
    </message>
    <message>
        <source>last of this grid</source>
        <translation>letzter dieses Rasters</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>layer-cam</source>
        <translation>LayerCAM</translation>
    </message>
    <message>
        <source>leave the air around the head as it is</source>
        <translation>die Luft um den Kopf lassen, wie sie ist</translation>
    </message>
    <message>
        <source>leave the air around the head as it is, so that none of it counts</source>
        <translation>die Luft um den Kopf lassen, wie sie ist, sodass nichts davon zählt</translation>
    </message>
    <message>
        <source>left and right exchanged</source>
        <translation>links und rechts vertauscht</translation>
    </message>
    <message>
        <source>left out: it lies beside {what}; open it by itself</source>
        <translation>weggelassen: Daneben liegt {what}; öffnen Sie die Datei für sich</translation>
    </message>
    <message>
        <source>left third of the head</source>
        <translation>linken Drittel des Kopfes</translation>
    </message>
    <message>
        <source>lesion</source>
        <translation>Läsion</translation>
    </message>
    <message>
        <source>lesion removed: {value}</source>
        <translation>Läsion entfernt: {value}</translation>
    </message>
    <message>
        <source>less than 1 s</source>
        <translation>weniger als 1 s</translation>
    </message>
    <message>
        <source>level brightness contrast W/L</source>
        <translation>Level Helligkeit Kontrast W/L Fenster</translation>
    </message>
    <message>
        <source>level brightness contrast W/L preset</source>
        <translation>Level Helligkeit Kontrast W/L Fenster Voreinstellung</translation>
    </message>
    <message>
        <source>licence in its own files</source>
        <translation>Lizenz in den eigenen Dateien</translation>
    </message>
    <message>
        <source>lies in another frame of reference than every series here</source>
        <translation>liegt in einem anderen Bezugssystem als jede Serie hier</translation>
    </message>
    <message>
        <source>lies with an image that does not say where</source>
        <translation>liegt bei einem Bild, das seine Lage nicht angibt</translation>
    </message>
    <message>
        <source>limit</source>
        <comment>that a number is held against</comment>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>lines: 50 and 80 % of the sum</source>
        <translation>Linien: 50 und 80 % der Summe</translation>
    </message>
    <message>
        <source>localiser</source>
        <translation>Localizer</translation>
    </message>
    <message>
        <source>logit</source>
        <translation>Logit</translation>
    </message>
    <message>
        <source>logit per cell</source>
        <translation>Logit je Zelle</translation>
    </message>
    <message>
        <source>logit per pixel</source>
        <translation>Logit je Pixel</translation>
    </message>
    <message>
        <source>logit per region</source>
        <translation>Logit je Region</translation>
    </message>
    <message>
        <source>look whether it is the right one under “Sequences and masks” (--mask)</source>
        <translation>prüfen Sie unter „Sequenzen und Masken“ (--mask), ob es die richtige ist</translation>
    </message>
    <message>
        <source>look which mask, and which of its segments, is the lesion under “Sequences and masks” (--mask, --segments)</source>
        <translation>prüfen Sie unter „Sequenzen und Masken“ (--mask, --segments), welche Maske und welches ihrer Segmente die Läsion ist</translation>
    </message>
    <message>
        <source>looking at the cases, {done} of {all}</source>
        <translation>Fälle werden angesehen, {done} von {all}</translation>
    </message>
    <message>
        <source>lower back quadrant of the head</source>
        <translation>unteren hinteren Quadranten des Kopfes</translation>
    </message>
    <message>
        <source>lower front quadrant of the head</source>
        <translation>unteren vorderen Quadranten des Kopfes</translation>
    </message>
    <message>
        <source>lower left quadrant of the head</source>
        <translation>unteren linken Quadranten des Kopfes</translation>
    </message>
    <message>
        <source>lower left quarter of the picture</source>
        <translation>linken unteren Viertel des Bildes</translation>
    </message>
    <message>
        <source>lower right quadrant of the head</source>
        <translation>unteren rechten Quadranten des Kopfes</translation>
    </message>
    <message>
        <source>lower right quarter of the picture</source>
        <translation>rechten unteren Viertel des Bildes</translation>
    </message>
    <message>
        <source>lower third of the head</source>
        <translation>unteren Drittel des Kopfes</translation>
    </message>
    <message>
        <source>made out of noise</source>
        <translation>aus Rauschen gemacht</translation>
    </message>
    <message>
        <source>made out of this slice</source>
        <translation>aus dieser Schicht gemacht</translation>
    </message>
    <message>
        <source>map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>map of {mapped} of {count} slices; nothing is drawn on the others</source>
        <translation>Karte von {mapped} von {count} Schichten; auf den übrigen ist nichts gezeichnet</translation>
    </message>
    <message>
        <source>map of {mapped}/{count}</source>
        <translation>Karte von {mapped}/{count}</translation>
    </message>
    <message>
        <source>map {share}</source>
        <translation>Karte {share}</translation>
    </message>
    <message>
        <source>map {share} % of full colour</source>
        <translation>Karte {share} % der vollen Farbe</translation>
    </message>
    <message>
        <source>marks</source>
        <translation>Markierungen</translation>
    </message>
    <message>
        <source>mask</source>
        <translation>ärztliche Maske</translation>
    </message>
    <message>
        <source>mask has no slice</source>
        <translation>Maske hat keine Schicht</translation>
    </message>
    <message>
        <source>mask {value}</source>
        <translation>Maske {value}</translation>
    </message>
    <message>
        <source>masking the input</source>
        <translation>Verdecken der Eingabe</translation>
    </message>
    <message>
        <source>masks</source>
        <translation>Masken</translation>
    </message>
    <message>
        <source>masks but no slices</source>
        <translation>Masken, aber keine Schichten</translation>
    </message>
    <message>
        <source>masks have no slice</source>
        <translation>Masken haben keine Schicht</translation>
    </message>
    <message>
        <source>maximum of {known} of {count} slices</source>
        <translation>Maximum von {known} der {count} Schichten</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittelwert</translation>
    </message>
    <message>
        <source>mean change of a pixel in one step</source>
        <translation>mittlere Änderung eines Pixels in einem Schritt</translation>
    </message>
    <message>
        <source>mean magnitude</source>
        <translation>mittlerer Betrag</translation>
    </message>
    <message>
        <source>mean of the head</source>
        <translation>Mittelwert des Kopfes</translation>
    </message>
    <message>
        <source>mean {mean}, deviation {deviation}</source>
        <translation>Mittelwert {mean}, Streuung {deviation}</translation>
    </message>
    <message>
        <source>measurement</source>
        <translation>Messung</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>methods difference consensus</source>
        <translation>Methoden Differenz Konsens</translation>
    </message>
    <message>
        <source>middle third of the head</source>
        <translation>mittleren Drittel des Kopfes</translation>
    </message>
    <message>
        <source>midpoint</source>
        <translation>Mittelpunkt</translation>
    </message>
    <message>
        <source>mirror</source>
        <translation>umdrehen kippen</translation>
    </message>
    <message>
        <source>more passes, any layer</source>
        <translation>mehrere Durchläufe, beliebiger Layer</translation>
    </message>
    <message>
        <source>name a package’s folder or zip</source>
        <translation>nennen Sie den Ordner oder das Zip eines Pakets</translation>
    </message>
    <message>
        <source>names an axis of its pages twice ({axes})</source>
        <translation>nennt eine Achse der Seiten zweimal ({axes})</translation>
    </message>
    <message>
        <source>names none of the series here</source>
        <translation>nennt keine der Serien hier</translation>
    </message>
    <message>
        <source>needed more memory or time than it may have</source>
        <translation>brauchte mehr Speicher oder Zeit, als erlaubt ist</translation>
    </message>
    <message>
        <source>needed more memory than it may have</source>
        <translation>brauchte mehr Speicher, als erlaubt ist</translation>
    </message>
    <message>
        <source>negative black white</source>
        <translation>Negativ Schwarz Weiß</translation>
    </message>
    <message>
        <source>networks</source>
        <comment>a line of the curve</comment>
        <translation>Netze</translation>
    </message>
    <message>
        <source>networks on {device}</source>
        <translation>Netze auf {device}</translation>
    </message>
    <message>
        <source>networks with random weights</source>
        <translation>Netze mit zufälligen Gewichten</translation>
    </message>
    <message>
        <source>next to do</source>
        <translation>nächster offener</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>no DICOM file, whatever its name says</source>
        <translation>trotz des Namens keine DICOM-Datei</translation>
    </message>
    <message>
        <source>no TIFF slices</source>
        <translation>keine TIFF-Schichten</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>no case itself but {cases} below it</source>
        <translation>selbst keinen Fall, aber {cases} darunter</translation>
    </message>
    <message>
        <source>no clinician&apos;s mask</source>
        <translation>keine ärztliche Maske</translation>
    </message>
    <message>
        <source>no image that this program knows</source>
        <translation>kein Bild, das dieses Programm kennt</translation>
    </message>
    <message>
        <source>no influence</source>
        <translation>kein Einfluss</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>keine Taste</translation>
    </message>
    <message>
        <source>no layer</source>
        <translation>kein Layer</translation>
    </message>
    <message>
        <source>no layer of this network has such cells: as deep in the whole network</source>
        <translation>kein Layer dieses Netzes hat solche Zellen: gleich tief im ganzen Netz</translation>
    </message>
    <message>
        <source>no map of any slice yet</source>
        <translation>noch von keiner Schicht eine Karte</translation>
    </message>
    <message>
        <source>no map yet</source>
        <translation>noch keine Karte</translation>
    </message>
    <message>
        <source>no mask</source>
        <translation>keine Maske</translation>
    </message>
    <message>
        <source>no segments to choose from</source>
        <translation>keine Segmente zur Wahl</translation>
    </message>
    <message>
        <source>no tumour</source>
        <translation>kein Tumor</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>noisy slices that are averaged</source>
        <translation>verrauschte Schichten, die gemittelt werden</translation>
    </message>
    <message>
        <source>none</source>
        <comment>evidence</comment>
        <translation>keine</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>none chosen</source>
        <translation>keine gewählt</translation>
    </message>
    <message>
        <source>none named</source>
        <translation>keine genannt</translation>
    </message>
    <message>
        <source>none of its planes lies in this file</source>
        <translation>keine der Ebenen liegt in dieser Datei</translation>
    </message>
    <message>
        <source>none of them</source>
        <translation>keine davon</translation>
    </message>
    <message>
        <source>none was imported yet</source>
        <translation>noch keines wurde importiert</translation>
    </message>
    <message>
        <source>none: whether it computes what it did for its author is not known</source>
        <translation>keiner: ob es rechnet, was es bei seinem Autor rechnete, ist nicht bekannt</translation>
    </message>
    <message>
        <source>normalisation.low and normalisation.high are no percentiles from 0 to 100</source>
        <translation>die Grenzen sind keine Perzentile von 0 bis 100</translation>
    </message>
    <message>
        <source>normalisation.low, {low}, is not below normalisation.high, {high}</source>
        <translation>die untere Grenze, {low}, liegt nicht unter der oberen, {high}</translation>
    </message>
    <message>
        <source>normalisation.std holds a number that is not above 0.000001</source>
        <translation>unter den Abweichungen ist eine Zahl, die nicht über 0,000001 liegt</translation>
    </message>
    <message>
        <source>not acquired</source>
        <translation>nicht aufgenommen</translation>
    </message>
    <message>
        <source>not active</source>
        <translation>nicht aktiv</translation>
    </message>
    <message>
        <source>not all</source>
        <translation>nicht alle</translation>
    </message>
    <message>
        <source>not applicable here</source>
        <translation>hier nicht anwendbar</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>not measured; how far it can be trusted is found out by {command}</source>
        <translation>nicht gemessen; wie weit man ihm trauen kann, misst {command}</translation>
    </message>
    <message>
        <source>not registered</source>
        <translation>nicht registriert</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>noch nicht gespeichert</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>nicht angegeben</translation>
    </message>
    <message>
        <source>nothing below {share} %</source>
        <translation>nichts unter {share} %</translation>
    </message>
    <message>
        <source>nothing else</source>
        <translation>nichts weiter</translation>
    </message>
    <message>
        <source>nothing filled in</source>
        <translation>nichts ausgefüllt</translation>
    </message>
    <message>
        <source>nothing in its name or its attributes tells</source>
        <translation>weder Name noch Attribute sagen es</translation>
    </message>
    <message>
        <source>nothing of it remains: look for the missing files</source>
        <translation>davon bleibt nichts: Suchen Sie die fehlenden Dateien</translation>
    </message>
    <message>
        <source>nothing outlined</source>
        <translation>nichts umrandet</translation>
    </message>
    <message>
        <source>nothing that is read</source>
        <translation>nichts, was gelesen wird</translation>
    </message>
    <message>
        <source>number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>oblique (nearest: {plane}, {degrees}°)</source>
        <translation>schräg (am nächsten: {plane}, {degrees}°)</translation>
    </message>
    <message>
        <source>oblique plane</source>
        <translation>schräge Ebene</translation>
    </message>
    <message>
        <source>occupancy</source>
        <translation>Belegung</translation>
    </message>
    <message>
        <source>octave scale</source>
        <translation>Oktavenfaktor</translation>
    </message>
    <message>
        <source>octaves</source>
        <translation>Oktaven</translation>
    </message>
    <message>
        <source>of a pixel of the slice, counted from 0: the lesion that holds it (-1: the largest), or the pixel</source>
        <translation>eines Pixels der Schicht, gezählt ab 0: die Läsion, in der es liegt (-1: die größte), oder das Pixel</translation>
    </message>
    <message>
        <source>of a type that is not known</source>
        <translation>von einer unbekannten Art</translation>
    </message>
    <message>
        <source>of all classes exactly one holds (softmax)</source>
        <translation>von allen Klassen trifft genau eine zu (Softmax)</translation>
    </message>
    <message>
        <source>of its import here: whether it computes what it did for its author is not known</source>
        <translation>von seinem Import hier: ob es rechnet, was es bei seinem Autor rechnete, ist nicht bekannt</translation>
    </message>
    <message>
        <source>of modality {modality}</source>
        <translation>von der Modalität {modality}</translation>
    </message>
    <message>
        <source>of no stated modality</source>
        <translation>ohne angegebene Modalität</translation>
    </message>
    <message>
        <source>of the ascent</source>
        <translation>des Anstiegs</translation>
    </message>
    <message>
        <source>of the ascent (Adam)</source>
        <translation>des Anstiegs (Adam)</translation>
    </message>
    <message>
        <source>of the ascent, at each size</source>
        <translation>des Anstiegs, bei jeder Größe</translation>
    </message>
    <message>
        <source>of the random numbers: the same seed repeats bit for bit</source>
        <translation>der Zufallszahlen: Derselbe Startwert wiederholt Bit für Bit</translation>
    </message>
    <message>
        <source>of the slice that tells most, known once the case is analysed</source>
        <translation>der aussagekräftigsten Schicht, die nach der Analyse feststeht</translation>
    </message>
    <message>
        <source>of the slices analysed so far</source>
        <translation>der bisher analysierten Schichten</translation>
    </message>
    <message>
        <source>of the unit on the layer&apos;s grid, counted from 0; -1: the middle</source>
        <translation>der Einheit auf dem Raster des Layers, gezählt ab 0; -1: die Mitte</translation>
    </message>
    <message>
        <source>one</source>
        <translation>eine</translation>
    </message>
    <message>
        <source>one architecture: the layer of the same name</source>
        <translation>eine Architektur: der Layer gleichen Namens</translation>
    </message>
    <message>
        <source>one file of the series: the slice shown runs across several</source>
        <translation>eine Datei der Serie: Die gezeigte Schicht geht durch mehrere</translation>
    </message>
    <message>
        <source>one part behind it random</source>
        <translation>dahinter ein Teil zufällig</translation>
    </message>
    <message>
        <source>one pass over all layers</source>
        <translation>ein Durchlauf über alle Layer</translation>
    </message>
    <message>
        <source>one value that is</source>
        <translation>ein Wert war</translation>
    </message>
    <message>
        <source>one without a name</source>
        <translation>eines ohne Namen</translation>
    </message>
    <message>
        <source>only the clinician</source>
        <translation>nur ärztlich</translation>
    </message>
    <message>
        <source>only the model</source>
        <translation>nur das Modell</translation>
    </message>
    <message>
        <source>opacity</source>
        <translation>Deckkraft</translation>
    </message>
    <message>
        <source>opacity blend</source>
        <translation>Deckkraft Überblendung</translation>
    </message>
    <message>
        <source>opacity fade blend</source>
        <translation>Deckkraft Überblendung</translation>
    </message>
    <message>
        <source>open</source>
        <translation>geöffnet</translation>
    </message>
    <message>
        <source>open fewer slices or choose a smaller series</source>
        <translation>öffnen Sie weniger Schichten, oder wählen Sie eine kleinere Serie</translation>
    </message>
    <message>
        <source>opened before</source>
        <translation>zuvor geöffnet</translation>
    </message>
    <message>
        <source>orange: more in {one}, blue: more in {other}</source>
        <translation>orange: mehr in {one}, blau: mehr in {other}</translation>
    </message>
    <message>
        <source>orange: more in {one}, blue: more in {other}, each as a share of its maximum in the head</source>
        <translation>orange: mehr in {one}, blau: mehr in {other}, jeweils als Anteil des Maximums im Kopf</translation>
    </message>
    <message>
        <source>orange: {one}, blue: {other}</source>
        <translation>orange: {one}, blau: {other}</translation>
    </message>
    <message>
        <source>other mean and deviation</source>
        <translation>anderes Mittel, andere Streuung</translation>
    </message>
    <message>
        <source>outline</source>
        <translation>Kontur</translation>
    </message>
    <message>
        <source>outline</source>
        <comment>a line of the curve</comment>
        <translation>Kontur</translation>
    </message>
    <message numerus="yes">
        <source>outline on %Ln slices</source>
        <translation>
            <numerusform>Kontur auf %Ln Schicht</numerusform>
            <numerusform>Kontur auf %Ln Schichten</numerusform>
        </translation>
    </message>
    <message>
        <source>outlined region filled in</source>
        <translation>umrandete Region ausgefüllt</translation>
    </message>
    <message>
        <source>outlined region removed: {value}</source>
        <translation>Umrandetes entfernt: {value}</translation>
    </message>
    <message>
        <source>output {number}</source>
        <translation>Ausgang {number}</translation>
    </message>
    <message>
        <source>over sequences</source>
        <translation>über Sequenzen</translation>
    </message>
    <message>
        <source>p</source>
        <translation>p</translation>
    </message>
    <message>
        <source>p not measured</source>
        <translation>p nicht gemessen</translation>
    </message>
    <message>
        <source>p: share of random places in the head at which the mask reaches as much {score}.</source>
        <translation>p: Anteil zufälliger Orte im Kopf, an denen die Maske ebenso viel erreicht ({score}).</translation>
    </message>
    <message>
        <source>pale</source>
        <translation>blass</translation>
    </message>
    <message>
        <source>paper PDF</source>
        <translation>Papier PDF Drucker</translation>
    </message>
    <message>
        <source>partly</source>
        <translation>teilweise</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>passes</source>
        <translation>Durchläufe</translation>
    </message>
    <message>
        <source>patch</source>
        <translation>Quadrat</translation>
    </message>
    <message>
        <source>patient not stated</source>
        <translation>Patient nicht angegeben</translation>
    </message>
    <message>
        <source>patient study worklist</source>
        <translation>Patient Untersuchung Arbeitsliste</translation>
    </message>
    <message>
        <source>perfusion</source>
        <translation>Perfusion</translation>
    </message>
    <message>
        <source>phantom</source>
        <translation>Phantom</translation>
    </message>
    <message>
        <source>phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>picture</source>
        <comment>a line of the curve</comment>
        <translation>Bild</translation>
    </message>
    <message>
        <source>pictures that are shown, at most</source>
        <translation>Bilder, die gezeigt werden, höchstens</translation>
    </message>
    <message>
        <source>pixel</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>pixel flipping</source>
        <translation>Pixel-Flipping</translation>
    </message>
    <message>
        <source>pixels of the slice</source>
        <translation>Pixel der Schicht</translation>
    </message>
    <message>
        <source>place in the plane</source>
        <translation>Lage in der Ebene</translation>
    </message>
    <message>
        <source>places on paths from the background that are averaged</source>
        <translation>Stellen auf Wegen vom Hintergrund, über die gemittelt wird</translation>
    </message>
    <message>
        <source>planes are missing in this file ({axes})</source>
        <translation>in dieser Datei fehlen Ebenen ({axes})</translation>
    </message>
    <message>
        <source>pointing game</source>
        <translation>Pointing Game</translation>
    </message>
    <message>
        <source>pointing with tolerance</source>
        <translation>Zeigespiel mit Toleranz</translation>
    </message>
    <message>
        <source>pointing within a cell</source>
        <translation>Zeigespiel bis auf eine Zelle</translation>
    </message>
    <message>
        <source>pointing within {distance}</source>
        <translation>Zeigespiel bis auf {distance}</translation>
    </message>
    <message>
        <source>points of the path at which the gradient is taken</source>
        <translation>Punkte des Wegs, an denen der Gradient berechnet wird</translation>
    </message>
    <message>
        <source>position unreliable</source>
        <translation>Ort unzuverlässig</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>Präzision</translation>
    </message>
    <message>
        <source>prediction</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>probabilities, cut at {cut} of {scale}</source>
        <translation>Wahrscheinlichkeiten, Schwelle {cut} von {scale}</translation>
    </message>
    <message>
        <source>probability</source>
        <comment>below the name of a class</comment>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>proton density</source>
        <translation>Protonendichte</translation>
    </message>
    <message>
        <source>pydicom turns no more than 8 bits of luminance and chrominance into colours</source>
        <translation>pydicom setzt höchstens 8 Bit Helligkeit und Farbigkeit in Farben um</translation>
    </message>
    <message>
        <source>quantitative map</source>
        <translation>quantitative Karte</translation>
    </message>
    <message>
        <source>questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>random</source>
        <comment>a line of the curve</comment>
        <translation>zufällig</translation>
    </message>
    <message>
        <source>random masks</source>
        <translation>Zufallsmasken</translation>
    </message>
    <message>
        <source>random order</source>
        <translation>zufällige Reihenfolge</translation>
    </message>
    <message>
        <source>random weights badges trust</source>
        <translation>Zufallsgewichte Vertrauen</translation>
    </message>
    <message>
        <source>real part</source>
        <translation>Realteil</translation>
    </message>
    <message>
        <source>red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>red, green, blue of pictures in colour</source>
        <translation>Rot, Grün, Blau farbiger Bilder</translation>
    </message>
    <message>
        <source>region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>region elsewhere</source>
        <translation>Region anderswo</translation>
    </message>
    <message>
        <source>regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>registered by the frame of reference</source>
        <translation>registriert über das Bezugssystem</translation>
    </message>
    <message>
        <source>registered: both lie on one and the same grid</source>
        <translation>registriert: Beide liegen auf demselben Raster</translation>
    </message>
    <message>
        <source>registered: frame of reference</source>
        <translation>registriert: Bezugssystem</translation>
    </message>
    <message>
        <source>registered: same grid</source>
        <translation>registriert: gleiches Raster</translation>
    </message>
    <message>
        <source>reject</source>
        <translation>ablehnen</translation>
    </message>
    <message>
        <source>relevance mass in the mask</source>
        <translation>Relevanzmasse in der Maske</translation>
    </message>
    <message>
        <source>relevance mass over chance</source>
        <translation>Relevanzmasse durch Zufall</translation>
    </message>
    <message>
        <source>relevance rank accuracy</source>
        <translation>Relevance Rank Accuracy</translation>
    </message>
    <message>
        <source>ridge</source>
        <translation>Ridge</translation>
    </message>
    <message>
        <source>right third of the head</source>
        <translation>rechten Drittel des Kopfes</translation>
    </message>
    <message>
        <source>risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>rotation</source>
        <translation>Drehung</translation>
    </message>
    <message>
        <source>row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>ruler length diameter line calliper</source>
        <translation>Lineal Länge Durchmesser Linie messen</translation>
    </message>
    <message>
        <source>sagittal</source>
        <translation>sagittal</translation>
    </message>
    <message>
        <source>same name</source>
        <translation>gleicher Name</translation>
    </message>
    <message>
        <source>same patient</source>
        <translation>gleicher Patient</translation>
    </message>
    <message>
        <source>same patient by its name</source>
        <translation>gleicher Patient dem Namen nach</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>Stichproben</translation>
    </message>
    <message>
        <source>save results</source>
        <translation>Ergebnisse speichern</translation>
    </message>
    <message>
        <source>saved</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>saving…</source>
        <translation>wird gespeichert…</translation>
    </message>
    <message>
        <source>scaled to the size</source>
        <translation>auf die Größe skaliert</translation>
    </message>
    <message>
        <source>score</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>screenshot clipboard</source>
        <translation>Bildschirmfoto Zwischenablage</translation>
    </message>
    <message>
        <source>screenshot export PNG image</source>
        <translation>Bildschirmfoto Export PNG speichern</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>gesehen</translation>
    </message>
    <message>
        <source>segment {name} is</source>
        <translation>das Segment {name}</translation>
    </message>
    <message>
        <source>segments {listed} are together</source>
        <translation>die Segmente {listed} zusammen</translation>
    </message>
    <message>
        <source>sequence</source>
        <translation>Sequenz</translation>
    </message>
    <message>
        <source>series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>series contrast segmentation channel</source>
        <translation>Serien Kontrastmittel Segmentierung Kanal</translation>
    </message>
    <message>
        <source>sets of regions that are shown, the whole slice and none of it among them</source>
        <translation>Mengen von Regionen, die gezeigt werden, darunter die ganze Schicht und nichts von ihr</translation>
    </message>
    <message>
        <source>sets that are tried further in each round</source>
        <translation>Mengen, die in jeder Runde weiter geprüft werden</translation>
    </message>
    <message>
        <source>settings preferences options threshold memory</source>
        <translation>Einstellungen Optionen Schwelle Speicher</translation>
    </message>
    <message>
        <source>share of pictures whose decision the regions must hold</source>
        <translation>Anteil der Bilder, deren Entscheidung die Regionen halten müssen</translation>
    </message>
    <message>
        <source>share of the head removed</source>
        <translation>entfernter Anteil des Kopfes</translation>
    </message>
    <message>
        <source>share of the head restored</source>
        <translation>wiederhergestellter Anteil des Kopfes</translation>
    </message>
    <message>
        <source>shared</source>
        <translation>gemeinsam</translation>
    </message>
    <message>
        <source>shortcuts keyboard</source>
        <translation>Tastenkürzel Tastatur</translation>
    </message>
    <message>
        <source>shortcuts rebind mouse PACS OHIF</source>
        <translation>Tastenkürzel umbelegen Maus PACS OHIF</translation>
    </message>
    <message>
        <source>side</source>
        <translation>seitlich</translation>
    </message>
    <message>
        <source>side of the square that covers</source>
        <translation>Seite des Quadrats, das verdeckt</translation>
    </message>
    <message>
        <source>sign</source>
        <translation>Vorzeichen</translation>
    </message>
    <message>
        <source>sizes at which the slice is dreamt on, the smallest first</source>
        <translation>Größen, in denen die Schicht geträumt wird, die kleinste zuerst</translation>
    </message>
    <message>
        <source>skipped files.csv</source>
        <translation>übersprungene Dateien.csv</translation>
    </message>
    <message>
        <source>slice has no mask</source>
        <translation>Schicht hat keine Maske</translation>
    </message>
    <message>
        <source>slice is</source>
        <translation>Schicht ist</translation>
    </message>
    <message>
        <source>slice {index}, row {row}, column {column}</source>
        <translation>Schicht {index}, Zeile {row}, Spalte {column}</translation>
    </message>
    <message>
        <source>slice {number}</source>
        <translation>Schicht {number}</translation>
    </message>
    <message>
        <source>slice {number} · {layer} · {method}</source>
        <translation>Schicht {number} · {layer} · {method}</translation>
    </message>
    <message>
        <source>slice {number}: {name} {share}</source>
        <translation>Schicht {number}: {name} {share}</translation>
    </message>
    <message>
        <source>slice {number}: {outlined}</source>
        <translation>Schicht {number}: {outlined}</translation>
    </message>
    <message>
        <source>slice {which}</source>
        <translation>Schicht {which}</translation>
    </message>
    <message>
        <source>slices are</source>
        <translation>Schichten sind</translation>
    </message>
    <message>
        <source>slices have no mask</source>
        <translation>Schichten haben keine Maske</translation>
    </message>
    <message>
        <source>slices {first} to {last}</source>
        <translation>Schichten {first} bis {last}</translation>
    </message>
    <message>
        <source>slices {which}</source>
        <translation>Schichten {which}</translation>
    </message>
    <message>
        <source>slices, rows and columns as shown</source>
        <translation>Schichten, Zeilen und Spalten wie gezeigt</translation>
    </message>
    <message>
        <source>small: only pictures much like the slice count</source>
        <translation>klein: Nur der Schicht sehr ähnliche Bilder zählen</translation>
    </message>
    <message>
        <source>small: regions follow edges; large: they are squares</source>
        <translation>klein: Regionen folgen Kanten; groß: Sie sind Quadrate</translation>
    </message>
    <message>
        <source>smeared by JPEG, cut at {cut}</source>
        <translation>durch JPEG verwischt, Schwelle {cut}</translation>
    </message>
    <message>
        <source>smoothed over a cell</source>
        <translation>über eine Zelle geglättet</translation>
    </message>
    <message>
        <source>smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>smoothness</source>
        <translation>Glattheit</translation>
    </message>
    <message>
        <source>solid: clinician&apos;s mask</source>
        <translation>durchgezogen: ärztliche Maske</translation>
    </message>
    <message>
        <source>spacing not stated</source>
        <translation>Voxelabstand nicht angegeben</translation>
    </message>
    <message>
        <source>spectroscopy</source>
        <translation>Spektroskopie</translation>
    </message>
    <message>
        <source>standard deviation of noise added to the slice in each sample, as a share of its range</source>
        <translation>Standardabweichung des Rauschens, das der Schicht in jeder Stichprobe zugefügt wird, als Anteil ihres Wertebereichs</translation>
    </message>
    <message>
        <source>standard deviation of the blur</source>
        <translation>Standardabweichung der Weichzeichnung</translation>
    </message>
    <message>
        <source>standard deviation, as a share of the slice&apos;s range, from its smallest value to its largest</source>
        <translation>Standardabweichung als Anteil des Wertebereichs der Schicht, vom kleinsten Wert zum größten</translation>
    </message>
    <message>
        <source>states HighBit {high} for {bits_stored} stored bits, which cannot be</source>
        <translation>nennt HighBit {high} bei {bits_stored} gespeicherten Bits, was nicht sein kann</translation>
    </message>
    <message>
        <source>states an order of its axes that is not known (“{fields}”)</source>
        <translation>nennt eine Reihenfolge der Achsen, die nicht bekannt ist („{fields}“)</translation>
    </message>
    <message>
        <source>states axes ({axes}) that are not those of its pages ({signature})</source>
        <translation>nennt Achsen ({axes}), die nicht die der Seiten sind ({signature})</translation>
    </message>
    <message>
        <source>states moments in time but no slices</source>
        <translation>nennt Zeitpunkte, aber keine Schichten</translation>
    </message>
    <message>
        <source>states other numbers of channels, slices and frames ({axes}) than it has pages ({count})</source>
        <translation>nennt andere Anzahlen von Kanälen, Schichten und Zeitpunkten ({axes}), als es Seiten gibt ({count})</translation>
    </message>
    <message>
        <source>states other pages ({axes}) than it has ({count})</source>
        <translation>nennt andere Seiten ({axes}), als es hat ({count})</translation>
    </message>
    <message>
        <source>states {lengths} channels but no slices</source>
        <translation>nennt {lengths} Kanäle, aber keine Schichten</translation>
    </message>
    <message>
        <source>states {stated} stored bits of {bits_allocated}, which cannot be</source>
        <translation>nennt {stated} gespeicherte Bits von {bits_allocated}, was nicht sein kann</translation>
    </message>
    <message>
        <source>step size</source>
        <translation>Schrittgröße</translation>
    </message>
    <message>
        <source>step {number} of {count}</source>
        <translation>Schritt {number} von {count}</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>stretched to the size</source>
        <translation>auf die Größe gestreckt</translation>
    </message>
    <message>
        <source>stride</source>
        <translation>Schrittweite</translation>
    </message>
    <message>
        <source>strong: agrees with mask</source>
        <translation>kräftig: stimmt mit Maske überein</translation>
    </message>
    <message>
        <source>strong: agrees with mask; struck out: null model as good</source>
        <translation>kräftig: stimmt mit Maske überein; gestrichen: wie Nullmodell</translation>
    </message>
    <message>
        <source>struck out: null model as good</source>
        <translation>gestrichen: wie Nullmodell</translation>
    </message>
    <message>
        <source>subtract the mean logit, so that zero means no difference; without, the paper&apos;s own arithmetic</source>
        <translation>das mittlere Logit abziehen, sodass null keinen Unterschied bedeutet; sonst die Rechnung der Originalarbeit</translation>
    </message>
    <message>
        <source>subtraction</source>
        <translation>Subtraktion</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>summary report text</source>
        <translation>Zusammenfassung Bericht Text</translation>
    </message>
    <message>
        <source>superpixels</source>
        <translation>Superpixel</translation>
    </message>
    <message>
        <source>supplement</source>
        <translation>ergänzen</translation>
    </message>
    <message>
        <source>susceptibility</source>
        <translation>Suszeptibilität</translation>
    </message>
    <message>
        <source>take back</source>
        <translation>zurücknehmen</translation>
    </message>
    <message>
        <source>taken back {time}</source>
        <translation>zurückgenommen {time}</translation>
    </message>
    <message>
        <source>taken for {sequence} by the networks</source>
        <translation>von den Netzen für {sequence} genommen</translation>
    </message>
    <message>
        <source>target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>that a cell is seen</source>
        <translation>dass eine Zelle zu sehen ist</translation>
    </message>
    <message>
        <source>that a set of regions is taken for better than it is</source>
        <translation>dass eine Menge von Regionen für besser gehalten wird, als sie ist</translation>
    </message>
    <message>
        <source>the best map of this grid</source>
        <translation>die beste Karte dieses Gitters</translation>
    </message>
    <message>
        <source>the brightness of {sequence}</source>
        <translation>die Helligkeit von {sequence}</translation>
    </message>
    <message>
        <source>the case</source>
        <translation>der Fall</translation>
    </message>
    <message>
        <source>the case&apos;s main picture</source>
        <translation>das Hauptbild des Falls</translation>
    </message>
    <message>
        <source>the channels of a layer</source>
        <translation>die Kanäle eines Layers</translation>
    </message>
    <message>
        <source>the clinician&apos;s mask</source>
        <translation>die ärztliche Maske</translation>
    </message>
    <message>
        <source>the clinician&apos;s mask, and the model&apos;s outline where the clinician drew none,</source>
        <translation>die ärztliche Maske (wo keine gezeichnet ist, die Kontur des Modells)</translation>
    </message>
    <message>
        <source>the colour #{colour}, which fills most of it,</source>
        <translation>die Farbe #{colour}, die den größten Teil füllt,</translation>
    </message>
    <message>
        <source>the difference of {sequence} from the other side of the head</source>
        <translation>der Unterschied von {sequence} zur anderen Kopfseite</translation>
    </message>
    <message>
        <source>the edges of {sequence}</source>
        <translation>die Kanten von {sequence}</translation>
    </message>
    <message>
        <source>the file of the slice shown</source>
        <translation>die Datei der gezeigten Schicht</translation>
    </message>
    <message>
        <source>the file&apos;s name ends in {match}</source>
        <translation>der Dateiname endet auf {match}</translation>
    </message>
    <message>
        <source>the file&apos;s own</source>
        <translation>aus der Datei</translation>
    </message>
    <message>
        <source>the frame ends early</source>
        <translation>der Frame endet vorzeitig</translation>
    </message>
    <message>
        <source>the grey picture under it</source>
        <translation>das graue Bild darunter</translation>
    </message>
    <message>
        <source>the images</source>
        <translation>die Bilder</translation>
    </message>
    <message>
        <source>the images alone</source>
        <translation>nur die Bilder</translation>
    </message>
    <message>
        <source>the input</source>
        <translation>die Eingabe</translation>
    </message>
    <message>
        <source>the last layer</source>
        <translation>der letzte Layer</translation>
    </message>
    <message>
        <source>the layer “{name}” is of a class of the user&apos;s own, {kind}</source>
        <translation>der Layer „{name}“ ist von einer eigenen Klasse, {kind}</translation>
    </message>
    <message>
        <source>the layer “{name}” is refused: {why}</source>
        <translation>der Layer „{name}“ wird abgelehnt: {why}</translation>
    </message>
    <message>
        <source>the main sequence</source>
        <translation>der Hauptsequenz</translation>
    </message>
    <message>
        <source>the map</source>
        <translation>die Karte</translation>
    </message>
    <message>
        <source>the mask of {names} files ({listed})</source>
        <translation>die Maske aus {names} Dateien ({listed})</translation>
    </message>
    <message>
        <source>the masks of other patients</source>
        <translation>die Masken anderer Patienten</translation>
    </message>
    <message>
        <source>the masks of other slices</source>
        <translation>die Masken anderer Schichten</translation>
    </message>
    <message>
        <source>the middle between the background and the lowest label</source>
        <translation>die Mitte zwischen dem Hintergrund und dem niedrigsten Label</translation>
    </message>
    <message>
        <source>the model&apos;s outline</source>
        <translation>die Kontur des Modells</translation>
    </message>
    <message>
        <source>the name “{name}” is no plain text of one line; write another</source>
        <translation>der Name „{name}“ ist kein einfacher Text einer Zeile; schreiben Sie einen anderen</translation>
    </message>
    <message>
        <source>the network was measured on</source>
        <translation>gemessen wurde das Netz an</translation>
    </message>
    <message>
        <source>the network&apos;s decision</source>
        <translation>die Entscheidung des Netzes</translation>
    </message>
    <message>
        <source>the network&apos;s outline</source>
        <translation>die Kontur des Netzes</translation>
    </message>
    <message>
        <source>the networks were trained on</source>
        <translation>trainiert wurden die Netze an</translation>
    </message>
    <message>
        <source>the noise&apos;s standard deviation, as a share of the slice&apos;s range</source>
        <translation>Standardabweichung des Rauschens als Anteil des Wertebereichs der Schicht</translation>
    </message>
    <message>
        <source>the outline</source>
        <translation>die Kontur</translation>
    </message>
    <message>
        <source>the picture</source>
        <translation>dem Bild</translation>
    </message>
    <message>
        <source>the picture ends beyond the file</source>
        <translation>das Bild endet hinter dem Ende der Datei</translation>
    </message>
    <message>
        <source>the place where lesions lie on average</source>
        <translation>der mittlere Ort von Läsionen</translation>
    </message>
    <message>
        <source>the program&apos;s own network</source>
        <translation>das Netz des Programms</translation>
    </message>
    <message>
        <source>the right one</source>
        <translation>die richtige</translation>
    </message>
    <message>
        <source>the same map here as {method}</source>
        <translation>hier dieselbe Karte wie {method}</translation>
    </message>
    <message>
        <source>the same, as structure</source>
        <translation>dasselbe, als Struktur</translation>
    </message>
    <message>
        <source>the series taken for {sequence}</source>
        <translation>der für {sequence} genommenen Serie</translation>
    </message>
    <message>
        <source>the strongest share of the head</source>
        <translation>der stärkste Anteil des Kopfs</translation>
    </message>
    <message>
        <source>the synthetic head</source>
        <translation>dem synthetischen Kopf</translation>
    </message>
    <message>
        <source>the three channels are T1, FLAIR and T1 + contrast, as in the LGG data set</source>
        <translation>die drei Kanäle sind T1, FLAIR und T1 + contrast, wie im LGG-Datensatz</translation>
    </message>
    <message>
        <source>the value {background}, which fills most of it, was taken for background</source>
        <translation>der Wert {background}, der den größten Teil füllt, gilt als Hintergrund</translation>
    </message>
    <message>
        <source>the weights hold {names}, which the network lacks</source>
        <translation>die Gewichte enthalten {names}, was dem Netz fehlt</translation>
    </message>
    <message>
        <source>the weights hold {names}, which the network lacks, and lack its {missing}</source>
        <translation>die Gewichte enthalten {names}, was dem Netz fehlt, und ihnen fehlt {missing}</translation>
    </message>
    <message>
        <source>the weights lack {names}</source>
        <translation>den Gewichten fehlt {names}</translation>
    </message>
    <message>
        <source>the whole volume: {name} {share}</source>
        <translation>das ganze Volumen: {name} {share}</translation>
    </message>
    <message>
        <source>their place</source>
        <translation>an deren Stelle</translation>
    </message>
    <message>
        <source>them by themselves</source>
        <translation>sie für sich</translation>
    </message>
    <message>
        <source>they are left out</source>
        <translation>sie werden weggelassen</translation>
    </message>
    <message>
        <source>they differ</source>
        <translation>sie unterscheiden sich</translation>
    </message>
    <message>
        <source>this layer alone</source>
        <translation>nur dieser Layer</translation>
    </message>
    <message>
        <source>three (T1, FLAIR, T1 + contrast) or one (FLAIR)</source>
        <translation>drei (T1, FLAIR, T1 + contrast) oder einem (FLAIR)</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>to</source>
        <comment>from one number to another</comment>
        <translation>bis</translation>
    </message>
    <message>
        <source>to be computed</source>
        <translation>zu berechnen</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>tolerance</source>
        <translation>Toleranz</translation>
    </message>
    <message>
        <source>took more than {count} seconds</source>
        <translation>brauchte mehr als {count} Sekunden</translation>
    </message>
    <message>
        <source>total variation</source>
        <translation>totale Variation</translation>
    </message>
    <message>
        <source>transposed (NIfTI [:, :, k] in LPS)</source>
        <translation>transponiert (NIfTI [:, :, k] in LPS)</translation>
    </message>
    <message>
        <source>trapezoid</source>
        <translation>Trapez</translation>
    </message>
    <message>
        <source>tumour</source>
        <translation>Tumor</translation>
    </message>
    <message>
        <source>turned by a half</source>
        <translation>um 180° gedreht</translation>
    </message>
    <message>
        <source>two channels have the same name</source>
        <translation>zwei Kanäle haben denselben Namen</translation>
    </message>
    <message>
        <source>two classes have the same name</source>
        <translation>zwei Klassen haben denselben Namen</translation>
    </message>
    <message>
        <source>two of its images share a page</source>
        <translation>zwei der Bilder teilen sich eine Seite</translation>
    </message>
    <message>
        <source>unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>upper back quadrant of the head</source>
        <translation>oberen hinteren Quadranten des Kopfes</translation>
    </message>
    <message>
        <source>upper front quadrant of the head</source>
        <translation>oberen vorderen Quadranten des Kopfes</translation>
    </message>
    <message>
        <source>upper left quadrant of the head</source>
        <translation>oberen linken Quadranten des Kopfes</translation>
    </message>
    <message>
        <source>upper left quarter of the picture</source>
        <translation>linken oberen Viertel des Bildes</translation>
    </message>
    <message>
        <source>upper right quadrant of the head</source>
        <translation>oberen rechten Quadranten des Kopfes</translation>
    </message>
    <message>
        <source>upper right quarter of the picture</source>
        <translation>rechten oberen Viertel des Bildes</translation>
    </message>
    <message>
        <source>upper third of the head</source>
        <translation>oberen Drittel des Kopfes</translation>
    </message>
    <message>
        <source>upside down</source>
        <translation>auf dem Kopf</translation>
    </message>
    <message>
        <source>usually {keys}</source>
        <translation>Standard: {keys}</translation>
    </message>
    <message>
        <source>velocity</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>version licence log weights</source>
        <translation>Version Lizenz Protokoll Gewichte</translation>
    </message>
    <message>
        <source>violet: reader&apos;s marks</source>
        <translation>violett: Markierungen des Befunders</translation>
    </message>
    <message>
        <source>volumes</source>
        <translation>Volumen</translation>
    </message>
    <message>
        <source>warnings geometry missing slices</source>
        <translation>Warnungen Geometrie fehlende Schichten</translation>
    </message>
    <message>
        <source>was</source>
        <translation>wurde</translation>
    </message>
    <message>
        <source>was acquired in {plane} slices</source>
        <translation>wurde in Schichten der Ebene {plane} aufgenommen</translation>
    </message>
    <message>
        <source>were</source>
        <translation>wurden</translation>
    </message>
    <message>
        <source>what a pixel shows: the largest size of change of any sequence, as in the paper, or the sum with its sign</source>
        <translation>was ein Pixel zeigt: den größten Betrag der Änderung aller Sequenzen, wie in der Originalarbeit, oder die Summe mit Vorzeichen</translation>
    </message>
    <message>
        <source>what covers: each sequence&apos;s mean over the slice&apos;s head, the slice blurred, the input&apos;s zero, which is each sequence&apos;s mean over the whole case, or another slice: that of the case in which the network sees least of the class, among those with at least half as much head</source>
        <translation>was verdeckt: der Mittelwert jeder Sequenz über den Kopf der Schicht, die weichgezeichnete Schicht, die Null der Eingabe, also der Mittelwert jeder Sequenz über den ganzen Fall, oder eine andere Schicht: die des Falls, in der das Netz am wenigsten von der Klasse sieht, unter denen mit mindestens halb so viel Kopf</translation>
    </message>
    <message>
        <source>what covers: each sequence&apos;s mean over the slice&apos;s head, the slice blurred, the input&apos;s zero, which is each sequence&apos;s mean over the whole case, what is in-painted from around, or another slice: that of the case in which the network sees least of the class, among those with at least half as much head</source>
        <translation>was verdeckt: der Mittelwert jeder Sequenz über den Kopf der Schicht, die weichgezeichnete Schicht, die Null der Eingabe, also der Mittelwert jeder Sequenz über den ganzen Fall, Inpainting aus der Umgebung oder eine andere Schicht: die des Falls, in der das Netz am wenigsten von der Klasse sieht, unter denen mit mindestens halb so viel Kopf</translation>
    </message>
    <message>
        <source>what is compared with: slices of computed heads without a lesion (no patient&apos;s), or the slice itself replaced by its mean, its blur and the input&apos;s zero</source>
        <translation>womit verglichen wird: Schichten berechneter Köpfe ohne Läsion (keines Patienten) oder die Schicht selbst, ersetzt durch Mittelwert, Weichzeichnung und die Null der Eingabe</translation>
    </message>
    <message>
        <source>what is raised: the class&apos;s logit, the mean of a layer&apos;s channel, or a unit: a channel at one place</source>
        <translation>was gesteigert wird: das Logit der Klasse, das Mittel eines Kanals des Layers oder eine Einheit: ein Kanal an einer Stelle</translation>
    </message>
    <message>
        <source>what one view shows</source>
        <translation>was eine Ansicht zeigt</translation>
    </message>
    <message>
        <source>what reaches {cut} was taken.</source>
        <translation>genommen wurde, was {cut} erreicht.</translation>
    </message>
    <message>
        <source>what reaches {cut} was taken. Nothing reaches it.</source>
        <translation>genommen wurde, was {cut} erreicht. Nichts erreicht das.</translation>
    </message>
    <message>
        <source>what tells who the patient is is hidden</source>
        <translation>Angaben zum Patienten sind verborgen</translation>
    </message>
    <message>
        <source>what the network sees</source>
        <translation>das sieht das Netz</translation>
    </message>
    <message>
        <source>where it was measured</source>
        <translation>bei der Messung</translation>
    </message>
    <message>
        <source>where on the path, and how much each point counts</source>
        <translation>wo auf dem Weg, und wie viel jeder Punkt zählt</translation>
    </message>
    <message>
        <source>where the path begins: each sequence&apos;s mean over the slice&apos;s head, the slice blurred, or the input&apos;s zero, which is each sequence&apos;s mean over the whole case</source>
        <translation>wo der Weg beginnt: beim Mittelwert jeder Sequenz über den Kopf der Schicht, bei der weichgezeichneten Schicht oder bei der Null der Eingabe, also dem Mittelwert jeder Sequenz über den ganzen Fall</translation>
    </message>
    <message>
        <source>where the paths begin: one at each sequence&apos;s least value on the slice and one at its greatest, or one at the slice blurred</source>
        <translation>wo die Wege beginnen: einer beim kleinsten Wert jeder Sequenz auf der Schicht und einer beim größten, oder einer bei der weichgezeichneten Schicht</translation>
    </message>
    <message>
        <source>which sets are shown: those that KernelSHAP draws, which then costs no further pass, or a coin for each region as the package lime throws it</source>
        <translation>welche Mengen gezeigt werden: die von KernelSHAP gezogenen, das dann keinen weiteren Durchlauf kostet, oder ein Münzwurf je Region wie im Paket lime</translation>
    </message>
    <message>
        <source>white</source>
        <translation>Weiß</translation>
    </message>
    <message>
        <source>whose activations are raised; the last one with channels where none is named</source>
        <translation>dessen Aktivierungen gesteigert werden; ohne Angabe der letzte mit Kanälen</translation>
    </message>
    <message>
        <source>whose channel or unit; the last one with channels where none is named</source>
        <translation>dessen Kanal oder Einheit; ohne Angabe der letzte mit Kanälen</translation>
    </message>
    <message>
        <source>whose logits are explained: all that is outlined, one lesion of it, or one pixel, outlined or not</source>
        <translation>deren Logits erklärt werden: alles Umrandete, eine Läsion davon oder ein Pixel, umrandet oder nicht</translation>
    </message>
    <message>
        <source>whose map is made; the last one with channels where none is named</source>
        <translation>dessen Karte berechnet wird; ohne Angabe der letzte mit Kanälen</translation>
    </message>
    <message>
        <source>whose share is shown, counted from 1 in the input&apos;s order; 0: all together</source>
        <translation>deren Anteil gezeigt wird, gezählt ab 1 in der Reihenfolge der Eingabe; 0: alle zusammen</translation>
    </message>
    <message>
        <source>whose values are given a part in the change</source>
        <translation>dessen Werten ein Teil der Änderung zugeschrieben wird</translation>
    </message>
    <message>
        <source>why this region was outlined</source>
        <translation>warum diese Region umrandet wurde</translation>
    </message>
    <message>
        <source>window</source>
        <translation>Fensterung</translation>
    </message>
    <message>
        <source>without positions both must have one size</source>
        <translation>ohne Positionen müssen beide dieselbe Größe haben</translation>
    </message>
    <message>
        <source>words, with commas between them</source>
        <translation>Wörter, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>zero</source>
        <translation>Null</translation>
    </message>
    <message>
        <source>zoom</source>
        <translation>Skalierung</translation>
    </message>
    <message>
        <source>zoom and position</source>
        <translation>Zoom und Ausschnitt</translation>
    </message>
    <message>
        <source>{area} px</source>
        <translation>{area} px</translation>
    </message>
    <message>
        <source>{bare} {what} ({listed}); add files named like patient_1_mask.tif or read without them.</source>
        <translation>{bare} {what} ({listed}); fügen Sie Dateien hinzu, die wie patient_1_mask.tif heißen, oder lesen Sie ohne sie.</translation>
    </message>
    <message>
        <source>{behind} was taken for background</source>
        <translation>{behind} gilt als Hintergrund</translation>
    </message>
    <message>
        <source>{case} has {depth} x {size} x {size2} voxels {spacing} mm apart, more than fit in memory; use a segmenter of coarser voxels.</source>
        <translation>{case} hat {depth} x {size} x {size2} Voxel im Abstand von {spacing} mm, mehr als in den Arbeitsspeicher passt; nehmen Sie einen Segmentierer mit gröberen Voxeln.</translation>
    </message>
    <message>
        <source>{claimed} MiB of pixels in {available} bytes</source>
        <translation>{claimed} MiB Pixel in {available} Bytes</translation>
    </message>
    <message>
        <source>{columns} x {rows} pixels by its header but {columns2} x {rows2}</source>
        <translation>{columns} x {rows} Pixel laut Header, aber {columns2} x {rows2}</translation>
    </message>
    <message>
        <source>{columns} x {rows} pixels, 1 channel, {bits}-bit {kind}</source>
        <translation>{columns} x {rows} Pixel, 1 Kanal, {bits} Bit, {kind}</translation>
    </message>
    <message>
        <source>{columns} x {rows} pixels, {channels} channels, {bits}-bit {kind}</source>
        <translation>{columns} x {rows} Pixel, {channels} Kanäle, {bits} Bit, {kind}</translation>
    </message>
    <message>
        <source>{columns} × {rows} pixels show nothing</source>
        <translation>{columns} × {rows} Pixel zeigen nichts</translation>
    </message>
    <message>
        <source>{command} measures it.</source>
        <translation>{command} misst es.</translation>
    </message>
    <message>
        <source>{contents} has no mask “{asked}”; it has {has}.</source>
        <translation>{contents} hat keine Maske „{asked}“; vorhanden: {has}.</translation>
    </message>
    <message>
        <source>{contents} has no series “{key}”; it has {has}.</source>
        <translation>{contents} hat keine Serie „{key}“; vorhanden: {has}.</translation>
    </message>
    <message>
        <source>{contours} between the image&apos;s slices; each slice shows the nearest one.</source>
        <translation>{contours} zwischen den Schichten des Bildes; jede Schicht zeigt die nächste.</translation>
    </message>
    <message>
        <source>{contours} in no plane and cannot be shown.</source>
        <translation>{contours} in keiner Ebene, kein Anzeigen möglich.</translation>
    </message>
    <message>
        <source>{contours} outside the image and cannot be shown.</source>
        <translation>{contours} außerhalb des Bildes, kein Anzeigen möglich.</translation>
    </message>
    <message>
        <source>{count} between {label} and {label2}</source>
        <translation>{count} zwischen {label} und {label2}</translation>
    </message>
    <message>
        <source>{count} cases</source>
        <translation>{count} Fälle</translation>
    </message>
    <message>
        <source>{count} contours of {name} lie</source>
        <translation>{count} Konturen von {name} liegen</translation>
    </message>
    <message>
        <source>{count} files, about {size}</source>
        <translation>{count} Dateien, etwa {size}</translation>
    </message>
    <message>
        <source>{count} of them ({listed}) are</source>
        <translation>{count} davon ({listed}) haben</translation>
    </message>
    <message>
        <source>{count} of {all} slices are called {finding} ({slices}), most surely slice {surest} ({probability}).</source>
        <translation>{count} von {all} Schichten werden als {finding} eingestuft ({slices}), am sichersten Schicht {surest} ({probability}).</translation>
    </message>
    <message>
        <source>{count} of {all} slices hold no picture: nothing is analysed, scored or counted there.</source>
        <translation>{count} von {all} Schichten enthalten kein Bild: Dort wird nichts analysiert, bewertet oder gezählt.</translation>
    </message>
    <message>
        <source>{count} pictures</source>
        <translation>{count} Bilder</translation>
    </message>
    <message>
        <source>{count} projects were dropped, and answers go into one; drop the one that is meant.</source>
        <translation>{count} Projekte wurden hergezogen, und Antworten kommen in eines; ziehen Sie das gemeinte her.</translation>
    </message>
    <message>
        <source>{data} is cut short (its header states {claimed} bytes, {size} are there); copy it again from its source.</source>
        <translation>{data} ist abgeschnitten (der Header nennt {claimed} Bytes, vorhanden sind {size}); kopieren Sie die Datei erneut von ihrer Quelle.</translation>
    </message>
    <message>
        <source>{data}: {what} not finite, or beyond 1e30, became 0.</source>
        <translation>{data}: {what} nicht endlich oder größer als 1e30, daraus wurde 0.</translation>
    </message>
    <message>
        <source>{diameters} at right angles, on slice {number}</source>
        <translation>{diameters} im rechten Winkel, auf Schicht {number}</translation>
    </message>
    <message>
        <source>{difference} above the strongest null model: {null}.</source>
        <translation>{difference} über dem stärksten Nullmodell: {null}.</translation>
    </message>
    <message>
        <source>{done} of {all} analysed</source>
        <translation>{done} von {all} analysiert</translation>
    </message>
    <message>
        <source>{done} of {all} done</source>
        <translation>{done} von {all} erledigt</translation>
    </message>
    <message>
        <source>{done} of {all} passes</source>
        <translation>{done} von {all} Durchläufen</translation>
    </message>
    <message>
        <source>{done} of {all} slices with a mask are compared with chance and null models; the others, which were not looked at, are written without.</source>
        <translation>{done} von {all} Schichten mit Maske sind mit Zufall und Nullmodellen verglichen; die übrigen, die nicht angesehen wurden, werden ohne diesen Vergleich geschrieben.</translation>
    </message>
    <message>
        <source>{effect} SD above random places</source>
        <translation>{effect} SD über zufälligen Orten</translation>
    </message>
    <message>
        <source>{file} does not exist, or is no file; name what another program got, or leave it out.</source>
        <translation>{file} gibt es nicht, oder es ist keine Datei; nennen Sie, was ein anderes Programm bekam, oder lassen Sie es weg.</translation>
    </message>
    <message>
        <source>{file} does not say how many classes there are.</source>
        <translation>{file} sagt nicht, wie viele Klassen es gibt.</translation>
    </message>
    <message>
        <source>{file} holds no JSON object; get the folder again.</source>
        <translation>{file} enthält kein JSON-Objekt; besorgen Sie den Ordner neu.</translation>
    </message>
    <message>
        <source>{file} holds {names}; write it with numpy.savez(&quot;golden.npz&quot;, input=pictures, output=network.predict(pictures)).</source>
        <translation>{file} enthält {names}; schreiben Sie es mit numpy.savez(&quot;golden.npz&quot;, input=pictures, output=network.predict(pictures)).</translation>
    </message>
    <message>
        <source>{file} holds {value} where numbers should be.</source>
        <translation>{file} enthält {value}, wo Zahlen stehen sollten.</translation>
    </message>
    <message>
        <source>{file} is no golden output ({why}); write it with numpy.savez(&quot;golden.npz&quot;, input=pictures, output=network.predict(pictures)).</source>
        <translation>{file} ist keine Referenzausgabe ({why}); schreiben Sie sie mit numpy.savez(&quot;golden.npz&quot;, input=pictures, output=network.predict(pictures)).</translation>
    </message>
    <message>
        <source>{file} names no architecture of timm; only timm&apos;s folders are read.</source>
        <translation>{file} nennt keine Architektur von timm; nur Ordner von timm werden gelesen.</translation>
    </message>
    <message>
        <source>{first} and {others}</source>
        <translation>{first} und {others}</translation>
    </message>
    <message>
        <source>{first}, {others}</source>
        <translation>{first}, {others}</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({why}); make room for it.</source>
        <translation>{folder} lässt sich nicht schreiben ({why}); machen Sie Platz dafür.</translation>
    </message>
    <message>
        <source>{folder} cannot be written ({why}); name another place.</source>
        <translation>{folder} lässt sich nicht schreiben ({why}); nennen Sie einen anderen Platz.</translation>
    </message>
    <message>
        <source>{folder} exists already; name another place for the package.</source>
        <translation>{folder} gibt es schon; nennen Sie einen anderen Platz für das Paket.</translation>
    </message>
    <message>
        <source>{folder} holds no weights; it should hold {names}.</source>
        <translation>{folder} enthält keine Gewichte; darin sollte {names} liegen.</translation>
    </message>
    <message>
        <source>{folder} holds slices without numbers in their names; name them like patient_1.tif.</source>
        <translation>{folder} enthält Schichten ohne Nummern im Namen; benennen Sie sie wie patient_1.tif.</translation>
    </message>
    <message>
        <source>{folder} holds {only}; choose a patient&apos;s folder with files like patient_1.tif.</source>
        <translation>{folder} enthält {only}; wählen Sie den Ordner eines Patienten mit Dateien wie patient_1.tif.</translation>
    </message>
    <message>
        <source>{folder} holds {series} differently named series ({firsts}); put each patient&apos;s slices in a folder of its own.</source>
        <translation>{folder} enthält {series} verschieden benannte Serien ({firsts}); legen Sie die Schichten jedes Patienten in einen eigenen Ordner.</translation>
    </message>
    <message>
        <source>{gaps} mm between {label} and {label2}</source>
        <translation>{gaps} mm zwischen {label} und {label2}</translation>
    </message>
    <message>
        <source>{given} of {wanted} named</source>
        <translation>{given} von {wanted} benannt</translation>
    </message>
    <message>
        <source>{here} of {count}</source>
        <translation>{here} von {count}</translation>
    </message>
    <message>
        <source>{joined}. The networks were not trained on that.</source>
        <translation>{joined}. Darauf wurden die Netze nicht trainiert.</translation>
    </message>
    <message>
        <source>{key} cannot be chosen: controls and messages need it.</source>
        <translation>{key} ist nicht wählbar: Bedienelemente und Meldungen brauchen die Taste.</translation>
    </message>
    <message>
        <source>{key} is “{title}” now</source>
        <translation>{key} ist jetzt „{title}“</translation>
    </message>
    <message>
        <source>{key} is “{title}”.</source>
        <translation>{key} ist „{title}“.</translation>
    </message>
    <message>
        <source>{kind} in the {part}</source>
        <translation>{kind} · {part}</translation>
    </message>
    <message>
        <source>{label} cannot be decoded (compression: {packing}); it is damaged or of a rare kind: copy it again or save it uncompressed.</source>
        <translation>{label} lässt sich nicht dekodieren (Kompression: {packing}); die Datei ist beschädigt oder von seltener Art: Kopieren Sie sie erneut, oder speichern Sie sie unkomprimiert.</translation>
    </message>
    <message>
        <source>{label} does not fit into memory with the masks before it; save them as 8 bits.</source>
        <translation>{label} passt mit den Masken davor nicht in den Arbeitsspeicher; speichern Sie sie mit 8 Bit.</translation>
    </message>
    <message>
        <source>{label} does not say where it lies in the patient{known}.</source>
        <translation>{label} gibt nicht an, wo im Patienten das Bild liegt{known}.</translation>
    </message>
    <message>
        <source>{label} is drawn in printing inks (CMYK), whose black and white depend on a printer; save the mask as greyscale.</source>
        <translation>{label} ist in Druckfarben (CMYK) gezeichnet, deren Schwarz und Weiß vom Drucker abhängen; speichern Sie die Maske in Graustufen.</translation>
    </message>
    <message>
        <source>{label} is in colour where other slices are grey; export all slices alike.</source>
        <translation>{label} ist farbig, wo andere Schichten grau sind; exportieren Sie alle Schichten gleich.</translation>
    </message>
    <message>
        <source>{label} is {sizes}; export the mask on the slice&apos;s grid.</source>
        <translation>{label} hat {sizes}; exportieren Sie die Maske auf dem Raster der Schicht.</translation>
    </message>
    <message>
        <source>{label} probability: {share}</source>
        <translation>Wahrscheinlichkeit {label}: {share}</translation>
    </message>
    <message>
        <source>{label} {half}; its values are as they are stored: compare with another program.</source>
        <translation>{label} {half}; die Werte bleiben, wie sie gespeichert sind: Vergleichen Sie mit einem anderen Programm.</translation>
    </message>
    <message>
        <source>{label} {impossible}; all are taken: compare with another program.</source>
        <translation>{label} {impossible}; alle werden genommen: Vergleichen Sie mit einem anderen Programm.</translation>
    </message>
    <message>
        <source>{label} {impossible}; {bits_stored} is assumed: compare with another program.</source>
        <translation>{label} {impossible}; {bits_stored} wird angenommen: Vergleichen Sie mit einem anderen Programm.</translation>
    </message>
    <message>
        <source>{label} {open}; none is assumed: compare with another program.</source>
        <translation>{label} {open}; keines wird angenommen: Vergleichen Sie mit einem anderen Programm.</translation>
    </message>
    <message>
        <source>{label} {open}; pixel by pixel is assumed: compare with another program.</source>
        <translation>{label} {open}; Pixel für Pixel wird angenommen: Vergleichen Sie mit einem anderen Programm.</translation>
    </message>
    <message>
        <source>{label} {open}; that is assumed: compare with another program.</source>
        <translation>{label} {open}; das wird angenommen: Vergleichen Sie mit einem anderen Programm.</translation>
    </message>
    <message>
        <source>{least} to {most}</source>
        <translation>{least} bis {most}</translation>
    </message>
    <message>
        <source>{left_out} values that are</source>
        <translation>{left_out} Werte waren</translation>
    </message>
    <message>
        <source>{left} left out: {which} {words}; export the mask on the slice&apos;s grid.</source>
        <translation>{left} weggelassen: {which} {words}; exportieren Sie die Maske auf dem Raster der Schicht.</translation>
    </message>
    <message>
        <source>{length} in space</source>
        <translation>{length} im Raum</translation>
    </message>
    <message>
        <source>{letters} give the same map and count once.</source>
        <translation>{letters} ergeben dieselbe Karte und zählen einmal.</translation>
    </message>
    <message>
        <source>{library} has no network “{name}” on the list of factories; it has, for example, {names}.</source>
        <translation>{library} hat kein Netz „{name}“ auf der Liste; dort stehen zum Beispiel {names}.</translation>
    </message>
    <message>
        <source>{listed} of {path} lie in another frame of reference and are left out.</source>
        <translation>{listed} von {path} liegen in einem anderen Bezugssystem und wurden weggelassen.</translation>
    </message>
    <message>
        <source>{listed} of {path} {what} no closed contour and cannot be shown as a mask.</source>
        <translation>{listed} von {path} {what} keine geschlossene Kontur, kein Anzeigen als Maske möglich.</translation>
    </message>
    <message>
        <source>{listed} {label_maps} by the values, but nothing says what is outlined there: no mask is shown</source>
        <translation>{listed} {label_maps}, nach den Werten, aber nichts sagt, was dort umrandet ist: Es wird keine Maske gezeigt</translation>
    </message>
    <message>
        <source>{listed} {verb} named as anatomy, not as a lesion, and not shown as the mask</source>
        <translation>{listed} {verb} nach dem Namen Anatomie, keine Läsion, und nicht als Maske gezeigt</translation>
    </message>
    <message>
        <source>{lost} of {total} voxels of {name} lie outside the image and are not shown.</source>
        <translation>{lost} von {total} Voxeln von {name} liegen außerhalb des Bildes und werden nicht gezeigt.</translation>
    </message>
    <message>
        <source>{low} to {high} mm apart) and are treated as {step} mm</source>
        <translation>{low} bis {high} mm voneinander) und gelten als {step} mm</translation>
    </message>
    <message>
        <source>{mark} marks the finding, the class that is looked for.</source>
        <translation>{mark} kennzeichnet den Befund, die Klasse, nach der gesucht wird.</translation>
    </message>
    <message>
        <source>{mask} covers the air on {where}, as no lesion does; it may be inverted there: {remedy}.</source>
        <translation>{mask} bedeckt Luft auf {where}, was keine Läsion tut; sie ist dort vielleicht invertiert: {remedy}.</translation>
    </message>
    <message>
        <source>{mask} covers {share} % of the head, more than a lesion does; it may be inverted, or outline something else: {remedy}.</source>
        <translation>{mask} bedeckt {share} % des Kopfes, mehr als eine Läsion; sie ist vielleicht invertiert oder umrandet etwas anderes: {remedy}.</translation>
    </message>
    <message>
        <source>{mask} holds no voxel at all, as if there were no lesion: {remedy}.</source>
        <translation>{mask} enthält kein einziges Voxel, als gäbe es keine Läsion: {remedy}.</translation>
    </message>
    <message>
        <source>{mask} is a mask by its name, but the image it belongs to does not lie beside it.</source>
        <translation>{mask} ist nach dem Namen eine Maske, aber das zugehörige Bild liegt nicht daneben.</translation>
    </message>
    <message>
        <source>{method}  ·  {layer}  ·  slice {slice}  ·  {label}</source>
        <translation>{method}  ·  {layer}  ·  Schicht {slice}  ·  {label}</translation>
    </message>
    <message>
        <source>{method} comes next</source>
        <translation>{method} folgt als Nächstes</translation>
    </message>
    <message>
        <source>{method} for {label}</source>
        <translation>{method} für {label}</translation>
    </message>
    <message>
        <source>{method} was not computed for any slice of this case yet.</source>
        <translation>{method} wurde noch für keine Schicht dieses Falls berechnet.</translation>
    </message>
    <message>
        <source>{method} · {done} of {all}</source>
        <translation>{method} · {done} von {all}</translation>
    </message>
    <message>
        <source>{method}, layer {layer}</source>
        <translation>{method}, Layer {layer}</translation>
    </message>
    <message>
        <source>{method}: map of the input, of no layer</source>
        <translation>{method}: Karte der Eingabe, keines Layers</translation>
    </message>
    <message>
        <source>{method}: map of this layer alone</source>
        <translation>{method}: Karte nur dieses Layers</translation>
    </message>
    <message>
        <source>{method}: not computed for this slice</source>
        <translation>{method}: für diese Schicht nicht berechnet</translation>
    </message>
    <message>
        <source>{named} {verb} not acquired: nothing is analysed, scored or counted there.</source>
        <translation>{named} {verb} nicht aufgenommen: Dort wird nichts analysiert, bewertet oder gezählt.</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} und {count} weitere</translation>
    </message>
    <message>
        <source>{names} not recognised among the series: the networks see {main} in {place}.</source>
        <translation>{names} nicht unter den Serien erkannt: Die Netze sehen {main} {place}.</translation>
    </message>
    <message>
        <source>{names} recognised by the measurement&apos;s times alone.</source>
        <translation>{names} nur an den Zeiten der Messung erkannt.</translation>
    </message>
    <message>
        <source>{names} {noun} in the same folder {verb} left out ({listed}); open {them}.</source>
        <translation>{names} {noun} im selben Ordner {verb} weggelassen ({listed}); öffnen Sie {them}.</translation>
    </message>
    <message>
        <source>{names} {verb} the same pictures as FLAIR: {why}.</source>
        <translation>{names} {verb} dieselben Bilder wie FLAIR: {why}.</translation>
    </message>
    <message>
        <source>{name} and FLAIR ({name2}) do not share a frame of reference: the patient may have moved between them, so look whether they match.</source>
        <translation>{name} und FLAIR ({name2}) haben kein gemeinsames Bezugssystem: Der Patient kann sich dazwischen bewegt haben, prüfen Sie also, ob sie zueinander passen.</translation>
    </message>
    <message>
        <source>{name} and no {other}</source>
        <translation>{name} und kein {other}</translation>
    </message>
    <message>
        <source>{name} cannot be the mask of these images: {where}; choose another series.</source>
        <translation>{name} kann nicht die Maske dieser Bilder sein: {where}; wählen Sie eine andere Serie.</translation>
    </message>
    <message>
        <source>{name} cannot be the mask: it holds {held}, and a mask at most {max_values} whole numbers; choose another series.</source>
        <translation>{name} kann nicht die Maske sein: Enthalten sind {held}, in einer Maske höchstens {max_values} ganze Zahlen; wählen Sie eine andere Serie.</translation>
    </message>
    <message>
        <source>{name} cannot be {sequences} beside {name2}: without positions both must have one size, not {size} and {size2}.</source>
        <translation>{name} kann nicht {sequences} neben {name2} sein: Ohne Positionen müssen beide dieselbe Größe haben, nicht {size} und {size2}.</translation>
    </message>
    <message>
        <source>{name} carries no slice number and was left out; rename it to add it.</source>
        <translation>{name} hat keine Schichtnummer und wurde weggelassen; benennen Sie die Datei um, damit sie eine hat.</translation>
    </message>
    <message>
        <source>{name} does not lie on this machine; copy it to a folder first, and drop that copy.</source>
        <translation>{name} liegt nicht auf diesem Rechner; kopieren Sie es zuerst in einen Ordner und ziehen Sie diese Kopie hierher.</translation>
    </message>
    <message>
        <source>{name} has contours whose points cannot be read ({damaged}); they were left out.</source>
        <translation>{name} hat Konturen, deren Punkte nicht lesbar sind ({damaged}); sie wurden weggelassen.</translation>
    </message>
    <message>
        <source>{name} has open contours or points ({unclosed}) that enclose no area; they were left out.</source>
        <translation>{name} hat offene Konturen oder Punkte ({unclosed}), die keine Fläche umschließen; sie wurden weggelassen.</translation>
    </message>
    <message>
        <source>{name} has the same slice number as {first} and was left out; remove one.</source>
        <translation>{name} hat dieselbe Schichtnummer wie {first} und wurde weggelassen; entfernen Sie eine davon.</translation>
    </message>
    <message>
        <source>{name} has {samples} samples of {bits_allocated} bits by its header but {samples2} of {bits} by its compressed image; export it again.</source>
        <translation>{name} hat {samples} Werte zu {bits_allocated} Bit laut Header, aber {samples2} zu {bits} laut komprimiertem Bild; exportieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>{name} holds colours; their brightness is shown.</source>
        <translation>{name} enthält Farben; gezeigt wird ihre Helligkeit.</translation>
    </message>
    <message>
        <source>{name} holds complex numbers; their magnitude is shown.</source>
        <translation>{name} enthält komplexe Zahlen; gezeigt wird ihr Betrag.</translation>
    </message>
    <message>
        <source>{name} holds fractions, as labels do that were interpolated: they were rounded.</source>
        <translation>{name} enthält Bruchteile, wie interpolierte Labels: Sie wurden gerundet.</translation>
    </message>
    <message>
        <source>{name} holds graded values from {low} to {high}, below 0 as well as above, such as a network&apos;s raw output or distances: no mask; save the mask itself, with the lesion as 1.</source>
        <translation>{name} enthält abgestufte Werte von {low} bis {high}, unter und über 0, wie die rohe Ausgabe eines Netzes oder Abstände: keine Maske; speichern Sie die Maske selbst, mit der Läsion als 1.</translation>
    </message>
    <message>
        <source>{name} holds graded values up to {high}, which no scale of probabilities reaches; save the mask itself.</source>
        <translation>{name} enthält abgestufte Werte bis {high}, was keine Skala von Wahrscheinlichkeiten erreicht; speichern Sie die Maske selbst.</translation>
    </message>
    <message>
        <source>{name} holds labels below 0: they were taken for background.</source>
        <translation>{name} enthält Labels unter 0: Sie gelten als Hintergrund.</translation>
    </message>
    <message>
        <source>{name} holds more bytes than its header describes: its size or its type may be stated wrongly; compare with another program.</source>
        <translation>{name} enthält mehr Bytes, als der Header beschreibt: Größe oder Typ sind vielleicht falsch angegeben; vergleichen Sie mit einem anderen Programm.</translation>
    </message>
    <message>
        <source>{name} holds no label above 0 (its values run from {low} to {high}), so that nothing says what it outlines and the case counts as one without a mask; save the lesion as label 1.</source>
        <translation>{name} enthält kein Label über 0 (die Werte gehen von {low} bis {high}), sodass nichts sagt, was umrandet ist, und der Fall als einer ohne Maske zählt; speichern Sie die Läsion als Label 1.</translation>
    </message>
    <message>
        <source>{name} holds one value above 0, {high}: it was taken for the lesion.</source>
        <translation>{name} enthält einen einzigen Wert über 0, {high}: Er gilt als Läsion.</translation>
    </message>
    <message>
        <source>{name} holds probabilities that add up to {scale}: what reaches {cut} was taken.</source>
        <translation>{name} enthält Wahrscheinlichkeiten mit der Summe {scale}: Genommen wurde, was {cut} erreicht.</translation>
    </message>
    <message>
        <source>{name} holds slices of nothing but {greys}, which outlines nothing: taken for background.</source>
        <translation>{name} enthält Schichten mit nichts als {greys}, was nichts umrandet: gilt als Hintergrund.</translation>
    </message>
    <message>
        <source>{name} holds {different} different values up to {high} and does not look like a mask; save the mask itself, with the lesion as 1.</source>
        <translation>{name} enthält {different} verschiedene Werte bis {high} und sieht nicht wie eine Maske aus; speichern Sie die Maske selbst, mit der Läsion als 1.</translation>
    </message>
    <message>
        <source>{name} holds {held} and nothing else, as a mask does, but no image lies beside it: it is shown as an image</source>
        <translation>{name} enthält {held} und sonst nichts, wie eine Maske, aber daneben liegt kein Bild: Sie wird als Bild gezeigt</translation>
    </message>
    <message>
        <source>{name} holds {labels} different values and does not look like a mask.</source>
        <translation>{name} enthält {labels} verschiedene Werte und sieht nicht wie eine Maske aus.</translation>
    </message>
    <message>
        <source>{name} holds {members} files, more than the {max_files} that are opened; divide it.</source>
        <translation>{name} enthält {members} Dateien, mehr als die {max_files}, die geöffnet werden; teilen Sie es auf.</translation>
    </message>
    <message>
        <source>{name} holds {volumes} volumes, of which the first {count} can be chosen.</source>
        <translation>{name} enthält {volumes} Volumen, von denen die ersten {count} gewählt werden können.</translation>
    </message>
    <message>
        <source>{name} holds {what} up to {high}, read as probabilities on a scale to {scale}: {taken}</source>
        <translation>{name} enthält {what} bis {high}, gelesen als Wahrscheinlichkeiten auf einer Skala bis {scale}: {taken}</translation>
    </message>
    <message>
        <source>{name} holds {words}: each of them counted as lesion.</source>
        <translation>{name} enthält {words}: Jeder davon zählte als Läsion.</translation>
    </message>
    <message>
        <source>{name} in the zip {path} has another size than it says; get it again.</source>
        <translation>{name} im Zip {path} ist anders groß als angegeben; besorgen Sie es neu.</translation>
    </message>
    <message>
        <source>{name} in the zip {path} is damaged ({why}); get it again.</source>
        <translation>{name} im Zip {path} ist beschädigt ({why}); besorgen Sie es neu.</translation>
    </message>
    <message>
        <source>{name} in {path} claims {size} in a few bytes; pack it anew.</source>
        <translation>{name} in {path} gibt {size} in wenigen Bytes an; packen Sie es neu.</translation>
    </message>
    <message>
        <source>{name} is</source>
        <translation>{name} hat</translation>
    </message>
    <message>
        <source>{name} is a series of {volumes} volumes{step}; its first stands for it.</source>
        <translation>{name} ist eine Reihe von {volumes} Volumen{step}; das erste steht dafür.</translation>
    </message>
    <message>
        <source>{name} is encrypted; unpack it with its password and open the folder.</source>
        <translation>{name} ist verschlüsselt; entpacken Sie es mit seinem Passwort, und öffnen Sie den Ordner.</translation>
    </message>
    <message>
        <source>{name} is fractional: voxels with a {what} of at least one half count as inside.</source>
        <translation>{name} enthält Anteile: Voxel mit {what} von mindestens einem Halb zählen als innen.</translation>
    </message>
    <message>
        <source>{name} is in colour: {background}.</source>
        <translation>{name} ist farbig: {background}.</translation>
    </message>
    <message>
        <source>{name} is missing in the package {path}.</source>
        <translation>{name} fehlt im Paket {path}.</translation>
    </message>
    <message>
        <source>{name} is of one colour: its opacity was taken for the mask.</source>
        <translation>{name} ist einfarbig: Die Deckkraft gilt als Maske.</translation>
    </message>
    <message>
        <source>{name} is taken for a mask because of its values: it holds {held} and nothing else{where}. If it is a picture, give it a name that ends in the sequence, such as _flair.</source>
        <translation>{name} gilt wegen der Werte als Maske: Enthalten sind {held} und sonst nichts{where}. Ist es ein Bild, geben Sie ihm einen Namen, der auf die Sequenz endet, etwa _flair.</translation>
    </message>
    <message>
        <source>{name} is the key of a study&apos;s owner; it is opened in “Figures of a study or a project”.</source>
        <translation>{name} ist der Schlüssel des Besitzers einer Studie; er wird unter „Zahlen einer Studie oder eines Projekts“ geöffnet.</translation>
    </message>
    <message>
        <source>{name} is transparent in part: what is not seen was taken for background.</source>
        <translation>{name} ist teilweise durchsichtig: Was nicht zu sehen ist, gilt als Hintergrund.</translation>
    </message>
    <message>
        <source>{name} is {shape} in the weights and {wanted} in the network</source>
        <translation>{name} ist {shape} in den Gewichten und {wanted} im Netz</translation>
    </message>
    <message>
        <source>{name} is {sizes} by its compressed image; export it again.</source>
        <translation>{name} hat {sizes} laut komprimiertem Bild; exportieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>{name} lies on another grid and was mapped to that of the images, nearest neighbour.</source>
        <translation>{name} liegt auf einem anderen Raster und wurde auf das der Bilder übertragen (nächster Nachbar).</translation>
    </message>
    <message>
        <source>{name} lies on another grid and was mapped to that of {name2}{part}.</source>
        <translation>{name} liegt auf einem anderen Raster und wurde auf das folgende übertragen: {name2}{part}.</translation>
    </message>
    <message>
        <source>{name} lies on another grid and was mapped to the image&apos;s by nearest neighbour.</source>
        <translation>{name} liegt auf einem anderen Raster und wurde auf das des Bildes übertragen (nächster Nachbar).</translation>
    </message>
    <message>
        <source>{name} of the package {path} cannot be read ({why}); {remedy}.</source>
        <translation>{name} des Pakets {path} ist nicht lesbar ({why}); {remedy}.</translation>
    </message>
    <message>
        <source>{name} of the package {path} is a link; put the file itself in its place.</source>
        <translation>{name} des Pakets {path} ist eine Verknüpfung; legen Sie die Datei selbst an ihre Stelle.</translation>
    </message>
    <message>
        <source>{name} of the package {path} is no file; get the package again.</source>
        <translation>{name} des Pakets {path} ist keine Datei; besorgen Sie das Paket neu.</translation>
    </message>
    <message>
        <source>{name} of {path} are not the weights that {model} names; {remedy}.</source>
        <translation>{name} von {path} sind nicht die Gewichte, die {model} nennt; {remedy}.</translation>
    </message>
    <message>
        <source>{name} of {path} claims {size}; at most {most} are read.</source>
        <translation>{name} von {path} gibt {size} an; höchstens {most} werden gelesen.</translation>
    </message>
    <message>
        <source>{name} of {path} does not hold: {why}.</source>
        <translation>{name} von {path} stimmt nicht: {why}.</translation>
    </message>
    <message>
        <source>{name} of {path} is no JSON ({why}); save it anew, as UTF-8.</source>
        <translation>{name} von {path} ist kein JSON ({why}); speichern Sie es neu, als UTF-8.</translation>
    </message>
    <message>
        <source>{name} outlines {count} voxels where there is no picture ({where}); {rest}.</source>
        <translation>{name} umrandet {count} Voxel, wo kein Bild ist ({where}); {rest}.</translation>
    </message>
    <message>
        <source>{name} shows another part of the body than {name2}</source>
        <translation>{name} zeigt einen anderen Körperabschnitt als {name2}</translation>
    </message>
    <message>
        <source>{name} shows the {part}, not the magnitude, of the signal, which is no picture of the anatomy: look for the magnitude series and name it under “Sequences and masks” (--sequences).</source>
        <translation>{name} zeigt vom Signal {part}, nicht die Magnitude, also kein Bild der Anatomie: Suchen Sie die Serie mit der Magnitude, und wählen Sie sie unter „Sequenzen und Masken“ (--sequences).</translation>
    </message>
    <message>
        <source>{name} states pixels of {pixel} but no distance between slices; neither is used.</source>
        <translation>{name} nennt Pixel von {pixel}, aber keinen Abstand der Schichten; beides wird nicht verwendet.</translation>
    </message>
    <message>
        <source>{name} states pixels of {pixel}, which no MR has; they are not used.</source>
        <translation>{name} nennt Pixel von {pixel}, wie es sie in der MRT nicht gibt; sie werden nicht verwendet.</translation>
    </message>
    <message>
        <source>{name} states slices {step} mm apart, which no MR has; its spacing is not used.</source>
        <translation>{name} nennt einen Schichtabstand von {step} mm, wie es ihn in der MRT nicht gibt; die Abstände werden nicht verwendet.</translation>
    </message>
    <message>
        <source>{name} states {bits_stored} bits up to bit {bits_stored2} by its header but holds {bits} by its compressed image; export it again.</source>
        <translation>{name} nennt im Header {bits_stored} Bit bis Bit {bits_stored2}, das komprimierte Bild enthält aber {bits}; exportieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>{name} swings beyond its scale, as masks do that were interpolated.</source>
        <translation>{name} schwingt über die Skala hinaus, wie interpolierte Masken.</translation>
    </message>
    <message>
        <source>{name} unpacks to {total} GiB, more than the {max_unpacked_bytes} GiB that are opened; divide it.</source>
        <translation>{name} ist entpackt {total} GiB groß, mehr als die {max_unpacked_bytes} GiB, die geöffnet werden; teilen Sie es auf.</translation>
    </message>
    <message>
        <source>{name} unpacks to {total} times its size, as traps do; unpack it yourself.</source>
        <translation>{name} ist entpackt {total}-mal so groß, wie bei Fallen üblich; entpacken Sie es selbst.</translation>
    </message>
    <message>
        <source>{name} {reason}: it was laid on the image voxel by voxel, for their sizes agree.</source>
        <translation>{name} {reason}: Sie wurde Voxel für Voxel auf das Bild gelegt, denn die Größen stimmen überein.</translation>
    </message>
    <message>
        <source>{name} · in use</source>
        <translation>{name} · in Gebrauch</translation>
    </message>
    <message>
        <source>{name} · {share} in the mask</source>
        <translation>{name} · {share} in der Maske</translation>
    </message>
    <message>
        <source>{name}. There is no log: {error}</source>
        <translation>{name}. Es gibt kein Protokoll: {error}</translation>
    </message>
    <message>
        <source>{name}: nothing of what it outlines lies inside the image.</source>
        <translation>{name}: Nichts von dem, was umrandet ist, liegt im Bild.</translation>
    </message>
    <message>
        <source>{name}: the same layer&apos;s name in {library}</source>
        <translation>{name}: der Name desselben Layers in {library}</translation>
    </message>
    <message>
        <source>{name}; details are in {file}</source>
        <translation>{name}; Einzelheiten stehen in {file}</translation>
    </message>
    <message>
        <source>{network} cannot be built with these arguments ({why}).</source>
        <translation>{network} lässt sich mit diesen Argumenten nicht bauen ({why}).</translation>
    </message>
    <message>
        <source>{network} on {device}</source>
        <translation>{network} auf {device}</translation>
    </message>
    <message>
        <source>{notice}</source>
        <translation>{notice}</translation>
    </message>
    <message>
        <source>{numbers} and {number}</source>
        <translation>{numbers} und {number}</translation>
    </message>
    <message>
        <source>{number} GB</source>
        <translation>{number} GB</translation>
    </message>
    <message>
        <source>{number} layers, maximum</source>
        <translation>{number} Layer, Maximum</translation>
    </message>
    <message>
        <source>{number} layers, mean</source>
        <translation>{number} Layer, Mittelwert</translation>
    </message>
    <message>
        <source>{number} slices a second</source>
        <translation>{number} Schichten pro Sekunde</translation>
    </message>
    <message>
        <source>{number} to {number2}</source>
        <translation>{number} bis {number2}</translation>
    </message>
    <message>
        <source>{number} x {number2} pixels but its slice {number3} x {number4}</source>
        <translation>{number} x {number2} Pixel, aber die Schicht {number3} x {number4}</translation>
    </message>
    <message>
        <source>{number}, {numbers}</source>
        <translation>{number}, {numbers}</translation>
    </message>
    <message>
        <source>{one} minus {other}</source>
        <translation>{one} minus {other}</translation>
    </message>
    <message>
        <source>{origin}
{before} before, {after} after</source>
        <translation>{origin}
vorher {before}, nachher {after}</translation>
    </message>
    <message>
        <source>{others} stands in the place of FLAIR, which holds no picture. The networks were not trained on that.</source>
        <translation>{others} steht an der Stelle von FLAIR, das kein Bild enthält. Darauf wurden die Netze nicht trainiert.</translation>
    </message>
    <message>
        <source>{passed} of {all} checks</source>
        <translation>{passed} von {all} Prüfungen</translation>
    </message>
    <message>
        <source>{passes}, {time}</source>
        <translation>{passes}, {time}</translation>
    </message>
    <message>
        <source>{path} cannot be decoded; its pixel data is damaged or of a rare kind: copy it again or export it raw.</source>
        <translation>{path} lässt sich nicht dekodieren; die Pixeldaten sind beschädigt oder von seltener Art: Kopieren Sie die Datei erneut, oder exportieren Sie sie unkomprimiert.</translation>
    </message>
    <message>
        <source>{path} cannot be decoded; its pixel data is damaged or of a rare kind: copy it again or export it uncompressed.</source>
        <translation>{path} lässt sich nicht dekodieren; die Pixeldaten sind beschädigt oder von seltener Art: Kopieren Sie die Datei erneut, oder exportieren Sie sie ohne Kompression.</translation>
    </message>
    <message>
        <source>{path} cannot be placed: {lost} does not say where its voxels lie, and their sizes differ ({size} against {size2}); export the mask on the image&apos;s own grid.</source>
        <translation>{path} lässt sich nicht platzieren: {lost} sagt nicht, wo die Voxel liegen, und die Größen unterscheiden sich ({size} gegen {size2}); exportieren Sie die Maske auf dem Raster des Bildes.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({reason}); check that you may open it, or copy it again.</source>
        <translation>{path} lässt sich nicht lesen ({reason}); prüfen Sie, ob Sie die Datei öffnen dürfen, oder kopieren Sie sie erneut.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({why}); copy it to where you may read it.</source>
        <translation>{path} ist nicht lesbar ({why}); kopieren Sie es dorthin, wo Sie es lesen dürfen.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({why}); get the folder again.</source>
        <translation>{path} ist nicht lesbar ({why}); besorgen Sie den Ordner neu.</translation>
    </message>
    <message>
        <source>{path} cannot be read ({why}); get the package again.</source>
        <translation>{path} ist nicht lesbar ({why}); besorgen Sie das Paket neu.</translation>
    </message>
    <message>
        <source>{path} cannot be read as DICOM; it is damaged or incomplete: copy or export it again.</source>
        <translation>{path} lässt sich nicht als DICOM lesen; die Datei ist beschädigt oder unvollständig: Kopieren oder exportieren Sie sie erneut.</translation>
    </message>
    <message>
        <source>{path} cannot be read as a DICOM segmentation; it is damaged or incomplete: copy or export it again.</source>
        <translation>{path} lässt sich nicht als DICOM-Segmentierung lesen; die Datei ist beschädigt oder unvollständig: Kopieren oder exportieren Sie sie erneut.</translation>
    </message>
    <message>
        <source>{path} cannot be read as a DICOM structure set; it is damaged or incomplete: copy or export it again.</source>
        <translation>{path} lässt sich nicht als DICOM-Strukturdatensatz lesen; die Datei ist beschädigt oder unvollständig: Kopieren oder exportieren Sie sie erneut.</translation>
    </message>
    <message>
        <source>{path} cannot be read beyond page {number}{detail}; check that slices are not missing.</source>
        <translation>{path} lässt sich hinter Seite {number} nicht lesen{detail}; prüfen Sie, ob Schichten fehlen.</translation>
    </message>
    <message>
        <source>{path} cannot be unpacked; it is damaged or no zip archive: copy it again or unpack it yourself.</source>
        <translation>{path} lässt sich nicht entpacken; die Datei ist beschädigt oder kein Zip-Archiv: Kopieren Sie sie erneut, oder entpacken Sie sie selbst.</translation>
    </message>
    <message>
        <source>{path} claims more than {limit} GB; nothing of that size is read.</source>
        <translation>{path} gibt mehr als {limit} GB an; so Großes wird nicht gelesen.</translation>
    </message>
    <message>
        <source>{path} claims to hold {size}, which no compression does; copy or export it again.</source>
        <translation>{path} gibt vor, {size} zu enthalten, was keine Kompression leistet; kopieren oder exportieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>{path} describes no segment; export it again.</source>
        <translation>{path} beschreibt kein Segment; exportieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>{path} describes {described} frames but holds {frames}; the others are missing.</source>
        <translation>{path} beschreibt {described} Frames, enthält aber {frames}; die anderen fehlen.</translation>
    </message>
    <message>
        <source>{path} describes {described} of its {frames} frames; export it again.</source>
        <translation>{path} beschreibt {described} seiner {frames} Frames; exportieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>{path} describes {images} images{left}; each is a series of its own.</source>
        <translation>{path} beschreibt {images} Bilder{left}; jedes ist eine eigene Serie.</translation>
    </message>
    <message>
        <source>{path} does not exist; check the name, or choose another file or folder.</source>
        <translation>{path} gibt es nicht; prüfen Sie den Namen, oder wählen Sie eine andere Datei oder einen anderen Ordner.</translation>
    </message>
    <message>
        <source>{path} does not exist; check the name, or choose another file.</source>
        <translation>{path} gibt es nicht; prüfen Sie den Namen, oder wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>{path} does not exist; name a file of weights, a package or a folder.</source>
        <translation>{path} gibt es nicht; nennen Sie eine Datei mit Gewichten, ein Paket oder einen Ordner.</translation>
    </message>
    <message>
        <source>{path} does not exist; {remedy}.</source>
        <translation>{path} gibt es nicht; {remedy}.</translation>
    </message>
    <message>
        <source>{path} does not fit into memory; close other programs and try again.</source>
        <translation>{path} passt nicht in den Arbeitsspeicher; schließen Sie andere Programme, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>{path} does not fit into memory; close other programs or open less.</source>
        <translation>{path} passt nicht in den Arbeitsspeicher; schließen Sie andere Programme, oder öffnen Sie weniger.</translation>
    </message>
    <message>
        <source>{path} does not overlap the image at all, which it misses by {gap} mm; choose the images that it was drawn on.</source>
        <translation>{path} überlappt das Bild überhaupt nicht, der Abstand beträgt {gap} mm; wählen Sie die Bilder, auf denen die Maske gezeichnet wurde.</translation>
    </message>
    <message>
        <source>{path} does not say on which images it was drawn; it is placed by its coordinates alone.</source>
        <translation>{path} sagt nicht, auf welchen Bildern die Maske gezeichnet wurde; sie wird allein nach ihren Koordinaten platziert.</translation>
    </message>
    <message>
        <source>{path} does not say on which images it was drawn; it is placed by its coordinates.</source>
        <translation>{path} sagt nicht, auf welchen Bildern die Maske gezeichnet wurde; sie wird nach ihren Koordinaten platziert.</translation>
    </message>
    <message>
        <source>{path} does not say where its frames lie; export it again.</source>
        <translation>{path} sagt nicht, wo die Frames liegen; exportieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>{path} does not say which segment its frames show; export it again.</source>
        <translation>{path} sagt nicht, welches Segment die Frames zeigen; exportieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>{path} ends before its image does; copy or export it again.</source>
        <translation>{path} endet vor dem Ende des Bildes; kopieren oder exportieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>{path} ends early: it holds {holds} of {frames} frames; copy or export it again.</source>
        <translation>{path} endet vorzeitig: Vorhanden sind {holds} von {frames} Frames; kopieren oder exportieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>{path} has 1 page but its image {shape} slices; export the mask on the image&apos;s grid.</source>
        <translation>{path} hat 1 Seite, das Bild aber {shape} Schichten; exportieren Sie die Maske auf dem Raster des Bildes.</translation>
    </message>
    <message>
        <source>{path} has a damaged file header; copy or export it again.</source>
        <translation>{path} hat einen beschädigten Dateikopf; kopieren oder exportieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>{path} has a damaged header; copy or export it again.</source>
        <translation>{path} hat einen beschädigten Header; kopieren oder exportieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>{path} has a header of more than {limit} MiB; export it again.</source>
        <translation>{path} hat einen Header von mehr als {limit} MiB; exportieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>{path} has a header that cannot be listed; copy or export it again.</source>
        <translation>{path} hat einen Header, der sich nicht auflisten lässt; kopieren oder exportieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>{path} has more than {max_header_bytes} MiB of contours; export fewer of them.</source>
        <translation>{path} hat mehr als {max_header_bytes} MiB Konturen; exportieren Sie weniger davon.</translation>
    </message>
    <message>
        <source>{path} has no header file beside it ({stem}.hdr); copy both.</source>
        <translation>{path} hat keine Header-Datei neben sich ({stem}.hdr); kopieren Sie beide.</translation>
    </message>
    <message>
        <source>{path} has no segment {missing}; choose among {has}.</source>
        <translation>{path} hat kein Segment {missing}; zur Wahl stehen {has}.</translation>
    </message>
    <message>
        <source>{path} has no series {key}; it has {known}.</source>
        <translation>{path} hat keine Serie {key}; vorhanden: {known}.</translation>
    </message>
    <message>
        <source>{path} has {planes} pages but its image {shape} slices; export the mask on the image&apos;s grid.</source>
        <translation>{path} hat {planes} Seiten, das Bild aber {shape} Schichten; exportieren Sie die Maske auf dem Raster des Bildes.</translation>
    </message>
    <message>
        <source>{path} has {samples} channels; save it with {needed}.</source>
        <translation>{path} hat {samples} Kanäle; speichern Sie mit {needed}.</translation>
    </message>
    <message>
        <source>{path} holds a file whose name leads out of its folder; unpack it yourself.</source>
        <translation>{path} enthält eine Datei, deren Name aus dem Ordner hinausführt; entpacken Sie es selbst.</translation>
    </message>
    <message>
        <source>{path} holds a video ({syntax}); export it as single images.</source>
        <translation>{path} enthält ein Video ({syntax}); exportieren Sie es als Einzelbilder.</translation>
    </message>
    <message>
        <source>{path} holds an OME description that cannot be used ({error}); its pages are slices.</source>
        <translation>{path} enthält eine OME-Beschreibung, die nicht brauchbar ist ({error}); die Seiten gelten als Schichten.</translation>
    </message>
    <message>
        <source>{path} holds another archive, {target}; unpack it first.</source>
        <translation>{path} enthält ein weiteres Archiv, {target}; entpacken Sie dieses zuerst.</translation>
    </message>
    <message>
        <source>{path} holds more than fits into memory; save the mask as 8-bit labels.</source>
        <translation>{path} enthält mehr, als in den Arbeitsspeicher passt; speichern Sie die Maske als Labels mit 8 Bit.</translation>
    </message>
    <message>
        <source>{path} holds more than {max_files} files; open one of the folders below it.</source>
        <translation>{path} enthält mehr als {max_files} Dateien; öffnen Sie einen der Ordner darunter.</translation>
    </message>
    <message>
        <source>{path} holds no closed contour; choose another mask.</source>
        <translation>{path} enthält keine geschlossene Kontur; wählen Sie eine andere Maske.</translation>
    </message>
    <message>
        <source>{path} holds no image but a list of values; choose a file of voxels.</source>
        <translation>{path} enthält kein Bild, sondern eine Liste von Werten; wählen Sie eine Datei mit Voxeln.</translation>
    </message>
    <message>
        <source>{path} holds no image; leave it out.</source>
        <translation>{path} enthält kein Bild; lassen Sie die Datei weg.</translation>
    </message>
    <message>
        <source>{path} holds no images, only masks; add the images they were drawn on.</source>
        <translation>{path} enthält keine Bilder, nur Masken; fügen Sie die Bilder hinzu, auf denen sie gezeichnet wurden.</translation>
    </message>
    <message>
        <source>{path} holds no pixels but an address of a server; export the images themselves.</source>
        <translation>{path} enthält keine Pixel, sondern eine Serveradresse; exportieren Sie die Bilder selbst.</translation>
    </message>
    <message>
        <source>{path} holds no slice that can be read in all its channels; copy it again.</source>
        <translation>{path} enthält keine Schicht, die sich in allen Kanälen lesen lässt; kopieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>{path} holds no voxel of label {names}.</source>
        <translation>{path} enthält kein Voxel des Labels {names}.</translation>
    </message>
    <message>
        <source>{path} holds no {name}; name a model package, or import what is there first.</source>
        <translation>In {path} liegt keine {name}; nennen Sie ein Modellpaket, oder importieren Sie zuerst, was dort liegt.</translation>
    </message>
    <message>
        <source>{path} holds numbers of a type that cannot be read here ({kind}); export it as 16-bit integers or 32-bit floating point.</source>
        <translation>{path} enthält Zahlen eines Typs, der hier nicht gelesen werden kann ({kind}); exportieren Sie als ganze Zahlen mit 16 Bit oder Gleitkomma mit 32 Bit.</translation>
    </message>
    <message>
        <source>{path} holds surface data (CIFTI), not an image; choose a file of voxels.</source>
        <translation>{path} enthält Oberflächendaten (CIFTI), kein Bild; wählen Sie eine Datei mit Voxeln.</translation>
    </message>
    <message>
        <source>{path} holds surface data (FreeSurfer), not an image; choose a file of voxels.</source>
        <translation>{path} enthält Oberflächendaten (FreeSurfer), kein Bild; wählen Sie eine Datei mit Voxeln.</translation>
    </message>
    <message>
        <source>{path} holds {arrays} arrays one after the other; each is a series of its own.</source>
        <translation>{path} enthält {arrays} Arrays hintereinander; jedes ist eine eigene Serie.</translation>
    </message>
    <message>
        <source>{path} holds {holds}; open one of those, such as {path2}.</source>
        <translation>{path} enthält {holds}; öffnen Sie einen davon, etwa {path2}.</translation>
    </message>
    <message>
        <source>{path} holds {missing} of {sizes} slices less than it states; copy it again.</source>
        <translation>{path} enthält {missing} von {sizes} Schichten weniger als angegeben; kopieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>{path} holds {planes} pages for one slice; save each slice&apos;s mask alone.</source>
        <translation>{path} enthält {planes} Seiten für eine Schicht; speichern Sie die Maske jeder Schicht für sich.</translation>
    </message>
    <message>
        <source>{path} holds {times} moments in time; the first is taken{listed} can be chosen.</source>
        <translation>{path} enthält {times} Zeitpunkte; genommen wird der erste{listed} zur Wahl.</translation>
    </message>
    <message>
        <source>{path} holds {volumes} volumes: number {index} ({base}[{index2}]) is taken</source>
        <translation>{path} enthält {volumes} Volumen: Genommen wird Nummer {index} ({base}[{index2}])</translation>
    </message>
    <message>
        <source>{path} is a folder; name one of its files.</source>
        <translation>{path} ist ein Ordner; nennen Sie eine der Dateien darin.</translation>
    </message>
    <message>
        <source>{path} is a mask by its name, but no image lies beside it: it is shown as an image.</source>
        <translation>{path} ist nach dem Namen eine Maske, aber daneben liegt kein Bild: Sie wird als Bild gezeigt.</translation>
    </message>
    <message>
        <source>{path} is a mask by its name, but no slice of it lies beside it: it is shown as an image.</source>
        <translation>{path} ist nach dem Namen eine Maske, aber daneben liegt keine Schicht dazu: Sie wird als Bild gezeigt.</translation>
    </message>
    <message>
        <source>{path} is a mask without its pictures; put them into the same folder.</source>
        <translation>{path} ist eine Maske ohne ihre Bilder; legen Sie diese in denselben Ordner.</translation>
    </message>
    <message>
        <source>{path} is a mask; open its slice {named}{suffix} or the patient&apos;s folder.</source>
        <translation>{path} ist eine Maske; öffnen Sie ihre Schicht {named}{suffix} oder den Ordner des Patienten.</translation>
    </message>
    <message>
        <source>{path} is a mask; open the picture it was drawn on, or the folder of both.</source>
        <translation>{path} ist eine Maske; öffnen Sie das Bild, auf dem sie gezeichnet wurde, oder den Ordner mit beiden.</translation>
    </message>
    <message>
        <source>{path} is a mosaic: all slices of a volume tiled into one picture; export the series as enhanced multi-frame or convert it to NIfTI.</source>
        <translation>{path} ist ein Mosaik: alle Schichten eines Volumens in einem Bild; exportieren Sie die Serie als Enhanced Multi-Frame, oder wandeln Sie sie in NIfTI um.</translation>
    </message>
    <message>
        <source>{path} is a slide in tiles: its frames are parts of one large picture, and no slices; export the part to be judged as one picture.</source>
        <translation>{path} ist ein gekachelter Objektträger: Die Frames sind Teile eines großen Bildes und keine Schichten; exportieren Sie den Teil, um den es geht, als ein Bild.</translation>
    </message>
    <message>
        <source>{path} is an archive; unpack it and name one of its files.</source>
        <translation>{path} ist ein Archiv; entpacken Sie es, und nennen Sie eine der Dateien darin.</translation>
    </message>
    <message>
        <source>{path} is compressed with {name}, which cannot be decoded here; export it uncompressed.</source>
        <translation>{path} ist mit {name} komprimiert, was hier nicht entpackt werden kann; exportieren Sie die Datei unkomprimiert.</translation>
    </message>
    <message>
        <source>{path} is compressed with {packing}; save it uncompressed or with LZW or Deflate.</source>
        <translation>{path} ist mit {packing} komprimiert; speichern Sie unkomprimiert oder mit LZW oder Deflate.</translation>
    </message>
    <message>
        <source>{path} is cut short (its compressed bytes end too early); copy it again from its source.</source>
        <translation>{path} ist abgeschnitten (die komprimierten Bytes enden zu früh); kopieren Sie die Datei erneut von ihrer Quelle.</translation>
    </message>
    <message>
        <source>{path} is cut short ({wanted} bytes needed, {there} there); copy it again from its source.</source>
        <translation>{path} ist abgeschnitten ({wanted} Bytes nötig, {there} vorhanden); kopieren Sie die Datei erneut von ihrer Quelle.</translation>
    </message>
    <message>
        <source>{path} is damaged (it states a size of {size}); copy it again from its source.</source>
        <translation>{path} ist beschädigt (angegeben ist die Größe {size}); kopieren Sie die Datei erneut von ihrer Quelle.</translation>
    </message>
    <message>
        <source>{path} is damaged (it states {dim} dimensions); copy it again from its source.</source>
        <translation>{path} ist beschädigt (angegeben sind {dim} Dimensionen); kopieren Sie die Datei erneut von ihrer Quelle.</translation>
    </message>
    <message>
        <source>{path} is damaged (its voxels start at byte {stated}); copy it again from its source.</source>
        <translation>{path} ist beschädigt (die Voxel beginnen bei Byte {stated}); kopieren Sie die Datei erneut von ihrer Quelle.</translation>
    </message>
    <message>
        <source>{path} is damaged ({reason}); copy it again from its source.</source>
        <translation>{path} ist beschädigt ({reason}); kopieren Sie die Datei erneut von ihrer Quelle.</translation>
    </message>
    <message>
        <source>{path} is damaged ({why}); copy it again.</source>
        <translation>{path} ist beschädigt ({why}); kopieren Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{path} is damaged and does not decompress; copy it again from its source.</source>
        <translation>{path} ist beschädigt und lässt sich nicht entpacken; kopieren Sie die Datei erneut von ihrer Quelle.</translation>
    </message>
    <message>
        <source>{path} is damaged or cut short{detail}; copy it again from its source.</source>
        <translation>{path} ist beschädigt oder abgeschnitten{detail}; kopieren Sie die Datei erneut von ihrer Quelle.</translation>
    </message>
    <message>
        <source>{path} is empty (0 bytes); copy it again from its source.</source>
        <translation>{path} ist leer (0 Bytes); kopieren Sie die Datei erneut von ihrer Quelle.</translation>
    </message>
    <message>
        <source>{path} is larger than {limit} GB; nothing of that size is read.</source>
        <translation>{path} ist größer als {limit} GB; so Großes wird nicht gelesen.</translation>
    </message>
    <message>
        <source>{path} is neither PNG nor JPEG, whatever its name says; export it as PNG or TIFF.</source>
        <translation>{path} ist trotz des Namens weder PNG noch JPEG; exportieren Sie die Datei als PNG oder TIFF.</translation>
    </message>
    <message>
        <source>{path} is no DICOM segmentation; choose another file.</source>
        <translation>{path} ist keine DICOM-Segmentierung; wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>{path} is no DICOM structure set; choose another file.</source>
        <translation>{path} ist kein DICOM-Strukturdatensatz; wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>{path} is no DICOM, NIfTI or TIFF file; choose one of these.</source>
        <translation>{path} ist keine DICOM-, NIfTI- oder TIFF-Datei; wählen Sie eine solche.</translation>
    </message>
    <message>
        <source>{path} is no file of weights that is known here; write one with safetensors.torch.save_file(network.state_dict(), &quot;weights.safetensors&quot;).</source>
        <translation>{path} ist keine Datei mit Gewichten, die hier bekannt ist; schreiben Sie eine mit safetensors.torch.save_file(network.state_dict(), &quot;weights.safetensors&quot;).</translation>
    </message>
    <message>
        <source>{path} is no folder and no zip; a package is a folder or zip with {model} and {weights}.</source>
        <translation>{path} ist kein Ordner und kein Zip; ein Paket ist ein Ordner oder Zip mit {model} und {weights}.</translation>
    </message>
    <message>
        <source>{path} is no image that this program reads; choose a DICOM, NIfTI, TIFF, PNG or JPEG file or a patient&apos;s folder.</source>
        <translation>{path} ist kein Bild, das dieses Programm liest; wählen Sie eine DICOM-, NIfTI-, TIFF-, PNG- oder JPEG-Datei oder den Ordner eines Patienten.</translation>
    </message>
    <message>
        <source>{path} is no model package, no folder of timm (config.json) and no bundle of MONAI (configs/metadata.json); name a file of weights.</source>
        <translation>{path} ist kein Modellpaket, kein Ordner von timm (config.json) und kein Bundle von MONAI (configs/metadata.json); nennen Sie eine Datei mit Gewichten.</translation>
    </message>
    <message>
        <source>{path} is no readable DICOMDIR; open the folder that it lies in.</source>
        <translation>{path} ist kein lesbares DICOMDIR; öffnen Sie den Ordner, in dem es liegt.</translation>
    </message>
    <message>
        <source>{path} is not a NIfTI file, whatever its name says; export it as NIfTI.</source>
        <translation>{path} ist trotz des Namens keine NIfTI-Datei; exportieren Sie sie als NIfTI.</translation>
    </message>
    <message>
        <source>{path} is not a TIFF file, whatever its name says; export it as TIFF.</source>
        <translation>{path} ist trotz des Namens keine TIFF-Datei; exportieren Sie sie als TIFF.</translation>
    </message>
    <message>
        <source>{path} is not a file; choose a NIfTI file.</source>
        <translation>{path} ist keine Datei; wählen Sie eine NIfTI-Datei.</translation>
    </message>
    <message>
        <source>{path} is not a file; choose a file or a patient&apos;s folder.</source>
        <translation>{path} ist keine Datei; wählen Sie eine Datei oder den Ordner eines Patienten.</translation>
    </message>
    <message>
        <source>{path} is not taken as a network of Keras: {why}.</source>
        <translation>{path} wird nicht als Netz von Keras genommen: {why}.</translation>
    </message>
    <message>
        <source>{path} is not taken {why}.</source>
        <translation>{path} wird nicht genommen {why}.</translation>
    </message>
    <message>
        <source>{path} is one of several files: {missing} of {sizes} slices lie in the others.</source>
        <translation>{path} ist eine von mehreren Dateien: {missing} von {sizes} Schichten liegen in den anderen.</translation>
    </message>
    <message>
        <source>{path} is passed over: the anatomy of the same subject lies beside it; open the folder itself to see it.</source>
        <translation>{path} wird übergangen: Die Anatomie derselben Person liegt daneben; öffnen Sie den Ordner selbst, um es zu sehen.</translation>
    </message>
    <message>
        <source>{path} is refused: {why}. Load it where you trained and write it with safetensors.torch.save_file(network.state_dict(), &quot;weights.safetensors&quot;).</source>
        <translation>{path} wird abgelehnt: {why}. Laden Sie es dort, wo Sie trainiert haben, und schreiben Sie es mit safetensors.torch.save_file(network.state_dict(), &quot;weights.safetensors&quot;).</translation>
    </message>
    <message>
        <source>{path} is shown in false colours by ImageJ; its values are taken instead.</source>
        <translation>{path} zeigt ImageJ in Falschfarben; genommen werden stattdessen die Werte.</translation>
    </message>
    <message>
        <source>{path} is too short for a NIfTI file ({start} bytes); copy it again from its source.</source>
        <translation>{path} ist zu kurz für eine NIfTI-Datei ({start} Bytes); kopieren Sie die Datei erneut von ihrer Quelle.</translation>
    </message>
    <message>
        <source>{path} is {kind}: loading it runs what is inside, so it is refused; write its weights with safetensors.torch.save_file(network.state_dict(), &quot;weights.safetensors&quot;) and name the architecture.</source>
        <translation>{path} ist {kind}: Beim Laden wird ausgeführt, was darin steht, darum wird es abgelehnt; schreiben Sie die Gewichte mit safetensors.torch.save_file(network.state_dict(), &quot;weights.safetensors&quot;) und nennen Sie die Architektur.</translation>
    </message>
    <message>
        <source>{path} is {kind}; write its weights with safetensors.torch.save_file(network.state_dict(), &quot;weights.safetensors&quot;).</source>
        <translation>{path} ist {kind}; schreiben Sie die Gewichte mit safetensors.torch.save_file(network.state_dict(), &quot;weights.safetensors&quot;).</translation>
    </message>
    <message>
        <source>{path} lies in another frame of reference than series {key}, so that its place there is unknown; choose another mask, or series {listed}.</source>
        <translation>{path} liegt in einem anderen Bezugssystem als Serie {key}, sodass die Lage dort unbekannt ist; wählen Sie eine andere Maske oder Serie {listed}.</translation>
    </message>
    <message>
        <source>{path} lies outside the image; choose the images that it was drawn on.</source>
        <translation>{path} liegt außerhalb des Bildes; wählen Sie die Bilder, auf denen die Maske gezeichnet wurde.</translation>
    </message>
    <message>
        <source>{path} lies {gap} mm away from the image and does not overlap it; choose the mask that belongs to this image, or correct its affine.</source>
        <translation>{path} liegt {gap} mm vom Bild entfernt und überlappt es nicht; wählen Sie die Maske zu diesem Bild, oder berichtigen Sie ihre affine Abbildung.</translation>
    </message>
    <message>
        <source>{path} lists no files.</source>
        <translation>{path} nennt keine Dateien.</translation>
    </message>
    <message>
        <source>{path} lists {elsewhere} files outside its folder; they were left out.</source>
        <translation>{path} nennt {elsewhere} Dateien außerhalb des eigenen Ordners; sie wurden weggelassen.</translation>
    </message>
    <message>
        <source>{path} lists {missing} files that are not there: {listed}.</source>
        <translation>{path} nennt {missing} Dateien, die nicht vorhanden sind: {listed}.</translation>
    </message>
    <message>
        <source>{path} spans {shape} planes of {shape2} x {shape3} pixels; export it again.</source>
        <translation>{path} umfasst {shape} Ebenen von {shape2} x {shape3} Pixeln; exportieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>{path} states a size of {size}, more than this program opens; check how it was exported.</source>
        <translation>{path} nennt die Größe {size}, mehr als dieses Programm öffnet; prüfen Sie, wie exportiert wurde.</translation>
    </message>
    <message>
        <source>{path} states an image of {columns} x {rows} pixels; no such image fits here.</source>
        <translation>{path} nennt ein Bild von {columns} x {rows} Pixeln; ein solches Bild hat hier keinen Platz.</translation>
    </message>
    <message>
        <source>{path} states an impossible orientation or spacing; export it again.</source>
        <translation>{path} nennt eine unmögliche Orientierung oder einen unmöglichen Abstand; exportieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>{path} states no size of its image; copy or export it again.</source>
        <translation>{path} nennt keine Bildgröße; kopieren oder exportieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>{path} states no spacing{unknown_unit} that could be millimetres.</source>
        <translation>{path} nennt keinen Abstand{unknown_unit}, der Millimeter sein könnte.</translation>
    </message>
    <message>
        <source>{path} states that it stores colours at every second pixel (YBR_FULL_422) and stores them at every one; export it as RGB.</source>
        <translation>{path} gibt an, Farben bei jedem zweiten Pixel zu speichern (YBR_FULL_422), speichert sie aber bei jedem; exportieren Sie als RGB.</translation>
    </message>
    <message>
        <source>{path} states {count} pages but holds {count2}; check that none is missing.</source>
        <translation>{path} nennt {count} Seiten, enthält aber {count2}; prüfen Sie, ob keine fehlt.</translation>
    </message>
    <message>
        <source>{path} states {fields} pages but holds one; check that none is missing.</source>
        <translation>{path} nennt {fields} Seiten, enthält aber eine; prüfen Sie, ob keine fehlt.</translation>
    </message>
    <message>
        <source>{path} states {gib} GiB for one volume, more than the {max_case_bytes} GiB this program opens; crop it or export it at a lower resolution.</source>
        <translation>{path} nennt {gib} GiB für ein Volumen, mehr als die {max_case_bytes} GiB, die dieses Programm öffnet; schneiden Sie es zu, oder exportieren Sie es mit geringerer Auflösung.</translation>
    </message>
    <message>
        <source>{path} states {lengths} slices but has {count} pages; all are slices.</source>
        <translation>{path} nennt {lengths} Schichten, hat aber {count} Seiten; alle gelten als Schichten.</translation>
    </message>
    <message>
        <source>{path} states {width} x {height} pixels, more than the {max_slice_pixels} million this program opens; export the slice at its own resolution.</source>
        <translation>{path} nennt {width} x {height} Pixel, mehr als die {max_slice_pixels} Millionen, die dieses Programm öffnet; exportieren Sie die Schicht in ihrer eigenen Auflösung.</translation>
    </message>
    <message>
        <source>{path} states {x} dots per {unit}; that is for printing and not used as millimetres.</source>
        <translation>{path} nennt {x} Punkte pro {unit}; das gilt dem Druck und wird nicht als Millimeter genommen.</translation>
    </message>
    <message>
        <source>{path} stores channels of {listed} bits; save all with 8 or 16 bits or as float.</source>
        <translation>{path} speichert Kanäle zu {listed} Bit; speichern Sie alle mit 8 oder 16 Bit oder als Gleitkomma.</translation>
    </message>
    <message>
        <source>{path} stores differences of an unknown kind; save it without a predictor.</source>
        <translation>{path} speichert Differenzen unbekannter Art; speichern Sie ohne Prädiktor.</translation>
    </message>
    <message>
        <source>{path} stores differences of {bits} bits; save it without a predictor.</source>
        <translation>{path} speichert Differenzen zu {bits} Bit; speichern Sie ohne Prädiktor.</translation>
    </message>
    <message>
        <source>{path} stores inks that are not CMYK; save it as RGB.</source>
        <translation>{path} speichert Druckfarben, die nicht CMYK sind; speichern Sie als RGB.</translation>
    </message>
    <message>
        <source>{path} stores its pixels as {photometric}; export it as greyscale or RGB.</source>
        <translation>{path} speichert die Pixel als {photometric}; exportieren Sie in Graustufen oder RGB.</translation>
    </message>
    <message>
        <source>{path} stores {allocated} bits per value; export it with 8, 16 or 32.</source>
        <translation>{path} speichert {allocated} Bit je Wert; exportieren Sie mit 8, 16 oder 32.</translation>
    </message>
    <message>
        <source>{path} stores {bits}-bit {kind} values; save it as 8 or 16 bits or as float.</source>
        <translation>{path} speichert Werte von {bits} Bit ({kind}); speichern Sie mit 8 oder 16 Bit oder als Gleitkomma.</translation>
    </message>
    <message>
        <source>{path} stores {colours}{lacking}; save it as {wanted}.</source>
        <translation>{path} speichert {colours}{lacking}; speichern Sie als {wanted}.</translation>
    </message>
    <message>
        <source>{path} stores {components} colours; save it as greyscale or RGB.</source>
        <translation>{path} speichert {components} Farben; speichern Sie in Graustufen oder RGB.</translation>
    </message>
    <message>
        <source>{path} stores {depth} slices in one page (ImageDepth); save it with a page for each slice.</source>
        <translation>{path} speichert {depth} Schichten auf einer Seite (ImageDepth); speichern Sie mit einer Seite je Schicht.</translation>
    </message>
    <message>
        <source>{path} stores {samples} values per pixel as {photometric}; export it as greyscale or RGB.</source>
        <translation>{path} speichert {samples} Werte je Pixel als {photometric}; exportieren Sie in Graustufen oder RGB.</translation>
    </message>
    <message>
        <source>{path} stores {stored}; save it uncompressed or with Deflate.</source>
        <translation>{path} speichert {stored}; speichern Sie unkomprimiert oder mit Deflate.</translation>
    </message>
    <message>
        <source>{path} stores {what}, which no segmentation has; export it again.</source>
        <translation>{path} speichert {what}, was keine Segmentierung tut; exportieren Sie die Datei erneut.</translation>
    </message>
    <message>
        <source>{path} swells to more than {max_inflated_bytes} MiB when it is unpacked; export it uncompressed.</source>
        <translation>{path} ist entpackt größer als {max_inflated_bytes} MiB; exportieren Sie die Datei unkomprimiert.</translation>
    </message>
    <message>
        <source>{path} was drawn by an algorithm ({names}): agreement with it is none with a clinician.</source>
        <translation>{path} wurde von einem Algorithmus gezeichnet ({names}): Übereinstimmung damit ist keine mit einem Arzt.</translation>
    </message>
    <message>
        <source>{path} was drawn on a microscope slide; choose a mask of this patient&apos;s images.</source>
        <translation>{path} wurde auf einem Objektträger gezeichnet; wählen Sie eine Maske der Bilder dieses Patienten.</translation>
    </message>
    <message>
        <source>{path} was drawn on another grid ({sizes}) and was mapped to the image&apos;s through both affines, nearest neighbour.</source>
        <translation>{path} wurde auf einem anderen Raster gezeichnet ({sizes}) und über beide affinen Abbildungen auf das des Bildes übertragen (nächster Nachbar).</translation>
    </message>
    <message>
        <source>{path} was left out: {reason}.</source>
        <translation>{path} wurde weggelassen: {reason}.</translation>
    </message>
    <message>
        <source>{path} was not written by torch.save of torch 1.6 or later; load it where you trained and write it with safetensors.torch.save_file(network.state_dict(), &quot;weights.safetensors&quot;).</source>
        <translation>{path} wurde nicht von torch.save ab torch 1.6 geschrieben; laden Sie es dort, wo Sie trainiert haben, und schreiben Sie es mit safetensors.torch.save_file(network.state_dict(), &quot;weights.safetensors&quot;).</translation>
    </message>
    <message>
        <source>{path} {more}; one of them may be stated wrongly: compare with another program.</source>
        <translation>{path} {more}; eines davon ist vielleicht falsch angegeben: Vergleichen Sie mit einem anderen Programm.</translation>
    </message>
    <message>
        <source>{path} {reason}; they are taken as slices.</source>
        <translation>{path} {reason}; sie gelten als Schichten.</translation>
    </message>
    <message>
        <source>{path} {what}; open it together with the images that it was drawn on.</source>
        <translation>{path} {what}; öffnen Sie die Maske zusammen mit den Bildern, auf denen sie gezeichnet wurde.</translation>
    </message>
    <message>
        <source>{path} {why}, so that channels, slices and time cannot be told apart; save each sequence in a file of its own, or all with named axes (tifffile: axes=“CZYX”).</source>
        <translation>{path} {why}, sodass Kanäle, Schichten und Zeit nicht zu unterscheiden sind; speichern Sie jede Sequenz in einer eigenen Datei, oder alle mit benannten Achsen (tifffile: axes=„CZYX“).</translation>
    </message>
    <message>
        <source>{path}: its pages are sorted by the labels of its slices ({sequences}).</source>
        <translation>{path}: Die Seiten sind nach den Beschriftungen der Schichten geordnet ({sequences}).</translation>
    </message>
    <message>
        <source>{path}: slice {where} is left out of all channels, since it is missing in some.</source>
        <translation>{path}: Schicht {where} ist in allen Kanälen weggelassen, da sie in manchen fehlt.</translation>
    </message>
    <message>
        <source>{path}: {elsewhere}; choose another series.</source>
        <translation>{path}: {elsewhere}; wählen Sie eine andere Serie.</translation>
    </message>
    <message>
        <source>{path}{below} no DICOM, NIfTI, TIFF, PNG or JPEG images{left}; choose a patient&apos;s folder or a folder of patients.</source>
        <translation>{path}{below} keine Bilder in DICOM, NIfTI, TIFF, PNG oder JPEG{left}; wählen Sie den Ordner eines Patienten oder einen Ordner mit Patienten.</translation>
    </message>
    <message>
        <source>{plane}, tilted {degrees}°</source>
        <translation>{plane}, um {degrees}° gekippt</translation>
    </message>
    <message>
        <source>{p}, but below a null model</source>
        <translation>{p}, aber unter einem Nullmodell</translation>
    </message>
    <message>
        <source>{reader} began session {session} after {days} of {wanted} days.</source>
        <translation>{reader} hat Sitzung {session} nach {days} von {wanted} Tagen begonnen.</translation>
    </message>
    <message>
        <source>{reader} has {steps} steps to do.</source>
        <translation>{reader} hat noch {steps} Schritte vor sich.</translation>
    </message>
    <message>
        <source>{reason} and says “{word}”</source>
        <translation>{reason} und sagt „{word}“</translation>
    </message>
    <message>
        <source>{reason}; ContrastBolusAgent is given</source>
        <translation>{reason}; ContrastBolusAgent ist angegeben</translation>
    </message>
    <message>
        <source>{red} red, {green} green, {blue} blue</source>
        <translation>{red} rot, {green} grün, {blue} blau</translation>
    </message>
    <message>
        <source>{rows} × {columns}, upsampled</source>
        <translation>{rows} × {columns}, hochskaliert</translation>
    </message>
    <message>
        <source>{samples} values of {bits_allocated} bits per pixel</source>
        <translation>{samples} Werte zu {bits_allocated} Bit je Pixel</translation>
    </message>
    <message>
        <source>{score} from {cut} of maximum</source>
        <translation>{score} ab {cut} des Maximums</translation>
    </message>
    <message>
        <source>{sentence} None of the {rest} other {what} opens either.</source>
        <translation>{sentence} Auch von den {rest} anderen {what} lässt sich nichts öffnen.</translation>
    </message>
    <message>
        <source>{sentence} That is coarser than acquired, to stay within {max_rows} x {max_rows2} x {max_slices} voxels.</source>
        <translation>{sentence} Das ist gröber als aufgenommen, um innerhalb von {max_rows} x {max_rows2} x {max_slices} Voxeln zu bleiben.</translation>
    </message>
    <message>
        <source>{sentence}. Open it together with the images that it was drawn on.</source>
        <translation>{sentence}. Öffnen Sie die Datei zusammen mit den Bildern, auf denen sie gezeichnet wurde.</translation>
    </message>
    <message>
        <source>{sentence}: choose {which} under “Sequences and masks” (--mask) where that is wrong.</source>
        <translation>{sentence}: Wählen Sie {which} unter „Sequenzen und Masken“ (--mask), wenn das falsch ist.</translation>
    </message>
    <message>
        <source>{sentence}; choose {which} under “Sequences and masks” (--mask) if that is the lesion.</source>
        <translation>{sentence}; wählen Sie {which} unter „Sequenzen und Masken“ (--mask), wenn das die Läsion ist.</translation>
    </message>
    <message>
        <source>{sentence}; open the folder with the images instead.</source>
        <translation>{sentence}; öffnen Sie stattdessen den Ordner mit den Bildern.</translation>
    </message>
    <message>
        <source>{sequences}, {name}, has no picture of {slices}: there the networks see FLAIR in its place.</source>
        <translation>{sequences}, {name}, hat kein Bild von {slices}: Dort sehen die Netze stattdessen FLAIR.</translation>
    </message>
    <message>
        <source>{sequence} for the networks</source>
        <translation>{sequence} für die Netze</translation>
    </message>
    <message>
        <source>{sequence} in its place</source>
        <translation>{sequence} an ihrer Stelle</translation>
    </message>
    <message>
        <source>{sequence} was not acquired here: the networks see {other} in its place</source>
        <translation>{sequence} wurde hier nicht aufgenommen: Die Netze sehen stattdessen {other}</translation>
    </message>
    <message>
        <source>{series} and {masks} on disk. Other choices have the case read and analysed again.</source>
        <translation>{series} und {masks} auf dem Datenträger. Bei anderer Wahl wird der Fall neu gelesen und analysiert.</translation>
    </message>
    <message>
        <source>{series} does not fit into memory; close other programs.</source>
        <translation>{series} passt nicht in den Arbeitsspeicher; schließen Sie andere Programme.</translation>
    </message>
    <message>
        <source>{series}, taken for {sequence}</source>
        <translation>{series}, für {sequence} genommen</translation>
    </message>
    <message>
        <source>{series}: no file holds a slice of it; copy the series again from its source.</source>
        <translation>{series}: Keine Datei enthält eine Schicht davon; kopieren Sie die Serie erneut von ihrer Quelle.</translation>
    </message>
    <message>
        <source>{share} % alone</source>
        <translation>{share} % allein</translation>
    </message>
    <message>
        <source>{share} of it lies in the clinician&apos;s mask, but a null model, which knows nothing of the lesion, reaches as much ({null}: {reached}): this does not show that the network looked at the lesion.</source>
        <translation>{share} davon liegen in der ärztlichen Maske, doch ein Nullmodell, das von der Läsion nichts weiß, erreicht ebenso viel ({null}: {reached}): Das zeigt nicht, dass das Netz auf die Läsion gesehen hat.</translation>
    </message>
    <message>
        <source>{share} of it lies in the clinician&apos;s mask, more than any null model, which knows nothing of the lesion, reaches ({null}: {reached}).</source>
        <translation>{share} davon liegen in der ärztlichen Maske, mehr, als jedes Nullmodell erreicht, das von der Läsion nichts weiß ({null}: {reached}).</translation>
    </message>
    <message>
        <source>{share} of it lies in the clinician&apos;s mask; this was not compared with chance.</source>
        <translation>{share} davon liegen in der ärztlichen Maske; mit dem Zufall wurde das nicht verglichen.</translation>
    </message>
    <message>
        <source>{share} of the map&apos;s positive evidence on the slice</source>
        <translation>{share} der positiven Evidenz der Karte auf der Schicht</translation>
    </message>
    <message numerus="yes">
        <source>{share} of the positive evidence of {map} (%Ln slices)</source>
        <translation>
            <numerusform>{share} der positiven Evidenz von {map} (%Ln Schicht)</numerusform>
            <numerusform>{share} der positiven Evidenz von {map} (%Ln Schichten)</numerusform>
        </translation>
    </message>
    <message>
        <source>{share} of the slice outlined</source>
        <translation>{share} der Schicht umrandet</translation>
    </message>
    <message>
        <source>{shown} of {count} elements</source>
        <translation>{shown} von {count} Elementen</translation>
    </message>
    <message>
        <source>{size} different values</source>
        <translation>{size} verschiedene Werte</translation>
    </message>
    <message>
        <source>{size} pixels</source>
        <translation>{size} Pixel</translation>
    </message>
    <message>
        <source>{slices} · called {finding}</source>
        <translation>{slices} · als {finding} eingestuft</translation>
    </message>
    <message>
        <source>{slices} · not called {finding}</source>
        <translation>{slices} · nicht als {finding} eingestuft</translation>
    </message>
    <message>
        <source>{slices} · {finding} in {number}</source>
        <translation>{slices} · {finding} in {number}</translation>
    </message>
    <message>
        <source>{slices} · {number} analysed</source>
        <translation>{slices} · {number} analysiert</translation>
    </message>
    <message>
        <source>{source} does not fit into memory; close other programs or open fewer slices.</source>
        <translation>{source} passt nicht in den Arbeitsspeicher; schließen Sie andere Programme, oder öffnen Sie weniger Schichten.</translation>
    </message>
    <message>
        <source>{source} holds no picture ({why}): nothing is analysed; export the images again.</source>
        <translation>{source} enthält kein Bild ({why}): Nichts wird analysiert; exportieren Sie die Bilder erneut.</translation>
    </message>
    <message>
        <source>{spacing} mm apart</source>
        <translation>{spacing} mm Abstand</translation>
    </message>
    <message>
        <source>{stands}The networks were not trained on that: name FLAIR under “Sequences and masks” (--sequences) if it is there.</source>
        <translation>{stands}Darauf wurden die Netze nicht trainiert: Wählen Sie FLAIR unter „Sequenzen und Masken“ (--sequences), falls es vorhanden ist.</translation>
    </message>
    <message>
        <source>{taken}; choose another under “Sequences and masks” (--sequences).</source>
        <translation>{taken}; wählen Sie ein anderes unter „Sequenzen und Masken“ (--sequences).</translation>
    </message>
    <message>
        <source>{the_mask} has no segment {unknown}; it has {has}.</source>
        <translation>{the_mask} hat kein Segment {unknown}; vorhanden: {has}.</translation>
    </message>
    <message>
        <source>{the_mask} has {segments} segments ({names}), shown as one: choose under “Sequences and masks” (--segments).</source>
        <translation>{the_mask} hat {segments} Segmente ({names}), gezeigt als eines: Wählen Sie unter „Sequenzen und Masken“ (--segments).</translation>
    </message>
    <message>
        <source>{ticked} of {count} labels, shown as one outline</source>
        <translation>{ticked} von {count} Labels, als eine Kontur gezeigt</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>noch {time}</translation>
    </message>
    <message>
        <source>{tip}; Enter opens the first</source>
        <translation>{tip}; die Eingabetaste öffnet den ersten</translation>
    </message>
    <message>
        <source>{title}: {keys}</source>
        <translation>{title}: {keys}</translation>
    </message>
    <message>
        <source>{total} {noun} missing and left black: {listed}; look for the files.</source>
        <translation>{total} {noun} nicht vorhanden und schwarz gelassen: {listed}; suchen Sie die Dateien.</translation>
    </message>
    <message>
        <source>{voxels} on {marked} of {slices}, most on slice {most} ({area}).</source>
        <translation>{voxels} auf {marked} von {slices}, die meisten auf Schicht {most} ({area}).</translation>
    </message>
    <message>
        <source>{what} beside the TIFF files left out ({listed}); keep the slices in one format.</source>
        <translation>{what} neben den TIFF-Dateien weggelassen ({listed}); bewahren Sie die Schichten in einem Format auf.</translation>
    </message>
    <message>
        <source>{what} cannot be run by onnxruntime ({why}).</source>
        <translation>onnxruntime kann {what} nicht ausführen ({why}).</translation>
    </message>
    <message>
        <source>{what} cannot be run on {shape} ({why}).</source>
        <translation>{what} lässt sich nicht auf {shape} ausführen ({why}).</translation>
    </message>
    <message>
        <source>{what} claims more than {limit} MB; a golden output is one small input.</source>
        <translation>{what} gibt mehr als {limit} MB an; eine Referenzausgabe ist eine kleine Eingabe.</translation>
    </message>
    <message>
        <source>{what} holds a number that is not finite, in {name}; these weights cannot be used.</source>
        <translation>{what} enthält eine Zahl, die nicht endlich ist, in {name}; diese Gewichte sind nicht brauchbar.</translation>
    </message>
    <message>
        <source>{what} holds a tensor whose name is no plain, short text; write it anew under plain names.</source>
        <translation>{what} enthält einen Tensor, dessen Name kein einfacher, kurzer Text ist; schreiben Sie es neu mit einfachen Namen.</translation>
    </message>
    <message>
        <source>{what} holds {names}; it must hold “input” and “logits”, of floating-point numbers.</source>
        <translation>{what} enthält {names}; darin müssen „input“ und „logits“ stehen, in Gleitkommazahlen.</translation>
    </message>
    <message>
        <source>{what} holds {name} as {kind}, and {network} takes {wanted}; save the weights as floating-point numbers.</source>
        <translation>{what} enthält {name} als {kind}, und {network} nimmt {wanted}; speichern Sie die Gewichte als Gleitkommazahlen.</translation>
    </message>
    <message>
        <source>{what} holds {name} without numbers, or with one that is not finite; make it anew.</source>
        <translation>{what} enthält {name} ohne Zahlen, oder mit einer, die nicht endlich ist; machen Sie es neu.</translation>
    </message>
    <message>
        <source>{what} is damaged ({count} bytes belong to no tensor); write it anew.</source>
        <translation>{what} ist beschädigt ({count} Bytes gehören zu keinem Tensor); schreiben Sie es neu.</translation>
    </message>
    <message>
        <source>{what} is damaged ({name} is {kind}, which is no kind of number); write it anew.</source>
        <translation>{what} ist beschädigt ({name} ist {kind}, was keine Art von Zahlen ist); schreiben Sie es neu.</translation>
    </message>
    <message>
        <source>{what} is damaged ({name} lies between bytes that are not its own); write it anew.</source>
        <translation>{what} ist beschädigt ({name} liegt zwischen Bytes, die ihm nicht gehören); schreiben Sie es neu.</translation>
    </message>
    <message>
        <source>{what} is no golden output ({why}); write it with numpy.savez(input=, logits=).</source>
        <translation>{what} ist keine Referenzausgabe ({why}); schreiben Sie sie mit numpy.savez(input=, logits=).</translation>
    </message>
    <message>
        <source>{what} is no whole safetensors file ({why}); write it with safetensors&apos; save_file.</source>
        <translation>{what} ist keine vollständige Safetensors-Datei ({why}); schreiben Sie sie mit save_file von safetensors.</translation>
    </message>
    <message>
        <source>{what} is no whole safetensors file; it claims other tensors than it holds.</source>
        <translation>{what} ist keine vollständige Safetensors-Datei; sie gibt andere Tensoren an, als sie enthält.</translation>
    </message>
    <message>
        <source>{what} is refused as a graph of ONNX: {why}.</source>
        <translation>{what} wird als Graph von ONNX abgelehnt: {why}.</translation>
    </message>
    <message>
        <source>{what} needs onnxruntime, which is not installed; run `pip install onnxruntime`.</source>
        <translation>{what} braucht onnxruntime, das nicht installiert ist: `pip install onnxruntime`.</translation>
    </message>
    <message>
        <source>{what} needs {nbytes} GiB of memory, more than the {max_case_bytes} GiB this program gives a case; {remedy}.</source>
        <translation>{what} braucht {nbytes} GiB Arbeitsspeicher, mehr als die {max_case_bytes} GiB, die dieses Programm einem Fall gibt; {remedy}.</translation>
    </message>
    <message>
        <source>{what} stands in the place of {sequences}</source>
        <translation>{what} steht an der Stelle von {sequences}</translation>
    </message>
    <message>
        <source>{what} takes {kind} of {shape}; export it for float pictures of four axes.</source>
        <translation>{what} nimmt {kind} von {shape}; exportieren Sie es für Bilder in Gleitkommazahlen mit vier Achsen.</translation>
    </message>
    <message>
        <source>{what}: sizes are right, but left and right, and where it lies, are not known. Columns were taken to run to the left, rows to anterior, slices to superior.</source>
        <translation>{what}: Die Größen stimmen, aber rechts und links und die Lage sind nicht bekannt. Angenommen wurde, dass Spalten nach links, Zeilen nach vorn und Schichten nach oben laufen.</translation>
    </message>
    <message>
        <source>{which} do not say where they lie in the patient{known}; they are in the order of their numbers.</source>
        <translation>{which} geben nicht an, wo sie im Patienten liegen{known}; sie sind nach ihren Nummern geordnet.</translation>
    </message>
    <message>
        <source>{which} hold no picture, all pixels of a slice having one value: the networks see {other} in their place; export the images again.</source>
        <translation>{which} enthalten kein Bild, alle Pixel einer Schicht haben einen Wert: Die Netze sehen an ihrer Stelle {other}; die Bilder neu exportieren.</translation>
    </message>
    <message>
        <source>{which} holds no picture, all pixels of a slice having one value: the networks see {other} in its place; export the images again.</source>
        <translation>{which} enthält kein Bild, alle Pixel einer Schicht haben einen Wert: Die Netze sehen an ihrer Stelle {other}; die Bilder neu exportieren.</translation>
    </message>
    <message>
        <source>{which} is filled up with {values}, outside its scale: the networks see background there.</source>
        <translation>{which} ist mit {values} aufgefüllt, außerhalb der Skala: Die Netze sehen dort Hintergrund.</translation>
    </message>
    <message>
        <source>{which} shows air bright, as after inverting: the network gets the values as they are stored.</source>
        <translation>{which}: Luft ist hell, wie nach dem Invertieren; das Netz bekommt die Werte, wie sie gespeichert sind.</translation>
    </message>
    <message>
        <source>{which} shows air bright, as after inverting: the networks see bright and dark exchanged.</source>
        <translation>{which}: Luft ist hell, wie nach dem Invertieren; die Netze sehen Hell und Dunkel vertauscht.</translation>
    </message>
    <message>
        <source>{why}; write it as ONNX (network.export(&quot;network.onnx&quot;, format=&quot;onnx&quot;)) and import that: its outputs are then explained by masking, and its layers are not</source>
        <translation>{why}; schreiben Sie es als ONNX (network.export(&quot;network.onnx&quot;, format=&quot;onnx&quot;)) und importieren Sie das: Die Ausgaben werden dann durch Verdecken erklärt, die Layer nicht</translation>
    </message>
    <message>
        <source>{without_slice} {what} ({shown_names}) and cannot be shown; add the slice or remove the mask.</source>
        <translation>{without_slice} {what} ({shown_names}), kein Anzeigen möglich; fügen Sie die Schicht hinzu, oder entfernen Sie die Maske.</translation>
    </message>
    <message>
        <source>× 255: 0 to 255, as 8-bit pictures are</source>
        <translation>× 255: 0 bis 255 wie bei 8-Bit-Bildern</translation>
    </message>
    <message>
        <source>“Sequences and masks”</source>
        <translation>„Sequenzen und Masken“</translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of a folder; give the network another name (--name).</source>
        <translation>„{name}“ kann kein Ordner heißen; geben Sie dem Netz einen anderen Namen.</translation>
    </message>
    <message>
        <source>“{name}” is no class of this network</source>
        <translation>„{name}“ ist keine Klasse dieses Netzes</translation>
    </message>
    <message>
        <source>“{name}” is not compared any longer.</source>
        <translation>„{name}“ wird nicht mehr verglichen.</translation>
    </message>
    <message>
        <source>“{name}” is one of your networks now.</source>
        <translation>„{name}“ ist jetzt eines Ihrer Netze.</translation>
    </message>
    <message>
        <source>“{name}” stands beside as soon as the network in use has answered.</source>
        <translation>„{name}“ steht daneben, sobald das verwendete Netz geantwortet hat.</translation>
    </message>
    <message>
        <source>“{name}” stands beside the next case that is opened.</source>
        <translation>„{name}“ steht neben dem nächsten Fall, der geöffnet wird.</translation>
    </message>
    <message>
        <source>“{name}” stands beside until xaiviewer is closed; verdicts and exports are about the network in use.</source>
        <translation>„{name}“ steht daneben, bis xaiviewer geschlossen wird; Urteile und Exporte betreffen das verwendete Netz.</translation>
    </message>
    <message>
        <source>“{name}” stands for one of the program&apos;s own networks, or for none; give it another name (--name).</source>
        <translation>„{name}“ steht für eines der eigenen Netze des Programms oder für keines; geben Sie ihm einen anderen Namen.</translation>
    </message>
    <message>
        <source>− 0.5, ÷ 0.5 in every channel</source>
        <translation>− 0,5, ÷ 0,5 in jedem Kanal</translation>
    </message>
    <message>
        <source>≤ null model</source>
        <translation>≤ Nullmodell</translation>
    </message>
</context>
</TS>
