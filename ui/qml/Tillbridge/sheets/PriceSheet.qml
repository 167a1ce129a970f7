// Another price for a line.
import QtQuick
import Tillbridge.components

FigureSheet {
    title: qsTr("Change the price")
    about: qsTr("%1 · now %2").arg(vm.name).arg(vm.now_text)
    unit: vm.unit
    label: qsTr("New price")
}
