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
                if (!stack.shell.ready)
                    return
                if (current && item === null)
                    setSource(stack.shell.url_of(modelData), {
                        "focus": true,
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

            Connections {
                target: stack.shell

                // Nothing is drawn before the till is known: not a word in the wrong language or colour.
                function onReady_changed() {
                    place.fill()
                }
                // Words that Python makes are no bindings: screens are drawn anew in the new language.
                function onLanguage_changed() {
                    place.setSource("")
                    place.fill()
                }
            }
        }
    }
}
