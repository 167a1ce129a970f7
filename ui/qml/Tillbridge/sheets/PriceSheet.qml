// Another price for a line.
import QtQuick
import Tillbridge.components

FigureSheet {
    title: qsTr("Change the price")
    about: vm.now_text !== "" ? qsTr("%1 · now %2").arg(vm.name).arg(vm.now_text) : vm.name
    unit: vm.unit
    label: qsTr("New price")
}
