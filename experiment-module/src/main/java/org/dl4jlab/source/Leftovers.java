package org.dl4jlab.source;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** What systems leave in folders and archives beside a person's files. */
public final class Leftovers {

  private static final Set<String> NAMES =
      Set.of("__macosx", "thumbs.db", "ehthumbs.db", "desktop.ini", "@eadir", "$recycle.bin");

  private Leftovers() {}

  /** Whether a file or folder is hidden or a system's own: {@code .DS_Store}, {@code ._1.png}. */
  public static boolean isOne(String last) {
    return last.startsWith(".") || NAMES.contains(last.toLowerCase(Locale.ROOT));
  }

  /** Whether a file is one of these, or in one. */
  public static boolean isIn(String name) {
    return Arrays.stream(name.split("/")).anyMatch(Leftovers::isOne);
  }
}
