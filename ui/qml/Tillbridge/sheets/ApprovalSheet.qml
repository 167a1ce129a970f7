// A supervisor's word on top of the sale: who, why, PIN. The cashier stays signed in.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

SheetFrame {
    id: sheet

    title: qsTr("A supervisor's approval is needed")
    about: vm.why
    acceptText: qsTr("Approve")
    acceptEnabled: !vm.waiting
    wanted: Theme.sheetWidth * 1.7
    onAccepted: if (pin.text !== "")
        sheet.vm.accept(pin.text)
    Keys.onUpPressed: sheet.vm.step(-1)
    Keys.onDownPressed: sheet.vm.step(1)

    Connections {
        target: sheet.vm

        function onRefused_again() {
            pin.clear()
        }
    }

    Words {
        text: sheet.vm.detail
        visible: text !== ""
        strong: true
        Layout.fillWidth: true
    }
    RowLayout {
        spacing: Theme.space6
        Layout.fillWidth: true

        ColumnLayout {
            spacing: Theme.space4
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.tileWidth
            Layout.alignment: Qt.AlignTop

            PickList {
                rows: sheet.vm.people
                chosen: sheet.vm.who
                label: qsTr("Who approves")
                onPicked: key => sheet.vm.choose_person(key)
                onAccepted: sheet.accepted()
                Layout.fillWidth: true
            }
            PickList {
                visible: sheet.vm.reasons.length > 0
                rows: sheet.vm.reasons
                chosen: sheet.vm.reason
                label: qsTr("Reason (↑ ↓)")
                onPicked: key => sheet.vm.choose_reason(key)
                onAccepted: sheet.accepted()
                Layout.fillWidth: true
            }
        }
        ColumnLayout {
            spacing: Theme.space2
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.tileWidth
            Layout.alignment: Qt.AlignTop

            Words {
                text: qsTr("PIN")
                muted: true
                font.pixelSize: Theme.small
                Layout.fillWidth: true
            }
            PinPad {
                id: pin

                focus: true
                busy: sheet.vm.waiting
                onAccepted: text => sheet.vm.accept(text)
                Layout.fillWidth: true
            }
        }
    }
}
