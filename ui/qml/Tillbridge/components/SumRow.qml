// A label and its figure on one line, the figure at the end.
import QtQuick
import QtQuick.Layouts
import Tillbridge.theme

RowLayout {
    id: row

    property string label: ""
    property string figure: ""
    property color tint: Theme.colours.textMuted
    property bool large: false

    spacing: Theme.space3

    Words {
        text: row.label
        color: row.tint
        font.pixelSize: row.large ? Theme.large : Theme.small
        Layout.fillWidth: true
    }
    Words {
        text: row.figure
        color: row.tint
        strong: true
        font.pixelSize: row.large ? Theme.large : Theme.body
        wrapMode: Text.NoWrap
        horizontalAlignment: Text.AlignRight
    }
}
