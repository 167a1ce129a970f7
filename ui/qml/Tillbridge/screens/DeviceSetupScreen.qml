// The guided set-up of a device: one question a screen, the way back always in the same place.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.devices
import Tillbridge.side
import Tillbridge.theme

SideFrame {
    id: screen

    title: vm.title
    widest: Theme.sheetWidth * 2.2

    Words {
        text: screen.vm.step_text
        muted: true
        Layout.fillWidth: true
        Layout.topMargin: -Theme.space2
    }
    Loader {
        id: loader

        focus: true
        sourceComponent: screen.vm.step === "kind" ? kindStep : screen.vm.step === "find" ? findStep : screen.vm.step === "options" ? optionStep : tryStep
        onLoaded: (item as Item).forceActiveFocus()
        Layout.fillWidth: true
    }
    Item {
        Layout.fillHeight: true
    }
    Component {
        id: kindStep

        KindStep {
            vm: screen.vm
            wide: screen.room >= 620
        }
    }
    Component {
        id: findStep

        FindStep {
            vm: screen.vm
        }
    }
    Component {
        id: optionStep

        OptionStep {
            vm: screen.vm
            wide: screen.room >= 620
        }
    }
    Component {
        id: tryStep

        TryStep {
            vm: screen.vm
        }
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
        RowLayout {
            spacing: Theme.space2
            uniformCellSizes: true
            Layout.fillWidth: true
            Layout.fillHeight: false

            ActionButton {
                visible: screen.vm.step === "find"
                text: screen.vm.label_of("search")
                keyHint: screen.vm.key_of("search")
                iconName: "refresh-cw"
                onClicked: screen.vm.run("search")
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
            ActionButton {
                visible: screen.vm.step === "find"
                text: screen.vm.label_of("by_hand")
                keyHint: screen.vm.key_of("by_hand")
                iconName: "keyboard"
                onClicked: screen.vm.run("by_hand")
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
            ActionButton {
                visible: screen.vm.step === "try" && screen.vm.added
                text: screen.vm.label_of("remove")
                keyHint: screen.vm.key_of("remove")
                iconName: "trash-2"
                onClicked: screen.vm.run("remove")
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
            ActionButton {
                kind: "primary"
                text: screen.vm.next_text
                keyHint: screen.vm.key_of("next")
                iconName: screen.vm.step === "kind" || screen.vm.step === "find" ? (screen.shell.right_to_left ? "arrow-left" : "arrow-right") : "check"
                enabled: !screen.vm.busy
                onClicked: screen.vm.run("next")
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }
    ]
}
