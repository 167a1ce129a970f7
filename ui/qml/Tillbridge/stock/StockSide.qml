// Beside the goods: what the document comes to, and what it says beside its lines.
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

        Words {
            text: panel.vm.count_text
            font.pixelSize: Theme.title
            strong: true
            Layout.fillWidth: true
        }
        FactList {
            rows: panel.vm.facts
            Layout.fillWidth: true
        }
        StockTone {
            text: panel.vm.blind ? qsTr("What should be there is shown when you declare the count.") : ""
            Layout.fillWidth: true
        }
        ChoiceBar {
            visible: panel.vm.head.ways.length > 0
            rows: panel.vm.head.ways
            chosen: panel.vm.head.way
            label: qsTr("Which way")
            keyHint: panel.vm.key_of("other_way")
            room: panel.inside
            onPicked: key => panel.vm.head.choose_way(key)
            Layout.fillWidth: true
        }
        ChoiceBar {
            visible: panel.vm.head.reasons.length > 0
            rows: panel.vm.head.reasons
            chosen: panel.vm.head.reason
            label: qsTr("Why")
            keyHint: panel.vm.key_of("next_reason")
            room: panel.inside
            cell: Theme.tileWidth * 1.2
            onPicked: key => panel.vm.head.choose_reason(key)
            Layout.fillWidth: true
        }
        ChoiceBar {
            visible: panel.vm.head.stores.length > 0
            rows: panel.vm.head.stores
            chosen: panel.vm.head.store
            label: qsTr("Other store")
            keyHint: panel.vm.key_of("next_store")
            room: panel.inside
            cell: Theme.tileWidth * 1.2
            onPicked: key => panel.vm.head.choose_store(key)
            Layout.fillWidth: true
        }
        StockTone {
            tone: "caution"
            text: panel.vm.head.no_store ? qsTr("No other store is known here yet. The hub tells their names.") : ""
            Layout.fillWidth: true
        }
        StockTone {
            tone: "caution"
            iconName: "shield-alert"
            size: Theme.body
            text: panel.vm.caution
            Layout.fillWidth: true
        }
        ActBar {
            visible: panel.vm.tools.length > 0
            vm: panel.vm
            acts: panel.vm.tools
            most: 2
            Layout.topMargin: Theme.space2
            Layout.fillWidth: true
        }
    }
}
