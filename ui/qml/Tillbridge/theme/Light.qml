// The light set: cool paper, ink blue for the one act that matters.
import QtQuick

ColourSet {
    surface: "#f2f4f7"
    surfaceRaised: "#ffffff"
    surfaceSunken: "#e6eaf0"
    divider: "#d9dfe7"
    edge: "#7b8798"
    text: "#17202c"
    textMuted: "#526071"
    accent: "#1f4fb8"
    onAccent: "#ffffff"
    accentPressed: "#173d91"
    accentSoft: "#e3ebfb"
    onAccentSoft: "#1a438f"
    positive: "#17713f"
    onPositive: "#ffffff"
    positiveSoft: "#dff3e6"
    onPositiveSoft: "#125a32"
    caution: "#8a5600"
    onCaution: "#ffffff"
    cautionSoft: "#fdf0d3"
    onCautionSoft: "#6b4300"
    negative: "#b3231b"
    onNegative: "#ffffff"
    negativePressed: "#8c1a14"
    negativeSoft: "#fce5e3"
    onNegativeSoft: "#8f1b15"
    focus: "#c2410c"
    scrim: "#8017202c"
    tile: "#dde4ee"
    categories: [
        "#dbe7fb", "#d9f0e3", "#fdeccb", "#fbdfd9", "#ece2fa", "#d5eff2",
        "#f9dfee", "#e9eccb", "#e3e1dc", "#d8e9dd", "#f7e3d3", "#dfe2fb"
    ]
    onTile: "#33415a"
}
