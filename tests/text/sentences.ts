/** Everyday sentences, written for this test. Indonesian is among Malay: see `detectLanguage`. */
export const SENTENCES: readonly (readonly [string, readonly string[]])[] = [
  [
    'en',
    [
      'We walked along the river until it began to rain.',
      'My sister bakes the best bread in our street.',
      'Does anybody know when the library opens on Sundays?',
    ],
  ],
  [
    'de',
    [
      'Wir sind am Fluss entlanggegangen, bis es anfing zu regnen.',
      'Meine Schwester backt das beste Brot in unserer Straße.',
      'Weiß jemand, wann die Bücherei am Sonntag öffnet?',
    ],
  ],
  [
    'fr',
    [
      'Nous avons marché le long de la rivière jusqu’à la pluie.',
      'Ma sœur fait le meilleur pain de notre rue.',
      'Est-ce que quelqu’un sait quand ouvre la bibliothèque ?',
    ],
  ],
  [
    'es',
    [
      'Caminamos junto al río hasta que empezó a llover.',
      'Mi hermana hace el mejor pan de nuestra calle.',
      '¿Alguien sabe cuándo abre la biblioteca los domingos?',
    ],
  ],
  [
    'pt',
    [
      'Caminhamos ao longo do rio até começar a chover.',
      'A minha irmã faz o melhor pão da nossa rua.',
      'Alguém sabe quando a biblioteca abre aos domingos?',
    ],
  ],
  [
    'it',
    [
      'Abbiamo camminato lungo il fiume finché ha cominciato a piovere.',
      'Mia sorella fa il pane migliore della nostra via.',
      'Qualcuno sa quando apre la biblioteca la domenica?',
    ],
  ],
  [
    'nl',
    [
      'We liepen langs de rivier totdat het begon te regenen.',
      'Mijn zus bakt het lekkerste brood van onze straat.',
      'Weet iemand wanneer de bibliotheek op zondag opengaat?',
    ],
  ],
  [
    'sv',
    [
      'Vi gick längs floden tills det började regna.',
      'Min syster bakar det godaste brödet på vår gata.',
      'Vet någon när biblioteket öppnar på söndagar?',
    ],
  ],
  [
    'pl',
    [
      'Szliśmy wzdłuż rzeki, aż zaczęło padać.',
      'Moja siostra piecze najlepszy chleb na naszej ulicy.',
      'Czy ktoś wie, kiedy biblioteka jest otwarta w niedzielę?',
    ],
  ],
  [
    'cs',
    [
      'Šli jsme podél řeky, dokud nezačalo pršet.',
      'Moje sestra peče nejlepší chleba v naší ulici.',
      'Neví někdo, kdy má knihovna v neděli otevřeno?',
    ],
  ],
  [
    'fi',
    [
      'Kävelimme joen vartta, kunnes alkoi sataa vettä.',
      'Siskoni leipoo katumme parasta leipää.',
      'Tietääkö joku, milloin kirjasto aukeaa sunnuntaisin?',
    ],
  ],
  [
    'hu',
    [
      'A folyó mentén sétáltunk, amíg el nem kezdett esni az eső.',
      'A nővérem süti a legjobb kenyeret az utcánkban.',
      'Tudja valaki, mikor nyit a könyvtár vasárnap?',
    ],
  ],
  [
    'ro',
    [
      'Am mers de-a lungul râului până a început să plouă.',
      'Sora mea face cea mai bună pâine de pe strada noastră.',
      'Știe cineva când se deschide biblioteca duminica?',
    ],
  ],
  [
    'tr',
    [
      'Yağmur başlayana kadar nehir boyunca yürüdük.',
      'Kız kardeşim sokağımızın en güzel ekmeğini yapar.',
      'Kütüphanenin pazar günü ne zaman açıldığını bilen var mı?',
    ],
  ],
  [
    'ru',
    [
      'Мы шли вдоль реки, пока не начался дождь.',
      'Моя сестра печёт лучший хлеб на нашей улице.',
      'Кто-нибудь знает, когда библиотека открыта в воскресенье?',
    ],
  ],
  [
    'uk',
    [
      'Ми йшли вздовж річки, поки не почався дощ.',
      'Моя сестра пече найкращий хліб на нашій вулиці.',
      'Хтось знає, коли бібліотека відчиняється в неділю?',
    ],
  ],
  [
    'el',
    [
      'Περπατήσαμε δίπλα στο ποτάμι μέχρι που άρχισε να βρέχει.',
      'Η αδελφή μου φτιάχνει το καλύτερο ψωμί του δρόμου μας.',
    ],
  ],
  ['ja', ['雨が降り始めるまで川に沿って歩きました。', '姉はこの通りで一番おいしいパンを焼きます。']],
  ['zh', ['我们沿着河边走，一直走到开始下雨。', '我姐姐烤的面包是我们这条街上最好的。']],
  [
    'ms',
    [
      'Kami berjalan menyusuri sungai sampai hujan mulai turun.',
      'Kakak saya membuat roti paling enak di jalan kami.',
    ],
  ],
];
