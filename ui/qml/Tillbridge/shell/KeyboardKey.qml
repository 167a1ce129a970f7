// One key of the keyboard on the screen. It never takes the focus from the field it types into.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.theme

T.AbstractButton {
    id: key

    property string sign: ""
    property string spoken: sign
    property string iconName: ""
    property bool lit: false
    property bool repeats: false
    // How wide it is against its neighbours.
    property int share: 1

    signal pressedKey

    focusPolicy: Qt.NoFocus
    autoRepeat: repeats
    implicitHeight: Theme.targetSmall
    implicitWidth: Theme.targetSmall * share
    Layout.fillWidth: true
    Layout.preferredWidth: Theme.targetSmall * share
    Accessible.role: Accessible.Button
    Accessible.name: spoken
    onClicked: pressedKey()

    background: Rectangle {
        radius: Theme.radiusSmall
        color: key.down || key.lit ? Theme.colours.accentSoft : Theme.colours.surfaceRaised
        border.width: Theme.hair
        border.color: key.lit ? Theme.colours.accent : Theme.colours.edge
    }
    contentItem: Item {
        Words {
            anchors.centerIn: parent
            text: key.sign
            visible: key.iconName === ""
            font.pixelSize: Theme.large
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
        Icon {
            anchors.centerIn: parent
            name: key.iconName
            visible: key.iconName !== ""
            tint: Theme.colours.text
        }
    }
}
