// The ring around whatever the keyboard would act on.
import QtQuick
import Tillbridge.theme

Rectangle {
    property bool shown: false
    property int around: Theme.radius

    anchors.fill: parent
    anchors.margins: -Theme.space1
    radius: around + Theme.space1
    color: "transparent"
    border.width: Theme.edge + Theme.hair
    border.color: Theme.colours.focus
    visible: shown
}
