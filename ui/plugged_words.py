"""What goes wrong with scanners, scales, displays and drawers, and what to do, in the operator's language."""

from __future__ import annotations

from ui.marked import QT_TRANSLATE_NOOP

PLUGGED_NOTICES: dict[str, str] = {
    "device_set_up": QT_TRANSLATE_NOOP("Notices", "{name} is set up."),
    "pick_device": QT_TRANSLATE_NOOP(
        "Notices", "Pick what was found, or enter it by hand where it is not in the list."
    ),
    "device_not_usable": QT_TRANSLATE_NOOP(
        "Notices", "This one cannot be used as it is. What to do stands beside it; then search again."
    ),
    "scan_in_setup": QT_TRANSLATE_NOOP(
        "Notices", "Not added: a device is being set up. Finish it or leave it, then scan again."
    ),
    "device_saved": QT_TRANSLATE_NOOP("Notices", "The device is saved."),
    "device_removed": QT_TRANSLATE_NOOP("Notices", "The device is removed."),
    "device_unknown": QT_TRANSLATE_NOOP("Notices", "This device is not set up here."),
    "bad_device_id": QT_TRANSLATE_NOOP(
        "Notices",
        "A device's id is made of small letters, digits, - and _; the receipt printer's is printer.",
    ),
    "second_of_a_kind": QT_TRANSLATE_NOOP(
        "Notices", "There is a device of this kind already: {device}. Change or remove it."
    ),
    "port_taken": QT_TRANSLATE_NOOP(
        "Notices",
        "This port belongs to another device: {device}. Choose another port, or remove that device first.",
    ),
    "no_scale_reading": QT_TRANSLATE_NOOP("Notices", "The scale is not being read. Type the weight."),
    "weight_moving": QT_TRANSLATE_NOOP("Notices", "The scale is still moving. Wait until it rests."),
    "weight_zero": QT_TRANSLATE_NOOP("Notices", "There is nothing on the scale."),
    "weight_overload": QT_TRANSLATE_NOOP("Notices", "There is too much on the scale. Weigh it in parts."),
    "weight_underload": QT_TRANSLATE_NOOP(
        "Notices", "The scale is below zero. Empty it and press its zero key."
    ),
    "weight_stale": QT_TRANSLATE_NOOP(
        "Notices", "The scale has said nothing for a while. Wait for its next reading."
    ),
    "weight_used": QT_TRANSLATE_NOOP("Notices", "This reading is sold already. Wait for the next one."),
    "scale_lost": QT_TRANSLATE_NOOP("Notices", "The scale does not answer. Check it, or type the weight."),
    "scale_error": QT_TRANSLATE_NOOP(
        "Notices", "The scale has a fault. Type the weight from its display, or have it looked at."
    ),
    "scale_unit": QT_TRANSLATE_NOOP(
        "Notices", "The scale weighs in another unit than this item is sold by. Type the quantity."
    ),
}

PLUGGED_CODES: dict[str, str] = {
    "scanner_unreachable": QT_TRANSLATE_NOOP("Devices", "The scanner is not there. Is its cable plugged in?"),
    "scale_unreachable": QT_TRANSLATE_NOOP(
        "Devices", "The scale does not answer. Is it switched on and plugged in?"
    ),
    "display_unreachable": QT_TRANSLATE_NOOP(
        "Devices", "The customer display is not there. Is its cable plugged in?"
    ),
    "drawer_unreachable": QT_TRANSLATE_NOOP(
        "Devices", "The cash drawer cannot be reached. Is its cable plugged in?"
    ),
    "drawer_shut": QT_TRANSLATE_NOOP(
        "Devices", "The drawer was told to open and stayed shut. Is it locked or jammed?"
    ),
    "scale_nonsense": QT_TRANSLATE_NOOP(
        "Devices", "The scale says what is no weight. Check its baud rate, framing and protocol."
    ),
    "scale_above_capacity": QT_TRANSLATE_NOOP(
        "Devices", "The scale says more than it can weigh. Have it looked at."
    ),
    "scale_jumps": QT_TRANSLATE_NOOP(
        "Devices", "The scale said two weights and called both stable. Weigh again, or have it looked at."
    ),
    "scale_not_zeroed": QT_TRANSLATE_NOOP(
        "Devices", "The scale has lost its zero. Empty it and press its zero key."
    ),
    "scale_unit": QT_TRANSLATE_NOOP("Devices", "The scale weighs in another unit than it is set up for."),
    "usb_not_allowed": QT_TRANSLATE_NOOP(
        "Devices", "This user may not use it. `tillbridge doctor` says how to allow it."
    ),
    "no_scale": QT_TRANSLATE_NOOP("Devices", "No scale is set up."),
    "not_asked": QT_TRANSLATE_NOOP("Devices", "Not asked yet."),
    "driver_bug": QT_TRANSLATE_NOOP("Devices", "The driver of this device failed."),
}
