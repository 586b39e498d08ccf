package org.dl4jlab.experiment;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;

/**
 * Where a session tells of what it does.
 *
 * @param out of sentences and tables
 * @param interactive whether a person watches, so that a line may be drawn over
 */
public record Console(PrintWriter out, boolean interactive) {

  /** Nobody listens. */
  public static Console quiet() {
    return new Console(new PrintWriter(Writer.nullWriter()), false);
  }

  /** Says a line, with numbers as everywhere in the world alike. */
  public void say(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
    out.flush();
  }
}
