// What something costs: scan or type, read the price; nothing is sold.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.price_check
import Tillbridge.shell
import Tillbridge.theme

FocusScope {
    id: screen

    required property var shell
    required property var vm

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        HeaderBar {
            shell: screen.shell
            Layout.fillWidth: true

            SearchField {
                focus: true
                label: qsTr("Price check")
                placeholderText: qsTr("Price check: scan or search")
                briefPlaceholder: qsTr("Price check")
                iconName: "scan-barcode"
                text: screen.vm.text
                Layout.fillWidth: true
                onTextEdited: screen.vm.type_text(text)
                onAccepted: screen.vm.submit()
                onCleared: screen.vm.type_text("")
            }
        }
        NoticeBar {
            shell: screen.shell
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space3
            Layout.rightMargin: Theme.space3
        }
        Panel {
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.maximumWidth: Theme.sheetWidth * 2.4
            Layout.alignment: Qt.AlignHCenter
            Layout.margins: Theme.space3

            FoundList {
                id: found

                anchors.fill: parent
                anchors.margins: Theme.space3
                rows: screen.vm.results
                visible: count > 0
                onPicked: sku => screen.vm.show_item(sku)
            }
            Flickable {
                id: shown

                readonly property bool wide: screen.vm.stock_known && Theme.roomOf(width) > 640

                anchors.fill: parent
                anchors.margins: Theme.space4
                visible: found.count === 0 && screen.vm.found
                clip: interactive
                interactive: contentHeight > height
                contentHeight: Math.max(height, item.implicitHeight)
                boundsBehavior: Flickable.StopAtBounds
                T.ScrollBar.vertical: ScrollMark {}

                GridLayout {
                    id: item

                    width: shown.width
                    y: Math.max(0, (shown.height - implicitHeight) / 2)
                    columns: shown.wide ? 2 : 1
                    columnSpacing: Theme.space6
                    rowSpacing: Theme.space4
                    uniformCellWidths: true

                    PricePanel {
                        vm: screen.vm
                        pictured: Theme.roomOf(screen.height) > 560
                        brief: !pictured && screen.vm.stock_known && !shown.wide
                        Layout.fillWidth: true
                    }
                    StockPanel {
                        vm: screen.vm
                        visible: screen.vm.stock_known
                        Layout.fillWidth: true
                    }
                }
            }
            EmptyState {
                anchors.centerIn: parent
                width: parent.width - Theme.space8
                visible: found.count === 0 && !screen.vm.found
                iconName: screen.vm.problem !== "" ? "triangle-alert" : "scan-barcode"
                text: screen.vm.problem !== "" ? screen.vm.problem : qsTr("Scan an item to see its price")
                hint: qsTr("Nothing is sold here.")
            }
        }
        RowLayout {
            spacing: Theme.space2
            Layout.margins: Theme.space3
            Layout.topMargin: 0
            Layout.alignment: Qt.AlignHCenter

            ActionButton {
                text: screen.vm.label_of("back")
                keyHint: screen.vm.key_of("back")
                iconName: screen.shell.right_to_left ? "arrow-right" : "arrow-left"
                onClicked: screen.vm.run("back")
            }
            ActionButton {
                kind: "primary"
                enabled: screen.vm.found
                text: screen.vm.label_of("add")
                keyHint: screen.vm.key_of("add")
                iconName: "plus"
                onClicked: screen.vm.run("add")
            }
        }
    }
}
