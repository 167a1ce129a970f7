// A customer's data: what can reach her, and each consent with its wording; nothing is ticked for her.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.customers
import Tillbridge.side
import Tillbridge.theme

SideFrame {
    id: screen

    title: vm.title
    widest: Theme.sheetWidth * 2.6

    GridLayout {
        columns: screen.wide ? 2 : 1
        columnSpacing: Theme.space3
        rowSpacing: Theme.space3
        Layout.fillWidth: true

        Panel {
            implicitHeight: fields.implicitHeight + Theme.space4 * 2
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: screen.width * 0.5

            ColumnLayout {
                id: fields

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: parent.top
                anchors.margins: Theme.space4
                spacing: Theme.space3

                LabelledField {
                    focus: true
                    label: qsTr("Name")
                    text: screen.vm.name
                    problem: screen.vm.problems.name
                    field.onTextEdited: screen.vm.set_field("name", text)
                    Layout.fillWidth: true
                    onAccepted: field.nextItemInFocusChain().forceActiveFocus(Qt.TabFocusReason)
                }
                LabelledField {
                    label: qsTr("Telephone")
                    text: screen.vm.phone
                    problem: screen.vm.problems.phone
                    field.inputMethodHints: Qt.ImhDialableCharactersOnly
                    field.onTextEdited: screen.vm.set_field("phone", text)
                    Layout.fillWidth: true
                    onAccepted: field.nextItemInFocusChain().forceActiveFocus(Qt.TabFocusReason)
                }
                LabelledField {
                    label: qsTr("E-mail")
                    text: screen.vm.email
                    problem: screen.vm.problems.email
                    field.inputMethodHints: Qt.ImhEmailCharactersOnly | Qt.ImhNoAutoUppercase
                    field.onTextEdited: screen.vm.set_field("email", text)
                    Layout.fillWidth: true
                    onAccepted: field.nextItemInFocusChain().forceActiveFocus(Qt.TabFocusReason)
                }
                LabelledField {
                    label: qsTr("Shop card (scan it)")
                    text: screen.vm.card_code
                    problem: screen.vm.problems.card_code
                    field.inputMethodHints: Qt.ImhNoPredictiveText
                    field.onTextEdited: screen.vm.set_field("card_code", text)
                    Layout.fillWidth: true
                    onAccepted: field.nextItemInFocusChain().forceActiveFocus(Qt.TabFocusReason)
                }
                ChoiceBar {
                    visible: screen.vm.languages.length > 1
                    rows: screen.vm.languages
                    chosen: screen.vm.language
                    label: qsTr("Language")
                    keyHint: screen.vm.key_of("next_language")
                    cell: Theme.tileWidth * 0.8
                    onPicked: key => screen.vm.set_field("language", key)
                    Layout.fillWidth: true
                }
            }
        }
        Panel {
            implicitHeight: asked.implicitHeight + Theme.space4 * 2
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.preferredWidth: screen.width * 0.5

            ColumnLayout {
                id: asked

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: parent.top
                anchors.margins: Theme.space4
                spacing: Theme.space3

                Words {
                    text: consents.count > 0 ? qsTr("Ask the customer, and show the wording") : qsTr("The shop asks for no consent.")
                    muted: true
                    font.pixelSize: Theme.small
                    Layout.fillWidth: true
                }
                Repeater {
                    id: consents

                    model: screen.vm.consents

                    ConsentSwitch {
                        required property string key
                        required property var model

                        title: model.title
                        wording: model.text
                        version: model.version_text
                        note: model.note
                        given: model.given
                        onClicked: screen.vm.answer(key)
                        Layout.fillWidth: true
                    }
                }
            }
        }
    }
    Item {
        Layout.fillHeight: true
    }

    footer: [
        Words {
            text: screen.vm.problem
            visible: text !== ""
            color: Theme.colours.negative
            strong: true
            Layout.fillWidth: true
            Accessible.role: Accessible.AlertMessage
        },
        ActionButton {
            kind: "primary"
            large: true
            text: screen.vm.label_of("save")
            keyHint: screen.vm.key_of("save")
            iconName: "check"
            enabled: !screen.vm.busy
            onClicked: screen.vm.run("save")
            Layout.fillWidth: true
        }
    ]
}
