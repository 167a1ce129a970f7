// The keyboard on the screen as fields see it: each text field has the key that shows it.
pragma Singleton
import QtQuick

QtObject {
    // Set once by the window; null where there is none.
    property var keyboard: null
    readonly property bool hidden: keyboard !== null && !keyboard.shown
}
