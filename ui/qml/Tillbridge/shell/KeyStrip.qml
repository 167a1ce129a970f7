// The key strip: as many acts as fit, each with its key; the rest are behind the last button.
pragma ComponentBehavior: Bound

import QtQuick
import Tillbridge.components
import Tillbridge.theme

Item {
    id: strip

    required property var shell
    // Rows of {act, label, key, icon}.
    property var rows: []

    signal act(string name)

    readonly property bool mirrored: shell.right_to_left
    readonly property real gap: Theme.space2
    // Where not all acts fit, the buttons stand closer around their words, so that more do.
    readonly property bool tight: wide > width - more.width - gap
    readonly property real wide: {
        let sum = 0;
        for (let index = 0; index < buttons.count; index++) {
            const button = buttons.itemAt(index) as StripButton;
            sum += Math.max((button?.wordsWidth ?? 0) + Theme.space4 * 2, Theme.target) + gap;
        }
        return sum - gap;
    }

    implicitHeight: more.implicitHeight

    function startOf(button: Item): real {
        return mirrored ? width - button.x - button.width : button.x
    }

    Repeater {
        id: buttons

        model: strip.rows

        StripButton {
            required property var modelData
            required property int index
            readonly property Item before: index > 0 ? buttons.itemAt(index - 1) : null
            // The first of the row stands at its beginning, each next one after the one before.
            readonly property real start: before ? strip.startOf(before) + before.implicitWidth + strip.gap : 0

            x: strip.mirrored ? strip.width - start - width : start
            height: strip.height
            room: strip.tight ? Theme.space2 : Theme.space4
            visible: start + implicitWidth <= strip.width - more.width - strip.gap
            text: modelData.label
            keyName: modelData.key
            onClicked: strip.act(modelData.act)
        }
    }
    StripButton {
        id: more

        anchors.right: parent.right
        height: strip.height
        text: qsTr("All keys")
        keyName: "F1"
        onClicked: strip.shell.show_acts()
    }
}
