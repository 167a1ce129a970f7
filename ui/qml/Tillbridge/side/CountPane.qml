// Counting cash: by notes and coins, or as one figure; the total is the largest thing.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

FocusScope {
    id: pane

    required property var count
    property string label: ""

    signal accepted

    readonly property bool wide: width >= 620 * Theme.textScale

    implicitHeight: column.implicitHeight + Theme.space4 * 2
    implicitWidth: column.implicitWidth + Theme.space4 * 2

    function begin() {
        if (pane.count.by_pieces)
            notes.begin()
        else
            entry.forceActiveFocus(Qt.TabFocusReason)
    }

    Connections {
        target: pane.count

        function onCleared() {
            entry.text = ""
            Qt.callLater(pane.begin)
        }
    }
    // What is about to be shown can take the focus only once it is.
    readonly property string way: pane.count.way
    onWayChanged: Qt.callLater(pane.begin)

    Panel {
        anchors.fill: parent
    }
    ColumnLayout {
        id: column

        anchors.fill: parent
        anchors.margins: Theme.space4
        spacing: Theme.space3

        GridLayout {
            columns: pane.wide ? 2 : 1
            columnSpacing: Theme.space4
            rowSpacing: Theme.space2
            uniformCellWidths: true
            Layout.fillWidth: true
            Layout.fillHeight: false

            ColumnLayout {
                visible: pane.count.by_pieces
                spacing: 0
                Layout.fillWidth: true

                Words {
                    text: pane.label
                    muted: true
                    Layout.fillWidth: true
                }
                Words {
                    text: pane.count.total_text
                    font.pixelSize: Theme.money
                    fontSizeMode: Text.HorizontalFit
                    minimumPixelSize: Theme.large
                    strong: true
                    wrapMode: Text.NoWrap
                    Layout.fillWidth: true
                }
            }
            ChoiceBar {
                visible: pane.count.can_count_pieces
                rows: pane.count.ways
                chosen: pane.count.way
                label: qsTr("Count by")
                onPicked: key => pane.count.choose_way(key)
                Layout.fillWidth: true
            }
        }
        Words {
            text: pane.count.problem
            visible: text !== ""
            color: Theme.colours.negative
            strong: true
            Layout.fillWidth: true
            Accessible.role: Accessible.AlertMessage
        }
        GridLayout {
            visible: pane.count.by_pieces
            columns: pane.wide ? 2 : 1
            columnSpacing: Theme.space8
            rowSpacing: Theme.space4
            uniformCellWidths: true
            Layout.fillWidth: true
            Layout.fillHeight: false

            PieceColumn {
                id: notes

                count: pane.count
                rows: pane.count.notes
                label: qsTr("Notes")
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
            }
            PieceColumn {
                count: pane.count
                rows: pane.count.coins
                label: qsTr("Coins")
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
            }
        }
        ColumnLayout {
            visible: !pane.count.by_pieces
            spacing: Theme.space3
            Layout.fillWidth: true
            Layout.fillHeight: false
            Layout.maximumWidth: Theme.sheetWidth
            Layout.alignment: Qt.AlignHCenter

            Words {
                text: pane.label
                muted: true
                Layout.fillWidth: true
                Accessible.ignored: true
            }

            AmountField {
                id: entry

                focus: true
                label: pane.label
                unit: pane.count.unit
                problem: pane.count.problem
                Layout.fillWidth: true
                onTextEdited: pane.count.type_total(text)
                onAccepted: pane.accepted()
            }
            KeyPad {
                separator: pane.count.separator
                Layout.fillWidth: true
                onPressed: key => {
                    if (key === "back")
                        entry.remove(entry.length - 1, entry.length)
                    else
                        entry.insert(entry.length, key)
                    pane.count.type_total(entry.text)
                }
            }
        }
        Item {
            Layout.fillHeight: true
        }
    }
}
