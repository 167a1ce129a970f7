// Stock work: begin one of five kinds, and below it what is on its way here, drafts and what was posted.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.side
import Tillbridge.stock
import Tillbridge.theme

SideFrame {
    id: screen

    title: qsTr("Stock")
    least: begin.implicitHeight + Theme.targetLarge * 5

    ActBar {
        id: begin

        vm: screen.vm
        acts: screen.vm.kinds
        most: 5
        icons: screen.room < 1100 ? ({}) : ({
                count: "clipboard-list",
                receive: "package",
                send: screen.shell.right_to_left ? "arrow-left" : "arrow-right",
                arrive: "truck",
                adjust: "pencil"
            })
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

            section.property: "section"
            section.delegate: Words {
                required property string section

                text: section
                muted: true
                strong: true
                font.pixelSize: Theme.small
                topPadding: Theme.space3
                bottomPadding: Theme.space1
                leftPadding: Theme.space4
                rightPadding: Theme.space4
                width: ListView.view.width
                Accessible.role: Accessible.Heading
            }
            delegate: WorkRow {
                required property int index

                width: ListView.view.width - Theme.space3
                selected: index === screen.vm.selected
                onClicked: screen.vm.open_at(index)
            }
            EmptyState {
                anchors.centerIn: parent
                width: parent.width - Theme.space8
                visible: screen.vm.empty
                iconName: "package"
                text: qsTr("No stock work yet")
                hint: qsTr("Begin with a count: an item's stock is kept from its first count on.")
            }
        }
    }
    Words {
        text: qsTr("All of this works the same without the hub: it is kept here and sent when the hub is reached.")
        muted: true
        font.pixelSize: Theme.small
        Layout.fillWidth: true
    }
}
