// Going on where one left. The place is a sentence: when the sound was made anew, it is still found.

import { forget, recall, remember } from "./memory.js";

export class Resume {
  constructor(player, article) {
    this.player = player;
    this.article = article;
    this.place = this.usable(recall(article));
  }

  // The place to go on from, until something was played; null without one.
  usable(place) {
    if (!place) return null;
    const { sounds } = this.player;
    const same = sounds.find(({ id }) => id === place.sound);
    const sound = same || sounds.find(({ id }) => id === place.section);
    return sound ? { ...place, known: sound.src === place.src, sound } : null;
  }

  // Play from the place, which is used up with that. Where the sound is the same one, at once: some
  // browsers let a press of a button start a sound only then.
  async play() {
    const { player, place } = this;
    this.place = null;
    const { sound } = place;
    if (place.known) return player.playFrom(sound, place.ms);
    const marks = await player.marksOf(sound);
    const sentences = marks ? marks.sentences : [];
    const here = sentences.filter((each) => each.section === place.section);
    const found = here.find((each) => each.part === place.part && each.start === place.start) || here[0];
    return player.playFrom(sound, found ? found.from : 0);
  }

  // Make the place ready without playing.
  take() {
    const { player, place } = this;
    this.place = null;
    if (place && place.known && !player.sound) player.open(place.sound, place.ms);
  }

  keep() {
    const { player } = this;
    const sentence = player.marks && player.marks.sentences[player.sentence];
    if (!player.sound) return;
    if (player.state === "ended") {
      forget(this.article);
      return;
    }
    const ms = sentence ? sentence.from : player.ms;
    if (!player.at && ms < 1) return;
    const { section, part, start } = sentence || {};
    remember(this.article, { sound: player.sound.id, src: player.sound.src, ms: Math.round(ms), section, part, start });
  }

  drop() {
    this.place = null;
    forget(this.article);
  }
}
