// A row of a list: a leading word, a main and a second line, and a figure at the end.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.theme

T.ItemDelegate {
    id: row

    property string lead: ""
    property string main: ""
    property string second: ""
    property string figure: ""
    property string keyHint: ""
    property bool selected: false
    // What cannot be chosen now stays readable, and recedes.
    property bool muted: false
    // Rows that are choices have an edge; rows that are only read have none.
    property bool edged: false
    // Where every row has a key, their labels begin below each other.
    property real keyWidth: 0
    // Where it is so, Enter on the row that is chosen already goes on instead of choosing it again.
    property bool settles: false

    signal settled

    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    leftPadding: Theme.space4
    rightPadding: Theme.space4
    topPadding: Theme.space2
    bottomPadding: Theme.space2
    implicitHeight: Math.max(Theme.targetLarge, content.implicitHeight + topPadding + bottomPadding)
    Accessible.role: Accessible.ListItem
    Accessible.name: [lead, main, second, figure].filter(part => part !== "").join(", ")
    Accessible.selected: selected
    Keys.onReturnPressed: row.settles && row.selected ? row.settled() : row.click()
    Keys.onEnterPressed: row.settles && row.selected ? row.settled() : row.click()

    background: Rectangle {
        radius: Theme.radius
        color: row.selected ? Theme.colours.accentSoft : row.down || row.hovered ? Theme.colours.surfaceSunken : "transparent"
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

        spacing: Theme.space3

        Item {
            visible: row.keyHint !== ""
            implicitWidth: Math.max(hint.implicitWidth, row.keyWidth)
            implicitHeight: hint.implicitHeight

            KeyHint {
                id: hint
                key: row.keyHint
                anchors.left: parent.left
            }
        }
        Words {
            text: row.lead
            visible: row.lead !== ""
            strong: true
            wrapMode: Text.NoWrap
        }
        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            Words {
                text: row.main
                muted: row.muted
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
        }
        Words {
            text: row.figure
            muted: row.muted
            visible: text !== ""
            strong: true
            wrapMode: Text.NoWrap
            font.pixelSize: Theme.large
            horizontalAlignment: Text.AlignRight
            Accessible.ignored: true
        }
    }
}
