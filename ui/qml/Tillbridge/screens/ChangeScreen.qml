// The change due fills the screen until the next scan.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

FocusScope {
    id: screen

    required property var shell
    required property var vm
    // Large text on a low screen: the figure and the way on come before the rest.
    readonly property bool tight: screen.height < Theme.title * 24

    Rectangle {
        anchors.fill: parent
        color: Theme.colours.positiveSoft
        border.width: Theme.strongEdges ? Theme.edge : 0
        border.color: Theme.colours.positive
    }
    MouseArea {
        anchors.fill: parent
        Accessible.ignored: true
        onClicked: screen.vm.run("next_sale")
    }
    ColumnLayout {
        anchors.centerIn: parent
        width: parent.width - Theme.space12 * 2
        spacing: screen.tight ? Theme.space2 : Theme.space6

        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            Icon {
                name: "circle-check"
                size: Theme.iconLarge
                visible: !screen.tight
                tint: Theme.colours.onPositiveSoft
                Layout.alignment: Qt.AlignHCenter
            }
            Words {
                text: screen.vm.training ? qsTr("Training: nothing was sold") : screen.vm.refunded_partly ? qsTr("Give back in cash") : screen.vm.refunded_cashless ? qsTr("Given back, no cash") : screen.vm.refunded ? qsTr("Given back") : screen.vm.anything ? qsTr("Change due") : qsTr("Paid, no change")
                color: Theme.colours.onPositiveSoft
                font.pixelSize: Theme.title
                strong: true
                horizontalAlignment: Text.AlignHCenter
                Layout.fillWidth: true
            }
            Words {
                text: screen.vm.change_text
                color: Theme.colours.onPositiveSoft
                strong: true
                // As large as the window allows: it is read from the other side of the counter.
                font.pixelSize: Math.max(Theme.display, Math.round(screen.height * (screen.tight ? 0.16 : 0.24)))
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Theme.money
                wrapMode: Text.NoWrap
                horizontalAlignment: Text.AlignHCenter
                Layout.fillWidth: true
            }
        }
        Panel {
            implicitHeight: sums.implicitHeight + Theme.space4 * 2
            Layout.alignment: Qt.AlignHCenter
            Layout.preferredWidth: Math.min(Theme.sheetWidth, parent.width)

            ColumnLayout {
                id: sums

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                anchors.margins: Theme.space4
                spacing: Theme.space2

                SumRow {
                    label: qsTr("Total")
                    figure: screen.vm.total_text
                    visible: !screen.vm.refunded
                    large: true
                    tint: Theme.colours.text
                    Layout.fillWidth: true
                }
                Repeater {
                    model: screen.vm.backs

                    SumRow {
                        required property var modelData

                        label: modelData.label
                        figure: modelData.figure
                        large: true
                        tint: Theme.colours.text
                        Layout.fillWidth: true
                    }
                }
                SumRow {
                    label: qsTr("Cash rounding")
                    figure: screen.vm.rounding_text
                    visible: figure !== ""
                    large: true
                    tint: Theme.colours.text
                    Layout.fillWidth: true
                }
                SumRow {
                    label: qsTr("Paid")
                    figure: screen.vm.paid_text
                    visible: !screen.vm.refunded
                    large: true
                    tint: Theme.colours.text
                    Layout.fillWidth: true
                }
                Repeater {
                    model: screen.vm.lefts

                    SumRow {
                        required property var modelData

                        label: modelData.label
                        figure: modelData.figure
                        large: true
                        tint: Theme.colours.text
                        Layout.fillWidth: true
                    }
                }
                Words {
                    text: qsTr("Receipt %1").arg(screen.vm.receipt_no)
                    muted: true
                    Layout.fillWidth: true
                }
            }
        }
        GridLayout {
            columns: Math.min(screen.vm.can_email ? 2 : 1, Math.floor(screen.width / (Theme.tileWidth * 2.6)) || 1)
            columnSpacing: Theme.space3
            rowSpacing: Theme.space3
            uniformCellWidths: true
            Layout.alignment: Qt.AlignHCenter
            Layout.fillWidth: false
            Layout.preferredWidth: columns > 1 ? Math.min(Theme.sheetWidth * 1.3, screen.width - Theme.space12 * 2) : implicitWidth

            ActionButton {
                large: true
                visible: screen.vm.can_email
                text: screen.vm.label_of("email")
                keyHint: screen.vm.key_of("email")
                iconName: "mail"
                onClicked: screen.vm.run("email")
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
            ActionButton {
                id: next

                focus: true
                kind: "primary"
                large: true
                text: qsTr("Next sale")
                note: screen.tight ? "" : qsTr("or scan its first item")
                keyHint: screen.vm.key_of("next_sale")
                onClicked: screen.vm.run("next_sale")
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }
        Banner {
            text: screen.shell.notice_text
            tone: screen.shell.notice_tone
            Layout.alignment: Qt.AlignHCenter
            Layout.fillWidth: true
            Layout.maximumWidth: Theme.sheetWidth
            onDismissed: screen.shell.dismiss()
        }
        // The customer waits for the receipt: here is where a printer in trouble matters most.
        Banner {
            closable: false
            tone: screen.shell.status.printer_tone
            text: screen.shell.status.printer_tone !== "quiet" ? screen.shell.status.printer_text : ""
            Layout.alignment: Qt.AlignHCenter
            Layout.fillWidth: true
            Layout.maximumWidth: Theme.sheetWidth
        }
    }
}
