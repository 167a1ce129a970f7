// One line that tells the cashier what happened, what it means and the next act; never modal.
import QtQuick
import QtQuick.Layouts
import Tillbridge.theme

Rectangle {
    id: banner

    property string tone: "info"
    property string text: ""
    property string actionLabel: ""
    property string actionKey: ""
    // False for what stands as long as it is true.
    property bool closable: true

    signal acted
    signal dismissed

    readonly property color ink: tone === "negative" ? Theme.colours.onNegativeSoft : tone === "caution" ? Theme.colours.onCautionSoft : tone === "positive" ? Theme.colours.onPositiveSoft : Theme.colours.onAccentSoft

    visible: text !== ""
    implicitHeight: visible ? row.implicitHeight + Theme.space2 * 2 : 0
    radius: Theme.radius
    color: tone === "negative" ? Theme.colours.negativeSoft : tone === "caution" ? Theme.colours.cautionSoft : tone === "positive" ? Theme.colours.positiveSoft : Theme.colours.accentSoft
    border.width: Theme.strongEdges ? Theme.edge : 0
    border.color: ink
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.space4
        anchors.rightMargin: Theme.space2
        spacing: Theme.space3

        Icon {
            name: banner.tone === "negative" ? "circle-alert" : banner.tone === "caution" ? "triangle-alert" : banner.tone === "positive" ? "circle-check" : "info"
            tint: banner.ink
        }
        Words {
            text: banner.text
            color: banner.ink
            strong: true
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        ActionButton {
            visible: banner.actionLabel !== ""
            text: banner.actionLabel
            keyHint: banner.actionKey
            onClicked: banner.acted()
        }
        IconButton {
            visible: banner.closable
            label: qsTr("Close this notice")
            iconName: "x"
            tint: banner.ink
            onClicked: banner.dismissed()
        }
    }
}
