// Quantity of a line, or the weight of a measured item typed by hand.
import QtQuick
import Tillbridge.components

FigureSheet {
    title: vm.title
    about: vm.name
    start: vm.start
    unit: vm.unit
    decimal: vm.decimal
}
