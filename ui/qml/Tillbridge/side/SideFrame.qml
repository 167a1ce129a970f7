// The frame of the screens beside selling: the way back and the title above, then what was said, then the content.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.shell
import Tillbridge.theme

FocusScope {
    id: frame

    required property var shell
    required property var vm
    property string title: ""
    // The act of the button above; empty for none.
    property string backAct: "back"
    property real widest: Number.POSITIVE_INFINITY
    // The content is at least as tall as this; where the window is lower, all of it scrolls.
    property real least: 0
    default property alias content: body.data
    // What stays in view below the content: the act that the screen is for.
    property alias footer: foot.data

    readonly property real room: Theme.roomOf(width)
    readonly property bool wide: room >= 900

    // Where the keyboard stands is in view, also where all of it scrolls.
    function reveal(item: Item) {
        if (!item || !item.visible || !flick.interactive || item.height > flick.height)
            return
        const top = item.mapToItem(body, 0, 0).y
        if (top < flick.contentY || top + item.height > flick.contentY + flick.height)
            flick.contentY = Math.max(0, Math.min(top - Theme.space6, flick.contentHeight - flick.height))
    }

    function follow() {
        const item = frame.Window.window ? frame.Window.window.activeFocusItem : null
        for (let up = item; up; up = up.parent)
            if (up === body) {
                reveal(item)
                return
            }
    }

    Connections {
        target: frame.Window.window

        function onActiveFocusItemChanged() {
            frame.follow()
        }
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        HeaderBar {
            shell: frame.shell
            Layout.fillWidth: true

            ActionButton {
                visible: frame.backAct !== ""
                text: frame.room >= 640 && frame.backAct !== "" ? frame.vm.label_of(frame.backAct) : ""
                keyHint: frame.backAct !== "" ? frame.vm.key_of(frame.backAct) : ""
                iconName: frame.shell.right_to_left ? "arrow-right" : "arrow-left"
                Accessible.name: frame.backAct !== "" ? frame.vm.label_of(frame.backAct) : ""
                onClicked: frame.vm.run(frame.backAct)
            }
            Item {
                Layout.fillWidth: true
            }
        }
        NoticeBar {
            shell: frame.shell
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space3
            Layout.rightMargin: Theme.space3
        }
        Flickable {
            id: flick

            clip: contentHeight > height
            contentHeight: body.height + Theme.space3 * 2
            boundsBehavior: Flickable.StopAtBounds
            interactive: contentHeight > height
            // The keyboard on the screen came or went.
            onHeightChanged: Qt.callLater(frame.follow)
            Layout.fillWidth: true
            Layout.fillHeight: true
            T.ScrollBar.vertical: ScrollMark {}

            ColumnLayout {
                id: body

                x: Math.round((flick.width - width) / 2)
                y: Theme.space3
                width: Math.min(flick.width - Theme.space3 * 2, frame.widest)
                height: Math.max(flick.height - Theme.space3 * 2, frame.least > 0 ? frame.least : implicitHeight)
                spacing: Theme.space3

                Words {
                    text: frame.title
                    visible: text !== ""
                    font.pixelSize: Theme.title
                    strong: true
                    Layout.fillWidth: true
                    Accessible.role: Accessible.Heading
                }
            }
        }
        ColumnLayout {
            id: foot

            spacing: Theme.space2
            visible: children.length > 0
            Layout.fillWidth: true
            Layout.fillHeight: false
            Layout.maximumWidth: frame.widest
            Layout.alignment: Qt.AlignHCenter
            Layout.margins: Theme.space3
            Layout.topMargin: Theme.space2
        }
    }
}
