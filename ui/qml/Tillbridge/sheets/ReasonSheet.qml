// Why: asked before an act that leaves a trace.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components

SheetFrame {
    id: sheet

    title: vm.title
    about: vm.explanation
    acceptText: vm.accept_text
    acceptKind: vm.danger ? "danger" : "primary"
    cancelText: vm.danger ? qsTr("Keep it") : qsTr("Cancel")
    onAccepted: vm.accept()
    Keys.onUpPressed: sheet.vm.step(-1)
    Keys.onDownPressed: sheet.vm.step(1)

    PickList {
        visible: sheet.vm.picks.length > 0
        rows: sheet.vm.picks
        chosen: sheet.vm.chosen
        label: qsTr("Reason (↑ ↓)")
        onPicked: key => sheet.vm.choose(key)
        onAccepted: sheet.accepted()
        Layout.fillWidth: true
    }
    // Enter must accept without a field to stand in.
    Item {
        focus: true
        Keys.onReturnPressed: sheet.accepted()
        Keys.onEnterPressed: sheet.accepted()
    }
}
