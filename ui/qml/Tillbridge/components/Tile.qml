// A product to tap: its picture, or its initials on its category's colour, its name and its price.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.theme

T.AbstractButton {
    id: tile

    property string name: ""
    property string price: ""
    property string initials: ""
    property url picture
    property int colour: 0

    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    implicitWidth: Theme.tileWidth
    implicitHeight: Theme.tilePicture + words.implicitHeight + Theme.space3
    Accessible.role: Accessible.Button
    Accessible.name: tile.name + ", " + tile.price
    Keys.onReturnPressed: tile.click()
    Keys.onEnterPressed: tile.click()

    background: Rectangle {
        radius: Theme.radius
        color: tile.down ? Theme.colours.accentSoft : Theme.colours.surfaceRaised
        border.width: Theme.hair
        border.color: tile.down || tile.hovered ? Theme.colours.edge : Theme.colours.divider

        FocusRing {
            shown: tile.visualFocus
        }
    }

    contentItem: ColumnLayout {
        spacing: Theme.space1

        Rectangle {
            // A picture brings its own ground: the category's colour would stand beside it as two bars.
            color: image.status === Image.Ready ? "transparent" : Theme.category(tile.colour)
            radius: Theme.radius
            border.width: Theme.strongEdges && image.status !== Image.Ready ? Theme.hair : 0
            border.color: Theme.colours.edge
            Layout.fillWidth: true
            Layout.margins: Theme.space1
            Layout.bottomMargin: 0
            Layout.fillHeight: true
            Layout.minimumHeight: Theme.tilePicture - Theme.space2

            Image {
                id: image
                anchors.fill: parent
                source: tile.picture
                sourceSize: Qt.size(Theme.tilePicture * 2, Theme.tilePicture * 2)
                fillMode: Image.PreserveAspectFit
                Accessible.ignored: true
            }
            Words {
                anchors.centerIn: parent
                text: tile.initials
                visible: image.status !== Image.Ready
                color: Theme.colours.onTile
                strong: true
                font.pixelSize: Math.min(Theme.title, Theme.tilePicture / 2)
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
        }
        ColumnLayout {
            id: words

            spacing: 0
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space2
            Layout.rightMargin: Theme.space2
            Layout.bottomMargin: Theme.space2

            Words {
                text: tile.name
                font.pixelSize: Theme.small
                maximumLineCount: 3
                elide: Text.ElideRight
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            Words {
                text: tile.price
                strong: true
                wrapMode: Text.NoWrap
                Layout.fillWidth: true
                Accessible.ignored: true
            }
        }
    }
}
