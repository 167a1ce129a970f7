// A short list to choose one from, by finger, arrows or number key: reasons, brands, departments.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.theme

ColumnLayout {
    id: picks

    // Rows of {key, text}; `chosen` is the key of the one taken.
    property var rows: []
    property string chosen: ""
    property string label: ""

    signal picked(string key)
    // Enter on the one that is chosen.
    signal accepted

    spacing: Theme.space2
    Accessible.role: Accessible.List
    Accessible.name: label

    Words {
        text: picks.label
        visible: text !== ""
        muted: true
        font.pixelSize: Theme.small
        Layout.fillWidth: true
        Accessible.ignored: true
    }
    Repeater {
        model: picks.rows

        ListRow {
            id: pick

            required property var modelData
            required property int index

            edged: true
            settles: true
            onSettled: picks.accepted()
            implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
            main: modelData.text
            selected: modelData.key === picks.chosen
            Accessible.role: Accessible.RadioButton
            Accessible.checked: selected
            Layout.fillWidth: true
            onClicked: picks.picked(modelData.key)
            Keys.onUpPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
            Keys.onDownPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)

            Icon {
                parent: pick.background
                name: pick.selected ? "check" : ""
                tint: Theme.colours.accent
                anchors.right: parent.right
                anchors.rightMargin: Theme.space4
                anchors.verticalCenter: parent.verticalCenter
            }
        }
    }
}
