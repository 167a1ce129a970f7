// A piece of text in the theme's type: everything that is read on a screen is one of these.
import QtQuick
import Tillbridge.theme

Text {
    property bool strong: false
    property bool muted: false

    color: muted ? Theme.colours.textMuted : Theme.colours.text
    font.family: Theme.family
    font.pixelSize: Theme.body
    font.weight: strong ? Font.DemiBold : Font.Normal
    font.features: Theme.figures
    wrapMode: Text.Wrap
    textFormat: Text.PlainText
    // Text follows its language's direction; only the layout is mirrored.
    horizontalAlignment: Text.AlignLeft
    Accessible.role: Accessible.StaticText
    Accessible.name: text
}
