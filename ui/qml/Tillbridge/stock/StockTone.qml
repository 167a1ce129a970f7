// What is known of stock, as an icon and words in one tone: the words say all, the colour helps.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

RowLayout {
    id: said

    property string text: ""
    // `quiet`, `positive` or `caution`.
    property string tone: "quiet"
    property string iconName: tone === "caution" ? "triangle-alert" : tone === "positive" ? "circle-check" : "info"
    // Of words on a coloured ground; by default the tone's own.
    property color ink: tone === "caution" ? Theme.colours.caution : tone === "positive" ? Theme.colours.positive : Theme.colours.textMuted
    property int size: Theme.small

    visible: text !== ""
    spacing: size > Theme.body ? Theme.space2 : Theme.space1

    Icon {
        name: said.iconName
        tint: said.ink
        // In the middle of the first line, however many there are.
        Layout.alignment: Qt.AlignTop
        Layout.topMargin: Math.max(0, Math.round((words.implicitHeight / Math.max(1, words.lineCount) - height) / 2))
    }
    Words {
        id: words

        text: said.text
        color: said.ink
        font.pixelSize: said.size
        Layout.fillWidth: true
        Layout.alignment: Qt.AlignVCenter
        Accessible.ignored: true
    }
}
