// One line of the sale: quantity, name, amount; below it what was taken off, what its pack says, or that it comes back.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.stock
import Tillbridge.theme

T.ItemDelegate {
    id: line

    required property string name
    required property string quantity_text
    required property string price_text
    required property string amount_text
    required property string extended_text
    required property string note_text
    required property string offer_text
    required property string pack_text
    required property string stock_text
    required property string stock_tone
    required property string badge
    required property bool voided
    required property bool belongs
    required property int bumps
    property bool selected: false
    property real start: Theme.space3

    readonly property bool comesBack: badge !== ""
    readonly property color quiet: selected ? ink : Theme.colours.textMuted
    readonly property color ink: voided ? Theme.colours.textMuted : selected ? Theme.colours.onAccentSoft : Theme.colours.text

    focusPolicy: Qt.NoFocus
    hoverEnabled: false
    // The scroll mark stands beside the amounts, not on them.
    leftPadding: LayoutMirroring.enabled ? Theme.space4 : start
    rightPadding: LayoutMirroring.enabled ? start : Theme.space4
    topPadding: Theme.space2
    bottomPadding: Theme.space2
    implicitHeight: Math.max(Theme.target, content.implicitHeight + topPadding + bottomPadding)
    Accessible.role: Accessible.ListItem
    Accessible.name: [badge, quantity_text, name, amount_text, note_text, offer_text, pack_text, stock_text].filter(part => part !== "").join(", ")
    Accessible.selected: selected

    onBumpsChanged: if (bumps > 0)
        flash.restart()
    ListView.onAdd: flash.restart()

    background: Rectangle {
        radius: Theme.radiusSmall
        color: line.selected ? Theme.colours.accentSoft : "transparent"
        border.width: line.selected && Theme.strongEdges ? Theme.edge : 0
        border.color: Theme.colours.accent

        Rectangle {
            visible: line.selected
            width: Theme.space1
            radius: width / 2
            color: Theme.colours.accent
            anchors.left: parent.left
            anchors.top: parent.top
            anchors.bottom: parent.bottom
            anchors.margins: Theme.space1
        }
        Rectangle {
            id: glow
            anchors.fill: parent
            radius: parent.radius
            color: Theme.colours.accent
            opacity: 0
        }
        SequentialAnimation {
            id: flash
            NumberAnimation {
                target: glow
                property: "opacity"
                from: 0.28
                to: 0
                duration: Theme.calm
            }
        }
    }

    contentItem: RowLayout {
        id: content

        spacing: Theme.space3

        Words {
            text: line.quantity_text
            color: line.ink
            strong: true
            wrapMode: Text.NoWrap
            horizontalAlignment: Text.AlignRight
            font.strikeout: line.voided
            Layout.minimumWidth: Theme.grid(Theme.body * 1.75)
            Layout.alignment: Qt.AlignTop
            Accessible.ignored: true
        }
        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true
            Layout.leftMargin: line.belongs ? Theme.space4 : 0
            Layout.alignment: Qt.AlignTop

            Words {
                text: line.belongs ? qsTr("Deposit") : line.name
                color: line.ink
                font.strikeout: line.voided
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            GridLayout {
                columns: line.width > 340 * Theme.textScale ? 2 : 1
                columnSpacing: Theme.space2
                rowSpacing: 0
                visible: line.comesBack || below.text !== ""
                Layout.fillWidth: true

                // A word and a colour: goods that come back must never be taken for goods that are sold.
                Rectangle {
                    visible: line.comesBack
                    implicitWidth: mark.implicitWidth + Theme.space2 * 2
                    implicitHeight: mark.implicitHeight
                    radius: Theme.radiusSmall
                    color: Theme.colours.cautionSoft
                    border.width: Theme.strongEdges ? Theme.hair : 0
                    border.color: Theme.colours.onCautionSoft
                    Layout.alignment: Qt.AlignTop

                    Words {
                        id: mark

                        anchors.centerIn: parent
                        text: line.badge
                        color: Theme.colours.onCautionSoft
                        font.pixelSize: Theme.small
                        font.strikeout: line.voided
                        strong: true
                        wrapMode: Text.NoWrap
                        Accessible.ignored: true
                    }
                }
                Words {
                    id: below

                    visible: text !== ""
                    text: [line.price_text, line.note_text].filter(part => part !== "").join("   ")
                    color: line.quiet
                    font.pixelSize: Theme.small
                    Layout.fillWidth: true
                    Accessible.ignored: true
                }
            }
            Words {
                text: line.offer_text
                visible: text !== ""
                color: line.selected ? line.ink : Theme.colours.positive
                font.pixelSize: Theme.small
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            Words {
                text: line.pack_text
                visible: text !== ""
                color: line.quiet
                font.pixelSize: Theme.small
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            StockTone {
                text: line.stock_text
                tone: line.stock_tone
                iconName: tone === "caution" ? "triangle-alert" : "clock"
                ink: tone === "caution" ? Theme.colours.caution : line.quiet
                Layout.fillWidth: true
            }
        }
        ColumnLayout {
            spacing: 0
            Layout.alignment: Qt.AlignTop

            Words {
                text: line.amount_text
                color: line.ink
                strong: true
                wrapMode: Text.NoWrap
                font.strikeout: line.voided
                Layout.alignment: Qt.AlignRight
                Accessible.ignored: true
            }
            Words {
                text: line.extended_text
                visible: text !== ""
                color: line.quiet
                font.pixelSize: Theme.small
                font.strikeout: true
                wrapMode: Text.NoWrap
                Layout.alignment: Qt.AlignRight
                Accessible.ignored: true
            }
        }
    }
}
