// Takes Enter on a sheet that has no field to stand in.
import QtQuick

Item {
    signal entered

    visible: true
    Accessible.ignored: true
    Keys.onReturnPressed: entered()
    Keys.onEnterPressed: entered()
}
