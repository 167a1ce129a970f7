// The header: where and who on one side, hub, printer and clock on the other, the screen's own field between.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

Rectangle {
    id: bar

    required property var shell
    default property alias centre: middle.data

    readonly property real room: Theme.roomOf(width)
    readonly property bool brief: room < 1200
    readonly property bool tight: room < 900

    implicitHeight: row.implicitHeight + Theme.space2 * 2
    color: Theme.colours.surfaceRaised

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: Theme.hair
        color: Theme.strongEdges ? Theme.colours.edge : Theme.colours.divider
    }

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.space4
        anchors.rightMargin: Theme.space4
        spacing: Theme.space4

        ColumnLayout {
            spacing: 0
            Layout.preferredWidth: bar.tight ? -1 : bar.width * 0.22
            Layout.maximumWidth: bar.width * 0.28
            Layout.fillWidth: false

            Words {
                text: bar.shell.store_name + (bar.shell.terminal_name !== "" ? " · " + bar.shell.terminal_name : "")
                muted: true
                font.pixelSize: Theme.small
                visible: bar.room >= 700
                Layout.fillWidth: true
            }
            Words {
                text: bar.shell.operator_name
                visible: text !== ""
                strong: true
                Layout.fillWidth: true
            }
        }
        StatusPill {
            visible: bar.shell.training
            iconName: "info"
            text: qsTr("Training")
            tone: "caution"
        }
        RowLayout {
            id: middle

            Layout.fillWidth: true
            Layout.minimumHeight: Theme.target
        }
        StatusPill {
            visible: text !== ""
            iconName: bar.shell.status.hub_icon
            text: bar.shell.status.hub_text
            tone: bar.shell.status.hub_tone
            brief: bar.tight || (bar.brief && tone === "quiet")
        }
        StatusPill {
            visible: bar.shell.status.printer_there
            iconName: "printer"
            text: bar.shell.status.printer_text
            tone: bar.shell.status.printer_tone
            brief: bar.tight || bar.brief && bar.shell.status.hub_tone !== "quiet"
        }
        Words {
            text: bar.shell.status.clock
            strong: true
            wrapMode: Text.NoWrap
            visible: bar.room >= 600
        }
        IconButton {
            label: qsTr("Menu (F11)")
            iconName: "ellipsis"
            onClicked: bar.shell.show_menu()
        }
    }
}
