// The quantity that the next item will have, such as `3 ×`.
import QtQuick
import Tillbridge.components
import Tillbridge.theme

Rectangle {
    id: chip

    property string text: ""

    visible: text !== ""
    implicitWidth: label.implicitWidth + Theme.space4 * 2
    implicitHeight: Theme.target
    radius: Theme.radius
    color: Theme.colours.accent
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Quantity of the next item: %1").arg(text)

    Words {
        id: label
        anchors.centerIn: parent
        text: chip.text
        color: Theme.colours.onAccent
        font.pixelSize: Theme.large
        strong: true
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
