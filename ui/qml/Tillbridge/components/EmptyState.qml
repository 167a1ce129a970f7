// What a list says when there is nothing in it, and what to do next.
import QtQuick
import QtQuick.Layouts
import Tillbridge.theme

ColumnLayout {
    id: empty

    property string iconName: "inbox"
    property string text: ""
    property string hint: ""

    spacing: Theme.space2

    Icon {
        name: empty.iconName
        size: Theme.iconLarge
        tint: Theme.colours.textMuted
        Layout.alignment: Qt.AlignHCenter
    }
    Words {
        text: empty.text
        font.pixelSize: Theme.large
        strong: true
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }
    Words {
        text: empty.hint
        visible: text !== ""
        muted: true
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }
}
