// How the device is called and set: what matters first, the rest behind a button.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.side
import Tillbridge.theme

FocusScope {
    id: step

    required property var vm
    property bool wide: false
    readonly property var form: vm.form

    implicitHeight: panel.implicitHeight

    Panel {
        id: panel

        anchors.left: parent.left
        anchors.right: parent.right
        implicitHeight: column.implicitHeight + Theme.space4 * 2

        ColumnLayout {
            id: column

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.space4
            spacing: Theme.space4

            ChoiceBar {
                visible: step.form.drivers.length > 1
                rows: step.form.drivers
                chosen: step.form.driver
                cell: Theme.tileWidth * (Theme.textScale > 1.3 ? 1.6 : 1.2)
                label: qsTr("How it is connected")
                keyHint: step.vm.key_of("next_driver")
                onPicked: key => step.form.choose_driver(key)
                Layout.fillWidth: true
            }
            GridLayout {
                columns: step.wide ? 2 : 1
                columnSpacing: Theme.space6
                rowSpacing: Theme.space4
                uniformCellWidths: true
                Layout.fillWidth: true

                ColumnLayout {
                    spacing: Theme.space1
                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignTop

                    LabelledField {
                        focus: true
                        label: qsTr("Name")
                        text: step.form.name
                        field.maximumLength: 40
                        field.onTextEdited: step.form.set_name(field.text)
                        onAccepted: step.vm.run("next")
                        Layout.fillWidth: true
                    }
                    Words {
                        text: qsTr("What people here call it; may be left empty.")
                        muted: true
                        font.pixelSize: Theme.small
                        Layout.fillWidth: true
                    }
                }
                Repeater {
                    model: step.form.options

                    OptionField {
                        required property string key

                        Layout.fillWidth: true
                        Layout.alignment: Qt.AlignTop
                        onEdited: value => step.form.set_option(key, value)
                    }
                }
            }
            ActionButton {
                visible: step.form.has_more
                kind: "ghost"
                text: step.form.all_shown ? qsTr("Fewer options") : step.vm.label_of("all_options")
                keyHint: step.vm.key_of("all_options")
                iconName: "settings"
                onClicked: step.vm.run("all_options")
            }
        }
    }
}
