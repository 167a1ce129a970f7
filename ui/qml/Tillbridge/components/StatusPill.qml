// A state in an icon and a word: sync, printer, training.
import QtQuick
import QtQuick.Layouts
import Tillbridge.theme

Rectangle {
    id: pill

    property string iconName: ""
    property string text: ""
    property string tone: "quiet"
    // Where there is no room the icon stands alone; the words are still spoken.
    property bool brief: false

    readonly property color ink: tone === "negative" ? Theme.colours.onNegativeSoft : tone === "caution" ? Theme.colours.onCautionSoft : tone === "positive" ? Theme.colours.onPositiveSoft : Theme.colours.textMuted

    implicitWidth: row.implicitWidth + Theme.space3 * (tone === "quiet" ? 1 : 2)
    implicitHeight: Math.max(row.implicitHeight + Theme.space2, Theme.space8)
    radius: height / 2
    color: tone === "negative" ? Theme.colours.negativeSoft : tone === "caution" ? Theme.colours.cautionSoft : tone === "positive" ? Theme.colours.positiveSoft : "transparent"
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    RowLayout {
        id: row

        anchors.centerIn: parent
        spacing: Theme.space2

        Icon {
            name: pill.iconName
            tint: pill.ink
        }
        Words {
            text: pill.text
            color: pill.ink
            font.pixelSize: Theme.small
            strong: pill.tone !== "quiet"
            wrapMode: Text.NoWrap
            visible: !pill.brief && text !== ""
            Accessible.ignored: true
        }
    }
}
