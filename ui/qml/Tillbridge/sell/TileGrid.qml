// The picture grid: as many tiles beside each other as fit, fetched page by page.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.theme

Item {
    id: grid

    required property var rows

    signal picked(string sku)
    signal endReached

    GridView {
        id: view

        // A large window shows larger tiles before it shows more of them.
        readonly property real tile: Theme.tileWidth * Math.max(1, Math.min(width / 800, 1.4))
        readonly property int columns: Math.max(2, Math.floor((width - Theme.space3) / tile))

        anchors.fill: parent
        model: grid.rows
        leftMargin: LayoutMirroring.enabled ? Theme.space3 : 0
        rightMargin: LayoutMirroring.enabled ? 0 : Theme.space3
        cellWidth: Math.floor((width - Theme.space3) / columns)
        // Room for three lines of name: German needs them.
        cellHeight: Theme.grid(Theme.tilePicture * tile / Theme.tileWidth) + Theme.grid(Theme.small * 1.4 * 3 + Theme.body * 1.4) + Theme.space6
        layoutDirection: LayoutMirroring.enabled ? Qt.RightToLeft : Qt.LeftToRight
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        onAtYEndChanged: if (atYEnd)
            grid.endReached()
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Items")
        T.ScrollBar.vertical: ScrollMark {}

        delegate: Item {
            id: cell

            required property string key
            required property string name
            required property string price_text
            required property string initials
            required property string picture
            required property int colour

            width: GridView.view.cellWidth
            height: GridView.view.cellHeight

            Tile {
                anchors.fill: parent
                anchors.margins: Theme.space1
                name: cell.name
                price: cell.price_text
                initials: cell.initials
                picture: cell.picture
                colour: cell.colour
                onClicked: grid.picked(cell.key)
            }
        }
    }
    EmptyState {
        anchors.centerIn: parent
        width: parent.width - Theme.space8
        visible: view.count === 0
        iconName: "layout-grid"
        text: qsTr("No items here yet")
        hint: qsTr("They appear as soon as the catalogue has arrived.")
    }
}
