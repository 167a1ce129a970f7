// A gift card looked at: its code first, then what is on it and the two things that can be done with it.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

SheetFrame {
    id: sheet

    title: qsTr("Gift card")
    about: vm.chosen ? vm.last4 : qsTr("Scan the card, or type its code: the hub says what is on it.")
    acceptText: !vm.chosen || vm.unheard ? qsTr("Ask the hub") : vm.pays ? qsTr("Pay with it") : qsTr("Sell or top up")
    acceptEnabled: !vm.chosen || vm.unheard || (vm.pays ? vm.worth : vm.loads)
    cancelText: vm.chosen ? qsTr("Close") : qsTr("Cancel")
    onAccepted: {
        if (!acceptEnabled)
            return
        if (!vm.chosen || vm.unheard)
            vm.ask()
        else if (!vm.pays)
            vm.load()
        else
            vm.pay()
    }

    LabelledField {
        visible: !sheet.vm.chosen
        label: qsTr("Code of the card")
        focus: !sheet.vm.chosen
        text: sheet.vm.typed
        field.inputMethodHints: Qt.ImhSensitiveData | Qt.ImhNoPredictiveText | Qt.ImhUppercaseOnly
        field.onTextEdited: sheet.vm.type_code(field.text)
        Layout.fillWidth: true
        onAccepted: sheet.accepted()
    }
    ColumnLayout {
        visible: sheet.vm.balance_text + sheet.vm.state_text !== ""
        spacing: 0
        Layout.fillWidth: true

        Words {
            text: sheet.vm.balance_text
            visible: text !== ""
            font.pixelSize: Theme.title
            strong: true
            Layout.fillWidth: true
        }
        Words {
            text: sheet.vm.state_text
            visible: text !== ""
            muted: true
            Layout.fillWidth: true
            Accessible.role: Accessible.AlertMessage
        }
    }
    ActionButton {
        visible: sheet.vm.chosen && (sheet.vm.pays || sheet.vm.unheard) && sheet.vm.loads
        text: qsTr("Sell or top up")
        onClicked: sheet.vm.load()
        Layout.fillWidth: true
    }
    EnterCatcher {
        focus: sheet.vm.chosen
        onEntered: sheet.accepted()
    }
}
