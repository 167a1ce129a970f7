// The buyer must be old enough: the date to compare the document with is the largest thing.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

SheetFrame {
    id: sheet

    title: qsTr("Check the buyer's age")
    about: vm.name
    acceptText: qsTr("Old enough")
    cancelText: qsTr("Leave it out")
    onAccepted: vm.confirm()

    RowLayout {
        spacing: Theme.space4
        Layout.fillWidth: true

        Rectangle {
            implicitWidth: Math.max(age.implicitWidth + Theme.space4, height)
            implicitHeight: age.implicitHeight + Theme.space4
            radius: Theme.radius
            color: Theme.colours.negative
            Layout.alignment: Qt.AlignTop

            Words {
                id: age
                anchors.centerIn: parent
                text: sheet.vm.age_text
                color: Theme.colours.onNegative
                font.pixelSize: Theme.title
                strong: true
                wrapMode: Text.NoWrap
            }
        }
        ColumnLayout {
            spacing: 0
            Layout.fillWidth: true

            Words {
                text: qsTr("Born on or before")
                muted: true
                Layout.fillWidth: true
            }
            Words {
                text: sheet.vm.born_text
                font.pixelSize: Theme.title
                strong: true
                Layout.fillWidth: true
            }
        }
    }
    EnterCatcher {
        focus: true
        onEntered: sheet.accepted()
    }
}
