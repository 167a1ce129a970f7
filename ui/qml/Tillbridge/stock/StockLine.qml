// One item of a stock document: its quantity with one more and one fewer, and once it is looked over what it changes.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.theme

T.ItemDelegate {
    id: line

    required property string name
    required property string quantity_text
    required property string detail
    required property string change_text
    required property string word
    required property string tone
    required property bool can_fewer
    property bool selected: false
    // Goods are scanned: quantities may be changed.
    property bool working: true

    signal stepped(int by)
    signal keyed

    readonly property bool wide: width > 520 * Theme.textScale
    readonly property color ink: selected ? Theme.colours.onAccentSoft : Theme.colours.text

    focusPolicy: Qt.NoFocus
    hoverEnabled: false
    leftPadding: Theme.space4
    rightPadding: Theme.space4
    topPadding: Theme.space2
    bottomPadding: Theme.space2
    implicitHeight: Math.max(Theme.targetLarge, content.implicitHeight + topPadding + bottomPadding)
    Accessible.role: Accessible.ListItem
    Accessible.name: [name, quantity_text, detail, word, change_text].filter(part => part !== "").join(", ")
    Accessible.selected: selected

    background: Rectangle {
        radius: Theme.radius
        color: line.selected ? Theme.colours.accentSoft : "transparent"
        border.width: line.selected ? Theme.edge : 0
        border.color: Theme.colours.accent
    }

    contentItem: GridLayout {
        id: content

        columns: line.wide ? 2 : 1
        columnSpacing: Theme.space3
        rowSpacing: Theme.space2

        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            Words {
                text: line.name
                color: line.ink
                strong: true
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            Words {
                text: line.detail
                visible: text !== ""
                color: line.selected ? line.ink : Theme.colours.textMuted
                font.pixelSize: Theme.small
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            StockTone {
                text: line.word
                tone: line.tone
                Layout.fillWidth: true
            }
        }
        RowLayout {
            spacing: Theme.space3
            Layout.alignment: Qt.AlignRight

            RowLayout {
                visible: line.working
                spacing: Theme.space2
                // A count grows to the right in every language, as figures do.
                LayoutMirroring.enabled: false
                LayoutMirroring.childrenInherit: true

                IconButton {
                    label: qsTr("One fewer of %1").arg(line.name)
                    iconName: "minus"
                    edged: true
                    enabled: line.can_fewer
                    onClicked: line.stepped(-1)
                }
                ActionButton {
                    text: line.quantity_text
                    Accessible.name: qsTr("Quantity of %1: %2").arg(line.name).arg(line.quantity_text)
                    onClicked: line.keyed()
                    Layout.minimumWidth: Theme.tileWidth * 0.6
                }
                IconButton {
                    label: qsTr("One more of %1").arg(line.name)
                    iconName: "plus"
                    edged: true
                    onClicked: line.stepped(1)
                }
            }
            Words {
                visible: !line.working
                text: line.quantity_text
                color: line.ink
                font.pixelSize: Theme.large
                wrapMode: Text.NoWrap
                horizontalAlignment: Text.AlignRight
                Layout.minimumWidth: Theme.grid(Theme.large * 3)
                Accessible.ignored: true
            }
            Words {
                visible: !line.working
                text: line.change_text
                color: line.ink
                strong: true
                font.pixelSize: Theme.large
                wrapMode: Text.NoWrap
                horizontalAlignment: Text.AlignRight
                Layout.minimumWidth: Theme.grid(Theme.large * 3)
                Accessible.ignored: true
            }
        }
    }
}
