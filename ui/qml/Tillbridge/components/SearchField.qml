// The field that a cashier types a code or a name into; a scan never lands here.
import QtQuick
import Tillbridge.theme

EntryField {
    id: field

    signal cleared

    iconName: "search"
    endRoom: clear.visible ? clear.width : 0
    implicitHeight: Theme.target

    IconButton {
        id: clear

        label: qsTr("Clear the search")
        iconName: "x"
        visible: field.text !== ""
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        focusPolicy: Qt.NoFocus
        onClicked: field.cleared()
    }
}
