// Payment: what remains as the largest thing, the keys of cash and card, and what was taken so far.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.shell
import Tillbridge.tender
import Tillbridge.theme

FocusScope {
    id: screen

    required property var shell
    required property var vm

    readonly property real room: Theme.roomOf(width)
    readonly property bool wide: room >= 900

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        HeaderBar {
            shell: screen.shell
            Layout.fillWidth: true

            ActionButton {
                text: screen.vm.label_of("back")
                keyHint: screen.vm.key_of("back")
                iconName: screen.shell.right_to_left ? "arrow-right" : "arrow-left"
                onClicked: screen.vm.run("back")
                Layout.fillWidth: false
            }
            Item {
                Layout.fillWidth: true
            }
        }
        NoticeBar {
            shell: screen.shell
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space3
            Layout.rightMargin: Theme.space3
        }
        Flickable {
            id: flick

            clip: contentHeight > height
            contentHeight: Math.max(height, body.implicitHeight + Theme.space3 * 2)
            boundsBehavior: Flickable.StopAtBounds
            interactive: contentHeight > height
            T.ScrollBar.vertical: ScrollMark {}
            Layout.fillWidth: true
            Layout.fillHeight: true

            GridLayout {
                id: body

                x: Theme.space3
                y: Theme.space3
                width: flick.width - Theme.space3 * 2
                height: Math.max(implicitHeight, flick.height - Theme.space3 * 2)
                columns: screen.wide ? 3 : 2
                columnSpacing: Theme.space3
                rowSpacing: Theme.space3

                RemainingPanel {
                    vm: screen.vm
                    roomy: screen.wide && Theme.roomOf(screen.height) > 600
                    brief: !screen.wide
                    Layout.fillWidth: true
                    Layout.fillHeight: screen.wide
                    Layout.columnSpan: screen.wide ? 1 : 2
                    Layout.preferredWidth: screen.width * 0.34
                }
                AmountPanel {
                    vm: screen.vm
                    focus: true
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredWidth: screen.width * 0.34
                }
                WaysPanel {
                    vm: screen.vm
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredWidth: screen.width * 0.32
                }
            }
        }
    }
}
