// The key that does the same as the button it stands on.
import QtQuick
import Tillbridge.theme

Rectangle {
    id: hint

    property string key: ""
    property color ink: Theme.colours.textMuted

    visible: key !== ""
    implicitWidth: label.implicitWidth + Theme.space2
    implicitHeight: label.implicitHeight
    radius: Theme.radiusSmall
    color: "transparent"
    border.width: Theme.hair
    border.color: hint.ink

    Words {
        id: label
        anchors.centerIn: parent
        text: hint.key
        color: hint.ink
        font.pixelSize: Theme.small
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
