// How many are here and elsewhere, and how old that is: figures first, the age below them.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.side
import Tillbridge.stock
import Tillbridge.theme

ColumnLayout {
    id: panel

    required property var vm

    spacing: Theme.space4

    ColumnLayout {
        visible: panel.vm.stock_here !== ""
        spacing: Theme.space1
        Layout.fillWidth: true

        Words {
            text: qsTr("In this store")
            muted: true
            font.pixelSize: Theme.small
            Layout.fillWidth: true
            Accessible.role: Accessible.Heading
        }
        StockTone {
            text: panel.vm.stock_here
            tone: panel.vm.stock_tone
            size: Theme.title
            Layout.fillWidth: true
        }
        Words {
            text: panel.vm.stock_note
            visible: text !== ""
            Layout.fillWidth: true
        }
        Words {
            text: panel.vm.stock_age
            visible: text !== ""
            muted: true
            font.pixelSize: Theme.small
            Layout.fillWidth: true
        }
    }
    ColumnLayout {
        visible: panel.vm.elsewhere_age !== ""
        spacing: Theme.space1
        Layout.fillWidth: true

        Words {
            text: qsTr("In other stores")
            muted: true
            font.pixelSize: Theme.small
            Layout.fillWidth: true
            Accessible.role: Accessible.Heading
        }
        FactList {
            rows: panel.vm.elsewhere
            visible: panel.vm.elsewhere.length > 0
            Layout.fillWidth: true
        }
        Words {
            text: qsTr("No other store has it.")
            visible: panel.vm.elsewhere.length === 0
            Layout.fillWidth: true
        }
        Words {
            text: panel.vm.elsewhere_age
            muted: true
            font.pixelSize: Theme.small
            Layout.fillWidth: true
        }
    }
}
