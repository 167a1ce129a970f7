// What a word found; a tap shows its price.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.sell

ListView {
    id: list

    required property var rows

    signal picked(string sku)

    model: rows
    clip: true
    boundsBehavior: Flickable.StopAtBounds
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Search results")
    T.ScrollBar.vertical: ScrollMark {}

    delegate: ResultRow {
        required property int index

        width: ListView.view.width
        selected: index === 0
        onClicked: list.picked(key)
    }
}
