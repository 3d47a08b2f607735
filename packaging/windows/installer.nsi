; The installer for Windows: per user, no administrator, upgrades in place, leaves nothing behind but the user's own data.
;
;   makensis -DVERSION=0.1.0 -DPAYLOAD=dist/xaiviewer -DICON=xaiviewer.ico -DLICENCE=LICENSE -DSIZE_KB=800000
;            -DOUTPUT=xaiviewer-0.1.0-setup.exe [-DFAST] packaging/windows/installer.nsi
;
; Silent: setup.exe /S [/D=C:\some\folder]; uninstall.exe /S [/DELETEDATA]. Exit codes: 0 done, 2 xaiviewer is running or
; Windows is too old. FAST compresses with zlib (a check takes minutes less); releases take LZMA.

Unicode true
; torch is 64-bit only. NSIS for Windows has a 32-bit stub alone, which every Windows runs; under wine it does nothing where
; no 32-bit system is, so Debian's NSIS, which has both, is asked for the 64-bit one.
!ifndef TARGET
  !define TARGET amd64-unicode
!endif
Target ${TARGET}
!ifdef FAST
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize 64
!endif

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "x64.nsh"

!define NAME "xaiviewer"
!define PROGID "xaiviewer.Image"
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define CLASSES "Software\Classes"

Name "${NAME} ${VERSION}"
OutFile "${OUTPUT}"
RequestExecutionLevel user
ManifestDPIAware true
AllowSkipFiles off ; a file that cannot be written ends the installation: never half a program
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINSTALL_KEY}" "InstallLocation" ; an upgrade goes where the last version is
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText "Research use, not for diagnosis"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "${NAME}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "${NAME} installer"
VIAddVersionKey /LANG=0 "CompanyName" "${NAME}"
VIAddVersionKey /LANG=0 "LegalCopyright" "Apache License 2.0. Research use, not for diagnosis."

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!ifdef WELCOME
  !define MUI_WELCOMEFINISHPAGE_BITMAP "${WELCOME}"
  !define MUI_WELCOMEFINISHPAGE_BITMAP_STRETCH AspectFitHeight
!endif
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TEXT "xaiviewer shows what drove a network's decision about MRI slices, layer by layer, beside the \
clinician's mask.$\r$\n$\r$\nResearch use, not for diagnosis: it is not a medical device.$\r$\n$\r$\nIt is installed for \
you alone; no administrator is needed. It works without a network connection."
!define MUI_FINISHPAGE_RUN "$INSTDIR\xaiviewer.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "${LICENCE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; A program that runs holds its file open: ask for it instead of failing halfway through.
!macro REFUSE_WHILE_OPEN FILE
  ${If} ${FileExists} "$INSTDIR\${FILE}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${FILE}" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "xaiviewer is running. Close it, then start again." /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

!macro REFUSE_WHILE_RUNNING
  !insertmacro REFUSE_WHILE_OPEN "xaiviewer.exe"
  !insertmacro REFUSE_WHILE_OPEN "xaiviewer-cli.exe"
!macroend

; What a version put there; never the folder as a whole, which may be one the user chose and holds other things in.
!macro REMOVE_PROGRAM
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\xaiviewer.exe"
  Delete "$INSTDIR\xaiviewer-cli.exe"
!macroend

!macro TELL_SHELL ; SHCNE_ASSOCCHANGED: Explorer reads the associations anew
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
!macroend

!macro OFFER_FOR EXTENSION ; under "Open with"; the program that opens such files today stays the one that does
  WriteRegNone HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids" "${PROGID}"
  WriteRegStr HKCU "${CLASSES}\Applications\xaiviewer.exe\SupportedTypes" "${EXTENSION}" ""
!macroend

!macro WITHDRAW_FOR EXTENSION
  DeleteRegValue HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids" "${PROGID}"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${EXTENSION}\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\${EXTENSION}"
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastBuild} 17763 ; Qt asks for it
    MessageBox MB_OK|MB_ICONSTOP "xaiviewer needs 64-bit Windows 10, version 1809, or newer." /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  !insertmacro REFUSE_WHILE_RUNNING
FunctionEnd

Section "xaiviewer"
  SetShellVarContext current
  !insertmacro REFUSE_WHILE_RUNNING ; the folder may have been changed on its page
  ${If} ${FileExists} "$INSTDIR\xaiviewer.exe" ; else a folder _internal there is another program's
    !insertmacro REMOVE_PROGRAM ; a file that the new version no longer has must not stay
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}\*.*" ; a slash makensis splits at on Linux alone
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\xaiviewer.exe" "" "$INSTDIR\xaiviewer.exe" 0

  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\xaiviewer.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1

  WriteRegStr HKCU "${CLASSES}\${PROGID}" "" "Medical image"
  WriteRegStr HKCU "${CLASSES}\${PROGID}" "FriendlyTypeName" "Medical image"
  WriteRegStr HKCU "${CLASSES}\${PROGID}\DefaultIcon" "" "$INSTDIR\xaiviewer.exe,0"
  WriteRegStr HKCU "${CLASSES}\${PROGID}\shell\open\command" "" '"$INSTDIR\xaiviewer.exe" "%1"'
  WriteRegStr HKCU "${CLASSES}\Applications\xaiviewer.exe" "FriendlyAppName" "${NAME}"
  WriteRegStr HKCU "${CLASSES}\Applications\xaiviewer.exe\shell\open\command" "" '"$INSTDIR\xaiviewer.exe" "%1"'
  !insertmacro OFFER_FOR ".nii"
  !insertmacro OFFER_FOR ".dcm"
  !insertmacro OFFER_FOR ".gz" ; volumes are often .nii.gz, and Windows knows the last part only
  WriteRegStr HKCU "${CLASSES}\Directory\shell\${NAME}" "" "Open with xaiviewer"
  WriteRegStr HKCU "${CLASSES}\Directory\shell\${NAME}" "Icon" "$INSTDIR\xaiviewer.exe"
  WriteRegStr HKCU "${CLASSES}\Directory\shell\${NAME}\command" "" '"$INSTDIR\xaiviewer.exe" "%1"'
  !insertmacro TELL_SHELL
SectionEnd

Function un.onInit
  !insertmacro REFUSE_WHILE_RUNNING
FunctionEnd

Section "Uninstall"
  SetShellVarContext current
  !insertmacro REMOVE_PROGRAM
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only where nothing else is in it

  Delete "$SMPROGRAMS\${NAME}.lnk"
  RMDir /r "$LOCALAPPDATA\Temp\${NAME}" ; the lock that a second start finds the window by
  !insertmacro WITHDRAW_FOR ".nii"
  !insertmacro WITHDRAW_FOR ".dcm"
  !insertmacro WITHDRAW_FOR ".gz"
  DeleteRegKey HKCU "${CLASSES}\Directory\shell\${NAME}"
  DeleteRegKey HKCU "${CLASSES}\Applications\xaiviewer.exe"
  DeleteRegKey HKCU "${CLASSES}\${PROGID}"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  !insertmacro TELL_SHELL

  ; Verdicts, settings and logs are the reviewer's, not the program's: kept unless asked.
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/DELETEDATA" $1
  ${If} ${Errors}
    ${IfNot} ${FileExists} "$LOCALAPPDATA\${NAME}\*.*"
      Return
    ${EndIf}
    MessageBox MB_YESNO|MB_DEFBUTTON2|MB_ICONQUESTION \
      "Delete your own data as well (verdicts, settings, logs)?$\r$\n$LOCALAPPDATA\${NAME}" /SD IDNO IDYES delete
    Return
  ${EndIf}
  delete:
  RMDir /r "$LOCALAPPDATA\${NAME}"
SectionEnd
