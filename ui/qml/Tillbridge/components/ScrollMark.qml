// A thin mark that shows where one is in a list, and that there is more.
import QtQuick
import QtQuick.Templates as T
import Tillbridge.theme

T.ScrollBar {
    id: bar

    implicitWidth: Theme.space2
    visible: size < 1
    Accessible.ignored: true

    contentItem: Rectangle {
        implicitWidth: Theme.space1
        radius: width / 2
        color: Theme.colours.edge
        opacity: bar.pressed || bar.active ? 1 : 0.5
    }
}
