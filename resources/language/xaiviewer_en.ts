<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name></name>
    <message numerus="yes">
        <source>%Ln answers</source>
        <translation>
            <numerusform>%Ln answer</numerusform>
            <numerusform>%Ln answers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln boxes</source>
        <translation>
            <numerusform>%Ln box</numerusform>
            <numerusform>%Ln boxes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln cases</source>
        <translation>
            <numerusform>%Ln case</numerusform>
            <numerusform>%Ln cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln cases are not where they were; open the folder in which they lie now.</source>
        <translation>
            <numerusform>%Ln case is not where it was; open the folder in which it lies now.</numerusform>
            <numerusform>%Ln cases are not where they were; open the folder in which they lie now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln classes</source>
        <translation>
            <numerusform>%Ln class</numerusform>
            <numerusform>%Ln classes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files</source>
        <translation>
            <numerusform>%Ln file</numerusform>
            <numerusform>%Ln files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files skipped</source>
        <translation>
            <numerusform>%Ln file skipped</numerusform>
            <numerusform>%Ln files skipped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln input channels</source>
        <translation>
            <numerusform>%Ln input channel</numerusform>
            <numerusform>%Ln input channels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln labels</source>
        <translation>
            <numerusform>%Ln label</numerusform>
            <numerusform>%Ln labels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln masks</source>
        <translation>
            <numerusform>%Ln mask</numerusform>
            <numerusform>%Ln masks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not acquired</source>
        <translation>
            <numerusform>%Ln not acquired</numerusform>
            <numerusform>%Ln not acquired</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not saved</source>
        <translation>
            <numerusform>%Ln not saved</numerusform>
            <numerusform>%Ln not saved</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln notices</source>
        <translation>
            <numerusform>%Ln notice</numerusform>
            <numerusform>%Ln notices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln notices about how the case was read</source>
        <translation>
            <numerusform>%Ln notice about how the case was read</numerusform>
            <numerusform>%Ln notices about how the case was read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln open</source>
        <translation>
            <numerusform>%Ln open</numerusform>
            <numerusform>%Ln open</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln passes</source>
        <translation>
            <numerusform>%Ln pass</numerusform>
            <numerusform>%Ln passes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln patients</source>
        <translation>
            <numerusform>%Ln patient</numerusform>
            <numerusform>%Ln patients</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln patients: salted hashes are stored, and no names.</source>
        <translation>
            <numerusform>%Ln patient: salted hashes are stored, and no names.</numerusform>
            <numerusform>%Ln patients: salted hashes are stored, and no names.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pixels</source>
        <translation>
            <numerusform>%Ln pixel</numerusform>
            <numerusform>%Ln pixels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln places {where}  ·  Enter: the next</source>
        <translation>
            <numerusform>%Ln place {where}  ·  Enter: the next</numerusform>
            <numerusform>%Ln places {where}  ·  Enter: the next</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln points</source>
        <translation>
            <numerusform>%Ln point</numerusform>
            <numerusform>%Ln points</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln readers</source>
        <translation>
            <numerusform>%Ln reader</numerusform>
            <numerusform>%Ln readers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln salted hashes</source>
        <translation>
            <numerusform>%Ln salted hash</numerusform>
            <numerusform>%Ln salted hashes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln series</source>
        <translation>
            <numerusform>%Ln series</numerusform>
            <numerusform>%Ln series</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln slices</source>
        <translation>
            <numerusform>%Ln slice</numerusform>
            <numerusform>%Ln slices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln voxels</source>
        <translation>
            <numerusform>%Ln voxel</numerusform>
            <numerusform>%Ln voxels</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln without a picture</source>
        <translation>
            <numerusform>%Ln without a picture</numerusform>
            <numerusform>%Ln without a picture</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Case, %Ln slices: </source>
        <translation>
            <numerusform>Case, %Ln slice: </numerusform>
            <numerusform>Case, %Ln slices: </numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In this layer {mass} of the {method} map lies in clinicians&apos; masks, the most of all methods; not compared with null models (%Ln patients).</source>
        <translation>
            <numerusform>In this layer {mass} of the {method} map lies in clinicians&apos; masks, the most of all methods; not compared with null models (%Ln patient).</numerusform>
            <numerusform>In this layer {mass} of the {method} map lies in clinicians&apos; masks, the most of all methods; not compared with null models (%Ln patients).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>In this layer {mass} of the {method} map lies in clinicians&apos; masks, {difference} more than {null} ({low} to {high}, %Ln patients).</source>
        <translation>
            <numerusform>In this layer {mass} of the {method} map lies in clinicians&apos; masks, {difference} more than {null} ({low} to {high}, %Ln patient).</numerusform>
            <numerusform>In this layer {mass} of the {method} map lies in clinicians&apos; masks, {difference} more than {null} ({low} to {high}, %Ln patients).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No method beats {null} in this layer; {method} comes nearest ({difference}; {low} to {high}, %Ln patients).</source>
        <translation>
            <numerusform>No method beats {null} in this layer; {method} comes nearest ({difference}; {low} to {high}, %Ln patient).</numerusform>
            <numerusform>No method beats {null} in this layer; {method} comes nearest ({difference}; {low} to {high}, %Ln patients).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Over %Ln slices</source>
        <translation>
            <numerusform>Over %Ln slice</numerusform>
            <numerusform>Over %Ln slices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln chapters</source>
        <translation>
            <numerusform>in %Ln chapter</numerusform>
            <numerusform>in %Ln chapters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>outline on %Ln slices</source>
        <translation>
            <numerusform>outline on %Ln slice</numerusform>
            <numerusform>outline on %Ln slices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{share} of the positive evidence of {map} (%Ln slices)</source>
        <translation>
            <numerusform>{share} of the positive evidence of {map} (%Ln slice)</numerusform>
            <numerusform>{share} of the positive evidence of {map} (%Ln slices)</numerusform>
        </translation>
    </message>
</context>
</TS>
