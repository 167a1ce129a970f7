// The acts of a screen as buttons with their keys, as many in a row as fit.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

GridLayout {
    id: bar

    required property var vm
    // Names of acts, the icon of each from `icons`.
    property var acts: []
    property var icons: ({})
    property string primary: ""
    property int most: 4

    columns: Math.max(1, Math.min(most, acts.length, Math.floor((width + Theme.space2) / (Theme.tileWidth * 1.4 + Theme.space2))))
    columnSpacing: Theme.space2
    rowSpacing: Theme.space2
    uniformCellWidths: true
    Layout.fillHeight: false

    Repeater {
        model: bar.acts

        ActionButton {
            required property string modelData

            kind: modelData === bar.primary ? "primary" : "secondary"
            text: bar.vm.label_of(modelData)
            keyHint: bar.vm.key_of(modelData)
            iconName: bar.icons[modelData] ?? ""
            onClicked: bar.vm.run(modelData)
            Layout.fillWidth: true
            Layout.fillHeight: true
        }
    }
}
