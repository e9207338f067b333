/** Texts of a few hundred characters by their language. */
export const LANGUAGES: ReadonlyMap<string, string> = new Map([
  [
    'German',
    'Der Hafenmeister zählt die Gezeiten im März. Über der Brücke hängt früh am Tag ein grüner Mond, und die Möwen schlafen auf den Dächern. Öfter als sonst müssen große Schiffe draußen warten. Ärger gibt es deswegen selten, denn für jeden ist Platz. Die Straße führt durch die Altstadt hinauf zur Kirche, später wird sie schmäler. Am Abend hört man Gespräche über höhere Preise, kühle Nächte und das schöne Wetter. ',
  ],
  [
    'French',
    'Le maître du port relève les marées de février. À côté de la jetée, les bateaux arrivés très tôt sont amarrés près du phare. Ça fait des années que les pêcheurs réclament une grue plus élevée. Où iront-ils après la fête? Le dîner est servi à huit heures, et la fenêtre reste fermée. Être prêt dès le réveil, voilà le secret du métier. Les élèves ont déjà étudié la leçon sur les naïades et les forêts brûlées. ',
  ],
  [
    'Spanish',
    '¿Dónde está el capitán? El niño preguntó por su compañero en el jardín, detrás de la estación. Mañana habrá más información sobre las mareas. ¡Qué alegría! El médico escribió un artículo sobre la última operación, y el público aplaudió. Según el periódico, el señor Muñoz llegó aquí en avión. Después del café, la reunión continuó con una discusión económica. Él también pidió un billete de tren a Málaga. ',
  ],
  [
    'Polish',
    'Kapitan portu liczy pływy w marcu. Żółte łodzie stoją już przy nabrzeżu, a rybacy śpią jeszcze w swoich domach. Źródło rzeki leży wysoko w górach, dokąd prowadzi wąska ścieżka. Świat się zmienia, mówią ludzie, i mają rację. Dzień był długi, więc dzieci poszły wcześnie spać. Łatwo powiedzieć, trudniej zrobić coś dobrego dla wszystkich. Część mieszkańców będzie głosować później. ',
  ],
  [
    'Czech',
    'Správce přístavu počítá příliv a odliv v březnu. Žluté lodě už stojí u nábřeží a rybáři ještě spí ve svých domech. Řeka pramení vysoko v horách, kam vede úzká pěšina. Šťastné dítě běží přes louku za svým psem. Když přišla zima, všichni zůstali doma a četli knížky. Čas plyne rychle, říkají lidé, a mají pravdu. Větší část obyvatel bude volit později. ',
  ],
  [
    'Russian',
    'Гавань считает приливы марта, и смотритель пишет об этом каждую ночь. Сегодня утром студенты первого курса сдавали экзамен по истории. В лесу растут высокие сосны, и под ними тихо. Отчёт о расходах за третий квартал утверждён советом директоров. Быстрая лиса прыгает через ленивую собаку у реки. Просим рассмотреть наше предложение и сообщить о решении. ',
  ],
  [
    'Ukrainian',
    'Її гавань рахує припливи березня, і наглядач щоночі пише про це в журнал. Сьогодні вранці студенти складали іспит з історії. У лісі ростуть високі сосни, і під ними тихо. Звіт про витрати за третій квартал затвердила рада директорів. Є люди, які знають більше за інших. Просимо розглянути нашу пропозицію і повідомити про рішення. ',
  ],
  [
    'Bulgarian',
    'Пристанището брои приливите през март и пазачът пише за това всяка нощ. Тази сутрин студентите от първи курс държаха изпит по история. В гората растат високи борове и под тях е тихо. Отчетът за разходите през третото тримесечие беше приет от съвета. Бързата лисица прескача мързеливото куче край реката. Моля да разгледате нашето предложение. ',
  ],
  [
    'Greek',
    'Το λιμάνι μετρά τις παλίρροιες του Μαρτίου κάθε νύχτα. Ο φύλακας γράφει γι αυτό στο βιβλίο του. Σήμερα το πρωί οι φοιτητές έδωσαν εξετάσεις στην ιστορία. Στο δάσος μεγαλώνουν ψηλά πεύκα και από κάτω είναι ησυχία. Η γρήγορη αλεπού πηδά πάνω από τον τεμπέλη σκύλο. Έτσι είναι η ζωή, λένε όλοι. ',
  ],
  [
    'Turkish',
    'Liman müdürü mart ayında gelgitleri sayıyor. Şehrin üstünde yeşil bir ay asılı, martılar çatılarda uyuyor. İstanbul büyük bir şehirdir ve çok güzeldir. Çocuklar bugün erken kalktı, çünkü sınav günüydü. Öğrenciler tarih dersinde başarılı oldu. Güneş doğduğunda balıkçılar denize açıldı. Ağaçların altında sessizlik vardı, kuşlar bile şarkı söylemiyordu. ',
  ],
  [
    'English',
    'The harbour master doesn’t count the tides – he writes them down. “Every night,” he said, “the log grows by a page…” It’s a café’s worth of paper — and nobody’s reading it. The museum’s curator, who had heard of the “tide books”, asked for a copy. They weren’t for sale, not for £100 or £1,000. The keeper’s daughter put it plainly: “A record isn’t a story.” ',
  ],
]);
