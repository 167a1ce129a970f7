// The one place where a sheet opens: above the screen, within the window, keeping the focus inside.
import QtQuick
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.theme

T.Popup {
    id: host

    required property var shell
    // What the keyboard on the screen takes from below.
    property real lost: 0

    readonly property real roomHeight: parent ? parent.height - lost - Theme.space4 * 2 : 0
    readonly property real roomWidth: parent ? parent.width - Theme.space4 * 2 : 0

    parent: T.Overlay.overlay
    modal: true
    focus: true
    closePolicy: T.Popup.NoAutoClose
    padding: Theme.space6
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: parent ? Math.round((parent.height - lost - height) / 2) : 0
    width: Math.min(roomWidth, loader.implicitWidth + padding * 2)
    height: Math.min(roomHeight, loader.implicitHeight + padding * 2)

    T.Overlay.modal: Rectangle {
        color: Theme.colours.scrim
    }

    background: Panel {}

    contentItem: Loader {
        id: loader

        LayoutMirroring.enabled: host.shell.right_to_left
        LayoutMirroring.childrenInherit: true
        focus: true
    }

    function show() {
        loader.setSource("")
        if (shell.sheet_model === null) {
            close()
            return
        }
        loader.setSource(shell.sheet_url, {
            "focus": true,
            "vm": shell.sheet_model,
            "roomHeight": Qt.binding(() => host.roomHeight - host.padding * 2),
            "roomWidth": Qt.binding(() => host.roomWidth - host.padding * 2)
        })
        open()
        loader.forceActiveFocus()
    }

    Connections {
        target: host.shell

        function onSheet_changed() {
            host.show()
        }
    }
}
