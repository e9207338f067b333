/**
 * What common emoji say, from -1 to 1, in five steps. Set by hand for this project from the signs' Unicode names and
 * common use; signs whose use is ambiguous (🙏, 😭 and 💀 are laments and laughter alike) or neutral are left out.
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

/** @param emoji without variation selector and tone of skin, as `emojiOf` gives them @returns null if none is known */
export function emojiValence(emoji: readonly string[]): number | null {
  const known = emoji.flatMap((sign) => VALENCE.get(sign) ?? []);
  return known.length === 0 ? null : known.reduce((sum, valence) => sum + valence, 0) / known.length;
}
