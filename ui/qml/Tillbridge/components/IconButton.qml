// A square button with an icon only; its label is spoken and shown as a hint.
import QtQuick
import QtQuick.Templates as T
import Tillbridge.theme

T.Button {
    id: control

    required property string label
    property string iconName: ""
    property color tint: Theme.colours.text
    // Alone among text it needs an edge to be seen as a button.
    property bool edged: false

    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    implicitWidth: Theme.targetSmall
    implicitHeight: Theme.targetSmall
    Accessible.name: control.label
    Keys.onReturnPressed: control.click()
    Keys.onEnterPressed: control.click()

    background: Rectangle {
        radius: Theme.radius
        color: control.down ? Theme.colours.accentSoft : control.hovered ? Theme.colours.surfaceSunken : control.edged ? Theme.colours.surfaceRaised : "transparent"
        border.width: control.edged ? Theme.hair : 0
        border.color: control.enabled ? Theme.colours.edge : Theme.colours.divider

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
