// One item found: a small picture, its name and code, its price.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.theme

T.ItemDelegate {
    id: row

    required property string key
    required property string name
    required property string price_text
    required property string initials
    required property string picture
    required property int colour
    required property string code
    required property string age_text
    property bool selected: false

    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    leftPadding: Theme.space3
    rightPadding: Theme.space3
    topPadding: Theme.space2
    bottomPadding: Theme.space2
    implicitHeight: Math.max(Theme.targetLarge, content.implicitHeight + topPadding + bottomPadding)
    Accessible.role: Accessible.ListItem
    Accessible.name: name + ", " + price_text
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
        }
    }

    contentItem: RowLayout {
        id: content

        spacing: Theme.space3

        Rectangle {
            implicitWidth: Theme.target
            implicitHeight: Theme.target
            radius: Theme.radiusSmall
            color: image.status === Image.Ready ? "transparent" : Theme.category(row.colour)
            border.width: Theme.strongEdges ? Theme.hair : 0
            border.color: Theme.colours.edge

            Image {
                id: image
                anchors.fill: parent
                source: row.picture
                sourceSize: Qt.size(Theme.target * 2, Theme.target * 2)
                fillMode: Image.PreserveAspectFit
                Accessible.ignored: true
            }
            Words {
                anchors.centerIn: parent
                visible: image.status !== Image.Ready
                text: row.initials
                color: Theme.colours.onTile
                strong: true
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            Words {
                text: row.name
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            Words {
                text: [row.code, row.age_text].filter(part => part !== "").join(" · ")
                visible: text !== ""
                muted: true
                font.pixelSize: Theme.small
                Layout.fillWidth: true
                Accessible.ignored: true
            }
        }
        Words {
            text: row.price_text
            font.pixelSize: Theme.large
            strong: true
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }
}
