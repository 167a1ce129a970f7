// The one theme: colours by meaning, sizes on a 4-pixel grid, type, radii and durations, by name.
pragma Singleton
import QtQuick

QtObject {
    id: theme

    // Set once by the window from the shell's choices.
    property string colourSet: "light"
    property real textScale: 1.0
    property bool motion: true

    readonly property ColourSet light: Light {}
    readonly property ColourSet dark: Dark {}
    readonly property ColourSet highContrast: HighContrast {}
    readonly property ColourSet colours: colourSet === "dark" ? dark : colourSet === "contrast" ? highContrast : light
    // A mark above a picture of whatever colours: light, with a dark line around it.
    readonly property color abovePicture: "#ffffff"
    readonly property color aroundAbovePicture: "#101418"
    // What a code that a camera reads stands on, in every set, and how small it may be.
    readonly property color codePaper: "#ffffff"
    readonly property int codeLeast: 240
    readonly property bool strongEdges: colourSet === "contrast"

    // Space: multiples of four. Space does not grow with the text, so that large text gains room.
    readonly property int hair: 1
    readonly property int edge: 2
    readonly property int space1: 4
    readonly property int space2: 8
    readonly property int space3: 12
    readonly property int space4: 16
    readonly property int space6: 24
    readonly property int space8: 32
    readonly property int space12: 48

    // Type: five sizes and one display size for the change due; all grow with the person's choice.
    readonly property string family: "Noto Sans"
    readonly property var figures: ({ "tnum": 1 })
    readonly property int small: Math.round(14 * textScale)
    readonly property int body: Math.round(16 * textScale)
    readonly property int large: Math.round(20 * textScale)
    readonly property int title: Math.round(28 * textScale)
    readonly property int money: Math.round(44 * textScale)
    readonly property int display: Math.round(112 * Math.min(textScale, 1.5))

    // Targets: never under 44 pixels, and tall enough for the chosen text.
    readonly property int target: Math.max(48, grid(body * 1.4 + space6))
    readonly property int targetSmall: Math.max(44, grid(small * 1.4 + space6))
    readonly property int targetLarge: Math.max(64, grid(large * 1.4 + space8))
    readonly property int icon: grid(20 * Math.min(textScale, 1.6))
    readonly property int iconLarge: grid(40 * Math.min(textScale, 1.6))
    readonly property int tileWidth: grid(136 * Math.min(textScale, 1.6))
    readonly property int tilePicture: 72
    readonly property int sheetWidth: grid(440 * Math.min(textScale, 1.6))

    readonly property int radiusSmall: 6
    readonly property int radius: 10
    readonly property int radiusLarge: 16

    // Motion only explains, and is off when the system asks for none.
    readonly property int quick: motion ? 80 : 0
    readonly property int calm: motion ? 150 : 0

    // A category's colour by its number, counted from 0.
    function category(number: int): color {
        return colours.categories[number % colours.categories.length]
    }

    function grid(pixels: real): int {
        return Math.round(pixels / 4) * 4
    }

    // A window's width in the units its text is set in: what a layout chooses its columns by.
    function roomOf(width: real): real {
        return width / textScale
    }
}
