// A button of the key strip: its key above its label.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.theme

T.Button {
    id: control

    property string keyName: ""
    property bool large: false
    // Room beside the words.
    property real room: Theme.space4
    readonly property real wordsWidth: words.implicitWidth

    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    implicitWidth: Math.max(words.implicitWidth + room * 2, Theme.target)
    implicitHeight: Math.max(Theme.target, words.implicitHeight + Theme.space2 * 2)
    Accessible.name: text
    Accessible.description: keyName
    Keys.onReturnPressed: control.click()
    Keys.onEnterPressed: control.click()

    background: Rectangle {
        radius: Theme.radius
        color: control.down ? Theme.colours.accentSoft : control.hovered ? Theme.colours.surfaceSunken : Theme.colours.surfaceRaised
        border.width: Theme.hair
        border.color: Theme.strongEdges || control.large ? Theme.colours.edge : Theme.colours.divider

        FocusRing {
            shown: control.visualFocus
        }
    }

    contentItem: Item {
        ColumnLayout {
            id: words

            anchors.centerIn: parent
            spacing: 0

            Words {
                text: control.keyName
                muted: true
                font.pixelSize: Theme.small
                wrapMode: Text.NoWrap
                Layout.alignment: Qt.AlignHCenter
                Accessible.ignored: true
            }
            Words {
                text: control.text
                strong: true
                color: control.enabled ? Theme.colours.text : Theme.colours.textMuted
                font.pixelSize: control.large ? Theme.large : Theme.body
                wrapMode: Text.NoWrap
                Layout.alignment: Qt.AlignHCenter
                Accessible.ignored: true
            }
        }
    }
}
