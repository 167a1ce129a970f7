// What the last scan became: the item with its price, or why it was not sold; below it the sale so far.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

Panel {
    id: panel

    required property var vm

    implicitHeight: column.implicitHeight + Theme.space4 * 2
    implicitWidth: Theme.sheetWidth * 0.7

    ColumnLayout {
        id: column

        anchors.fill: parent
        anchors.margins: Theme.space4
        spacing: Theme.space3

        Words {
            text: panel.vm.item_name !== "" || panel.vm.problem !== "" ? qsTr("Last item")
                : panel.vm.picture !== "" ? qsTr("Hold a code into the frame") : qsTr("Scan an item")
            muted: true
            Layout.fillWidth: true
        }
        Words {
            text: panel.vm.problem
            visible: text !== ""
            color: Theme.colours.negative
            strong: true
            Layout.fillWidth: true
            Accessible.role: Accessible.AlertMessage
        }
        Words {
            text: panel.vm.item_name
            visible: text !== "" && panel.vm.problem === ""
            font.pixelSize: Theme.large
            strong: true
            Layout.fillWidth: true
        }
        Words {
            text: panel.vm.item_amount
            visible: text !== "" && panel.vm.problem === ""
            font.pixelSize: Theme.title
            strong: true
            Layout.fillWidth: true
        }
        Item {
            Layout.fillHeight: true
        }
        SumRow {
            label: qsTr("Sale so far")
            figure: panel.vm.total_text
            tint: Theme.colours.text
            large: true
            Layout.fillWidth: true
        }
        ActionButton {
            text: panel.vm.label_of("devices")
            keyHint: panel.vm.key_of("devices")
            iconName: "settings"
            onClicked: panel.vm.run("devices")
            Layout.fillWidth: true
        }
    }
}
