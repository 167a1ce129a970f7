// Who the sale is for: tapped for her details, and taken off the sale again.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.theme

Rectangle {
    id: tile

    property string name: ""
    // Her points and how old that is; empty where the store gives none.
    property string points: ""

    signal opened
    signal detached

    implicitHeight: row.implicitHeight
    radius: Theme.radius
    color: Theme.colours.accentSoft
    border.width: Theme.strongEdges ? Theme.hair : 0
    border.color: Theme.colours.onAccentSoft

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        spacing: 0

        T.Button {
            id: who

            focusPolicy: Qt.TabFocus
            leftPadding: Theme.space3
            rightPadding: Theme.space2
            topPadding: Theme.space1
            bottomPadding: Theme.space1
            implicitHeight: Math.max(Theme.targetSmall, words.implicitHeight + topPadding + bottomPadding)
            Accessible.name: qsTr("Customer: %1").arg(tile.name)
            Layout.fillWidth: true
            Keys.onReturnPressed: who.click()
            Keys.onEnterPressed: who.click()
            onClicked: tile.opened()

            background: Item {
                FocusRing {
                    shown: who.visualFocus
                }
            }
            contentItem: RowLayout {
                id: words

                spacing: Theme.space2

                Icon {
                    name: "user"
                    tint: Theme.colours.onAccentSoft
                }
                ColumnLayout {
                    spacing: 0
                    Layout.fillWidth: true

                    Words {
                        text: tile.name
                        color: Theme.colours.onAccentSoft
                        strong: true
                        Layout.fillWidth: true
                        Accessible.ignored: true
                    }
                    Words {
                        text: tile.points
                        visible: text !== ""
                        color: Theme.colours.onAccentSoft
                        font.pixelSize: Theme.small
                        Layout.fillWidth: true
                    }
                }
            }
        }
        IconButton {
            label: qsTr("Take %1 off the sale").arg(tile.name)
            iconName: "x"
            tint: Theme.colours.onAccentSoft
            onClicked: tile.detached()
        }
    }
}
