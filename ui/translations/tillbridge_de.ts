<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Acts</name>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Rabatt</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Void line</source>
        <translation>Zeile stornieren</translation>
    </message>
    <message>
        <source>Open price</source>
        <translation>Freier Preis</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>Parken</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Geparkt</translation>
    </message>
    <message>
        <source>Price check</source>
        <translation>Preisauskunft</translation>
    </message>
    <message>
        <source>Discount on sale</source>
        <translation>Rabatt auf alles</translation>
    </message>
    <message>
        <source>Void sale</source>
        <translation>Bon abbrechen</translation>
    </message>
    <message>
        <source>Undo void</source>
        <translation>Storno zurück</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>Bezahlen</translation>
    </message>
    <message>
        <source>Line above</source>
        <translation>Zeile darüber</translation>
    </message>
    <message>
        <source>Line below</source>
        <translation>Zeile darunter</translation>
    </message>
    <message>
        <source>Next category</source>
        <translation>Nächste Warengruppe</translation>
    </message>
    <message>
        <source>Category before</source>
        <translation>Vorige Warengruppe</translation>
    </message>
    <message>
        <source>Clear what is typed</source>
        <translation>Eingabe leeren</translation>
    </message>
    <message>
        <source>Quick cash</source>
        <translation>Bar, runder Betrag</translation>
    </message>
    <message>
        <source>Exact amount in cash</source>
        <translation>Passend bar</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Take back the last tender</source>
        <translation>Letzte Zahlung zurücknehmen</translation>
    </message>
    <message>
        <source>Back to the sale</source>
        <translation>Zurück zum Verkauf</translation>
    </message>
    <message>
        <source>Next sale</source>
        <translation>Nächster Verkauf</translation>
    </message>
    <message>
        <source>Sale above</source>
        <translation>Bon darüber</translation>
    </message>
    <message>
        <source>Sale below</source>
        <translation>Bon darunter</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Weiterführen</translation>
    </message>
    <message>
        <source>Add to the sale</source>
        <translation>In den Verkauf</translation>
    </message>
    <message>
        <source>Close the sheet</source>
        <translation>Fenster schließen</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Sell</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Till session</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Close the till</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Journal</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Prints</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Devices</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Hub</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Lock</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Sign out</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Person before</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Next person</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Count notes and coins</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Type the total</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Open the till</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>X report</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Float entry</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Cash pickup</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Paid in</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Paid out</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Open drawer</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Training mode</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Count again</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Go on selling</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Close and print Z</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Declare the count</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Back</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Entry above</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Entry below</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Print again</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Receipts or everything</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Older entries</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Cancel the sale</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Print above</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Print below</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Print now</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Let it go</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Other driver</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>All options</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Test print</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Try now</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Other language</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Other colours</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Smaller text</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Larger text</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>ActsSheet</name>
    <message>
        <source>All keys of this screen</source>
        <translation>Alle Tasten dieser Ansicht</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>AgeSheet</name>
    <message>
        <source>Check the buyer's age</source>
        <translation>Alter prüfen</translation>
    </message>
    <message>
        <source>Old enough</source>
        <translation>Alt genug</translation>
    </message>
    <message>
        <source>Leave it out</source>
        <translation>Weglassen</translation>
    </message>
    <message>
        <source>Born on or before</source>
        <translation>Geboren am oder vor dem</translation>
    </message>
</context>
<context>
    <name>AmountPanel</name>
    <message>
        <source>Amount given</source>
        <translation>Gegebener Betrag</translation>
    </message>
    <message>
        <source>Take in cash</source>
        <translation>Bar annehmen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>ApprovalSheet</name>
    <message>
        <source>A supervisor's approval is needed</source>
        <translation>Freigabe durch die Aufsicht</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Who approves</source>
        <translation>Wer gibt frei</translation>
    </message>
    <message>
        <source>Reason (↑ ↓)</source>
        <translation>Grund (↑ ↓)</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close this notice</source>
        <translation>Hinweis schließen</translation>
    </message>
</context>
<context>
    <name>CardSheet</name>
    <message>
        <source>Card payment</source>
        <translation>Kartenzahlung</translation>
    </message>
    <message>
        <source>Take the payment on the card terminal first, then record it here.</source>
        <translation>Zuerst am Kartengerät kassieren, dann hier erfassen.</translation>
    </message>
    <message>
        <source>Record %1</source>
        <translation>%1 erfassen</translation>
    </message>
    <message>
        <source>Last four figures on the slip (may be left empty)</source>
        <translation>Letzte vier Ziffern vom Beleg (darf leer bleiben)</translation>
    </message>
</context>
<context>
    <name>Cart</name>
    <message>
        <source>Tax included</source>
        <translation>Enthaltene Steuer</translation>
    </message>
    <message>
        <source>Tax added</source>
        <translation>Zuzüglich Steuer</translation>
    </message>
    <message>
        <source>Price changed from {was}</source>
        <translation>Preis geändert, war {was}</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Storniert</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation><numerusform>%n Artikel</numerusform><numerusform>%n Artikel</numerusform></translation>
    </message>
</context>
<context>
    <name>CartLine</name>
    <message>
        <source>Deposit</source>
        <translation>Pfand</translation>
    </message>
</context>
<context>
    <name>CartPanel</name>
    <message>
        <source>Sale</source>
        <translation>Verkauf</translation>
    </message>
    <message>
        <source>Ready for the first item</source>
        <translation>Bereit für den ersten Artikel</translation>
    </message>
    <message>
        <source>Scan it, type its code, search it or tap its picture.</source>
        <translation>Scannen, Nummer tippen, suchen oder das Bild antippen.</translation>
    </message>
</context>
<context>
    <name>CashSheet</name>
    <message>
        <source>Amount</source>
        <translation type="unfinished">Betrag</translation>
    </message>
    <message>
        <source>Reason (↑ ↓)</source>
        <translation type="unfinished">Grund (↑ ↓)</translation>
    </message>
    <message>
        <source>Note (may be left empty)</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Float entry: cash from the safe</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Cash pickup: cash to the safe</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Paid in</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Paid out</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Open the drawer without a sale</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>It stands in the journal, with who and why.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Open drawer</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>CategoryColumn</name>
    <message>
        <source>Categories</source>
        <translation>Warengruppen</translation>
    </message>
</context>
<context>
    <name>CategoryStrip</name>
    <message>
        <source>Categories</source>
        <translation>Warengruppen</translation>
    </message>
</context>
<context>
    <name>ChangeScreen</name>
    <message>
        <source>Training: nothing was sold</source>
        <translation>Übung: Es wurde nichts verkauft</translation>
    </message>
    <message>
        <source>Change due</source>
        <translation>Rückgeld</translation>
    </message>
    <message>
        <source>Paid, no change</source>
        <translation>Bezahlt, kein Rückgeld</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Cash rounding</source>
        <translation>Bargeldrundung</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>Gegeben</translation>
    </message>
    <message>
        <source>Receipt %1</source>
        <translation>Bon %1</translation>
    </message>
    <message>
        <source>Next sale</source>
        <translation>Nächster Verkauf</translation>
    </message>
    <message>
        <source>or scan its first item</source>
        <translation>oder den ersten Artikel scannen</translation>
    </message>
</context>
<context>
    <name>CloseSession</name>
    <message>
        <source>A sale of {total} is still open. Finish or void it first.</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>%n suspended sale(s). You can count now; before you close, finish or void each.</source>
        <translation type="unfinished">
            <numerusform />
            <numerusform />
        </translation>
    </message>
    <message>
        <source>Exact</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Over by {amount}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Short by {amount}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Till session {number} is closed; its Z report is printing.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>CloseSessionScreen</name>
    <message>
        <source>Close the till: count the cash</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Close the till: compare and close</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Cash counted, float included</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>What should be there is shown once the count is declared.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Counted</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Expected</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>If it does not fit, count again before you close: after Z nothing of this session changes.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>CountPane</name>
    <message>
        <source>Count by</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Notes</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Coins</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Counting</name>
    <message>
        <source>Notes and coins</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Total</source>
        <translation type="unfinished">Summe</translation>
    </message>
</context>
<context>
    <name>DepartmentSheet</name>
    <message>
        <source>Open price</source>
        <translation>Freier Preis</translation>
    </message>
    <message>
        <source>For barcode %1</source>
        <translation>Für Barcode %1</translation>
    </message>
    <message>
        <source>For an item that is not in the catalogue</source>
        <translation>Für einen Artikel, der nicht im Katalog steht</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Department (↑ ↓)</source>
        <translation>Abteilung (↑ ↓)</translation>
    </message>
</context>
<context>
    <name>Devices</name>
    <message>
        <source>Printing.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Not asked yet.</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>%n print(s) not on paper</source>
        <translation type="unfinished">
            <numerusform />
            <numerusform />
        </translation>
    </message>
    <message>
        <source>Ready.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>No printer is set up. Receipts wait until one is.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The printer has no paper. Put in a new roll.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The roll is nearly used up. Keep a new one at hand.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The printer's cover is open. Close it.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The printer's blade is jammed. Open the cover and clear the paper.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The printer has a fault. Have it serviced.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The printer has an error. Switch it off and on.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The printer is offline. Look at its panel and press its button.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The printer does not answer. Is it switched on, plugged in, and is its address right?</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The printer stopped answering while printing.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The printer did not confirm the print.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The line to the printer broke.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Printing was cancelled.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Printing was cancelled before it began.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The printer was switched off in the program.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The printer's driver failed.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The program ended while this was printing.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This waited so long that it is not printed without being asked for.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The printer cannot print this QR code.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The QR code is too wide for this paper.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The printer cannot print this barcode.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The file or folder cannot be written. Check the path and the rights.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This kind of printer cannot say how it is.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The disk is full. Free some space.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Look at the paper before you print it again.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>DevicesScreen</name>
    <message>
        <source>Receipt printer</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>How the printer is connected</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Changed, not saved yet. A test print saves first.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Fewer options</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>DiscountSheet</name>
    <message>
        <source>Percent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Take the discount away</source>
        <translation>Rabatt wegnehmen</translation>
    </message>
</context>
<context>
    <name>FoundList</name>
    <message>
        <source>Search results</source>
        <translation>Suchergebnisse</translation>
    </message>
</context>
<context>
    <name>HeaderBar</name>
    <message>
        <source>Training</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Menu (F11)</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>Sale</source>
        <translation type="unfinished">Verkauf</translation>
    </message>
    <message>
        <source>Cancellation</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Sale voided</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Sale suspended</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Sale resumed</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Till opened</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Till closed, Z report</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Cash moved</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Drawer opened without a sale</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Signed in</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Signed out</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Locked out after wrong PINs</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Receipt printed again</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>X report</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>not yet at the hub</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>at the hub</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>put aside by the hub</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>differs from the hub's record</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>waiting for the printer</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>printing</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>printed</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>not printed</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>may not have come out</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>At the hub: look</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Not printed</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Check the paper</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Training</source>
        <translation type="unfinished">Übung</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Everything</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This sale is cancelled already.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A cancellation cannot be cancelled. Sell the items again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Cancel sale {number} of {amount}?</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>An opposite sale is recorded and printed. The goods come back and the money goes back.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Cancel the sale</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>JournalScreen</name>
    <message>
        <source>Journal of today</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Receipt number</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>That was the first entry of the day.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Older entries are on their way.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>No receipt yet today</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Nothing happened yet today</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The first sale will stand here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>No receipt</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Select a sale to see its receipt.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>KeyPad</name>
    <message>
        <source>Delete the last figure</source>
        <translation>Letzte Ziffer löschen</translation>
    </message>
</context>
<context>
    <name>KeyStrip</name>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>PgUp</source>
        <translation>Bild ↑</translation>
    </message>
    <message>
        <source>PgDn</source>
        <translation>Bild ↓</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
</context>
<context>
    <name>Menu</name>
    <message numerus="yes">
        <source>%n not on paper</source>
        <translation type="unfinished">
            <numerusform />
            <numerusform />
        </translation>
    </message>
    <message numerus="yes">
        <source>%n suspended</source>
        <translation type="unfinished">
            <numerusform />
            <numerusform />
        </translation>
    </message>
</context>
<context>
    <name>MenuSheet</name>
    <message>
        <source>Menu</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished">Schließen</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Unknown barcode {code}. Search by name, or key the price.</source>
        <translation>Unbekannter Barcode {code}. Nach Namen suchen oder den Preis eingeben.</translation>
    </message>
    <message>
        <source>Not added: payment is under way. Press Esc to go back to the sale, then scan again.</source>
        <translation>Nicht übernommen: Es wird gerade bezahlt. Mit Esc zurück zum Verkauf, dann erneut scannen.</translation>
    </message>
    <message>
        <source>Not added: answer the question on the screen first, then scan again.</source>
        <translation>Nicht übernommen: Zuerst die Frage beantworten, dann erneut scannen.</translation>
    </message>
    <message>
        <source>The scan broke off at {code}. Scan it again.</source>
        <translation>Der Scan brach bei {code} ab. Bitte erneut scannen.</translation>
    </message>
    <message>
        <source>That code is too long for any item. Nothing was added.</source>
        <translation>Dieser Code ist zu lang für einen Artikel. Nichts wurde übernommen.</translation>
    </message>
    <message>
        <source>Type an amount, such as {example}.</source>
        <translation>Einen Betrag eingeben, zum Beispiel {example}.</translation>
    </message>
    <message>
        <source>Type a quantity, such as 3.</source>
        <translation>Eine Menge eingeben, zum Beispiel 3.</translation>
    </message>
    <message>
        <source>Type the weight, such as {example}.</source>
        <translation>Das Gewicht eingeben, zum Beispiel {example}.</translation>
    </message>
    <message>
        <source>Type a percentage from 0.01 to 100.</source>
        <translation>Einen Prozentsatz von 0,01 bis 100 eingeben.</translation>
    </message>
    <message>
        <source>The last four are four figures, or nothing.</source>
        <translation>Genau vier Ziffern oder nichts eingeben.</translation>
    </message>
    <message>
        <source>Pick a reason.</source>
        <translation>Einen Grund wählen.</translation>
    </message>
    <message>
        <source>Pick who approves.</source>
        <translation>Wählen, wer freigibt.</translation>
    </message>
    <message>
        <source>Select a line first: ↑ and ↓ move through the sale.</source>
        <translation>Zuerst eine Zeile wählen: ↑ und ↓ gehen durch den Verkauf.</translation>
    </message>
    <message>
        <source>Nothing to pay yet. Scan an item first.</source>
        <translation>Noch nichts zu bezahlen. Zuerst einen Artikel scannen.</translation>
    </message>
    <message>
        <source>No void to undo in this sale.</source>
        <translation>In diesem Verkauf ist kein Storno zurückzunehmen.</translation>
    </message>
    <message>
        <source>{name} is already void. {key} brings it back.</source>
        <translation>{name} ist schon storniert. {key} holt es zurück.</translation>
    </message>
    <message>
        <source>Voided: {name}.</source>
        <translation>Storniert: {name}.</translation>
    </message>
    <message>
        <source>Type the amount given, or press {key} for the exact amount.</source>
        <translation>Den gegebenen Betrag eingeben oder {key} für passend drücken.</translation>
    </message>
    <message>
        <source>The quantity of {name} stands in its barcode. Void the line and scan the right one.</source>
        <translation>Die Menge von {name} steht im Barcode. Zeile stornieren und das richtige Etikett scannen.</translation>
    </message>
    <message>
        <source>Wrong PIN. Try again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Too many wrong PINs. Wait {seconds} s.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This person may no longer sign in here. Ask a manager.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Tap your name first, then key the PIN.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{name} is signed in. Sign out first.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The till is locked. Enter your PIN.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{name} may not approve this. Pick somebody else.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The shop's settings have not arrived from the hub yet. Connect the hub and wait a moment.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Not added: the till is locked. Enter your PIN, then scan again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Not added: nobody is signed in. Sign in, then scan again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A till session is already open.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Z report {number} is closed and printing.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{count} suspended sale(s) are still waiting. Finish or void each first: F6 shows them.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This amount is not possible. Key it again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Count the cash first. If the till is empty, key 0 as the total.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The float entry is recorded.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The cash pickup is recorded.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Paid in: recorded.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Paid out: recorded.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The X report is printing.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Not added: the till is not open yet. Open it, then scan again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Not added: the till is being counted. Go on selling first, then scan again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Read wrongly: {code}. Scan it again, or key the number.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Price or weight was read wrongly: {code}. Scan the label again, or key the price.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The scanner sent nothing. Scan again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Read only in part: {code}. Scan it again, or key the number.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The label carries no price or weight. Weigh the goods again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The check digit does not fit. Scan the code again, or type it.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Price or weight was read wrongly. Scan the label again, or key it by hand.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This code was read wrongly. Scan it again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This code was read only in part. Scan it again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A sale suspended in training goes on in training only, a real one outside it only.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>That is not possible right now. Look at where the sale stands, then try again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>That is more cash than anybody hands over for this sale. Key the amount again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This amount does not fit the payment. Key it again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Two currencies do not go together in one sale.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The duplicate is printing.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This sale is cancelled already.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A cancellation cannot be cancelled. Sell the items again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This sale is not on this terminal.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A training sale is cancelled in training mode, a real one outside it.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The sale is cancelled. Give the money back; cancel a card payment on the card terminal.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{number} cancels the sale. Give {cash} back in cash.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{number} cancels the sale. Cancel {card} on the card terminal.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{number} cancels the sale. Give {cash} back in cash and cancel {card} on the card terminal.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>No receipt {number} today on this terminal.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Select a sale first: ↑ and ↓ move through the list.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Select a print first: ↑ and ↓ move through the list.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This print is done already.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This is being printed right now. Wait a moment.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Let go. The journal can print this receipt again at any time.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Let go. It will not be printed.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The printer is saved.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The test print is on its way to the printer.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Fill in: {option}.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This way to connect a printer is not known here. Pick another.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The option {option} does not belong to this printer. Pick how it is connected anew.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>One of the options cannot be right. Check figures and addresses.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>That is not a receipt printer. Pick another way to connect it.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Something went wrong in the program. Nothing was changed. Try again, and tell the shop's support.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This terminal's disk is full: free some space, then try again. What was completed before is safe.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Another program is using this terminal's data. Close it and try again.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This terminal's data is damaged. Stop selling here and call the shop's support.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The disk of this terminal refused. Nothing was changed. Try again, and tell the shop's support.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This terminal's data cannot be read with its key. Call the shop's support.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>OpenSession</name>
    <message>
        <source>Signed in: {name}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Open the till</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Open with {amount}</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>OpenSessionScreen</name>
    <message>
        <source>Open the till</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Count the cash in the drawer before the first sale. It is the float that the till starts with.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Opening float</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Network printer</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>File or folder</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Name or IP address of the printer, such as 192.168.1.50.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Port</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>9100 for nearly every printer.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Path</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A folder (one file a print), a file, or a device.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Paper width in mm</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Cut</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Characters in a line</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>0 takes 48 on 80 mm and 32 on 58 mm; 42 for some Epson printers.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Character tables</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>As on the printer's self-test, the preferred first, with commas.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Switch Chinese characters off</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>If ä and € come out as Chinese characters.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Pin of the cash drawer</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>2 for the first drawer, 5 for the second.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Drawer pulse in ms</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>2 to 510; longer for a drawer that does not open.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The printer draws QR codes itself</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>If not, they are sent as dots.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Size of QR codes</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Dots of one square, 2 to 16.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Wait for a connection, in ms</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Wait for a status answer, in ms</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Longest standstill while printing, in ms</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Wait for the confirmation, in ms</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Longer for slow printers.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Longest time for one print, in ms</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Full</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Partial</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>None</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Yes</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>No</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Permissions</name>
    <message>
        <source>This discount is above the cashier's limit.</source>
        <translation>Dieser Rabatt liegt über der Grenze für Kassierende.</translation>
    </message>
    <message>
        <source>Changing a price needs a supervisor.</source>
        <translation>Für Preisänderungen ist die Aufsicht nötig.</translation>
    </message>
    <message>
        <source>Cancelling a completed sale needs a supervisor.</source>
        <translation>Für die Stornierung eines fertigen Bons ist die Aufsicht nötig.</translation>
    </message>
    <message>
        <source>Opening the drawer without a sale needs a supervisor.</source>
        <translation>Zum Öffnen der Lade ohne Verkauf ist die Aufsicht nötig.</translation>
    </message>
    <message>
        <source>Paying cash out needs a supervisor.</source>
        <translation>Für Auszahlungen ist die Aufsicht nötig.</translation>
    </message>
</context>
<context>
    <name>PieceLine</name>
    <message>
        <source>How many of %1</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>One fewer of %1</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>One more of %1</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>PinPad</name>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
</context>
<context>
    <name>PriceCheck</name>
    <message>
        <source>plus {amount} deposit</source>
        <translation>zuzüglich {amount} Pfand</translation>
    </message>
</context>
<context>
    <name>PriceCheckScreen</name>
    <message>
        <source>Price check</source>
        <translation>Preisauskunft</translation>
    </message>
    <message>
        <source>Price check: scan or search</source>
        <translation>Preisauskunft: scannen oder suchen</translation>
    </message>
    <message>
        <source>Scan an item to see its price</source>
        <translation>Artikel scannen, um den Preis zu sehen</translation>
    </message>
    <message>
        <source>Nothing is sold here.</source>
        <translation>Hier wird nichts verkauft.</translation>
    </message>
</context>
<context>
    <name>PriceSheet</name>
    <message>
        <source>Change the price</source>
        <translation>Preis ändern</translation>
    </message>
    <message>
        <source>%1 · now %2</source>
        <translation>%1 · jetzt %2</translation>
    </message>
    <message>
        <source>New price</source>
        <translation>Neuer Preis</translation>
    </message>
</context>
<context>
    <name>Prints</name>
    <message>
        <source>Receipt</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Duplicate of receipt</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>X report</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Z report</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Paid in</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Paid out</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Float entry</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Cash pickup</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Drawer opening</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Test print</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Printing</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Not printed</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Check the paper</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>%n tries so far.</source>
        <translation type="unfinished">
            <numerusform />
            <numerusform />
        </translation>
    </message>
</context>
<context>
    <name>PrintsScreen</name>
    <message>
        <source>Prints that are not on paper</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Everything is on paper</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Selling never waits for the printer: what could not be printed would stand here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Look at the paper first. If it is there, let this one go; if not, print it: it will be marked DUPLICATE.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>QuantityChip</name>
    <message>
        <source>Quantity of the next item: %1</source>
        <translation>Menge des nächsten Artikels: %1</translation>
    </message>
</context>
<context>
    <name>ReasonSheet</name>
    <message>
        <source>Keep it</source>
        <translation type="unfinished">Behalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished">Abbrechen</translation>
    </message>
    <message>
        <source>Reason (↑ ↓)</source>
        <translation type="unfinished">Grund (↑ ↓)</translation>
    </message>
</context>
<context>
    <name>RemainingPanel</name>
    <message>
        <source>To pay</source>
        <translation>Zu zahlen</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Take back %1 %2</source>
        <translation>%1 %2 zurücknehmen</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Cash</source>
        <translation type="unfinished">Bar</translation>
    </message>
    <message>
        <source>Card</source>
        <translation type="unfinished">Karte</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Payments</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>VAT</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Cash in the till</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Counted acts</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Receipts</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Discounts</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Cash rounding</source>
        <translation type="unfinished">Bargeldrundung</translation>
    </message>
    <message>
        <source>{rate} on {net}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Opening float</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Float entries</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Cash pickups</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Paid in</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Paid out</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Expected in the till</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Sales voided before payment</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Lines voided</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Drawer opened</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>of these, no-sale</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Receipts printed again</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>%n cancelled sale(s)</source>
        <translation type="unfinished">
            <numerusform />
            <numerusform />
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sale(s)</source>
        <translation type="unfinished">
            <numerusform />
            <numerusform />
        </translation>
    </message>
</context>
<context>
    <name>ReportList</name>
    <message>
        <source>Figures of the till session</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>ResultList</name>
    <message>
        <source>Search results</source>
        <translation>Suchergebnisse</translation>
    </message>
    <message>
        <source>Nothing found for “%1”</source>
        <translation>Nichts gefunden für „%1“</translation>
    </message>
    <message>
        <source>Try fewer letters, or key the price with %1.</source>
        <translation>Weniger Buchstaben versuchen oder den Preis mit %1 eingeben.</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear the search</source>
        <translation>Suche leeren</translation>
    </message>
</context>
<context>
    <name>Sell</name>
    <message>
        <source>Pay {amount}</source>
        <translation>{amount} bezahlen</translation>
    </message>
</context>
<context>
    <name>SellScreen</name>
    <message>
        <source>Search or scan</source>
        <translation>Suchen oder scannen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Scan, type a code or search</source>
        <translation>Scannen, Nummer tippen oder suchen</translation>
    </message>
    <message>
        <source>Show the sale</source>
        <translation>Verkauf zeigen</translation>
    </message>
    <message>
        <source>Show the items</source>
        <translation>Artikel zeigen</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>No till session is open</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Till session {number}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Business date</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Opened</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{time} by {name}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Opening float</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Suspended sales</source>
        <translation type="unfinished">Geparkte Verkäufe</translation>
    </message>
</context>
<context>
    <name>SessionScreen</name>
    <message>
        <source>The X report prints the figures so far. How much cash should be in the till is shown only after it has been counted.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Cash</source>
        <translation type="unfinished">Bar</translation>
    </message>
    <message>
        <source>Training mode</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>On: nothing is sold, no sum grows, receipts say so.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Off: sales count.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>End training</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Begin training</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Light</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>High contrast</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Settings of this screen</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Text size</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This is for this terminal only and stays when the next person signs in.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>SheetFrame</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
</context>
<context>
    <name>Sheets</name>
    <message>
        <source>Discount on the whole sale</source>
        <translation>Rabatt auf den ganzen Verkauf</translation>
    </message>
    <message>
        <source>Discount</source>
        <translation>Rabatt</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Weight or measure</source>
        <translation>Gewicht oder Maß</translation>
    </message>
    <message>
        <source>Void the whole sale?</source>
        <translation>Den ganzen Verkauf abbrechen?</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Locked by {name}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>PIN of {name}</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Who is signing in?</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The open sale of {total} stays as it is.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Too many wrong PINs. Next try in {time}. A supervisor can sign in meanwhile.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Too many wrong PINs. Next try in {time} s.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Cashier</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Supervisor</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Manager</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>SignInScreen</name>
    <message>
        <source>Who may sign in</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Sign in (↑ ↓)</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Unlock</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Sign in</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Enter</source>
        <translation type="unfinished">Enter</translation>
    </message>
    <message>
        <source>Waiting for the hub</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>People, prices and settings come from the hub with its first answer; this screen goes on by itself. If it takes longer than a minute, check the network cable and whether the hub is running. The hub page says how far it is.</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Hub up to date</source>
        <translation>Zentrale aktuell</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Sendet</translation>
    </message>
    <message>
        <source>Hub not reached</source>
        <translation>Zentrale nicht erreicht</translation>
    </message>
    <message>
        <source>Printer needs help</source>
        <translation>Drucker braucht Hilfe</translation>
    </message>
    <message numerus="yes">
        <source>%n receipt(s) not printed</source>
        <translation><numerusform>%n Bon nicht gedruckt</numerusform><numerusform>%n Bons nicht gedruckt</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) to look at</source>
        <translation><numerusform>%n Satz zu prüfen</numerusform><numerusform>%n Sätze zu prüfen</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>%n sale(s) to send</source>
        <translation><numerusform>%n Verkauf zu senden</numerusform><numerusform>%n Verkäufe zu senden</numerusform></translation>
    </message>
</context>
<context>
    <name>SuspendSheet</name>
    <message>
        <source>Suspend the sale</source>
        <translation>Verkauf parken</translation>
    </message>
    <message>
        <source>It waits in the list of suspended sales until somebody takes it back.</source>
        <translation>Er wartet in der Liste der geparkten Verkäufe, bis jemand ihn zurückholt.</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>Parken</translation>
    </message>
    <message>
        <source>Note, such as “red jacket” (may be left empty)</source>
        <translation>Notiz, zum Beispiel „rote Jacke“ (darf leer bleiben)</translation>
    </message>
</context>
<context>
    <name>Suspended</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation><numerusform>%n Zeile</numerusform><numerusform>%n Zeilen</numerusform></translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation><numerusform>und %n weiterer</numerusform><numerusform>und %n weitere</numerusform></translation>
    </message>
</context>
<context>
    <name>SuspendedScreen</name>
    <message>
        <source>Suspended sales</source>
        <translation>Geparkte Verkäufe</translation>
    </message>
    <message>
        <source>No sale is suspended</source>
        <translation>Kein Verkauf ist geparkt</translation>
    </message>
    <message>
        <source>On the sell screen, F5 parks a sale here.</source>
        <translation>In der Verkaufsansicht parkt F5 einen Verkauf hier.</translation>
    </message>
</context>
<context>
    <name>Sync</name>
    <message>
        <source>Items</source>
        <translation type="unfinished">Artikel</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Settings of the shop</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>People and this terminal</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>up to date</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Selling goes on. Every sale is safe on this terminal.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Getting in touch with the hub</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The terminal has just started and has not asked the hub yet.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Everything is at the hub</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Sales, prices and people are up to date.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Sending to the hub</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The hub answers and takes what has been sold.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Reading from the hub</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Items, prices or people are on their way to this terminal.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The hub is not reached</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Nothing needs doing for a short break. If it lasts, check the network cable and ask whether the hub is running.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The hub is busy</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>It asked for a little patience; the terminal tries again by itself.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The hub does not accept this terminal</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>A manager enrols the terminal again, with a new code from the hub. Nothing is lost by it.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The hub knows another history of this terminal</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This terminal's data was restored from a copy or runs twice. Nothing is sent until it is clear.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Call the shop's support before you go on selling, and do not switch on a second copy.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The hub's answer makes no sense</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Something else may be answering at the hub's address, such as a sign-in page of the network. Tell whoever looks after the hub.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>The hub answers, but takes nothing</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Tell whoever looks after the hub, with the words below.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Nothing waits: every sale is at the hub.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{waiting}; oldest {age}.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>under 1 min</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{count} min</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{count} h</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Never since this terminal was started</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>{moment} ({age} ago)</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This terminal's clock is {by} slow. Set it right: receipts carry its time.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This terminal's clock is {by} fast. Set it right: receipts carry its time.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Last answer of the hub</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>Address of the hub</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>This terminal</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>For support</source>
        <translation type="unfinished" />
    </message>
    <message numerus="yes">
        <source>%n change(s) to come</source>
        <translation type="unfinished">
            <numerusform />
            <numerusform />
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation type="unfinished">
            <numerusform />
            <numerusform />
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) not yet at the hub, safe on this terminal</source>
        <translation type="unfinished">
            <numerusform />
            <numerusform />
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) put aside by the hub. Nothing is lost; a manager looks at them on the hub.</source>
        <translation type="unfinished">
            <numerusform />
            <numerusform />
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sale(s) not yet at the hub, safe on this terminal</source>
        <translation type="unfinished">
            <numerusform />
            <numerusform />
        </translation>
    </message>
    <message>
        <source>Journal number {seq}, for support: {code}</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>SyncScreen</name>
    <message>
        <source>The first catalogue is on its way. Selling can begin when it is here.</source>
        <translation type="unfinished" />
    </message>
    <message>
        <source>From the hub</source>
        <translation type="unfinished" />
    </message>
</context>
<context>
    <name>Tender</name>
    <message>
        <source>Another card</source>
        <translation>Andere Karte</translation>
    </message>
    <message>
        <source>{amount} in cash (rounding {rounding})</source>
        <translation>{amount} in bar (Rundung {rounding})</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Bar</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
</context>
<context>
    <name>TileGrid</name>
    <message>
        <source>Items</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>No items here yet</source>
        <translation>Hier sind noch keine Artikel</translation>
    </message>
    <message>
        <source>They appear as soon as the catalogue has arrived.</source>
        <translation>Sie erscheinen, sobald der Katalog da ist.</translation>
    </message>
</context>
<context>
    <name>Totals</name>
    <message>
        <source>Saved (%1 on the sale)</source>
        <translation>Gespart (%1 auf alles)</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespart</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
</context>
<context>
    <name>UnknownPanel</name>
    <message>
        <source>Leave it out</source>
        <translation>Weglassen</translation>
    </message>
</context>
<context>
    <name>VoidSaleSheet</name>
    <message>
        <source>All lines, %1 in all, go. The void stays in the journal.</source>
        <translation>Alle Zeilen, zusammen %1, fallen weg. Der Abbruch bleibt im Journal.</translation>
    </message>
    <message>
        <source>Void sale</source>
        <translation>Bon abbrechen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Reason (↑ ↓)</source>
        <translation>Grund (↑ ↓)</translation>
    </message>
</context>
<context>
    <name>WaysPanel</name>
    <message>
        <source>Cash</source>
        <translation>Bar</translation>
    </message>
    <message>
        <source>Finish, nothing to pay</source>
        <translation>Abschließen, nichts zu zahlen</translation>
    </message>
    <message>
        <source>Exact %1</source>
        <translation>Passend %1</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Card, recorded by hand</source>
        <translation>Karte, von Hand erfasst</translation>
    </message>
</context>
</TS>
