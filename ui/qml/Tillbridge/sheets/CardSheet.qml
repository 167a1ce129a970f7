// A card payment made on a terminal of its own, recorded by hand: brand and last four, never a card number.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

SheetFrame {
    id: sheet

    title: vm.gives_back ? qsTr("Back to the card") : qsTr("Card payment")
    about: vm.gives_back ? qsTr("Give the money back on the card terminal first, to the card that paid, then record it here.") : qsTr("Take the payment on the card terminal first, then record it here.")
    readonly property bool low: roomHeight < 640 * Theme.textScale

    wanted: low ? Theme.sheetWidth * 1.7 : Theme.sheetWidth
    acceptText: qsTr("Record %1").arg(vm.amount_text)
    onAccepted: vm.accept(last4.text)
    Keys.onUpPressed: sheet.vm.step(-1)
    Keys.onDownPressed: sheet.vm.step(1)

    Words {
        text: sheet.vm.amount_text
        font.pixelSize: Theme.money
        strong: true
        wrapMode: Text.NoWrap
        Layout.fillWidth: true
    }
    GridLayout {
        columns: sheet.low ? 3 : 2
        columnSpacing: Theme.space2
        rowSpacing: Theme.space2
        uniformCellWidths: true
        Layout.fillWidth: true

        Repeater {
            model: sheet.vm.brands

            Choice {
                required property var modelData

                text: modelData.text
                chosen: sheet.vm.brand === modelData.key
                onClicked: sheet.vm.choose(modelData.key)
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }
    }
    LabelledField {
        id: last4

        label: qsTr("Last four figures on the slip (may be left empty)")
        focus: true
        text: sheet.vm.start
        field.maximumLength: 4
        field.inputMethodHints: Qt.ImhDigitsOnly
        field.validator: RegularExpressionValidator {
            regularExpression: /[0-9]{0,4}/
        }
        Layout.fillWidth: true
        onAccepted: sheet.accepted()
    }
}
