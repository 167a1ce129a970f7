// The camera's picture in its own shape, a frame to aim at, and a flash when a code was taken.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

Panel {
    id: panel

    required property var vm
    readonly property bool live: vm.picture !== ""
    readonly property int taken: vm.taken

    Layout.minimumHeight: Theme.tileWidth * 1.4
    onTakenChanged: if (live) flash.restart()

    Accessible.role: Accessible.Graphic
    Accessible.name: live ? qsTr("Picture of the camera") : vm.state_text

    Image {
        id: picture

        anchors.fill: parent
        anchors.margins: Theme.space3
        visible: panel.live
        source: panel.vm.picture
        cache: false
        retainWhileLoading: true
        fillMode: Image.PreserveAspectFit
    }
    Item {
        anchors.centerIn: picture
        width: picture.paintedWidth
        height: picture.paintedHeight
        visible: panel.live

        Rectangle {
            id: aim

            anchors.centerIn: parent
            width: parent.width * 0.7
            height: parent.height * 0.6
            color: "transparent"
            radius: Theme.radius
            border.width: Theme.edge * 2
            border.color: Theme.abovePicture

            // A dark line around the light one: it shows on any picture.
            Rectangle {
                anchors.fill: parent
                anchors.margins: -Theme.edge
                color: "transparent"
                radius: Theme.radius + Theme.edge
                border.width: Theme.edge
                border.color: Theme.aroundAbovePicture
            }
        }
        Rectangle {
            id: light

            anchors.fill: parent
            color: Theme.colours.positive
            opacity: 0

            SequentialAnimation {
                id: flash

                NumberAnimation {
                    target: light
                    property: "opacity"
                    to: 0.55
                    duration: Theme.quick
                }
                PauseAnimation {
                    duration: 120
                }
                NumberAnimation {
                    target: light
                    property: "opacity"
                    to: 0
                    duration: Theme.calm
                }
            }
        }
    }
    EmptyState {
        anchors.centerIn: parent
        width: parent.width - Theme.space8
        visible: !panel.live
        iconName: "scan-barcode"
        text: panel.vm.state_text
        hint: panel.vm.state_hint
    }
}
