/**
 * Valence of common emoji, -1 to 1 in five steps. Assigned by hand for this project from Unicode names and common
 * use; neutral and ambiguous ones (🙏, 😭 and 💀 can be lament or laughter) are left out.
 */
const STEPS: readonly (readonly [number, string])[] = [
  [0.9, '😍 🥰 😘 🤩 ❤ 🧡 💛 💚 💙 💜 🤎 🤍 💖 💗 💓 💕 💞 💘 💝 💟 ❣ 😻 🎉 🥳 🏆 💯 😁 🫶 🤗 💐 🥇'],
  [
    0.6,
    '😀 😃 😄 😆 😊 ☺ 😂 🤣 😎 😇 😋 😌 😙 😗 😚 😺 😸 😹 😽 👍 👏 🙌 💪 ✨ 🌟 ⭐ 🌈 🌞 ☀ 🎊 🎁 🎂 🍾 🥂 🍻 🤝 👌 ✌ 🌹 🌸 🌺 🌻 🌷 💃 🕺 🚀 🔥 😅 🥹 🫡 👑 💎',
  ],
  [0.3, '🙂 😉 😏 😛 😜 😝 🤪 🤭 🤓 ☕ 🍀 🎶 🎵 ✅ ✔ 🆒 🤞 🤙 🐶 🐱 🦋'],
  [-0.4, '🙁 ☹ 😕 😟 😬 😐 😑 😶 🙄 😒 🤨 😔 😥 😓 😪 🥱 🫤 😮‍💨 😦 😧 🥺 😵 🥴 🥶 🥵 🙈 🤦'],
  [-0.7, '😞 😢 😿 😩 😫 😖 😣 😰 😨 😱 😠 😾 💔 👎 😤 🤥 🤮 🤢 😡 🤬 👿 🖕 💩 🤡 ☠ 🚫 ⛔ 🆘'],
];

const VALENCE: ReadonlyMap<string, number> = new Map(
  STEPS.flatMap(([valence, signs]) => signs.split(' ').map((sign): [string, number] => [sign, valence])),
);

/**
 * @param emoji as returned by `emojiOf`, without variation selectors and skin tones @returns null if none is known
 */
export function emojiValence(emoji: readonly string[]): number | null {
  const known = emoji.flatMap((sign) => VALENCE.get(sign) ?? []);
  return known.length === 0 ? null : known.reduce((sum, valence) => sum + valence, 0) / known.length;
}
