// The paper of the demo's printer, as long as it is, newest only.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Controls.Basic
import Tillbridge.components
import Tillbridge.theme

Window {
    id: window

    required property var papers

    width: 480
    height: Math.min(Screen.desktopAvailableHeight, 760)
    // Beside the till where there is room for both.
    x: Screen.desktopAvailableWidth - width
    visible: true
    title: qsTr("Paper of the demo printer")
    color: Theme.colours.surface

    EmptyState {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.space4
        visible: paper.status !== Image.Ready
        iconName: "receipt-text"
        text: qsTr("No paper yet")
        hint: qsTr("A receipt appears here when a sale is paid.")
    }
    ScrollView {
        anchors.fill: parent
        anchors.margins: Theme.space3
        contentWidth: availableWidth

        Image {
            id: paper

            source: window.papers.newest
            width: window.width - 2 * Theme.space3
            fillMode: Image.PreserveAspectFit
            smooth: true
        }
    }
}
