// The high-contrast set: black, white and yellow; every edge is drawn.
import QtQuick

ColourSet {
    surface: "#000000"
    surfaceRaised: "#000000"
    surfaceSunken: "#000000"
    divider: "#ffffff"
    edge: "#ffffff"
    text: "#ffffff"
    textMuted: "#f0f0f0"
    accent: "#ffe14d"
    onAccent: "#000000"
    accentPressed: "#fff2a8"
    accentSoft: "#332d00"
    onAccentSoft: "#ffe14d"
    positive: "#7dffb0"
    onPositive: "#000000"
    positiveSoft: "#002e16"
    onPositiveSoft: "#7dffb0"
    caution: "#ffc046"
    onCaution: "#000000"
    cautionSoft: "#332200"
    onCautionSoft: "#ffc046"
    negative: "#ff9d96"
    onNegative: "#000000"
    negativePressed: "#ffcbc7"
    negativeSoft: "#3d0603"
    onNegativeSoft: "#ff9d96"
    focus: "#52d4ff"
    scrim: "#d9000000"
    tile: "#1f1f1f"
    categories: [
        "#1f1f1f", "#1f1f1f", "#1f1f1f", "#1f1f1f", "#1f1f1f", "#1f1f1f",
        "#1f1f1f", "#1f1f1f", "#1f1f1f", "#1f1f1f", "#1f1f1f", "#1f1f1f"
    ]
    onTile: "#ffffff"
}
