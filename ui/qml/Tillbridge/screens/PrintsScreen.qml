// What is not on paper, why, and what can be done about it.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.side
import Tillbridge.theme

SideFrame {
    id: screen

    title: qsTr("Prints that are not on paper")
    widest: Theme.sheetWidth * 2.4
    least: screen.room < 620 ? Theme.targetLarge * 8 : 0

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

            delegate: EntryDelegate {
                required property int index
                required property string time_text
                required property string title
                required property string detail
                required property string state_text
                required property string state_tone

                width: ListView.view.width
                lead: time_text
                main: title
                second: detail
                badge: state_text
                badgeTone: state_tone
                selected: index === screen.vm.selected
                onClicked: screen.vm.select(index)
            }
            EmptyState {
                anchors.centerIn: parent
                width: parent.width - Theme.space8
                visible: screen.vm.empty
                iconName: "circle-check"
                text: qsTr("Everything is on paper")
                hint: qsTr("Selling never waits for the printer: what could not be printed would stand here.")
            }
        }
    }
    footer: [
        Words {
            visible: screen.vm.doubtful
            text: qsTr("Look at the paper first. If it is there, let this one go; if not, print it: it will be marked DUPLICATE.")
            strong: true
            Layout.fillWidth: true
        },
        ActBar {
            vm: screen.vm
            acts: screen.vm.empty ? ["devices"] : ["devices", "drop", "retry"]
            primary: screen.vm.doubtful ? "" : "retry"
            most: 3
            icons: ({
                    devices: "printer",
                    drop: "trash-2",
                    retry: "printer"
                })
            Layout.fillWidth: true
        }
    ]
}
