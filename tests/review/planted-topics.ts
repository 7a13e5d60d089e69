import { seededRandom } from '#understanding/classifier/random.ts';

/** A topic that the knowledge lacks: how people put it, in which situation, and how often it is asked. */
interface Topic {
  name: string;
  size: number;
  asks: readonly string[];
  around: readonly string[];
}

const topics: readonly Topic[] = [
  {
    name: 'vlan',
    size: 200,
    asks: [
      'how do I tag an SSID with a VLAN',
      'I want to put the staff wifi on vlan 20',
      'where is the VLAN ID field for each SSID',
      'vlan tagging does not work',
      'clients in the tagged vlan get no address',
      'can every SSID have its own VLAN',
      'which vlan does the management interface use',
      'need trunk port with several vlans to the access point',
      'how many VLANs can one AP carry',
      'untagged and tagged VLAN on the same port, possible?',
      'our voice phones must land in VLAN 100',
      'set native vlan',
    ],
    around: [
      'behind a Cisco switch',
      'for our school',
      'on the second radio',
      'after I changed the switch',
      'with two SSIDs',
      'for the tills',
      'in the web interface',
      'on all twelve access points',
      'so that visitors stay apart',
      'with pfSense',
    ],
  },
  {
    name: 'factory-reset',
    size: 140,
    asks: [
      'how do I factory reset it',
      'where is the reset button',
      'how long must I hold the reset pin',
      'reset to factory defaults does nothing',
      'I pressed the reset hole with a paper clip and nothing happened',
      'want to wipe everything and go back to factory settings',
      'restore factory defaults without the password',
      'does a hard reset delete the configuration',
      'what happens after a factory reset',
      'button for resetting is stuck',
      'hard reset procedure',
    ],
    around: [
      'I bought it second hand',
      'it hangs on the ceiling',
      'locked out since Monday',
      'before I sell it',
      'the previous tenant left it',
      'remotely',
      'over ssh',
      'without climbing up the ladder',
      'ten seconds were not enough',
    ],
  },
  {
    name: 'poe',
    size: 100,
    asks: [
      'which PoE injector do I need',
      'does it take 802.3af or only passive PoE',
      'is a 24V poe injector alright or must it be 48 volts',
      'the PoE switch does not power it up',
      'how many watts does it draw over PoE',
      'can I power it with a PoE+ switch',
      'injector is lost, which one can I buy',
      'longest cable for power over ethernet',
      'no power over ethernet on port 2',
      'poe pass-through for the camera behind it',
    ],
    around: [
      'on the barn',
      '80 meters of cable',
      'mine came without one',
      'from another brand',
      'outdoors',
      'with a Netgear GS108PE',
      'in a caravan on 12 volts',
      'the adapter died in a storm',
    ],
  },
  {
    name: 'warranty',
    size: 70,
    asks: [
      'how long is the warranty',
      'how do I get an RMA number',
      'it died, is it still under warranty',
      'where do I send it for an RMA',
      'warranty claim without the invoice',
      'does the warranty cover lightning',
      'can I extend the warranty',
      'RMA status please',
      'is the warranty void if I open it',
    ],
    around: [
      'bought in March',
      'from a dealer in Spain',
      'it is thirteen months old',
      'bought on an auction',
      'for eight broken units',
      'my shop sends me to you',
      'who pays the shipping',
    ],
  },
  {
    name: 'mounting',
    size: 50,
    asks: [
      'how do I mount it on a pole',
      'is there a wall bracket',
      'which screws fit the ceiling mount',
      'mounting kit is missing from the box',
      'bracket for a suspended ceiling',
      'can it be mounted upside down under the roof',
      'diameter of the mast for the pole mount',
      'where can I buy another mounting bracket',
    ],
    around: [
      '60 mm thick',
      'on plasterboard',
      'at 8 metres',
      'in a hay barn',
      'with T-rail',
      'outside in the wind',
    ],
  },
  {
    name: 'mesh-speed',
    size: 40,
    asks: [
      'mesh backhaul is terribly slow',
      'why do I lose half the speed at each mesh hop',
      'only 40 Mbit through the mesh node',
      'can the mesh use a wired backhaul',
      'mesh node drops to a slow rate',
      'how many hops may a mesh have before it gets slow',
      'speed over mesh compared with cable',
    ],
    around: [
      'between two floors',
      'on fibre with 500 Mbit',
      'since we added a third node',
      'in the evening',
      'through a brick wall',
    ],
  },
  {
    name: 'captive-portal',
    size: 30,
    asks: [
      'how do I set up a captive portal with vouchers',
      'captive portal page does not pop up',
      'can guests log in with a voucher code',
      'print vouchers for the captive portal',
      'splash page with our logo and terms',
      'the splash page of the captive portal shows a certificate warning',
    ],
    around: ['for a small hotel', 'on iPhones', 'at our campsite', 'valid for one day', 'for the reception'],
  },
  {
    name: 'controller-licence',
    size: 20,
    asks: [
      'does the cloud controller need a licence',
      'price of a controller licence per access point',
      'my controller licence has run out',
      'ezMaster controller on a virtual machine, which licence',
      'how many APs can the controller manage without a licence',
    ],
    around: ['for 40 sites', 'as a reseller', 'per year', 'on Hyper-V'],
  },
  {
    name: 'led',
    size: 15,
    asks: [
      'what does the orange LED mean',
      'the LED blinks blue twice',
      'power LED flashes red',
      'can I turn the LEDs off at night',
      'meaning of the blinking LEDs',
    ],
    around: ['all day', 'in the bedroom', 'since this morning', 'next to the mesh one'],
  },
  {
    name: 'dfs',
    size: 10,
    asks: [
      'radar detected, it left the DFS channel',
      'how long does the DFS check take',
      'can I switch DFS channels off',
      'DFS radar events near the airport',
    ],
    around: ['every hour', 'on channel 100', 'in Portugal', 'on 5 GHz'],
  },
  {
    name: 'snmp',
    size: 7,
    asks: [
      'where do I find the SNMP MIB',
      'SNMP community string',
      'does it support SNMP v3',
      'SNMP traps to our monitoring',
    ],
    around: ['for Zabbix', 'read only', 'for PRTG'],
  },
  {
    name: 'radius',
    size: 5,
    asks: [
      'RADIUS server rejects the certificate',
      'how do I enter a second RADIUS server',
      'RADIUS shared secret is too long',
      'RADIUS accounting to FreeRADIUS',
    ],
    around: ['with EAP-TLS', 'for eduroam'],
  },
];

const openings = [
  '',
  '',
  '',
  '',
  'hi, ',
  'hello, ',
  'hey guys ',
  'Good morning. ',
  'quick question: ',
  'sorry to bother you, ',
  'please help, ',
  'so, ',
  'ok ',
];
const closings = ['', '', '', '', '?', '?', '??', ' please', ' thanks', ', thank you', ' asap', '!'];

/** One typing mistake in a longer word. */
function misspell(text: string, random: () => number): string {
  const words = text.split(' ');
  const at = Math.floor(random() * words.length);
  const word = words[at] ?? '';
  if (word.length < 5 || /\d/.test(word)) return text;
  const cut = 1 + Math.floor(random() * (word.length - 3));
  const slipped = `${word.slice(0, cut)}${word[cut + 1] ?? ''}${word[cut] ?? ''}${word.slice(cut + 2)}`;
  return words.with(at, slipped).join(' ');
}

/** A question with the topic that it was made from. */
export interface PlantedQuestion {
  text: string;
  topic: string;
}

/** Twelve topics at 5 to 200 questions each, every one worded differently: polite, curt, shouted, misspelt. */
export function plantedQuestions(seed = 7): PlantedQuestion[] {
  const random = seededRandom(seed);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  return topics.flatMap(({ name, size, asks, around }) => {
    const texts = new Set<string>();
    while (texts.size < size) {
      const ask = pick(asks);
      const place = random() < 0.55 ? pick(around) : '';
      const whole = place === '' || random() < 0.7 ? [ask, place] : [`${place},`, ask];
      let text = `${pick(openings)}${whole.filter((part) => part !== '').join(' ')}${pick(closings)}`;
      if (random() < 0.15) text = misspell(text, random);
      if (random() < 0.35) text = text.toLowerCase();
      else if (random() < 0.03) text = text.toUpperCase();
      texts.add(text);
    }
    return [...texts].map((text) => ({ text, topic: name }));
  });
}
