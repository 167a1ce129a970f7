// One category: its colour and its name; the chosen one is filled.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.theme

T.Button {
    id: control

    property int colour: 0
    property bool chosen: false

    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    leftPadding: Theme.space3
    rightPadding: Theme.space3
    topPadding: Theme.space2
    bottomPadding: Theme.space2
    implicitWidth: row.implicitWidth + leftPadding + rightPadding
    implicitHeight: Math.max(Theme.target, row.implicitHeight + topPadding + bottomPadding)
    Accessible.role: Accessible.RadioButton
    Accessible.name: text
    Accessible.checked: chosen
    Keys.onReturnPressed: control.click()
    Keys.onEnterPressed: control.click()

    background: Rectangle {
        radius: Theme.radius
        color: control.chosen ? Theme.colours.accentSoft : control.down || control.hovered ? Theme.colours.surfaceSunken : "transparent"
        border.width: control.chosen && Theme.strongEdges ? Theme.edge : 0
        border.color: Theme.colours.accent

        FocusRing {
            shown: control.visualFocus
            anchors.margins: 0
        }
    }

    contentItem: RowLayout {
        id: row

        spacing: Theme.space2

        Rectangle {
            implicitWidth: Theme.space4
            implicitHeight: Theme.space4
            radius: Theme.space1
            color: Theme.category(control.colour)
            border.width: Theme.hair
            border.color: control.chosen ? Theme.colours.accent : Theme.colours.edge
        }
        Words {
            text: control.text
            color: control.chosen ? Theme.colours.onAccentSoft : Theme.colours.text
            strong: control.chosen
            Layout.fillWidth: true
            Accessible.ignored: true
        }
    }
}
