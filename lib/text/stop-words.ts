/** Stop words by language, written by hand for this project. */
interface StopWords {
  /** Articles, pronouns, prepositions, conjunctions, auxiliaries; their rates characterize a style. */
  readonly grammar: ReadonlySet<string>;
  /** Also frequent words that are no topic: adverbs, everyday verbs. */
  readonly all: ReadonlySet<string>;
}

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '');

function stopWords(grammar: string, filler: string): StopWords {
  return { grammar: new Set(words(grammar)), all: new Set([...words(grammar), ...words(filler)]) };
}

const EN = stopWords(
  `a an the i me my mine myself you your yours yourself he him his himself she her hers herself it its itself we us
  our ours ourselves they them their theirs themselves this that these those who whom whose which what where when why
  how of to in on at by for from with without about into onto over under between through during before after above
  below against among across behind around near off out up down and or but nor so yet if because as while although
  though unless until since than whether am is are was were be been being have has had having do does did doing will
  would shall should can could may might must not no`,
  `i'm i've i'd i'll you're you've you'll he's she's it's we're we've we'll they're they've that's there's what's who's
  let's don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't hasn't haven't hadn't
  ain't cannot there here then now just also too very really quite only even still already again ever never always
  often sometimes maybe perhaps actually basically literally probably much many more most less least few some any
  every each all both either neither other another such same own one two three first last next new old good great bad
  better best big little long lot lots bit way thing things something anything nothing everything someone anyone
  everyone people get gets got getting go goes going gone went come comes came make makes made making take takes took
  see sees seen saw look looks looking know knows knew think thinks thought say says said tell told want wants wanted
  need needs use uses used using like likes try tries tried give gives gave put keep feel feels find found work works
  day days time today tomorrow yesterday year years week weeks yes yeah ok okay oh well please thanks thank sure right
  back away else via per etc re vs lol im dont cant ive thats its youre didnt doesnt isnt wont gonna wanna`,
);

const DE = stopWords(
  `der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner ich mich mir mein meine
  meinen meinem meiner du dich dir dein deine deinen er ihn ihm sein seine seinen seinem seiner sie ihr ihre ihren
  ihrem ihrer es wir uns unser unsere unseren euch euer eure man sich dieser diese dieses diesen diesem jener jene wer
  wen wem wessen was welche welcher welches wo wann warum wie von zu in im an am auf aus bei beim mit nach vor für
  durch über unter zwischen gegen ohne um bis seit während wegen zum zur vom ins ans und oder aber denn sondern doch
  dass daß weil wenn ob als damit obwohl bin bist ist sind seid war waren warst gewesen sein habe hast hat haben habt
  hatte hatten werde wirst wird werden wurde wurden worden kann kannst können konnte muss müssen musste soll sollen
  sollte will wollen wollte darf dürfen mag möchte würde würden könnte nicht nein`,
  `ja auch noch schon nur mal so sehr mehr viel viele wenig ganz gar immer nie wieder da dann dort hier jetzt heute
  gestern morgen mach mache macht machen gemacht geht gehen ging gibt geben gab kommt kommen kam sagt sagen sagte
  weiß wissen sieht sehen gut gute guten besser neu neue neuen groß große andere anderen anderer alle allem allen
  alles etwas nichts jemand jeder jede jedes eigentlich einfach halt eben wohl vielleicht wirklich dabei dazu davon
  damit dafür daran darauf also nun bitte danke jahr jahre tag tage zeit leute mehr ab z b usw bzw sowie etwa`,
);

const FR = stopWords(
  `le la les l un une des du de d au aux je j me m moi mon ma mes tu te t toi ton ta tes il elle on lui se s soi son sa
  ses nous notre nos vous votre vos ils elles eux leur leurs ce c cet cette ces cela ça celui celle ceux celles qui que
  qu quoi dont où quand pourquoi comment quel quelle quels quelles lequel en y à dans sur sous par pour avec sans chez
  entre vers contre depuis pendant avant après et ou mais donc or ni car si comme lorsque puisque parce suis es est
  sommes êtes sont étais était étaient été être serai sera seront serait ai as a avons avez ont avais avait avaient eu
  avoir aura auront aurait ne n pas non plus`,
  `c'est j'ai qu'il qu'elle n'est d'un d'une l'on s'il oui très trop bien peu beaucoup moins tout toute tous toutes
  aussi encore toujours jamais déjà ici là alors puis ensuite même autre autres chaque quelque quelques rien personne
  fait faire fais font faut peut peux peuvent pouvoir veut veux vouloir doit dois va vais vont aller vient dit dire
  voir vois voit sais sait savoir mettre met prendre bon bonne grand grande petit petite nouveau nouvelle an ans année
  années jour jours temps fois chose choses gens aujourd'hui hier demain merci vraiment juste peut-être etc`,
);

const ES = stopWords(
  `el la los las lo un una unos unas yo me mi mis mí tú tu te ti tus él ella ello le les se su sus sí nosotros nos
  nuestro nuestra nuestros vosotros os vuestro ustedes usted ellos ellas este esta esto estos estas ese esa eso esos
  esas aquel aquella aquello que quien quienes cual cuales cuyo qué quién cuál donde dónde cuando cuándo cómo como por
  de del a al en con sin sobre entre hasta desde hacia para según contra durante tras ante bajo y e o u pero sino ni
  porque pues si aunque mientras soy eres es somos son era eran fue fueron ser sido será sería estoy está estamos
  están estaba estaban estar he has ha hemos han había haber hay no`,
  `muy más menos mucho mucha muchos muchas poco poca todo toda todos todas algo nada alguien nadie alguno alguna cada
  otro otra otros otras mismo misma tan tanto también tampoco ya aún todavía siempre nunca ahora hoy ayer mañana
  después antes luego entonces aquí ahí allí así bien mal mejor peor solo sólo tengo tiene tienen tener hace hacer
  hago hacen puede puedo pueden poder quiero quiere querer va voy van ir ver veo dice decir sabe sé creo cree parece
  gran grande bueno buena nuevo nueva año años día días vez veces cosa cosas gente gracias favor tal quizás etc`,
);

const PT = stopWords(
  `o a os as um uma uns umas eu me mim meu minha meus minhas tu te ti teu tua você vocês ele ela eles elas lhe lhes se
  si seu sua seus suas nós nos nosso nossa nossos nossas este esta isto estes estas esse essa isso esses essas aquele
  aquela aquilo que quem qual quais cujo onde quando como porque por de do da dos das em no na nos nas num numa ao à
  aos às pelo pela pelos pelas com sem sobre entre até desde para pra contra durante após e ou mas nem pois se embora
  enquanto sou és é somos são era eram foi foram ser sido será seria estou está estamos estão estava estavam estar
  tenho tem temos têm tinha ter teve há havia não`,
  `muito muita muitos muitas mais menos pouco tudo todo toda todos todas algo nada alguém ninguém algum alguma cada
  outro outra outros outras mesmo mesma tão tanto também já ainda sempre nunca agora hoje ontem amanhã depois antes
  então aqui aí ali lá assim bem mal melhor pior só apenas faz fazer faço pode posso podem poder quero quer querer vai
  vou vão ir ver vejo diz dizer sei sabe acho acha gente grande bom boa novo nova ano anos dia dias vez vezes coisa
  coisas obrigado obrigada aqui etc talvez`,
);

const IT = stopWords(
  `il lo la i gli le l un uno una io me mi mio mia miei mie tu te ti tuo tua tuoi lui lei egli ella esso suo sua suoi
  sue si sé noi ci nostro nostra nostri voi vi vostro vostra loro ne questo questa questi queste quello quella quelli
  quelle quel che chi cui quale quali dove quando come perché di del dello della dei degli delle a al allo alla ai agli
  alle da dal dallo dalla dai dalle in nel nello nella nei nelle con su sul sullo sulla sui sulle per tra fra e ed o ma
  però né se anche sebbene mentre sono sei è siamo siete era erano ero essere stato stata stati fu sarà sarebbe ho hai
  ha abbiamo avete hanno avevo aveva avere non no`,
  `c'è dell un' all nell sì molto molta molti molte più meno poco tutto tutta tutti tutte qualcosa niente nulla
  qualcuno nessuno ogni altro altra altri altre stesso stessa così tanto già ancora sempre mai ora adesso oggi ieri
  domani dopo prima poi allora qui qua lì là bene male meglio peggio solo fa fare faccio fanno può posso possono
  potere voglio vuole va vado vanno andare vedere vedo dice dire so sa credo penso grande buono buona nuovo nuova anno
  anni giorno giorni volta volte cosa cose gente grazie proprio davvero forse ecco etc`,
);

const NL = stopWords(
  `de het een ik me mij mijn je jij jou jouw u uw hij hem zijn zij ze haar het wij we ons onze jullie hun hen men zich
  deze dit die dat wie wat welke welk waar wanneer waarom hoe van in op aan bij met voor naar uit over onder tussen
  door tegen zonder om tot sinds tijdens na te en of maar want dus als omdat terwijl hoewel toen ben bent is zijn was
  waren geweest wees heb hebt heeft hebben had hadden word wordt worden werd werden zal zullen zou zouden kan kunnen
  kon moet moeten moest mag mogen wil willen wilde niet geen nee er`,
  `ja ook nog al alleen maar eens zo zeer heel erg meer minder veel weinig wel nooit altijd weer dan daar hier nu
  vandaag gisteren morgen doe doet doen deed gaat gaan ging ga komt komen kwam maak maakt maken gemaakt zegt zeggen zei
  weet weten zie ziet zien goed goede beter nieuw nieuwe groot grote ander andere anderen alle alles iets niets iemand
  niemand elk elke ieder iedereen zelf even gewoon echt misschien toch toen daarom hierbij jaar jaren dag dagen tijd
  mensen dingen ding keer bedankt dank enz`,
);

const BY_LANGUAGE: ReadonlyMap<string, StopWords> = new Map(
  Object.entries({ en: EN, de: DE, fr: FR, es: ES, pt: PT, it: IT, nl: NL }),
);

/** @returns undefined for a language without a list. */
export const stopWordsOf = (language: string): StopWords | undefined => BY_LANGUAGE.get(language);
