// A gift card's code, scanned or typed: to pay with it.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components

SheetFrame {
    id: sheet

    title: qsTr("Pay with a gift card")
    about: qsTr("Scan the card, or type its code.")
    acceptText: qsTr("Pay")
    onAccepted: vm.accept("")

    LabelledField {
        label: qsTr("Code of the card")
        focus: true
        text: sheet.vm.code
        field.inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhUppercaseOnly
        field.onTextEdited: sheet.vm.type_code(field.text)
        Layout.fillWidth: true
        onAccepted: sheet.accepted()
    }
}
