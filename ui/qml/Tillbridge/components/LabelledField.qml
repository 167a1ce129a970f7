// A field with its label above and, when something is wrong, what to do about it below.
import QtQuick
import QtQuick.Layouts
import Tillbridge.theme

// A focus scope: where it is given the focus, the field in it is what one types into.
FocusScope {
    id: labelled

    property alias label: caption.text
    property alias field: entry
    property alias text: entry.text
    property string problem: ""

    signal accepted

    implicitWidth: column.implicitWidth
    implicitHeight: column.implicitHeight

    ColumnLayout {
        id: column

        anchors.left: parent.left
        anchors.right: parent.right
        spacing: Theme.space1

        Words {
            id: caption

            muted: true
            font.pixelSize: Theme.small
            Layout.fillWidth: true
            Accessible.ignored: true
        }
        EntryField {
            id: entry

            label: caption.text
            problem: labelled.problem
            focus: true
            Layout.fillWidth: true
            onAccepted: labelled.accepted()
        }
        Words {
            visible: labelled.problem !== ""
            text: labelled.problem
            color: Theme.colours.negative
            font.pixelSize: Theme.small
            Layout.fillWidth: true
        }
    }
}
