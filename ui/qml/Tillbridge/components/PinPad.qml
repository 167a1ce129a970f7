// A PIN as dots and a keypad; the figures themselves are never drawn.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.theme

FocusScope {
    id: pin

    property string problem: ""
    property bool busy: false
    // Keeps a line free for what is wrong, so that no key moves from under a finger when it comes.
    property bool steady: false
    property int longest: 12
    readonly property alias text: entry.text

    signal accepted(string pin)

    function clear() {
        entry.clear()
    }

    implicitWidth: column.implicitWidth
    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column

        anchors.fill: parent
        spacing: Theme.space3

        T.TextField {
            id: entry

            focus: true
            enabled: !pin.busy
            echoMode: TextInput.Password
            maximumLength: pin.longest
            inputMethodHints: Qt.ImhDigitsOnly | Qt.ImhSensitiveData
            validator: RegularExpressionValidator {
                regularExpression: /[0-9]*/
            }
            horizontalAlignment: TextInput.AlignHCenter
            verticalAlignment: TextInput.AlignVCenter
            passwordCharacter: "\u25cf"
            passwordMaskDelay: 0
            color: Theme.colours.text
            font.family: Theme.family
            font.pixelSize: Theme.title
            font.letterSpacing: Theme.space2
            implicitHeight: Theme.targetLarge
            Layout.fillWidth: true
            Accessible.name: qsTr("PIN")
            Accessible.description: qsTr("PIN")
            Accessible.passwordEdit: true
            onAccepted: if (text !== "")
                pin.accepted(text)

            background: Rectangle {
                radius: Theme.radius
                color: Theme.colours.surfaceRaised
                border.width: entry.activeFocus ? Theme.edge : Theme.hair
                border.color: pin.problem !== "" ? Theme.colours.negative : entry.activeFocus ? Theme.colours.accent : Theme.colours.edge
            }
        }
        Words {
            text: pin.problem
            visible: text !== "" || pin.steady
            color: Theme.colours.negative
            horizontalAlignment: Text.AlignHCenter
            Layout.fillWidth: true
        }
        KeyPad {
            decimal: false
            zeros: false
            Layout.fillWidth: true
            onPressed: key => {
                if (key === "back")
                    entry.remove(entry.length - 1, entry.length)
                else
                    entry.insert(entry.length, key)
            }
        }
    }
}
