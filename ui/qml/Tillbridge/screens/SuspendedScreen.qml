// The suspended sales: tap one, or choose it with ↑ and ↓ and press Enter.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.shell
import Tillbridge.theme

FocusScope {
    id: screen

    required property var shell
    required property var vm

    ColumnLayout {
        anchors.fill: parent
        spacing: 0

        HeaderBar {
            shell: screen.shell
            Layout.fillWidth: true

            ActionButton {
                text: screen.vm.label_of("back")
                keyHint: screen.vm.key_of("back")
                iconName: screen.shell.right_to_left ? "arrow-right" : "arrow-left"
                onClicked: screen.vm.run("back")
            }
            Item {
                Layout.fillWidth: true
            }
        }
        NoticeBar {
            shell: screen.shell
            Layout.fillWidth: true
            Layout.leftMargin: Theme.space3
            Layout.rightMargin: Theme.space3
        }
        Panel {
            Layout.fillHeight: true
            Layout.fillWidth: true
            Layout.maximumWidth: Theme.sheetWidth * 2.4
            Layout.alignment: Qt.AlignHCenter
            Layout.margins: Theme.space3

            ColumnLayout {
                anchors.fill: parent
                anchors.margins: Theme.space4
                spacing: Theme.space3

                Words {
                    text: qsTr("Suspended sales")
                    font.pixelSize: Theme.title
                    strong: true
                    Layout.fillWidth: true
                    Accessible.role: Accessible.Heading
                }
                ListView {
                    id: list

                    focus: true
                    model: screen.vm.rows
                    currentIndex: screen.vm.selected
                    highlightMoveDuration: Theme.quick
                    clip: true
                    spacing: Theme.space1
                    boundsBehavior: Flickable.StopAtBounds
                    keyNavigationEnabled: false
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Accessible.role: Accessible.List
                    Accessible.name: qsTr("Suspended sales")
                    T.ScrollBar.vertical: ScrollMark {}

                    delegate: ListRow {
                        required property string title
                        required property string items
                        required property string time_text
                        required property string total_text
                        required property string where
                        required property string state_text
                        required property bool dimmed
                        required property int index

                        width: ListView.view.width
                        main: title
                        second: [state_text, where, time_text, items].filter(part => part !== "").join(" · ")
                        muted: dimmed
                        figure: total_text
                        selected: index === screen.vm.selected
                        onClicked: screen.vm.resume_at(index)
                    }
                    EmptyState {
                        anchors.centerIn: parent
                        width: parent.width - Theme.space8
                        visible: screen.vm.empty
                        text: qsTr("No sale is suspended")
                        hint: screen.shell.status.hub_away ? qsTr("The hub is not reached: what other tills park is shown here when it is back.") : qsTr("On the sell screen, F5 parks a sale here.")
                    }
                }
                Flow {
                    visible: !screen.vm.empty
                    spacing: Theme.space2
                    layoutDirection: Qt.RightToLeft
                    Layout.fillWidth: true

                    ActionButton {
                        kind: "primary"
                        enabled: screen.vm.openable
                        text: screen.vm.label_of("resume")
                        keyHint: screen.vm.key_of("resume")
                        iconName: "history"
                        onClicked: screen.vm.run("resume")
                    }
                    ActionButton {
                        visible: screen.vm.under_way
                        text: screen.vm.label_of("drop")
                        keyHint: screen.vm.key_of("drop")
                        iconName: "x"
                        onClicked: screen.vm.run("drop")
                    }
                    ActionButton {
                        visible: screen.vm.here
                        text: screen.vm.label_of("slip")
                        keyHint: screen.vm.key_of("slip")
                        iconName: "printer"
                        onClicked: screen.vm.run("slip")
                    }
                }
            }
        }
    }
}
