// A row of a list with a badge for what a person should look at.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.theme

T.ItemDelegate {
    id: row

    property string lead: ""
    property string main: ""
    property string second: ""
    property string figure: ""
    property string badge: ""
    property string badgeTone: "quiet"
    property bool struck: false
    property bool selected: false

    readonly property bool wide: width > 460 * Theme.textScale

    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    leftPadding: Theme.space4
    rightPadding: Theme.space4
    topPadding: Theme.space2
    bottomPadding: Theme.space2
    implicitHeight: Math.max(Theme.targetLarge, content.implicitHeight + topPadding + bottomPadding)
    Accessible.role: Accessible.ListItem
    Accessible.name: [lead, main, badge, second, figure].filter(part => part !== "").join(", ")
    Accessible.selected: selected
    Keys.onReturnPressed: row.click()
    Keys.onEnterPressed: row.click()

    background: Rectangle {
        radius: Theme.radius
        color: row.selected ? Theme.colours.accentSoft : row.down || row.hovered ? Theme.colours.surfaceSunken : "transparent"
        border.width: row.selected && Theme.strongEdges ? Theme.edge : 0
        border.color: Theme.colours.accent

        FocusRing {
            shown: row.visualFocus
            anchors.margins: 0
            around: Theme.radiusSmall
        }
    }

    contentItem: RowLayout {
        id: content

        spacing: Theme.space3

        Words {
            text: row.lead
            visible: row.lead !== ""
            muted: true
            wrapMode: Text.NoWrap
            Layout.alignment: Qt.AlignTop
            Accessible.ignored: true
        }
        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            Words {
                text: row.main
                strong: true
                font.strikeout: row.struck
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            Words {
                text: row.second
                visible: text !== ""
                muted: true
                font.pixelSize: Theme.small
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
        Words {
            text: row.figure
            visible: text !== ""
            strong: true
            wrapMode: Text.NoWrap
            font.strikeout: row.struck
            horizontalAlignment: Text.AlignRight
            Accessible.ignored: true
        }
    }
}
