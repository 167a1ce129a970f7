// How this terminal stands with the hub: what is where, what it means, and what to do.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.side
import Tillbridge.theme

SideFrame {
    id: screen

    readonly property color ink: {
        const c = Theme.colours
        const tone = vm.tone
        return tone === "negative" ? c.negative : tone === "caution" ? c.caution : tone === "positive" ? c.positive : c.textMuted
    }

    widest: Theme.sheetWidth * 2.2

    Panel {
        implicitHeight: head.implicitHeight + Theme.space6 * 2
        Layout.fillWidth: true

        GridLayout {
            id: head

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.space6
            columns: screen.room >= 620 ? 2 : 1
            columnSpacing: Theme.space6
            rowSpacing: Theme.space3

            Icon {
                name: screen.vm.icon
                tint: screen.ink
                size: Theme.iconLarge
                Layout.alignment: Qt.AlignTop
            }
            ColumnLayout {
                spacing: Theme.space2
                Layout.fillWidth: true

                Words {
                    text: screen.vm.title
                    color: screen.ink
                    font.pixelSize: Theme.title
                    strong: true
                    Layout.fillWidth: true
                    Accessible.role: Accessible.Heading
                }
                Words {
                    text: screen.vm.waiting
                    font.pixelSize: Theme.large
                    strong: true
                    Layout.fillWidth: true
                }
                Words {
                    text: screen.vm.meaning
                    Layout.fillWidth: true
                }
                Words {
                    text: screen.vm.advice
                    visible: text !== ""
                    Layout.fillWidth: true
                }
            }
        }
    }
    Panel {
        visible: screen.vm.first_progress >= 0
        implicitHeight: first.implicitHeight + Theme.space4 * 2
        Layout.fillWidth: true

        ProgressLine {
            id: first

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.space4
            label: qsTr("The first catalogue is on its way. Selling can begin when it is here.")
            note: Math.floor(screen.vm.first_progress * 100) + "\u00a0%"
            value: screen.vm.first_progress
        }
    }
    Banner {
        closable: false
        tone: "caution"
        text: screen.vm.skew
        Layout.fillWidth: true
    }
    Banner {
        closable: false
        tone: "caution"
        text: screen.vm.history
        Layout.fillWidth: true
    }
    GridLayout {
        columns: screen.room >= 760 ? 2 : 1
        columnSpacing: Theme.space3
        rowSpacing: Theme.space3
        uniformCellWidths: true
        Layout.fillWidth: true
        Layout.fillHeight: false

        Panel {
            implicitHeight: facts.implicitHeight + Theme.space4 * 2
            Layout.fillWidth: true
            Layout.fillHeight: true

            FactList {
                id: facts

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: parent.top
                anchors.margins: Theme.space4
                rows: screen.vm.facts
            }
        }
        Panel {
            implicitHeight: scopes.implicitHeight + Theme.space4 * 2
            Layout.fillWidth: true
            Layout.fillHeight: true

            ColumnLayout {
                id: scopes

                anchors.left: parent.left
                anchors.right: parent.right
                anchors.top: parent.top
                anchors.margins: Theme.space4
                spacing: Theme.space3

                Words {
                    text: qsTr("From the hub")
                    muted: true
                    Layout.fillWidth: true
                }
                Repeater {
                    model: screen.vm.scopes

                    ProgressLine {
                        required property string title
                        required property string detail
                        required property real progress

                        label: title
                        note: detail
                        value: progress
                        Layout.fillWidth: true
                    }
                }
            }
        }
    }
    Panel {
        visible: screen.vm.quarantine_text !== ""
        implicitHeight: aside.implicitHeight + Theme.space4 * 2
        Layout.fillWidth: true

        ColumnLayout {
            id: aside

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.space4
            spacing: Theme.space2

            Words {
                text: screen.vm.quarantine_text
                strong: true
                color: Theme.colours.negative
                Layout.fillWidth: true
            }
            Repeater {
                model: screen.vm.quarantine

                EntryDelegate {
                    required property string title
                    required property string detail

                    main: title
                    second: detail
                    focusPolicy: Qt.NoFocus
                    hoverEnabled: false
                    Layout.fillWidth: true
                }
            }
        }
    }
    Panel {
        visible: screen.vm.has_resolved
        implicitHeight: dealt.implicitHeight + Theme.space4 * 2
        Layout.fillWidth: true

        ColumnLayout {
            id: dealt

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.space4
            spacing: Theme.space2

            Words {
                text: qsTr("Dealt with at the hub")
                muted: true
                Layout.fillWidth: true
            }
            Repeater {
                model: screen.vm.resolved

                EntryDelegate {
                    required property string title
                    required property string detail

                    main: title
                    second: detail
                    focusPolicy: Qt.NoFocus
                    hoverEnabled: false
                    Layout.fillWidth: true
                }
            }
        }
    }
    Item {
        Layout.fillHeight: true
    }

    footer: ActBar {
        vm: screen.vm
        acts: ["sync_now"]
        icons: ({
                sync_now: "refresh-cw"
            })
        Layout.fillWidth: true
        Layout.maximumWidth: Theme.sheetWidth
        Layout.alignment: Qt.AlignHCenter
    }
}
