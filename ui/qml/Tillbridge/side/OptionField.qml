// One option of a device: choices where it has some, else a field, with what it means below.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

ColumnLayout {
    id: option

    required property string label
    required property string hint
    required property string value
    required property var choices
    required property bool whole

    signal edited(string value)

    spacing: Theme.space1

    ChoiceBar {
        visible: option.choices.length > 0
        rows: option.choices
        chosen: option.value
        label: option.label
        onPicked: key => option.edited(key)
        Layout.fillWidth: true
    }
    LabelledField {
        visible: option.choices.length === 0
        label: option.label
        text: option.value
        field.inputMethodHints: option.whole ? Qt.ImhDigitsOnly : Qt.ImhNoPredictiveText
        field.onTextEdited: option.edited(text)
        Layout.fillWidth: true
    }
    Words {
        text: option.hint
        visible: text !== ""
        muted: true
        font.pixelSize: Theme.small
        Layout.fillWidth: true
    }
}
