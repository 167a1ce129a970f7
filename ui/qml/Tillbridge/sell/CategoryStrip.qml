// The categories side by side, where the window is narrow.
pragma ComponentBehavior: Bound

import QtQuick
import Tillbridge.components
import Tillbridge.theme

Panel {
    id: strip

    required property var grid

    implicitHeight: Theme.target + Theme.space2 * 2

    ListView {
        anchors.fill: parent
        anchors.margins: Theme.space2
        orientation: ListView.Horizontal
        layoutDirection: strip.mirrored ? Qt.RightToLeft : Qt.LeftToRight
        model: strip.grid.categories
        currentIndex: strip.grid.chosen
        highlightMoveDuration: Theme.quick
        spacing: Theme.space1
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Categories")

        delegate: CategoryButton {
            required property string name
            required property int index
            required colour

            height: ListView.view.height
            text: name
            chosen: index === strip.grid.chosen
            onClicked: strip.grid.choose(index)
        }
    }

    readonly property bool mirrored: LayoutMirroring.enabled
}
