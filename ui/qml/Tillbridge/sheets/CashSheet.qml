// Cash in or out of the till: amount, reason where one is asked, and a note.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

FigureSheet {
    id: sheet

    title: vm.title
    unit: vm.unit
    label: qsTr("Amount")
    wanted: Theme.sheetWidth * 1.7
    low: true
    Keys.onUpPressed: sheet.vm.step(-1)
    Keys.onDownPressed: sheet.vm.step(1)

    PickList {
        visible: sheet.vm.picks.length > 0
        rows: sheet.vm.picks
        chosen: sheet.vm.chosen
        label: qsTr("Reason (↑ ↓)")
        onPicked: key => sheet.vm.choose(key)
        onAccepted: sheet.accepted()
        Layout.fillWidth: true
    }
    LabelledField {
        label: qsTr("Note (may be left empty)")
        field.onTextEdited: sheet.vm.type_note(text)
        Layout.fillWidth: true
        onAccepted: sheet.accepted()
    }
}
