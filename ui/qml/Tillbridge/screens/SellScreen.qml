// The sell screen: search above, categories and pictures on one side, the sale and its total on the other.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.sell
import Tillbridge.shell
import Tillbridge.theme

FocusScope {
    id: screen

    required property var shell
    required property var vm

    readonly property real room: Theme.roomOf(width)
    readonly property bool wide: room >= 1000
    readonly property bool single: room < 640
    // Where there is room for one side only, the sale is in front until something is looked for.
    property bool browsing: false
    readonly property bool finding: browsing || vm.search.active || vm.unknown_text !== ""

    Connections {
        target: screen.vm.cart

        function onChanged() {
            screen.browsing = false
        }
    }

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        HeaderBar {
            shell: screen.shell
            Layout.fillWidth: true

            QuantityChip {
                text: screen.vm.search.quantity_text
            }
            SearchField {
                id: field

                focus: true
                label: qsTr("Search or scan")
                placeholderText: qsTr("Scan, type a code or search")
                briefPlaceholder: qsTr("Search")
                text: screen.vm.search.text
                Layout.fillWidth: true
                onTextEdited: {
                    screen.vm.type_text(text)
                    // What became a quantity is taken out of the field again.
                    text = Qt.binding(() => screen.vm.search.text)
                }
                onAccepted: screen.vm.submit()
                onCleared: screen.vm.type_text("")
            }
            IconButton {
                visible: screen.single
                label: screen.finding ? qsTr("Show the sale") : qsTr("Show the items")
                iconName: screen.finding ? "shopping-basket" : "layout-grid"
                onClicked: {
                    screen.vm.type_text("")
                    screen.browsing = !screen.browsing
                }
            }
        }

        NoticeBar {
            shell: screen.shell
            shown: screen.single
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space3
            Layout.rightMargin: Theme.space3
        }

        RowLayout {
            spacing: Theme.space3
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.margins: Theme.space3

            CategoryColumn {
                visible: screen.wide
                grid: screen.vm.grid
                Layout.fillHeight: true
                Layout.preferredWidth: Theme.grid(Math.max(Theme.tileWidth * 1.25, Math.min(screen.width * 0.15, Theme.tileWidth * 1.8)))
            }
            ColumnLayout {
                spacing: Theme.space2
                visible: !screen.single || screen.finding
                Layout.fillWidth: true
                Layout.fillHeight: true

                CategoryStrip {
                    visible: !screen.wide && !screen.vm.search.active && screen.vm.unknown_text === ""
                    grid: screen.vm.grid
                    Layout.fillWidth: true
                }
                TileGrid {
                    visible: !screen.vm.search.active
                    rows: screen.vm.grid.tiles
                    onPicked: sku => screen.vm.add_tile(sku)
                    onEndReached: screen.vm.grid.more()
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                }
                ResultList {
                    visible: screen.vm.search.active
                    search: screen.vm.search
                    onPicked: sku => screen.vm.add_found(sku)
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                }
                // Below what is tapped: no tile moves from under a finger when something is said or goes again.
                UnknownPanel {
                    visible: screen.vm.unknown_text !== ""
                    vm: screen.vm
                    Layout.fillWidth: true
                }
                NoticeBar {
                    shell: screen.shell
                    shown: !screen.single
                    Layout.fillWidth: true
                }
            }
            CartPanel {
                visible: !screen.single || !screen.finding
                vm: screen.vm
                Layout.fillHeight: true
                Layout.fillWidth: screen.single
                Layout.preferredWidth: screen.single ? -1 : Math.max(screen.width * 0.34, Math.min(360 * Theme.textScale, screen.width * 0.54))
                Layout.maximumWidth: screen.single ? Number.POSITIVE_INFINITY : Math.max(560, 400 * Theme.textScale)
            }
        }

        KeyStrip {
            shell: screen.shell
            rows: screen.vm.strip
            onAct: name => screen.vm.run(name)
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space3
            Layout.rightMargin: Theme.space3
            Layout.bottomMargin: Theme.space3
        }
    }
}
