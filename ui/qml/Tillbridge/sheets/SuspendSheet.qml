// Park the sale, with a word to know it by.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components

SheetFrame {
    id: sheet

    title: qsTr("Suspend the sale")
    about: qsTr("It waits in the list of suspended sales until somebody takes it back.")
    acceptText: qsTr("Suspend")
    onAccepted: vm.accept(note.text)

    LabelledField {
        id: note

        label: qsTr("Note, such as “red jacket” (may be left empty)")
        focus: true
        text: sheet.vm.typed
        field.onTextChanged: sheet.vm.keep(field.text)
        Layout.fillWidth: true
        onAccepted: sheet.accepted()
    }
}
