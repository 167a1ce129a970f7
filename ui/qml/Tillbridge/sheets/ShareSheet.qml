// The open sale on its way to a phone: the link as a code, and the word that the customer has it.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

SheetFrame {
    id: sheet

    title: qsTr("Send to a phone")
    about: vm.state_text
    acceptText: vm.ready ? qsTr("Handed over") : qsTr("Try again")
    // Voiding a sale is not for a key that is pressed by mistake: the button is, by hand or by Tab.
    acceptKey: vm.ready ? "" : qsTr("Enter")
    acceptEnabled: !vm.asking
    acceptShown: !vm.asking
    cancelText: vm.ready ? qsTr("Keep the sale here") : qsTr("Close")
    onAccepted: vm.accept()

    Rectangle {
        // Codes are dark on light whatever the colours of the screen, or cameras do not read them.
        visible: sheet.vm.ready
        color: Theme.codePaper
        radius: Theme.radius
        implicitWidth: side
        implicitHeight: side
        Layout.alignment: Qt.AlignHCenter

        readonly property real side: Math.max(Theme.codeLeast, Math.min(sheet.roomHeight * 0.45, sheet.roomWidth * 0.6))

        Image {
            anchors.fill: parent
            source: sheet.vm.code
            fillMode: Image.PreserveAspectFit
            smooth: false
            Accessible.role: Accessible.Graphic
            Accessible.name: qsTr("Code that opens the cart on a phone")
        }
    }
    Words {
        text: sheet.vm.goods_text
        visible: text !== ""
        Layout.fillWidth: true
    }
    Words {
        text: qsTr("“Handed over” voids the sale here; nothing is paid. If it is paid here after all, nobody pays twice: the lines leave the phone.")
        visible: sheet.vm.ready
        muted: true
        font.pixelSize: Theme.small
        Layout.fillWidth: true
    }
    ActionButton {
        visible: sheet.vm.ready && sheet.vm.prints
        text: qsTr("Print it")
        iconName: "printer"
        onClicked: sheet.vm.print_link()
        Layout.alignment: Qt.AlignHCenter
    }
    EnterCatcher {
        focus: true
        onEntered: if (!sheet.vm.ready) sheet.accepted()
    }
}
