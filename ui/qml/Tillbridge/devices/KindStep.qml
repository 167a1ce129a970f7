// What is to be set up: one tile each, by finger, arrows and Enter.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

FocusScope {
    id: step

    required property var vm
    property bool wide: false

    implicitHeight: grid.implicitHeight

    EnterCatcher {
        focus: true
        onEntered: step.vm.run("next")
    }
    GridLayout {
        id: grid

        anchors.left: parent.left
        anchors.right: parent.right
        columns: step.wide ? 2 : 1
        columnSpacing: Theme.space3
        rowSpacing: Theme.space3
        uniformCellWidths: true
        uniformCellHeights: step.wide

        Repeater {
            model: step.vm.kinds

            DeviceRow {
                required property var modelData

                edged: true
                iconName: modelData.icon
                main: modelData.text
                second: modelData.about
                selected: modelData.key === step.vm.kind
                Accessible.role: Accessible.RadioButton
                Accessible.checked: selected
                // A tap goes on at once; a wrong one is a step back.
                onClicked: {
                    step.vm.pick_kind(modelData.key)
                    step.vm.run("next")
                }
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }
    }
}
