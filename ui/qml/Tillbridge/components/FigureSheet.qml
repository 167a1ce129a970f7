// A sheet with one figure to type: the field and its keypad, side by side where the window is low.
import QtQuick
import QtQuick.Layouts
import Tillbridge.theme

SheetFrame {
    id: sheet

    property string start: ""
    property string unit: ""
    property string label: ""
    property bool decimal: true
    property alias text: entry.text
    // Where another field of the sheet is at fault, this one is not marked.
    property bool blamed: true
    default property alias extra: beside.data
    // What stands above the field.
    property alias above: over.data

    property bool low: roomHeight < 560 * Theme.textScale

    wanted: low ? Theme.sheetWidth * 1.7 : Theme.sheetWidth
    onAccepted: sheet.vm.accept(entry.text)

    GridLayout {
        columns: sheet.low ? 2 : 1
        columnSpacing: Theme.space4
        rowSpacing: Theme.space3
        Layout.fillWidth: true

        ColumnLayout {
            id: beside

            spacing: Theme.space3
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.tileWidth
            Layout.alignment: Qt.AlignTop

            ColumnLayout {
                id: over

                visible: children.length > 0
                Layout.fillWidth: true
            }
            AmountField {
                id: entry

                label: sheet.label !== "" ? sheet.label : sheet.title
                unit: sheet.unit
                problem: sheet.blamed ? sheet.vm.problem : ""
                text: sheet.vm.typed !== "" ? sheet.vm.typed : sheet.start
                onTextChanged: sheet.vm.keep(text)
                focus: true
                Layout.fillWidth: true
                onAccepted: sheet.accepted()
                // What was typed before a question came between is typed on, not replaced.
                Component.onCompleted: sheet.vm.typed === "" ? selectAll() : deselect()
            }
        }
        KeyPad {
            decimal: sheet.decimal
            separator: sheet.vm.separator
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.tileWidth
            onPressed: key => {
                if (key === "back") {
                    entry.remove(entry.length - 1, entry.length)
                    return
                }
                if (entry.selectedText !== "")
                    entry.clear()
                entry.insert(entry.length, key)
            }
        }
    }
}
