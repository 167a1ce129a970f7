// A transfer on its way here, a draft, or what was posted: an icon for its kind, and a word where it waits.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.theme

T.ItemDelegate {
    id: row

    required property string icon_name
    required property string title
    required property string detail
    required property string figure
    required property string badge
    property bool selected: false

    readonly property bool wide: width > 460 * Theme.textScale

    focusPolicy: Qt.NoFocus
    hoverEnabled: true
    leftPadding: Theme.space4
    rightPadding: Theme.space4
    topPadding: Theme.space2
    bottomPadding: Theme.space2
    implicitHeight: Math.max(Theme.targetLarge, content.implicitHeight + topPadding + bottomPadding)
    Accessible.role: Accessible.ListItem
    Accessible.name: [title, badge, detail, figure].filter(part => part !== "").join(", ")
    Accessible.selected: selected

    background: Rectangle {
        radius: Theme.radius
        color: row.selected ? Theme.colours.accentSoft : row.down || row.hovered ? Theme.colours.surfaceSunken : "transparent"
        border.width: row.selected && Theme.strongEdges ? Theme.edge : 0
        border.color: Theme.colours.accent
    }

    contentItem: RowLayout {
        id: content

        spacing: Theme.space3

        Icon {
            name: row.icon_name
            tint: row.selected ? Theme.colours.onAccentSoft : Theme.colours.textMuted
        }
        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            Words {
                text: row.title
                strong: true
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            Words {
                text: row.detail
                muted: !row.selected
                color: row.selected ? Theme.colours.onAccentSoft : Theme.colours.textMuted
                font.pixelSize: Theme.small
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            StatusPill {
                visible: row.badge !== "" && !row.wide
                text: row.badge
                tone: "caution"
            }
        }
        StatusPill {
            visible: row.badge !== "" && row.wide
            text: row.badge
            tone: "caution"
        }
        Words {
            text: row.figure
            strong: true
            wrapMode: Text.NoWrap
            visible: row.wide
            Accessible.ignored: true
        }
    }
}
