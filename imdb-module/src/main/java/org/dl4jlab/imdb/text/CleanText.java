package org.dl4jlab.imdb.text;

/**
 * A text made plain: without tags, entities decoded, quotes and dashes as ASCII has them. It knows
 * what each of its characters was in the text as it was written.
 */
public final class CleanText {

  private final String text;
  private final String written;
  private final int[] starts; // in what was written; null where nothing has been changed
  private final int[] ends;

  CleanText(String text, String written, int[] starts, int[] ends) {
    this.text = text;
    this.written = written;
    this.starts = starts;
    this.ends = ends;
  }

  /** From a text that may hold HTML. */
  public static CleanText of(String html) {
    return TextCleaner.clean(html);
  }

  /** The plain text. */
  public String text() {
    return text;
  }

  /** The same text, with what has been changed forgotten. */
  public CleanText readable() {
    return new CleanText(text, text, null, null);
  }

  /** The text as it was written. */
  public String written() {
    return written;
  }

  /** Where a character of the plain text begins in what was written. */
  public int start(int at) {
    return starts == null ? at : starts[at];
  }

  /** Where it ends there. */
  public int end(int at) {
    return ends == null ? at + 1 : ends[at];
  }
}
