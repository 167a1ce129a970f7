// What the search finds, best first; ↑ and ↓ choose, Enter adds.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.theme

Panel {
    id: list

    required property var search

    signal picked(string sku)

    ListView {
        id: view

        anchors.fill: parent
        anchors.margins: Theme.space2
        model: list.search.results
        currentIndex: list.search.chosen
        highlightMoveDuration: 0
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Search results")
        T.ScrollBar.vertical: ScrollMark {}

        delegate: ResultRow {
            required property int index

            width: ListView.view.width
            selected: index === list.search.chosen || (index === 0 && list.search.chosen < 0)
            onClicked: list.picked(key)
        }
    }
    EmptyState {
        anchors.centerIn: parent
        width: parent.width - Theme.space8
        visible: list.search.nothing_found
        iconName: "search"
        text: qsTr("Nothing found for “%1”").arg(list.search.text)
        hint: qsTr("Try fewer letters, or key the price with %1.").arg("F10")
    }
}
