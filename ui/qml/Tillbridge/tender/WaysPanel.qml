// The ways to pay, or to give back: exact, the next notes, card.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

Panel {
    id: panel

    required property var vm

    implicitHeight: column.implicitHeight + Theme.space4 * 2

    ColumnLayout {
        id: column

        anchors.fill: parent
        anchors.margins: Theme.space4
        spacing: Theme.space3

        Words {
            text: qsTr("Cash")
            muted: true
            visible: !panel.vm.free
            Layout.fillWidth: true
        }
        ActionButton {
            kind: "primary"
            large: true
            enabled: panel.vm.ready
            text: panel.vm.free ? qsTr("Finish, nothing to pay") : panel.vm.gives_back ? qsTr("Give back %1").arg(panel.vm.exact_text) : qsTr("Exact %1").arg(panel.vm.exact_text)
            keyHint: panel.vm.key_of("exact")
            onClicked: panel.vm.run("exact")
            Layout.fillWidth: true
        }
        GridLayout {
            columns: 2
            columnSpacing: Theme.space2
            rowSpacing: Theme.space2
            uniformCellWidths: true
            visible: !panel.vm.free && !panel.vm.gives_back
            Layout.fillWidth: true

            Repeater {
                model: panel.vm.quick

                StripButton {
                    required property var modelData
                    required property int index

                    large: true
                    enabled: panel.vm.ready
                    text: modelData.text
                    keyName: modelData.key
                    onClicked: panel.vm.quick_cash(index)
                    Layout.fillWidth: true
                }
            }
        }
        Words {
            text: qsTr("Card")
            muted: true
            visible: !panel.vm.free
            Layout.topMargin: Theme.space3
            Layout.fillWidth: true
        }
        // The money goes back to the card that it came from, where there is one.
        Repeater {
            model: panel.vm.cards

            ActionButton {
                required property string modelData
                required property int index

                large: true
                enabled: panel.vm.ready
                text: modelData
                note: qsTr("Back to the card that paid")
                keyHint: index === 0 ? panel.vm.key_of("card") : ""
                iconName: "credit-card"
                onClicked: panel.vm.refund_to(index)
                Layout.fillWidth: true
            }
        }
        ActionButton {
            large: true
            visible: !panel.vm.free && panel.vm.cards.length === 0
            enabled: panel.vm.ready
            text: qsTr("Card, recorded by hand")
            keyHint: panel.vm.key_of("card")
            iconName: "credit-card"
            onClicked: panel.vm.run("card")
            Layout.fillWidth: true
        }
        Words {
            text: qsTr("Points, gift card, credit")
            muted: true
            visible: panel.vm.accounts.ways.length > 0 || waiting.visible
            Layout.topMargin: Theme.space3
            Layout.fillWidth: true
        }
        Repeater {
            model: panel.vm.accounts.ways

            ActionButton {
                required property var modelData

                enabled: panel.vm.ready
                text: modelData.text
                keyHint: modelData.act !== "" ? panel.vm.key_of(modelData.act) : ""
                iconName: modelData.icon
                onClicked: panel.vm.accounts.choose(modelData.key)
                Layout.fillWidth: true
            }
        }
        // The hub is asked: the sale can be paid otherwise meanwhile.
        RowLayout {
            id: waiting

            visible: panel.vm.accounts.waiting !== ""
            spacing: Theme.space2
            Layout.fillWidth: true

            Icon {
                name: "clock"
                tint: Theme.colours.textMuted
            }
            Words {
                text: panel.vm.accounts.waiting
                Layout.fillWidth: true
            }
            IconButton {
                label: qsTr("Wait no longer")
                iconName: "x"
                onClicked: panel.vm.accounts.cancel()
            }
        }
        Item {
            Layout.fillHeight: true
        }
    }
}
