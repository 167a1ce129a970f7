// Park the sale, with a word to know it by, and a slip for any till where it is wanted.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

SheetFrame {
    id: sheet

    title: qsTr("Suspend the sale")
    about: qsTr("It waits in the list of suspended sales until somebody takes it back, at any till of the shop.")
    acceptText: qsTr("Suspend")
    onAccepted: vm.accept(note.text)

    LabelledField {
        id: note

        label: qsTr("Note, such as “red jacket”, no names (may be left empty)")
        focus: true
        text: sheet.vm.typed
        field.onTextChanged: sheet.vm.keep(field.text)
        Layout.fillWidth: true
        onAccepted: sheet.accepted()
    }
    Words {
        text: qsTr("Slip with a code, for a till that reaches no hub")
        visible: sheet.vm.prints
        Layout.fillWidth: true
    }
    RowLayout {
        visible: sheet.vm.prints
        spacing: Theme.space2
        uniformCellSizes: true
        Layout.fillWidth: true

        Choice {
            text: qsTr("No slip")
            chosen: !sheet.vm.slip
            onClicked: if (!chosen) sheet.vm.switch_slip()
            Layout.fillWidth: true
        }
        Choice {
            text: qsTr("Print slip")
            chosen: sheet.vm.slip
            onClicked: if (!chosen) sheet.vm.switch_slip()
            Layout.fillWidth: true
        }
    }
}
