// A device in a list: its icon, its name, where it is, what is wrong with it, and its state in word and colour.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.theme

T.ItemDelegate {
    id: row

    property string iconName: ""
    property string main: ""
    property string second: ""
    // What is wrong and what to do; empty while nothing is.
    property string trouble: ""
    property string badge: ""
    property string badgeTone: "quiet"
    property bool selected: false
    // Rows that are choices have an edge; rows that are only read have none.
    property bool edged: false

    readonly property bool wide: width > 560 * Theme.textScale

    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    leftPadding: Theme.space4
    rightPadding: Theme.space4
    topPadding: Theme.space3
    bottomPadding: Theme.space3
    implicitHeight: Math.max(Theme.targetLarge, content.implicitHeight + topPadding + bottomPadding)
    Accessible.role: Accessible.ListItem
    Accessible.name: [main, badge, second, trouble].filter(part => part !== "").join(", ")
    Accessible.selected: selected
    Keys.onReturnPressed: row.click()
    Keys.onEnterPressed: row.click()

    background: Rectangle {
        radius: Theme.radius
        color: row.selected ? Theme.colours.accentSoft : row.down || row.hovered ? Theme.colours.surfaceSunken : row.edged ? Theme.colours.surfaceRaised : "transparent"
        border.width: row.selected && (row.edged || Theme.strongEdges) ? Theme.edge : row.edged ? Theme.hair : 0
        border.color: row.selected ? Theme.colours.accent : Theme.colours.edge

        FocusRing {
            shown: row.visualFocus
            anchors.margins: 0
            around: Theme.radiusSmall
        }
    }

    contentItem: RowLayout {
        id: content

        spacing: Theme.space4

        Icon {
            name: row.iconName
            size: Theme.icon + Theme.space2
            tint: row.selected ? Theme.colours.onAccentSoft : Theme.colours.textMuted
        }
        ColumnLayout {
            spacing: Theme.space1
            Layout.fillWidth: true

            Words {
                text: row.main
                strong: true
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            Words {
                text: row.second
                visible: text !== ""
                muted: true
                font.pixelSize: Theme.small
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            Words {
                text: row.trouble
                visible: text !== ""
                font.pixelSize: Theme.small
                strong: true
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            StatusPill {
                visible: row.badge !== "" && !row.wide
                text: row.badge
                tone: row.badgeTone
            }
        }
        StatusPill {
            visible: row.badge !== "" && row.wide
            text: row.badge
            tone: row.badgeTone
        }
    }
}
