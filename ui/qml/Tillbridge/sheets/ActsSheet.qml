// Every key of the screen below; a tap on a row does the same.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

SheetFrame {
    id: sheet

    title: qsTr("All keys of this screen")
    wanted: Theme.sheetWidth * 1.7
    acceptShown: false
    cancelText: qsTr("Close")

    GridLayout {
        columns: sheet.width > Theme.sheetWidth * 1.4 ? 2 : 1
        columnSpacing: Theme.space3
        rowSpacing: Theme.space1
        uniformCellWidths: true
        Layout.fillWidth: true

        Repeater {
            model: sheet.vm.rows

            ListRow {
                required property var modelData

                main: modelData.label
                keyHint: modelData.keys
                keyWidth: Theme.space12 * 2.4 * Theme.textScale
                implicitHeight: Math.max(Theme.targetSmall, implicitContentHeight + topPadding + bottomPadding)
                Layout.fillWidth: true
                onClicked: sheet.vm.run(modelData.act)
            }
        }
    }
}
