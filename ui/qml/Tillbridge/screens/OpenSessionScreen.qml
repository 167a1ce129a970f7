// The opening float: typed as one amount, or counted by notes and coins.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.side
import Tillbridge.theme

SideFrame {
    id: screen

    backAct: "sign_out"
    title: qsTr("Open the till")
    widest: Theme.sheetWidth * 2.2

    Banner {
        closable: false
        tone: "positive"
        text: screen.vm.closed_text
        Layout.fillWidth: true
    }
    Words {
        text: qsTr("Count the cash in the drawer before the first sale. It is the float that the till starts with.")
        muted: true
        // A low window keeps its height for the notes and coins.
        visible: screen.height >= 800 || !screen.vm.count.by_pieces
        Layout.fillWidth: true
    }
    CountPane {
        count: screen.vm.count
        label: qsTr("Opening float")
        focus: true
        Layout.fillWidth: true
        Layout.fillHeight: true
        onAccepted: screen.vm.accept()
    }
    footer: ActionButton {
        kind: "primary"
        large: true
        text: screen.vm.open_text
        keyHint: screen.vm.key_of("open")
        iconName: "wallet"
        enabled: !screen.vm.busy
        onClicked: screen.vm.run("open")
        Layout.fillWidth: true
        Layout.maximumWidth: Theme.sheetWidth
        Layout.alignment: Qt.AlignHCenter
    }
}
