// The sale: its lines, what was saved, the tax, the total as the largest thing, and the one primary act.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.theme

Panel {
    id: panel

    required property var vm
    readonly property var cart: vm.cart

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.space3
        spacing: Theme.space2

        CustomerTile {
            visible: panel.cart.has_customer
            name: panel.cart.customer_name
            points: panel.cart.customer_points
            onOpened: panel.vm.run("customers")
            onDetached: panel.vm.detach()
            Layout.fillWidth: true
        }
        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: Theme.target

            ListView {
                id: list

                anchors.fill: parent
                model: panel.cart.rows
                clip: true
                boundsBehavior: Flickable.StopAtBounds
                highlightMoveDuration: Theme.quick
                currentIndex: panel.cart.selected
                onCurrentIndexChanged: Qt.callLater(follow)
                onCountChanged: Qt.callLater(follow)
                onHeightChanged: Qt.callLater(follow)
                onContentHeightChanged: Qt.callLater(follow)

                // The newest line is in view, whatever became taller meanwhile.
                function follow() {
                    positionViewAtIndex(currentIndex, ListView.Contain)
                }

                Accessible.role: Accessible.List
                Accessible.name: qsTr("Sale")
                T.ScrollBar.vertical: ScrollMark {}

                delegate: CartLine {
                    required property int index

                    width: ListView.view.width
                    selected: index === panel.cart.selected
                    onClicked: panel.cart.select(index)
                }
            }
            EmptyState {
                anchors.centerIn: parent
                width: parent.width - Theme.space4
                visible: panel.cart.empty
                iconName: "scan-barcode"
                text: qsTr("Ready for the first item")
                hint: qsTr("Scan it, type its code, search it or tap its picture.")
            }
        }
        Rectangle {
            implicitHeight: Theme.hair
            color: Theme.strongEdges ? Theme.colours.edge : Theme.colours.divider
            Layout.fillWidth: true
        }
        Totals {
            cart: panel.cart
            brief: Theme.roomOf(panel.height) < 340
            Layout.fillWidth: true
        }
        ActionButton {
            kind: "primary"
            large: true
            enabled: panel.cart.payable
            text: panel.vm.pay_text
            keyHint: panel.vm.key_of("pay")
            onClicked: panel.vm.run("pay")
            Layout.fillWidth: true
        }
    }
}
