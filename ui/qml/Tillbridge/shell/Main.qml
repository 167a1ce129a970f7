// The till's window: the screen shown, and the sheet above it. It adapts to whatever size it is given.
import QtQuick
import Tillbridge.components
import Tillbridge.theme

Window {
    id: window

    required property var shell

    width: Math.min(Screen.desktopAvailableWidth, 1366)
    height: Math.min(Screen.desktopAvailableHeight, 768)
    visible: true
    title: shell.store_name !== "" ? shell.store_name + " · " + shell.terminal_name : "Tillbridge"
    color: Theme.colours.surface

    LayoutMirroring.enabled: shell.right_to_left
    LayoutMirroring.childrenInherit: true

    Binding {
        target: Theme
        property: "colourSet"
        value: window.shell.scheme
    }
    Binding {
        target: Theme
        property: "textScale"
        value: window.shell.text_scale
    }

    Binding {
        target: Typing
        property: "keyboard"
        value: window.shell.keyboard
    }

    ScreenStack {
        anchors.fill: parent
        anchors.bottomMargin: keyboard.taken
        shell: window.shell
        focus: true
    }

    SheetHost {
        shell: window.shell
        lost: keyboard.taken
    }

    ScreenKeyboard {
        id: keyboard

        shell: window.shell
    }
}
