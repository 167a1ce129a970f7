// The keyboard on the screen: below the screen and above any sheet, so that both can be typed into by finger.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.theme

T.Popup {
    id: popup

    required property var shell
    readonly property var keyboard: shell.keyboard
    readonly property real taken: opened || visible ? height : 0

    parent: T.Overlay.overlay
    visible: keyboard.shown
    modal: false
    focus: false
    closePolicy: T.Popup.NoAutoClose
    // Above the sheets: what is typed belongs to the one that is open.
    z: 1
    padding: Theme.space2
    x: 0
    y: parent ? parent.height - height : 0
    width: parent ? parent.width : 0
    height: implicitContentHeight + padding * 2

    background: Rectangle {
        color: Theme.colours.surfaceSunken
        border.width: Theme.hair
        border.color: Theme.colours.edge
    }

    contentItem: ColumnLayout {
        spacing: Theme.space1
        // Keys stand as they do on a keyboard, whatever is written with them.
        LayoutMirroring.enabled: false
        LayoutMirroring.childrenInherit: true

        Repeater {
            model: popup.keyboard.rows

            RowLayout {
                id: row

                required property var modelData

                spacing: Theme.space1
                uniformCellSizes: true
                Layout.fillWidth: true

                Repeater {
                    model: row.modelData

                    KeyboardKey {
                        required property string modelData

                        sign: modelData
                        onPressedKey: popup.keyboard.press(modelData)
                    }
                }
            }
        }
        RowLayout {
            spacing: Theme.space1
            Layout.fillWidth: true

            KeyboardKey {
                sign: popup.keyboard.shift ? "⇪" : "⇧"
                spoken: qsTr("Capital letter")
                lit: popup.keyboard.shift
                share: 2
                onPressedKey: popup.keyboard.press("shift")
            }
            KeyboardKey {
                sign: popup.keyboard.signs ? "abc" : "&%?"
                spoken: popup.keyboard.signs ? qsTr("Letters") : qsTr("Signs")
                share: 2
                onPressedKey: popup.keyboard.press("signs")
            }
            KeyboardKey {
                sign: ""
                spoken: qsTr("Space")
                share: 6
                onPressedKey: popup.keyboard.press("space")
            }
            KeyboardKey {
                iconName: "delete"
                spoken: qsTr("Delete the last sign")
                share: 2
                repeats: true
                onPressedKey: popup.keyboard.press("back")
            }
            KeyboardKey {
                iconName: "arrow-right"
                spoken: qsTr("Next field")
                share: 2
                onPressedKey: popup.keyboard.press("tab")
            }
            KeyboardKey {
                iconName: "corner-down-left"
                spoken: qsTr("Enter")
                share: 2
                onPressedKey: popup.keyboard.press("enter")
            }
            KeyboardKey {
                iconName: "chevron-down"
                spoken: qsTr("Put the keyboard away")
                share: 2
                onPressedKey: popup.keyboard.toggle()
            }
        }
    }
}
