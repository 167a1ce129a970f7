// What is known, as label and text: beside each other where there is room, else below.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

ColumnLayout {
    id: facts

    // Rows of {label, text}.
    property var rows: []

    readonly property bool wide: width > 420 * Theme.textScale

    spacing: Theme.space2

    Repeater {
        model: facts.rows

        GridLayout {
            required property var modelData

            columns: facts.wide ? 2 : 1
            columnSpacing: Theme.space4
            rowSpacing: 0
            uniformCellWidths: true
            Layout.fillWidth: true

            Words {
                text: parent.modelData.label
                muted: true
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
            }
            Words {
                text: parent.modelData.text
                strong: true
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
            }
        }
    }
}
