// Goods sold by weight: what the scale says now, large, and a field for a weight that is typed.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

FigureSheet {
    id: sheet

    readonly property bool scale: vm.scale_figure !== ""

    title: vm.title
    about: vm.name
    start: vm.start
    unit: vm.unit
    decimal: vm.decimal
    label: scale ? qsTr("Or type the weight") : vm.title
    acceptText: vm.scale_ready && text === "" ? qsTr("Take %1").arg(vm.scale_figure) : qsTr("OK")
    wanted: low || scale ? Theme.sheetWidth * 1.7 : Theme.sheetWidth
    low: scale || roomHeight < 560 * Theme.textScale

    above: [
        ScaleFigure {
            visible: sheet.scale
            figure: sheet.vm.scale_figure
            text: sheet.vm.scale_text
            tone: sheet.vm.scale_tone
            Layout.fillWidth: true
        },
        Words {
            visible: sheet.scale
            text: sheet.label
            muted: true
            font.pixelSize: Theme.small
            Layout.fillWidth: true
            Layout.topMargin: Theme.space2
            Accessible.ignored: true
        }
    ]
}
