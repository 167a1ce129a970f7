// A raised area: what stands on the surface.
import QtQuick
import Tillbridge.theme

Rectangle {
    color: Theme.colours.surfaceRaised
    radius: Theme.radiusLarge
    border.width: Theme.hair
    border.color: Theme.strongEdges ? Theme.colours.edge : Theme.colours.divider
}
