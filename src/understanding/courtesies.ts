import type { commandIntents, smallTalkIntents } from '#knowledge/intents.ts';

type Courtesy = (typeof smallTalkIntents)[number] | (typeof commandIntents)[number];

/**
 * Whole messages that mean the same in every conversation, in English and in the languages that customers use most: one
 * line for each language. Without accents; a word with different meanings in two languages is left out.
 */
const courtesies: Partial<Record<Courtesy, readonly string[]>> = {
  greeting: [
    'hello,hello there,hello again,hi,hi there,hi again,hey,hey there,hiya,howdy,yo,greetings,good day,good morning,good afternoon,good evening',
    'hola,buenas,buenos dias,buen dia,buenas tardes,buenas noches',
    'hallo,guten tag,guten morgen,guten abend,gruss gott,gruss dich,gruezi,servus,moin',
    'bonjour,bonsoir,salut,coucou',
    'ola,oi,bom dia,boa tarde,boa noite',
    'buongiorno,buonasera,salve',
    'goedendag,goedemorgen,goedemiddag,goedenavond',
    'dzien dobry,dobry wieczor,czesc,witam',
    'hej,hejsan,god dag,hei,merhaba,namaste,namaskar,salam,shalom,konnichiwa,ni hao,zdravstvuyte,privet,aloha',
  ],
  thanks: [
    'thanks,thank you,thank you very much,thank you so much,thank you kindly,thanks a lot,thanks so much,thanks very much,many thanks,much appreciated,cheers,thx,thnx,tnx,ty',
    'gracias,muchas gracias,mil gracias',
    'danke,danke schon,dankeschon,danke sehr,danke dir,danke ihnen,vielen dank,herzlichen dank,besten dank',
    'merci,merci beaucoup,merci bien',
    'obrigado,obrigada,muito obrigado,muito obrigada',
    'grazie,grazie mille,molte grazie',
    'bedankt,dank je,dank u,dank je wel,dank u wel,hartelijk dank',
    'dziekuje,dziekuje bardzo,dzieki',
    'tack,tack sa mycket,mange tak,takk,tusen takk,kiitos,tesekkurler,tesekkur ederim,arigato,xie xie,spasibo,shukran',
  ],
  goodbye: [
    'bye,bye bye,goodbye,good bye,bye for now,farewell,see you,see ya,see you later,see you soon,good night,take care,cheerio',
    'adios,hasta luego,hasta pronto,hasta la vista',
    'auf wiedersehen,auf wiederhoren,tschuss,tschuess',
    'au revoir,a bientot,bonne journee,bonne soiree',
    'tchau,adeus,ate logo',
    'ciao,arrivederci,arrivederla',
    'tot ziens,doei',
    'do widzenia',
    'hej da,adjo,farvel,ha det,sayonara,zai jian',
  ],
  yes: [
    'yes,yeah,yea,yep,yup,yes please,yes indeed,yes of course,aye,affirmative,certainly,definitely,absolutely,of course,indeed',
    'si,si por favor,claro,claro que si,por supuesto',
    'ja,jawohl,ja bitte,ja gerne,naturlich',
    'oui,bien sur,sim,certo,ja graag',
  ],
  no: [
    'no,nope,nah,no thanks,no thank you,negative,no way,not really,not at all,absolutely not,certainly not,definitely not,of course not',
    'no gracias,nein,nein danke,non,non merci,nao,nao obrigado,nao obrigada,no grazie,nee,nee dank je,nej,nei',
  ],
  cancel: ['cancel,cancel that,cancel it,stop,stop it,stop that,abort,never mind,nevermind,forget it'],
  'start-over': ['start over,start again,start from scratch,begin again,restart'],
  help: ['help,help me,help please,please help,please help me,menu,main menu,options'],
};

/** A compliment, which deserves the same reply as thanks: "you're the best", "great bot". */
const compliment =
  /^(?:(?:wow|oh|aw+|ha|haha|lol|ok|ah) )*(?:(?:you['’]?re|you are|u are|you r|u r|ur) (?:(?:so|very|really|just|simply|truly|such|absolutely|pretty) )*(?:an? |the )?(?:best|awesome|amazing|brilliant|great|good|wonderful|fantastic|excellent|superb|cool|lovely|nice|sweet|smart|clever|genius|star|legend|hero|gem|life ?saver)|(?:(?:what an?|such an?|this is an?|that['’]?s an?) )?(?:good|great|nice|awesome|amazing|brilliant|clever|smart|helpful|excellent|cool|lovely|wonderful) (?:bot|chatbot))(?: (?:bot|chatbot|mate|thanks|thank you|thx|haha|lol))?$/;

/** Names that follow a greeting, thanks or goodbye: "hello team". */
const addressees = new Set(
  'all everyone everybody folks guys team support engenius bot sir madam mate friend amigo amigos there'.split(
    ' ',
  ),
);
const toSomebody: ReadonlySet<Courtesy> = new Set(['greeting', 'thanks', 'goodbye']);

const meanings: ReadonlyMap<string, Courtesy> = new Map(
  Object.entries(courtesies).flatMap(([intent, lines]) =>
    lines.flatMap((line) => line.split(',')).map((message) => [message, intent as Courtesy] as const),
  ),
);

const LONGEST = 40;
const accents = /\p{Mn}/gu;

/** The intent of a message that is only a courtesy, a compliment or a plain yes or no; undefined for any other. */
export function courtesyOf(text: string): Courtesy | undefined {
  if (text.length > LONGEST) return undefined;
  const plain = text.normalize('NFD').replaceAll(accents, '').toLowerCase().replaceAll('ß', 'ss');
  const words = plain.match(/[\p{L}\p{N}'’]+/gu) ?? [];
  const said = words.join(' ');
  const whole = meanings.get(said) ?? (compliment.test(said) ? 'thanks' : undefined);
  if (whole !== undefined || !addressees.has(words.at(-1) ?? '')) return whole;
  const meant = meanings.get(words.slice(0, -1).join(' '));
  return meant !== undefined && toSomebody.has(meant) ? meant : undefined;
}
