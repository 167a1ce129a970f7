// What was found, each with its place or why it is no use; below it the address of one in the network.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

FocusScope {
    id: step

    required property var vm
    readonly property var finder: vm.finder

    implicitHeight: column.implicitHeight

    EnterCatcher {
        focus: true
        onEntered: step.vm.run("next")
    }
    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.space3

        RowLayout {
            visible: step.finder.searching || step.finder.state_text !== ""
            spacing: Theme.space3
            Layout.fillWidth: true

            Icon {
                id: wheel

                name: step.finder.searching ? "refresh-cw" : "info"
                tint: Theme.colours.textMuted

                RotationAnimation on rotation {
                    running: step.finder.searching && Theme.motion
                    from: 0
                    to: 360
                    duration: 1200
                    loops: Animation.Infinite
                    onRunningChanged: if (!running) wheel.rotation = 0
                }
            }
            Words {
                text: step.finder.state_text
                Layout.fillWidth: true
                Accessible.role: Accessible.AlertMessage
            }
        }
        Repeater {
            model: step.finder.rows

            DeviceRow {
                required property int index
                required property string icon_name
                required property string title
                required property string detail
                required property string problem
                required property string state_text
                required property string state_tone

                edged: true
                iconName: icon_name
                main: title
                second: detail
                trouble: problem
                badge: state_text
                badgeTone: state_tone
                selected: index === step.finder.selected
                onClicked: selected ? step.vm.run("next") : step.finder.select(index)
                Layout.fillWidth: true
            }
        }
        EmptyState {
            visible: step.finder.empty
            iconName: "search"
            text: qsTr("Nothing was found")
            hint: qsTr("Is it switched on and plugged in? Then search again, or enter by hand how it is connected.")
            Layout.fillWidth: true
            Layout.topMargin: Theme.space6
            Layout.bottomMargin: Theme.space6
        }
        RowLayout {
            visible: step.finder.asks_host
            spacing: Theme.space3
            Layout.fillWidth: true

            LabelledField {
                label: qsTr("Or a printer in the network: its name or address, such as 192.168.1.50")
                text: step.finder.host
                field.inputMethodHints: Qt.ImhNoPredictiveText | Qt.ImhNoAutoUppercase
                field.onTextEdited: step.finder.type_host(field.text)
                onAccepted: step.vm.run("next")
                Layout.fillWidth: true
            }
            ActionButton {
                text: qsTr("Ask there")
                iconName: "search"
                onClicked: step.vm.run("search")
                Layout.alignment: Qt.AlignBottom
            }
        }
    }
}
