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

    signal picked(string key)

    spacing: Theme.space1
    Accessible.role: Accessible.List
    Accessible.name: label

    RowLayout {
        visible: bar.label !== ""
        spacing: Theme.space2
        Layout.fillWidth: true

        Words {
            text: bar.label
            muted: true
            font.pixelSize: Theme.small
            Layout.fillWidth: bar.keyHint === ""
            Layout.maximumWidth: bar.width - Theme.space12
            Accessible.ignored: true
        }
        KeyHint {
            key: bar.keyHint
        }
        Item {
            Layout.fillWidth: true
        }
    }
    Flow {
        spacing: Theme.space2
        Layout.fillWidth: true

        Repeater {
            model: bar.rows

            Choice {
                required property var modelData

                text: modelData.text
                chosen: modelData.key === bar.chosen
                width: Math.min(implicitWidth, bar.width)
                onClicked: bar.picked(modelData.key)
            }
        }
    }
}
