// The item, and its price as the largest thing.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

ColumnLayout {
    id: panel

    required property var vm
    property bool pictured: true
    // Where something else is to be read below it in a low window, the price leaves room.
    property bool brief: false

    spacing: Theme.space3

    Rectangle {
        implicitWidth: Theme.tileWidth
        implicitHeight: Theme.tileWidth
        radius: Theme.radiusLarge
        color: image.status === Image.Ready ? "transparent" : Theme.category(panel.vm.colour)
        visible: panel.pictured
        Layout.alignment: Qt.AlignHCenter

        Image {
            id: image
            anchors.fill: parent
            source: panel.vm.picture
            sourceSize: Qt.size(width * 2, height * 2)
            fillMode: Image.PreserveAspectFit
            Accessible.ignored: true
        }
        Words {
            anchors.centerIn: parent
            visible: image.status !== Image.Ready
            text: panel.vm.initials
            color: Theme.colours.onTile
            font.pixelSize: Theme.money
            wrapMode: Text.NoWrap
            Accessible.ignored: true
        }
    }
    Words {
        text: panel.vm.name
        font.pixelSize: Theme.title
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }
    Words {
        text: panel.vm.price_text
        font.pixelSize: panel.brief ? Theme.money : Theme.display
        fontSizeMode: Text.HorizontalFit
        minimumPixelSize: Theme.money
        strong: true
        wrapMode: Text.NoWrap
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }
    Words {
        text: panel.vm.deposit_text
        visible: text !== ""
        font.pixelSize: Theme.large
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }
    Words {
        text: panel.vm.detail
        visible: text !== ""
        muted: true
        horizontalAlignment: Text.AlignHCenter
        Layout.fillWidth: true
    }
}
