// One person to tap: initials on a colour, name and role.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.theme

T.Button {
    id: tile

    required property string initials
    property string role: ""
    required property int colour
    property bool chosen: false

    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    padding: Theme.space3
    implicitWidth: row.implicitWidth + padding * 2
    implicitHeight: Math.max(Theme.targetLarge, row.implicitHeight + padding * 2)
    Accessible.role: Accessible.RadioButton
    Accessible.name: tile.text + ", " + tile.role
    Accessible.checked: tile.chosen
    Keys.onReturnPressed: tile.click()
    Keys.onEnterPressed: tile.click()

    background: Rectangle {
        radius: Theme.radius
        color: tile.chosen ? Theme.colours.accentSoft : tile.down || tile.hovered ? Theme.colours.surfaceSunken : Theme.colours.surfaceRaised
        border.width: tile.chosen ? Theme.edge : Theme.hair
        border.color: tile.chosen ? Theme.colours.accent : Theme.strongEdges ? Theme.colours.edge : Theme.colours.divider

        FocusRing {
            shown: tile.visualFocus
        }
    }

    contentItem: RowLayout {
        id: row

        spacing: Theme.space3

        Rectangle {
            implicitWidth: Theme.grid(44 * Math.min(Theme.textScale, 1.6))
            implicitHeight: implicitWidth
            radius: width / 2
            color: Theme.category(tile.colour)
            border.width: Theme.hair
            border.color: Theme.colours.edge

            Words {
                anchors.centerIn: parent
                text: tile.initials
                color: Theme.colours.onTile
                strong: true
                wrapMode: Text.NoWrap
                font.pixelSize: Math.min(Theme.large, parent.height * 0.45)
                Accessible.ignored: true
            }
        }
        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            Words {
                text: tile.text
                color: tile.chosen ? Theme.colours.onAccentSoft : Theme.colours.text
                strong: true
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            Words {
                text: tile.role
                color: tile.chosen ? Theme.colours.onAccentSoft : Theme.colours.textMuted
                font.pixelSize: Theme.small
                Layout.fillWidth: true
                Accessible.ignored: true
            }
        }
        Icon {
            name: tile.chosen ? "check" : ""
            tint: Theme.colours.accent
        }
    }
}
