// What the scale says now: the weight in large figures, and how the scale is in a word and a colour.
import QtQuick
import QtQuick.Layouts
import Tillbridge.theme

Rectangle {
    id: scale

    property string figure: ""
    property string text: ""
    property string tone: "quiet"

    readonly property color ink: tone === "negative" ? Theme.colours.onNegativeSoft : tone === "caution" ? Theme.colours.onCautionSoft : tone === "positive" ? Theme.colours.onPositiveSoft : Theme.colours.text

    implicitHeight: column.implicitHeight + Theme.space3 * 2
    radius: Theme.radius
    color: tone === "negative" ? Theme.colours.negativeSoft : tone === "caution" ? Theme.colours.cautionSoft : tone === "positive" ? Theme.colours.positiveSoft : Theme.colours.surfaceSunken
    border.width: Theme.strongEdges ? Theme.edge : 0
    border.color: ink
    Accessible.role: Accessible.StaticText
    Accessible.name: text + ", " + figure

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.space4
        anchors.rightMargin: Theme.space4
        spacing: Theme.space1

        Words {
            text: scale.figure
            color: scale.ink
            font.pixelSize: Theme.money
            strong: true
            horizontalAlignment: Text.AlignHCenter
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.large
            wrapMode: Text.NoWrap
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        RowLayout {
            spacing: Theme.space2
            Layout.fillWidth: false
            Layout.alignment: Qt.AlignHCenter
            Layout.maximumWidth: column.width

            Icon {
                name: scale.tone === "positive" ? "circle-check" : scale.tone === "negative" ? "circle-alert" : scale.tone === "caution" ? "ellipsis" : "scale"
                tint: scale.ink
            }
            Words {
                text: scale.text
                color: scale.ink
                strong: true
                Layout.fillWidth: true
                Accessible.ignored: true
            }
        }
    }
}
