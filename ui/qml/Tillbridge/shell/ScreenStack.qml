// Shows the screen of the current route; the sell screen stays built behind the others.
pragma ComponentBehavior: Bound

import QtQuick

FocusScope {
    id: stack

    required property var shell

    Repeater {
        model: stack.shell.routes

        Loader {
            id: place

            required property string modelData
            readonly property bool current: stack.shell.route === modelData

            anchors.fill: parent
            visible: current
            enabled: current
            focus: current

            function fill() {
                if (current && item === null)
                    setSource(stack.shell.url_of(modelData), {
                        "shell": stack.shell,
                        "vm": stack.shell.model_of(modelData)
                    })
                else if (!current && item !== null && !stack.shell.keeps(modelData))
                    setSource("")
                if (current)
                    forceActiveFocus()
            }

            onCurrentChanged: fill()
            Component.onCompleted: fill()
        }
    }
}
