// One note or coin and how many there are: typed, or one more and one fewer by finger.
import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

RowLayout {
    id: line

    required property string key
    required property string value_text
    required property string count_text
    required property string amount_text
    required property var count

    function begin() {
        field.forceActiveFocus(Qt.TabFocusReason)
    }

    spacing: Theme.space1


    Words {
        text: line.value_text
        strong: true
        wrapMode: Text.NoWrap
        horizontalAlignment: Text.AlignRight
        Layout.preferredWidth: Math.max(implicitWidth, 72 * Theme.textScale)
        Layout.rightMargin: Theme.space2
    }
    EntryField {
        id: field

        worded: false
        label: qsTr("How many of %1").arg(line.value_text)
        text: line.count_text
        horizontalAlignment: TextInput.AlignRight
        inputMethodHints: Qt.ImhDigitsOnly
        implicitWidth: Theme.grid(88 * Theme.textScale)
        implicitHeight: Theme.targetSmall
        validator: RegularExpressionValidator {
            regularExpression: /[0-9]{0,5}/
        }
        onTextEdited: {
            line.count.set_count(line.key, text)
            text = Qt.binding(() => line.count_text)
        }
        onActiveFocusChanged: if (activeFocus)
            selectAll()
        Keys.onReturnPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
        Keys.onEnterPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
        Keys.onUpPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
        Keys.onDownPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
    }
    IconButton {
        label: qsTr("One fewer of %1").arg(line.value_text)
        iconName: "minus"
        focusPolicy: Qt.NoFocus
        enabled: line.count_text !== ""
        onClicked: line.count.step(line.key, -1)
    }
    IconButton {
        label: qsTr("One more of %1").arg(line.value_text)
        iconName: "plus"
        focusPolicy: Qt.NoFocus
        onClicked: line.count.step(line.key, 1)
    }
    Words {
        text: line.amount_text
        muted: true
        wrapMode: Text.NoWrap
        horizontalAlignment: Text.AlignRight
        Layout.fillWidth: true
    }
}
