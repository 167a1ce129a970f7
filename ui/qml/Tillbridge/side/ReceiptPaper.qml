// A receipt as on paper: monospaced, left to right in every language, scrolled where it is longer than the screen.
import QtQuick
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.theme

Rectangle {
    id: paper

    property string text: ""

    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true
    color: Theme.colours.surfaceRaised
    border.width: Theme.hair
    border.color: Theme.strongEdges ? Theme.colours.edge : Theme.colours.divider

    Flickable {
        id: flick

        anchors.fill: parent
        anchors.margins: Theme.space3
        clip: true
        contentHeight: receipt.height
        contentWidth: width
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollMark {}

        Text {
            id: receipt

            // The mark of the scroll bar must not lie on the last column.
            readonly property real room: flick.width - 2 * Theme.space2
            readonly property int columns: paper.text.split("\n").reduce((most, line) => Math.max(most, line.length), 1)

            x: Math.max(0, (flick.width - width) / 2)
            text: paper.text
            color: Theme.colours.text
            font.family: "Noto Sans Mono"
            // As many characters as the paper has fit the width, within a size that can be read.
            font.pixelSize: Math.max(10, Math.min(Theme.body, Math.floor(room / (columns * 0.605))))
            textFormat: Text.PlainText
            wrapMode: Text.NoWrap
            Accessible.role: Accessible.StaticText
            Accessible.name: paper.text
        }
    }
}
