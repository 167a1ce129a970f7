// The figures of a session in sections, as on the printed report.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

ColumnLayout {
    id: report

    required property var rows

    spacing: Theme.space1
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Figures of the till session")

    Repeater {
        model: report.rows

        ColumnLayout {
            id: line

            required property string label
            required property string figure
            required property bool heading
            required property bool strong

            spacing: Theme.space1
            Layout.fillWidth: true
            Layout.topMargin: heading ? Theme.space2 : 0

            RowLayout {
                spacing: Theme.space4
                Layout.fillWidth: true

                Words {
                    text: line.label
                    strong: line.heading || line.strong
                    muted: line.heading
                    font.pixelSize: line.heading ? Theme.small : Theme.body
                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignTop
                }
                Words {
                    text: line.figure
                    visible: text !== ""
                    strong: line.strong
                    wrapMode: Text.NoWrap
                    horizontalAlignment: Text.AlignRight
                    Layout.alignment: Qt.AlignTop
                }
            }
            Rectangle {
                visible: line.heading
                color: Theme.colours.divider
                implicitHeight: Theme.hair
                Layout.fillWidth: true
            }
        }
    }
}
