// Notes or coins, largest first.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

ColumnLayout {
    id: column

    required property var count
    required property var rows
    property string label: ""

    spacing: Theme.space1

    function begin() {
        const line = repeater.itemAt(0) as PieceLine
        if (line)
            line.begin()
    }

    Words {
        text: column.label
        muted: true
        font.pixelSize: Theme.small
        Layout.fillWidth: true
    }
    Repeater {
        id: repeater

        model: column.rows

        PieceLine {
            count: column.count
            Layout.fillWidth: true
        }
    }
}
