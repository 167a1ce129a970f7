// A field for money or a quantity: large figures, digits only, the unit beside them.
import QtQuick

EntryField {
    money: true
    horizontalAlignment: TextInput.AlignRight
    inputMethodHints: Qt.ImhFormattedNumbersOnly
    validator: RegularExpressionValidator {
        regularExpression: /[0-9]{0,12}([.,][0-9]{0,3})?/
    }
}
