// The till session: how it stands, cash in and out, X report, training, and the way to closing.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.side
import Tillbridge.theme

SideFrame {
    id: screen

    title: vm.title
    widest: Theme.sheetWidth * 2.6

    GridLayout {
        columns: screen.room >= 760 ? 2 : 1
        columnSpacing: Theme.space3
        rowSpacing: Theme.space3
        uniformCellWidths: true
        Layout.fillWidth: true
        Layout.fillHeight: false

        Panel {
            implicitHeight: left.implicitHeight + Theme.space4 * 2
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.alignment: Qt.AlignTop

            ColumnLayout {
                id: left

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: parent.top
                anchors.margins: Theme.space4
                spacing: Theme.space4

                FactList {
                    rows: screen.vm.facts
                    Layout.fillWidth: true
                }
                ReportList {
                    visible: screen.vm.has_report
                    rows: screen.vm.report
                    Layout.fillWidth: true
                }
                Words {
                    visible: !screen.vm.has_report && screen.vm.open
                    text: qsTr("The X report prints the figures so far. How much cash should be in the till is shown only after it has been counted.")
                    muted: true
                    Layout.fillWidth: true
                }
                ActBar {
                    vm: screen.vm
                    acts: ["x_report"]
                    icons: ({
                            x_report: "receipt-text"
                        })
                    Layout.fillWidth: true
                }
            }
        }
        Panel {
            implicitHeight: right.implicitHeight + Theme.space4 * 2
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.alignment: Qt.AlignTop

            ColumnLayout {
                id: right

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: parent.top
                anchors.margins: Theme.space4
                spacing: Theme.space4

                Words {
                    text: qsTr("Cash")
                    strong: true
                    Layout.fillWidth: true
                }
                ActBar {
                    vm: screen.vm
                    acts: ["float_entry", "cash_pickup", "paid_in", "paid_out", "no_sale"]
                    most: 2
                    Layout.fillWidth: true
                }
                Words {
                    text: qsTr("Training mode")
                    strong: true
                    Layout.fillWidth: true
                }
                Words {
                    text: screen.vm.training ? qsTr("On: nothing is sold, no sum grows, receipts say so.") : qsTr("Off: sales count.")
                    muted: true
                    Layout.fillWidth: true
                }
                ActionButton {
                    text: screen.vm.training ? qsTr("End training") : qsTr("Begin training")
                    keyHint: screen.vm.key_of("training")
                    iconName: "info"
                    onClicked: screen.vm.run("training")
                    Layout.fillWidth: true
                }
            }
        }
    }
    Item {
        Layout.fillHeight: true
    }

    footer: ActBar {
        vm: screen.vm
        acts: screen.vm.open ? ["sign_out", "close"] : ["sign_out"]
        primary: "close"
        icons: ({
                sign_out: "log-out",
                close: "calculator"
            })
        Layout.fillWidth: true
    }
}
