// Goods sold by weight: what the scale says now, and a field for a weight that is typed.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

FigureSheet {
    id: sheet

    title: vm.title
    about: vm.name
    start: vm.start
    unit: vm.unit
    decimal: vm.decimal

    Words {
        visible: sheet.vm.scale_text !== ""
        text: qsTr("On the scale: %1").arg(sheet.vm.scale_text)
        font.bold: sheet.vm.scale_ready
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
    Words {
        visible: sheet.vm.scale_ready
        text: qsTr("Enter takes it.")
        wrapMode: Text.Wrap
        Layout.fillWidth: true
    }
}
