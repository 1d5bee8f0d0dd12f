"""The sentence of each error code, in Dutch and English: what is wrong, where, what to do."""

from __future__ import annotations

ERROR_DEFAULTS: dict[str, dict[str, str]] = {
    "teacher-connection": {"setting": "OPENAI_BASE_URL"},
    "teacher-redirect": {"setting": "OPENAI_BASE_URL"},
    "teacher-not-an-answer": {"setting": "OPENAI_BASE_URL"},
    "teacher-auth": {"setting": "OPENAI_API_KEY"},
    "teacher-model-not-found": {"setting": "OPENAI_VERB_MODEL", "offered": ""},
}
"""Parameters that a stored error of an older version does not have."""

ERROR_TEXTS: dict[str, dict[str, str]] = {
    # input
    "input-empty": {
        "nl": "Er staat nog geen werkwoord in het vak: plak er een of meer infinitieven in.",
        "en": "There is no verb in the box yet: paste one or more infinitives.",
    },
    "input-none-acceptable": {
        "nl": "Geen van de {count} regels is een infinitief die gebruikt kan worden; de eerste: regel {line}, {reason}",
        "en": "None of the {count} lines is an infinitive that can be used; the first: line {line}, {reason}",
    },
    "input-nothing-to-do": {
        "nl": "Alle {count} werkwoorden staan al in de database of wachten al in een taak: kies iets anders bij "
        "bestaande werkwoorden om ze opnieuw te maken.",
        "en": "All {count} verbs are already in the database or waiting in a job: change the choice for existing verbs "
        "to make them again.",
    },
    "input-too-many-lines": {
        "nl": "De lijst heeft meer dan {limit} regels: splits hem in kleinere lijsten.",
        "en": "The list has more than {limit} lines: split it into smaller lists.",
    },
    "input-not-text": {
        "nl": "{name} is geen tekstbestand: sla de lijst op als .txt of .csv en probeer het opnieuw.",
        "en": "{name} is not a text file: save the list as .txt or .csv and try again.",
    },
    "input-file-too-large": {
        "nl": "{name} is groter dan {limit_mb} MB: splits het bestand.",
        "en": "{name} is larger than {limit_mb} MB: split the file.",
    },
    "input-file-missing": {
        "nl": "{name} bestaat niet of kan niet gelezen worden: controleer de naam.",
        "en": "{name} does not exist or cannot be read: check the name.",
    },
    "input-file-unwritable": {
        "nl": "{name} kan niet geschreven worden: {reason}. Kies een andere plaats.",
        "en": "{name} cannot be written: {reason}. Choose another place.",
    },
    "input-bad-value": {
        "nl": "{name} kan niet {value} zijn: {expected}.",
        "en": "{name} cannot be {value}: {expected}.",
    },
    "input-provider-twice": {
        "nl": "Provider {provider} is al gekozen: noem elke provider één keer.",
        "en": "Provider {provider} is chosen already: name each provider once.",
    },
    "input-provider-offline": {
        "nl": "De offline leraar kan geen taak met anderen delen: zijn antwoorden volgens regels zouden tussen die van "
        "taalmodellen staan. Laat hem weg.",
        "en": "The offline teacher cannot share a job with others: its answers by rule would stand among those of "
        "models. Leave it out.",
    },
    "input-failover-alone": {
        "nl": "Uitwijken ({failover}) kan alleen naar een andere provider: kies er een bij.",
        "en": "Failover ({failover}) needs another provider: choose one.",
    },
    "input-category-prompt": {
        "nl": "Systeemprompt per categorie, regel {line}: schrijf categorie = prompt.",
        "en": "System prompt per category, line {line}: write category = prompt.",
    },
    "import-bad-row": {
        "nl": "{name}, regel {line}, {column}: {reason}",
        "en": "{name}, line {line}, {column}: {reason}",
    },
    "input-no-questions": {
        "nl": "Geen enkele vraag voldoet aan deze keuze: kies ruimer, of lees eerst vragen in.",
        "en": "No question fits this choice: choose wider, or import questions first.",
    },
    "input-prompt-too-long": {
        "nl": "De systeemprompt heeft {length} tekens; {limit} is het meeste.",
        "en": "The system prompt has {length} characters; {limit} is the most.",
    },
    # schemas of questions
    "schema-too-large": {
        "nl": "Het schema heeft {length} tekens; {limit} is het meeste: maak het kleiner.",
        "en": "The schema has {length} characters; {limit} is the most: make it smaller.",
    },
    "schema-not-json": {
        "nl": "Het schema is geen geldige JSON: {reason}.",
        "en": "The schema is not valid JSON: {reason}.",
    },
    "schema-not-object": {
        "nl": "Het schema is geen JSON-object: het begint met {{ en beschrijft het antwoord.",
        "en": "The schema is not a JSON object: it begins with {{ and describes the answer.",
    },
    "schema-invalid": {
        "nl": "Het schema is geen JSON-schema, bij {path}: {reason}",
        "en": "The schema is not a JSON schema, at {path}: {reason}",
    },
    "schema-reference": {
        "nl": "Het schema verwijst naar iets dat er niet in staat; er wordt niets opgehaald: {reason}",
        "en": "The schema refers to something that it does not hold; nothing is fetched: {reason}",
    },
    "schema-too-complex": {
        "nl": "Het schema vraagt te veel van wie het controleert: zijn alternatieven vermenigvuldigen zich.",
        "en": "The schema asks too much of who checks it: its alternatives multiply.",
    },
    # why a schema does not go in strict mode
    "strict-root": {
        "nl": "{path}: het antwoord is geen object met vaste velden.",
        "en": "{path}: the answer is not an object with fixed keys.",
    },
    "strict-keyword": {
        "nl": "{path}: {keyword} kan in strikte modus niet.",
        "en": "{path}: strict mode does not know {keyword}.",
    },
    "strict-anything": {
        "nl": "{path}: er staat niet wat het is (geen type).",
        "en": "{path}: it does not say what it is (no type).",
    },
    "strict-open": {
        "nl": "{path}: het object mag velden hebben die niet beschreven zijn.",
        "en": "{path}: the object may have keys that are not described.",
    },
    "strict-optional": {
        "nl": "{path}: het veld mag ontbreken; in strikte modus is alles verplicht.",
        "en": "{path}: the key may be left out; in strict mode everything is required.",
    },
    "strict-too-many": {
        "nl": "{path}: meer dan {limit} velden of waarden.",
        "en": "{path}: more than {limit} keys or values.",
    },
    "strict-too-deep": {
        "nl": "{path}: dieper dan {limit} niveaus.",
        "en": "{path}: deeper than {limit} levels.",
    },
    # import of questions
    "import-empty": {"nl": "{name} is leeg.", "en": "{name} is empty."},
    "import-encoding": {
        "nl": "{name} is geen tekst in {encoding}: noem de juiste codering. Wat ervoor stond, is gelezen.",
        "en": "{name} is not text in {encoding}: name the right encoding. What stood before that was read.",
    },
    "import-header": {
        "nl": "{name}, regel {line}: de rij met kolomnamen kan niet gelezen worden. {reason}",
        "en": "{name}, line {line}: the row with the names of the columns cannot be read. {reason}",
    },
    "import-mapping": {
        "nl": "{name} is geen koppeling van velden aan kolommen in TOML of JSON: {reason}",
        "en": "{name} is no mapping of fields to columns in TOML or JSON: {reason}",
    },
    "import-no-field": {
        "nl": "{field} is geen veld van een vraag; dat zijn {fields}.",
        "en": "{field} is not a field of a question; those are {fields}.",
    },
    "import-no-question": {
        "nl": "In {name} is niet te zien welke kolom de vraag is; er zijn: {columns}. Koppel er een aan question.",
        "en": "{name} does not show which column is the question; there are: {columns}. Map one to question.",
    },
    "import-no-column": {
        "nl": "{name} heeft geen kolom {column}; er zijn: {columns}.",
        "en": "{name} has no column {column}; there are: {columns}.",
    },
    "import-column-doubled": {
        "nl": "{name}, regel 1: de kolom {column} staat er twee keer.",
        "en": "{name}, line 1: the column {column} is there twice.",
    },
    "import-no-array": {
        "nl": "{name} heeft geen lijst op {path}: noem het pad ernaartoe, zoals data.items.",
        "en": "{name} has no array at {path}: name the path to it, such as data.items.",
    },
    "import-no-element": {
        "nl": "{name} heeft geen element {path}: noem het pad ernaartoe, zoals root/questions/question.",
        "en": "{name} has no element {path}: name the path to it, such as root/questions/question.",
    },
    "import-not-xml": {
        "nl": "{name} is geen XML die gelezen kan worden. {reason}",
        "en": "{name} is no XML that can be read. {reason}",
    },
    "import-xml-dtd": {
        "nl": "{name}, regel {line}: een DOCTYPE of entiteit is niet toegestaan; haal die weg.",
        "en": "{name}, line {line}: a DOCTYPE or entity is not allowed; remove it.",
    },
    "import-no-query": {
        "nl": "Er is een SELECT nodig van hoogstens {limit} tekens.",
        "en": "A SELECT of at most {limit} characters is needed.",
    },
    "import-no-select": {
        "nl": "De opdracht moet een enkele SELECT zijn die alleen leest.",
        "en": "The statement must be a single SELECT that only reads.",
    },
    "import-bad-url": {
        "nl": "De bron moet een SQLite-bestand zijn (sqlite:///bestand.db, zonder parameters) of een postgresql://-adres.",
        "en": "The source must be an SQLite file (sqlite:///file.db, without parameters) or a postgresql:// address.",
    },
    "import-own-database": {
        "nl": "Dit is de database van het programma zelf: kies een andere.",
        "en": "This is the database of the program itself: choose another.",
    },
    "import-no-driver": {
        "nl": "Voor PostgreSQL is psycopg nodig: installeer distiller[postgres].",
        "en": "PostgreSQL needs psycopg: install distiller[postgres].",
    },
    "import-no-connection": {
        "nl": "De database is niet bereikbaar of weigert de toegang: controleer adres, naam en wachtwoord.",
        "en": "The database cannot be reached or refuses access: check address, name and password.",
    },
    "import-query": {
        "nl": "De database kan de opdracht niet uitvoeren: {reason}",
        "en": "The database cannot run the statement: {reason}",
    },
    "import-query-time": {
        "nl": "De opdracht kost de database meer dan {seconds} seconden: vraag minder.",
        "en": "The statement takes the database more than {seconds} seconds: ask for less.",
    },
    # settings
    "settings-invalid": {
        "nl": "De instelling {name} is niet bruikbaar: {reason}. Verbeter haar in de omgeving of in .env.",
        "en": "The setting {name} cannot be used: {reason}. Correct it in the environment or in .env.",
    },
    "settings-unknown-provider": {
        "nl": "Provider {provider} is niet ingesteld: stel hem opnieuw in of kies een andere.",
        "en": "Provider {provider} is not configured: configure it again or choose another.",
    },
    "settings-no-port": {
        "nl": "Geen vrije poort gevonden vanaf {port}: stel DISTILLER_PORT in op een vrije poort.",
        "en": "No free port found from {port} on: set DISTILLER_PORT to a free one.",
    },
    "settings-not-a-number": {
        "nl": "De instelling {name} moet een getal zijn van {low:g} tot en met {high:g}: verbeter haar in de omgeving "
        "of in .env.",
        "en": "The setting {name} must be a number from {low:g} to {high:g}: correct it in the environment or in .env.",
    },
    "settings-not-a-choice": {
        "nl": "De instelling {name} moet een van deze zijn: {choices}.",
        "en": "The setting {name} must be one of: {choices}.",
    },
    "settings-bad-url": {
        "nl": "{name} is geen adres van een provider: het begint met http:// of https://, eindigt meestal op /v1 en "
        "bevat geen sleutel.",
        "en": "{name} is not the address of a provider: it begins with http:// or https://, usually ends in /v1 and "
        "holds no key.",
    },
    "settings-bad-key": {
        "nl": "{name} bevat tekens die in geen sleutel voorkomen (spaties, gekrulde aanhalingstekens): kopieer de "
        "sleutel opnieuw.",
        "en": "{name} holds characters that no key has (spaces, curly quotes): copy the key again.",
    },
    "settings-bad-database": {
        "nl": "{name} moet beginnen met sqlite:/// en een bestandsnaam, of met postgresql://.",
        "en": "{name} must begin with sqlite:/// and a file name, or with postgresql://.",
    },
    "settings-unreadable": {
        "nl": "{name}: het bestand ontbreekt of is geen leesbare UTF-8-tekst: controleer naam en rechten.",
        "en": "{name}: the file is missing or is not readable UTF-8 text: check its name and permissions.",
    },
    "settings-bad-toml": {
        "nl": "Het bestand van {name} is geen TOML ({where}): verbeter die regel.",
        "en": "The file of {name} is not TOML ({where}): correct that line.",
    },
    "settings-no-tables": {
        "nl": "Het bestand van {name} moet uit tabellen [[provider]] bestaan, elk met name, base_url en model.",
        "en": "The file of {name} must consist of [[provider]] tables, each with name, base_url and model.",
    },
    "settings-bad-table": {
        "nl": "Het bestand van {name}, {where}: {reason}.",
        "en": "The file of {name}, {where}: {reason}.",
    },
    "settings-incomplete": {
        "nl": "Provider {provider} mist {field}: vul het aan in het bestand van DISTILLER_PROVIDERS.",
        "en": "Provider {provider} lacks {field}: add it to the file of DISTILLER_PROVIDERS.",
    },
    "settings-double-provider": {
        "nl": "De naam {provider} is al van een andere provider: kies een andere in DISTILLER_PROVIDERS.",
        "en": "The name {provider} belongs to another provider already: choose another in the file of "
        "DISTILLER_PROVIDERS.",
    },
    "settings-no-key": {
        "nl": "Provider {provider}: de variabele die {name} noemt is leeg; zet de sleutel in de omgeving of in .env.",
        "en": "Provider {provider}: the variable that {name} names is empty; put the key in the environment or in "
        ".env.",
    },
    "settings-no-preset-key": {
        "nl": "Provider {provider}: {name} is leeg; zet de sleutel in de omgeving of in .env, of noem met api_key_env "
        "de variabele waar hij in staat.",
        "en": "Provider {provider}: {name} is empty; put the key in the environment or in .env, or name with "
        "api_key_env the variable that holds it.",
    },
    "settings-bad-header": {
        "nl": "{where}: de naam is geen header die meegestuurd kan worden (Authorization hoort bij api_key_env), of de "
        "waarde bevat iets anders dan zichtbare ASCII-tekens.",
        "en": "{where}: the name is no header that can be sent along (Authorization belongs to api_key_env), or the "
        "value holds something else than visible ASCII characters.",
    },
    "settings-env-readable": {
        "nl": "{name} bevat een sleutel en is leesbaar voor andere gebruikers van deze computer: chmod 600 {name}",
        "en": "{name} holds a key and other users of this computer can read it: chmod 600 {name}",
    },
    "settings-plain-http": {
        "nl": "De sleutel van {provider} gaat onversleuteld over het netwerk: gebruik een adres met https://.",
        "en": "The key of {provider} crosses the network unencrypted: use an address with https://.",
    },
    "settings-not-loopback": {
        "nl": "DISTILLER_HOST={host} zou het programma zonder accounts openzetten voor het netwerk: gebruik 127.0.0.1.",
        "en": "DISTILLER_HOST={host} would open the program to the network without accounts: use 127.0.0.1.",
    },
    # store
    "engine-still": {
        "nl": "Het programma maakt geen verzoeken meer. Start het opnieuw; wat opgeslagen is, blijft.",
        "en": "The program makes no calls any more. Restart it; what is stored stays.",
    },
    "budget-job": {
        "nl": "In het budget van taak {job} (US$ {cap}) past geen volgend verzoek: US$ {spent} is uitgegeven, US$ "
        "{reserved} is gereserveerd voor verzoeken die onderweg zijn, en het volgende kan US$ {worst} kosten. Verhoog "
        "het budget van deze taak en hervat de taak.",
        "en": "No further call fits in the budget of job {job} (US$ {cap}): US$ {spent} is spent, US$ {reserved} is "
        "reserved for calls under way, and the next one can cost US$ {worst}. Raise the budget of this job and resume "
        "it.",
    },
    "budget-user": {
        "nl": "{who} mag vandaag (UTC) niet meer dan US$ {cap} uitgeven: US$ {spent} is uitgegeven, US$ {reserved} is "
        "gereserveerd voor verzoeken die onderweg zijn, en het volgende kan US$ {worst} kosten. Hervat de taak na "
        "middernacht UTC, of laat de beheerder DISTILLER_BUDGET_USER verhogen.",
        "en": "{who} may spend no more than US$ {cap} today (UTC): US$ {spent} is spent, US$ {reserved} is reserved "
        "for calls under way, and the next one can cost US$ {worst}. Resume the job after midnight UTC, or let the "
        "administrator raise DISTILLER_BUDGET_USER.",
    },
    "budget-day": {
        "nl": "Vandaag (UTC) mag niet meer dan US$ {cap} uitgegeven worden: US$ {spent} is uitgegeven, US$ {reserved} "
        "is gereserveerd voor verzoeken die onderweg zijn, en het volgende kan US$ {worst} kosten. Hervat de taak na "
        "middernacht UTC, of laat de beheerder DISTILLER_BUDGET_DAY verhogen.",
        "en": "No more than US$ {cap} may be spent today (UTC): US$ {spent} is spent, US$ {reserved} is reserved for "
        "calls under way, and the next one can cost US$ {worst}. Resume the job after midnight UTC, or let the "
        "administrator raise DISTILLER_BUDGET_DAY.",
    },
    "budget-unknown-price": {
        "nl": "De prijs van {model} bij {provider} is onbekend, dus is niet te zeggen of het binnen een budget blijft. "
        "Zet input_price en output_price van {provider} in het bestand van DISTILLER_PROVIDERS, of haal het budget "
        "weg, en hervat de taak.",
        "en": "The price of {model} at {provider} is unknown, so nobody can say whether it stays within a budget. Set "
        "input_price and output_price of {provider} in the file of DISTILLER_PROVIDERS, or remove the budget, and "
        "resume the job.",
    },
    "store-unavailable": {
        "nl": "De database kan nu niet gebruikt worden ({reason}); er is niets verloren, probeer het straks opnieuw.",
        "en": "The database cannot be used right now ({reason}); nothing is lost, try again in a moment.",
    },
    "store-full": {
        "nl": "De schijf met de database is vol: maak ruimte vrij en probeer het opnieuw; er is niets half opgeslagen.",
        "en": "The disk that holds the database is full: free some space and try again; nothing was half-written.",
    },
    "store-newer": {
        "nl": "De database is gemaakt door een nieuwere versie van Distiller ({found}): werk het programma bij of zet "
        "een back-up terug.",
        "en": "The database was made by a newer version of Distiller ({found}): update the program or restore "
        "a backup.",
    },
    "store-not-a-database": {
        "nl": "{name} is geen database van Distiller: controleer DISTILLER_DATABASE_URL of zet een back-up terug.",
        "en": "{name} is not a Distiller database: check DISTILLER_DATABASE_URL or restore a backup.",
    },
    "store-in-use": {
        "nl": "De app of een distiller run werkt nog met de database: stop die eerst.",
        "en": "The app or a distiller run is still at work on the database: stop it first.",
    },
    "store-backup-only-sqlite": {
        "nl": "Back-up en terugzetten gaan hier alleen met SQLite: gebruik pg_dump en pg_restore voor PostgreSQL.",
        "en": "Backup and restore work for SQLite only: use pg_dump and pg_restore for PostgreSQL.",
    },
    "not-found": {
        "nl": "{what} {id} bestaat niet (meer).",
        "en": "{what} {id} does not exist (any more).",
    },
    "job-not-in-state": {
        "nl": "Taak {id} is {status}: {action} kan nu niet.",
        "en": "Job {id} is {status}: it cannot {action} now.",
    },
    # review and commit
    "review-stale": {
        "nl": "{who} heeft dit intussen beoordeeld: kijk naar de nieuwe stand en beslis opnieuw.",
        "en": "{who} decided on this in the meantime: look at the new state and decide again.",
    },
    "review-nothing-to-undo": {
        "nl": "Er is niets van u om ongedaan te maken.",
        "en": "There is nothing of yours to undo.",
    },
    "review-rerun-running": {
        "nl": "Dit wordt al opnieuw gemaakt.",
        "en": "This is being made again already.",
    },
    "review-superseded": {
        "nl": "Voor {subject} is intussen een nieuw antwoord gekomen: kijk daarnaar en beslis opnieuw.",
        "en": "A new answer for {subject} has come in: look at that one and decide again.",
    },
    "review-appeared": {
        "nl": "Bij {subject} is intussen iets bijgekomen: kijk naar de nieuwe stand en beslis opnieuw.",
        "en": "Something was added to {subject} in the meantime: look at the new state and decide again.",
    },
    "review-count-changed": {
        "nl": "Het zijn er nu {found} in plaats van {expected}: kijk naar de nieuwe stand en beslis opnieuw.",
        "en": "There are {found} of them now instead of {expected}: look at the new state and decide again.",
    },
    "review-item-running": {
        "nl": "{subject} wordt nog gemaakt: wacht op het antwoord, of annuleer de taak en schrijf het dan zelf.",
        "en": "{subject} is still being made: wait for the answer, or cancel the job and write it then.",
    },
    "review-item-not-failed": {
        "nl": "{subject} is niet mislukt of geannuleerd: er is niets om opnieuw te proberen.",
        "en": "{subject} has not failed and is not cancelled: there is nothing to retry.",
    },
    "review-write-rerun": {
        "nl": "Het vorige antwoord voor {subject} staat er nog: bewerk dat.",
        "en": "The earlier answer for {subject} is still there: edit that one.",
    },
    "review-imported": {
        "nl": "Dit antwoord kwam mee met de vraag: er is geen leraar die het opnieuw kan maken. Bewerk het, of start "
        "een taak voor deze vraag.",
        "en": "This answer came along with its question: there is no teacher to make it again. Edit it, or start a job "
        "for this question.",
    },
    "review-not-json": {
        "nl": "Dit is geen geldige JSON ({path}, regel en teken {place}).",
        "en": "This is not valid JSON ({path}, line and character {place}).",
    },
    "review-still-invalid": {
        "nl": "Nog steeds niet geldig ({type}): {message}",
        "en": "Still not valid ({type}): {message}",
    },
    "review-enough": {
        "nl": "{subject} heeft alle {asked} zinnen al.",
        "en": "{subject} has all its {asked} sentences already.",
    },
    "commit-changed": {
        "nl": "Er is intussen iets beoordeeld of vastgelegd: bekijk het nieuwe overzicht en leg het dan vast.",
        "en": "Something was reviewed or committed in the meantime: look at the new preview, then commit.",
    },
    "verb-sentence-twice": {
        "nl": "{subject} heeft deze invulzin al: er is niets gewijzigd.",
        "en": "{subject} has this fill-in sentence already: nothing was changed.",
    },
    "verb-sentence-no-key": {
        "nl": "In deze zin heeft de vorm van {subject} geen antwoordsleutel: maak er een gewone mededeling of vraag "
        "van.",
        "en": "In this sentence the form of {subject} has no answer key: make it a plain statement or question.",
    },
    "rule-auxiliary": {
        "nl": "Het hulpwerkwoord is hebben of zijn, niet {value}.",
        "en": "The auxiliary is hebben or zijn, not {value}.",
    },
    "rule-too-long": {
        "nl": "{field} heeft {length} tekens; hoogstens {limit} kan.",
        "en": "{field} has {length} characters; at most {limit} is possible.",
    },
    "rule-control-character": {
        "nl": "{field} bevat een onzichtbaar stuurteken: typ het opnieuw.",
        "en": "{field} holds an invisible control character: type it again.",
    },
    "rule-no-form": {
        "nl": "In de zin staat geen vorm van {infinitive}.",
        "en": "The sentence holds no form of {infinitive}.",
    },
    "rule-markdown": {
        "nl": "De zin bevat opmaak ({found}): gewone tekst is nodig.",
        "en": "The sentence holds markup ({found}): plain text is needed.",
    },
    "rule-duplicate": {
        "nl": "Deze zin staat al bij dit werkwoord.",
        "en": "This verb has this sentence already.",
    },
    "rule-empty": {
        "nl": "{field} is leeg.",
        "en": "{field} is empty.",
    },
    "rule-no-forms": {
        "nl": "Geen enkele vorm is ingevuld.",
        "en": "Not a single form is filled in.",
    },
    "rule-unknown-field": {
        "nl": "{field} is geen veld van deze vormen.",
        "en": "{field} is not a field of these forms.",
    },
    "rule-answer-schema": {
        "nl": "Het antwoord voldoet niet aan het schema: {reason}",
        "en": "The answer does not satisfy the schema: {reason}",
    },
    # teacher
    "teacher-rate-limit": {
        "nl": "{provider} vraagt om langzamer te gaan (429).",
        "en": "{provider} asks to slow down (429).",
    },
    "teacher-quota": {
        "nl": "Het tegoed bij {provider} is op: vul het aan en hervat de taak.",
        "en": "The credit at {provider} is used up: top it up and resume the job.",
    },
    "teacher-timeout": {
        "nl": "{provider} antwoordde niet binnen {seconds} seconden.",
        "en": "{provider} did not answer within {seconds} seconds.",
    },
    "teacher-server-error": {
        "nl": "{provider} gaf een serverfout ({status}).",
        "en": "{provider} answered with a server error ({status}).",
    },
    "teacher-connection": {
        "nl": "{provider} is niet bereikbaar op {base_url}: controleer {setting} en de verbinding.",
        "en": "{provider} cannot be reached at {base_url}: check {setting} and the connection.",
    },
    "teacher-auth": {
        "nl": "{provider} weigert de sleutel ({status}): controleer {setting} en hervat de taak.",
        "en": "{provider} refuses the key ({status}): check {setting} and resume the job.",
    },
    "teacher-model-not-found": {
        "nl": "{provider} kent het model {model} niet (meer): stel {setting} in op een model dat er is{offered}.",
        "en": "{provider} does not serve the model {model} (any more): set {setting} to one that it offers{offered}.",
    },
    "teacher-bad-request": {
        "nl": "{provider} weigert het verzoek ({status}): {reason}",
        "en": "{provider} refuses the request ({status}): {reason}",
    },
    "teacher-redirect": {
        "nl": "{provider} stuurt door naar een ander adres; dat wordt niet gevolgd: controleer {setting}.",
        "en": "{provider} redirects to another address, which is not followed: check {setting}.",
    },
    "teacher-too-large": {
        "nl": "Het antwoord van {provider} is groter dan {limit_mb} MB en is niet bewaard.",
        "en": "The reply of {provider} is larger than {limit_mb} MB and was not kept.",
    },
    "teacher-not-an-answer": {
        "nl": "{provider} gaf iets anders dan een chat-antwoord (bijvoorbeeld een webpagina): controleer {setting}.",
        "en": "{provider} gave something else than a chat completion (a web page, say): check {setting}.",
    },
    "teacher-closed": {
        "nl": "De aanroep van {provider} is afgebroken omdat het programma stopt.",
        "en": "The call to {provider} was broken off because the program is stopping.",
    },
    "teacher-bad-body": {
        "nl": "Het antwoord van {provider} kon niet gelezen worden ({reason}).",
        "en": "The reply of {provider} could not be read ({reason}).",
    },
    # batches
    "batch-offline": {
        "nl": "{provider} antwoordt meteen en maakt geen batches: kies een andere provider, of laat de batch weg.",
        "en": "{provider} answers at once and makes no batches: choose another provider, or leave the batch out.",
    },
    "batch-others": {
        "nl": "Een batch gaat naar één leraar ({provider}): laat de andere leraren weg, of de batch.",
        "en": "A batch goes to one teacher ({provider}): leave the other teachers out, or the batch.",
    },
    "batch-not-there": {
        "nl": "{provider} maakt geen batches, of kent dit bestand of deze batch niet ({status}): {reason} Kijk bij de "
        "provider en hervat de taak, of annuleer de taak en begin een nieuwe zonder batch.",
        "en": "{provider} makes no batches, or does not know this file or batch ({status}): {reason} Look at the "
        "provider and resume the job, or cancel it and start one without a batch.",
    },
    "batch-not-understood": {
        "nl": "{provider} zei iets over een batch wat niet te begrijpen is; het wordt later opnieuw gevraagd.",
        "en": "{provider} said something about a batch that cannot be understood; it is asked again later.",
    },
    "batch-list-too-long": {
        "nl": "Het is niet zeker of {provider} deze batch gemaakt heeft: bij de {count} nieuwste staat hij niet. Er "
        "wordt niets opnieuw verstuurd; annuleer de taak om de batch op te geven.",
        "en": "It is not certain whether {provider} made this batch: it is not among the newest {count}. Nothing is "
        "sent again; cancel the job to give the batch up.",
    },
    "batch-unsure": {
        "nl": "Het programma stopte terwijl {provider} een batch maakte, en de lijst van batches is daar niet op te "
        "vragen: kijk bij de provider of er een batch is met metadata distiller = {token}. Er wordt niets opnieuw "
        "verstuurd; annuleer de taak om de batch op te geven, en vraag daarna opnieuw wat mislukte.",
        "en": "The program stopped while {provider} was making a batch, and the list of batches cannot be had there: "
        "look at the provider for a batch with the metadata distiller = {token}. Nothing is sent again; cancel the job "
        "to give the batch up, then retry what failed.",
    },
    "batch-failed": {
        "nl": "{provider} weigert de batch: {reason}",
        "en": "{provider} refuses the batch: {reason}",
    },
    "batch-cancelled": {
        "nl": "De batch is bij {provider} geannuleerd; wat beantwoord was, is bewaard. Hervat de taak om de rest "
        "opnieuw te vragen.",
        "en": "The batch was cancelled at {provider}; what was answered is stored. Resume the job to ask the rest "
        "again.",
    },
    "batch-expired": {
        "nl": "{provider} kwam er binnen 24 uur niet aan toe.",
        "en": "{provider} did not get to it within 24 hours.",
    },
    "batch-barren": {
        "nl": "{count} batches na elkaar zijn bij {provider} verlopen of leverden niets op: probeer het later, of "
        "begin een taak zonder batch.",
        "en": "{count} batches in a row have expired at {provider} or brought nothing: try later, or start a job "
        "without a batch.",
    },
    "batch-no-answer": {
        "nl": "De batch van {provider} zegt niets over dit verzoek.",
        "en": "The batch of {provider} says nothing about this request.",
    },
    "batch-incomplete": {
        "nl": "Het bestand met antwoorden van {provider} is niet volledig ({found} van {count}); het wordt later "
        "opnieuw opgehaald.",
        "en": "The file of answers of {provider} is not complete ({found} of {count}); it is fetched again later.",
    },
    "batch-request-failed": {
        "nl": "{provider} kon dit verzoek van de batch niet beantwoorden: {reason}",
        "en": "{provider} could not answer this request of the batch: {reason}",
    },
    "batch-no-room": {
        "nl": "Het bestand van een batch kan niet bewaard worden ({reason}): maak ruimte vrij.",
        "en": "The file of a batch cannot be kept ({reason}): make room.",
    },
    "teacher-offline-questions": {
        "nl": "De offline leraar antwoordt alleen over werkwoorden, niet op vragen: stel een echte provider in.",
        "en": "The offline teacher answers about verbs only, not questions: configure a real provider.",
    },
    "teacher-offline-refused": {
        "nl": "De offline leraar kent {infinitive} niet zeker genoeg en verzint niets: stel een echte provider in.",
        "en": "The offline teacher does not know {infinitive} well enough and invents nothing: configure a real "
        "provider.",
    },
}
