// Returns: first the receipts found, then the lines of one with what comes back, what it is worth and why.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.returns
import Tillbridge.side
import Tillbridge.theme

SideFrame {
    id: screen

    title: vm.picking ? "" : qsTr("Take goods back")
    widest: vm.picking ? Number.POSITIVE_INFINITY : Theme.sheetWidth * 2.4

    Panel {
        visible: !screen.vm.picking
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: Theme.targetLarge * 5

        ColumnLayout {
            anchors.fill: parent
            anchors.margins: Theme.space3
            spacing: Theme.space3

            SearchField {
                id: field

                focus: true
                label: qsTr("Receipt")
                placeholderText: qsTr("Scan the receipt or an item, or type its number")
                briefPlaceholder: qsTr("Receipt number")
                text: screen.vm.finding.text
                inputMethodHints: Qt.ImhNoPredictiveText
                Layout.fillWidth: true
                onTextEdited: screen.vm.finding.type_text(text)
                onCleared: screen.vm.finding.type_text("")
                onVisibleChanged: if (visible)
                    forceActiveFocus()
            }
            ReceiptList {
                finding: screen.vm.finding
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
            Words {
                text: screen.vm.finding.known_text
                muted: true
                font.pixelSize: Theme.small
                Layout.fillWidth: true
            }
        }
    }
    GridLayout {
        visible: screen.vm.picking
        columns: screen.wide ? 2 : 1
        columnSpacing: Theme.space3
        rowSpacing: Theme.space3
        Layout.fillWidth: true
        Layout.fillHeight: true

        Panel {
            implicitHeight: head.implicitHeight + list.contentHeight + acts.implicitHeight + Theme.space3 * 4
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: screen.wide ? Theme.targetLarge * 4 : implicitHeight
            Layout.preferredHeight: screen.wide ? 0 : implicitHeight
            Layout.preferredWidth: screen.width * 0.6

            ColumnLayout {
                anchors.fill: parent
                anchors.margins: Theme.space3
                spacing: Theme.space3

                ColumnLayout {
                    id: head

                    spacing: Theme.space1
                    Layout.fillWidth: true
                    Layout.leftMargin: Theme.space1
                    Layout.rightMargin: Theme.space1

                    Words {
                        text: qsTr("Return of %1").arg(screen.vm.receipt_no)
                        strong: true
                        font.pixelSize: Theme.large
                        Layout.fillWidth: true
                        Accessible.role: Accessible.Heading
                    }
                    Words {
                        text: screen.vm.receipt_detail
                        muted: true
                        Layout.fillWidth: true
                    }
                    Banner {
                        closable: false
                        tone: "caution"
                        text: screen.vm.caution
                        Layout.topMargin: Theme.space1
                        Layout.fillWidth: true
                    }
                }
                ListView {
                    id: list

                    model: screen.vm.lines
                    currentIndex: screen.vm.selected
                    highlightMoveDuration: Theme.quick
                    clip: true
                    spacing: Theme.space1
                    interactive: screen.wide
                    boundsBehavior: Flickable.StopAtBounds
                    keyNavigationEnabled: false
                    onCurrentItemChanged: if (currentItem)
                        screen.reveal(currentItem)
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Accessible.role: Accessible.List
                    Accessible.name: qsTr("Lines of the receipt")
                    T.ScrollBar.vertical: ScrollMark {}

                    delegate: ReturnLine {
                        required property int index

                        width: ListView.view.width - Theme.space3
                        selected: index === screen.vm.selected
                        onClicked: screen.vm.select(index)
                        onStepped: by => screen.vm.step_line(index, by)
                        onWholeTaken: screen.vm.whole_line(index)
                    }
                }
                ActBar {
                    id: acts

                    vm: screen.vm
                    acts: ["quantity", "everything"]
                    most: 2
                    icons: ({
                            quantity: "hash",
                            everything: "list"
                        })
                    Layout.fillWidth: true
                }
            }
        }
        RefundPanel {
            vm: screen.vm
            Layout.fillWidth: true
            Layout.fillHeight: screen.wide
            Layout.preferredWidth: screen.width * 0.4
        }
    }

    footer: [
        ActionButton {
            visible: !screen.vm.picking
            text: screen.vm.label_of("no_receipt")
            keyHint: screen.vm.key_of("no_receipt")
            iconName: "ban"
            onClicked: screen.vm.run("no_receipt")
            Layout.alignment: Qt.AlignHCenter
        },
        ActionButton {
            visible: screen.vm.picking
            kind: "primary"
            large: true
            text: qsTr("Take back for %1").arg(screen.vm.refund_text)
            keyHint: screen.vm.key_of("take_back")
            iconName: "undo-2"
            enabled: screen.vm.ready
            onClicked: screen.vm.run("take_back")
            Layout.fillWidth: true
        }
    ]
}
