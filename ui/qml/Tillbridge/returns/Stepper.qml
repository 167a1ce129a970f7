// How many: one fewer, the figure, one more.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

RowLayout {
    id: stepper

    property string figure: ""
    property string about: ""
    property bool canMore: true
    property bool canFewer: true

    signal stepped(int by)

    spacing: Theme.space1
    // A count grows to the right in every language, as figures do.
    LayoutMirroring.enabled: false

    IconButton {
        label: qsTr("One fewer of %1").arg(stepper.about)
        iconName: "minus"
        enabled: stepper.canFewer
        edged: true
        onClicked: stepper.stepped(-1)
    }
    Words {
        text: stepper.figure
        strong: true
        font.pixelSize: Theme.large
        wrapMode: Text.NoWrap
        horizontalAlignment: Text.AlignHCenter
        Layout.minimumWidth: Theme.grid(Theme.large * 4)
    }
    IconButton {
        label: qsTr("One more of %1").arg(stepper.about)
        iconName: "plus"
        enabled: stepper.canMore
        edged: true
        onClicked: stepper.stepped(1)
    }
}
