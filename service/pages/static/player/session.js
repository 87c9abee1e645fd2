// The keys of a keyboard, a headset or a locked phone.

export function mediaKeys(player, article, icon) {
  const { mediaSession } = navigator;
  if (!mediaSession || !window.MediaMetadata) return { update() {} };
  const actions = {
    play: () => player.play(),
    pause: () => player.pause(),
    stop: () => player.pause(),
    seekbackward: () => player.step(-1),
    seekforward: () => player.step(1),
    previoustrack: () => player.stepSection(-1),
    nexttrack: () => player.stepSection(1),
    seekto: (details) => player.seek(details.seekTime * 1000),
  };
  for (const [name, action] of Object.entries(actions)) {
    try {
      mediaSession.setActionHandler(name, action);
    } catch {
      // A browser that does not know this one.
    }
  }
  return {
    update({ title, playing }) {
      if (!mediaSession.metadata || mediaSession.metadata.title !== title) {
        const artwork = icon ? [{ src: icon, sizes: "any", type: "image/svg+xml" }] : [];
        mediaSession.metadata = new MediaMetadata({ title, artist: "Plainspoken", album: article, artwork });
      }
      mediaSession.playbackState = playing ? "playing" : "paused";
      const { duration, currentTime, playbackRate } = player.audio;
      if (mediaSession.setPositionState && Number.isFinite(duration) && duration > 0) {
        mediaSession.setPositionState({ duration, playbackRate, position: Math.min(currentTime, duration) });
      }
    },
  };
}
