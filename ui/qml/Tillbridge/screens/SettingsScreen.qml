// How this terminal's screen looks: language, colours and text size; each choice counts at once.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.side
import Tillbridge.theme

SideFrame {
    id: screen

    title: qsTr("Settings of this screen")
    widest: Theme.sheetWidth * 2

    Panel {
        implicitHeight: column.implicitHeight + Theme.space6 * 2
        Layout.fillWidth: true

        ColumnLayout {
            id: column

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.space6
            spacing: Theme.space6

            ChoiceBar {
                rows: screen.vm.languages
                chosen: screen.vm.language
                label: qsTr("Language")
                keyHint: screen.vm.key_of("next_language")
                onPicked: key => screen.vm.choose_language(key)
                Layout.fillWidth: true
            }
            ChoiceBar {
                rows: screen.vm.schemes
                chosen: screen.vm.scheme
                label: qsTr("Colours")
                keyHint: screen.vm.key_of("next_scheme")
                onPicked: key => screen.vm.choose_scheme(key)
                Layout.fillWidth: true
            }
            ChoiceBar {
                rows: screen.vm.scales
                chosen: screen.vm.scale
                label: qsTr("Text size")
                cell: Theme.tileWidth * 0.7
                keyHint: screen.vm.key_of("smaller") + " / " + screen.vm.key_of("larger")
                onPicked: key => screen.vm.choose_scale(key)
                Layout.fillWidth: true
            }
            Words {
                text: qsTr("This is for this terminal only and stays when the next person signs in.")
                muted: true
                Layout.fillWidth: true
            }
        }
    }
    Item {
        Layout.fillHeight: true
    }
}
