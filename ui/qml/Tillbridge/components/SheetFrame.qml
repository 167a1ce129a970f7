// The frame of every sheet: title, what it is about, its content, what is wrong, and the two ways out.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.theme

FocusScope {
    id: frame

    required property var vm
    property real roomHeight: 0
    property real roomWidth: 0
    property string title: ""
    property string about: ""
    property string acceptText: qsTr("OK")
    property string acceptKey: qsTr("Enter")
    property string cancelText: qsTr("Cancel")
    property string acceptKind: "primary"
    property bool acceptEnabled: true
    property bool acceptShown: true
    property real wanted: Theme.sheetWidth
    default property alias content: middle.data

    signal accepted

    implicitWidth: Math.min(wanted, roomWidth)
    implicitHeight: Math.min(column.implicitHeight, roomHeight)
    Accessible.role: Accessible.Dialog
    Accessible.name: title

    ColumnLayout {
        id: column

        anchors.fill: parent
        spacing: Theme.space4

        ColumnLayout {
            spacing: Theme.space1
            Layout.fillWidth: true

            Words {
                text: frame.title
                strong: true
                font.pixelSize: Theme.large
                Layout.fillWidth: true
                Accessible.role: Accessible.Heading
            }
            Words {
                text: frame.about
                visible: text !== ""
                muted: true
                Layout.fillWidth: true
            }
        }
        Flickable {
            id: flick

            // The ways out stay in sight: what is too tall for the window scrolls between them and the title.
            implicitHeight: middle.implicitHeight
            contentHeight: middle.implicitHeight
            clip: interactive
            interactive: contentHeight > height + Theme.hair
            boundsBehavior: Flickable.StopAtBounds
            visible: middle.implicitHeight > 0
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumHeight: 0
            T.ScrollBar.vertical: ScrollMark {}

            ColumnLayout {
                id: middle

                width: flick.width - (flick.interactive ? Theme.space3 : 0)
                spacing: Theme.space3
            }
        }
        Words {
            text: frame.vm ? frame.vm.problem : ""
            visible: text !== ""
            color: Theme.colours.negative
            strong: true
            Layout.fillWidth: true
            Accessible.role: Accessible.AlertMessage
        }
        RowLayout {
            spacing: Theme.space2
            uniformCellSizes: frame.acceptShown
            Layout.fillWidth: true

            ActionButton {
                text: frame.cancelText
                keyHint: qsTr("Esc")
                onClicked: frame.vm.cancel()
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
            ActionButton {
                visible: frame.acceptShown
                kind: frame.acceptKind
                text: frame.acceptText
                keyHint: frame.acceptKey
                enabled: frame.acceptEnabled
                onClicked: frame.accepted()
                Layout.fillWidth: true
                Layout.fillHeight: true
            }
        }
    }
}
