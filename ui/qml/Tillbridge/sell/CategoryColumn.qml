// The categories one below the other, where the window is wide.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.theme

Panel {
    id: column

    required property var grid

    ListView {
        anchors.fill: parent
        anchors.margins: Theme.space2
        model: column.grid.categories
        currentIndex: column.grid.chosen
        highlightMoveDuration: Theme.quick
        spacing: Theme.space1
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Categories")
        T.ScrollBar.vertical: ScrollMark {}

        delegate: CategoryButton {
            required property string name
            required property int index
            required colour

            width: ListView.view.width
            text: name
            chosen: index === column.grid.chosen
            onClicked: column.grid.choose(index)
        }
    }
}
