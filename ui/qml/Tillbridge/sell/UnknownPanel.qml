// A code that nothing in the catalogue has: what happened, and the two ways on.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

Rectangle {
    id: panel

    required property var vm

    implicitHeight: column.implicitHeight + Theme.space4 * 2
    radius: Theme.radiusLarge
    color: Theme.colours.cautionSoft
    border.width: Theme.strongEdges ? Theme.edge : 0
    border.color: Theme.colours.onCautionSoft
    Accessible.role: Accessible.AlertMessage
    Accessible.name: vm.unknown_text

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.margins: Theme.space4
        spacing: Theme.space3

        RowLayout {
            spacing: Theme.space3
            Layout.fillWidth: true

            Icon {
                name: "triangle-alert"
                tint: Theme.colours.onCautionSoft
                Layout.alignment: Qt.AlignTop
            }
            Words {
                text: panel.vm.unknown_text
                color: Theme.colours.onCautionSoft
                font.pixelSize: Theme.large
                strong: true
                Layout.fillWidth: true
                Accessible.ignored: true
            }
        }
        RowLayout {
            spacing: Theme.space2
            Layout.fillWidth: true

            ActionButton {
                text: panel.vm.label_of("department")
                keyHint: panel.vm.key_of("department")
                iconName: "pencil"
                onClicked: panel.vm.run("department")
                Layout.maximumWidth: panel.width / 2
            }
            ActionButton {
                text: qsTr("Leave it out")
                keyHint: panel.vm.key_of("clear")
                onClicked: panel.vm.run("clear")
                Layout.maximumWidth: panel.width / 2
            }
        }
    }
}
