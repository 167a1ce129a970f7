// What is still to pay, what it would be in cash, and what was taken so far.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.sell
import Tillbridge.theme

Panel {
    id: panel

    required property var vm
    // Where there is room, what is being paid for stands below.
    property bool roomy: false
    // Where the keys stand below, the amount stands beside its title.
    property bool brief: false

    implicitHeight: column.implicitHeight + Theme.space4 * 2

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.space4
        height: panel.roomy ? panel.height - Theme.space4 * 2 : implicitHeight
        spacing: Theme.space2

        GridLayout {
            columns: panel.brief ? 2 : 1
            columnSpacing: Theme.space3
            rowSpacing: Theme.space2
            Layout.fillWidth: true

            Words {
                text: panel.vm.gives_back ? qsTr("To give back") : qsTr("To pay")
                strong: panel.vm.gives_back
                color: panel.vm.gives_back ? Theme.colours.caution : Theme.colours.textMuted
                font.pixelSize: Theme.large
                Layout.fillWidth: true
            }
            Words {
                text: panel.vm.remaining_text
                color: panel.vm.gives_back ? Theme.colours.caution : Theme.colours.text
                strong: true
                font.pixelSize: Theme.money
                wrapMode: Text.NoWrap
                Layout.fillWidth: !panel.brief
            }
        }
        Words {
            text: panel.vm.cash_text
            visible: text !== ""
            font.pixelSize: Theme.large
            Layout.fillWidth: true
        }
        Words {
            text: panel.vm.rounding_notice
            visible: text !== ""
            muted: true
            font.pixelSize: Theme.small
            Layout.fillWidth: true
        }
        SumRow {
            label: qsTr("Total")
            figure: panel.vm.total_text
            visible: taken.count > 0
            large: true
            tint: Theme.colours.text
            Layout.topMargin: Theme.space4
            Layout.fillWidth: true
        }
        Repeater {
            id: taken

            model: panel.vm.tenders

            RowLayout {
                id: row

                required property string key
                required property string text
                required property string detail
                required property string amount_text

                spacing: Theme.space2
                Layout.fillWidth: true

                ColumnLayout {
                    spacing: 0
                    Layout.fillWidth: true

                    Words {
                        text: row.text
                        Layout.fillWidth: true
                    }
                    Words {
                        text: row.detail
                        visible: text !== ""
                        muted: true
                        font.pixelSize: Theme.small
                        Layout.fillWidth: true
                    }
                }
                Words {
                    text: "− " + row.amount_text
                    strong: true
                    wrapMode: Text.NoWrap
                    font.pixelSize: Theme.large
                }
                IconButton {
                    label: qsTr("Take back %1 %2").arg(row.text).arg(row.amount_text)
                    iconName: "x"
                    onClicked: panel.vm.remove(row.key)
                }
            }
        }
        Rectangle {
            visible: panel.roomy
            implicitHeight: Theme.hair
            color: Theme.strongEdges ? Theme.colours.edge : Theme.colours.divider
            Layout.topMargin: Theme.space2
            Layout.fillWidth: true
        }
        ListView {
            visible: panel.roomy
            model: panel.roomy ? panel.vm.cart.rows : null
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            Layout.fillWidth: true
            Layout.fillHeight: true
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Sale")
            T.ScrollBar.vertical: ScrollMark {}

            delegate: CartLine {
                width: ListView.view.width
                start: 0
            }
        }
    }
}
