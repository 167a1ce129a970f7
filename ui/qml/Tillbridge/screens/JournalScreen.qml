// Today's journal: the list, and beside it the receipt as on paper with what can be done to it.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.side
import Tillbridge.theme

SideFrame {
    id: screen

    title: qsTr("Journal of today")
    least: wide ? 0 : Theme.targetLarge * 14

    Connections {
        target: screen.vm

        function onFind_cleared() {
            number.text = ""
        }
    }

    GridLayout {
        columns: screen.wide ? 2 : 1
        columnSpacing: Theme.space3
        rowSpacing: Theme.space3
        Layout.fillWidth: true
        Layout.fillHeight: true

        Panel {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: screen.width * 0.56

            ColumnLayout {
                anchors.fill: parent
                anchors.margins: Theme.space3
                spacing: Theme.space3

                GridLayout {
                    columns: screen.room >= 620 ? 2 : 1
                    columnSpacing: Theme.space3
                    rowSpacing: Theme.space2
                    Layout.fillWidth: true

                    SearchField {
                        id: number

                        focus: true
                        label: qsTr("Receipt number")
                        placeholderText: qsTr("Receipt number")
                        inputMethodHints: Qt.ImhNoPredictiveText
                        Layout.fillWidth: true
                        onTextEdited: screen.vm.type_number(text)
                        onAccepted: screen.vm.find(text)
                        onCleared: {
                            text = ""
                            screen.vm.type_number("")
                        }
                    }
                    ChoiceBar {
                        rows: screen.vm.filters
                        chosen: screen.vm.filter
                        onPicked: key => screen.vm.choose(key)
                        cell: Theme.tileWidth * 0.75
                        Layout.fillWidth: true
                        Layout.minimumWidth: cell * 2 + Theme.space2 * 2
                    }
                }
                ListView {
                    model: screen.vm.rows
                    currentIndex: screen.vm.selected
                    highlightMoveDuration: Theme.quick
                    clip: true
                    spacing: Theme.space1
                    boundsBehavior: Flickable.StopAtBounds
                    keyNavigationEnabled: false
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Accessible.role: Accessible.List
                    Accessible.name: screen.title
                    T.ScrollBar.vertical: ScrollMark {}
                    onAtYEndChanged: if (atYEnd && count > 0)
                        screen.vm.more()

                    delegate: EntryDelegate {
                        required property int index
                        required property var model

                        width: ListView.view.width
                        lead: model.time_text
                        main: model.title
                        second: model.detail
                        figure: model.figure
                        badge: model.badge
                        badgeTone: model.badge_tone
                        struck: model.struck
                        selected: index === screen.vm.selected
                        onClicked: screen.vm.select(index)
                    }
                    footer: Words {
                        width: ListView.view ? ListView.view.width : 0
                        topPadding: Theme.space3
                        bottomPadding: Theme.space3
                        text: screen.vm.empty ? "" : screen.vm.complete ? qsTr("That was the first entry of the day.") : qsTr("Older entries are on their way.")
                        muted: true
                        font.pixelSize: Theme.small
                        horizontalAlignment: Text.AlignHCenter
                    }
                    EmptyState {
                        anchors.centerIn: parent
                        width: parent.width - Theme.space8
                        visible: screen.vm.empty
                        iconName: "scroll-text"
                        text: screen.vm.filter === "receipts" ? qsTr("No receipt yet today") : qsTr("Nothing happened yet today")
                        hint: screen.vm.filter === "receipts" ? qsTr("The first sale will stand here.") : ""
                    }
                }
            }
        }
        Panel {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: screen.width * 0.44

            ColumnLayout {
                anchors.fill: parent
                anchors.margins: Theme.space3
                spacing: Theme.space3

                ReceiptPaper {
                    visible: screen.vm.receipt_text !== ""
                    text: screen.vm.receipt_text
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                }
                EmptyState {
                    visible: screen.vm.receipt_text === ""
                    iconName: "receipt-text"
                    text: qsTr("No receipt")
                    hint: qsTr("Select a sale to see its receipt.")
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                }
                Words {
                    text: screen.vm.why_no_post_void
                    visible: text !== ""
                    muted: true
                    Layout.fillWidth: true
                }
                ActBar {
                    vm: screen.vm
                    enabled: screen.vm.can_reprint
                    acts: ["reprint", ...(screen.vm.can_return ? ["returns", "email"] : []), ...(screen.vm.can_post_void ? ["post_void"] : [])]
                    most: 2
                    icons: ({
                            reprint: "printer",
                            returns: "undo-2",
                            email: "mail",
                            post_void: "ban"
                        })
                    Layout.fillWidth: true
                }
            }
        }
    }
}
