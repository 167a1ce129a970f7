// The names every colour set must give: a screen asks for a meaning, never for a colour.
import QtQuick

QtObject {
    required property color surface
    required property color surfaceRaised
    required property color surfaceSunken
    required property color divider
    required property color edge
    required property color text
    required property color textMuted
    required property color accent
    required property color onAccent
    required property color accentPressed
    required property color accentSoft
    required property color onAccentSoft
    required property color positive
    required property color onPositive
    required property color positiveSoft
    required property color onPositiveSoft
    required property color caution
    required property color onCaution
    required property color cautionSoft
    required property color onCautionSoft
    required property color negative
    required property color onNegative
    required property color negativePressed
    required property color negativeSoft
    required property color onNegativeSoft
    required property color focus
    required property color scrim
    required property color tile
    // Twelve quiet colours, `c1` to `c12`; `onTile` reads on each.
    required property list<color> categories
    required property color onTile
}
