// The amount that was handed over, or is handed back, typed or tapped.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

FocusScope {
    id: panel

    required property var vm
    readonly property string label: vm.gives_back ? qsTr("Only a part of it") : qsTr("Amount given")

    implicitHeight: column.implicitHeight + Theme.space4 * 2
    implicitWidth: column.implicitWidth + Theme.space4 * 2

    Panel {
        anchors.fill: parent
    }
    ColumnLayout {
        id: column

        anchors.fill: parent
        anchors.margins: Theme.space4
        spacing: Theme.space3

        Words {
            text: panel.label
            muted: true
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        AmountField {
            focus: true
            label: panel.label
            unit: panel.vm.unit
            problem: panel.vm.problem
            text: panel.vm.typed
            Layout.fillWidth: true
            onTextEdited: panel.vm.type_text(text)
            onAccepted: panel.vm.submit()
        }
        Words {
            text: panel.vm.problem
            visible: text !== ""
            color: Theme.colours.negative
            Layout.fillWidth: true
            Accessible.role: Accessible.AlertMessage
        }
        KeyPad {
            separator: panel.vm.separator
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.maximumHeight: Theme.targetLarge * 6
            Layout.alignment: Qt.AlignTop
            onPressed: key => panel.vm.type_text(key === "back" ? panel.vm.typed.slice(0, -1) : panel.vm.typed + key)
        }
        ActionButton {
            large: true
            text: panel.vm.gives_back ? qsTr("Give back in cash") : qsTr("Take in cash")
            keyHint: qsTr("Enter")
            enabled: panel.vm.ready && panel.vm.typed !== ""
            onClicked: panel.vm.submit()
            Layout.fillWidth: true
        }
    }
}
