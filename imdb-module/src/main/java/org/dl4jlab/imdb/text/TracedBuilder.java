package org.dl4jlab.imdb.text;

import java.util.Arrays;

/** Makes a text of another, and keeps what each character comes from. */
final class TracedBuilder {

  private final CleanText before;
  private final StringBuilder text;
  private int[] starts;
  private int[] ends;

  TracedBuilder(CleanText before) {
    int length = before.text().length();
    this.before = before;
    this.text = new StringBuilder(length + 16);
    this.starts = new int[length + 16];
    this.ends = new int[length + 16];
  }

  /** Takes over a part of the text before. */
  void copy(int from, int to) {
    for (int at = from; at < to; at++) {
      put(before.text().charAt(at), before.start(at), before.end(at));
    }
  }

  /** Puts something in the place of a part of the text before, which is not empty. */
  void replace(int from, int to, String replacement) {
    for (int i = 0; i < replacement.length(); i++) {
      put(replacement.charAt(i), before.start(from), before.end(to - 1));
    }
  }

  private void put(char c, int start, int end) {
    int at = text.length();
    if (at == starts.length) {
      starts = Arrays.copyOf(starts, 2 * at);
      ends = Arrays.copyOf(ends, 2 * at);
    }
    text.append(c);
    starts[at] = start;
    ends[at] = end;
  }

  CleanText done() {
    return new CleanText(text.toString(), before.written(), starts, ends);
  }
}
