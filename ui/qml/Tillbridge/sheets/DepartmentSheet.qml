// A price keyed by hand on a department, for what has no item; ↑ and ↓ pick the department.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

FigureSheet {
    id: sheet

    title: qsTr("Open price")
    about: vm.code !== "" ? qsTr("For barcode %1").arg(vm.code) : qsTr("For an item that is not in the catalogue")
    unit: vm.unit
    label: qsTr("Price")
    wanted: Theme.sheetWidth * 1.7
    low: true
    Keys.onUpPressed: sheet.vm.step(-1)
    Keys.onDownPressed: sheet.vm.step(1)

    PickList {
        rows: sheet.vm.picks
        chosen: sheet.vm.chosen
        label: qsTr("Department (↑ ↓)")
        onPicked: key => sheet.vm.choose(key)
        onAccepted: sheet.accepted()
        Layout.fillWidth: true
    }
}
