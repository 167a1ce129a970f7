// Closing the till: the blind count; only then expected, over or short; then Z.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.side
import Tillbridge.theme

SideFrame {
    id: screen

    readonly property color differenceInk: {
        const c = Theme.colours
        const tone = vm.difference_tone
        return tone === "negative" ? c.negative : tone === "caution" ? c.caution : tone === "positive" ? c.positive : c.text
    }

    title: vm.counting ? qsTr("Close the till: count the cash") : qsTr("Close the till: compare and close")
    backAct: vm.counting ? "back" : ""
    widest: Theme.sheetWidth * 2.6

    Banner {
        closable: false
        tone: "caution"
        text: screen.vm.open_sale_text
        actionLabel: screen.vm.label_of("back")
        actionKey: screen.vm.key_of("back")
        onActed: screen.vm.run("back")
        Layout.fillWidth: true
    }
    Banner {
        closable: false
        // A declared count has to be taken back before a sale can go on.
        readonly property string act: screen.vm.counting ? "suspended" : "reopen"

        tone: "caution"
        text: screen.vm.suspended_text
        actionLabel: screen.vm.label_of(act)
        actionKey: screen.vm.key_of(act)
        onActed: screen.vm.run(act)
        Layout.fillWidth: true
    }
    Words {
        text: screen.vm.problem
        visible: text !== ""
        color: Theme.colours.negative
        strong: true
        Layout.fillWidth: true
        Accessible.role: Accessible.AlertMessage
    }
    CountPane {
        visible: screen.vm.counting
        count: screen.vm.count
        label: qsTr("Cash counted, float included")
        focus: true
        Layout.fillWidth: true
        Layout.fillHeight: true
        onAccepted: screen.vm.declare()
    }
    Words {
        visible: screen.vm.counting
        text: qsTr("What should be there is shown once the count is declared.")
        muted: true
        Layout.fillWidth: true
    }
    GridLayout {
        visible: !screen.vm.counting
        columns: screen.room >= 760 ? 2 : 1
        columnSpacing: Theme.space3
        rowSpacing: Theme.space3
        uniformCellWidths: true
        Layout.fillWidth: true
        Layout.fillHeight: false

        Panel {
            implicitHeight: sums.implicitHeight + Theme.space4 * 2
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop

            ColumnLayout {
                id: sums

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: parent.top
                anchors.margins: Theme.space4
                spacing: Theme.space3

                Words {
                    text: screen.vm.difference_text
                    color: screen.differenceInk
                    font.pixelSize: Theme.money
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Theme.large
                    strong: true
                    wrapMode: Text.NoWrap
                    Layout.fillWidth: true
                }
                SumRow {
                    label: qsTr("Counted")
                    figure: screen.vm.counted_text
                    large: true
                    tint: Theme.colours.text
                    Layout.fillWidth: true
                }
                SumRow {
                    label: qsTr("Expected")
                    figure: screen.vm.expected_text
                    large: true
                    tint: Theme.colours.text
                    Layout.fillWidth: true
                }
                Words {
                    text: qsTr("If it does not fit, count again before you close: after Z nothing of this session changes.")
                    visible: screen.vm.difference_tone !== "positive"
                    muted: true
                    Layout.fillWidth: true
                }
                ActBar {
                    vm: screen.vm
                    acts: ["recount", "reopen"]
                    most: 2
                    icons: ({
                            recount: "refresh-cw",
                            reopen: "undo-2"
                        })
                    Layout.fillWidth: true
                }
            }
        }
        Panel {
            implicitHeight: report.implicitHeight + Theme.space4 * 2
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop

            ReportList {
                id: report

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: parent.top
                anchors.margins: Theme.space4
                rows: screen.vm.report
            }
        }
    }    Item {
        visible: !screen.vm.counting
        Layout.fillHeight: true
    }

    footer: ActionButton {
        readonly property string act: screen.vm.counting ? "declare" : "close"

        kind: "primary"
        large: true
        text: screen.vm.label_of(act)
        keyHint: screen.vm.key_of(act)
        iconName: screen.vm.counting ? "check" : "receipt-text"
        enabled: !screen.vm.busy && (screen.vm.counting || !screen.vm.blocked)
        onClicked: screen.vm.run(act)
        Layout.fillWidth: true
        Layout.maximumWidth: Theme.sheetWidth
        Layout.alignment: Qt.AlignHCenter
    }
}
