// One line of typing with its label above: the base of every field.
import QtQuick
import QtQuick.Templates as T
import Tillbridge.theme

T.TextField {
    id: field

    property string label: ""
    property string unit: ""
    property string iconName: ""
    property string problem: ""
    property bool money: false
    // Words are typed into it, and a till without a keyboard needs one on its screen.
    property bool worded: !money
    readonly property bool keyed: worded && Typing.hidden && endRoom === 0
    // What another button takes at the end of the field.
    property real endRoom: 0
    // Shown in the empty field where the placeholder has no room.
    property string briefPlaceholder: ""

    readonly property int side: Theme.space3

    implicitWidth: Theme.tileWidth * 2
    implicitHeight: Math.max(Theme.target, contentHeight + topPadding + bottomPadding)
    leftPadding: LayoutMirroring.enabled ? trailing : leading
    rightPadding: LayoutMirroring.enabled ? leading : trailing
    readonly property real leading: side + (iconName !== "" ? Theme.icon + Theme.space2 : 0)
    readonly property real trailing: side + (unit !== "" ? unitLabel.implicitWidth + Theme.space2 : 0) + (keyed ? keys.width : endRoom)
    topPadding: Theme.space2
    bottomPadding: Theme.space2
    verticalAlignment: TextInput.AlignVCenter
    selectByMouse: true
    color: Theme.colours.text
    placeholderTextColor: Theme.colours.textMuted
    selectionColor: Theme.colours.accent
    selectedTextColor: Theme.colours.onAccent
    font.family: Theme.family
    font.features: Theme.figures
    font.pixelSize: money ? Theme.title : Theme.large
    font.weight: money ? Font.DemiBold : Font.Normal

    Accessible.name: label !== "" ? label : placeholderText
    Accessible.description: problem

    background: Rectangle {
        radius: Theme.radius
        color: Theme.colours.surfaceRaised
        border.width: field.activeFocus ? Theme.edge : Theme.hair
        border.color: field.problem !== "" ? Theme.colours.negative : field.activeFocus ? Theme.colours.accent : Theme.colours.edge

        Icon {
            name: field.iconName
            tint: Theme.colours.textMuted
            anchors.left: parent.left
            anchors.leftMargin: field.side
            anchors.verticalCenter: parent.verticalCenter
        }
        Words {
            id: unitLabel
            text: field.unit
            muted: true
            wrapMode: Text.NoWrap
            visible: field.unit !== ""
            font.pixelSize: Theme.large
            anchors.right: parent.right
            anchors.rightMargin: field.side
            anchors.verticalCenter: parent.verticalCenter
        }
    }

    IconButton {
        id: keys

        label: qsTr("Show the keyboard")
        iconName: "keyboard"
        tint: Theme.colours.textMuted
        visible: field.keyed
        focusPolicy: Qt.NoFocus
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        onClicked: {
            field.forceActiveFocus()
            Typing.keyboard.toggle()
        }
    }
    TextMetrics {
        id: measured
        font: field.font
        text: field.placeholderText
    }
    Words {
        text: field.briefPlaceholder === "" || measured.width + Theme.space1 <= width ? field.placeholderText : field.briefPlaceholder
        muted: true
        visible: field.displayText === "" && field.preeditText === ""
        font: field.font
        wrapMode: Text.NoWrap
        x: field.leftPadding
        width: field.width - field.leftPadding - field.rightPadding
        anchors.verticalCenter: parent.verticalCenter
        elide: Text.ElideRight
        Accessible.ignored: true
    }
}
