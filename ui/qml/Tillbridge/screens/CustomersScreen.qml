// Customers: the search and who it found, and beside it what is known of one and what can be done.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.side
import Tillbridge.theme

SideFrame {
    id: screen

    title: qsTr("Customer")

    GridLayout {
        columns: screen.wide ? 2 : 1
        columnSpacing: Theme.space3
        rowSpacing: Theme.space3
        Layout.fillWidth: true
        Layout.fillHeight: true

        Panel {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: Theme.targetLarge * 5
            Layout.preferredWidth: screen.width * 0.5

            ColumnLayout {
                anchors.fill: parent
                anchors.margins: Theme.space3
                spacing: Theme.space3

                SearchField {
                    focus: true
                    label: qsTr("Find a customer")
                    placeholderText: qsTr("Name, telephone, e-mail, or scan the card")
                    briefPlaceholder: qsTr("Find a customer")
                    text: screen.vm.text
                    inputMethodHints: Qt.ImhNoPredictiveText
                    Layout.fillWidth: true
                    onTextEdited: screen.vm.type_text(text)
                    onAccepted: screen.vm.submit()
                    onCleared: screen.vm.type_text("")
                }
                ListView {
                    id: list

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
                    Accessible.name: qsTr("Customers found")
                    T.ScrollBar.vertical: ScrollMark {}

                    delegate: EntryDelegate {
                        required property int index
                        required property string name
                        required property string detail

                        width: ListView.view.width
                        main: name
                        second: detail
                        selected: index === screen.vm.selected
                        onClicked: screen.vm.select(index)
                    }
                    EmptyState {
                        anchors.centerIn: parent
                        width: parent.width - Theme.space8
                        visible: list.count === 0
                        iconName: "users"
                        text: screen.vm.empty_text
                        hint: screen.vm.searched ? qsTr("Check the spelling. Of a number type the end, or all of it. Or create the customer.") : qsTr("Type a part of the name, the end of the number, or scan the card.")
                    }
                }
                ActBar {
                    vm: screen.vm
                    acts: ["new"]
                    icons: ({
                            "new": "plus"
                        })
                    Layout.fillWidth: true
                }
            }
        }
        Panel {
            implicitHeight: one.implicitHeight + Theme.space4 * 2
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: screen.wide ? 0 : implicitHeight
            Layout.preferredWidth: screen.width * 0.5

            ColumnLayout {
                id: one

                anchors.fill: parent
                anchors.margins: Theme.space4
                spacing: Theme.space4

                EmptyState {
                    visible: !screen.vm.shown_one
                    iconName: "user"
                    text: qsTr("Nobody chosen")
                    hint: qsTr("A sale needs no customer.")
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                }
                Words {
                    text: screen.vm.name
                    visible: screen.vm.shown_one
                    strong: true
                    font.pixelSize: Theme.title
                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                    Layout.fillWidth: true
                }
                Banner {
                    closable: false
                    tone: "positive"
                    text: screen.vm.attached ? qsTr("On this sale") : ""
                    Layout.fillWidth: true
                }
                FactList {
                    visible: screen.vm.shown_one
                    rows: screen.vm.facts
                    Layout.fillWidth: true
                }
                Words {
                    text: qsTr("Asking the hub …")
                    visible: screen.vm.asking
                    muted: true
                    font.pixelSize: Theme.small
                    Layout.fillWidth: true
                }
                Words {
                    text: qsTr("Not yet at the hub: other tills know it when it is reached.")
                    visible: screen.vm.waiting
                    muted: true
                    font.pixelSize: Theme.small
                    Layout.fillWidth: true
                }
                Item {
                    visible: screen.vm.shown_one
                    Layout.fillHeight: true
                }
                ActBar {
                    visible: screen.vm.shown_one
                    vm: screen.vm
                    acts: [...(screen.vm.has_account ? ["ask_hub"] : []), "edit", screen.vm.attached ? "detach" : "attach"]
                    primary: "attach"
                    most: 3
                    icons: ({
                            ask_hub: "refresh-cw",
                            edit: "pencil",
                            attach: "user",
                            detach: "x"
                        })
                    Layout.fillWidth: true
                }
            }
        }
    }
}
