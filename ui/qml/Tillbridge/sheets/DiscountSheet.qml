// A percentage or an amount off a line or the whole sale.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

FigureSheet {
    id: sheet

    title: vm.title
    about: vm.name
    unit: vm.unit
    low: roomHeight < 760 * Theme.textScale

    RowLayout {
        spacing: Theme.space2
        uniformCellSizes: true
        Layout.fillWidth: true

        Choice {
            text: qsTr("Percent")
            chosen: !sheet.vm.by_amount
            onClicked: sheet.vm.choose(false)
            Layout.fillWidth: true
        }
        Choice {
            text: qsTr("Amount")
            chosen: sheet.vm.by_amount
            onClicked: sheet.vm.choose(true)
            Layout.fillWidth: true
        }
    }
    RowLayout {
        spacing: Theme.space2
        uniformCellSizes: true
        visible: !sheet.vm.by_amount
        Layout.fillWidth: true

        Repeater {
            model: sheet.vm.quick

            ActionButton {
                required property string modelData

                text: modelData + " %"
                leftPadding: Theme.space1
                rightPadding: Theme.space1
                onClicked: sheet.vm.accept(modelData)
                Layout.fillWidth: true
            }
        }
    }
    ActionButton {
        visible: sheet.vm.removable
        text: qsTr("Take the discount away")
        iconName: "undo-2"
        onClicked: sheet.vm.remove()
        Layout.fillWidth: true
    }
}
