// Twelve number keys for a finger; it types into whatever it is pointed at by `pressed`.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.theme

GridLayout {
    id: pad

    property string separator: "."
    property bool decimal: true
    // Amounts are often even: `00` stands where there is no decimal sign, but not in a PIN.
    property bool zeros: true

    signal pressed(string key)

    columns: 3
    rowSpacing: Theme.space2
    columnSpacing: Theme.space2
    // Figures keep their order in every language.
    LayoutMirroring.enabled: false
    LayoutMirroring.childrenInherit: true

    Repeater {
        model: ["7", "8", "9", "4", "5", "6", "1", "2", "3", pad.decimal ? pad.separator : pad.zeros ? "00" : "", "0", "back"]

        ActionButton {
            required property string modelData

            text: modelData === "back" ? "" : modelData
            iconName: modelData === "back" ? "delete" : ""
            large: true
            opacity: modelData === "" ? 0 : 1
            enabled: modelData !== ""
            focusPolicy: Qt.NoFocus
            autoRepeat: modelData === "back"
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.minimumWidth: Theme.targetLarge
            Accessible.name: modelData === "back" ? qsTr("Delete the last figure") : modelData
            onClicked: pad.pressed(modelData)
        }
    }
}
