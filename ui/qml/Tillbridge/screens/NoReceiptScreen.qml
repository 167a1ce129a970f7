// An item taken back without its receipt: which one, how many, for what price and why.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.returns
import Tillbridge.sell
import Tillbridge.side
import Tillbridge.theme

SideFrame {
    id: screen

    title: qsTr("Take back without a receipt")
    widest: vm.found ? Number.POSITIVE_INFINITY : Theme.sheetWidth * 2.4

    Panel {
        visible: !screen.vm.found
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: Theme.targetLarge * 5

        ColumnLayout {
            anchors.fill: parent
            anchors.margins: Theme.space3
            spacing: Theme.space3

            SearchField {
                focus: true
                label: qsTr("Item")
                placeholderText: qsTr("Scan the item, type its code or search")
                briefPlaceholder: qsTr("Item")
                text: screen.vm.text
                Layout.fillWidth: true
                onTextEdited: screen.vm.type_text(text)
                onAccepted: screen.vm.submit()
                onCleared: screen.vm.type_text("")
                onVisibleChanged: if (visible)
                    forceActiveFocus()
            }
            ListView {
                id: list

                model: screen.vm.results
                currentIndex: screen.vm.selected
                highlightMoveDuration: Theme.quick
                clip: true
                boundsBehavior: Flickable.StopAtBounds
                keyNavigationEnabled: false
                Layout.fillWidth: true
                Layout.fillHeight: true
                Accessible.role: Accessible.List
                Accessible.name: qsTr("Search results")
                T.ScrollBar.vertical: ScrollMark {}

                delegate: ResultRow {
                    required property int index

                    width: ListView.view.width
                    selected: index === screen.vm.selected
                    onClicked: screen.vm.take(key)
                }
                EmptyState {
                    anchors.centerIn: parent
                    width: parent.width - Theme.space8
                    visible: list.count === 0
                    iconName: screen.vm.problem !== "" ? "triangle-alert" : "scan-barcode"
                    text: screen.vm.problem !== "" ? screen.vm.problem : qsTr("Which item comes back?")
                    hint: qsTr("A supervisor approves it before it is on the sale.")
                }
            }
        }
    }
    GridLayout {
        visible: screen.vm.found
        columns: screen.wide ? 2 : 1
        columnSpacing: Theme.space3
        rowSpacing: Theme.space3
        Layout.fillWidth: true
        Layout.fillHeight: true

        Panel {
            implicitHeight: item.implicitHeight + Theme.space4 * 2
            Layout.fillWidth: true
            Layout.fillHeight: screen.wide
            Layout.preferredWidth: screen.width * 0.5

            ColumnLayout {
                id: item

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: parent.top
                anchors.margins: Theme.space4
                spacing: Theme.space4

                Words {
                    text: screen.vm.name
                    strong: true
                    font.pixelSize: Theme.title
                    Layout.fillWidth: true
                }
                Stepper {
                    figure: screen.vm.quantity_text
                    about: screen.vm.name
                    onStepped: by => screen.vm.step_quantity(by)
                }
                SumRow {
                    label: qsTr("Paid back for one")
                    figure: screen.vm.price_text
                    large: true
                    tint: Theme.colours.text
                    Layout.fillWidth: true
                }
                ActBar {
                    vm: screen.vm
                    acts: ["quantity", "price"]
                    most: 2
                    icons: ({
                            quantity: "hash",
                            price: "tag"
                        })
                    Layout.fillWidth: true
                }
                Words {
                    text: qsTr("A supervisor approves it before it is on the sale.")
                    muted: true
                    Layout.fillWidth: true
                }
            }
        }
        RefundPanel {
            vm: screen.vm
            Layout.fillWidth: true
            Layout.fillHeight: screen.wide
            Layout.preferredWidth: screen.width * 0.5
        }
    }

    footer: ActionButton {
        visible: screen.vm.found
        kind: "primary"
        large: true
        text: qsTr("Take back for %1").arg(screen.vm.refund_text)
        keyHint: screen.vm.key_of("take_back")
        iconName: "undo-2"
        enabled: screen.vm.ready
        onClicked: screen.vm.run("take_back")
        Layout.fillWidth: true
    }
}
