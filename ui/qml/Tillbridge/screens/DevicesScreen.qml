// The devices of this terminal: what each is, how it is, and what to do about it.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.devices
import Tillbridge.side
import Tillbridge.theme

SideFrame {
    id: screen

    title: qsTr("Devices of this till")
    widest: Theme.sheetWidth * 2.4
    least: screen.room < 620 ? Theme.targetLarge * 8 : 0

    Banner {
        closable: false
        tone: "caution"
        text: screen.vm.no_printer_text
        Layout.fillWidth: true
    }
    Banner {
        closable: false
        tone: "caution"
        text: screen.vm.jobs_text
        actionLabel: screen.vm.label_of("prints")
        actionKey: screen.vm.key_of("prints")
        onActed: screen.vm.run("prints")
        Layout.fillWidth: true
    }
    Panel {
        Layout.fillWidth: true
        Layout.fillHeight: true

        ListView {
            anchors.fill: parent
            anchors.margins: Theme.space3
            model: screen.vm.rows
            currentIndex: screen.vm.selected
            highlightMoveDuration: Theme.quick
            focus: true
            clip: true
            spacing: Theme.space1
            boundsBehavior: Flickable.StopAtBounds
            keyNavigationEnabled: false
            Accessible.role: Accessible.List
            Accessible.name: screen.title
            T.ScrollBar.vertical: ScrollMark {}

            delegate: DeviceRow {
                required property int index
                required property string icon_name
                required property string title
                required property string detail
                required property string state_text
                required property string state_tone
                required property string problem

                width: ListView.view.width
                iconName: icon_name
                main: title
                second: detail
                trouble: problem
                badge: state_text
                badgeTone: state_tone
                selected: index === screen.vm.selected
                onClicked: screen.vm.select(index)
            }
            EmptyState {
                anchors.centerIn: parent
                width: parent.width - Theme.space8
                visible: screen.vm.empty
                iconName: "printer"
                text: qsTr("No device is set up")
                hint: qsTr("A scanner that types like a keyboard works already. Add a printer, a scale, a display or another scanner here.")
            }
        }
    }
    footer: [
        ActBar {
            vm: screen.vm
            acts: screen.vm.selected < 0 ? ["add"] : ["rename", "remove", "edit", "test", "add"]
            primary: "add"
            most: 5
            // Where there is little room the words matter more.
            icons: screen.room < 1100 ? ({}) : ({
                    add: "plus",
                    edit: "pencil",
                    test: "circle-check",
                    rename: "tag",
                    remove: "trash-2"
                })
            Layout.fillWidth: true
        }
    ]
}
