// The device at work: what to do, what came of it, and how the device says it is.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

FocusScope {
    id: step

    required property var vm
    readonly property var trial: vm.trial

    implicitHeight: panel.implicitHeight

    EnterCatcher {
        focus: true
        onEntered: step.vm.run(step.vm.sends && step.trial.sent_text === "" ? "test" : "next")
    }
    Panel {
        id: panel

        anchors.left: parent.left
        anchors.right: parent.right
        implicitHeight: column.implicitHeight + Theme.space6 * 2

        ColumnLayout {
            id: column

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.space6
            spacing: Theme.space4

            RowLayout {
                spacing: Theme.space4
                Layout.fillWidth: true

                Icon {
                    name: step.trial.icon
                    size: Theme.iconLarge
                    tint: Theme.colours.textMuted
                }
                Words {
                    text: step.trial.text
                    font.pixelSize: Theme.large
                    strong: true
                    Layout.fillWidth: true
                }
                StatusPill {
                    text: step.trial.health_word
                    tone: step.trial.health_tone
                    visible: text !== ""
                }
            }
            Banner {
                closable: false
                tone: step.trial.health_tone === "quiet" ? "info" : step.trial.health_tone
                text: step.trial.health_text
                Layout.fillWidth: true
            }
            ScaleFigure {
                visible: step.trial.scale_figure !== ""
                figure: step.trial.scale_figure
                text: step.trial.scale_text
                tone: step.trial.scale_tone
                Layout.fillWidth: true
            }
            Rectangle {
                visible: step.trial.code !== ""
                implicitHeight: read.implicitHeight + Theme.space4 * 2
                radius: Theme.radius
                color: step.trial.own ? Theme.colours.positiveSoft : Theme.colours.cautionSoft
                border.width: Theme.strongEdges ? Theme.edge : 0
                border.color: step.trial.own ? Theme.colours.onPositiveSoft : Theme.colours.onCautionSoft
                Layout.fillWidth: true

                ColumnLayout {
                    id: read

                    readonly property color ink: step.trial.own ? Theme.colours.onPositiveSoft : Theme.colours.onCautionSoft

                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.verticalCenter: parent.verticalCenter
                    anchors.leftMargin: Theme.space4
                    anchors.rightMargin: Theme.space4
                    spacing: Theme.space1

                    Words {
                        text: step.trial.own ? qsTr("This one read it") : qsTr("Another scanner or the keyboard read this, not this device")
                        color: read.ink
                        font.pixelSize: Theme.small
                        Layout.fillWidth: true
                    }
                    Words {
                        text: step.trial.code
                        color: read.ink
                        font.pixelSize: Theme.title
                        strong: true
                        wrapMode: Text.WrapAnywhere
                        Layout.fillWidth: true
                    }
                    Words {
                        text: step.trial.code_text
                        visible: text !== ""
                        color: read.ink
                        Layout.fillWidth: true
                    }
                }
            }
            Words {
                text: step.trial.sent_text
                visible: text !== ""
                strong: true
                Layout.fillWidth: true
                Accessible.role: Accessible.AlertMessage
            }
            ActionButton {
                visible: step.vm.sends
                text: step.vm.label_of("test")
                keyHint: step.vm.key_of("test")
                iconName: step.trial.icon
                large: true
                onClicked: step.vm.run("test")
                Layout.fillWidth: true
            }
        }
    }
}
