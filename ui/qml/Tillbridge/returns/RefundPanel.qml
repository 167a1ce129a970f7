// What goes back, where the goods go and why: the same with and without a receipt.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.side
import Tillbridge.theme

Panel {
    id: panel

    required property var vm
    readonly property real inside: width - Theme.space4 * 2

    implicitHeight: column.implicitHeight + Theme.space4 * 2

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.space4
        spacing: Theme.space3

        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            Words {
                text: qsTr("Goes back")
                muted: true
                Layout.fillWidth: true
            }
            Words {
                text: panel.vm.refund_text
                color: Theme.colours.caution
                strong: true
                font.pixelSize: Theme.money
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.title
                wrapMode: Text.NoWrap
                Layout.fillWidth: true
            }
            Words {
                text: panel.vm.deposit_text
                visible: text !== ""
                muted: true
                Layout.fillWidth: true
            }
        }
        ChoiceBar {
            rows: panel.vm.why.fates
            chosen: panel.vm.why.fate
            label: qsTr("Where the goods go")
            keyHint: panel.vm.key_of("next_fate")
            room: panel.inside
            cell: Theme.tileWidth * 0.8
            onPicked: key => panel.vm.why.choose_fate(key)
            Layout.fillWidth: true
        }
        ChoiceBar {
            visible: panel.vm.why.reasons.length > 0
            rows: panel.vm.why.reasons
            chosen: panel.vm.why.reason
            label: qsTr("Why it comes back")
            keyHint: panel.vm.key_of("next_reason")
            room: panel.inside
            cell: Theme.tileWidth * 1.3
            onPicked: key => panel.vm.why.choose_reason(key)
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
    }
}
