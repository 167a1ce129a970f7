// A button with its label and its key: primary, secondary, danger or ghost.
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Tillbridge.theme

T.Button {
    id: control

    property string kind: "secondary"
    property string keyHint: ""
    property string iconName: ""
    property bool large: false
    // Shown under the label, smaller: what the act means now.
    property string note: ""

    readonly property bool filled: kind === "primary" || kind === "danger"
    readonly property color fill: {
        const c = Theme.colours
        if (kind === "primary")
            return control.down ? c.accentPressed : c.accent
        if (kind === "danger")
            return control.down ? c.negativePressed : c.negative
        if (control.down)
            return c.accentSoft
        if (kind === "ghost")
            return control.hovered ? c.surfaceSunken : "transparent"
        return control.hovered ? c.surfaceSunken : c.surfaceRaised
    }
    readonly property color ink: {
        const c = Theme.colours
        if (!control.enabled)
            return c.textMuted
        if (kind === "primary")
            return c.onAccent
        if (kind === "danger")
            return c.onNegative
        return control.down ? c.onAccentSoft : c.text
    }

    // A tap must not take the focus from the field the cashier types and scans in.
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    leftPadding: Theme.space4
    rightPadding: Theme.space4
    topPadding: Theme.space2
    bottomPadding: Theme.space2
    implicitWidth: row.implicitWidth + leftPadding + rightPadding
    implicitHeight: Math.max(large ? Theme.targetLarge : Theme.target, row.implicitHeight + topPadding + bottomPadding)
    font.pixelSize: large ? Theme.large : Theme.body

    Accessible.name: control.text
    Accessible.description: control.note !== "" ? control.note : control.keyHint
    Keys.onReturnPressed: control.click()
    Keys.onEnterPressed: control.click()

    background: Rectangle {
        radius: Theme.radius
        color: control.enabled || !control.filled ? control.fill : Theme.colours.surfaceSunken
        border.width: control.kind === "ghost" && !Theme.strongEdges ? 0 : control.filled && (control.enabled || !Theme.strongEdges) ? 0 : Theme.hair
        border.color: control.enabled ? Theme.colours.edge : Theme.colours.divider

        FocusRing {
            shown: control.visualFocus
        }
    }

    contentItem: Item {
        RowLayout {
            id: row

            anchors.centerIn: parent
            width: Math.min(implicitWidth, parent.width)
            spacing: Theme.space2

            Icon {
                name: control.iconName
                tint: control.ink
                size: control.large ? Theme.icon + Theme.space1 : Theme.icon
            }
            ColumnLayout {
                spacing: 0
                Layout.fillWidth: true
                visible: control.text !== ""

                Words {
                    text: control.text
                    color: control.ink
                    font.pixelSize: control.font.pixelSize
                    strong: true
                    horizontalAlignment: control.note !== "" ? Text.AlignLeft : Text.AlignHCenter
                    wrapMode: Text.WordWrap
                    Layout.fillWidth: true
                    Accessible.ignored: true
                }
                Words {
                    visible: control.note !== ""
                    text: control.note
                    color: control.ink
                    font.pixelSize: Theme.small
                    Layout.fillWidth: true
                    Accessible.ignored: true
                }
            }
            KeyHint {
                key: control.keyHint
                ink: control.filled ? control.ink : Theme.colours.textMuted
            }
        }
    }
}
