// One of a few choices side by side; the chosen one is filled.
import QtQuick
import Tillbridge.theme

ActionButton {
    id: choice

    property bool chosen: false

    Accessible.role: Accessible.RadioButton
    Accessible.checked: chosen

    background: Rectangle {
        radius: Theme.radius
        color: choice.chosen ? Theme.colours.accentSoft : Theme.colours.surfaceRaised
        border.width: choice.chosen ? Theme.edge : Theme.hair
        border.color: choice.chosen ? Theme.colours.accent : Theme.colours.edge

        FocusRing {
            shown: choice.visualFocus
        }
    }
}
