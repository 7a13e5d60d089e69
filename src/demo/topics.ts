/** A subject that the knowledge lacks, planted in the demonstration so that the review has something to find. */
export interface PlantedTopic {
  id: string;
  /** How often it is asked in 90 days. */
  questions: number;
  /** Ways to ask it. */
  asks: readonly string[];
  /** What an agent replies. */
  reply: string;
}

/** Twelve subjects, from rare to frequent. */
export const plantedTopics: readonly PlantedTopic[] = [
  {
    id: 'rack-mount',
    questions: 5,
    asks: [
      'Is there a rack mount kit for the switch?',
      'Do you sell rack ears for a 19 inch cabinet?',
      'Which rack mounting brackets fit the switch?',
      'My switch came without rack ears, where can I order a rack mount kit?',
    ],
    reply: 'Switches with 24 ports or more come with rack ears in the box; for others I can send you a kit.',
  },
  {
    id: 'temperature',
    questions: 8,
    asks: [
      'What temperature can the outdoor access point stand?',
      'Does the outdoor unit survive frost, say minus 25 degrees?',
      'How hot may it get outside before the outdoor access point shuts down?',
      'What is the operating temperature range of the outdoor unit?',
      'Will the outdoor access point keep working in freezing temperature?',
    ],
    reply: 'The outdoor units are rated from −20 to 60 °C. Below that they may not start after a power cut.',
  },
  {
    id: 'printer',
    questions: 12,
    asks: [
      'Can I plug a printer into the USB port of the router?',
      'How do I share a USB printer over the router?',
      'Does the router work as a print server for my printer?',
      'The USB printer on my router is not found by Windows, how do I add the printer?',
      'Which USB printers work with the router?',
    ],
    reply: 'The USB port takes storage only. A printer needs a network connection of its own.',
  },
  {
    id: 'antenna',
    questions: 18,
    asks: [
      'Can I replace the antennas by longer ones?',
      'What gain in dBi do the antennas have?',
      'Which connector do the external antennas use, RP-SMA?',
      'One antenna broke off, can I get a spare antenna?',
      'How should I point the antennas for two floors?',
      'May I put the antenna on the roof with a longer cable?',
    ],
    reply: 'The antennas have RP-SMA connectors and 5 dBi; any with the same connector may replace them.',
  },
  {
    id: 'leds',
    questions: 25,
    asks: [
      'How do I turn off the LEDs on the access point?',
      'The blue LED is too bright in my bedroom, can the LEDs be switched off?',
      'Is there a setting to disable the LED lights at night?',
      'What does the orange LED mean, and can I dim the LEDs?',
      'Can I make the LED lights go dark on a schedule?',
      'Turn off the blinking LED lights, how?',
    ],
    reply: 'Under System, then LED Control, each light can be turned off. It takes effect without a restart.',
  },
  {
    id: 'static-address',
    questions: 35,
    asks: [
      'How do I give the access point a static IP address?',
      'Can I reserve an IP address for one device by DHCP?',
      'Where do I set a fixed IP address instead of DHCP?',
      'My NAS needs a static IP address, where is the DHCP reservation?',
      'How can I change the DHCP range so that static addresses stay free?',
      'I set a static IP address and now I cannot reach the web page, what is the default IP address?',
      'Which subnet do I enter for a static IP address?',
    ],
    reply: 'Network, LAN, then DHCP reservation: choose the device and the address, and save.',
  },
  {
    id: 'return',
    questions: 50,
    asks: [
      'Can I return the router and get my money back?',
      'I want to send it back, how does a refund work?',
      'How long do I have to return an unopened box?',
      'What is your refund policy if I am not happy?',
      'I ordered the wrong one, can I return it for a refund?',
      'Who pays for the parcel when I return something?',
      'When do I get my money back for the access point I returned?',
      'I need a return label, please.',
    ],
    reply: 'You can return it within 30 days where you bought it. I have sent you the return label.',
  },
  {
    id: 'parental-control',
    questions: 70,
    asks: [
      "Can I block my kids' tablets after nine in the evening?",
      'How do I set up parental controls for the children?',
      'Is there a way to limit screen time for the kids on the Wi-Fi?',
      'Can parental control block certain web pages for my kids?',
      'My son is online all night, how do I set a bedtime for his phone?',
      'How do I pause the internet for the children at dinner?',
      'Where is the parental control schedule?',
      'Parental controls stopped working and the kids are online again, why?',
      'Can I filter adult web sites for my children?',
    ],
    reply: 'Parental Control, then add a rule: choose the device, the days and the hours.',
  },
  {
    id: 'vlan',
    questions: 95,
    asks: [
      'How do I set up a VLAN for guests?',
      'Which VLAN tag goes on the trunk port to the access point?',
      'Can each SSID have a VLAN of its own?',
      'How many VLANs does the access point support?',
      'The management VLAN locked me out, how do I get back in?',
      'Tagged or untagged: what does the uplink port need for the VLAN?',
      'How do I map an SSID to VLAN 20?',
      'VLAN tagging does not work with my switch, what am I missing?',
      'Where do I find the VLAN settings on the access point?',
      'Does the access point do dynamic VLAN assignment by RADIUS?',
    ],
    reply: 'Tag the VLAN on the uplink port, then choose its number under Wireless, SSID, VLAN isolation.',
  },
  {
    id: 'poe',
    questions: 130,
    asks: [
      'Which PoE injector do I need for the access point?',
      'Is the PoE injector in the box?',
      'How many watts of PoE does it draw?',
      'Does it take 802.3af PoE or does it need 802.3at?',
      'Can I power it from a passive 24V PoE injector?',
      'The PoE switch gives no power to the access point, why?',
      'How long may the cable from the PoE injector be?',
      'Will any PoE switch power your access point?',
      'My PoE budget is 60 watts, how many access points can I power?',
      'Is PoE+ necessary or is plain PoE enough?',
      'Can PoE damage the access point if I also plug in the adapter?',
    ],
    reply: 'It takes 802.3af, at most 12.5 W. Passive 24 V injectors do not work and may damage it.',
  },
  {
    id: 'invoice',
    questions: 165,
    asks: [
      'I need an invoice with our VAT number.',
      'Where can I download the invoice for my order?',
      'The invoice has the wrong company address, can you correct it?',
      'Could you send me a copy of the invoice for our bookkeeping?',
      'We paid twice for the same invoice, please check.',
      'Can we pay the invoice by bank transfer?',
      'My invoice does not show the VAT, I need a new one.',
      'When will I get the invoice for last month?',
      'Our accountant wants the invoice as a PDF.',
      'Can you put our purchase order number on the invoice?',
      'Please change the billing address on the invoice.',
      'Is the price on the invoice with or without VAT?',
    ],
    reply: 'I have corrected the invoice and sent it to the address of your account as a PDF.',
  },
  {
    id: 'warranty',
    questions: 200,
    asks: [
      'How long is the warranty?',
      'Is my access point still under warranty?',
      'What does the warranty cover?',
      'My router died after 14 months, is that a warranty case?',
      'Do I need the receipt for the warranty?',
      'How do I register my device for the warranty?',
      'Is there an extended warranty that I can buy?',
      'Does the warranty cover lightning damage?',
      'I bought it used, does the warranty still apply?',
      'How do I make a warranty claim?',
      'Where do I send a faulty unit under warranty?',
      'When does the warranty start, on the day of purchase?',
      'Can you check the warranty by serial number?',
      'Is the warranty valid in another country?',
    ],
    reply:
      'It has a warranty of two years from the day of purchase. With the receipt I can open a claim now.',
  },
];
