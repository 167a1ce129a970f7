// The number of a delivery note or the like, to find the paper by.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components

SheetFrame {
    id: sheet

    title: qsTr("Reference number")
    about: qsTr("Of the delivery note or the like. No names of people.")
    acceptText: qsTr("Save")
    onAccepted: vm.accept(number.text)

    LabelledField {
        id: number

        label: qsTr("Number (may be left empty)")
        text: sheet.vm.typed !== "" ? sheet.vm.typed : sheet.vm.start
        field.maximumLength: 60
        field.inputMethodHints: Qt.ImhNoPredictiveText
        field.onTextChanged: sheet.vm.keep(field.text)
        focus: true
        Layout.fillWidth: true
        onAccepted: sheet.accepted()
        Component.onCompleted: field.selectAll()
    }
}
