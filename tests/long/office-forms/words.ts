/** What is said in a language, for documents to be made of. */
export interface Words {
  language: string;
  title: string;
  authors: readonly string[];
  /** Five. */
  heads: readonly string[];
  /** Eight. */
  short: readonly string[];
  /** Three. */
  long: readonly string[];
}

const of = (
  language: string,
  title: string,
  authors: string,
  ...[heads, short, long]: [string, string, string]
): Words => ({
  language,
  title,
  authors: authors.split('|'),
  heads: heads.split('|'),
  short: short.split('|'),
  long: long.split('|'),
});

export const WORDS: readonly Words[] = [
  of(
    'en',
    'Tides of the northern coast',
    'Ann Bell',
    'The harbour|By day|By night|What the log says|Open questions',
    'high water|low water|slack water|the pier|a spring tide|a neap tide|the ebb|the flood',
    'The water rose for six hours and fell for six more.|Each height was written into the log by hand, and compared with that of the year before.|Nobody had measured the strait in winter.',
  ),
  of(
    'ru',
    'Приливы северного берега',
    'Иван Петров|Анна Белова',
    'Гавань|Днём|Ночью|Что записано|Вопросы',
    'полная вода|малая вода|стоячая вода|причал|сизигия|квадратура|отлив|прилив',
    'Вода поднималась шесть часов и шесть часов спадала.|Каждую высоту записывали от руки и сравнивали с прошлогодней.|Зимой пролив никто не измерял.',
  ),
  of(
    'ar',
    'المد والجزر في الشمال',
    'ليلى حداد',
    'الميناء|في النهار|في الليل|ما يقوله السجل|أسئلة مفتوحة',
    'ماء عال|ماء منخفض|ماء راكد|الرصيف|مد الربيع|مد ضعيف|الجزر|المد',
    'ارتفع الماء ست ساعات ثم انخفض ست ساعات أخرى.|كتب كل ارتفاع في السجل باليد وقورن بالعام السابق.|لم يقس أحد المضيق في الشتاء.',
  ),
  of(
    'zh',
    '北岸的潮汐',
    '王小明|李华|陈静',
    '港口|白天|夜里|日志所记|未决的问题',
    '高潮|低潮|平潮|码头|大潮|小潮|退潮|涨潮',
    '海水上涨六小时，又下落六小时。|每一次高度都用手写进日志，并与前一年比较。|冬天没有人测量过海峡。',
  ),
  of(
    'ja',
    '北の海岸の潮',
    '山田花子',
    '港|昼の記録|夜の記録|日誌に書かれたこと|残る問い',
    '満潮|干潮|停潮|桟橋|大潮|小潮|引き潮|上げ潮',
    '水は六時間かけて上がり、六時間かけて下がった。|高さはすべて手で日誌に書かれ、前の年とくらべられた。|冬に海峡を測った人はいない。',
  ),
  of(
    'el',
    'Παλίρροιες της βόρειας ακτής',
    'Νίκος Παππάς',
    'Το λιμάνι|Την ημέρα|Τη νύχτα|Τι λέει το ημερολόγιο|Ανοιχτά ερωτήματα',
    'πλημμυρίδα|άμπωτη|στάσιμα νερά|η προβλήτα|μεγάλη παλίρροια|μικρή παλίρροια|η ρηχία|η άνοδος',
    'Το νερό ανέβαινε έξι ώρες και κατέβαινε άλλες έξι.|Κάθε ύψος γράφτηκε με το χέρι και συγκρίθηκε με το περσινό.|Κανείς δεν μέτρησε το στενό τον χειμώνα.',
  ),
  of(
    'he',
    'גאות ושפל בצפון',
    'דנה לוי|יוסי כהן',
    'הנמל|ביום|בלילה|מה אומר היומן|שאלות פתוחות',
    'מים גבוהים|מים נמוכים|מים עומדים|המזח|גאות אביב|גאות חלשה|השפל|הגאות',
    'המים עלו שש שעות וירדו שש שעות נוספות.|כל גובה נכתב ביד ביומן והושווה לשנה הקודמת.|איש לא מדד את המצר בחורף.',
  ),
  of(
    'hi',
    'उत्तरी तट के ज्वार',
    'सीता वर्मा',
    'बंदरगाह|दिन में|रात में|पुस्तिका क्या कहती है|खुले प्रश्न',
    'ऊँचा पानी|नीचा पानी|ठहरा पानी|घाट|बड़ा ज्वार|छोटा ज्वार|भाटा|ज्वार',
    'पानी छह घंटे चढ़ा और छह घंटे उतरा।|हर ऊँचाई हाथ से पुस्तिका में लिखी गई और पिछले साल से मिलाई गई।|सर्दी में जलडमरूमध्य किसी ने नहीं नापा।',
  ),
  of(
    'ko',
    '북쪽 해안의 조수',
    '김민수|박지영',
    '항구|낮에|밤에|일지에 적힌 것|남은 물음',
    '만조|간조|정조|부두|사리|조금|썰물|밀물',
    '물은 여섯 시간 동안 오르고 여섯 시간 동안 내렸다.|높이는 모두 손으로 일지에 적고 지난해와 견주었다.|겨울에 해협을 잰 사람은 없다.',
  ),
  of(
    'de',
    'Gezeiten der Nordküste',
    'Jörg Müller|Änne Groß',
    'Der Hafen|Bei Tag|Bei Nacht|Was das Logbuch sagt|Offene Fragen',
    'Hochwasser|Niedrigwasser|Stauwasser|die Brücke|Springtide|Nipptide|die Ebbe|die Flut',
    'Das Wasser stieg sechs Stunden und fiel weitere sechs.|Jede Höhe wurde von Hand ins Logbuch übertragen & mit der des Vorjahres verglichen (±5 cm).|Im Winter hatte niemand die Straße vermessen: zu kalt, zu teuer * zu weit.',
  ),
];
