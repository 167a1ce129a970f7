// How far something is: a line that fills, with its words above.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

ColumnLayout {
    id: progress

    property string label: ""
    property string note: ""
    property real value: 0

    spacing: Theme.space1
    Accessible.role: Accessible.ProgressBar
    Accessible.name: label + ", " + note

    // Beside each other where there is room: a long list stays in sight.
    GridLayout {
        columns: progress.width > 420 * Theme.textScale ? 2 : 1
        columnSpacing: Theme.space4
        rowSpacing: Theme.space1
        Layout.fillWidth: true

        Words {
            text: progress.label
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        Words {
            text: progress.note
            visible: text !== ""
            muted: true
            font.pixelSize: Theme.small
            Layout.fillWidth: parent.columns === 1
            Accessible.ignored: true
        }
    }
    Rectangle {
        visible: progress.value < 1
        radius: height / 2
        color: Theme.colours.surfaceSunken
        border.width: Theme.hair
        border.color: Theme.colours.edge
        implicitHeight: Theme.space2
        Layout.fillWidth: true

        Rectangle {
            anchors.left: parent.left
            height: parent.height
            width: Math.round(parent.width * Math.max(0, Math.min(1, progress.value)))
            radius: parent.radius
            color: Theme.colours.accent
        }
    }
}
