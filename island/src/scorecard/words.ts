/** Short words that are easy to say on the telephone, three of which make a seal. */
const WORDS = `
acorn amber anchor apple april apron arrow autumn badge baker bamboo barley basil basket beacon bell berry birch
biscuit blanket boat bonnet book bottle bramble bread breeze brick bridge brook broom bucket butter button cabin
candle canvas carrot castle cedar chalk cherry chestnut cider cinnamon clay cloak clover coast cobalt comet copper
coral corner cotton cradle crane cricket crumb cup curtain daisy dawn deer dew dill dock door drum dune eagle
ember engine fable falcon feather fennel fern ferry fiddle field fig flute fog forest fox garden garlic gate
ginger glove goose grape gravel guitar hammer harbour harvest hazel heather hedge heron hill honey horn island
ivory ivy jacket jam jasmine jar kettle kite kitten ladder lake lamp lantern lark lavender leaf lemon letter lilac
linen loaf lobby maple marble market meadow mill mint mirror mist moss mountain mouse mustard napkin nectar needle
nest nettle nutmeg oak oat olive onion orchard otter oven owl paddle paper parsley pasture peach pear pebble pencil
pepper piano pigeon pillow pine plum pocket pond poppy porch potter pumpkin quilt quince rabbit radish rain raven
reed ribbon river robin rope rosemary saddle saffron sail salt sand scarf seed shell shore silk silver slate sleet
snow sparrow spice spoon spruce squirrel stable star stone stove straw stream sugar summer swallow swan table tea
thimble thistle thread thunder thyme tiger timber toast tulip tunnel turnip valley velvet village violet walnut
water wheat whistle willow window winter wool wren yarrow
`.trim().split(/\s+/);

/** Three of them, drawn without bias. */
export function suggestion(): string {
  return [0, 1, 2].map(() => WORDS[draw(WORDS.length)]).join(" ");
}

function draw(below: number): number {
  const limit = Math.floor(2 ** 32 / below) * below;
  const box = new Uint32Array(1);
  do crypto.getRandomValues(box);
  while ((box[0] ?? 0) >= limit);
  return (box[0] ?? 0) % below;
}
