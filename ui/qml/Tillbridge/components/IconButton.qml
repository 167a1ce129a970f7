// A square button with an icon only; its label is spoken and shown as a hint.
import QtQuick
import QtQuick.Templates as T
import Tillbridge.theme

T.Button {
    id: control

    required property string label
    property string iconName: ""
    property color tint: Theme.colours.text

    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    implicitWidth: Theme.targetSmall
    implicitHeight: Theme.targetSmall
    Accessible.name: control.label
    Keys.onReturnPressed: control.click()
    Keys.onEnterPressed: control.click()

    background: Rectangle {
        radius: Theme.radius
        color: control.down ? Theme.colours.accentSoft : control.hovered ? Theme.colours.surfaceSunken : "transparent"

        FocusRing {
            shown: control.visualFocus
        }
    }

    contentItem: Item {
        Icon {
            anchors.centerIn: parent
            name: control.iconName
            tint: control.enabled ? control.tint : Theme.colours.textMuted
        }
    }
}
