// What people here call a device.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components

SheetFrame {
    id: sheet

    title: qsTr("Rename the device")
    about: vm.kind
    acceptText: qsTr("Save")
    onAccepted: vm.accept(name.text)

    LabelledField {
        id: name

        label: qsTr("Name (may be left empty)")
        text: sheet.vm.name
        field.maximumLength: 40
        focus: true
        Layout.fillWidth: true
        onAccepted: sheet.accepted()
        Component.onCompleted: field.selectAll()
    }
}
