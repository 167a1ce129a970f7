// Cancel the whole sale: asked once, because it cannot be undone with one act.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components

SheetFrame {
    id: sheet

    title: vm.title
    about: qsTr("All lines, %1 in all, go. The void stays in the journal.").arg(vm.total_text)
    acceptText: qsTr("Void sale")
    acceptKind: "danger"
    Keys.onUpPressed: sheet.vm.step(-1)
    Keys.onDownPressed: sheet.vm.step(1)
    cancelText: qsTr("Keep it")
    onAccepted: vm.accept()

    PickList {
        visible: sheet.vm.picks.length > 0
        rows: sheet.vm.picks
        chosen: sheet.vm.chosen
        label: qsTr("Reason (↑ ↓)")
        onPicked: key => sheet.vm.choose(key)
        onAccepted: sheet.accepted()
        Layout.fillWidth: true
    }
    EnterCatcher {
        focus: true
        onEntered: sheet.accepted()
    }
}
