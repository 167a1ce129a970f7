<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
<context>
    <name>Cart</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more for</source>
        <translation>
            <numerusform>%n more for</numerusform>
            <numerusform>%n more for</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more line(s)</source>
        <translation>
            <numerusform>%n more line</numerusform>
            <numerusform>%n more lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CloseSession</name>
    <message numerus="yes">
        <source>%n suspended sale(s). Go on selling, finish or void each, then count again.</source>
        <translation>
            <numerusform>%n suspended sale. Go on selling, finish or void it, then count again.</numerusform>
            <numerusform>%n suspended sales. Go on selling, finish or void each, then count again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n suspended sale(s). You can count now; before you close, finish or void each.</source>
        <translation>
            <numerusform>%n suspended sale. You can count now; before you close, finish or void it.</numerusform>
            <numerusform>%n suspended sales. You can count now; before you close, finish or void each.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Devices</name>
    <message numerus="yes">
        <source>%n print(s) not on paper</source>
        <translation>
            <numerusform>%n print not on paper</numerusform>
            <numerusform>%n prints not on paper</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message numerus="yes">
        <source>%n not on paper</source>
        <translation>
            <numerusform>%n not on paper</numerusform>
            <numerusform>%n not on paper</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n suspended</source>
        <translation>
            <numerusform>%n suspended</numerusform>
            <numerusform>%n suspended</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Prints</name>
    <message numerus="yes">
        <source>%n tries so far.</source>
        <translation>
            <numerusform>%n try so far.</numerusform>
            <numerusform>%n tries so far.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message numerus="yes">
        <source>%n cancelled sale(s)</source>
        <translation>
            <numerusform>%n cancelled sale</numerusform>
            <numerusform>%n cancelled sales</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n return(s)</source>
        <translation>
            <numerusform>%n return</numerusform>
            <numerusform>%n returns</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sale(s)</source>
        <translation>
            <numerusform>%n sale</numerusform>
            <numerusform>%n sales</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Share</name>
    <message numerus="yes">
        <source>%n line(s) are in it.</source>
        <translation>
            <numerusform>%n line is in it.</numerusform>
            <numerusform>%n lines are in it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message numerus="yes">
        <source>%n receipt(s) not printed</source>
        <translation>
            <numerusform>%n receipt not printed</numerusform>
            <numerusform>%n receipts not printed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) to look at</source>
        <translation>
            <numerusform>%n record to look at</numerusform>
            <numerusform>%n records to look at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sale(s) to send</source>
        <translation>
            <numerusform>%n sale to send</numerusform>
            <numerusform>%n sales to send</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Stock</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Suspended</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sync</name>
    <message numerus="yes">
        <source>%n change(s) to come</source>
        <translation>
            <numerusform>%n change to come</numerusform>
            <numerusform>%n changes to come</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n day</numerusform>
            <numerusform>%n days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) not yet at the hub, safe on this terminal</source>
        <translation>
            <numerusform>%n entry not yet at the hub, safe on this terminal</numerusform>
            <numerusform>%n entries not yet at the hub, safe on this terminal</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) put aside by the hub. Nothing is lost; a manager looks at them on the hub.</source>
        <translation>
            <numerusform>%n record put aside by the hub. Nothing is lost; a manager looks at it on the hub.</numerusform>
            <numerusform>%n records put aside by the hub. Nothing is lost; a manager looks at them on the hub.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n right(s)</source>
        <translation>
            <numerusform>%n right</numerusform>
            <numerusform>%n rights</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sale(s) not yet at the hub, safe on this terminal</source>
        <translation>
            <numerusform>%n sale not yet at the hub, safe on this terminal</numerusform>
            <numerusform>%n sales not yet at the hub, safe on this terminal</numerusform>
        </translation>
    </message>
</context>
</TS>
