// One stock document: scan or search the goods, look over what they change, post it.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.sell
import Tillbridge.side
import Tillbridge.stock
import Tillbridge.theme

SideFrame {
    id: screen

    // Beside the goods there is room for two buttons in a row, also in a narrow window.
    readonly property real beside: screen.room < 1200 ? 0.45 : 0.38

    GridLayout {
        columns: screen.wide ? 2 : 1
        columnSpacing: Theme.space3
        rowSpacing: Theme.space3
        Layout.fillWidth: true
        Layout.fillHeight: true

        Panel {
            id: goods

            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: screen.wide ? Theme.targetLarge * 4 : head.implicitHeight + Theme.targetLarge * 5
            Layout.preferredWidth: screen.width * (1 - screen.beside)

            ColumnLayout {
                anchors.fill: parent
                anchors.margins: Theme.space3
                spacing: Theme.space3

                ColumnLayout {
                    id: head

                    spacing: 0
                    Layout.fillWidth: true
                    Layout.leftMargin: Theme.space1
                    Layout.rightMargin: Theme.space1

                    Words {
                        text: screen.vm.title
                        strong: true
                        font.pixelSize: Theme.large
                        Layout.fillWidth: true
                        Accessible.role: Accessible.Heading
                    }
                    Words {
                        text: screen.vm.detail
                        muted: true
                        font.pixelSize: Theme.small
                        Layout.fillWidth: true
                    }
                }
                SearchField {
                    visible: screen.vm.working
                    focus: true
                    label: qsTr("Item")
                    placeholderText: qsTr("Scan an item, type its code or search")
                    briefPlaceholder: qsTr("Item")
                    text: screen.vm.finding.text
                    Layout.fillWidth: true
                    onTextEdited: screen.vm.finding.type_text(text)
                    onAccepted: screen.vm.finding.submit()
                    onCleared: screen.vm.finding.type_text("")
                    onVisibleChanged: if (visible)
                        forceActiveFocus()
                }
                ListView {
                    id: found

                    visible: screen.vm.finding.searching
                    model: screen.vm.finding.results
                    currentIndex: screen.vm.finding.selected
                    highlightMoveDuration: Theme.quick
                    clip: true
                    boundsBehavior: Flickable.StopAtBounds
                    keyNavigationEnabled: false
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Accessible.role: Accessible.List
                    Accessible.name: qsTr("Search results")
                    T.ScrollBar.vertical: ScrollMark {}

                    delegate: ResultRow {
                        required property int index

                        width: ListView.view.width
                        selected: index === screen.vm.finding.selected
                        onClicked: screen.vm.finding.pick(key)
                    }
                    EmptyState {
                        anchors.centerIn: parent
                        width: parent.width - Theme.space8
                        visible: screen.vm.finding.nothing
                        iconName: "search"
                        text: qsTr("Nothing found for %1").arg(screen.vm.finding.text)
                        hint: qsTr("Check the spelling, or scan the item.")
                    }
                }
                ListView {
                    id: list

                    visible: !screen.vm.finding.searching
                    model: screen.vm.lines
                    currentIndex: screen.vm.selected
                    highlightMoveDuration: Theme.quick
                    clip: true
                    spacing: Theme.space1
                    boundsBehavior: Flickable.StopAtBounds
                    keyNavigationEnabled: false
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Accessible.role: Accessible.List
                    Accessible.name: qsTr("Items of this document")
                    T.ScrollBar.vertical: ScrollMark {}

                    delegate: StockLine {
                        required property int index

                        width: ListView.view.width - Theme.space3
                        working: screen.vm.working
                        selected: index === screen.vm.selected
                        onClicked: screen.vm.select(index)
                        onStepped: by => screen.vm.step_line(index, by)
                        onKeyed: screen.vm.ask_quantity(index)
                    }
                    EmptyState {
                        anchors.centerIn: parent
                        width: parent.width - Theme.space8
                        visible: screen.vm.empty
                        iconName: "scan-barcode"
                        text: qsTr("Nothing on it yet")
                        hint: screen.vm.hint
                    }
                }
            }
        }
        StockSide {
            vm: screen.vm
            Layout.fillWidth: true
            Layout.fillHeight: screen.wide
            Layout.minimumHeight: screen.wide ? 0 : implicitHeight
            Layout.preferredWidth: screen.width * screen.beside
        }
    }

    footer: ActionButton {
        visible: screen.vm.draft
        kind: "primary"
        large: true
        text: screen.vm.finish_text
        keyHint: screen.vm.key_of("finish")
        iconName: "check"
        enabled: screen.vm.ready
        onClicked: screen.vm.run("finish")
        Layout.fillWidth: true
    }
}
