// A few choices side by side, or below each other where they do not fit; the chosen one is filled.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

ColumnLayout {
    id: bar

    // Rows of {key, text}.
    property var rows: []
    property string chosen: ""
    property string label: ""
    property string keyHint: ""
    // The least width of one choice.
    property real cell: Theme.tileWidth
    // The room there is; whoever knows it before the choices are laid out says so.
    property real room: width

    signal picked(string key)

    spacing: Theme.space1
    Layout.fillHeight: false
    Accessible.role: Accessible.List
    Accessible.name: label

    RowLayout {
        visible: bar.label !== ""
        spacing: Theme.space2
        Layout.fillWidth: true

        KeyHint {
            key: bar.keyHint
        }
        Words {
            text: bar.label
            muted: true
            font.pixelSize: Theme.small
            Layout.fillWidth: true
            Accessible.ignored: true
        }
    }
    GridLayout {
        columns: Math.max(1, Math.min(bar.rows.length, Math.floor((bar.room + columnSpacing) / (bar.cell + columnSpacing))))
        columnSpacing: Theme.space2
        rowSpacing: Theme.space2
        uniformCellWidths: true
        Layout.fillWidth: true

        Repeater {
            model: bar.rows

            Choice {
                required property var modelData

                text: modelData.text
                chosen: modelData.key === bar.chosen
                leftPadding: Theme.space2
                rightPadding: Theme.space2
                onClicked: bar.picked(modelData.key)
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }
    }
}
