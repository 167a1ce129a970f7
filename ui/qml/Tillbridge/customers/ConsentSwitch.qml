// One consent: what it is for, its wording, and a switch that nobody but the customer turns on.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.theme

T.AbstractButton {
    id: control

    property string title: ""
    property string wording: ""
    property string version: ""
    property string note: ""
    property bool given: false

    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    leftPadding: Theme.space3
    rightPadding: Theme.space3
    topPadding: Theme.space2
    bottomPadding: Theme.space2
    implicitHeight: Math.max(Theme.targetLarge, row.implicitHeight + topPadding + bottomPadding)
    Accessible.role: Accessible.CheckBox
    Accessible.checkable: true
    Accessible.checked: given
    Accessible.name: title
    Accessible.description: wording
    Keys.onReturnPressed: control.click()
    Keys.onEnterPressed: control.click()

    background: Rectangle {
        radius: Theme.radius
        color: control.given ? Theme.colours.accentSoft : Theme.colours.surfaceRaised
        border.width: control.given ? Theme.edge : Theme.hair
        border.color: control.given ? Theme.colours.accent : Theme.colours.edge

        FocusRing {
            shown: control.visualFocus
        }
    }

    contentItem: RowLayout {
        id: row

        spacing: Theme.space3

        Rectangle {
            implicitWidth: Theme.icon * 2 + Theme.space1
            implicitHeight: Theme.icon + Theme.space2
            radius: height / 2
            color: control.given ? Theme.colours.accent : Theme.colours.surfaceSunken
            border.width: Theme.hair
            border.color: control.given ? Theme.colours.accent : Theme.colours.edge
            Layout.alignment: Qt.AlignTop

            Rectangle {
                readonly property real room: Theme.space1

                width: parent.height - room * 2
                height: width
                radius: width / 2
                y: room
                x: control.given !== control.mirrored ? parent.width - width - room : room
                color: control.given ? Theme.colours.onAccent : Theme.colours.edge
            }
        }
        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            Words {
                text: control.title + " · " + (control.given ? qsTr("Yes") : qsTr("No"))
                color: control.given ? Theme.colours.onAccentSoft : Theme.colours.text
                strong: true
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            Words {
                text: control.wording
                color: control.given ? Theme.colours.onAccentSoft : Theme.colours.text
                Layout.fillWidth: true
                Accessible.ignored: true
            }
            Words {
                text: [control.version, control.note].filter(part => part !== "").join(" · ")
                color: control.given ? Theme.colours.onAccentSoft : Theme.colours.textMuted
                font.pixelSize: Theme.small
                Layout.fillWidth: true
                Accessible.ignored: true
            }
        }
    }
}
