// What the camera sees, with a frame to aim at; beside it the item taken last and the sale so far.
import QtQuick
import QtQuick.Layouts
import Tillbridge.camera
import Tillbridge.side
import Tillbridge.theme

SideFrame {
    id: screen

    title: qsTr("Camera")
    least: screen.wide ? Theme.tileWidth * 3 : Theme.tileWidth * 4

    GridLayout {
        columns: screen.wide ? 2 : 1
        columnSpacing: Theme.space3
        rowSpacing: Theme.space3
        Layout.fillWidth: true
        Layout.fillHeight: true

        CameraView {
            vm: screen.vm
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
        TakenPanel {
            vm: screen.vm
            Layout.fillWidth: true
            Layout.fillHeight: screen.wide
            Layout.maximumWidth: screen.wide ? Theme.sheetWidth : Number.POSITIVE_INFINITY
        }
    }
}
