// The address that a receipt is sent to.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components

SheetFrame {
    id: sheet

    title: vm.title
    about: qsTr("The hub sends it, as soon as it is reached.")
    acceptText: qsTr("Send")
    acceptEnabled: !vm.waiting
    onAccepted: vm.accept(address.text)

    LabelledField {
        id: address

        label: qsTr("E-mail address")
        focus: true
        text: sheet.vm.start
        field.inputMethodHints: Qt.ImhEmailCharactersOnly | Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
        Layout.fillWidth: true
        onAccepted: sheet.accepted()
        Component.onCompleted: field.selectAll()
    }
}
