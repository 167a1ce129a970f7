// What the till said last, above the screen's own content.
import QtQuick
import Tillbridge.components
import Tillbridge.theme

Item {
    id: place

    required property var shell
    // False where another bar of the same screen says it.
    property bool shown: true

    visible: shown && banner.text !== ""
    implicitHeight: banner.text !== "" ? banner.implicitHeight + Theme.space2 : 0

    Banner {
        id: banner

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.topMargin: Theme.space2
        text: place.shell.notice_text
        tone: place.shell.notice_tone
        onDismissed: place.shell.dismiss()
    }
}
