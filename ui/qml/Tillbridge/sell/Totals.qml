// The sums of the sale: what a little more would bring, goods taken back, savings, tax, pieces and the total.
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Tillbridge.components
import Tillbridge.theme

ColumnLayout {
    id: totals

    required property var cart
    // Where the window is low the lines come first: savings and tax are left to the receipt.
    property bool brief: false

    spacing: 0

    Repeater {
        model: totals.brief ? [] : totals.cart.hints

        Words {
            required property string modelData

            text: modelData
            muted: true
            font.pixelSize: Theme.small
            Layout.fillWidth: true
        }
    }
    SumRow {
        label: qsTr("Goods taken back")
        figure: totals.cart.refund_text
        visible: !totals.brief && totals.cart.refund_text !== ""
        tint: Theme.colours.caution
        Layout.fillWidth: true
    }
    SumRow {
        label: totals.cart.sale_discount_text !== "" ? qsTr("You saved (%1 on the sale)").arg(totals.cart.sale_discount_text) : qsTr("You saved")
        figure: totals.cart.savings_text
        visible: !totals.brief && totals.cart.savings_text !== ""
        tint: Theme.colours.positive
        Layout.fillWidth: true
    }
    SumRow {
        label: totals.cart.tax_label
        figure: totals.cart.tax_text
        visible: !totals.brief && !totals.cart.empty
        Layout.fillWidth: true
    }
    RowLayout {
        spacing: Theme.space3
        Layout.fillWidth: true

        ColumnLayout {
            spacing: 0

            Words {
                text: totals.cart.total_label
                strong: true
                color: totals.cart.gives_back ? Theme.colours.caution : Theme.colours.text
                font.pixelSize: Theme.large
                wrapMode: Text.NoWrap
            }
            Words {
                text: totals.cart.count_text
                visible: !totals.cart.empty
                muted: true
                font.pixelSize: Theme.small
                wrapMode: Text.NoWrap
            }
        }
        Words {
            text: totals.cart.total_text
            color: totals.cart.gives_back ? Theme.colours.caution : Theme.colours.text
            strong: true
            font.pixelSize: Theme.money
            fontSizeMode: Text.HorizontalFit
            minimumPixelSize: Theme.title
            wrapMode: Text.NoWrap
            horizontalAlignment: Text.AlignRight
            Layout.fillWidth: true
            Layout.preferredWidth: 0
        }
    }
}
