// The dark set: the same meanings on slate, for a dim shop.
import QtQuick

ColourSet {
    surface: "#10161e"
    surfaceRaised: "#1a222d"
    surfaceSunken: "#0a0f15"
    divider: "#2b3644"
    edge: "#76859a"
    text: "#eef2f7"
    textMuted: "#a6b3c4"
    accent: "#8fb2ff"
    onAccent: "#0b1a3a"
    accentPressed: "#b3cbff"
    accentSoft: "#1e3158"
    onAccentSoft: "#c9dbff"
    positive: "#6fd49a"
    onPositive: "#06261a"
    positiveSoft: "#143726"
    onPositiveSoft: "#a9ebc5"
    caution: "#f0bd5c"
    onCaution: "#2c1c00"
    cautionSoft: "#3c2c0d"
    onCautionSoft: "#f8d998"
    negative: "#ff9087"
    onNegative: "#3a0805"
    negativePressed: "#ffb3ad"
    negativeSoft: "#471a18"
    onNegativeSoft: "#ffc4bf"
    focus: "#ffa35c"
    scrim: "#a6000000"
    tile: "#263346"
    categories: [
        "#22365c", "#1c4431", "#4c3a14", "#54291f", "#3d2d5e", "#174549",
        "#50283f", "#3c4118", "#3a3833", "#2b4535", "#4a3322", "#2f3360"
    ]
    onTile: "#d3deed"
}
