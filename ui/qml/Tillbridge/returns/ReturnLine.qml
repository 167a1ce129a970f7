// One line of the receipt: what was sold, came back and is left, and how much of it comes back now.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.theme

T.ItemDelegate {
    id: line

    required property string name
    required property string detail
    required property string picked_text
    required property string amount_text
    required property bool can_more
    required property bool can_fewer
    required property bool spent
    property bool selected: false

    signal stepped(int by)
    signal wholeTaken

    // Name and stepper stand side by side where there is room for both.
    readonly property bool wide: width > 520 * Theme.textScale

    focusPolicy: Qt.NoFocus
    hoverEnabled: false
    leftPadding: Theme.space4
    rightPadding: Theme.space4
    topPadding: Theme.space2
    bottomPadding: Theme.space2
    implicitHeight: Math.max(Theme.targetLarge, content.implicitHeight + topPadding + bottomPadding)
    Accessible.role: Accessible.ListItem
    Accessible.name: [name, detail, picked_text, amount_text].filter(part => part !== "").join(", ")
    Accessible.selected: selected

    background: Rectangle {
        radius: Theme.radius
        color: line.can_fewer ? Theme.colours.cautionSoft : line.selected ? Theme.colours.accentSoft : "transparent"
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
                strong: line.can_fewer
                color: line.spent ? Theme.colours.textMuted : line.can_fewer ? Theme.colours.onCautionSoft : Theme.colours.text
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            Words {
                text: line.detail
                color: line.can_fewer ? Theme.colours.onCautionSoft : Theme.colours.textMuted
                font.pixelSize: Theme.small
                Layout.fillWidth: true
                Accessible.ignored: true
            }
        }
        RowLayout {
            spacing: Theme.space3
            visible: !line.spent
            Layout.alignment: Qt.AlignRight

            Words {
                text: line.amount_text
                visible: text !== ""
                color: Theme.colours.onCautionSoft
                strong: true
                font.pixelSize: Theme.large
                wrapMode: Text.NoWrap
                Accessible.ignored: true
            }
            Stepper {
                figure: line.picked_text
                about: line.name
                canMore: line.can_more
                canFewer: line.can_fewer
                onStepped: by => line.stepped(by)
            }
            Choice {
                text: qsTr("All")
                chosen: line.can_fewer && !line.can_more
                Accessible.name: qsTr("All of %1").arg(line.name)
                onClicked: line.wholeTaken()
            }
        }
    }
}
