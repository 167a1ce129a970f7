// The receipt printer: how it is in plain words, its driver and options, and a test print.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.side
import Tillbridge.theme

SideFrame {
    id: screen

    title: qsTr("Receipt printer")
    widest: Theme.sheetWidth * 2.2

    Banner {
        closable: false
        tone: screen.vm.health_tone
        text: screen.vm.health_text
        actionLabel: screen.vm.jobs_text
        actionKey: screen.vm.key_of("prints")
        onActed: screen.vm.run("prints")
        Layout.fillWidth: true
    }
    Panel {
        implicitHeight: form.implicitHeight + Theme.space4 * 2
        Layout.fillWidth: true

        ColumnLayout {
            id: form

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.space4
            spacing: Theme.space4

            ChoiceBar {
                rows: screen.vm.drivers
                chosen: screen.vm.driver
                label: qsTr("How the printer is connected")
                keyHint: screen.vm.key_of("next_driver")
                onPicked: key => screen.vm.choose_driver(key)
                Layout.fillWidth: true
            }
            GridLayout {
                columns: screen.room >= 620 ? 2 : 1
                columnSpacing: Theme.space6
                rowSpacing: Theme.space4
                uniformCellWidths: true
                Layout.fillWidth: true

                Repeater {
                    model: screen.vm.options

                    OptionField {
                        required property string key

                        Layout.fillWidth: true
                        Layout.alignment: Qt.AlignTop
                        onEdited: value => screen.vm.set_option(key, value)
                    }
                }
            }
            ActionButton {
                kind: "ghost"
                text: screen.vm.all_shown ? qsTr("Fewer options") : screen.vm.label_of("all_options")
                keyHint: screen.vm.key_of("all_options")
                iconName: "settings"
                onClicked: screen.vm.run("all_options")
            }
        }
    }
    Item {
        Layout.fillHeight: true
    }

    footer: [
        Words {
            text: screen.vm.problem
            visible: text !== ""
            color: Theme.colours.negative
            strong: true
            Layout.fillWidth: true
            Accessible.role: Accessible.AlertMessage
        },
        Words {
            visible: screen.vm.edited
            text: qsTr("Changed, not saved yet. A test print saves first.")
            muted: true
            Layout.fillWidth: true
        },
        RowLayout {
            spacing: Theme.space2
            uniformCellSizes: true
            Layout.fillWidth: true
            Layout.fillHeight: false

            ActionButton {
                text: screen.vm.label_of("test_print")
                keyHint: screen.vm.key_of("test_print")
                iconName: "printer"
                enabled: !screen.vm.busy
                onClicked: screen.vm.run("test_print")
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
            ActionButton {
                kind: "primary"
                text: screen.vm.label_of("save")
                keyHint: screen.vm.key_of("save")
                iconName: "check"
                enabled: screen.vm.edited && !screen.vm.busy
                onClicked: screen.vm.run("save")
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }
    ]
}
