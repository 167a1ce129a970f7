// Who stands here: a tile and a PIN; locked, the sale stays; without people, what is waited for.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.side
import Tillbridge.theme

SideFrame {
    id: screen

    backAct: ""
    widest: Theme.sheetWidth * 2.2

    Connections {
        target: screen.vm

        function onPin_wanted() {
            pin.clear()
            pin.forceActiveFocus()
        }
    }

    Item {
        Layout.fillHeight: true
    }
    Panel {
        visible: !screen.vm.empty
        implicitHeight: inside.implicitHeight + Theme.space6 * 2
        Layout.fillWidth: true

        ColumnLayout {
            id: inside

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.space6
            spacing: Theme.space4

            Banner {
                closable: false
                tone: "caution"
                text: [screen.vm.locked_text, screen.vm.reassurance].filter(part => part !== "").join(" · ")
                Layout.fillWidth: true
            }
            GridLayout {
                columns: screen.room >= 620 ? 2 : 1
                columnSpacing: Theme.space8
                rowSpacing: Theme.space4
                uniformCellWidths: true
                Layout.fillWidth: true

                ColumnLayout {
                    spacing: Theme.space2
                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignTop
                    Accessible.role: Accessible.List
                    Accessible.name: qsTr("Who may sign in")

                    Words {
                        text: qsTr("Sign in (↑ ↓)")
                        muted: true
                        font.pixelSize: Theme.small
                        Layout.fillWidth: true
                    }
                    Repeater {
                        model: screen.vm.operators

                        PersonTile {
                            required property string key
                            required property string name
                            required property string role_text

                            text: name
                            role: role_text
                            chosen: key === screen.vm.chosen
                            onClicked: screen.vm.choose(key)
                            Layout.fillWidth: true
                        }
                    }
                }
                ColumnLayout {
                    spacing: Theme.space3
                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignTop

                    Words {
                        text: screen.vm.title
                        font.pixelSize: Theme.large
                        strong: true
                        Layout.fillWidth: true
                        Accessible.role: Accessible.Heading
                    }
                    PinPad {
                        id: pin

                        focus: true
                        steady: true
                        busy: screen.vm.busy || screen.vm.waiting
                        problem: screen.vm.problem
                        onAccepted: text => screen.vm.accept(text)
                        Layout.fillWidth: true
                    }
                    ActionButton {
                        kind: "primary"
                        large: true
                        text: screen.vm.locked ? qsTr("Unlock") : qsTr("Sign in")
                        keyHint: qsTr("Enter")
                        enabled: pin.text !== "" && screen.vm.chosen !== "" && !screen.vm.busy && !screen.vm.waiting
                        onClicked: screen.vm.accept(pin.text)
                        Layout.fillWidth: true
                    }
                }
            }
        }
    }
    EmptyState {
        visible: screen.vm.empty
        iconName: "cloud"
        text: qsTr("Waiting for the hub")
        hint: qsTr("People, prices and settings come from the hub with its first answer; this screen goes on by itself. If it takes longer than a minute, check the network cable and whether the hub is running. The hub page says how far it is.")
        Layout.fillWidth: true
        Layout.margins: Theme.space4
    }
    ActBar {
        vm: screen.vm
        acts: ["sync", "settings"]
        icons: ({
                sync: "cloud",
                settings: "settings"
            })
        Layout.alignment: Qt.AlignHCenter
        Layout.fillWidth: true
        Layout.maximumWidth: Theme.sheetWidth * 1.2
    }
    Item {
        Layout.fillHeight: true
    }
}
