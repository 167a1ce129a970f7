// Selling a gift card, or loading one: how much, and its code scanned or typed.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

FigureSheet {
    id: sheet

    title: qsTr("Sell a gift card")
    about: vm.code === "" ? qsTr("Scan the card, then key how much to load.") : qsTr("Key how much to load.")
    unit: vm.unit
    label: qsTr("Amount to load")
    wanted: Theme.sheetWidth * 1.7
    low: true
    blamed: !vm.code_wrong

    LabelledField {
        label: qsTr("Code of the card")
        text: sheet.vm.code
        field.problem: sheet.vm.code_wrong ? sheet.vm.problem : ""
        field.inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhUppercaseOnly
        field.onTextEdited: sheet.vm.type_code(field.text)
        Layout.fillWidth: true
        onAccepted: sheet.accepted()
    }
}
