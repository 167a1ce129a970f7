// The receipts found: number, day, till and what was on it.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Tillbridge.components
import Tillbridge.side
import Tillbridge.theme

ListView {
    id: list

    required property var finding

    model: finding.rows
    currentIndex: finding.selected
    highlightMoveDuration: Theme.quick
    clip: true
    spacing: Theme.space1
    boundsBehavior: Flickable.StopAtBounds
    keyNavigationEnabled: false
    Accessible.role: Accessible.List
    Accessible.name: qsTr("Receipts found")
    T.ScrollBar.vertical: ScrollMark {}

    delegate: EntryDelegate {
        required property int index
        required property string number
        required property string detail
        required property string total_text
        required property var model

        width: ListView.view.width
        main: number
        second: detail
        figure: total_text
        badge: model.badge
        struck: model.struck
        selected: index === list.finding.selected
        onClicked: list.finding.open_at(index)
    }
    EmptyState {
        anchors.centerIn: parent
        width: parent.width - Theme.space8
        visible: list.finding.empty
        iconName: "receipt-text"
        text: list.finding.empty_text
        hint: qsTr("Scan the receipt or an item of it, or type the last figures of its number.")
    }
}
