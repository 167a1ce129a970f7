// One icon of the shipped set in a colour of the theme; decoration only, the words beside it speak.
import QtQuick
import Tillbridge.theme

Image {
    id: icon

    property string name: ""
    property color tint: Theme.colours.text
    property int size: Theme.icon

    source: name === "" ? "" : "image://icons/" + name + "/" + tint.toString().slice(-6)
    sourceSize: Qt.size(size, size)
    width: size
    height: size
    visible: name !== ""
    Accessible.ignored: true
}
