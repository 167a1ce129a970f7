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
        <source>Send to a phone</source>
        <translation>Aufs Telefon</translation>
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
        <translation>Verkauf abbrechen</translation>
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
        <source>Receipt by e-mail</source>
        <translation>Beleg per E-Mail</translation>
    </message>
    <message>
        <source>Sale above</source>
        <translation>Verkauf darüber</translation>
    </message>
    <message>
        <source>Sale below</source>
        <translation>Verkauf darunter</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Weiterführen</translation>
    </message>
    <message>
        <source>Print slip</source>
        <translation>Zettel drucken</translation>
    </message>
    <message>
        <source>Wait no longer</source>
        <translation>Nicht länger warten</translation>
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
        <translation>Menü</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>Verkaufen</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Rückgabe</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>Bestand</translation>
    </message>
    <message>
        <source>Till session</source>
        <translation>Kassensitzung</translation>
    </message>
    <message>
        <source>Close the till</source>
        <translation>Kasse schließen</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>Journal</translation>
    </message>
    <message>
        <source>Prints</source>
        <translation>Drucke</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>Hub</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>What is on a gift card</source>
        <translation>Kartenguthaben</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
    <message>
        <source>Person before</source>
        <translation>Person davor</translation>
    </message>
    <message>
        <source>Next person</source>
        <translation>Nächste Person</translation>
    </message>
    <message>
        <source>Count notes and coins</source>
        <translation>Scheine und Münzen zählen</translation>
    </message>
    <message>
        <source>Type the total</source>
        <translation>Summe eingeben</translation>
    </message>
    <message>
        <source>Open the till</source>
        <translation>Kasse öffnen</translation>
    </message>
    <message>
        <source>X report</source>
        <translation>X-Bericht</translation>
    </message>
    <message>
        <source>Float entry</source>
        <translation>Wechselgeldeinlage</translation>
    </message>
    <message>
        <source>Cash pickup</source>
        <translation>Abschöpfung</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>Einzahlung</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Auszahlung</translation>
    </message>
    <message>
        <source>Open drawer</source>
        <translation>Lade öffnen</translation>
    </message>
    <message>
        <source>Training mode</source>
        <translation>Trainingsmodus</translation>
    </message>
    <message>
        <source>Count again</source>
        <translation>Neu zählen</translation>
    </message>
    <message>
        <source>Go on selling</source>
        <translation>Weiter verkaufen</translation>
    </message>
    <message>
        <source>Close and print Z</source>
        <translation>Schließen und Z drucken</translation>
    </message>
    <message>
        <source>Declare the count</source>
        <translation>Zählung abgeben</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Entry above</source>
        <translation>Eintrag darüber</translation>
    </message>
    <message>
        <source>Entry below</source>
        <translation>Eintrag darunter</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>Erneut drucken</translation>
    </message>
    <message>
        <source>Receipts or everything</source>
        <translation>Belege oder alles</translation>
    </message>
    <message>
        <source>Older entries</source>
        <translation>Ältere Einträge</translation>
    </message>
    <message>
        <source>Cancel the sale</source>
        <translation>Verkauf stornieren</translation>
    </message>
    <message>
        <source>Row above</source>
        <translation>Zeile darüber</translation>
    </message>
    <message>
        <source>Row below</source>
        <translation>Zeile darunter</translation>
    </message>
    <message>
        <source>Show the receipt</source>
        <translation>Beleg zeigen</translation>
    </message>
    <message>
        <source>One more comes back</source>
        <translation>Eins mehr zurück</translation>
    </message>
    <message>
        <source>One fewer comes back</source>
        <translation>Eins weniger zurück</translation>
    </message>
    <message>
        <source>All of this line</source>
        <translation>Ganze Zeile</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Other place for the goods</source>
        <translation>Anderer Verbleib der Ware</translation>
    </message>
    <message>
        <source>Next reason</source>
        <translation>Nächster Grund</translation>
    </message>
    <message>
        <source>Without a receipt</source>
        <translation>Ohne Beleg</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>Neuer Kunde</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Ask the hub now</source>
        <translation>Jetzt den Hub fragen</translation>
    </message>
    <message>
        <source>Take off the sale</source>
        <translation>Vom Verkauf nehmen</translation>
    </message>
    <message>
        <source>Put on the sale</source>
        <translation>Zum Verkauf</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Zählung</translation>
    </message>
    <message>
        <source>Receive goods</source>
        <translation>Wareneingang</translation>
    </message>
    <message>
        <source>Transfer out</source>
        <translation>Umlagerung hin</translation>
    </message>
    <message>
        <source>Transfer in</source>
        <translation>Umlagerung her</translation>
    </message>
    <message>
        <source>Adjust</source>
        <translation>Korrektur</translation>
    </message>
    <message>
        <source>One more</source>
        <translation>Eins mehr</translation>
    </message>
    <message>
        <source>One fewer</source>
        <translation>Eins weniger</translation>
    </message>
    <message>
        <source>Go on scanning</source>
        <translation>Weiter scannen</translation>
    </message>
    <message>
        <source>Other store</source>
        <translation>Anderer Laden</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Belegnummer</translation>
    </message>
    <message>
        <source>Take off</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>In or out</source>
        <translation>Zugang oder Abgang</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Look it over, then post it</source>
        <translation>Prüfen, dann buchen</translation>
    </message>
    <message>
        <source>Print above</source>
        <translation>Druck darüber</translation>
    </message>
    <message>
        <source>Print below</source>
        <translation>Druck darunter</translation>
    </message>
    <message>
        <source>Print now</source>
        <translation>Jetzt drucken</translation>
    </message>
    <message>
        <source>Let it go</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Device above</source>
        <translation>Gerät darüber</translation>
    </message>
    <message>
        <source>Device below</source>
        <translation>Gerät darunter</translation>
    </message>
    <message>
        <source>Add a device</source>
        <translation>Gerät hinzufügen</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Choice above</source>
        <translation>Auswahl darüber</translation>
    </message>
    <message>
        <source>Choice below</source>
        <translation>Auswahl darunter</translation>
    </message>
    <message>
        <source>Other driver</source>
        <translation>Anderer Treiber</translation>
    </message>
    <message>
        <source>All options</source>
        <translation>Alle Optionen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>Jetzt versuchen</translation>
    </message>
    <message>
        <source>Other language</source>
        <translation>Andere Sprache</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Enter it by hand</source>
        <translation>Von Hand eingeben</translation>
    </message>
    <message>
        <source>Remove it again</source>
        <translation>Wieder entfernen</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Other colours</source>
        <translation>Andere Farben</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinere Schrift</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größere Schrift</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Gift card</source>
        <translation>Geschenkkarte</translation>
    </message>
    <message>
        <source>Pay with a gift card</source>
        <translation>Mit Geschenkkarte zahlen</translation>
    </message>
    <message>
        <source>Pay with points</source>
        <translation>Mit Punkten zahlen</translation>
    </message>
    <message>
        <source>Pay with store credit</source>
        <translation>Mit Guthaben zahlen</translation>
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
        <source>Check the buyer&apos;s age</source>
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
        <source>Only a part of it</source>
        <translation>Nur ein Teil davon</translation>
    </message>
    <message>
        <source>Take in cash</source>
        <translation>Bar annehmen</translation>
    </message>
    <message>
        <source>Give back in cash</source>
        <translation>Bar zurückgeben</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
</context>
<context>
    <name>ApprovalSheet</name>
    <message>
        <source>A supervisor&apos;s approval is needed</source>
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
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
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
    <name>Camera</name>
    <message>
        <source>No camera is set up</source>
        <translation>Es ist keine Kamera eingerichtet</translation>
    </message>
    <message>
        <source>Plug one in and add it on the devices screen. A hand scanner goes on working.</source>
        <translation>Eine anschließen und bei den Geräten hinzufügen. Ein Handscanner geht weiterhin.</translation>
    </message>
    <message>
        <source>The camera is not there</source>
        <translation>Die Kamera ist nicht da</translation>
    </message>
    <message>
        <source>Plug it in: it is found by itself. A hand scanner goes on working.</source>
        <translation>Anschließen: Sie wird von selbst gefunden. Ein Handscanner geht weiterhin.</translation>
    </message>
    <message>
        <source>The camera gives no more pictures</source>
        <translation>Die Kamera liefert keine Bilder mehr</translation>
    </message>
    <message>
        <source>Unplug it and plug it in again: it is found by itself.</source>
        <translation>Abziehen und wieder anschließen: Sie wird von selbst gefunden.</translation>
    </message>
    <message>
        <source>The camera gives no picture</source>
        <translation>Die Kamera liefert kein Bild</translation>
    </message>
    <message>
        <source>Close other programs that use it, or choose another camera.</source>
        <translation>Andere Programme schließen, die sie benutzen, oder eine andere Kamera wählen.</translation>
    </message>
    <message>
        <source>Waiting for the first picture</source>
        <translation>Warten auf das erste Bild</translation>
    </message>
    <message>
        <source>This takes a moment.</source>
        <translation>Das dauert einen Moment.</translation>
    </message>
</context>
<context>
    <name>CameraView</name>
    <message>
        <source>Picture of the camera</source>
        <translation>Bild der Kamera</translation>
    </message>
</context>
<context>
    <name>CardSheet</name>
    <message>
        <source>Card payment</source>
        <translation>Kartenzahlung</translation>
    </message>
    <message>
        <source>Back to the card</source>
        <translation>Zurück auf die Karte</translation>
    </message>
    <message>
        <source>Take the payment on the card terminal first, then record it here.</source>
        <translation>Zuerst am Kartengerät kassieren, dann hier erfassen.</translation>
    </message>
    <message>
        <source>Give the money back on the card terminal first, to the card that paid, then record it here.</source>
        <translation>Das Geld zuerst am Kartengerät auf die Karte zurückbuchen, mit der bezahlt wurde, dann hier eintragen.</translation>
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
        <source>To give back</source>
        <translation>Zurückzugeben</translation>
    </message>
    <message>
        <source>To pay</source>
        <translation>Zu zahlen</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Tax included</source>
        <translation>Enthaltene Steuer</translation>
    </message>
    <message>
        <source>Tax added</source>
        <translation>Zuzüglich Steuer</translation>
    </message>
    <message>
        <source>Customer, not known here any more</source>
        <translation>Kunde, hier nicht mehr bekannt</translation>
    </message>
    <message>
        <source>{amount} more for</source>
        <translation>noch {amount} für</translation>
    </message>
    <message>
        <source>back on the shelf</source>
        <translation>zurück ins Regal</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <source>not into stock</source>
        <translation>nicht in den Bestand</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Rückgabe</translation>
    </message>
    <message>
        <source>Price changed from {was}</source>
        <translation>Preis geändert, war {was}</translation>
    </message>
    <message>
        <source>without a receipt</source>
        <translation>ohne Beleg</translation>
    </message>
    <message>
        <source>Use by {day}</source>
        <translation>Verbrauchen bis {day}</translation>
    </message>
    <message>
        <source>Best before {day}</source>
        <translation>Mindestens haltbar bis {day}</translation>
    </message>
    <message>
        <source>Batch {text}</source>
        <translation>Charge {text}</translation>
    </message>
    <message>
        <source>No. {text}</source>
        <translation>Nr. {text}</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>Storniert</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n Artikel</numerusform>
            <numerusform>%n Artikel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more for</source>
        <translation>
            <numerusform>noch %n Stück für</numerusform>
            <numerusform>noch %n Stück für</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more line(s)</source>
        <translation>
            <numerusform>%n weitere Zeile</numerusform>
            <numerusform>%n weitere Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} points, as of {time}</source>
        <translation>{count} Punkte, Stand {time}</translation>
    </message>
    <message>
        <source>Points not known here yet</source>
        <translation>Punktestand hier noch nicht bekannt</translation>
    </message>
    <message>
        <source>+{count} with this sale</source>
        <translation>+{count} mit diesem Kauf</translation>
    </message>
    <message>
        <source>Last ones: asking the hub …</source>
        <translation>Die letzten: Hub wird gefragt …</translation>
    </message>
    <message>
        <source>Last ones: {known}. The hub cannot be asked; a supervisor decides.</source>
        <translation>Die letzten: {known}. Hub nicht erreichbar; die Aufsicht entscheidet.</translation>
    </message>
    <message>
        <source>Last ones: {known}. The hub promises nothing now; a supervisor decides.</source>
        <translation>Die letzten: {known}. Der Hub sagt zurzeit nichts zu; die Aufsicht entscheidet.</translation>
    </message>
    <message>
        <source>Promised to others: {known}. A supervisor decides.</source>
        <translation>Anderen zugesagt: {known}. Die Aufsicht entscheidet.</translation>
    </message>
    <message>
        <source>{quantity} free as of {moment}</source>
        <translation>{quantity} frei, Stand {moment}</translation>
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
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Reason (↑ ↓)</source>
        <translation>Grund (↑ ↓)</translation>
    </message>
    <message>
        <source>Note (may be left empty)</source>
        <translation>Notiz (darf leer bleiben)</translation>
    </message>
    <message>
        <source>Float entry: cash from the safe</source>
        <translation>Wechselgeldeinlage: Bargeld aus dem Tresor</translation>
    </message>
    <message>
        <source>Cash pickup: cash to the safe</source>
        <translation>Abschöpfung: Bargeld in den Tresor</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>Einzahlung</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Auszahlung</translation>
    </message>
    <message>
        <source>Open the drawer without a sale</source>
        <translation>Lade ohne Verkauf öffnen</translation>
    </message>
    <message>
        <source>It stands in the journal, with who and why.</source>
        <translation>Es steht im Journal, mit Name und Grund.</translation>
    </message>
    <message>
        <source>Open drawer</source>
        <translation>Lade öffnen</translation>
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
        <source>Given back, no cash</source>
        <translation>Zurückgegeben, nichts in bar</translation>
    </message>
    <message>
        <source>Training: nothing was sold</source>
        <translation>Training: Es wurde nichts verkauft</translation>
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
        <source>Given back</source>
        <translation>Zurückgegeben</translation>
    </message>
    <message>
        <source>Give back in cash</source>
        <translation>Bar zurückgeben</translation>
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
        <translation>Beleg %1</translation>
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
        <translation>Ein Verkauf über {total} ist noch offen. Zuerst abschließen oder abbrechen.</translation>
    </message>
    <message numerus="yes">
        <source>%n suspended sale(s). Go on selling, finish or void each, then count again.</source>
        <translation>
            <numerusform>%n geparkter Verkauf. Weiter verkaufen, ihn fertigstellen oder abbrechen, dann neu zählen.</numerusform>
            <numerusform>%n geparkte Verkäufe. Weiter verkaufen, alle fertigstellen oder abbrechen, dann neu zählen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n suspended sale(s). You can count now; before you close, finish or void each.</source>
        <translation>
            <numerusform>%n geparkter Verkauf. Zählen geht jetzt schon; vor dem Schließen muss er fertig oder abgebrochen sein.</numerusform>
            <numerusform>%n geparkte Verkäufe. Zählen geht jetzt schon; vor dem Schließen müssen alle fertig oder abgebrochen sein.</numerusform>
        </translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>Stimmt genau</translation>
    </message>
    <message>
        <source>Over by {amount}</source>
        <translation>{amount} zu viel</translation>
    </message>
    <message>
        <source>Short by {amount}</source>
        <translation>{amount} zu wenig</translation>
    </message>
    <message>
        <source>Till session {number} is closed; its Z report is printing.</source>
        <translation>Kassensitzung {number} ist geschlossen, ihr Z-Bericht wird gedruckt.</translation>
    </message>
</context>
<context>
    <name>CloseSessionScreen</name>
    <message>
        <source>Close the till: count the cash</source>
        <translation>Kasse schließen: Bargeld zählen</translation>
    </message>
    <message>
        <source>Close the till: compare and close</source>
        <translation>Kasse schließen: vergleichen und schließen</translation>
    </message>
    <message>
        <source>Cash counted, float included</source>
        <translation>Gezähltes Bargeld mit Anfangsbestand</translation>
    </message>
    <message>
        <source>What should be there is shown once the count is declared.</source>
        <translation>Der Sollbestand erscheint, sobald die Zählung abgegeben ist.</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Gezählt</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Soll</translation>
    </message>
    <message>
        <source>If it does not fit, count again before you close: after Z nothing of this session changes.</source>
        <translation>Wenn es nicht passt, vor dem Schließen neu zählen: Nach Z ändert sich an dieser Sitzung nichts mehr.</translation>
    </message>
</context>
<context>
    <name>ConsentSwitch</name>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
</context>
<context>
    <name>CountPane</name>
    <message>
        <source>Count by</source>
        <translation>Zählen nach</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Scheine</translation>
    </message>
    <message>
        <source>Coins</source>
        <translation>Münzen</translation>
    </message>
</context>
<context>
    <name>Counting</name>
    <message>
        <source>Notes and coins</source>
        <translation>Scheine und Münzen</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
</context>
<context>
    <name>CustomerFormScreen</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Shop card (scan it)</source>
        <translation>Kundenkarte (scannen)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Ask the customer, and show the wording</source>
        <translation>Den Kunden fragen und den Wortlaut zeigen</translation>
    </message>
    <message>
        <source>The shop asks for no consent.</source>
        <translation>Der Laden fragt nach keiner Einwilligung.</translation>
    </message>
</context>
<context>
    <name>CustomerTile</name>
    <message>
        <source>Customer: %1</source>
        <translation>Kunde: %1</translation>
    </message>
    <message>
        <source>Take %1 off the sale</source>
        <translation>%1 vom Verkauf nehmen</translation>
    </message>
</context>
<context>
    <name>Customers</name>
    <message>
        <source>Nobody found for {text}</source>
        <translation>Niemand gefunden zu {text}</translation>
    </message>
    <message>
        <source>Who is it?</source>
        <translation>Wer ist es?</translation>
    </message>
    <message>
        <source>Send receipt {number} by e-mail</source>
        <translation>Beleg {number} per E-Mail senden</translation>
    </message>
    <message>
        <source>Messages about orders</source>
        <translation>Nachrichten zu Bestellungen</translation>
    </message>
    <message>
        <source>News and offers</source>
        <translation>Neuigkeiten und Angebote</translation>
    </message>
    <message>
        <source>Evaluation of purchases</source>
        <translation>Auswertung der Einkäufe</translation>
    </message>
    <message>
        <source>Personal offers</source>
        <translation>Persönliche Angebote</translation>
    </message>
    <message>
        <source>Without a name</source>
        <translation>Ohne Namen</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>Telefon</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>Shop card</source>
        <translation>Kundenkarte</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Not asked</source>
        <translation>Nicht gefragt</translation>
    </message>
    <message>
        <source>The wording has changed: ask again</source>
        <translation>Der Wortlaut ist neu: noch einmal fragen</translation>
    </message>
    <message>
        <source>Yes, {moment}</source>
        <translation>Ja, {moment}</translation>
    </message>
    <message>
        <source>No, {moment}</source>
        <translation>Nein, {moment}</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>Neuer Kunde</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Wording {version}</source>
        <translation>Wortlaut {version}</translation>
    </message>
    <message>
        <source>{count} to come</source>
        <translation>{count} noch nicht frei</translation>
    </message>
    <message>
        <source>{count} until {day}</source>
        <translation>{count} bis {day}</translation>
    </message>
    <message>
        <source>not known here yet</source>
        <translation>hier noch nicht bekannt</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Points that end</source>
        <translation>Punkte, die verfallen</translation>
    </message>
    <message>
        <source>Store credit</source>
        <translation>Guthaben</translation>
    </message>
    <message>
        <source>As of</source>
        <translation>Stand</translation>
    </message>
</context>
<context>
    <name>CustomersScreen</name>
    <message>
        <source>Customer</source>
        <translation>Kunde</translation>
    </message>
    <message>
        <source>Find a customer</source>
        <translation>Kunden suchen</translation>
    </message>
    <message>
        <source>Name, telephone, e-mail, or scan the card</source>
        <translation>Name, Telefon, E-Mail oder Karte scannen</translation>
    </message>
    <message>
        <source>Customers found</source>
        <translation>Gefundene Kunden</translation>
    </message>
    <message>
        <source>Type a part of the name, the end of the number, or scan the card.</source>
        <translation>Einen Teil des Namens oder das Ende der Nummer tippen, oder die Karte scannen.</translation>
    </message>
    <message>
        <source>Check the spelling. Of a number type the end, or all of it. Or create the customer.</source>
        <translation>Schreibweise prüfen. Von einer Nummer das Ende oder alles tippen. Oder den Kunden anlegen.</translation>
    </message>
    <message>
        <source>Nobody chosen</source>
        <translation>Niemand gewählt</translation>
    </message>
    <message>
        <source>A sale needs no customer.</source>
        <translation>Ein Verkauf braucht keinen Kunden.</translation>
    </message>
    <message>
        <source>On this sale</source>
        <translation>In diesem Verkauf</translation>
    </message>
    <message>
        <source>Asking the hub …</source>
        <translation>Der Hub wird gefragt …</translation>
    </message>
    <message>
        <source>Not yet at the hub: other tills know it when it is reached.</source>
        <translation>Noch nicht beim Hub: Andere Kassen erfahren es, sobald er erreicht ist.</translation>
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
    <name>DeviceNameSheet</name>
    <message>
        <source>Rename the device</source>
        <translation>Gerät umbenennen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Name (may be left empty)</source>
        <translation>Name (darf leer bleiben)</translation>
    </message>
</context>
<context>
    <name>DeviceSetup</name>
    <message>
        <source>Looking…</source>
        <translation>Suche läuft …</translation>
    </message>
    <message>
        <source>No printer answered at {host}.</source>
        <translation>Unter {host} hat kein Drucker geantwortet.</translation>
    </message>
    <message>
        <source>Not usable</source>
        <translation>Nicht nutzbar</translation>
    </message>
    <message>
        <source>Used: {name}</source>
        <translation>Belegt: {name}</translation>
    </message>
    <message>
        <source>Receipt printer</source>
        <translation>Belegdrucker</translation>
    </message>
    <message>
        <source>Prints receipts and opens the drawer on its plug.</source>
        <translation>Druckt Belege und öffnet die Lade an seinem Anschluss.</translation>
    </message>
    <message>
        <source>Print a test slip: it shows width, characters and cut.</source>
        <translation>Einen Testbeleg drucken: Er zeigt Breite, Zeichen und Schnitt.</translation>
    </message>
    <message>
        <source>The slip is on its way. Look at the printer.</source>
        <translation>Der Beleg ist unterwegs. Auf den Drucker schauen.</translation>
    </message>
    <message>
        <source>Barcode scanner</source>
        <translation>Barcodescanner</translation>
    </message>
    <message>
        <source>On a serial or USB-COM cable. One that types like a keyboard works without being set up.</source>
        <translation>Am seriellen oder USB-COM-Kabel. Einer, der wie eine Tastatur tippt, geht ohne Einrichtung.</translation>
    </message>
    <message>
        <source>Scan anything now. Nothing is sold here.</source>
        <translation>Jetzt irgendetwas scannen. Hier wird nichts verkauft.</translation>
    </message>
    <message>
        <source>Camera that reads codes</source>
        <translation>Kamera, die Codes liest</translation>
    </message>
    <message>
        <source>A webcam, a document camera or the one built in.</source>
        <translation>Eine Webcam, eine Dokumentenkamera oder die eingebaute.</translation>
    </message>
    <message>
        <source>Hold any code before it. Nothing is sold here.</source>
        <translation>Irgendeinen Code davorhalten. Hier wird nichts verkauft.</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Waage</translation>
    </message>
    <message>
        <source>Its weight goes straight into the sale.</source>
        <translation>Ihr Gewicht kommt direkt in den Verkauf.</translation>
    </message>
    <message>
        <source>Put something on the scale: the weight follows here.</source>
        <translation>Etwas auf die Waage legen: Das Gewicht erscheint hier.</translation>
    </message>
    <message>
        <source>Customer display</source>
        <translation>Kundenanzeige</translation>
    </message>
    <message>
        <source>Two lines that show the customer item and total.</source>
        <translation>Zwei Zeilen, die dem Kunden Artikel und Summe zeigen.</translation>
    </message>
    <message>
        <source>Show a greeting on the display.</source>
        <translation>Einen Gruß auf der Anzeige zeigen.</translation>
    </message>
    <message>
        <source>The greeting is on its way. Look at the display.</source>
        <translation>Der Gruß ist unterwegs. Auf die Anzeige schauen.</translation>
    </message>
    <message>
        <source>Cash drawer with a plug of its own</source>
        <translation>Kassenlade mit eigenem Anschluss</translation>
    </message>
    <message>
        <source>One that is plugged into the receipt printer works without being set up.</source>
        <translation>Eine, die am Belegdrucker steckt, geht ohne Einrichtung.</translation>
    </message>
    <message>
        <source>Open the drawer. That is recorded as an opening without a sale.</source>
        <translation>Die Lade öffnen. Das wird als Öffnung ohne Verkauf festgehalten.</translation>
    </message>
    <message>
        <source>The drawer was told to open. Is it open?</source>
        <translation>Die Lade hat den Befehl zum Öffnen bekommen. Ist sie offen?</translation>
    </message>
    <message>
        <source>Step {number} of {count}</source>
        <translation>Schritt {number} von {count}</translation>
    </message>
    <message>
        <source>Takes the place of the one that is set up.</source>
        <translation>Tritt an die Stelle des eingerichteten Geräts.</translation>
    </message>
    <message>
        <source>Save and try</source>
        <translation>Speichern und ausprobieren</translation>
    </message>
    <message>
        <source>It works: done</source>
        <translation>Es funktioniert: fertig</translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>{name} entfernen?</translation>
    </message>
    <message>
        <source>The till no longer uses it. How it is set is forgotten; it can be set up again.</source>
        <translation>Die Kasse benutzt es nicht mehr. Seine Einstellungen werden vergessen; es lässt sich wieder einrichten.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>What do you want to set up?</source>
        <translation>Was soll eingerichtet werden?</translation>
    </message>
    <message>
        <source>Which one is it?</source>
        <translation>Welches Gerät ist es?</translation>
    </message>
    <message>
        <source>How is it set?</source>
        <translation>Wie ist es eingestellt?</translation>
    </message>
    <message>
        <source>Does it work?</source>
        <translation>Funktioniert es?</translation>
    </message>
</context>
<context>
    <name>Devices</name>
    <message>
        <source>The scanner is not there. Is its cable plugged in?</source>
        <translation>Der Scanner fehlt. Steckt sein Kabel?</translation>
    </message>
    <message>
        <source>The scale does not answer. Is it switched on and plugged in?</source>
        <translation>Die Waage antwortet nicht. Ist sie eingeschaltet und angesteckt?</translation>
    </message>
    <message>
        <source>The customer display is not there. Is its cable plugged in?</source>
        <translation>Die Kundenanzeige fehlt. Steckt ihr Kabel?</translation>
    </message>
    <message>
        <source>The cash drawer cannot be reached. Is its cable plugged in?</source>
        <translation>Die Kassenlade ist nicht erreichbar. Steckt ihr Kabel?</translation>
    </message>
    <message>
        <source>The drawer was told to open and stayed shut. Is it locked or jammed?</source>
        <translation>Die Lade sollte öffnen und blieb zu. Ist sie abgeschlossen oder klemmt sie?</translation>
    </message>
    <message>
        <source>The scale says what is no weight. Check its baud rate, framing and protocol.</source>
        <translation>Die Waage meldet, was kein Gewicht ist. Prüfen Sie Baudrate, Rahmen und Protokoll.</translation>
    </message>
    <message>
        <source>The scale says more than it can weigh. Have it looked at.</source>
        <translation>Die Waage meldet mehr, als sie wiegen kann. Lassen Sie sie prüfen.</translation>
    </message>
    <message>
        <source>The scale said two weights and called both stable. Weigh again, or have it looked at.</source>
        <translation>Die Waage meldete zwei Gewichte und nannte beide ruhig. Wiegen Sie noch einmal oder lassen Sie sie prüfen.</translation>
    </message>
    <message>
        <source>The scale has lost its zero. Empty it and press its zero key.</source>
        <translation>Die Waage hat ihre Null verloren. Leeren Sie sie und drücken Sie ihre Nulltaste.</translation>
    </message>
    <message>
        <source>The scale weighs in another unit than it is set up for.</source>
        <translation>Die Waage wiegt in einer anderen Einheit als eingerichtet.</translation>
    </message>
    <message>
        <source>This user may not use it. `tillbridge doctor` says how to allow it.</source>
        <translation>Dieser Benutzer darf es nicht benutzen. `tillbridge doctor` sagt, wie man es erlaubt.</translation>
    </message>
    <message>
        <source>No scale is set up.</source>
        <translation>Es ist keine Waage eingerichtet.</translation>
    </message>
    <message>
        <source>Not asked yet.</source>
        <translation>Noch nicht gefragt.</translation>
    </message>
    <message>
        <source>The driver of this device failed.</source>
        <translation>Der Treiber dieses Geräts ist gescheitert.</translation>
    </message>
    <message numerus="yes">
        <source>%n print(s) not on paper</source>
        <translation>
            <numerusform>%n Druck nicht auf Papier</numerusform>
            <numerusform>%n Drucke nicht auf Papier</numerusform>
        </translation>
    </message>
    <message>
        <source>Ready.</source>
        <translation>Bereit.</translation>
    </message>
    <message>
        <source>No printer is set up. Sales go on without paper; the journal prints a receipt later.</source>
        <translation>Kein Drucker eingerichtet. Der Verkauf läuft ohne Papier weiter; das Journal druckt einen Beleg später.</translation>
    </message>
    <message>
        <source>The printer has no paper. Put in a new roll.</source>
        <translation>Der Drucker hat kein Papier. Neue Rolle einlegen.</translation>
    </message>
    <message>
        <source>The roll is nearly used up. Keep a new one at hand.</source>
        <translation>Die Rolle ist fast leer. Eine neue bereithalten.</translation>
    </message>
    <message>
        <source>The printer&apos;s cover is open. Close it.</source>
        <translation>Der Deckel des Druckers ist offen. Bitte schließen.</translation>
    </message>
    <message>
        <source>The printer&apos;s blade is jammed. Open the cover and clear the paper.</source>
        <translation>Das Messer des Druckers klemmt. Deckel öffnen und Papier entfernen.</translation>
    </message>
    <message>
        <source>The printer has a fault. Have it serviced.</source>
        <translation>Der Drucker ist defekt. Den Kundendienst rufen.</translation>
    </message>
    <message>
        <source>The printer has an error. Switch it off and on.</source>
        <translation>Der Drucker meldet einen Fehler. Aus- und wieder einschalten.</translation>
    </message>
    <message>
        <source>The printer is offline. Look at its panel and press its button.</source>
        <translation>Der Drucker ist offline. Anzeige ansehen und seine Taste drücken.</translation>
    </message>
    <message>
        <source>The printer does not answer. Is it switched on, plugged in, and is its address right?</source>
        <translation>Der Drucker antwortet nicht. Ist er eingeschaltet, angeschlossen, und stimmt seine Adresse?</translation>
    </message>
    <message>
        <source>The printer stopped answering while printing.</source>
        <translation>Der Drucker hat während des Druckens aufgehört zu antworten.</translation>
    </message>
    <message>
        <source>The printer did not confirm the print.</source>
        <translation>Der Drucker hat den Druck nicht bestätigt.</translation>
    </message>
    <message>
        <source>The drawer was told to open, and did not answer.</source>
        <translation>Die Lade sollte öffnen und hat nicht geantwortet.</translation>
    </message>
    <message>
        <source>The line to the printer broke.</source>
        <translation>Die Verbindung zum Drucker ist abgerissen.</translation>
    </message>
    <message>
        <source>Printing was cancelled.</source>
        <translation>Der Druck wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Printing was cancelled before it began.</source>
        <translation>Der Druck wurde vor dem Beginn abgebrochen.</translation>
    </message>
    <message>
        <source>The printer was switched off in the program.</source>
        <translation>Der Drucker wurde im Programm abgeschaltet.</translation>
    </message>
    <message>
        <source>The printer&apos;s driver failed.</source>
        <translation>Der Druckertreiber hat versagt.</translation>
    </message>
    <message>
        <source>The program ended while this was printing.</source>
        <translation>Das Programm endete, während dies gedruckt wurde.</translation>
    </message>
    <message>
        <source>This waited so long that it is not printed without being asked for.</source>
        <translation>Das hat so lange gewartet, dass es nur noch auf Wunsch gedruckt wird.</translation>
    </message>
    <message>
        <source>The printer cannot print this QR code.</source>
        <translation>Der Drucker kann diesen QR-Code nicht drucken.</translation>
    </message>
    <message>
        <source>The QR code is too wide for this paper.</source>
        <translation>Der QR-Code ist zu breit für dieses Papier.</translation>
    </message>
    <message>
        <source>The printer cannot print this barcode.</source>
        <translation>Der Drucker kann diesen Strichcode nicht drucken.</translation>
    </message>
    <message>
        <source>The file or folder cannot be written. Check the path and the rights.</source>
        <translation>Datei oder Ordner lassen sich nicht schreiben. Pfad und Rechte prüfen.</translation>
    </message>
    <message>
        <source>The print queue is stopped. Start it in the system&apos;s settings.</source>
        <translation>Die Druckwarteschlange ist angehalten. In den Systemeinstellungen starten.</translation>
    </message>
    <message>
        <source>The print system did not say whether it took the print.</source>
        <translation>Das Drucksystem hat nicht gesagt, ob es den Druck angenommen hat.</translation>
    </message>
    <message>
        <source>The print system stopped answering.</source>
        <translation>Das Drucksystem antwortet nicht mehr.</translation>
    </message>
    <message>
        <source>The print system gave the print up.</source>
        <translation>Das Drucksystem hat den Druck aufgegeben.</translation>
    </message>
    <message>
        <source>This kind of printer cannot say how it is.</source>
        <translation>Diese Art Drucker kann ihren Zustand nicht melden.</translation>
    </message>
    <message>
        <source>The disk is full. Free some space.</source>
        <translation>Die Festplatte ist voll. Platz schaffen.</translation>
    </message>
    <message>
        <source>Look at the paper before you print it again.</source>
        <translation>Vor dem erneuten Drucken auf das Papier sehen.</translation>
    </message>
    <message>
        <source>The camera is not there. Plug it in: it is found by itself.</source>
        <translation>Die Kamera ist nicht da. Anschließen: Sie wird von selbst gefunden.</translation>
    </message>
    <message>
        <source>The camera is there but gives no picture. Close other programs that use it.</source>
        <translation>Die Kamera ist da, liefert aber kein Bild. Andere Programme schließen, die sie benutzen.</translation>
    </message>
    <message>
        <source>The camera gives no more pictures. Unplug it and plug it in again.</source>
        <translation>Die Kamera liefert keine Bilder mehr. Abziehen und wieder anschließen.</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>Druckt</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>Nachsehen</translation>
    </message>
    <message>
        <source>Not there</source>
        <translation>Nicht da</translation>
    </message>
    <message>
        <source>Not asked yet</source>
        <translation>Noch nicht gefragt</translation>
    </message>
</context>
<context>
    <name>DevicesScreen</name>
    <message>
        <source>Devices of this till</source>
        <translation>Geräte dieser Kasse</translation>
    </message>
    <message>
        <source>No device is set up</source>
        <translation>Kein Gerät ist eingerichtet</translation>
    </message>
    <message>
        <source>A scanner that types like a keyboard works already. Add a printer, a scale, a display or another scanner here.</source>
        <translation>Ein Scanner, der wie eine Tastatur tippt, geht schon. Hier kommen Drucker, Waage, Anzeige oder weitere Scanner dazu.</translation>
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
    <name>EmailSheet</name>
    <message>
        <source>The hub sends it, as soon as it is reached.</source>
        <translation>Der Hub sendet ihn, sobald er erreicht ist.</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>E-mail address</source>
        <translation>E-Mail-Adresse</translation>
    </message>
</context>
<context>
    <name>EntryField</name>
    <message>
        <source>Show the keyboard</source>
        <translation>Tastatur zeigen</translation>
    </message>
</context>
<context>
    <name>FindStep</name>
    <message>
        <source>Nothing was found</source>
        <translation>Nichts gefunden</translation>
    </message>
    <message>
        <source>Is it switched on and plugged in? Then search again, or enter by hand how it is connected.</source>
        <translation>Ist es eingeschaltet und angeschlossen? Dann erneut suchen oder von Hand eingeben, wie es angeschlossen ist.</translation>
    </message>
    <message>
        <source>Or a printer in the network: its name or address, such as 192.168.1.50</source>
        <translation>Oder ein Drucker im Netzwerk: Name oder Adresse, etwa 192.168.1.50</translation>
    </message>
    <message>
        <source>Ask there</source>
        <translation>Dort fragen</translation>
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
    <name>GiftCardLookSheet</name>
    <message>
        <source>Gift card</source>
        <translation>Geschenkkarte</translation>
    </message>
    <message>
        <source>Scan the card, or type its code: the hub says what is on it.</source>
        <translation>Karte scannen oder ihren Code eintippen: Der Hub sagt, was darauf ist.</translation>
    </message>
    <message>
        <source>Ask the hub</source>
        <translation>Hub fragen</translation>
    </message>
    <message>
        <source>Pay with it</source>
        <translation>Damit bezahlen</translation>
    </message>
    <message>
        <source>Sell or top up</source>
        <translation>Verkaufen oder aufladen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Code of the card</source>
        <translation>Code der Karte</translation>
    </message>
</context>
<context>
    <name>GiftCardSheet</name>
    <message>
        <source>Pay with a gift card</source>
        <translation>Mit Geschenkkarte zahlen</translation>
    </message>
    <message>
        <source>Scan the card, or type its code.</source>
        <translation>Die Karte scannen oder ihren Code eintippen.</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>Zahlen</translation>
    </message>
    <message>
        <source>Code of the card</source>
        <translation>Code der Karte</translation>
    </message>
</context>
<context>
    <name>HeaderBar</name>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Menu (F11)</source>
        <translation>Menü (F11)</translation>
    </message>
</context>
<context>
    <name>Journal</name>
    <message>
        <source>Device set up or removed</source>
        <translation>Gerät eingerichtet oder entfernt</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Verkauf</translation>
    </message>
    <message>
        <source>Cancellation</source>
        <translation>Storno</translation>
    </message>
    <message>
        <source>Sale voided</source>
        <translation>Verkauf abgebrochen</translation>
    </message>
    <message>
        <source>Sale suspended</source>
        <translation>Verkauf geparkt</translation>
    </message>
    <message>
        <source>Sale resumed</source>
        <translation>Verkauf zurückgeholt</translation>
    </message>
    <message>
        <source>Payment taken back</source>
        <translation>Zahlung zurückgenommen</translation>
    </message>
    <message>
        <source>Training switched on or off</source>
        <translation>Training ein- oder ausgeschaltet</translation>
    </message>
    <message>
        <source>Till opened</source>
        <translation>Kasse geöffnet</translation>
    </message>
    <message>
        <source>Cash counted</source>
        <translation>Bargeld gezählt</translation>
    </message>
    <message>
        <source>Till closed, Z report</source>
        <translation>Kasse geschlossen, Z-Bericht</translation>
    </message>
    <message>
        <source>Cash moved</source>
        <translation>Bargeld bewegt</translation>
    </message>
    <message>
        <source>Drawer opened without a sale</source>
        <translation>Lade ohne Verkauf geöffnet</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>Angemeldet</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>Abgemeldet</translation>
    </message>
    <message>
        <source>Locked out after wrong PINs</source>
        <translation>Nach falschen PINs ausgesperrt</translation>
    </message>
    <message>
        <source>Receipt printed again</source>
        <translation>Beleg erneut gedruckt</translation>
    </message>
    <message>
        <source>Z report printed again</source>
        <translation>Z-Bericht erneut gedruckt</translation>
    </message>
    <message>
        <source>X report</source>
        <translation>X-Bericht</translation>
    </message>
    <message>
        <source>Stock corrected</source>
        <translation>Bestand berichtigt</translation>
    </message>
    <message>
        <source>Stock counted</source>
        <translation>Bestand gezählt</translation>
    </message>
    <message>
        <source>Goods received</source>
        <translation>Ware angenommen</translation>
    </message>
    <message>
        <source>Goods sent to another store</source>
        <translation>Ware an andere Filiale geschickt</translation>
    </message>
    <message>
        <source>Goods from another store arrived</source>
        <translation>Ware aus anderer Filiale angekommen</translation>
    </message>
    <message>
        <source>What was held is given back to the hub</source>
        <translation>Zurückgehaltenes an den Hub zurückgegeben</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Rückgabe</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>Umtausch</translation>
    </message>
    <message>
        <source>Float entry</source>
        <translation>Wechselgeldeinlage</translation>
    </message>
    <message>
        <source>Cash pickup</source>
        <translation>Abschöpfung</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>Einzahlung</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Auszahlung</translation>
    </message>
    <message>
        <source>Training switched on</source>
        <translation>Training eingeschaltet</translation>
    </message>
    <message>
        <source>Training switched off</source>
        <translation>Training ausgeschaltet</translation>
    </message>
    <message>
        <source>not yet at the hub</source>
        <translation>noch nicht beim Hub</translation>
    </message>
    <message>
        <source>at the hub</source>
        <translation>beim Hub</translation>
    </message>
    <message>
        <source>put aside by the hub</source>
        <translation>vom Hub beiseitegelegt</translation>
    </message>
    <message>
        <source>differs from the hub&apos;s record</source>
        <translation>weicht vom Hub ab</translation>
    </message>
    <message>
        <source>waiting for the printer</source>
        <translation>wartet auf den Drucker</translation>
    </message>
    <message>
        <source>printing</source>
        <translation>druckt</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>gedruckt</translation>
    </message>
    <message>
        <source>not printed</source>
        <translation>nicht gedruckt</translation>
    </message>
    <message>
        <source>may not have come out</source>
        <translation>vielleicht nicht gedruckt</translation>
    </message>
    <message>
        <source>At the hub: look</source>
        <translation>Beim Hub ansehen</translation>
    </message>
    <message>
        <source>Not printed</source>
        <translation>Nicht gedruckt</translation>
    </message>
    <message>
        <source>Check the paper</source>
        <translation>Papier prüfen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Storniert</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Receipts</source>
        <translation>Belege</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>This sale is cancelled already.</source>
        <translation>Dieser Verkauf ist schon storniert.</translation>
    </message>
    <message>
        <source>A cancellation cannot be cancelled. Sell the items again.</source>
        <translation>Ein Storno lässt sich nicht stornieren. Die Artikel neu verkaufen.</translation>
    </message>
    <message>
        <source>Cancel sale {number} of {amount}?</source>
        <translation>Verkauf {number} über {amount} stornieren?</translation>
    </message>
    <message>
        <source>An opposite sale is recorded and printed. The goods come back and the money goes back.</source>
        <translation>Ein Gegenverkauf wird gebucht und gedruckt. Die Ware kommt zurück, das Geld geht zurück.</translation>
    </message>
    <message>
        <source>Cancel the sale</source>
        <translation>Verkauf stornieren</translation>
    </message>
    <message>
        <source>Customer saved</source>
        <translation>Kundendaten gespeichert</translation>
    </message>
    <message>
        <source>Consent of a customer</source>
        <translation>Einwilligung</translation>
    </message>
    <message>
        <source>History goes on under another name</source>
        <translation>Geschichte geht unter anderem Namen weiter</translation>
    </message>
    <message>
        <source>Receipt sent by e-mail</source>
        <translation>Beleg per E-Mail</translation>
    </message>
</context>
<context>
    <name>JournalScreen</name>
    <message>
        <source>Journal of today</source>
        <translation>Journal von heute</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>Belegnummer</translation>
    </message>
    <message>
        <source>That was the first entry of the day.</source>
        <translation>Das war der erste Eintrag des Tages.</translation>
    </message>
    <message>
        <source>Older entries are on their way.</source>
        <translation>Ältere Einträge werden geholt.</translation>
    </message>
    <message>
        <source>No receipt yet today</source>
        <translation>Heute noch kein Beleg</translation>
    </message>
    <message>
        <source>Nothing happened yet today</source>
        <translation>Heute ist noch nichts geschehen</translation>
    </message>
    <message>
        <source>The first sale will stand here.</source>
        <translation>Hier steht dann der erste Verkauf.</translation>
    </message>
    <message>
        <source>No receipt</source>
        <translation>Kein Beleg</translation>
    </message>
    <message>
        <source>Select a sale to see its receipt.</source>
        <translation>Einen Verkauf wählen, um den Beleg zu sehen.</translation>
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
        <translation>
            <numerusform>%n nicht auf Papier</numerusform>
            <numerusform>%n nicht auf Papier</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n suspended</source>
        <translation>
            <numerusform>%n geparkt</numerusform>
            <numerusform>%n geparkt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MenuSheet</name>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>NoReceiptScreen</name>
    <message>
        <source>Take back without a receipt</source>
        <translation>Ohne Beleg zurücknehmen</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Scan the item, type its code or search</source>
        <translation>Artikel scannen, Nummer tippen oder suchen</translation>
    </message>
    <message>
        <source>Search results</source>
        <translation>Suchergebnisse</translation>
    </message>
    <message>
        <source>Which item comes back?</source>
        <translation>Welcher Artikel kommt zurück?</translation>
    </message>
    <message>
        <source>A supervisor approves it before it is on the sale.</source>
        <translation>Eine Aufsicht gibt es frei, bevor es im Verkauf steht.</translation>
    </message>
    <message>
        <source>Paid back for one</source>
        <translation>Erstattet für eins</translation>
    </message>
    <message>
        <source>Take back for %1</source>
        <translation>Zurücknehmen für %1</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Asking whether these are still free …</source>
        <translation>Es wird gefragt, ob diese noch frei sind …</translation>
    </message>
    <message>
        <source>These are the last ones known here, and the hub cannot be asked. A supervisor may sell them.</source>
        <translation>Das sind die letzten, die hier bekannt sind, und der Hub ist nicht erreichbar. Die Aufsicht kann sie verkaufen.</translation>
    </message>
    <message>
        <source>The last ones are promised to others. They are here: a supervisor may sell them.</source>
        <translation>Die letzten sind anderen zugesagt. Sie liegen hier: Die Aufsicht kann sie verkaufen.</translation>
    </message>
    <message>
        <source>This stock document is no longer there.</source>
        <translation>Diesen Bestandsbeleg gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>This document is posted. Correct it with another one.</source>
        <translation>Dieser Beleg ist gebucht. Mit einem weiteren Beleg berichtigen.</translation>
    </message>
    <message>
        <source>There is nothing on this document yet. Scan the goods.</source>
        <translation>Auf diesem Beleg steht noch nichts. Ware scannen.</translation>
    </message>
    <message>
        <source>A document holds {most} items. Post it, then go on with another.</source>
        <translation>Ein Beleg fasst {most} Artikel. Buchen, dann mit einem weiteren fortfahren.</translation>
    </message>
    <message>
        <source>The stock is changed.</source>
        <translation>Der Bestand ist geändert.</translation>
    </message>
    <message>
        <source>Stock is not changed in training. Switch it off first.</source>
        <translation>Im Training wird kein Bestand geändert. Zuerst das Training ausschalten.</translation>
    </message>
    <message>
        <source>Say which store the goods go to or come from.</source>
        <translation>Angeben, in welche Filiale die Ware geht oder aus welcher sie kommt.</translation>
    </message>
    <message>
        <source>A transfer goes to another store than this one.</source>
        <translation>Eine Umlagerung geht in eine andere Filiale als diese.</translation>
    </message>
    <message>
        <source>This receipt is not known here. Find it by its number, or return without it.</source>
        <translation>Dieser Beleg ist hier nicht bekannt. Nach seiner Nummer suchen oder ohne Beleg zurücknehmen.</translation>
    </message>
    <message>
        <source>Receipt {receipt_no} is not known here. Find it by its items, or return without it.</source>
        <translation>Der Beleg {receipt_no} ist hier nicht bekannt. Nach seinen Artikeln suchen oder ohne Beleg zurücknehmen.</translation>
    </message>
    <message>
        <source>This is receipt {receipt_no}. Take goods of it back?</source>
        <translation>Das ist der Beleg {receipt_no}. Ware davon zurücknehmen?</translation>
    </message>
    <message>
        <source>This receipt is in another currency.</source>
        <translation>Dieser Beleg lautet auf eine andere Währung.</translation>
    </message>
    <message>
        <source>Pick what comes back.</source>
        <translation>Auswählen, was zurückkommt.</translation>
    </message>
    <message>
        <source>Not so much of {name} is left to return. What came back before counts.</source>
        <translation>So viel {name} kann nicht mehr zurückkommen. Was schon zurückkam, zählt mit.</translation>
    </message>
    <message>
        <source>What comes back is refunded as it was paid. Void the line instead.</source>
        <translation>Was zurückkommt, wird erstattet, wie es bezahlt wurde. Stattdessen die Zeile stornieren.</translation>
    </message>
    <message>
        <source>This item has no price. Key what goes back for it.</source>
        <translation>Dieser Artikel hat keinen Preis. Eingeben, was dafür erstattet wird.</translation>
    </message>
    <message>
        <source>That is more than goes back to the customer. Key the amount again.</source>
        <translation>Das ist mehr, als zurückzuzahlen ist. Den Betrag noch einmal eingeben.</translation>
    </message>
    <message>
        <source>Goods of this sale came back. Cancel that return first, or take the rest back as well.</source>
        <translation>Von diesem Verkauf kam schon Ware zurück. Zuerst diese Rückgabe stornieren oder auch den Rest zurücknehmen.</translation>
    </message>
    <message>
        <source>{name} is set up.</source>
        <translation>{name} ist eingerichtet.</translation>
    </message>
    <message>
        <source>Pick what was found, or enter it by hand where it is not in the list.</source>
        <translation>Ein gefundenes Gerät wählen, oder von Hand eingeben, was nicht in der Liste steht.</translation>
    </message>
    <message>
        <source>This one cannot be used as it is. What to do stands beside it; then search again.</source>
        <translation>Dieses ist so nicht nutzbar. Was zu tun ist, steht dabei; dann erneut suchen.</translation>
    </message>
    <message>
        <source>Not added: a device is being set up. Finish it or leave it, then scan again.</source>
        <translation>Nicht hinzugefügt: Gerade wird ein Gerät eingerichtet. Das beenden oder verlassen, dann erneut scannen.</translation>
    </message>
    <message>
        <source>The device is saved.</source>
        <translation>Das Gerät ist gespeichert.</translation>
    </message>
    <message>
        <source>The device is removed.</source>
        <translation>Das Gerät ist entfernt.</translation>
    </message>
    <message>
        <source>This device is not set up here.</source>
        <translation>Dieses Gerät ist hier nicht eingerichtet.</translation>
    </message>
    <message>
        <source>A device&apos;s id is made of small letters, digits, - and _; the receipt printer&apos;s is printer.</source>
        <translation>Die Kennung eines Geräts besteht aus Kleinbuchstaben, Ziffern, - und _; die des Bondruckers ist printer.</translation>
    </message>
    <message>
        <source>There is a device of this kind already: {device}. Change or remove it.</source>
        <translation>Ein Gerät dieser Art gibt es schon: {device}. Ändern oder entfernen Sie es.</translation>
    </message>
    <message>
        <source>This port belongs to another device: {device}. Choose another port, or remove that device first.</source>
        <translation>Dieser Anschluss gehört schon einem anderen Gerät: {device}. Wählen Sie einen anderen Anschluss, oder entfernen Sie erst jenes Gerät.</translation>
    </message>
    <message>
        <source>The scale is not being read. Type the weight.</source>
        <translation>Die Waage wird nicht gelesen. Tippen Sie das Gewicht ein.</translation>
    </message>
    <message>
        <source>The scale is still moving. Wait until it rests.</source>
        <translation>Die Waage bewegt sich noch. Warten Sie, bis sie ruht.</translation>
    </message>
    <message>
        <source>There is nothing on the scale.</source>
        <translation>Auf der Waage liegt nichts.</translation>
    </message>
    <message>
        <source>There is too much on the scale. Weigh it in parts.</source>
        <translation>Auf der Waage liegt zu viel. Wiegen Sie in Teilen.</translation>
    </message>
    <message>
        <source>The scale is below zero. Empty it and press its zero key.</source>
        <translation>Die Waage steht unter null. Leeren Sie sie und drücken Sie ihre Nulltaste.</translation>
    </message>
    <message>
        <source>The scale has said nothing for a while. Wait for its next reading.</source>
        <translation>Die Waage hat eine Weile nichts gemeldet. Warten Sie auf den nächsten Wert.</translation>
    </message>
    <message>
        <source>This reading is sold already. Wait for the next one.</source>
        <translation>Dieser Wert ist schon verkauft. Warten Sie auf den nächsten.</translation>
    </message>
    <message>
        <source>The scale does not answer. Check it, or type the weight.</source>
        <translation>Die Waage antwortet nicht. Prüfen Sie sie oder tippen Sie das Gewicht ein.</translation>
    </message>
    <message>
        <source>The scale has a fault. Type the weight from its display, or have it looked at.</source>
        <translation>Die Waage hat eine Störung. Tippen Sie das Gewicht von ihrer Anzeige ein oder lassen Sie sie prüfen.</translation>
    </message>
    <message>
        <source>The scale weighs in another unit than this item is sold by. Type the quantity.</source>
        <translation>Die Waage wiegt in einer anderen Einheit, als dieser Artikel verkauft wird. Tippen Sie die Menge ein.</translation>
    </message>
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
        <source>Nobody here has the card {code}. Create the customer, or find her by her name.</source>
        <translation>Niemand hier hat die Karte {code}. Den Kunden anlegen oder nach dem Namen suchen.</translation>
    </message>
    <message>
        <source>Not saved yet. Press {key} again to leave without saving.</source>
        <translation>Noch nicht gespeichert. {key} noch einmal drücken, um ohne Speichern zu gehen.</translation>
    </message>
    <message>
        <source>Not added: this is looked over. Go on scanning first, then scan again.</source>
        <translation>Nicht erfasst: Der Beleg wird geprüft. Erst „Weiter scannen“, dann erneut scannen.</translation>
    </message>
    <message>
        <source>Unknown barcode {code}. Find the item by its name; nothing was added.</source>
        <translation>Unbekannter Barcode {code}. Artikel über den Namen suchen; nichts wurde erfasst.</translation>
    </message>
    <message>
        <source>Press {key} again to throw {count} lines away. Nothing of them was posted.</source>
        <translation>{key} noch einmal drücken, um {count} Zeilen zu verwerfen. Nichts davon ist gebucht.</translation>
    </message>
    <message>
        <source>The quantity of {name} stands in its barcode. Void the line and scan the right one.</source>
        <translation>Die Menge von {name} steht im Barcode. Zeile stornieren und das richtige Etikett scannen.</translation>
    </message>
    <message>
        <source>Wrong PIN. Try again.</source>
        <translation>Falsche PIN. Bitte noch einmal.</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Wait {seconds} s.</source>
        <translation>Zu viele falsche PINs. Bitte {seconds} s warten.</translation>
    </message>
    <message>
        <source>This person may no longer sign in here. Ask a manager.</source>
        <translation>Diese Person darf sich hier nicht mehr anmelden. Die Leitung fragen.</translation>
    </message>
    <message>
        <source>Tap your name first, then key the PIN.</source>
        <translation>Zuerst den eigenen Namen antippen, dann die PIN eingeben.</translation>
    </message>
    <message>
        <source>{name} is signed in. Sign out first.</source>
        <translation>{name} ist angemeldet. Zuerst abmelden.</translation>
    </message>
    <message>
        <source>The till is locked. Enter your PIN.</source>
        <translation>Die Kasse ist gesperrt. Bitte PIN eingeben.</translation>
    </message>
    <message>
        <source>{name} may not approve this. Pick somebody else.</source>
        <translation>{name} darf das nicht freigeben. Jemand anderen wählen.</translation>
    </message>
    <message>
        <source>The shop&apos;s settings have not arrived from the hub yet. Connect the hub and wait a moment.</source>
        <translation>Die Einstellungen des Geschäfts sind noch nicht vom Hub angekommen. Hub verbinden und einen Moment warten.</translation>
    </message>
    <message>
        <source>The sale that was open is back: {total} so far.</source>
        <translation>Der offene Verkauf ist wieder da: bisher {total}.</translation>
    </message>
    <message>
        <source>The last sale {number} is complete, change {change}. Its receipt is printed.</source>
        <translation>Der letzte Verkauf {number} ist fertig, Rückgeld {change}. Der Beleg ist gedruckt.</translation>
    </message>
    <message>
        <source>The last sale {number} is complete, change {change}. Its receipt waits for the printer.</source>
        <translation>Der letzte Verkauf {number} ist fertig, Rückgeld {change}. Der Beleg wartet auf den Drucker.</translation>
    </message>
    <message>
        <source>The last sale {number} is complete, change {change}. Its receipt may not have come out: look at the paper.</source>
        <translation>Der letzte Verkauf {number} ist fertig, Rückgeld {change}. Vielleicht kam der Beleg nicht heraus: auf das Papier sehen.</translation>
    </message>
    <message>
        <source>The last sale {number} is complete, change {change}. Its receipt was not printed: the journal prints it.</source>
        <translation>Der letzte Verkauf {number} ist fertig, Rückgeld {change}. Der Beleg wurde nicht gedruckt: Das Journal druckt ihn.</translation>
    </message>
    <message>
        <source>Not added: the till is locked. Enter your PIN, then scan again.</source>
        <translation>Nicht übernommen: Die Kasse ist gesperrt. PIN eingeben, dann erneut scannen.</translation>
    </message>
    <message>
        <source>Not added: nobody is signed in. Sign in, then scan again.</source>
        <translation>Nicht übernommen: Niemand ist angemeldet. Anmelden, dann erneut scannen.</translation>
    </message>
    <message>
        <source>A till session is already open.</source>
        <translation>Eine Kassensitzung ist schon offen.</translation>
    </message>
    <message>
        <source>Z report {number} is closed and printing.</source>
        <translation>Z-Bericht {number} ist abgeschlossen und wird gedruckt.</translation>
    </message>
    <message>
        <source>{count} suspended sale(s) are still waiting. Go on selling, finish or void each, then count again.</source>
        <translation>Noch geparkte Verkäufe: {count}. Weiter verkaufen, jeden fertigstellen oder abbrechen, dann neu zählen.</translation>
    </message>
    <message>
        <source>This amount is not possible. Key it again.</source>
        <translation>Dieser Betrag ist nicht möglich. Bitte neu eingeben.</translation>
    </message>
    <message>
        <source>By its records the till does not hold that much cash. Nothing was recorded. Key the amount again.</source>
        <translation>Laut Buchungen ist nicht so viel Bargeld in der Kasse. Nichts wurde gebucht. Betrag neu eingeben.</translation>
    </message>
    <message>
        <source>Count the cash first. If the till is empty, key 0 as the total.</source>
        <translation>Zuerst das Bargeld zählen. Ist die Kasse leer, als Summe 0 eingeben.</translation>
    </message>
    <message>
        <source>The float entry is recorded.</source>
        <translation>Die Wechselgeldeinlage ist gebucht.</translation>
    </message>
    <message>
        <source>The cash pickup is recorded.</source>
        <translation>Die Abschöpfung ist gebucht.</translation>
    </message>
    <message>
        <source>Paid in: recorded.</source>
        <translation>Die Einzahlung ist gebucht.</translation>
    </message>
    <message>
        <source>Paid out: recorded.</source>
        <translation>Die Auszahlung ist gebucht.</translation>
    </message>
    <message>
        <source>The X report is printing.</source>
        <translation>Der X-Bericht wird gedruckt.</translation>
    </message>
    <message>
        <source>Not added: the till is not open yet. Open it, then scan again.</source>
        <translation>Nicht übernommen: Die Kasse ist noch nicht offen. Öffnen, dann erneut scannen.</translation>
    </message>
    <message>
        <source>Not added: the till is being counted. Go on selling first, then scan again.</source>
        <translation>Nicht übernommen: Die Kasse wird gezählt. Zuerst weiter verkaufen, dann erneut scannen.</translation>
    </message>
    <message>
        <source>Read wrongly: {code}. Scan it again, or key the number.</source>
        <translation>Falsch gelesen: {code}. Erneut scannen oder die Nummer eingeben.</translation>
    </message>
    <message>
        <source>Price or weight was read wrongly: {code}. Scan the label again, or key the price.</source>
        <translation>Preis oder Gewicht falsch gelesen: {code}. Etikett erneut scannen oder den Preis eingeben.</translation>
    </message>
    <message>
        <source>The scanner sent nothing. Scan again.</source>
        <translation>Der Scanner hat nichts gesendet. Erneut scannen.</translation>
    </message>
    <message>
        <source>Read only in part: {code}. Scan it again, or key the number.</source>
        <translation>Nur teilweise gelesen: {code}. Erneut scannen oder die Nummer eingeben.</translation>
    </message>
    <message>
        <source>This code is not right: {code}. Scan the other barcode on the pack, or search.</source>
        <translation>Dieser Code stimmt nicht: {code}. Den anderen Barcode der Packung scannen oder suchen.</translation>
    </message>
    <message>
        <source>The scanner must send FNC1 as GS: {code} runs together. Scan the pack&apos;s other barcode.</source>
        <translation>Der Scanner muss FNC1 als GS senden: {code} läuft zusammen. Den anderen Barcode der Packung scannen.</translation>
    </message>
    <message>
        <source>This is a coupon, and this till takes none: {code}. Give it back, or give a discount.</source>
        <translation>Das ist ein Gutschein, und diese Kasse nimmt keine an: {code}. Zurückgeben oder einen Rabatt geben.</translation>
    </message>
    <message>
        <source>This code names no item: {code}. Scan the other barcode on the pack.</source>
        <translation>Dieser Code nennt keinen Artikel: {code}. Den anderen Barcode der Packung scannen.</translation>
    </message>
    <message>
        <source>The price on the pack is in {currency}, which this shop does not take. Key the price.</source>
        <translation>Der Preis auf der Packung ist in {currency}, damit rechnet dieser Laden nicht. Preis eingeben.</translation>
    </message>
    <message>
        <source>This is a web link: {code}. Scan the other barcode on the pack.</source>
        <translation>Das ist ein Weblink: {code}. Den anderen Barcode der Packung scannen.</translation>
    </message>
    <message>
        <source>{name}: best before {date} is past. Tell the customer.</source>
        <translation>{name}: mindestens haltbar bis {date} ist vorbei. Dem Kunden sagen.</translation>
    </message>
    <message>
        <source>{name} expired on {date}. Do not sell it.</source>
        <translation>{name} ist am {date} abgelaufen. Nicht verkaufen.</translation>
    </message>
    <message>
        <source>This pack has expired. A supervisor may sell it: scan it again.</source>
        <translation>Diese Packung ist abgelaufen. Die Aufsicht kann sie verkaufen: erneut scannen.</translation>
    </message>
    <message>
        <source>Both barcodes of one pack: counted once.</source>
        <translation>Beide Barcodes einer Packung: einmal gezählt.</translation>
    </message>
    <message>
        <source>This piece of {name} is on the sale already: serial number {serial}.</source>
        <translation>Dieses Stück {name} ist schon auf dem Bon: Seriennummer {serial}.</translation>
    </message>
    <message>
        <source>{name} has a serial number: it is one piece. Scan each piece.</source>
        <translation>{name} hat eine Seriennummer: ein Stück. Jedes Stück scannen.</translation>
    </message>
    <message>
        <source>The label carries no price or weight. Weigh the goods again.</source>
        <translation>Das Etikett trägt weder Preis noch Gewicht. Die Ware neu wiegen.</translation>
    </message>
    <message>
        <source>The check digit does not fit. Scan the code again, or type it.</source>
        <translation>Die Prüfziffer passt nicht. Erneut scannen oder eintippen.</translation>
    </message>
    <message>
        <source>Price or weight was read wrongly. Scan the label again, or key it by hand.</source>
        <translation>Preis oder Gewicht falsch gelesen. Etikett erneut scannen oder von Hand eingeben.</translation>
    </message>
    <message>
        <source>This code was read wrongly. Scan it again.</source>
        <translation>Der Code wurde falsch gelesen. Erneut scannen.</translation>
    </message>
    <message>
        <source>This code was read only in part. Scan it again.</source>
        <translation>Der Code wurde nur teilweise gelesen. Erneut scannen.</translation>
    </message>
    <message>
        <source>A sale suspended in training goes on in training only, a real one outside it only.</source>
        <translation>Ein im Training geparkter Verkauf geht nur im Training weiter, ein echter nur außerhalb.</translation>
    </message>
    <message>
        <source>That is not possible right now. Look at where the sale stands, then try again.</source>
        <translation>Das geht gerade nicht. Ansehen, wo der Verkauf steht, dann erneut versuchen.</translation>
    </message>
    <message>
        <source>That is more cash than anybody hands over for this sale. Key the amount again.</source>
        <translation>So viel Bargeld gibt niemand für diesen Verkauf. Betrag neu eingeben.</translation>
    </message>
    <message>
        <source>This amount does not fit the payment. Key it again.</source>
        <translation>Dieser Betrag passt nicht zur Zahlung. Bitte neu eingeben.</translation>
    </message>
    <message>
        <source>Two currencies do not go together in one sale.</source>
        <translation>Zwei Währungen passen nicht in einen Verkauf.</translation>
    </message>
    <message>
        <source>The duplicate is printing.</source>
        <translation>Die Kopie wird gedruckt.</translation>
    </message>
    <message>
        <source>This sale is cancelled already.</source>
        <translation>Dieser Verkauf ist schon storniert.</translation>
    </message>
    <message>
        <source>A cancellation cannot be cancelled. Sell the items again.</source>
        <translation>Ein Storno lässt sich nicht stornieren. Die Artikel neu verkaufen.</translation>
    </message>
    <message>
        <source>This sale is not on this terminal.</source>
        <translation>Dieser Verkauf ist nicht auf dieser Kasse.</translation>
    </message>
    <message>
        <source>Z report {number} is not on this terminal.</source>
        <translation>Z-Bericht {number} ist nicht an dieser Kasse.</translation>
    </message>
    <message>
        <source>A training sale is cancelled in training mode, a real one outside it.</source>
        <translation>Ein Trainingsverkauf wird im Training storniert, ein echter außerhalb.</translation>
    </message>
    <message>
        <source>The sale is cancelled. Give the money back; cancel a card payment on the card terminal.</source>
        <translation>Der Verkauf ist storniert. Geld zurückgeben; eine Kartenzahlung am Kartengerät stornieren.</translation>
    </message>
    <message>
        <source>{number} cancels the sale. Give {cash} back in cash.</source>
        <translation>{number} storniert den Verkauf. {cash} bar zurückgeben.</translation>
    </message>
    <message>
        <source>{number} cancels the sale. Cancel {card} on the card terminal.</source>
        <translation>{number} storniert den Verkauf. {card} am Kartengerät stornieren.</translation>
    </message>
    <message>
        <source>{number} cancels the sale. Give {cash} back in cash and cancel {card} on the card terminal.</source>
        <translation>{number} storniert den Verkauf. {cash} bar zurückgeben und {card} am Kartengerät stornieren.</translation>
    </message>
    <message>
        <source>No receipt {number} today on this terminal.</source>
        <translation>Heute kein Beleg {number} auf dieser Kasse.</translation>
    </message>
    <message>
        <source>Select a sale first: ↑ and ↓ move through the list.</source>
        <translation>Zuerst einen Verkauf wählen: ↑ und ↓ gehen durch die Liste.</translation>
    </message>
    <message>
        <source>Select a print first: ↑ and ↓ move through the list.</source>
        <translation>Zuerst einen Druck wählen: ↑ und ↓ gehen durch die Liste.</translation>
    </message>
    <message>
        <source>This print is done already.</source>
        <translation>Dieser Druck ist schon erledigt.</translation>
    </message>
    <message>
        <source>This is being printed right now. Wait a moment.</source>
        <translation>Das wird gerade gedruckt. Einen Moment warten.</translation>
    </message>
    <message>
        <source>Let go. The journal can print this receipt again at any time.</source>
        <translation>Verworfen. Das Journal kann diesen Beleg jederzeit erneut drucken.</translation>
    </message>
    <message>
        <source>Let go. It will not be printed.</source>
        <translation>Verworfen. Es wird nicht gedruckt.</translation>
    </message>
    <message>
        <source>The test print is on its way to the printer.</source>
        <translation>Der Testdruck ist unterwegs zum Drucker.</translation>
    </message>
    <message>
        <source>Fill in: {option}.</source>
        <translation>Bitte ausfüllen: {option}.</translation>
    </message>
    <message>
        <source>This way to connect a printer is not known here. Pick another.</source>
        <translation>Dieser Anschluss ist hier nicht bekannt. Einen anderen wählen.</translation>
    </message>
    <message>
        <source>The option {option} does not belong to this printer. Pick how it is connected anew.</source>
        <translation>Die Option {option} gehört nicht zu diesem Drucker. Den Anschluss neu wählen.</translation>
    </message>
    <message>
        <source>One of the options cannot be right. Check figures and addresses.</source>
        <translation>Eine der Optionen kann nicht stimmen. Zahlen und Adressen prüfen.</translation>
    </message>
    <message>
        <source>That is not a receipt printer. Pick another way to connect it.</source>
        <translation>Das ist kein Belegdrucker. Einen anderen Anschluss wählen.</translation>
    </message>
    <message>
        <source>Something went wrong in the program. Nothing was changed. Try again, and tell the shop&apos;s support.</source>
        <translation>Im Programm ist etwas schiefgegangen. Es wurde nichts geändert. Erneut versuchen und den Support informieren.</translation>
    </message>
    <message>
        <source>This terminal&apos;s disk is full: free some space, then try again. What was completed before is safe.</source>
        <translation>Die Festplatte dieser Kasse ist voll: Platz schaffen, dann erneut versuchen. Abgeschlossenes ist sicher.</translation>
    </message>
    <message>
        <source>Another program is using this terminal&apos;s data. Close it and try again.</source>
        <translation>Ein anderes Programm benutzt die Daten dieser Kasse. Es schließen und erneut versuchen.</translation>
    </message>
    <message>
        <source>This terminal&apos;s data is damaged. Stop selling here and call the shop&apos;s support.</source>
        <translation>Die Daten dieser Kasse sind beschädigt. Hier nicht weiter verkaufen und den Support anrufen.</translation>
    </message>
    <message>
        <source>The disk of this terminal refused. Nothing was changed. Try again, and tell the shop&apos;s support.</source>
        <translation>Die Festplatte dieser Kasse hat sich verweigert. Es wurde nichts geändert. Erneut versuchen und den Support informieren.</translation>
    </message>
    <message>
        <source>This terminal&apos;s data cannot be read with its key. Call the shop&apos;s support.</source>
        <translation>Die Daten dieser Kasse lassen sich mit ihrem Schlüssel nicht lesen. Den Support anrufen.</translation>
    </message>
    <message>
        <source>Sign in first.</source>
        <translation>Zuerst anmelden.</translation>
    </message>
    <message>
        <source>Pick a reason from the list.</source>
        <translation>Einen Grund aus der Liste wählen.</translation>
    </message>
    <message>
        <source>No till session is open. Open one with its float first.</source>
        <translation>Keine Kassensitzung ist offen. Zuerst eine mit dem Anfangsbestand öffnen.</translation>
    </message>
    <message>
        <source>The till is being counted. Go back to selling, or close it.</source>
        <translation>Die Kasse wird gezählt. Weiter verkaufen oder schließen.</translation>
    </message>
    <message>
        <source>A sale is still open. Finish, suspend or void it first.</source>
        <translation>Ein Verkauf ist noch offen. Zuerst abschließen, parken oder abbrechen.</translation>
    </message>
    <message>
        <source>This item is no longer sold. Leave it out, or key the price.</source>
        <translation>Dieser Artikel wird nicht mehr verkauft. Weglassen oder den Preis eingeben.</translation>
    </message>
    <message>
        <source>The shop&apos;s settings do not say how this item is taxed. Leave it out, and tell a manager.</source>
        <translation>In den Einstellungen des Ladens fehlt der Steuersatz dieses Artikels. Artikel weglassen und der Leitung Bescheid geben.</translation>
    </message>
    <message>
        <source>{name} has no price yet. Key the price, or leave it out.</source>
        <translation>{name} hat noch keinen Preis. Preis eingeben oder weglassen.</translation>
    </message>
    <message>
        <source>This department is no longer used. Pick another.</source>
        <translation>Diese Warengruppe gibt es nicht mehr. Eine andere wählen.</translation>
    </message>
    <message>
        <source>This price is not possible. Key it again.</source>
        <translation>Dieser Preis ist nicht möglich. Bitte neu eingeben.</translation>
    </message>
    <message>
        <source>The price stands in the barcode. Give a discount instead.</source>
        <translation>Der Preis steht im Strichcode. Stattdessen einen Rabatt geben.</translation>
    </message>
    <message>
        <source>The quantity stands in the barcode. Void the line and scan the right one.</source>
        <translation>Die Menge steht im Strichcode. Zeile stornieren und den richtigen scannen.</translation>
    </message>
    <message>
        <source>This quantity is not possible. Key it again.</source>
        <translation>Diese Menge ist nicht möglich. Bitte neu eingeben.</translation>
    </message>
    <message>
        <source>This item is sold by the piece: key a whole number.</source>
        <translation>Dieser Artikel wird stückweise verkauft: Eine ganze Zahl eingeben.</translation>
    </message>
    <message>
        <source>The item was left out.</source>
        <translation>Der Artikel wurde weggelassen.</translation>
    </message>
    <message>
        <source>No sale is open. Scan an item to start one.</source>
        <translation>Kein Verkauf ist offen. Einen Artikel scannen, um zu beginnen.</translation>
    </message>
    <message>
        <source>This sale is no longer open. Start or resume one.</source>
        <translation>Dieser Verkauf ist nicht mehr offen. Einen beginnen oder zurückholen.</translation>
    </message>
    <message>
        <source>There is nothing in this sale yet. Scan an item first.</source>
        <translation>In diesem Verkauf ist noch nichts. Zuerst einen Artikel scannen.</translation>
    </message>
    <message>
        <source>The sale is suspended. It waits in the list of suspended sales.</source>
        <translation>Der Verkauf ist geparkt. Er wartet in der Liste der geparkten Verkäufe.</translation>
    </message>
    <message>
        <source>This sale is no longer suspended: somebody took it back.</source>
        <translation>Dieser Verkauf ist nicht mehr geparkt: Jemand hat ihn zurückgeholt.</translation>
    </message>
    <message>
        <source>This line is no longer in the sale.</source>
        <translation>Diese Zeile ist nicht mehr im Verkauf.</translation>
    </message>
    <message>
        <source>A deposit follows its item. Change the item instead.</source>
        <translation>Das Pfand folgt seinem Artikel. Stattdessen den Artikel ändern.</translation>
    </message>
    <message>
        <source>This discount is not possible. Key a percentage from 0 to 100, or an amount.</source>
        <translation>Dieser Rabatt ist nicht möglich. 0 bis 100 Prozent oder einen Betrag eingeben.</translation>
    </message>
    <message>
        <source>This line takes no discount.</source>
        <translation>Auf diese Zeile gibt es keinen Rabatt.</translation>
    </message>
    <message>
        <source>A payment is already on this sale. Finish paying, or take the payment back first.</source>
        <translation>Auf diesem Verkauf liegt schon eine Zahlung. Fertig bezahlen oder sie zuerst zurücknehmen.</translation>
    </message>
    <message>
        <source>This sale is already paid. It stands in the journal.</source>
        <translation>Dieser Verkauf ist schon bezahlt. Er steht im Journal.</translation>
    </message>
    <message>
        <source>Everything is paid.</source>
        <translation>Alles ist bezahlt.</translation>
    </message>
    <message>
        <source>Cancel this payment on the card terminal too.</source>
        <translation>Diese Zahlung auch am Kartengerät stornieren.</translation>
    </message>
    <message>
        <source>That looks like a whole card number. Only the last four figures may be kept.</source>
        <translation>Das sieht nach einer ganzen Kartennummer aus. Nur die letzten vier Ziffern sind erlaubt.</translation>
    </message>
    <message>
        <source>The last four figures of the card are exactly four figures.</source>
        <translation>Die letzten vier Ziffern der Karte sind genau vier Ziffern.</translation>
    </message>
    <message>
        <source>The sale is not fully paid yet.</source>
        <translation>Der Verkauf ist noch nicht ganz bezahlt.</translation>
    </message>
    <message>
        <source>No card can pay what is left: {amount} are missing in coins, since cash is rounded.</source>
        <translation>Den Rest kann keine Karte zahlen: Es fehlen {amount} in Münzen, denn Bargeld wird gerundet.</translation>
    </message>
    <message>
        <source>This payment is no longer on the sale.</source>
        <translation>Diese Zahlung ist nicht mehr auf dem Verkauf.</translation>
    </message>
    <message>
        <source>The amount is larger than what is left to pay. Charge the rest, or less.</source>
        <translation>Der Betrag ist größer als der offene Rest. Den Rest nehmen oder weniger.</translation>
    </message>
    <message>
        <source>Saved. {name} has the same number or e-mail: if it is one person, use that entry.</source>
        <translation>Gespeichert. {name} hat dieselbe Nummer oder E-Mail: Ist es dieselbe Person, bitte jenen Eintrag nehmen.</translation>
    </message>
    <message>
        <source>The customer is saved.</source>
        <translation>Die Kundin, der Kunde ist gespeichert.</translation>
    </message>
    <message>
        <source>{name} is on this sale.</source>
        <translation>{name} ist auf diesem Verkauf.</translation>
    </message>
    <message>
        <source>This customer is not known here. Search again.</source>
        <translation>Diese Person ist hier nicht bekannt. Erneut suchen.</translation>
    </message>
    <message>
        <source>Key a name, a phone number, an e-mail or a card first.</source>
        <translation>Erst Name, Telefon, E-Mail oder Karte eingeben.</translation>
    </message>
    <message>
        <source>A name has at most {most} readable characters.</source>
        <translation>Ein Name hat höchstens {most} lesbare Zeichen.</translation>
    </message>
    <message>
        <source>This is no code of a shop card. Scan the card again.</source>
        <translation>Das ist kein Code einer Kundenkarte. Karte erneut scannen.</translation>
    </message>
    <message>
        <source>This card belongs to another customer already.</source>
        <translation>Diese Karte gehört schon jemand anderem.</translation>
    </message>
    <message>
        <source>This is the code of goods, not of a card. Scan the card.</source>
        <translation>Das ist der Code eines Artikels, nicht der einer Karte. Bitte die Karte scannen.</translation>
    </message>
    <message>
        <source>Pick a language from the list.</source>
        <translation>Eine Sprache aus der Liste wählen.</translation>
    </message>
    <message>
        <source>This is no telephone number. Key it again, with its country code.</source>
        <translation>Das ist keine Telefonnummer. Erneut eingeben, mit Landesvorwahl.</translation>
    </message>
    <message>
        <source>This is no e-mail address. Key it again.</source>
        <translation>Das ist keine E-Mail-Adresse. Erneut eingeben.</translation>
    </message>
    <message>
        <source>Key the e-mail address first.</source>
        <translation>Erst die E-Mail-Adresse eingeben.</translation>
    </message>
    <message>
        <source>The hub sends the receipt.</source>
        <translation>Der Hub verschickt den Beleg.</translation>
    </message>
    <message>
        <source>A training receipt is not sent to anybody.</source>
        <translation>Ein Übungsbeleg wird nicht verschickt.</translation>
    </message>
    <message>
        <source>Customers are not changed in training. Switch it off first.</source>
        <translation>In der Übung werden keine Kundendaten geändert. Erst die Übung beenden.</translation>
    </message>
    <message>
        <source>The wording has changed. Show it again, then ask again.</source>
        <translation>Der Wortlaut hat sich geändert. Neu zeigen, dann neu fragen.</translation>
    </message>
    <message>
        <source>Each consent is answered once.</source>
        <translation>Jede Einwilligung wird einmal beantwortet.</translation>
    </message>
    <message>
        <source>This is no code of a gift card. Scan or key it again.</source>
        <translation>Das ist kein Code einer Geschenkkarte. Noch einmal scannen oder eintippen.</translation>
    </message>
    <message>
        <source>Scan the card first, or type its code.</source>
        <translation>Zuerst die Karte scannen oder ihren Code eintippen.</translation>
    </message>
    <message>
        <source>No gift card has this code. Check it on the card, or take another payment.</source>
        <translation>Diesen Code hat keine Geschenkkarte. Auf der Karte nachsehen oder anders zahlen lassen.</translation>
    </message>
    <message>
        <source>This is a gift card. Choose whether to sell it or to pay with it, then scan it there.</source>
        <translation>Das ist eine Geschenkkarte. Wählen, ob sie verkauft wird oder bezahlt, und sie dort scannen.</translation>
    </message>
    <message>
        <source>Key how much to load.</source>
        <translation>Erst eintippen, wie viel aufgeladen wird.</translation>
    </message>
    <message>
        <source>A gift card is loaded with what was keyed. Void the line.</source>
        <translation>Eine Geschenkkarte wird mit dem eingetippten Betrag geladen. Die Zeile stornieren.</translation>
    </message>
    <message>
        <source>Gift cards are sold for cash or by card only.</source>
        <translation>Geschenkkarten gibt es nur gegen Bargeld oder Karte.</translation>
    </message>
    <message>
        <source>Only {available} are left on this gift card. Take that, and another payment for the rest.</source>
        <translation>Auf dieser Geschenkkarte sind nur noch {available}. Diese nehmen, den Rest anders zahlen.</translation>
    </message>
    <message>
        <source>Only {available} credit is left. Take that, and another payment for the rest.</source>
        <translation>Nur noch {available} Guthaben. Dieses nehmen, den Rest anders zahlen.</translation>
    </message>
    <message>
        <source>Only {available} points can be spent. Take fewer, or another payment.</source>
        <translation>Nur {available} Punkte können eingelöst werden. Weniger nehmen oder anders zahlen.</translation>
    </message>
    <message>
        <source>The hub does not answer: no more than {points} points pay without it.</source>
        <translation>Der Hub antwortet nicht: Ohne ihn zahlen höchstens {points} Punkte.</translation>
    </message>
    <message>
        <source>At least {least} points are redeemed at a time.</source>
        <translation>Mindestens {least} Punkte werden auf einmal eingelöst.</translation>
    </message>
    <message>
        <source>{points} points paid for these goods. Give the points back first, then the rest.</source>
        <translation>{points} Punkte haben diese Ware bezahlt. Erst die Punkte zurückgeben, dann den Rest.</translation>
    </message>
    <message>
        <source>No points paid for these goods.</source>
        <translation>Diese Ware wurde nicht mit Punkten bezahlt.</translation>
    </message>
    <message>
        <source>This store gives no points.</source>
        <translation>Dieser Laden vergibt keine Punkte.</translation>
    </message>
    <message>
        <source>Points and credit are a customer&apos;s. Put the customer on the sale first: Ctrl+U.</source>
        <translation>Punkte und Guthaben gehören einer Kundin oder einem Kunden. Erst zum Verkauf nehmen: Strg+U.</translation>
    </message>
    <message>
        <source>Nothing goes back in this sale.</source>
        <translation>Bei diesem Verkauf geht nichts zurück.</translation>
    </message>
    <message>
        <source>This card did not pay for these goods. Give cash or store credit back.</source>
        <translation>Diese Karte hat die Ware nicht bezahlt. Bar oder als Guthaben erstatten.</translation>
    </message>
    <message>
        <source>This card paid less than that.</source>
        <translation>Diese Karte hat weniger bezahlt.</translation>
    </message>
    <message>
        <source>The hub is being asked already. Wait a moment, or cancel that.</source>
        <translation>Der Hub wird schon gefragt. Einen Moment warten oder abbrechen.</translation>
    </message>
    <message>
        <source>This pays already. Remove that payment first.</source>
        <translation>Das bezahlt schon. Erst diese Zahlung entfernen.</translation>
    </message>
    <message>
        <source>The sale changed meanwhile and a supervisor must approve it. Pay once more.</source>
        <translation>Der Verkauf hat sich geändert und muss freigegeben werden. Noch einmal zahlen.</translation>
    </message>
    <message>
        <source>This payment waited too long to be held. Remove it, then take it again.</source>
        <translation>Diese Zahlung hat zu lange gewartet. Sie entfernen und noch einmal nehmen.</translation>
    </message>
    <message>
        <source>Points, gift cards and credit are not used in training.</source>
        <translation>Punkte, Geschenkkarten und Guthaben gibt es im Training nicht.</translation>
    </message>
    <message>
        <source>The hub does not answer, and this cannot be paid without it. Take another payment.</source>
        <translation>Der Hub antwortet nicht, und ohne ihn geht das nicht. Anders zahlen lassen.</translation>
    </message>
    <message>
        <source>The hub does not answer. What is shown here is as old as it says.</source>
        <translation>Der Hub antwortet nicht. Es gilt der Stand, der hier steht.</translation>
    </message>
    <message>
        <source>The hub does not answer, so nobody knows what is on it. Try again, or pay another way.</source>
        <translation>Der Hub antwortet nicht, darum weiß niemand, was darauf ist. Noch einmal versuchen oder anders zahlen.</translation>
    </message>
    <message>
        <source>The hub was restored and gives nothing out until all tills have reported. Take another payment.</source>
        <translation>Der Hub wurde wiederhergestellt und gibt nichts frei, bis alle Kassen sich gemeldet haben. Anders zahlen lassen.</translation>
    </message>
    <message>
        <source>The hub does not know this account. Take another payment.</source>
        <translation>Der Hub kennt dieses Konto nicht. Anders zahlen lassen.</translation>
    </message>
    <message>
        <source>This gift card is blocked. Take another payment.</source>
        <translation>Diese Geschenkkarte ist gesperrt. Anders bezahlen lassen.</translation>
    </message>
    <message>
        <source>The hub does not know this one. Nothing was entered on it yet.</source>
        <translation>Der Hub kennt sie nicht. Darauf wurde noch nichts gebucht.</translation>
    </message>
    <message>
        <source>This gift card is blocked: nothing can be paid with it.</source>
        <translation>Diese Geschenkkarte ist gesperrt: Damit kann nicht bezahlt werden.</translation>
    </message>
    <message>
        <source>The hub does not tell what is on it.</source>
        <translation>Der Hub sagt nicht, was darauf ist.</translation>
    </message>
    <message>
        <source>The hub refuses this payment. Take another one.</source>
        <translation>Der Hub lehnt diese Zahlung ab. Anders zahlen lassen.</translation>
    </message>
    <message>
        <source>The hub is being asked for this sale …</source>
        <translation>Der Hub wird nach diesem Verkauf gefragt …</translation>
    </message>
    <message>
        <source>Another till took this sale, or its goods were paid for there. It is off the list here.</source>
        <translation>Eine andere Kasse hat diesen Verkauf übernommen, oder die Ware wurde dort bezahlt. Er steht hier nicht mehr in der Liste.</translation>
    </message>
    <message>
        <source>The hub is not reached. Should another till open this sale too, a manager is told.</source>
        <translation>Der Hub ist nicht erreichbar. Öffnet auch eine andere Kasse diesen Verkauf, erfährt es die Leitung.</translation>
    </message>
    <message>
        <source>This is the sale of {name}. {other} is not on it: scan the card again to change that.</source>
        <translation>Dieser Verkauf ist von {name}. {other} steht nicht darauf: Zum Ändern die Karte noch einmal scannen.</translation>
    </message>
    <message>
        <source>The hub is not reached. Open the sale at {till}, or scan its slip here.</source>
        <translation>Der Hub ist nicht erreichbar. Den Verkauf an {till} öffnen oder seinen Zettel hier scannen.</translation>
    </message>
    <message>
        <source>The suspended sale is this till&apos;s now. Finish what is open, then open it from the list.</source>
        <translation>Der geparkte Verkauf gehört jetzt dieser Kasse. Erst abschließen, was offen ist, dann aus der Liste öffnen.</translation>
    </message>
    <message>
        <source>Nobody is waiting for this sale.</source>
        <translation>Auf diesen Verkauf wartet niemand.</translation>
    </message>
    <message>
        <source>The slip is printing.</source>
        <translation>Der Zettel wird gedruckt.</translation>
    </message>
    <message>
        <source>Its slip is printed at the till where it was suspended.</source>
        <translation>Seinen Zettel druckt die Kasse, an der er geparkt wurde.</translation>
    </message>
    <message>
        <source>This till has no printer. Add one under Devices.</source>
        <translation>Diese Kasse hat keinen Drucker. Unter Geräte einen anlegen.</translation>
    </message>
    <message>
        <source>Customers&apos; carts have no part in training. Switch training off first.</source>
        <translation>Einkaufskörbe von Kunden gehören nicht ins Training. Erst das Training ausschalten.</translation>
    </message>
    <message>
        <source>Fetching the customer&apos;s cart …</source>
        <translation>Der Einkaufskorb wird geholt …</translation>
    </message>
    <message>
        <source>Taken from the phone. Lines: {count}.</source>
        <translation>Vom Telefon übernommen. Positionen: {count}.</translation>
    </message>
    <message>
        <source>The hub is not reached, and only it knows the cart. Ask the customer to show the goods.</source>
        <translation>Der Hub ist nicht erreichbar, und nur er kennt den Korb. Die Kundin bitten, die Ware zu zeigen.</translation>
    </message>
    <message>
        <source>This code is too old, or was used already. Ask the customer to show a new one.</source>
        <translation>Dieser Code ist zu alt oder schon benutzt. Die Kundin bitten, einen neuen zu zeigen.</translation>
    </message>
    <message>
        <source>This was sold already, given up, or is open at another till.</source>
        <translation>Das ist schon verkauft, aufgegeben oder an einer anderen Kasse offen.</translation>
    </message>
    <message>
        <source>This is of another shop. Scan the goods.</source>
        <translation>Das gehört zu einem anderen Laden. Die Ware scannen.</translation>
    </message>
    <message>
        <source>The hub did not do that: {why}</source>
        <translation>Der Hub hat das nicht getan: {why}</translation>
    </message>
    <message>
        <source>The goods could not come onto a sale here. The cart is back on the phone.</source>
        <translation>Die Ware konnte hier in keinen Verkauf. Der Korb ist wieder auf dem Telefon.</translation>
    </message>
    <message>
        <source>Looking whether these goods were sold already …</source>
        <translation>Es wird geprüft, ob diese Ware schon verkauft ist …</translation>
    </message>
    <message>
        <source>Taken from a code of {time}, at today&apos;s prices, without discounts. If it is paid for elsewhere too, a manager is told.</source>
        <translation>Übernommen von einem Code von {time}, zu heutigen Preisen, ohne Rabatte. Wird auch woanders bezahlt, erfährt es die Leitung.</translation>
    </message>
    <message>
        <source>Lines from the phone: {count}. Left out: {names}. Weigh what is sold by weight.</source>
        <translation>Positionen vom Telefon: {count}. Nicht übernommen: {names}. Ware nach Gewicht bitte wiegen.</translation>
    </message>
    <message>
        <source>Taken from a code of {time}, at today&apos;s prices. Left out: {names}.</source>
        <translation>Aus einem Code von {time} übernommen, zu heutigen Preisen. Nicht übernommen: {names}.</translation>
    </message>
    <message>
        <source>The goods of this code are on a sale of this till already, or were paid for here.</source>
        <translation>Die Ware dieses Codes ist schon in einem Verkauf dieser Kasse oder wurde hier bezahlt.</translation>
    </message>
    <message>
        <source>A payment is on the sale. Finish it, then scan the code again.</source>
        <translation>Auf dem Verkauf liegt eine Zahlung. Erst abschließen, dann den Code noch einmal scannen.</translation>
    </message>
    <message>
        <source>One code read. Now scan code {next} of {parts}.</source>
        <translation>Ein Code gelesen. Jetzt Code {next} von {parts} scannen.</translation>
    </message>
    <message>
        <source>This code is of another basket, and counts alone. Now scan code {next} of {parts}.</source>
        <translation>Dieser Code gehört zu einem anderen Korb und zählt allein. Jetzt Code {next} von {parts} scannen.</translation>
    </message>
    <message>
        <source>This is no basket code. Scan the goods.</source>
        <translation>Das ist kein Korb-Code. Die Ware scannen.</translation>
    </message>
    <message>
        <source>This code was made by a newer program. Update this till, or scan the goods.</source>
        <translation>Diesen Code hat ein neueres Programm gemacht. Diese Kasse aktualisieren oder die Ware scannen.</translation>
    </message>
    <message>
        <source>The code is damaged. Scan it again, or scan the goods.</source>
        <translation>Der Code ist beschädigt. Noch einmal scannen, oder die Ware scannen.</translation>
    </message>
    <message>
        <source>No till of this shop made this code. Nothing was added: scan the goods.</source>
        <translation>Keine Kasse dieses Ladens hat diesen Code gemacht. Nichts wurde übernommen: die Ware scannen.</translation>
    </message>
    <message>
        <source>This code was altered. Nothing was added: scan the goods.</source>
        <translation>Dieser Code wurde verändert. Nichts wurde übernommen: die Ware scannen.</translation>
    </message>
    <message>
        <source>So many lines fit into no code.</source>
        <translation>So viele Positionen passen in keinen Code.</translation>
    </message>
    <message>
        <source>An item number of this sale fits into no code.</source>
        <translation>Eine Artikelnummer dieses Verkaufs passt in keinen Code.</translation>
    </message>
    <message>
        <source>A quantity of this sale fits into no code.</source>
        <translation>Eine Menge dieses Verkaufs passt in keinen Code.</translation>
    </message>
    <message>
        <source>Not on the phone: {names}. Void that here and hand over, then sell it on its own.</source>
        <translation>Nicht auf dem Telefon: {names}. Hier stornieren und übergeben, danach einzeln verkaufen.</translation>
    </message>
    <message>
        <source>The sale changed since this code was made. Close this and send it to the phone again.</source>
        <translation>Der Verkauf hat sich seit diesem Code geändert. Schließen und noch einmal aufs Telefon schicken.</translation>
    </message>
    <message>
        <source>The sale went to the phone. Nothing was paid here.</source>
        <translation>Der Verkauf ist auf dem Telefon. Hier wurde nichts bezahlt.</translation>
    </message>
    <message>
        <source>There is no link for this sale yet. Ask for it first.</source>
        <translation>Für diesen Verkauf gibt es noch keinen Link. Erst danach fragen.</translation>
    </message>
</context>
<context>
    <name>OpenSession</name>
    <message>
        <source>Signed in: {name}</source>
        <translation>Angemeldet: {name}</translation>
    </message>
    <message>
        <source>Open the till</source>
        <translation>Kasse öffnen</translation>
    </message>
    <message>
        <source>Open with {amount}</source>
        <translation>Mit {amount} öffnen</translation>
    </message>
</context>
<context>
    <name>OpenSessionScreen</name>
    <message>
        <source>Open the till</source>
        <translation>Kasse öffnen</translation>
    </message>
    <message>
        <source>Count the cash in the drawer before the first sale. It is the float that the till starts with.</source>
        <translation>Vor dem ersten Verkauf das Bargeld in der Lade zählen. Es ist der Anfangsbestand der Kasse.</translation>
    </message>
    <message>
        <source>Opening float</source>
        <translation>Anfangsbestand</translation>
    </message>
</context>
<context>
    <name>OptionStep</name>
    <message>
        <source>How it is connected</source>
        <translation>Wie es angeschlossen ist</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What people here call it; may be left empty.</source>
        <translation>Wie man es hier nennt; darf leer bleiben.</translation>
    </message>
    <message>
        <source>Fewer options</source>
        <translation>Weniger Optionen</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Printer on a serial cable</source>
        <translation>Drucker am seriellen Kabel</translation>
    </message>
    <message>
        <source>USB printer</source>
        <translation>USB-Drucker</translation>
    </message>
    <message>
        <source>Print queue (CUPS)</source>
        <translation>Druckwarteschlange (CUPS)</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Its name, as the print system lists it.</source>
        <translation>Ihr Name, wie das Drucksystem sie führt.</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Empty for this machine&apos;s print system.</source>
        <translation>Leer für das Drucksystem dieses Rechners.</translation>
    </message>
    <message>
        <source>Vendor number</source>
        <translation>Herstellernummer</translation>
    </message>
    <message>
        <source>Four signs, as the search finds them.</source>
        <translation>Vier Zeichen, wie die Suche sie findet.</translation>
    </message>
    <message>
        <source>Product number</source>
        <translation>Produktnummer</translation>
    </message>
    <message>
        <source>Serial number</source>
        <translation>Seriennummer</translation>
    </message>
    <message>
        <source>Only for two printers of one model.</source>
        <translation>Nur für zwei Drucker eines Modells.</translation>
    </message>
    <message>
        <source>The printer&apos;s own table numbers</source>
        <translation>Eigene Tabellennummern des Druckers</translation>
    </message>
    <message>
        <source>Where its self-test says others, as CP1251=73.</source>
        <translation>Wo der Selbsttest andere nennt, etwa CP1251=73.</translation>
    </message>
    <message>
        <source>Wait for the print system, in ms</source>
        <translation>Wartezeit auf das Drucksystem in ms</translation>
    </message>
    <message>
        <source>Network printer</source>
        <translation>Netzwerkdrucker</translation>
    </message>
    <message>
        <source>File or folder</source>
        <translation>Datei oder Ordner</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Name or IP address of the printer, such as 192.168.1.50.</source>
        <translation>Name oder IP-Adresse des Druckers, etwa 192.168.1.50.</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>9100 for nearly every printer.</source>
        <translation>9100 bei fast jedem Drucker.</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>A folder (one file a print), a file, or a device.</source>
        <translation>Ein Ordner (eine Datei je Druck), eine Datei oder ein Gerät.</translation>
    </message>
    <message>
        <source>Paper width in mm</source>
        <translation>Papierbreite in mm</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Schnitt</translation>
    </message>
    <message>
        <source>Characters in a line</source>
        <translation>Zeichen je Zeile</translation>
    </message>
    <message>
        <source>Scanner on a cable</source>
        <translation>Scanner am Kabel</translation>
    </message>
    <message>
        <source>Scale on a cable</source>
        <translation>Waage am Kabel</translation>
    </message>
    <message>
        <source>Display on a cable</source>
        <translation>Anzeige am Kabel</translation>
    </message>
    <message>
        <source>Trigger on a cable</source>
        <translation>Auslöser am Kabel</translation>
    </message>
    <message>
        <source>Plug of another network printer</source>
        <translation>Anschluss eines anderen Netzwerkdruckers</translation>
    </message>
    <message>
        <source>By its lasting name, as the search finds it.</source>
        <translation>Mit seinem dauerhaften Namen, wie ihn die Suche findet.</translation>
    </message>
    <message>
        <source>20 on nearly every display.</source>
        <translation>20 bei fast jeder Anzeige.</translation>
    </message>
    <message>
        <source>Command set</source>
        <translation>Befehlssatz</translation>
    </message>
    <message>
        <source>As the display&apos;s self-test names it.</source>
        <translation>Wie der Selbsttest der Anzeige ihn nennt.</translation>
    </message>
    <message>
        <source>Who speaks first</source>
        <translation>Wer zuerst spricht</translation>
    </message>
    <message>
        <source>As the scale&apos;s handbook says.</source>
        <translation>Wie im Handbuch der Waage.</translation>
    </message>
    <message>
        <source>Signs before each code</source>
        <translation>Zeichen vor jedem Code</translation>
    </message>
    <message>
        <source>As the scanner is set; a code without them counts as torn.</source>
        <translation>Wie der Scanner eingestellt ist; ein Code ohne sie gilt als abgerissen.</translation>
    </message>
    <message>
        <source>Signs after each code</source>
        <translation>Zeichen nach jedem Code</translation>
    </message>
    <message>
        <source>Baud rate</source>
        <translation>Baudrate</translation>
    </message>
    <message>
        <source>Bits a second, as the device is set.</source>
        <translation>Bit pro Sekunde, wie das Gerät eingestellt ist.</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>Zeichenrahmen</translation>
    </message>
    <message>
        <source>Data bits, parity and stop bits, as the device is set.</source>
        <translation>Datenbits, Parität und Stoppbits, wie das Gerät eingestellt ist.</translation>
    </message>
    <message>
        <source>Flow control</source>
        <translation>Flusskontrolle</translation>
    </message>
    <message>
        <source>As the device is set.</source>
        <translation>Wie das Gerät eingestellt ist.</translation>
    </message>
    <message>
        <source>Signs that end a code</source>
        <translation>Zeichen, die einen Code beenden</translation>
    </message>
    <message>
        <source>Any one of them: \r is Enter, \n a line feed, \t a tab.</source>
        <translation>Eines davon genügt: \r ist Enter, \n ein Zeilenvorschub, \t ein Tabulator.</translation>
    </message>
    <message>
        <source>Longest pause within a code, in ms</source>
        <translation>Längste Pause in einem Code, in ms</translation>
    </message>
    <message>
        <source>Longest code, in characters</source>
        <translation>Längster Code, in Zeichen</translation>
    </message>
    <message>
        <source>The scanner says which kind of code it read</source>
        <translation>Der Scanner sagt, welche Art Code er las</translation>
    </message>
    <message>
        <source>Only if it is set to send AIM identifiers; best where it can.</source>
        <translation>Nur wenn er AIM-Kennungen sendet; am besten, wo er es kann.</translation>
    </message>
    <message>
        <source>Characters of 2D codes</source>
        <translation>Zeichen in 2D-Codes</translation>
    </message>
    <message>
        <source>As the scanner sends ä, é and the like.</source>
        <translation>Wie der Scanner ä, é und Ähnliches sendet.</translation>
    </message>
    <message>
        <source>Unit of the scale&apos;s figures</source>
        <translation>Einheit der Waagenwerte</translation>
    </message>
    <message>
        <source>Places after the point</source>
        <translation>Nachkommastellen</translation>
    </message>
    <message>
        <source>For a scale that sends figures without a point.</source>
        <translation>Für eine Waage, die Zahlen ohne Komma sendet.</translation>
    </message>
    <message>
        <source>Most that the scale weighs</source>
        <translation>Höchstlast der Waage</translation>
    </message>
    <message>
        <source>In thousandths of the unit sold by: 15000 is 15 kg.</source>
        <translation>In Tausendsteln der Verkaufseinheit: 15000 sind 15 kg.</translation>
    </message>
    <message>
        <source>How far two steady readings may differ</source>
        <translation>Wie weit zwei ruhige Werte abweichen dürfen</translation>
    </message>
    <message>
        <source>In the same thousandths: one step of the scale&apos;s display.</source>
        <translation>In denselben Tausendsteln: ein Schritt der Waagenanzeige.</translation>
    </message>
    <message>
        <source>Wait for an answer, in ms</source>
        <translation>Wartezeit auf eine Antwort, in ms</translation>
    </message>
    <message>
        <source>Pattern of a line</source>
        <translation>Muster einer Zeile</translation>
    </message>
    <message>
        <source>For a scale that sends by itself: a regular expression.</source>
        <translation>Für eine Waage, die von selbst sendet: ein regulärer Ausdruck.</translation>
    </message>
    <message>
        <source>Words for a steady weight</source>
        <translation>Wörter für ein ruhiges Gewicht</translation>
    </message>
    <message>
        <source>For a scale that sends by itself, with commas.</source>
        <translation>Für eine Waage, die von selbst sendet; mit Kommas.</translation>
    </message>
    <message>
        <source>Character table</source>
        <translation>Zeichentabelle</translation>
    </message>
    <message>
        <source>CP858 is Latin with the euro.</source>
        <translation>CP858 ist Lateinisch mit Eurozeichen.</translation>
    </message>
    <message>
        <source>The display&apos;s own table number</source>
        <translation>Eigene Tabellennummer der Anzeige</translation>
    </message>
    <message>
        <source>-1 takes Epson&apos;s.</source>
        <translation>-1 nimmt die von Epson.</translation>
    </message>
    <message>
        <source>Wait for the display, in ms</source>
        <translation>Wartezeit auf die Anzeige, in ms</translation>
    </message>
    <message>
        <source>Bytes that open the drawer</source>
        <translation>Bytes, die die Lade öffnen</translation>
    </message>
    <message>
        <source>In hexadecimal, as the handbook says: 07, or 1B 70 00 19 FA.</source>
        <translation>Hexadezimal, wie im Handbuch: 07, oder 1B 70 00 19 FA.</translation>
    </message>
    <message>
        <source>Bytes that ask whether it is open</source>
        <translation>Bytes, die fragen, ob sie offen ist</translation>
    </message>
    <message>
        <source>In hexadecimal; empty if it cannot say.</source>
        <translation>Hexadezimal; leer, wenn sie es nicht sagen kann.</translation>
    </message>
    <message>
        <source>Bits that say it is open</source>
        <translation>Bits, die „offen“ bedeuten</translation>
    </message>
    <message>
        <source>Of the answer&apos;s first byte; 0 if it cannot say.</source>
        <translation>Im ersten Byte der Antwort; 0, wenn sie es nicht sagen kann.</translation>
    </message>
    <message>
        <source>Wait for the printer, in ms</source>
        <translation>Wartezeit auf den Drucker, in ms</translation>
    </message>
    <message>
        <source>0 takes 48 on 80 mm and 32 on 58 mm; 42 for some Epson printers.</source>
        <translation>0 nimmt 48 bei 80 mm und 32 bei 58 mm; 42 bei manchen Epson-Druckern.</translation>
    </message>
    <message>
        <source>Character tables</source>
        <translation>Zeichentabellen</translation>
    </message>
    <message>
        <source>As on the printer&apos;s self-test, the preferred first, with commas.</source>
        <translation>Wie auf dem Selbsttest des Druckers, die bevorzugte zuerst, mit Kommas.</translation>
    </message>
    <message>
        <source>Switch Chinese characters off</source>
        <translation>Chinesische Zeichen abschalten</translation>
    </message>
    <message>
        <source>If ä and € come out as Chinese characters.</source>
        <translation>Falls ä und € als chinesische Zeichen erscheinen.</translation>
    </message>
    <message>
        <source>Pin of the cash drawer</source>
        <translation>Anschluss der Kassenlade</translation>
    </message>
    <message>
        <source>2 for the first drawer, 5 for the second.</source>
        <translation>2 für die erste Lade, 5 für die zweite.</translation>
    </message>
    <message>
        <source>Drawer pulse in ms</source>
        <translation>Ladenimpuls in ms</translation>
    </message>
    <message>
        <source>2 to 510; longer for a drawer that does not open.</source>
        <translation>2 bis 510; länger, wenn die Lade nicht öffnet.</translation>
    </message>
    <message>
        <source>The printer draws QR codes itself</source>
        <translation>Der Drucker zeichnet QR-Codes selbst</translation>
    </message>
    <message>
        <source>If not, they are sent as dots.</source>
        <translation>Sonst werden sie als Punkte gesendet.</translation>
    </message>
    <message>
        <source>Size of QR codes</source>
        <translation>Größe der QR-Codes</translation>
    </message>
    <message>
        <source>Dots of one square, 2 to 16.</source>
        <translation>Punkte je Kästchen, 2 bis 16.</translation>
    </message>
    <message>
        <source>Wait for a connection, in ms</source>
        <translation>Wartezeit auf die Verbindung in ms</translation>
    </message>
    <message>
        <source>Wait for a status answer, in ms</source>
        <translation>Wartezeit auf eine Statusantwort in ms</translation>
    </message>
    <message>
        <source>Longest standstill while printing, in ms</source>
        <translation>Längster Stillstand beim Drucken in ms</translation>
    </message>
    <message>
        <source>Wait for the confirmation, in ms</source>
        <translation>Wartezeit auf die Bestätigung in ms</translation>
    </message>
    <message>
        <source>Longer for slow printers.</source>
        <translation>Länger bei langsamen Druckern.</translation>
    </message>
    <message>
        <source>Longest time for one print, in ms</source>
        <translation>Längste Zeit für einen Druck in ms</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Ganz</translation>
    </message>
    <message>
        <source>Partial</source>
        <translation>Teilweise</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>The till asks (Toledo 8217)</source>
        <translation>Die Kasse fragt (Toledo 8217)</translation>
    </message>
    <message>
        <source>The scale, all the time</source>
        <translation>Die Waage, ständig</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>0 for the first one, or its path.</source>
        <translation>0 für die erste, oder ihr Pfad.</translation>
    </message>
    <message>
        <source>Width of the picture</source>
        <translation>Breite des Bildes</translation>
    </message>
    <message>
        <source>Height of the picture</source>
        <translation>Höhe des Bildes</translation>
    </message>
    <message>
        <source>Most pictures looked at in a second</source>
        <translation>Höchstens so viele Bilder in der Sekunde</translation>
    </message>
    <message>
        <source>Read UPC-E too</source>
        <translation>Auch UPC-E lesen</translation>
    </message>
    <message>
        <source>Short codes of small American packs; more wrong reads.</source>
        <translation>Kurze Codes kleiner amerikanischer Packungen; mehr Fehllesungen.</translation>
    </message>
    <message>
        <source>Equal reads before a known code is taken</source>
        <translation>Gleiche Lesungen, bis ein bekannter Code zählt</translation>
    </message>
    <message>
        <source>Equal reads before an unknown code is taken</source>
        <translation>Gleiche Lesungen, bis ein unbekannter Code zählt</translation>
    </message>
    <message>
        <source>Time out of view before a code is taken again, in ms</source>
        <translation>Zeit außer Sicht, bis ein Code wieder zählt, in ms</translation>
    </message>
    <message>
        <source>Time between two tries to open it, in ms</source>
        <translation>Zeit zwischen zwei Versuchen, sie zu öffnen, in ms</translation>
    </message>
</context>
<context>
    <name>PaperWindow</name>
    <message>
        <source>Paper of the demo printer</source>
        <translation>Papier des Übungsdruckers</translation>
    </message>
    <message>
        <source>No paper yet</source>
        <translation>Noch kein Papier</translation>
    </message>
    <message>
        <source>A receipt appears here when a sale is paid.</source>
        <translation>Hier erscheint ein Beleg, sobald ein Verkauf bezahlt ist.</translation>
    </message>
</context>
<context>
    <name>Permissions</name>
    <message>
        <source>These last units may be promised to somebody else. The goods are here: a supervisor may sell them.</source>
        <translation>Diese letzten Stücke sind womöglich anderen zugesagt. Die Ware liegt hier: Die Aufsicht kann sie verkaufen.</translation>
    </message>
    <message>
        <source>Changing the stock by hand needs a supervisor.</source>
        <translation>Den Bestand von Hand zu ändern verlangt die Aufsicht.</translation>
    </message>
    <message>
        <source>This count is far from what should be there. A supervisor approves it.</source>
        <translation>Diese Zählung weicht weit von dem ab, was da sein müsste. Die Aufsicht gibt sie frei.</translation>
    </message>
    <message>
        <source>This refund is above the cashier&apos;s limit.</source>
        <translation>Diese Erstattung liegt über der Grenze für Kassierende.</translation>
    </message>
    <message>
        <source>Taking goods back without a receipt needs a supervisor.</source>
        <translation>Für Rückgaben ohne Beleg ist die Aufsicht nötig.</translation>
    </message>
    <message>
        <source>Setting devices up needs a supervisor.</source>
        <translation>Geräte einzurichten braucht eine Aufsicht.</translation>
    </message>
    <message>
        <source>This discount is above the cashier&apos;s limit.</source>
        <translation>Dieser Rabatt liegt über der Grenze für Kassierende.</translation>
    </message>
    <message>
        <source>Changing a price needs a supervisor.</source>
        <translation>Für Preisänderungen ist die Aufsicht nötig.</translation>
    </message>
    <message>
        <source>Cancelling a completed sale needs a supervisor.</source>
        <translation>Für die Stornierung eines fertigen Verkaufs ist die Aufsicht nötig.</translation>
    </message>
    <message>
        <source>Opening the drawer without a sale needs a supervisor.</source>
        <translation>Zum Öffnen der Lade ohne Verkauf ist die Aufsicht nötig.</translation>
    </message>
    <message>
        <source>Paying cash out needs a supervisor.</source>
        <translation>Für Auszahlungen ist die Aufsicht nötig.</translation>
    </message>
    <message>
        <source>Taking cash out of the till needs a supervisor.</source>
        <translation>Zum Abschöpfen der Kasse ist die Aufsicht nötig.</translation>
    </message>
    <message>
        <source>Switching training mode needs a supervisor.</source>
        <translation>Zum Umschalten des Trainingsmodus ist die Aufsicht nötig.</translation>
    </message>
    <message>
        <source>The use-by date of this pack is past. A supervisor may sell it all the same.</source>
        <translation>Das Verbrauchsdatum dieser Packung ist vorbei. Die Aufsicht kann sie trotzdem verkaufen.</translation>
    </message>
    <message>
        <source>The clock says an earlier day than the last business day. Set the clock right; a supervisor may open the till all the same.</source>
        <translation>Die Uhr zeigt einen früheren Tag als den letzten Geschäftstag. Uhr richtig stellen; die Aufsicht kann die Kasse trotzdem öffnen.</translation>
    </message>
</context>
<context>
    <name>PieceLine</name>
    <message>
        <source>How many of %1</source>
        <translation>Wie viele zu %1</translation>
    </message>
    <message>
        <source>One fewer of %1</source>
        <translation>Eins weniger zu %1</translation>
    </message>
    <message>
        <source>One more of %1</source>
        <translation>Eins mehr zu %1</translation>
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
    <message>
        <source>{quantity} here</source>
        <translation>{quantity} hier</translation>
    </message>
    <message>
        <source>None left here</source>
        <translation>Hier keine mehr</translation>
    </message>
    <message>
        <source>{quantity} promised to others</source>
        <translation>{quantity} anderen zugesagt</translation>
    </message>
    <message>
        <source>{quantity} damaged</source>
        <translation>{quantity} beschädigt</translation>
    </message>
    <message>
        <source>{quantity} held for this till</source>
        <translation>{quantity} für diese Kasse</translation>
    </message>
    <message>
        <source>as of {moment}</source>
        <translation>Stand {moment}</translation>
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
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Duplicate of receipt</source>
        <translation>Kopie von Beleg</translation>
    </message>
    <message>
        <source>X report</source>
        <translation>X-Bericht</translation>
    </message>
    <message>
        <source>Z report</source>
        <translation>Z-Bericht</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>Einzahlung</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Auszahlung</translation>
    </message>
    <message>
        <source>Float entry</source>
        <translation>Wechselgeldeinlage</translation>
    </message>
    <message>
        <source>Cash pickup</source>
        <translation>Abschöpfung</translation>
    </message>
    <message>
        <source>Drawer opening</source>
        <translation>Ladenöffnung</translation>
    </message>
    <message>
        <source>Test print</source>
        <translation>Testdruck</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>Druckt</translation>
    </message>
    <message>
        <source>Not printed</source>
        <translation>Nicht gedruckt</translation>
    </message>
    <message>
        <source>Check the paper</source>
        <translation>Papier prüfen</translation>
    </message>
    <message numerus="yes">
        <source>%n tries so far.</source>
        <translation>
            <numerusform>Bisher %n Versuch.</numerusform>
            <numerusform>Bisher %n Versuche.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrintsScreen</name>
    <message>
        <source>Prints that are not on paper</source>
        <translation>Drucke, die nicht auf Papier sind</translation>
    </message>
    <message>
        <source>Everything is on paper</source>
        <translation>Alles ist auf Papier</translation>
    </message>
    <message>
        <source>Selling never waits for the printer: what could not be printed would stand here.</source>
        <translation>Der Verkauf wartet nie auf den Drucker: Was nicht gedruckt werden konnte, stünde hier.</translation>
    </message>
    <message>
        <source>Look at the paper first. If it is there, let this one go; if not, print it: it will be marked DUPLICATE.</source>
        <translation>Zuerst auf das Papier sehen. Ist der Druck da, ihn verwerfen; sonst drucken: Er wird als KOPIE gekennzeichnet.</translation>
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
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Reason (↑ ↓)</source>
        <translation>Grund (↑ ↓)</translation>
    </message>
</context>
<context>
    <name>ReceiptList</name>
    <message>
        <source>Receipts found</source>
        <translation>Gefundene Belege</translation>
    </message>
    <message>
        <source>Scan the receipt or an item of it, or type the last figures of its number.</source>
        <translation>Den Beleg oder einen Artikel daraus scannen, oder die letzten Ziffern der Belegnummer tippen.</translation>
    </message>
</context>
<context>
    <name>ReferenceSheet</name>
    <message>
        <source>Reference number</source>
        <translation>Belegnummer</translation>
    </message>
    <message>
        <source>Of the delivery note or the like. No names of people.</source>
        <translation>Des Lieferscheins oder Ähnliches. Keine Namen von Personen.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Number (may be left empty)</source>
        <translation>Nummer (darf leer bleiben)</translation>
    </message>
</context>
<context>
    <name>RefundPanel</name>
    <message>
        <source>Goes back</source>
        <translation>Geht zurück</translation>
    </message>
    <message>
        <source>Where the goods go</source>
        <translation>Wohin die Ware kommt</translation>
    </message>
    <message>
        <source>Why it comes back</source>
        <translation>Warum sie zurückkommt</translation>
    </message>
</context>
<context>
    <name>RemainingPanel</name>
    <message>
        <source>To pay</source>
        <translation>Zu zahlen</translation>
    </message>
    <message>
        <source>To give back</source>
        <translation>Zurückzugeben</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Take back %1 %2</source>
        <translation>%1 %2 zurücknehmen</translation>
    </message>
    <message>
        <source>Sale</source>
        <translation>Verkauf</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Cash</source>
        <translation>Bar</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Verkäufe</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>Zahlungen</translation>
    </message>
    <message>
        <source>VAT</source>
        <translation>MwSt.</translation>
    </message>
    <message>
        <source>Cash in the till</source>
        <translation>Bargeld in der Kasse</translation>
    </message>
    <message>
        <source>Counted acts</source>
        <translation>Gezählte Vorgänge</translation>
    </message>
    <message>
        <source>First receipt</source>
        <translation>Erster Beleg</translation>
    </message>
    <message>
        <source>Last receipt</source>
        <translation>Letzter Beleg</translation>
    </message>
    <message>
        <source>Discounts</source>
        <translation>Rabatte</translation>
    </message>
    <message>
        <source>Promotions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Cash rounding</source>
        <translation>Barrundung</translation>
    </message>
    <message>
        <source>{rate} on {net}</source>
        <translation>{rate} auf {net}</translation>
    </message>
    <message>
        <source>Opening float</source>
        <translation>Anfangsbestand</translation>
    </message>
    <message>
        <source>Float entries</source>
        <translation>Wechselgeldeinlagen</translation>
    </message>
    <message>
        <source>Cash pickups</source>
        <translation>Abschöpfungen</translation>
    </message>
    <message>
        <source>Paid in</source>
        <translation>Einzahlung</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>Auszahlung</translation>
    </message>
    <message>
        <source>Expected in the till</source>
        <translation>Soll in der Kasse</translation>
    </message>
    <message>
        <source>Sales voided before payment</source>
        <translation>Vor Zahlung abgebrochene Verkäufe</translation>
    </message>
    <message>
        <source>Lines voided</source>
        <translation>Stornierte Zeilen</translation>
    </message>
    <message>
        <source>Drawer opened</source>
        <translation>Lade geöffnet</translation>
    </message>
    <message>
        <source>of these, no-sale</source>
        <translation>davon ohne Verkauf</translation>
    </message>
    <message>
        <source>Receipts printed again</source>
        <translation>Erneut gedruckte Belege</translation>
    </message>
    <message numerus="yes">
        <source>%n cancelled sale(s)</source>
        <translation>
            <numerusform>%n stornierter Verkauf</numerusform>
            <numerusform>%n stornierte Verkäufe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n return(s)</source>
        <translation>
            <numerusform>%n Rückgabe</numerusform>
            <numerusform>%n Rückgaben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sale(s)</source>
        <translation>
            <numerusform>%n Verkauf</numerusform>
            <numerusform>%n Verkäufe</numerusform>
        </translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Gift card</source>
        <translation>Geschenkkarte</translation>
    </message>
    <message>
        <source>Store credit</source>
        <translation>Guthaben</translation>
    </message>
    <message>
        <source>incl. gift cards sold</source>
        <translation>davon Geschenkkarten</translation>
    </message>
</context>
<context>
    <name>ReportList</name>
    <message>
        <source>Figures of the till session</source>
        <translation>Zahlen der Kassensitzung</translation>
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
    <name>ReturnLine</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All of %1</source>
        <translation>Alles von %1</translation>
    </message>
</context>
<context>
    <name>Returns</name>
    <message>
        <source>How much comes back?</source>
        <translation>Wie viel kommt zurück?</translation>
    </message>
    <message>
        <source>{quantity} left</source>
        <translation>{quantity} übrig</translation>
    </message>
    <message>
        <source>No receipt yet</source>
        <translation>Noch kein Beleg</translation>
    </message>
    <message>
        <source>No receipt found for {text}</source>
        <translation>Kein Beleg gefunden zu {text}</translation>
    </message>
    <message>
        <source>Receipts of other tills as they were before this program started.</source>
        <translation>Belege anderer Kassen auf dem Stand vor dem Programmstart.</translation>
    </message>
    <message>
        <source>Receipts of other tills as of {moment}.</source>
        <translation>Belege anderer Kassen, Stand {moment}.</translation>
    </message>
    <message>
        <source>with {amount} deposit</source>
        <translation>davon {amount} Pfand</translation>
    </message>
    <message>
        <source>{quantity} sold for {paid}</source>
        <translation>{quantity} verkauft für {paid}</translation>
    </message>
    <message>
        <source>{quantity} returned before</source>
        <translation>{quantity} schon zurück</translation>
    </message>
    <message>
        <source>{quantity} on this sale</source>
        <translation>{quantity} in diesem Verkauf</translation>
    </message>
    <message>
        <source>till {name}</source>
        <translation>Kasse {name}</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Storniert</translation>
    </message>
    <message>
        <source>All returned</source>
        <translation>Alles zurück</translation>
    </message>
    <message>
        <source>This sale was cancelled. Nothing of it can come back.</source>
        <translation>Dieser Verkauf wurde storniert. Nichts davon kann zurückkommen.</translation>
    </message>
    <message>
        <source>Everything of this receipt came back already.</source>
        <translation>Alles auf diesem Beleg ist schon zurückgekommen.</translation>
    </message>
    <message>
        <source>The hub was not heard yet: what came back at other tills since is not known here.</source>
        <translation>Der Hub war noch nicht zu hören: Was seither an anderen Kassen zurückkam, ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>As known at {moment}: later returns at other tills are not known here.</source>
        <translation>Stand {moment}: Spätere Rückgaben an anderen Kassen sind hier nicht bekannt.</translation>
    </message>
    <message>
        <source>Back on the shelf</source>
        <translation>Zurück ins Regal</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>Beschädigt</translation>
    </message>
    <message>
        <source>Not into stock</source>
        <translation>Nicht in den Bestand</translation>
    </message>
</context>
<context>
    <name>ReturnsScreen</name>
    <message>
        <source>Take goods back</source>
        <translation>Ware zurücknehmen</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>Beleg</translation>
    </message>
    <message>
        <source>Scan the receipt or an item, or type its number</source>
        <translation>Beleg oder Artikel scannen, oder Nummer tippen</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>Belegnummer</translation>
    </message>
    <message>
        <source>Return of %1</source>
        <translation>Rückgabe zu %1</translation>
    </message>
    <message>
        <source>Lines of the receipt</source>
        <translation>Zeilen des Belegs</translation>
    </message>
    <message>
        <source>Take back for %1</source>
        <translation>Zurücknehmen für %1</translation>
    </message>
</context>
<context>
    <name>Scale</name>
    <message>
        <source>Steady</source>
        <translation>Ruhig</translation>
    </message>
    <message>
        <source>Still moving</source>
        <translation>Noch in Bewegung</translation>
    </message>
    <message>
        <source>Nothing on the scale</source>
        <translation>Nichts auf der Waage</translation>
    </message>
    <message>
        <source>Too much on the scale</source>
        <translation>Zu viel auf der Waage</translation>
    </message>
    <message>
        <source>Below zero: empty the scale</source>
        <translation>Unter null: Waage leeren</translation>
    </message>
    <message>
        <source>The scale does not answer</source>
        <translation>Die Waage antwortet nicht</translation>
    </message>
</context>
<context>
    <name>ScanCameraScreen</name>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
</context>
<context>
    <name>ScreenKeyboard</name>
    <message>
        <source>Capital letter</source>
        <translation>Großbuchstabe</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Buchstaben</translation>
    </message>
    <message>
        <source>Signs</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Delete the last sign</source>
        <translation>Letztes Zeichen löschen</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>Nächstes Feld</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Put the keyboard away</source>
        <translation>Tastatur ausblenden</translation>
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
    <message>
        <source>Pay the other {amount}</source>
        <translation>Rest von {amount} bezahlen</translation>
    </message>
    <message>
        <source>Give back {amount}</source>
        <translation>{amount} zurückgeben</translation>
    </message>
</context>
<context>
    <name>SellGiftCardSheet</name>
    <message>
        <source>Sell a gift card</source>
        <translation>Geschenkkarte verkaufen</translation>
    </message>
    <message>
        <source>Scan the card, then key how much to load.</source>
        <translation>Die Karte scannen, dann den Betrag eintippen.</translation>
    </message>
    <message>
        <source>Key how much to load.</source>
        <translation>Betrag zum Aufladen eintippen.</translation>
    </message>
    <message>
        <source>Amount to load</source>
        <translation>Betrag zum Aufladen</translation>
    </message>
    <message>
        <source>Code of the card</source>
        <translation>Code der Karte</translation>
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
        <translation>Keine Kassensitzung ist offen</translation>
    </message>
    <message>
        <source>Till session {number}</source>
        <translation>Kassensitzung {number}</translation>
    </message>
    <message>
        <source>Business date</source>
        <translation>Geschäftstag</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>Eröffnet</translation>
    </message>
    <message>
        <source>{time} by {name}</source>
        <translation>{time} von {name}</translation>
    </message>
    <message>
        <source>Opening float</source>
        <translation>Anfangsbestand</translation>
    </message>
    <message>
        <source>Suspended sales</source>
        <translation>Geparkte Verkäufe</translation>
    </message>
</context>
<context>
    <name>SessionScreen</name>
    <message>
        <source>The X report prints the figures so far. How much cash should be in the till is shown only after it has been counted.</source>
        <translation>Der X-Bericht druckt die bisherigen Zahlen. Wie viel Bargeld in der Kasse sein soll, erscheint erst nach dem Zählen.</translation>
    </message>
    <message>
        <source>Cash</source>
        <translation>Bar</translation>
    </message>
    <message>
        <source>Training mode</source>
        <translation>Trainingsmodus</translation>
    </message>
    <message>
        <source>On: nothing is sold, no sum grows, receipts say so.</source>
        <translation>Ein: Nichts wird verkauft, keine Summe wächst, Belege sagen es.</translation>
    </message>
    <message>
        <source>Off: sales count.</source>
        <translation>Aus: Verkäufe zählen.</translation>
    </message>
    <message>
        <source>End training</source>
        <translation>Training beenden</translation>
    </message>
    <message>
        <source>Begin training</source>
        <translation>Training beginnen</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Settings of this screen</source>
        <translation>Einstellungen dieses Bildschirms</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Schriftgröße</translation>
    </message>
    <message>
        <source>This is for this terminal only and stays when the next person signs in.</source>
        <translation>Das gilt nur für diese Kasse und bleibt, wenn sich die nächste Person anmeldet.</translation>
    </message>
</context>
<context>
    <name>Share</name>
    <message>
        <source>The hub is not reached: the phone opens the link when it is back. Keep the sale here.</source>
        <translation>Der Hub ist nicht erreichbar: Das Telefon öffnet den Link erst, wenn er zurück ist. Bis dahin den Verkauf hier behalten.</translation>
    </message>
    <message>
        <source>Asking the hub for the link …</source>
        <translation>Der Hub wird um den Link gebeten …</translation>
    </message>
    <message>
        <source>Made at {time}. Scan it with the phone&apos;s camera.</source>
        <translation>Erstellt um {time}. Mit der Kamera des Telefons scannen.</translation>
    </message>
    <message>
        <source>The hub is not reached, so there is no link. The sale stays here as it is.</source>
        <translation>Der Hub ist nicht erreichbar, deshalb gibt es keinen Link. Der Verkauf bleibt hier, wie er ist.</translation>
    </message>
    <message>
        <source>The hub did not make a link: {why} The sale stays here as it is.</source>
        <translation>Der Hub hat keinen Link erstellt: {why} Der Verkauf bleibt hier, wie er ist.</translation>
    </message>
    <message>
        <source>Not in it, to be paid here: {names}.</source>
        <translation>Nicht dabei, hier zu bezahlen: {names}.</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) are in it.</source>
        <translation>
            <numerusform>%n Position ist dabei.</numerusform>
            <numerusform>%n Positionen sind dabei.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShareSheet</name>
    <message>
        <source>Send to a phone</source>
        <translation>Aufs Telefon schicken</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>Übergeben</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Keep the sale here</source>
        <translation>Verkauf hier behalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Code that opens the cart on a phone</source>
        <translation>Code, der den Einkaufskorb auf dem Telefon öffnet</translation>
    </message>
    <message>
        <source>“Handed over” voids the sale here; nothing is paid. If it is paid here after all, nobody pays twice: the lines leave the phone.</source>
        <translation>„Übergeben“ storniert den Verkauf hier, ohne Zahlung. Wird doch hier bezahlt, zahlt niemand doppelt: Die Positionen verschwinden vom Telefon.</translation>
    </message>
    <message>
        <source>Print it</source>
        <translation>Drucken</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
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
        <translation>Gesperrt von {name}</translation>
    </message>
    <message>
        <source>PIN of {name}</source>
        <translation>PIN von {name}</translation>
    </message>
    <message>
        <source>Who is signing in?</source>
        <translation>Wer meldet sich an?</translation>
    </message>
    <message>
        <source>The open sale of {total} stays as it is.</source>
        <translation>Der offene Verkauf über {total} bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Next try in {time}. A supervisor can sign in meanwhile.</source>
        <translation>Zu viele falsche PINs. Nächster Versuch in {time}. Die Aufsicht kann sich inzwischen anmelden.</translation>
    </message>
    <message>
        <source>Too many wrong PINs. Next try in {time} s.</source>
        <translation>Zu viele falsche PINs. Nächster Versuch in {time} s.</translation>
    </message>
    <message>
        <source>Cashier</source>
        <translation>Kasse</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>Aufsicht</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Leitung</translation>
    </message>
</context>
<context>
    <name>SignInScreen</name>
    <message>
        <source>Who may sign in</source>
        <translation>Wer sich anmelden darf</translation>
    </message>
    <message>
        <source>Sign in (↑ ↓)</source>
        <translation>Anmelden (↑ ↓)</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Waiting for the hub</source>
        <translation>Warten auf den Hub</translation>
    </message>
    <message>
        <source>People, prices and settings come from the hub with its first answer; this screen goes on by itself. If it takes longer than a minute, check the network cable and whether the hub is running. The hub page says how far it is.</source>
        <translation>Personen, Preise und Einstellungen kommen mit der ersten Antwort vom Hub; dieser Bildschirm geht von selbst weiter. Dauert es länger als eine Minute, das Netzwerkkabel prüfen und ob der Hub läuft. Die Hub-Seite sagt, wie weit es ist.</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Hub up to date</source>
        <translation>Hub aktuell</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Sendet</translation>
    </message>
    <message>
        <source>Hub takes nothing</source>
        <translation>Hub nimmt nichts an</translation>
    </message>
    <message>
        <source>Hub not reached</source>
        <translation>Hub nicht erreicht</translation>
    </message>
    <message>
        <source>Printer needs help</source>
        <translation>Drucker braucht Hilfe</translation>
    </message>
    <message numerus="yes">
        <source>%n receipt(s) not printed</source>
        <translation>
            <numerusform>%n Beleg nicht gedruckt</numerusform>
            <numerusform>%n Belege nicht gedruckt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) to look at</source>
        <translation>
            <numerusform>%n Satz zu prüfen</numerusform>
            <numerusform>%n Sätze zu prüfen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sale(s) to send</source>
        <translation>
            <numerusform>%n Verkauf zu senden</numerusform>
            <numerusform>%n Verkäufe zu senden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message>
        <source>One fewer of %1</source>
        <translation>Eins weniger von %1</translation>
    </message>
    <message>
        <source>One more of %1</source>
        <translation>Eins mehr von %1</translation>
    </message>
</context>
<context>
    <name>Stock</name>
    <message>
        <source>Out of stock</source>
        <translation>Abgang</translation>
    </message>
    <message>
        <source>Into stock</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>sent {moment}</source>
        <translation>gesendet {moment}</translation>
    </message>
    <message>
        <source>On its way here</source>
        <translation>Unterwegs hierher</translation>
    </message>
    <message>
        <source>From {store}</source>
        <translation>Von {store}</translation>
    </message>
    <message>
        <source>Not posted yet</source>
        <translation>Noch nicht gebucht</translation>
    </message>
    <message>
        <source>Posted</source>
        <translation>Gebucht</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>{quantity} sent</source>
        <translation>{quantity} gesendet</translation>
    </message>
    <message>
        <source>counted for the first time</source>
        <translation>erstmals gezählt</translation>
    </message>
    <message>
        <source>{quantity} expected</source>
        <translation>{quantity} erwartet</translation>
    </message>
    <message>
        <source>as expected</source>
        <translation>wie erwartet</translation>
    </message>
    <message>
        <source>{quantity} missing</source>
        <translation>{quantity} fehlen</translation>
    </message>
    <message>
        <source>{quantity} too many</source>
        <translation>{quantity} zu viel</translation>
    </message>
    <message>
        <source>How many are there?</source>
        <translation>Wie viele sind da?</translation>
    </message>
    <message>
        <source>How many?</source>
        <translation>Wie viele?</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>Stück</translation>
    </message>
    <message>
        <source>Items that differ</source>
        <translation>Artikel mit Abweichung</translation>
    </message>
    <message>
        <source>Pieces missing</source>
        <translation>Stück zu wenig</translation>
    </message>
    <message>
        <source>Pieces too many</source>
        <translation>Stück zu viel</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>Belegnummer</translation>
    </message>
    <message>
        <source>A supervisor approves it.</source>
        <translation>Die Aufsicht gibt es frei.</translation>
    </message>
    <message>
        <source>A supervisor approves it where the differences are worth much.</source>
        <translation>Bei hohem Wert der Abweichungen gibt die Aufsicht es frei.</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Zählung</translation>
    </message>
    <message>
        <source>Scan what is on the shelf, piece by piece, or key the quantity of a line.</source>
        <translation>Scannen, was im Regal liegt, Stück für Stück, oder die Menge einer Zeile eingeben.</translation>
    </message>
    <message>
        <source>Declare the count</source>
        <translation>Zählung abgeben</translation>
    </message>
    <message>
        <source>Post the count</source>
        <translation>Zählung buchen</translation>
    </message>
    <message>
        <source>Goods received</source>
        <translation>Wareneingang</translation>
    </message>
    <message>
        <source>Scan what was delivered, or key the quantity of a line.</source>
        <translation>Scannen, was geliefert wurde, oder die Menge einer Zeile eingeben.</translation>
    </message>
    <message>
        <source>Look it over</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Put into stock</source>
        <translation>In den Bestand buchen</translation>
    </message>
    <message>
        <source>Transfer out</source>
        <translation>Umlagerung hin</translation>
    </message>
    <message>
        <source>Scan what goes to the other store.</source>
        <translation>Scannen, was in den anderen Laden geht.</translation>
    </message>
    <message>
        <source>Send the goods</source>
        <translation>Ware senden</translation>
    </message>
    <message>
        <source>Transfer in</source>
        <translation>Umlagerung her</translation>
    </message>
    <message>
        <source>Scan what has come from the other store.</source>
        <translation>Scannen, was aus dem anderen Laden gekommen ist.</translation>
    </message>
    <message>
        <source>Adjustment</source>
        <translation>Korrektur</translation>
    </message>
    <message>
        <source>Scan what was broken, used or found.</source>
        <translation>Scannen, was zerbrochen, verbraucht oder gefunden wurde.</translation>
    </message>
    <message>
        <source>Change the stock</source>
        <translation>Bestand ändern</translation>
    </message>
    <message>
        <source>Posted {moment} · {name}</source>
        <translation>Gebucht {moment} · {name}</translation>
    </message>
    <message>
        <source>Begun {moment} · {name}</source>
        <translation>Begonnen {moment} · {name}</translation>
    </message>
    <message>
        <source>To {store}</source>
        <translation>An {store}</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n Artikel</numerusform>
            <numerusform>%n Artikel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StockDocumentScreen</name>
    <message>
        <source>Item</source>
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Scan an item, type its code or search</source>
        <translation>Artikel scannen, Code eingeben oder suchen</translation>
    </message>
    <message>
        <source>Search results</source>
        <translation>Suchergebnisse</translation>
    </message>
    <message>
        <source>Nothing found for %1</source>
        <translation>Nichts gefunden zu %1</translation>
    </message>
    <message>
        <source>Check the spelling, or scan the item.</source>
        <translation>Schreibweise prüfen oder den Artikel scannen.</translation>
    </message>
    <message>
        <source>Items of this document</source>
        <translation>Artikel dieses Belegs</translation>
    </message>
    <message>
        <source>Nothing on it yet</source>
        <translation>Noch nichts erfasst</translation>
    </message>
</context>
<context>
    <name>StockLine</name>
    <message>
        <source>One fewer of %1</source>
        <translation>Eins weniger von %1</translation>
    </message>
    <message>
        <source>Quantity of %1: %2</source>
        <translation>Menge von %1: %2</translation>
    </message>
    <message>
        <source>One more of %1</source>
        <translation>Eins mehr von %1</translation>
    </message>
</context>
<context>
    <name>StockPanel</name>
    <message>
        <source>In this store</source>
        <translation>In diesem Laden</translation>
    </message>
    <message>
        <source>In other stores</source>
        <translation>In anderen Läden</translation>
    </message>
    <message>
        <source>No other store has it.</source>
        <translation>Kein anderer Laden hat es.</translation>
    </message>
</context>
<context>
    <name>StockScreen</name>
    <message>
        <source>Stock</source>
        <translation>Bestand</translation>
    </message>
    <message>
        <source>No stock work yet</source>
        <translation>Noch keine Bestandsarbeit</translation>
    </message>
    <message>
        <source>Begin with a count: an item&apos;s stock is kept from its first count on.</source>
        <translation>Mit einer Zählung beginnen: Ab der ersten Zählung wird der Bestand eines Artikels geführt.</translation>
    </message>
    <message>
        <source>All of this works the same without the hub: it is kept here and sent when the hub is reached.</source>
        <translation>All das geht genauso ohne den Hub: Es wird hier aufbewahrt und gesendet, sobald er erreichbar ist.</translation>
    </message>
</context>
<context>
    <name>StockSide</name>
    <message>
        <source>What should be there is shown when you declare the count.</source>
        <translation>Was da sein müsste, erscheint, wenn Sie die Zählung abgeben.</translation>
    </message>
    <message>
        <source>Which way</source>
        <translation>Zugang oder Abgang</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Other store</source>
        <translation>Anderer Laden</translation>
    </message>
    <message>
        <source>No other store is known here yet. The hub tells their names.</source>
        <translation>Hier ist noch kein anderer Laden bekannt. Der Hub nennt ihre Namen.</translation>
    </message>
</context>
<context>
    <name>SuspendSheet</name>
    <message>
        <source>Suspend the sale</source>
        <translation>Verkauf parken</translation>
    </message>
    <message>
        <source>It waits in the list of suspended sales until somebody takes it back, at any till of the shop.</source>
        <translation>Der Verkauf wartet in der Liste der geparkten Verkäufe, bis ihn jemand weiterführt, an jeder Kasse des Ladens.</translation>
    </message>
    <message>
        <source>Note, such as “red jacket”, no names (may be left empty)</source>
        <translation>Notiz, etwa „rote Jacke“, keine Namen (darf leer bleiben)</translation>
    </message>
    <message>
        <source>Slip with a code, for a till that reaches no hub</source>
        <translation>Zettel mit Code, für eine Kasse ohne Verbindung zum Hub</translation>
    </message>
    <message>
        <source>No slip</source>
        <translation>Kein Zettel</translation>
    </message>
    <message>
        <source>Print slip</source>
        <translation>Zettel drucken</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>Parken</translation>
    </message>
</context>
<context>
    <name>Suspended</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Asking the hub …</source>
        <translation>Der Hub wird gefragt …</translation>
    </message>
    <message>
        <source>Taken for this till: press Enter to open it</source>
        <translation>Für diese Kasse übernommen: mit Enter öffnen</translation>
    </message>
    <message>
        <source>The hub is not reached: open it at {till}, or scan its slip</source>
        <translation>Hub nicht erreichbar: an {till} öffnen oder den Zettel scannen</translation>
    </message>
    <message>
        <source>at {till}</source>
        <translation>an {till}</translation>
    </message>
</context>
<context>
    <name>SuspendedScreen</name>
    <message>
        <source>The hub is not reached: what other tills park is shown here when it is back.</source>
        <translation>Der Hub ist nicht erreichbar: Was andere Kassen parken, steht hier, wenn er zurück ist.</translation>
    </message>
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
        <translation>Artikel</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>Preise</translation>
    </message>
    <message>
        <source>Settings of the shop</source>
        <translation>Einstellungen des Geschäfts</translation>
    </message>
    <message>
        <source>People and this terminal</source>
        <translation>Personen und diese Kasse</translation>
    </message>
    <message>
        <source>Customers and their points</source>
        <translation>Kunden und ihre Punkte</translation>
    </message>
    <message>
        <source>Receipts of all tills</source>
        <translation>Belege aller Kassen</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>Bestand</translation>
    </message>
    <message>
        <source>Stock of other stores</source>
        <translation>Bestand anderer Filialen</translation>
    </message>
    <message>
        <source>Baskets and parked sales</source>
        <translation>Körbe und geparkte Verkäufe</translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>aktuell</translation>
    </message>
    <message>
        <source>as last read</source>
        <translation>wie zuletzt gelesen</translation>
    </message>
    <message>
        <source>as of {moment}</source>
        <translation>Stand {moment}</translation>
    </message>
    <message>
        <source>Selling goes on. Every sale is safe on this terminal.</source>
        <translation>Der Verkauf geht weiter. Jeder Verkauf ist auf dieser Kasse sicher.</translation>
    </message>
    <message>
        <source>Getting in touch with the hub</source>
        <translation>Verbindung zum Hub wird aufgenommen</translation>
    </message>
    <message>
        <source>The terminal has just started and has not asked the hub yet.</source>
        <translation>Die Kasse ist gerade gestartet und hat den Hub noch nicht gefragt.</translation>
    </message>
    <message>
        <source>Everything is at the hub</source>
        <translation>Alles ist beim Hub</translation>
    </message>
    <message>
        <source>Sales, prices and people are up to date.</source>
        <translation>Verkäufe, Preise und Personen sind aktuell.</translation>
    </message>
    <message>
        <source>Sending to the hub</source>
        <translation>Wird zum Hub gesendet</translation>
    </message>
    <message>
        <source>The hub answers and takes what has been sold.</source>
        <translation>Der Hub antwortet und nimmt an, was verkauft wurde.</translation>
    </message>
    <message>
        <source>Reading from the hub</source>
        <translation>Wird vom Hub geholt</translation>
    </message>
    <message>
        <source>Items, prices or people are on their way to this terminal.</source>
        <translation>Artikel, Preise oder Personen sind unterwegs zu dieser Kasse.</translation>
    </message>
    <message>
        <source>The hub is not reached</source>
        <translation>Der Hub ist nicht erreichbar</translation>
    </message>
    <message>
        <source>Nothing needs doing for a short break. If it lasts, check the network cable and ask whether the hub is running.</source>
        <translation>Bei einer kurzen Störung ist nichts zu tun. Hält sie an, das Netzwerkkabel prüfen und fragen, ob der Hub läuft.</translation>
    </message>
    <message>
        <source>The hub is busy</source>
        <translation>Der Hub ist beschäftigt</translation>
    </message>
    <message>
        <source>It asked for a little patience; the terminal tries again by itself.</source>
        <translation>Er bittet um etwas Geduld; die Kasse versucht es von selbst erneut.</translation>
    </message>
    <message>
        <source>The hub does not accept this terminal</source>
        <translation>Der Hub nimmt diese Kasse nicht an</translation>
    </message>
    <message>
        <source>A manager enrols the terminal again, with a new code from the hub. Nothing is lost by it.</source>
        <translation>Die Leitung meldet die Kasse mit einem neuen Code vom Hub wieder an. Dabei geht nichts verloren.</translation>
    </message>
    <message>
        <source>The hub knows another history of this terminal</source>
        <translation>Der Hub kennt eine andere Geschichte dieser Kasse</translation>
    </message>
    <message>
        <source>This terminal&apos;s data was put back from a copy, or runs twice. Selling goes on: every sale is safe here and is sent to the hub once more.</source>
        <translation>Die Daten dieser Kasse stammen aus einer Kopie oder laufen doppelt. Der Verkauf geht weiter: Jeder Verkauf ist hier sicher und geht noch einmal an den Hub.</translation>
    </message>
    <message>
        <source>If this terminal was also started on a second machine, switch one of the two off. Tell a manager: the hub has a task about it.</source>
        <translation>Läuft diese Kasse auch auf einem zweiten Rechner, einen der beiden ausschalten. Der Leitung Bescheid geben: Der Hub hat eine Aufgabe dazu.</translation>
    </message>
    <message>
        <source>The hub&apos;s answer makes no sense</source>
        <translation>Die Antwort des Hubs ergibt keinen Sinn</translation>
    </message>
    <message>
        <source>Something else may be answering at the hub&apos;s address, such as a sign-in page of the network. Tell whoever looks after the hub.</source>
        <translation>Vielleicht antwortet etwas anderes unter der Adresse des Hubs, etwa eine Anmeldeseite des Netzwerks. Wer den Hub betreut, sollte es wissen.</translation>
    </message>
    <message>
        <source>The hub answers, but takes nothing</source>
        <translation>Der Hub antwortet, nimmt aber nichts an</translation>
    </message>
    <message>
        <source>Go on selling, and tell whoever looks after the hub, with the words below.</source>
        <translation>Weiterverkaufen. Wer den Hub betreut, sollte es wissen, mit den Worten unten.</translation>
    </message>
    <message>
        <source>{age} ago the hub found another history of this terminal: its data was put back from a copy, or runs twice. Nothing was lost; a manager finds a task about it at the hub.</source>
        <translation>Vor {age} fand der Hub eine andere Geschichte dieser Kasse: Ihre Daten stammen aus einer Kopie oder laufen doppelt. Verloren ist nichts; die Leitung findet eine Aufgabe dazu am Hub.</translation>
    </message>
    <message>
        <source>{age} ago this terminal found its data put back from an older copy. Receipts go on above the numbers already given; what the copy lacks and the hub never got is missing. Tell a manager.</source>
        <translation>Vor {age} fand diese Kasse ihre Daten auf dem Stand einer älteren Kopie. Belege zählen über den schon vergebenen Nummern weiter; was der Kopie fehlt und nie beim Hub war, fehlt. Der Leitung Bescheid geben.</translation>
    </message>
    <message>
        <source>{age} ago this terminal took over what an older machine had recorded.</source>
        <translation>Vor {age} hat diese Kasse übernommen, was ein älterer Rechner aufgezeichnet hatte.</translation>
    </message>
    <message>
        <source>Nothing waits: every sale is at the hub.</source>
        <translation>Nichts wartet: Jeder Verkauf ist beim Hub.</translation>
    </message>
    <message>
        <source>{waiting}; oldest {age}.</source>
        <translation>{waiting}; ältester {age}.</translation>
    </message>
    <message>
        <source>under 1 min</source>
        <translation>weniger als 1 min</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} min</translation>
    </message>
    <message>
        <source>{count} h</source>
        <translation>{count} h</translation>
    </message>
    <message>
        <source>Never since this terminal was started</source>
        <translation>Noch nie, seit diese Kasse läuft</translation>
    </message>
    <message>
        <source>{moment} ({age} ago)</source>
        <translation>{moment} (vor {age})</translation>
    </message>
    <message>
        <source>This terminal&apos;s clock is {by} slow. Set it right: receipts carry its time.</source>
        <translation>Die Uhr dieser Kasse geht {by} nach. Bitte stellen: Belege tragen ihre Zeit.</translation>
    </message>
    <message>
        <source>This terminal&apos;s clock is {by} fast. Set it right: receipts carry its time.</source>
        <translation>Die Uhr dieser Kasse geht {by} vor. Bitte stellen: Belege tragen ihre Zeit.</translation>
    </message>
    <message>
        <source>Last answer of the hub</source>
        <translation>Letzte Antwort des Hubs</translation>
    </message>
    <message>
        <source>Held from the hub</source>
        <translation>Vom Hub zugesagt</translation>
    </message>
    <message>
        <source>Address of the hub</source>
        <translation>Adresse des Hubs</translation>
    </message>
    <message>
        <source>This terminal</source>
        <translation>Diese Kasse</translation>
    </message>
    <message>
        <source>For support</source>
        <translation>Für den Support</translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) to come</source>
        <translation>
            <numerusform>noch %n Änderung</numerusform>
            <numerusform>noch %n Änderungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n entry(ies) not yet at the hub, safe on this terminal</source>
        <translation>
            <numerusform>%n Eintrag noch nicht beim Hub, sicher auf dieser Kasse</numerusform>
            <numerusform>%n Einträge noch nicht beim Hub, sicher auf dieser Kasse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) put aside by the hub. Nothing is lost; a manager looks at them on the hub.</source>
        <translation>
            <numerusform>%n Eintrag hat der Hub beiseitegelegt. Nichts ist verloren; die Leitung sieht ihn am Hub an.</numerusform>
            <numerusform>%n Einträge hat der Hub beiseitegelegt. Nichts ist verloren; die Leitung sieht sie am Hub an.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n right(s)</source>
        <translation>
            <numerusform>%n Recht</numerusform>
            <numerusform>%n Rechte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sale(s) not yet at the hub, safe on this terminal</source>
        <translation>
            <numerusform>%n Verkauf noch nicht beim Hub, sicher auf dieser Kasse</numerusform>
            <numerusform>%n Verkäufe noch nicht beim Hub, sicher auf dieser Kasse</numerusform>
        </translation>
    </message>
    <message>
        <source>Its content is not what its seal says. Keep the paper receipt.</source>
        <translation>Der Inhalt ist nicht der, den das Siegel nennt. Papierbeleg aufheben.</translation>
    </message>
    <message>
        <source>The hub does not know this kind of record yet. It is taken after an upgrade.</source>
        <translation>Der Hub kennt diese Art Eintrag noch nicht. Nach seiner Aktualisierung nimmt er ihn an.</translation>
    </message>
    <message>
        <source>It says that it was made at another terminal or store.</source>
        <translation>Der Eintrag nennt eine andere Kasse oder einen anderen Laden.</translation>
    </message>
    <message>
        <source>It holds a figure or text that cannot be right.</source>
        <translation>Der Eintrag enthält eine Zahl oder einen Text, der nicht stimmen kann.</translation>
    </message>
    <message>
        <source>The customer is of another store.</source>
        <translation>Der Kunde gehört zu einem anderen Laden.</translation>
    </message>
    <message>
        <source>The hub has this sale already, from another record.</source>
        <translation>Der Hub hat diesen Verkauf schon aus einem anderen Eintrag.</translation>
    </message>
    <message>
        <source>The customer&apos;s data did not come along.</source>
        <translation>Die Daten des Kunden kamen nicht mit.</translation>
    </message>
    <message>
        <source>The hub could not apply it.</source>
        <translation>Der Hub konnte ihn nicht verarbeiten.</translation>
    </message>
    <message>
        <source>The hub has taken it after all. Nothing needs doing.</source>
        <translation>Der Hub hat ihn doch angenommen. Es ist nichts zu tun.</translation>
    </message>
    <message>
        <source>A manager has dealt with it. Nothing needs doing.</source>
        <translation>Eine Leitungsperson hat sich darum gekümmert. Es ist nichts zu tun.</translation>
    </message>
    <message>
        <source>Tell a manager the journal number: {seq}. For support: {code}.</source>
        <translation>Der Leitung die Journalnummer nennen: {seq}. Für den Support: {code}.</translation>
    </message>
    <message>
        <source>{rights}; {units} units of stock</source>
        <translation>{rights}; {units} Stück vom Bestand</translation>
    </message>
</context>
<context>
    <name>SyncScreen</name>
    <message>
        <source>The first catalogue is on its way. Selling can begin when it is here.</source>
        <translation>Der erste Katalog ist unterwegs. Der Verkauf kann beginnen, wenn er da ist.</translation>
    </message>
    <message>
        <source>From the hub</source>
        <translation>Vom Hub</translation>
    </message>
    <message>
        <source>Dealt with at the hub</source>
        <translation>Am Hub erledigt</translation>
    </message>
</context>
<context>
    <name>TakenPanel</name>
    <message>
        <source>Last item</source>
        <translation>Letzter Artikel</translation>
    </message>
    <message>
        <source>Hold a code into the frame</source>
        <translation>Einen Code in den Rahmen halten</translation>
    </message>
    <message>
        <source>Scan an item</source>
        <translation>Einen Artikel scannen</translation>
    </message>
    <message>
        <source>Sale so far</source>
        <translation>Verkauf bisher</translation>
    </message>
</context>
<context>
    <name>Tender</name>
    <message>
        <source>Credit left</source>
        <translation>Guthaben noch</translation>
    </message>
    <message>
        <source>Left on •••• {last4}</source>
        <translation>Noch auf •••• {last4}</translation>
    </message>
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
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Gift card</source>
        <translation>Geschenkkarte</translation>
    </message>
    <message>
        <source>Store credit</source>
        <translation>Guthaben</translation>
    </message>
    <message>
        <source>Asking the hub for {count} points …</source>
        <translation>Der Hub wird nach {count} Punkten gefragt …</translation>
    </message>
    <message>
        <source>Asking the hub for {amount} of gift card {card} …</source>
        <translation>Der Hub wird nach {amount} von Geschenkkarte {card} gefragt …</translation>
    </message>
    <message>
        <source>Asking the hub for {amount} of store credit …</source>
        <translation>Der Hub wird nach {amount} Guthaben gefragt …</translation>
    </message>
    <message>
        <source>{count} points, {amount}</source>
        <translation>{count} Punkte, {amount}</translation>
    </message>
    <message>
        <source>Store credit, {amount}</source>
        <translation>Guthaben, {amount}</translation>
    </message>
    <message>
        <source>Give back {count} points, {amount}</source>
        <translation>{count} Punkte zurück, {amount}</translation>
    </message>
    <message>
        <source>Back to gift card {card}</source>
        <translation>Zurück auf Geschenkkarte {card}</translation>
    </message>
    <message>
        <source>As store credit</source>
        <translation>Als Guthaben</translation>
    </message>
    <message>
        <source>On the card, as of {moment}</source>
        <translation>Auf der Karte, Stand {moment}</translation>
    </message>
    <message>
        <source>Asking the hub …</source>
        <translation>Der Hub wird gefragt …</translation>
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
        <source>Goods taken back</source>
        <translation>Zurückgenommen</translation>
    </message>
    <message>
        <source>You saved (%1 on the sale)</source>
        <translation>Gespart (%1 auf den Verkauf)</translation>
    </message>
    <message>
        <source>You saved</source>
        <translation>Gespart</translation>
    </message>
</context>
<context>
    <name>TryStep</name>
    <message>
        <source>This one read it</source>
        <translation>Von diesem Gerät gelesen</translation>
    </message>
    <message>
        <source>Another scanner or the keyboard read this, not this device</source>
        <translation>Das las ein anderer Scanner oder die Tastatur, nicht dieses Gerät</translation>
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
        <translation>Verkauf abbrechen</translation>
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
        <source>Give back %1</source>
        <translation>%1 zurückgeben</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Back to the card that paid</source>
        <translation>Zurück auf die Karte, mit der bezahlt wurde</translation>
    </message>
    <message>
        <source>Card, recorded by hand</source>
        <translation>Karte, von Hand erfasst</translation>
    </message>
    <message>
        <source>Points, gift card, credit</source>
        <translation>Punkte, Geschenkkarte, Guthaben</translation>
    </message>
    <message>
        <source>Wait no longer</source>
        <translation>Nicht länger warten</translation>
    </message>
</context>
<context>
    <name>WeightSheet</name>
    <message>
        <source>Or type the weight</source>
        <translation>Oder das Gewicht tippen</translation>
    </message>
    <message>
        <source>Take %1</source>
        <translation>%1 übernehmen</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
</context>
</TS>
