// Everything beside selling, each with its key.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

SheetFrame {
    id: sheet

    title: qsTr("Menu")
    about: vm.title
    wanted: Theme.sheetWidth * 1.7
    acceptShown: false
    cancelText: qsTr("Close")

    GridLayout {
        columns: sheet.width > Theme.sheetWidth * 1.4 ? 2 : 1
        columnSpacing: Theme.space2
        rowSpacing: Theme.space2
        uniformCellWidths: true
        Layout.fillWidth: true

        Repeater {
            model: sheet.vm.rows

            ActionButton {
                required property var modelData

                text: modelData.label
                note: modelData.note
                keyHint: modelData.key
                iconName: modelData.icon
                onClicked: sheet.vm.run(modelData.act)
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }
    }
}
